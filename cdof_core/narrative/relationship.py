"""What two measures over areas say together, and what they cannot say."""

import math
from typing import Final, Protocol

from cdof_core.narrative.names import at_start, listed
from cdof_core.narrative.numbers import interval_text, number_text, value_places

CAVEATS: Final = (
    "This is about areas, not people: that areas with more of one have more of the other does not "
    "show that the same people are concerned (the ecological fallacy), nor that one causes the "
    "other.",
    "Each authority counts the same, whatever its size; rates of small areas swing more by chance.",
    "Measures that share a numerator or a denominator, or of which one is part of the other, go "
    "together for that reason alone.",
)
_SAME_YEARS: Final = 0.05
_PLACES: Final = 2


class CorrelationFacts(Protocol):
    """A correlation with its limits."""

    @property
    def value(self) -> float: ...  # noqa: D102
    @property
    def lower(self) -> float: ...  # noqa: D102
    @property
    def upper(self) -> float: ...  # noqa: D102
    @property
    def pairs(self) -> int: ...  # noqa: D102


def relationship_finding(
    correlation: CorrelationFacts, *, across: str, up: str, has_line: bool
) -> str:
    """Say in words how two measures go together.

    Args:
        correlation: The correlation over areas.
        across: The one measure, as a sentence has it.
        up: The other.
        has_line: Whether a line explains enough to be drawn.
    """
    if math.isnan(correlation.value):
        return f"{at_start(up)} and {across} cannot be correlated: too few authorities have both"
    if math.isnan(correlation.lower) or correlation.lower <= 0 <= correlation.upper:
        return f"No clear relationship between {up} and {across}"
    direction = "higher" if correlation.value > 0 else "lower"
    strength = "" if has_line else ", though only weakly"
    return f"Where {across} is higher, {up} tends to be {direction}{strength}"


def correlation_words(correlation: CorrelationFacts) -> str:
    """Return the coefficient with its interval and the number of areas."""
    low, high = correlation.lower, correlation.upper
    value = number_text(
        correlation.value, value_places(correlation.value, low, high, decimals=_PLACES)
    )
    limits = interval_text(low, high, unit="", decimals=_PLACES, joiner=" to ")
    interval = f" (95% interval {limits})" if limits else ""
    return f"correlation {value}{interval} over {correlation.pairs} authorities"


def period_words(across_period: str, up_period: str, years_apart: float | None) -> str:
    """Say both periods, and that they differ where they do.

    Args:
        across_period: Label of the one, as tables have it.
        up_period: Label of the other.
        years_apart: Years between their middles; None where one has no period of its own.
    """
    if years_apart is None:
        return (
            f"Across: {across_period}; up: {up_period}. A deprivation score is of its own year and "
            "stays the same beside every period."
        )
    if years_apart == 0:
        return f"Both: {up_period}."
    if years_apart < _SAME_YEARS:
        return f"Across: {across_period}; up: {up_period}. The periods differ in length."
    years = number_text(years_apart, 1)
    return (
        f"Across: {across_period}; up: {up_period}. The periods differ by {years} years: the "
        "nearest that both have."
    )


def line_words(r_squared: float, *, is_drawn: bool) -> str:
    """Say how much a line explains, or why none is drawn."""
    if math.isnan(r_squared):
        return "No line can be fitted."
    share = number_text(r_squared, _PLACES)
    if is_drawn:
        return f"The dashed line explains a share of {share} of the variance (R squared)."
    return f"No line is drawn: R squared is {share}, not above 0.15."


def outlier_words(names: list[str], *, is_drawn: bool) -> str:
    """Name the areas furthest from what the other measure would suggest."""
    if not names:
        return "No authority lies further than two standard errors from the others."
    what = "the line" if is_drawn else "what the others would suggest"
    return f"Furthest from {what}: {listed(names)}."
