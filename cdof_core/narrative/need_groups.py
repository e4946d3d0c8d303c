"""Sentences about groups in treatment against the same groups of the population."""

from collections.abc import Mapping, Sequence
from typing import Any

from cdof_core.domain.judgement import Judgement
from cdof_core.narrative.names import in_sentence, listed
from cdof_core.narrative.numbers import interval_text, value_text
from cdof_core.narrative.periods import period_in_sentence

Row = Mapping[Any, Any]

NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"
NO_GROUP = (
    "no ethnic group was significantly less often in treatment than in the population, by its "
    "penetration rate."
)
ASSUMED = "This assumes that drug use is the same in every group."


def groups_title(rows: Sequence[Row], *, noun: str, area_name: str) -> str:
    """Return the finding: which groups are in treatment less than their share of the population.

    Args:
        rows: Groups of the area, judged against parity.
        noun: What groups are of, for example "ethnic group".
        area_name: As published.
    """
    fewer = [row for row in rows if str(row["judgement"]) in _LOWER]
    place = in_sentence(area_name)
    if not fewer:
        return (
            f"By {noun}, no group in {place} is in treatment significantly less than its share of "
            "people"
        )
    names = listed([f"{row['category']} {_rate(row)}" for row in fewer])
    return f"By {noun}, in treatment less than their share of people in {place}: {names}"


def groups_sentence(rows: Sequence[Row], *, area_name: str, period: str) -> str:
    """Say each group's rate with its interval, and what it means if use were the same in all.

    Args:
        rows: Groups of the area, judged against parity.
        area_name: As published.
        period: Year of treatment.
    """
    said = [
        f"{row['category']} {_rate(row)} "
        f"({interval_text(row['lower95'], row['upper95'], unit='%', decimals=0, joiner=' to ')})"
        f"{_WORDS.get(Judgement(str(row['judgement'])), '')}"
        for row in rows
    ]
    return (
        f"In {in_sentence(area_name)} in {period_in_sentence(period)}, each group's share of "
        "people in treatment over its share of the population (100% is parity; 95% intervals): "
        f"{'; '.join(said)}. {ASSUMED}"
    )


def fewer_sentence(rows: Sequence[Row], *, area_name: str, period: str, reference: str) -> str:
    """Say which ethnic groups are in treatment less than their share, and what that assumes.

    Args:
        rows: Groups of the area, judged against parity.
        area_name: As published.
        period: Year of treatment.
        reference: Whose population, and when.
    """
    start = f"In {in_sentence(area_name)} in {period_in_sentence(period)},"
    said = listed(
        [
            f"{row['category']} ({_rate(row)}; 95% interval "
            f"{interval_text(row['lower95'], row['upper95'], unit='%', decimals=0, joiner=' to ')})"
            for row in rows
            if is_fewer(row)
        ]
    )
    text = (
        f"these ethnic groups were significantly less often in treatment than in the population, "
        f"by their penetration rate: {said}."
        if said
        else NO_GROUP
    )
    return f"{start} {text} The population is that of {reference}. {ASSUMED}"


def need_title(*, area_name: str, fewer: Mapping[str, Sequence[str]], is_held: bool) -> str:
    """Return the page's title.

    Args:
        area_name: As published.
        fewer: Groups that are in treatment less than their share, by what they are groups of.
        is_held: Whether groups in treatment are held for the area.
    """
    place = in_sentence(area_name)
    if not is_held:
        return f"Who is in need: no groups in treatment are held for {place}"
    named = [_groups_of(trait, names) for trait, names in fewer.items() if names]
    if not named:
        return (
            f"No group is in treatment significantly less than its share of the people of {place}"
        )
    return f"Under-represented in treatment in {place}: {listed(named)}"


_LOWER = (Judgement.LOWER, Judgement.MUCH_LOWER)
_WORDS = {
    Judgement.LOWER: ", lower",
    Judgement.MUCH_LOWER: ", much lower",
    Judgement.HIGHER: ", higher",
    Judgement.MUCH_HIGHER: ", much higher",
    Judgement.SIMILAR: ", not significantly different",
}


def _groups_of(trait: str, names: Sequence[str]) -> str:
    """Name groups with what they are groups of: "Asian" alone is no group of a title's readers."""
    if trait == "sex":
        return listed([f"{name.lower()}s" for name in names])
    if trait == "age":
        # An age range is one word: no line ends within it.
        ages = listed([name.replace("-", NO_BREAK_HYPHEN) for name in names])
        return f"{'age' if len(names) == 1 else 'ages'} {ages}"
    return f"{listed(names)} ethnic {'group' if len(names) == 1 else 'groups'}"


def is_fewer(row: Row) -> bool:
    """Return whether a group is in treatment significantly less than its share."""
    return str(row["judgement"]) in _LOWER


def _rate(row: Row) -> str:
    return value_text(row["value"], unit="%", decimals=0)
