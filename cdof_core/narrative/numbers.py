"""One rounding rule for every number the product writes."""

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from cdof_core.domain.rounding import stated_places

MISSING: Final = "–"
_MOST_STATED: Final = 4
"""Places of a number that somebody typed; more are what a computer adds."""
_POUND_UNITS: Final = ("£ per head", "£ per person in treatment")
_THOUSANDS_OF_POUNDS: Final = "£ thousand"


def is_missing(number: float | None) -> bool:
    """Return whether there is no number to write."""
    return number is None or math.isnan(number)


def round_half_up(number: float, decimals: int) -> Decimal:
    """Round as people do by hand: halves away from zero, on the shortest decimal of the number.

    Args:
        number: A finite number.
        decimals: Places to keep.

    Returns:
        The rounded decimal, never a negative zero.

    Source:
        Office for National Statistics convention for published rates (round half up).
    """
    quantum = Decimal(1).scaleb(-decimals)
    rounded = Decimal(repr(float(number))).quantize(quantum, rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def number_text(number: float | None, decimals: int = 0) -> str:
    """Write a number with thousands separators, or a dash where it is missing."""
    if number is None or math.isnan(number):
        return MISSING
    return f"{round_half_up(number, decimals):,}".replace("-", "−")


def stated_text(number: float | None) -> str:
    """Write a number with the places it was stated with, four at most: 12.5, 825.3, 45."""
    if number is None or math.isnan(number):
        return MISSING
    kept = round_half_up(number, _MOST_STATED)
    places = max(0, -int(kept.normalize().as_tuple().exponent))
    return number_text(number, places)


def value_text(value: float | None, *, unit: str, decimals: int, with_unit: bool = True) -> str:
    """Write a value with its unit where the unit belongs: 17.0%, £11.30 per head, 5.5 per 100,000.

    Args:
        value: The value; missing gives a dash.
        unit: The indicator's unit.
        decimals: The indicator's places.
        with_unit: Whether to add a unit that stands after the number; signs such as % and £
            are always written.

    Returns:
        The text.
    """
    text = number_text(value, decimals)
    if text == MISSING:
        return text
    if unit == "%":
        return f"{text}%"
    if unit == _THOUSANDS_OF_POUNDS:
        return f"£{text} thousand" if with_unit else f"£{text}k"
    if unit.startswith("£"):
        return f"£{text}{unit[1:]}" if with_unit else f"£{text}"
    return f"{text} {unit_for(value, unit, decimals)}" if with_unit and unit else text


def published_text(
    value: float | None, *, unit: str, decimals: int, note: object, with_unit: bool = True
) -> str:
    """Write a value as `value_text` does, without places where it was published without any.

    Args:
        value: The value; missing gives a dash.
        unit: The indicator's unit.
        decimals: The indicator's places.
        note: Note of the value's observation.
        with_unit: As for `value_text`.
    """
    places = stated_places(value, decimals=decimals, note=note)
    return value_text(value, unit=unit, decimals=places, with_unit=with_unit)


def unit_for(value: float | None, unit: str, decimals: int) -> str:
    """Put a plural unit into the singular for exactly one: 1 death, 2 deaths."""
    if value is None or math.isnan(value) or decimals or round_half_up(value, 0) != 1:
        return unit
    return _SINGULAR.get(unit, unit)


_SINGULAR: Final = {
    "deaths": "death",
    "admissions": "admission",
    "offences": "offence",
    "seizures": "seizure",
    "people": "person",
    "adults": "adult",
    "persons": "person",
    "children": "child",
    "exclusions": "exclusion",
    "suspensions": "suspension",
    "days": "day",
    "episodes": "episode",
    "victims": "victim",
    "lines": "line",
    "disruptions": "disruption",
    "incidents": "incident",
    "homicides": "homicide",
    "exits": "exit",
    "completions": "completion",
    "presentations": "presentation",
}


def count_text(count: float | None, noun: str) -> str:
    """Write a count with its noun in the right number: 1 death, 28 deaths."""
    text = number_text(count)
    return text if text == MISSING else f"{text} {unit_for(count, noun, 0)}"


def interval_text(
    lower: float | None, upper: float | None, *, unit: str, decimals: int, joiner: str = "–"
) -> str:
    """Write an interval once with its sign: 15.1–19.1, or "15.1% to 19.1%" in a sentence.

    A narrow interval has as many places more as its two ends need to differ: 0.47–0.54.

    Args:
        lower: Lower limit; missing gives an empty text.
        upper: Upper limit.
        unit: The indicator's unit.
        decimals: The indicator's places.
        joiner: An en dash for tables; " to " for sentences, which also repeats the sign.

    Returns:
        The text, empty where either limit is missing.
    """
    if is_missing(lower) or is_missing(upper):
        return ""
    places = _interval_places(lower, upper, decimals=decimals)
    if joiner.strip() == "to":
        return joiner.join(
            value_text(limit, unit=unit, decimals=places, with_unit=False)
            for limit in (lower, upper)
        )
    return joiner.join(number_text(limit, places) for limit in (lower, upper))


def value_places(
    value: float | None,
    lower: float | None,
    upper: float | None,
    *,
    decimals: int,
    comparator: float | None = None,
) -> int:
    """Return the places of a value that stands beside its interval, so that it lies inside.

    Where it is judged, the comparator must also read otherwise than a limit that it differs from.

    Args:
        value: The value.
        lower: Lower limit.
        upper: Upper limit.
        decimals: The indicator's places.
        comparator: What the value is judged against; None where it is not.

    Returns:
        The indicator's places, or the fewest more at which all of them read as they stand.
    """
    if value is None or lower is None or upper is None or is_missing(value + lower + upper):
        return decimals
    places = _interval_places(lower, upper, decimals=decimals)
    low, high = round_half_up(lower, places), round_half_up(upper, places)
    is_inside = low <= round_half_up(value, decimals) <= high
    fewest = decimals if is_inside else places
    if comparator is None or is_missing(comparator):
        return fewest
    finest = decimals + _MOST_ADDED
    tried = range(fewest, finest + 1)
    return next((one for one in tried if _reads_apart(lower, upper, comparator, one)), fewest)


def _reads_apart(lower: float, upper: float, comparator: float, decimals: int) -> bool:
    """Return whether a printed comparator equals a printed limit only where the two are equal."""
    places = _interval_places(lower, upper, decimals=decimals)
    shown = round_half_up(comparator, decimals)
    return all(
        limit == comparator or round_half_up(limit, places) != shown for limit in (lower, upper)
    )


def _interval_places(lower: float | None, upper: float | None, *, decimals: int) -> int:
    """Return the fewest places at which two limits that differ read differently."""
    if lower is None or upper is None or lower == upper:
        return decimals
    finest = decimals + _MOST_ADDED
    tried = range(decimals, finest + 1)
    return next(
        (one for one in tried if round_half_up(lower, one) != round_half_up(upper, one)), finest
    )


_MOST_ADDED: Final = 3
"""Places that a narrow interval may have beyond the indicator's."""
_FINE_BELOW: Final = 1000


def fraction_text(numerator: float | None, denominator: float | None) -> str:
    """Write "236 of 1,387", or the count alone where there is no total."""
    if is_missing(numerator):
        return ""
    if denominator is None or math.isnan(denominator):
        return number_text(numerator)
    return f"{number_text(numerator)} of {_base_text(denominator)}"


def _base_text(denominator: float) -> str:
    """Write a total; a small estimate with a place more, or the share would not follow from it."""
    is_fine = denominator < _FINE_BELOW and not float(denominator).is_integer()
    # Nobody counts a third of a person: what is no whole number is a mean of several years.
    return f"an average of {number_text(denominator, 1)}" if is_fine else number_text(denominator)
