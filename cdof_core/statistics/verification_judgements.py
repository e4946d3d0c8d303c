"""Verification of quantiles, funnels, inequality, comparisons and trends."""

import math

import numpy as np

from cdof_core.statistics.funnel import (
    FunnelAreas,
    FunnelLimits,
    FunnelStatistic,
    assess_areas,
    funnel_curve,
)
from cdof_core.statistics.inequality import (
    SIMULATIONS,
    InequalityLimits,
    QuantileValues,
    ValueScale,
    inequality_indices,
    quantile_values,
    simulated_limits,
)
from cdof_core.statistics.inputs import FloatArray
from cdof_core.statistics.judgement import (
    NOT_COMPARED,
    favourability,
    interval_position,
    two_level_position,
)
from cdof_core.statistics.quantiles import ranked_quantile
from cdof_core.statistics.recent_trend import RecentTrends
from cdof_core.statistics.recent_trend_phe import TrendTime, phe_trends
from cdof_core.statistics.verification_tables import ReferenceTable, Tally

INDEX_TOLERANCE = 1e-8
TREND_TOLERANCE = 1e-6
FUNNEL_TOLERANCE = 1e-9
BISECTION_TOLERANCE = 2e-6
BISECTION_TOLERANCE_FEW = 1e-4
FEW_EVENTS = 3
REFERENCE_SIMULATIONS = 100_000
REFERENCE_REPLICATES = 20
SIMULATION_DEVIATIONS = 6

_POSITION_WORDS = {-1: "lower", 0: "similar", 1: "higher", NOT_COMPARED: "not_compared"}
_TWO_LEVEL_WORDS = {
    -2: "lower_99_8",
    -1: "lower_95",
    0: "similar",
    1: "higher_95",
    2: "higher_99_8",
    NOT_COMPARED: "not_compared",
}
_FAVOUR_WORDS = {-1: "worse", 0: "similar", 1: "better", NOT_COMPARED: "not_compared"}
_POLARITY_SIGN = {"high_is_good": 1, "low_is_good": -1}
_SCALES = (ValueScale.NORMAL, ValueScale.RATE, ValueScale.PROPORTION)
_FUNNELS = {
    ("proportion", ""): FunnelStatistic.PROPORTION,
    ("ratio", "isr"): FunnelStatistic.RATIO,
    ("ratio", "count"): FunnelStatistic.RATIO,
    ("rate", "crude"): FunnelStatistic.CRUDE_RATE,
    ("rate", "dsr"): FunnelStatistic.STANDARDISED_RATE,
}


def check_quantiles(tables: dict[str, ReferenceTable]) -> Tally:
    """Compare quantiles from ranks with ``quantiles.csv``."""
    table = tables["quantiles.csv"]
    tally = Tally(table.size)
    ours = np.full(table.size, np.nan)
    for rows in table.rows_by("set_id", "region").values():
        group = table.subset(rows)
        ours[rows] = ranked_quantile(
            group.numbers("value"),
            parts=int(group.number("n_quantiles")),
            highest_is_first=bool(group.flags("invert")[0]),
        )
    tally.numbers("quantile", ours, table.numbers("quantile"), relative=0.0)
    return tally


def check_comparisons(tables: dict[str, ReferenceTable]) -> Tally:
    """Compare judgements against benchmarks with ``comparisons.csv``."""
    table = tables["comparisons.csv"]
    tally = Tally(table.size)
    benchmark = table.numbers("benchmark")
    signs = [_POLARITY_SIGN.get(word, 0) for word in table.text("polarity")]
    limits = [table.numbers(name) for name in ("lower95", "upper95", "lower99_8", "upper99_8")]
    for level, (lower, upper) in (("95", limits[:2]), ("99_8", limits[2:])):
        position = interval_position(lower, upper, benchmark)
        words = [_POSITION_WORDS[code] for code in position.tolist()]
        favours = [_FAVOUR_WORDS[code] for code in favourability(position, signs).tolist()]
        judged = [
            favour if sign else word
            for favour, word, sign in zip(favours, words, signs, strict=True)
        ]
        tally.words(f"outcome_{level}", words, table.text(f"outcome_{level}"))
        tally.words(f"rag_{level}", judged, table.text(f"rag_{level}"))
    two = two_level_position(limits[0], limits[1], limits[2], limits[3], benchmark)
    words = [_TWO_LEVEL_WORDS[code] for code in two.tolist()]
    tally.words("outcome_two_level", words, table.text("outcome_two_level"))
    return tally


def check_trends(tables: dict[str, ReferenceTable]) -> Tally:
    """Compare the three variants of recent trends with ``trend_expected.csv``."""
    given, table = tables["trend_input.csv"], tables["trend_expected.csv"]
    tally = Tally(table.size)
    calendar = _trends(given, TrendTime.CALENDAR, weighted_proportions=False)
    rank = _trends(given, TrendTime.RANK, weighted_proportions=False)
    weighted = _trends(given, TrendTime.CALENDAR, weighted_proportions=True)
    place = {name: number for number, name in enumerate(calendar.series.tolist())}
    order = np.array([place[name] for name in table.text("case_id")], dtype=np.intp)
    for suffix, trends in (("", calendar), ("_index_time", rank), ("_ci_weighted", weighted)):
        outcome = [word.replace("_", " ").capitalize() for word in trends.outcome[order]]
        tally.words(f"outcome{suffix}", outcome, table.text(f"outcome{suffix}"))
        chi2 = table.numbers(f"chi2{suffix}")
        tally.numbers(f"chi2{suffix}", trends.chi2[order], chi2, relative=TREND_TOLERANCE)
    gradient = table.numbers("gradient")
    tally.numbers("gradient", calendar.slope[order], gradient, relative=TREND_TOLERANCE)
    return tally


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
        tally.numbers(name, numbers, table.numbers(name), relative=FUNNEL_TOLERANCE, absolute=1e-12)
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
        curve, shift[curve_rows] = _as_published(rows, curve)
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


def check_inequality(tables: dict[str, ReferenceTable]) -> Tally:
    """Compare slope and relative indices of inequality with ``sii_expected.csv``."""
    given, table = tables["sii_input.csv"], tables["sii_expected.csv"]
    tally = Tally(table.size)
    cases = given.rows_by("case_id")
    quantiles = [
        _quantiles(given.subset(cases[(case,)]), table.subset([row]))
        for row, case in enumerate(table.text("case_id"))
    ]
    indices = [inequality_indices(values) for values in quantiles]
    for column, attribute in (
        ("sii", "slope_index"),
        ("rii", "relative_index"),
        ("intercept", "intercept"),
    ):
        ours = np.array([getattr(index, attribute) for index in indices])
        tally.numbers(column, ours, table.numbers(column), relative=INDEX_TOLERANCE)
    limits = [simulated_limits(values, confidence=(0.95, 0.998)) for values in quantiles]
    _compare_simulated(tally, table, limits)
    return tally


def _compare_simulated(tally: Tally, table: ReferenceTable, limits: list[InequalityLimits]) -> None:
    largest = tally.largest
    spread = math.sqrt(1 / REFERENCE_REPLICATES + REFERENCE_SIMULATIONS / SIMULATIONS)
    for index, attribute in (("sii", "slope"), ("rii", "relative")):
        for side in ("lower", "upper"):
            for level, name in enumerate(("95", "99_8")):
                column = f"{index}_{side}{name}"
                ours = np.array([getattr(limit, f"{attribute}_{side}")[level] for limit in limits])
                allowed = SIMULATION_DEVIATIONS * spread * table.numbers(f"{column}_mcsd")
                theirs = table.numbers(f"{column}_mcmean")
                tally.numbers(column, ours, theirs, relative=0.0, absolute=allowed)
    # Simulations differ by chance: their distance says nothing of exactness.
    tally.largest = largest


def _quantiles(rows: ReferenceTable, case: ReferenceTable) -> QuantileValues:
    by_error = case.word("ci_source") == "se"
    order = np.argsort(rows.numbers("quantile"), kind="stable")
    return quantile_values(
        rows.numbers("value")[order],
        rows.numbers("population")[order],
        scale=_SCALES[int(case.number("value_type"))],
        lower=None if by_error else rows.numbers("lower95")[order],
        upper=None if by_error else rows.numbers("upper95")[order],
        standard_error=rows.numbers("se")[order] if by_error else None,
        fit_transformed=bool(case.flags("transform")[0]),
        multiplier=case.number("multiplier"),
    )


def _trends(
    given: ReferenceTable, trend_time: TrendTime, *, weighted_proportions: bool
) -> RecentTrends:
    return phe_trends(
        given.text("case_id"),
        given.numbers("year"),
        value=given.numbers("value"),
        lower=given.numbers("lower95"),
        upper=given.numbers("upper95"),
        count=given.numbers("count"),
        denominator=given.numbers("denominator"),
        is_proportion=[kind == "proportion" for kind in given.text("kind")],
        trend_time=trend_time,
        weighted_proportions=weighted_proportions,
    )


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
        shown = ~np.isin(areas.significance.astype(str), ["Missing"])
        if statistic is FunnelStatistic.STANDARDISED_RATE:
            shown = rows.numbers("count") >= 10  # noqa: PLR2004
        found["rate_chart"] = np.where(shown, rows.numbers("rate"), np.nan)
        yearly = areas.denominator / _years(rows)
        found["denominator_derived_per_year"] = np.where(shown, yearly, np.nan)
    return found


def _years(rows: ReferenceTable) -> float:
    years = rows.number("years_of_data")
    return 1.0 if math.isnan(years) else years


def _as_published(rows: ReferenceTable, curve: FunnelLimits) -> tuple[FunnelLimits, float]:
    """Put a curve on the scale the package prints it on; also what to add before comparing."""
    subtype = rows.word("subtype")
    if subtype == "isr":
        return curve.rescaled(factor=100), 0.0
    return (curve.rescaled(shift=-1), 1.0) if subtype == "count" else (curve, 0.0)
