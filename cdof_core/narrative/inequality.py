"""Gaps between groups in sentences."""

import math
from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol

from cdof_core.domain.sex import SEX_GROUPS
from cdof_core.narrative.figures import places_of
from cdof_core.narrative.names import at_start, in_sentence, listed
from cdof_core.narrative.national import panel_name
from cdof_core.narrative.numbers import (
    MISSING,
    count_text,
    interval_text,
    number_text,
    value_places,
    value_text,
)
from cdof_core.narrative.periods import period_in_sentence
from cdof_core.narrative.words import FLAGS

_SAME: Final = 1.0


class BoundedNumber(Protocol):
    """A number with its limits; NaN where there are none."""

    @property
    def value(self) -> float: ...  # noqa: D102
    @property
    def lower(self) -> float: ...  # noqa: D102
    @property
    def upper(self) -> float: ...  # noqa: D102


class Gap(Protocol):
    """The gap of one place or sex between two groups."""

    @property
    def line(self) -> str: ...  # noqa: D102
    @property
    def high(self) -> str: ...  # noqa: D102
    @property
    def low(self) -> str: ...  # noqa: D102
    @property
    def high_value(self) -> float: ...  # noqa: D102
    @property
    def low_value(self) -> float: ...  # noqa: D102
    @property
    def period(self) -> str: ...  # noqa: D102
    @property
    def difference(self) -> BoundedNumber: ...  # noqa: D102
    @property
    def ratio(self) -> BoundedNumber: ...  # noqa: D102
    @property
    def unit(self) -> str: ...  # noqa: D102
    @property
    def decimals(self) -> int: ...  # noqa: D102
    @property
    def missing(self) -> tuple[tuple[str, str], ...]: ...  # noqa: D102


def gap_finding(gap: Gap, *, subject: str) -> str:
    """Say the ratio of two groups with both values, or why there is none.

    Args:
        gap: The gap.
        subject: What is measured.
    """
    start = f"{at_start(subject)}, {_line(gap.line)}"
    when = period_in_sentence(gap.period)
    if gap.missing:
        group, flag = gap.missing[0]
        why = FLAGS.get(flag, "").partition(":")[0].lower() or "not published"
        of_group = f"the figure for {group_name(group)} is {why}"
        return f"{start}: no gap can be given for {when}, as {of_group}"
    values = f"{_value(gap.high_value, gap)} against {_value(gap.low_value, gap, with_unit=False)}"
    if math.isnan(gap.ratio.value):
        return f"{start}: {group_name(gap.high)} {values} {group_name(gap.low)} in {when}"
    times = number_text(gap.ratio.value, 1)
    said = (
        f"{times} times as high for {group_name(gap.high)} as for {group_name(gap.low)}"
        if gap.ratio.value >= _SAME
        else f"lower for {group_name(gap.high)} than for {group_name(gap.low)}"
    )
    return f"{start}: {said} ({values}) in {when}{significance_words(gap.difference)}"


def groups_behind(rows: Iterable[Mapping[Any, Any]]) -> str:
    """Say each group's figure with its interval, the events it rests on, and how it is marked.

    Args:
        rows: `group`, `value`, `numerator`, `numerator_name`, `lower95`, `upper95`, `unit`,
            `decimals` and `flag` of each group with a value.

    Returns:
        A sentence such as "By group: 8.3 for males (95% interval 5.7 to 11.6; 35 deaths) and 2.4
        for females (95% interval 1.2 to 4.4; 11 deaths; marked unreliable by the publisher: few
        events)"; empty where a count is not held.
    """
    said: list[str] = []
    for row in rows:
        unit, decimals = str(row["unit"]), places_of(row)
        count = count_text(row["numerator"], str(row["numerator_name"]))
        limits = interval_text(
            row["lower95"], row["upper95"], unit=unit, decimals=decimals, joiner=" to "
        )
        if count == MISSING or not limits:
            return ""
        value = value_text(row["value"], unit=unit, decimals=decimals, with_unit=False)
        mark = FLAGS.get(str(row["flag"]), "")
        notes = [f"95% interval {limits}", count]
        notes += [f"{mark[:1].lower()}{mark[1:]}"] if mark else []
        said.append(f"{value} for {group_name(str(row['group']))} ({'; '.join(notes)})")
    return f"By group: {listed(said)}" if said else ""


def significance_words(difference: BoundedNumber) -> str:
    """Say, after a comma, where a difference is not significant; empty otherwise."""
    if math.isnan(difference.lower) or math.isnan(difference.upper):
        return ""
    within = difference.lower <= 0 <= difference.upper
    return "; the difference is not significant" if within else ""


def bounded_text(number: BoundedNumber | None, *, unit: str, decimals: int) -> tuple[str, str]:
    """Return a number and its interval as a cell of a table has them; dashes for none."""
    if number is None or math.isnan(number.value):
        return "–", ""
    plain = "" if unit == "times" else unit
    places = value_places(number.value, number.lower, number.upper, decimals=decimals)
    value = value_text(number.value, unit=plain, decimals=places, with_unit=False)
    limits = interval_text(number.lower, number.upper, unit=plain, decimals=decimals, joiner=" to ")
    return value, limits or "no interval"


def group_name(name: str) -> str:
    """Return a group's name inside a sentence: males, decile 1, quintile 5."""
    is_kind = name.split(" ", maxsplit=1)[0] in (
        *SEX_GROUPS.values(),
        "Decile",
        "Alcohol",
        "Opiates",
    )
    return name[:1].lower() + name[1:] if is_kind else panel_name(name)


def penetration_finding(rows: list[dict[str, object]], *, place: str, period: str) -> str:
    """Say which groups are furthest below and above their share of the people.

    Args:
        rows: group and value (100 is parity) of one place.
        place: The place.
        period: Label of the period.
    """
    if not rows:
        return "Treatment by ethnic group is not held here"
    low = min(rows, key=lambda row: float(str(row["value"])))
    high = max(rows, key=lambda row: float(str(row["value"])))
    low_share, high_share = (number_text(float(str(row["value"]))) for row in (low, high))
    return (
        f"{place}, {period_in_sentence(period)}: people of {low['group']} ethnic groups were in "
        f"treatment at {low_share}% of their share of the population, the least; of "
        f"{high['group']} ethnic groups at {high_share}%, the most"
    )


def _line(line: str) -> str:
    plain = in_sentence(line)
    words = (*SEX_GROUPS.values(), "Median", "Pooled")
    return plain[:1].lower() + plain[1:] if plain.startswith(words) else plain


def _value(value: float, gap: Gap, *, with_unit: bool = True) -> str:
    return value_text(value, unit=gap.unit, decimals=gap.decimals, with_unit=with_unit)
