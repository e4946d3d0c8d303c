"""Figures of a journey beside their benchmarks, judged, and in an order to read."""

import re
from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from cdof_core.analysis.reference_case import places as reference
from cdof_core.analysis.reference_case.printed import printed_cell
from cdof_core.comparison.benchmarks import BenchmarkRequest, resolve_benchmarks
from cdof_core.comparison.judging import judge_rows
from cdof_core.disclosure import find_rule
from cdof_core.domain.area import AreaCode
from cdof_core.domain.judgement import JudgementLevels
from cdof_core.domain.selection import BenchmarkKind
from cdof_core.store import areas as area_store
from cdof_core.store import datasets as dataset_store
from cdof_core.store.queries import taken_apart_quickly

BEDFORD: Final = "bedford_jsna"
_BESIDE: Final = {
    BEDFORD: (
        reference.ENGLAND,
        reference.EAST_OF_ENGLAND,
        reference.CLUSTER_B,
        reference.BEDFORDSHIRE,
    )
}
_PLACES: Final = ("country", "region", "partnership", "legacy")
_ORDER: Final = ["period_start", "period_end", "area_rank", "vintage", "category_rank"]


def base_of_rounding(dataset_id: str) -> int:
    """Return what a publisher rounds every count to that it hides none of."""
    datasets = dataset_store.datasets().set_index("dataset_id")
    rule = find_rule(str(datasets.loc[dataset_id, "disclosure_rule"]))
    return rule.round_to if rule.hides is None else 1


def stand_beside(collection: str, benchmark: BenchmarkRequest) -> tuple[BenchmarkRequest, ...]:
    """Return what figures are held against: the first that has one of the same kind counts."""
    if collection not in _BESIDE:
        return (benchmark,)
    return tuple(
        BenchmarkRequest(
            kind=BenchmarkKind.ENGLAND,
            label=_label(code),
            code=AreaCode(code),
            own_codes=benchmark.own_codes,
        )
        for code in _BESIDE[collection]
    )


def _label(code: str) -> str:
    name = reference.PLACE_NAMES[code]
    return "East of England" if code == reference.EAST_OF_ENGLAND else name


def judge_figures(
    own: pd.DataFrame,
    everything: pd.DataFrame,
    *,
    requests: tuple[BenchmarkRequest, ...],
    levels: JudgementLevels,
) -> pd.DataFrame:
    """Find each figure's benchmark and judge it; the only judge is the product's."""
    own = own.reset_index(drop=True)
    if own.empty:
        return own
    levels_of = area_store.areas().set_index("area_code")["level"].reindex(everything["area_code"])
    is_place = levels_of.isin(_PLACES).to_numpy()
    answers = [
        resolve_benchmarks(
            own,
            asked=np.zeros(len(own), dtype=np.int64),
            candidates=everything[~is_place],
            published=everything[is_place],
            requests=[request],
        )
        for request in requests
    ]
    answer = answers[0]
    for other in answers[1:]:
        lacks = answer["benchmark"].isna() & other["benchmark"].notna()
        answer = answer.where(~lacks, other)
    rows = pd.concat([own, answer.drop(columns=list(set(answer) & set(own)))], axis=1)
    rows["is_benchmark"] = bool(own["area_code"].iloc[0] == requests[0].code)
    return pd.concat([rows, judge_rows(rows, levels=levels)], axis=1)


def in_reading_order(
    figures: pd.DataFrame, *, ranks: Mapping[str, int], names: "pd.Series[str]"
) -> pd.DataFrame:
    """Give every figure its place, its category, and what its own counts give."""
    order = _category_ranks(figures, is_own=figures["area_code"].map(dict(ranks)).eq(0))
    counted = figures["numerator"] / figures["denominator"] * figures["multiplier"]
    is_printed = ~figures["share_is_made"].astype(bool) & (figures["value_basis"] != "computed")
    follows = counted.where(is_printed & figures["denominator"].gt(0))
    half = 0.5 * 10.0 ** -figures["decimals"].astype(float)
    missing = ~figures["area_code"].isin(list(ranks))
    rows = figures[~missing].assign(
        area_name=figures["area_code"].map(names),
        area_rank=figures["area_code"].map(dict(ranks)),
        category=figures["breakdown"],
        category_rank=order,
        printed=[printed_cell(str(note)) for note in figures.loc[~missing, "note"]],
        follows=follows,
        does_not_follow=(follows - figures["value"]).abs() > half + 1e-9,
    )
    for column, default in (
        ("judgement", ""),
        ("reason", ""),
        ("benchmark_label", ""),
        ("quartile_group", ""),
    ):
        rows[column] = rows[column].fillna(default) if column in rows else default
    for column in ("benchmark", "top_quartile", "quartile_areas"):
        if column not in rows:
            rows[column] = np.nan
    # Every table and sentence of the journey takes its own rows out of these.
    return taken_apart_quickly(rows.sort_values(_ORDER, kind="stable", ignore_index=True))


def _category_ranks(figures: pd.DataFrame, *, is_own: "pd.Series[bool]") -> "pd.Series[int]":
    """Return the order of categories: bands by their numbers, all others by the area's share."""
    ordered = figures.loc[is_own].sort_values(["period_end", "value"], ascending=False)
    # The area's categories first, in its order, then those that only others have.
    pairs = pd.concat(
        [ordered[["indicator_id", "breakdown"]], figures[["indicator_id", "breakdown"]]]
    ).drop_duplicates()
    places: dict[tuple[str, str], int] = {}
    for indicator_id, part in pairs.groupby("indicator_id", sort=False):
        names = [str(name) for name in part["breakdown"]]
        if sum(any(sign.isdigit() for sign in name) for name in names) > len(names) / 2:
            names.sort(key=_band_start)
        places |= {(str(indicator_id), name): place for place, name in enumerate(names)}
    pair = zip(figures["indicator_id"], figures["breakdown"], strict=True)
    return pd.Series([places[names] for names in pair], index=figures.index, dtype="int64")


def _band_start(name: str) -> tuple[float, str]:
    """Sort bands such as "under 2 years", "2 to 4 years" and "6 years and over"."""
    found = re.search(r"\d+", name)
    start = float(found[0]) if found else np.inf
    words = name.lower()
    shift = -0.5 if words.startswith("under") else 0.5 if "over" in words else 0.0
    # "3 weeks and under" begins at nothing, "3 to 6 weeks" at three.
    return (start + (-0.5 if words.endswith("and under") else shift), name)
