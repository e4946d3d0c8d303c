"""What a reader should hear first of all that is known of an area."""

from typing import Final

import pandas as pd

from cdof_core.domain.indicator import COMPARABLE, NeedRole, Polarity, ValueKind
from cdof_core.domain.judgement import Judgement, RecentTrend

MOST_MESSAGES: Final = 5
FEWEST_MESSAGES: Final = 3
MOST_OF_ONE_OUTCOME: Final = 2

DEATHS: Final = "deaths_drug_misuse_3y_rate"
"""The headline harm, said whatever its judgement. By name: the catalogue holds the same rate of
another publisher beside it, and a reader is told of one."""
_COVERAGE: Final = (NeedRole.DRUG_COVERAGE.value, NeedRole.ALCOHOL_COVERAGE.value)

_WORSE: Final = (Judgement.MUCH_WORSE.value, Judgement.WORSE.value)
_BETTER: Final = (Judgement.MUCH_BETTER.value, Judgement.BETTER.value)
_WEIGHED: Final = [
    "indicator_id",
    "outcome_id",
    "role",
    "value",
    "value_kind",
    "polarity",
    "need",
    "benchmark",
    "judgement",
    "trend",
    "is_long_ago",
]
"""What decides the choice; an area's rows are ten times as wide."""
_CRIME: Final = "crime"
_OF_ALL_KINDS: Final = ("related", "context")
_ROLES: Final = {"headline": 0, "supporting": 1, "related": 2, "context": 3}
_WORSENING: Final = {
    "low_is_good": RecentTrend.INCREASING.value,
    "high_is_good": RecentTrend.DECREASING.value,
}


def choose_findings(rows: pd.DataFrame, *, most: int = MOST_MESSAGES) -> pd.DataFrame:
    """Choose what a reader should hear first.

    Order: deaths, whatever their judgement; headline and supporting measures on the worse side
    of the benchmark, furthest first; other measures on the worse side; the share of need that is
    met; what is getting worse; the best figure; other judged figures. Deaths that are withheld or
    not published come last, but are never left out; figures of long ago are said only for want of
    others. Never money, nothing twice, at most two of one outcome, and never crime of all kinds:
    it has its place on every page, but it is no message on drugs. Where hardly anything is judged,
    rates and shares without a judgement fill up to three.

    Args:
        rows: Judged figures of one area, as `AreaComparison.rows`.
        most: At most so many.

    Returns:
        Chosen rows in order of importance.
    """
    numbered = rows.reset_index(drop=True)
    ranked = _ranked(numbered.loc[~counts_all_crime(numbered), _WEIGHED])
    known = ranked[ranked["value"].notna()]
    worse = known[known["judgement"].isin(_WORSE) & ~known["is_long_ago"]]
    is_related = worse["role_rank"] > _ROLES["supporting"]
    judged = known[known["judgement"] != Judgement.NOT_COMPARED.value]
    worsening = known["trend"] == known["polarity"].map(_WORSENING)
    is_deaths = ranked["indicator_id"] == DEATHS
    not_shown = ranked[is_deaths & ranked["value"].isna()]
    order = [
        known[known["indicator_id"] == DEATHS],
        worse[~is_related],
        worse[is_related].head(2),
        known[known["need"].isin(_COVERAGE) & (known["polarity"] == Polarity.HIGH_IS_GOOD.value)],
        known[worsening & ~known["is_long_ago"]],
        judged[judged["judgement"].isin(_BETTER) & ~judged["is_long_ago"]].head(1),
        judged,
    ]
    chosen = pd.concat([_first(order, most=most - len(not_shown)), not_shown])
    if len(chosen) < FEWEST_MESSAGES:
        chosen = _first([chosen, known], most=min(FEWEST_MESSAGES, most))
    return numbered.loc[chosen.index].reset_index(drop=True)


def counts_all_crime(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Return which measures count crime of all kinds, in which drugs cannot be told apart.

    Of the measures of crime, those of drugs themselves are supporting or headline ones.

    Args:
        rows: Rows of measures with outcome_id and role.
    """
    return (rows["outcome_id"] == _CRIME) & rows["role"].isin(_OF_ALL_KINDS)


def _ranked(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rates and shares, the more important role and the larger gap first."""
    comparable = {kind.value for kind in COMPARABLE - {ValueKind.MONEY_RATE}}
    usable = rows[rows["value_kind"].isin(comparable)]
    gap = ((usable["value"] - usable["benchmark"]) / usable["benchmark"]).abs()
    ranked = usable.assign(
        gap=gap.fillna(0.0),
        role_rank=usable["role"].map(_ROLES),
    )
    return ranked.sort_values(
        ["is_long_ago", "role_rank", "gap", "indicator_id"], ascending=[True, True, False, True]
    )


def _first(parts: list[pd.DataFrame], *, most: int) -> pd.DataFrame:
    """Take rows in order, none twice and no outcome more often than it may come."""
    together = pd.concat(parts).drop_duplicates("indicator_id")
    turn = together.groupby("outcome_id").cumcount()
    return together[turn < MOST_OF_ONE_OUTCOME].head(most)
