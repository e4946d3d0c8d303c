"""One indicator's figures at one period: of every authority, and of the area."""

from dataclasses import dataclass

import pandas as pd

from cdof_core.analysis.area_comparison import area_series
from cdof_core.analysis.indicator_everywhere import (
    Measure,
    at_period,
    authorities_at,
    benchmark_over_time,
    choose_period,
    periods_of,
)
from cdof_core.analysis.places import Places
from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.domain.selection import Selection
from cdof_core.store import indicators as indicator_store


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """Figures of one indicator and period, not judged.

    Attributes:
        period: Label of the period; empty where no authority has a figure.
        local: Every authority's.
        own: The chosen area's, pooled for a partnership.
    """

    period: str
    local: pd.DataFrame
    own: pd.DataFrame


def period_figures(selection: Selection, *, places: Places) -> PeriodFigures:
    """Read what a view of an indicator shows at its period, without judging or drawing lines.

    Args:
        selection: What the user chose: indicator, period (empty for the latest) and sex.
        places: The area and its benchmarks.
    """
    measure = Measure(selection.indicator_id, selection.sex)
    shown = choose_period(periods_of(measure), selection.period)
    period = "" if shown is None else str(shown["period_label"])
    own = at_period(own_figures(selection, places=places), shown)
    return PeriodFigures(period, authorities_at(measure, period), own)


def own_figures(selection: Selection, *, places: Places) -> pd.DataFrame:
    """Return the chosen area's figures over time, pooled for a partnership.

    Args:
        selection: Indicator and sex.
        places: The area.
    """
    rows = area_series(
        places,
        indicator_ids=[selection.indicator_id],
        catalogue=indicator_store.indicators(),
    )
    return rows[rows["sex"] == selection.sex].reset_index(drop=True)


def benchmark_at(selection: Selection, *, benchmark: BenchmarkRequest) -> float | None:
    """Return the value at a period of something that nothing is compared with at the moment.

    Args:
        selection: Indicator, period and sex.
        benchmark: What is asked for.

    Returns:
        The value as the one that judges would find it; None where there is none.
    """
    measure = Measure(selection.indicator_id, selection.sex)
    shown = choose_period(periods_of(measure), selection.period)
    found = at_period(benchmark_over_time(measure, benchmark), shown)
    return float(found["benchmark"].iloc[0]) if len(found) else None
