"""Verification of funnel plots against reference files."""

import math

import numpy as np

from cdof_core.statistics.funnel import (
    STANDARDISED_RATE_NEEDS,
    FunnelAreas,
    FunnelStatistic,
    assess_areas,
    funnel_curve,
)
from cdof_core.statistics.funnel_limits import FunnelLimits, proportion_control_limits
from cdof_core.statistics.inputs import FloatArray
from cdof_core.statistics.verification_tables import ReferenceTable, Tally

FUNNEL_TOLERANCE = 1e-9
ROUNDING = 1e-12
BISECTION_TOLERANCE = 2e-6
BISECTION_TOLERANCE_FEW = 1e-4
FEW_EVENTS = 3
PACKAGE_CUT = 100
"""Where the package cuts upper limits of proportions off, whatever their multiplier."""

_FUNNELS = {
    ("proportion", ""): FunnelStatistic.PROPORTION,
    ("ratio", "isr"): FunnelStatistic.RATIO,
    ("ratio", "count"): FunnelStatistic.RATIO,
    ("rate", "crude"): FunnelStatistic.CRUDE_RATE,
    ("rate", "dsr"): FunnelStatistic.STANDARDISED_RATE,
}


def check_funnel_points(tables: dict[str, ReferenceTable]) -> Tally:
    """Compare baselines, tested limits and significance with ``funnel_points_expected.csv``."""
    given, table = tables["funnel_input.csv"], tables["funnel_points_expected.csv"]
    tally = Tally(table.size)
    place = {
        key: number
        for number, key in enumerate(zip(table.text("set_id"), table.text("area"), strict=True))
    }
    columns = [name for name in table.columns if name not in {"set_id", "area", "significance"}]
    ours = {name: np.full(table.size, np.nan) for name in columns}
    words = [""] * table.size
    for funnel_set in given.rows_by("set_id").values():
        rows = given.subset(funnel_set)
        statistic, areas = _assessed(rows)
        found = _point_columns(rows, statistic, areas)
        for number, area in enumerate(zip(rows.text("set_id"), rows.text("area"), strict=True)):
            words[place[area]] = str(areas.significance[number])
            for name in columns:
                if name in found:
                    ours[name][place[area]] = found[name][number]
    tally.words("significance", words, table.text("significance"))
    for name, numbers in ours.items():
        tally.numbers(
            name, numbers, table.numbers(name), relative=FUNNEL_TOLERANCE, absolute=ROUNDING
        )
    return tally


def check_funnel_limits(tables: dict[str, ReferenceTable]) -> Tally:
    """Compare the curves of funnels with ``funnel_limits_expected.csv``."""
    given, table = tables["funnel_input.csv"], tables["funnel_limits_expected.csv"]
    tally = Tally(table.size)
    columns = [f"{side}_{sigma}_limit" for sigma in ("2s", "3s") for side in ("lower", "upper")]
    ours = {name: np.full(table.size, np.nan) for name in ("x", "baseline", *columns)}
    shift = np.zeros(table.size)
    inputs = given.rows_by("set_id")
    for name, curve_rows in table.rows_by("set_id").items():
        rows = given.subset(inputs[name])
        statistic, areas = _assessed(rows)
        curve = funnel_curve(
            statistic, areas, multiplier=rows.number("multiplier"), years=_years(rows)
        )
        curve, shift[curve_rows] = _as_published(rows, curve, areas)
        limits = (curve.lower_2s, curve.upper_2s, curve.lower_3s, curve.upper_3s)
        order = table.subset(curve_rows).numbers("point").astype(np.intp) - 1
        for column, limit in zip(("x", *columns), (curve.at, *limits), strict=True):
            ours[column][curve_rows] = limit[order]
        if statistic is not FunnelStatistic.RATIO:
            ours["baseline"][curve_rows] = areas.baseline
    proportions = np.array([word == "proportion" for word in table.text("statistic")])
    events = np.where(ours["x"] > FEW_EVENTS, BISECTION_TOLERANCE, BISECTION_TOLERANCE_FEW)
    tolerance = np.where(proportions, FUNNEL_TOLERANCE, events)
    tally.numbers("x", ours["x"], table.numbers("x"), relative=0.0)
    tally.numbers(
        "baseline", ours["baseline"], table.numbers("baseline"), relative=FUNNEL_TOLERANCE
    )
    for column in columns:
        theirs = table.numbers(column) + shift
        allowed = tolerance * np.abs(theirs) + FUNNEL_TOLERANCE * proportions
        tally.numbers(column, ours[column] + shift, theirs, relative=0.0, absolute=allowed)
    return tally


def _assessed(rows: ReferenceTable) -> tuple[FunnelStatistic, FunnelAreas]:
    statistic = _FUNNELS[rows.word("statistic"), rows.word("subtype")]
    areas = assess_areas(
        statistic,
        rows.numbers("count"),
        rows.numbers("denominator"),
        rate=rows.numbers("rate"),
        multiplier=rows.number("multiplier"),
    )
    return statistic, areas


def _point_columns(
    rows: ReferenceTable, statistic: FunnelStatistic, areas: FunnelAreas
) -> dict[str, FloatArray]:
    tests = areas.tests
    found = {"baseline": np.full(rows.size, areas.baseline)}
    if statistic is FunnelStatistic.PROPORTION:
        found |= {"lower_2s_at_area": tests.lower_2s, "upper_2s_at_area": tests.upper_2s}
        return found | {"lower_3s_at_area": tests.lower_3s, "upper_3s_at_area": tests.upper_3s}
    found |= {"test_low_95": tests.lower_2s, "test_high_95": tests.upper_2s}
    found |= {"test_low_99_8": tests.lower_3s, "test_high_99_8": tests.upper_3s}
    if statistic is not FunnelStatistic.RATIO:
        few = rows.numbers("count") < STANDARDISED_RATE_NEEDS
        shown = ~(few & (statistic is FunnelStatistic.STANDARDISED_RATE))
        found["rate_chart"] = np.where(shown, rows.numbers("rate"), np.nan)
        yearly = areas.denominator / _years(rows)
        found["denominator_derived_per_year"] = np.where(shown, yearly, np.nan)
    return found


def _years(rows: ReferenceTable) -> float:
    years = rows.number("years_of_data")
    return 1.0 if math.isnan(years) else years


def _as_published(
    rows: ReferenceTable, curve: FunnelLimits, areas: FunnelAreas
) -> tuple[FunnelLimits, float]:
    """Put a curve on the scale the package prints it on; also what to add before comparing."""
    if rows.word("statistic") == "proportion":
        multiplier = rows.number("multiplier")
        baseline = areas.baseline / multiplier
        return (
            proportion_control_limits(
                curve.at, baseline=baseline, multiplier=multiplier, highest=PACKAGE_CUT
            ),
            0.0,
        )
    subtype = rows.word("subtype")
    if subtype == "isr":
        return curve.rescaled(factor=100), 0.0
    return (curve.rescaled(shift=-1), 1.0) if subtype == "count" else (curve, 0.0)
