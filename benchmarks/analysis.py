"""What the pages' analysis takes, as a multiple of the bare reads of the same rows.

Run `python -m benchmarks.analysis`. Ratios travel between machines; seconds do not.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
# This folder holds a module called statistics, which must not stand in for Python's own.
sys.path[:] = [str(HERE.parent), *(p for p in sys.path if Path(p or ".").resolve() != HERE)]

# ruff: noqa: E402 - found only after the line above
import statistics

from cdof_core.analysis.area_comparison import compare_area
from cdof_core.analysis.indicator_view import view_indicator
from cdof_core.analysis.overview import build_overview
from cdof_core.analysis.places import Places, find_places
from cdof_core.analysis.snapshot_judgement import judge_snapshot
from cdof_core.domain import AreaCode, IndicatorId, Selection
from cdof_core.store import areas, framework, indicators, observations

ROUNDS = 9
AREA = AreaCode("E06000055")
INDICATOR = IndicatorId("deaths_drug_misuse_3y_rate")


def main() -> None:
    """Print one line a question."""
    selection = Selection(area_code=AREA, indicator_id=INDICATOR)
    places = find_places(
        selection,
        areas=areas.areas(),
        groups=areas.group_members(),
        schemes=areas.group_schemes(),
    )
    questions: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "area profile": (
            lambda: compare_area(selection, places=places),
            lambda: read_profile(places),
        ),
        "overview": (
            lambda: build_overview(selection, places=places),
            lambda: read_overview(places),
        ),
        "indicator": (
            lambda: view_indicator(selection, places=places),
            lambda: read_indicator(places),
        ),
        "whole snapshot, three benchmarks": (judge_snapshot, observations.all_headlines),
    }
    for name, (answer, read) in questions.items():
        took, reading = seconds(answer), seconds(read)
        print(f"{name}: {took:.3f} s, {took / reading:.1f} times its reads ({reading:.3f} s)")


def read_profile(places: Places) -> None:
    """Read the rows that a profile is made of."""
    catalogue = indicators.indicators()
    shown = list(catalogue.loc[catalogue["profile"], "indicator_id"])
    own = observations.series_of_areas(indicator_ids=shown, area_codes=[AREA])
    observations.series_of_areas(indicator_ids=shown, area_codes=_benchmark_codes(places))
    latest = own.sort_values("period_end").drop_duplicates("indicator_id", keep="last")
    observations.values_of_authorities(
        indicator_ids=list(latest["indicator_id"]),
        period_starts=list(latest["period_start"]),
        period_ends=list(latest["period_end"]),
    )
    indicators.annotations()
    framework.outcomes()


def read_overview(places: Places) -> None:
    """Read what an overview shows beside the profile's rows."""
    read_profile(places)
    framework.measures()
    framework.measure_indicators()
    observations.latest_national()
    indicators.indicators()


def read_indicator(places: Places) -> None:
    """Read the rows that an indicator's page is made of."""
    indicators.indicators()
    observations.local_series(indicator_id=INDICATOR, sex="Persons")
    for codes in ([AREA], _benchmark_codes(places)):
        observations.series_of_areas(indicator_ids=[INDICATOR], area_codes=codes)
    indicators.annotations()
    areas.areas()


def _benchmark_codes(places: Places) -> list[str]:
    requests = (places.england, places.region)
    return [str(request.code) for request in requests if request is not None]


def seconds(work: Callable[[], object]) -> float:
    """Median of several rounds, after one to warm up."""
    work()
    taken: list[float] = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
