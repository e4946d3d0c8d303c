"""What is said of a measure beside its figures: direction, method, why it is here, how fresh."""

from collections.abc import Sequence
from typing import Final

from cdof_core.domain.indicator import Polarity
from cdof_core.narrative.names import listed
from cdof_core.narrative.periods import stated_day_text

POLARITIES: Final[dict[Polarity, str]] = {
    Polarity.LOW_IS_GOOD: "Lower is better",
    Polarity.HIGH_IS_GOOD: "Higher is better",
    Polarity.NO_JUDGEMENT: "Neither direction is better or worse",
    Polarity.NOT_APPLICABLE: "Not compared: a comparison would mislead",
}

METHODS: Final[dict[str, str]] = {
    "wilson": "Wilson's method for proportions",
    "byar": "Byar's method for rates; exact Poisson limits below 10",
    "published": "As published with the figure",
    "none": "None: the figure carries no interval",
}
"""How the interval of a measure is made."""

_RELATIONS: Final[dict[str, str]] = {
    "is the measure": "It is the measure",
    "local form": "It is the local form of",
    "part": "It is a part of",
    "proxy": "It stands in for",
    "related": "It is related to",
}
_ROLES: Final[dict[str, str]] = {
    "headline": "A headline measure of the outcome",
    "supporting": "A supporting measure of the outcome",
    "related": "Related to the outcome",
    "context": "Context to the outcome",
}
_REFERENCE: Final = "A figure of a reference case, kept as printed to show how findings were made."
_CONTEXT: Final = "Context: it helps to read the measures of the outcomes framework."


def why_here(*, role: str, outcome: str, question: str, measures: Sequence[tuple[str, str]]) -> str:
    """Return why a measure is held: the outcome it serves and the framework's measure it answers.

    Args:
        role: Its role in the catalogue.
        outcome: Name of its outcome; empty for none.
        question: What that outcome asks.
        measures: The framework's measures it is held for: name and relation.

    Returns:
        One to three sentences.
    """
    if role == "reference":
        return _REFERENCE
    if not outcome:
        return _CONTEXT
    said = [f"{_ROLES.get(role, 'Held for the outcome')} “{outcome}”. {question}"]
    said += [
        f"{_RELATIONS[relation]} “{name}”." for name, relation in measures if relation in _RELATIONS
    ]
    return " ".join(said)


def update_text(*, published: Sequence[str], retrieved: Sequence[str], frequency: str) -> str:
    """Return when the figures were published and retrieved, and how often they come.

    Args:
        published: Dates of publication of the sources, as stated there.
        retrieved: Days on which they were retrieved.
        frequency: How often the measure is published.

    Returns:
        For example "Published 2022; retrieved 24 September 2026. How often: yearly."
    """
    days = [stated_day_text(day) for day in dict.fromkeys(published)]
    stated = listed(days) if days else "on a date not stated"
    said = f"Published {stated}"
    if retrieved:
        said += f"; retrieved {stated_day_text(max(retrieved))}"
    return f"{said}. How often: {frequency[0].lower()}{frequency[1:]}." if frequency else f"{said}."
