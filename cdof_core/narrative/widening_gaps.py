"""A gap to the benchmark that is wider than it was, said with its two periods."""

from collections.abc import Mapping
from typing import Any

from cdof_core.domain.indicator import unit_of_difference
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import number_text, value_text
from cdof_core.narrative.periods import period_in_sentence


def widening_sentence(row: Mapping[Any, Any]) -> str:
    """Say where a value lay from its benchmark then and now.

    Args:
        row: gap, earlier_gap, gap_period, earlier_gap_period, members_apart, unit, decimals and
            benchmark_label.
    """
    against = in_sentence(str(row["benchmark_label"]))
    then, now = (_distance(row, row[name]) for name in ("earlier_gap", "gap"))
    before, after = (
        period_in_sentence(str(row[name])) for name in ("earlier_gap_period", "gap_period")
    )
    said = (
        f"The figure was {then} {against} in {before} and {now} it in {after}: the gap is wider "
        "beyond what chance explains."
    )
    apart = int(row["members_apart"])
    if not apart:
        return said
    areas = "1 area" if apart == 1 else f"{number_text(apart)} areas"
    have = "has" if apart == 1 else "have"
    return f"{said} The two are not of the same areas: {areas} {have} a figure in one of them only."


def _distance(row: Mapping[Any, Any], gap: float) -> str:
    unit = unit_of_difference(str(row["unit"]))
    amount = value_text(abs(gap), unit=unit, decimals=int(row["decimals"]))
    return f"{amount} {'above' if gap > 0 else 'below'}"
