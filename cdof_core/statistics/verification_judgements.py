"""Verification of quantiles, comparisons and trends against reference files."""

import numpy as np

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

TREND_TOLERANCE = 1e-6

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
