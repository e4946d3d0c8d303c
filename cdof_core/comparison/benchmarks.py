"""What an area is held against: a published value, or its group's value labelled as what it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cdof_core.comparison.keys import KEY, IntArray, is_usable, number_rows
from cdof_core.comparison.pooling import MINIMUM_MEMBERS, pool_numbered
from cdof_core.domain.area import AreaCode
from cdof_core.domain.judgement import NotComparedReason
from cdof_core.domain.selection import BenchmarkKind

MINIMUM_COVERAGE: Final = 0.5
"""A country or region is never stood for by fewer than half of its authorities."""

_PLACES: Final = (BenchmarkKind.ENGLAND, BenchmarkKind.REGION)
_VALUES: Final = {
    "benchmark": "value",
    "benchmark_lower95": "lower95",
    "benchmark_upper95": "upper95",
}
PUBLISHED: Final = [*KEY, "area_code", "flag", "value", "lower95", "upper95", "value_basis"]
"""What is asked of the benchmark places' own figures."""
_QUARTILES: Final = ("lower_quartile", "upper_quartile", "top_quartile")
_SUBJECT: Final = ["area_code", "indicator_id", "breakdown_type", "breakdown"]
_PERIOD: Final = [*_SUBJECT, "period_start", "period_end"]
_PEOPLE: Final = [*_PERIOD, "sex", "age"]
_DIFFERENCES: Final = (
    # What agrees, and so where the nearest published value differs; the last that holds wins.
    (_SUBJECT, NotComparedReason.BENCHMARK_OTHER_PERIOD),
    (_PERIOD, NotComparedReason.BENCHMARK_OTHER_PEOPLE),
    (_PEOPLE, NotComparedReason.BENCHMARK_OTHER_VINTAGE),
)

OWN_BASES: Final = ("published", "computed")
"""Bases of a place's own value, printed or from its own published counts; never of others'."""


@dataclass(frozen=True, slots=True)
class BenchmarkRequest:
    """Which benchmark, and who belongs to it.

    Attributes:
        kind: England, region, a set of neighbours, a decile or the user's own group.
        label: Name shown, for example "East of England".
        code: Area code whose published value counts; empty for groups.
        members: Authorities whose figures are combined where nothing is published; empty where
            the area has no such group.
        own_codes: The chosen area, or the members of a chosen partnership.
        keep_area: Whether a group counts the area itself; a place always counts all of its
            authorities.
    """

    kind: BenchmarkKind
    label: str
    code: AreaCode = AreaCode("")  # noqa: RUF009
    members: tuple[AreaCode, ...] = ()
    own_codes: tuple[AreaCode, ...] = ()
    keep_area: bool = True

    @property
    def is_place(self) -> bool:
        """Whether this is England or a region, not a group."""
        return self.kind in _PLACES

    @property
    def counted_members(self) -> tuple[AreaCode, ...]:
        """Members after the stated choice about the area itself."""
        if self.is_place or not self.members:
            return self.members
        others = tuple(code for code in self.members if code not in self.own_codes)
        return (*others, *self.own_codes) if self.keep_area else others

    def for_anyone(self) -> "BenchmarkRequest":
        """Return a place's without whoever asks, on which it does not hang; a group's as it is."""
        return replace(self, own_codes=(), keep_area=True) if self.is_place else self


def resolve_benchmark(
    keys: pd.DataFrame,
    *,
    candidates: pd.DataFrame,
    published: pd.DataFrame,
    request: BenchmarkRequest,
) -> pd.DataFrame:
    """Find one benchmark's value for each key; repeated keys are answered once.

    Args:
        keys: Rows with the key columns.
        candidates: As for `resolve_benchmarks`.
        published: Likewise.
        request: Which benchmark.

    Returns:
        One row a key: the key columns and those of `resolve_benchmarks`.
    """
    wanted = keys[KEY].drop_duplicates(ignore_index=True)
    answer = resolve_benchmarks(
        wanted,
        asked=np.zeros(len(wanted), dtype=np.int64),
        candidates=candidates,
        published=published,
        requests=[request],
    )
    return pd.concat([wanted, answer], axis=1)


def resolve_benchmarks(
    keys: pd.DataFrame,
    *,
    asked: IntArray,
    candidates: pd.DataFrame,
    published: pd.DataFrame,
    requests: Sequence[BenchmarkRequest],
) -> pd.DataFrame:
    """Find the benchmark's value for each row, each row by a request of its own.

    A published value of the same indicator, period, sex, age, breakdown and vintage comes first.
    Where a country or region publishes none, and always for groups, the members' figures are
    combined by `pool_groups`: at least five members with data, for a place at least half of its
    authorities, and for England never a median.

    Args:
        keys: Rows with the key columns.
        asked: Place in `requests` of each row's request, shape (rows,).
        candidates: Every authority's rows of those keys, with value_kind, multiplier, polarity
            and interval_method.
        published: All rows of the benchmark places themselves, any period and vintage, with the
            columns of `PUBLISHED` at least.
        requests: The benchmarks asked for.

    Returns:
        One row a row of `keys`, in its order and on its index: benchmark (NaN where none),
        benchmark_lower95, benchmark_upper95, benchmark_basis (published, computed from published
        counts, pooled, median or empty), benchmark_reason (text of a `NotComparedReason` or
        empty), benchmark_label, members_with_data, members_total, lower_quartile,
        upper_quartile and top_quartile of the members.
    """
    key, candidate_key, published_key = number_rows([keys, candidates, published], KEY)
    pair, distinct = pd.factorize(key * len(requests) + asked)
    pooled = _pool_pairs(candidates, candidate_key, pairs=np.asarray(distinct), requests=requests)
    group = pooled.take(pair).reset_index(drop=True)
    places = _each(requests, asked, lambda request: request.code)
    own = _published_values(published, published_key, key=key, places=places)
    answer = _choose(own, group, asked=asked, requests=requests)
    answer["benchmark_reason"] = _no_group_reasons(group, asked=asked, requests=requests)
    nothing = answer["benchmark"].isna().to_numpy()
    elsewhere = _published_elsewhere(
        keys[KEY][nothing].assign(area_code=places[nothing]), published
    )
    answer.loc[nothing, "benchmark_reason"] = np.where(
        elsewhere == "", answer.loc[nothing, "benchmark_reason"], elsewhere
    )
    answer.loc[~nothing, "benchmark_reason"] = ""
    return answer.set_axis(keys.index)


def _each(
    requests: Sequence[BenchmarkRequest],
    asked: IntArray,
    fact: Callable[[BenchmarkRequest], object],
) -> NDArray[Any]:
    """Return a fact of each row's request, shape (rows,)."""
    facts = [fact(request) for request in requests]
    return np.array(facts, dtype=object if isinstance(facts[0], str) else None)[asked]


def _pool_pairs(
    candidates: pd.DataFrame,
    candidate_key: IntArray,
    *,
    pairs: IntArray,
    requests: Sequence[BenchmarkRequest],
) -> pd.DataFrame:
    """Combine the members' figures for every pair of key and request in one go.

    Args:
        candidates: Every authority's rows.
        candidate_key: Number of each row's key.
        pairs: The pairs wanted, as key number times number of requests plus request.
        requests: The benchmarks asked for.

    Returns:
        One row a pair, as from `pool_numbered`.
    """
    usable = np.flatnonzero(is_usable(candidates))
    area, codes = pd.factorize(candidates["area_code"].iloc[usable])
    is_member = np.zeros((len(codes), len(requests)), dtype=bool)
    for number, request in enumerate(requests):
        is_member[:, number] = codes.isin(request.counted_members)
    row, request_number = np.nonzero(is_member[area])
    position = usable[row]
    found = candidate_key[position] * len(requests) + request_number
    group = pd.Index(pairs).get_indexer(pd.Index(found))
    return pool_numbered(
        candidates,
        position=position[group >= 0],
        group=group[group >= 0].astype(np.int64),
        groups=len(pairs),
    )


def _published_values(
    published: pd.DataFrame, published_key: IntArray, *, key: IntArray, places: NDArray[Any]
) -> pd.DataFrame:
    """Return each row's value as its benchmark place publishes it, NaN where it does not."""
    columns = ["area_code", "value", "lower95", "upper95", "value_basis"]
    usable = is_usable(published)
    theirs = published[columns][usable].assign(key=published_key[usable])
    wanted = pd.DataFrame({"key": key, "area_code": places})
    number, their_number = number_rows([wanted, theirs], ["key", "area_code"])
    found = pd.Index(their_number).get_indexer(pd.Index(number))
    rows = theirs[["value", "lower95", "upper95", "value_basis"]].reset_index(drop=True)
    return rows.reindex(found).reset_index(drop=True)


def _choose(
    own: pd.DataFrame, group: pd.DataFrame, *, asked: IntArray, requests: Sequence[BenchmarkRequest]
) -> pd.DataFrame:
    """Take the published value, else the group's if the group is large enough."""
    total = _each(requests, asked, lambda request: len(request.counted_members))
    is_place = _each(requests, asked, lambda request: request.is_place)
    is_england = _each(requests, asked, lambda request: request.kind is BenchmarkKind.ENGLAND)
    members = group["members_with_data"].to_numpy()
    enough = (members >= MINIMUM_MEMBERS) & group["value"].notna().to_numpy()
    enough &= ~is_place | (members >= MINIMUM_COVERAGE * total)
    enough &= ~is_england | (group["basis"] == "pooled").to_numpy()
    has_own = own["value"].notna().to_numpy()
    chosen = {
        name: np.where(has_own, own[column], np.where(enough, group[column], np.nan))
        for name, column in _VALUES.items()
    }
    own_basis = np.where(own["value_basis"] == "computed", "computed", "published")
    return pd.DataFrame(
        {
            **chosen,
            "benchmark_basis": np.where(has_own, own_basis, np.where(enough, group["basis"], "")),
            "benchmark_label": _each(requests, asked, lambda request: request.label),
            "members_with_data": members,
            "members_total": total,
            **{name: group[name].to_numpy() for name in _QUARTILES},
        }
    )


def _no_group_reasons(
    group: pd.DataFrame, *, asked: IntArray, requests: Sequence[BenchmarkRequest]
) -> NDArray[np.object_]:
    """Say why a group gives no value, for rows whose benchmark publishes nothing."""
    absent = _each(requests, asked, lambda request: not request.code and not request.members)
    is_england = _each(requests, asked, lambda request: request.kind is BenchmarkKind.ENGLAND)
    only_counts = ((group["members_with_data"] > 0) & (group["basis"] == "")).to_numpy()
    reason = np.full(len(group), NotComparedReason.TOO_FEW_MEMBERS.value, dtype=object)
    reason[only_counts] = NotComparedReason.COUNT_NOT_COMPARABLE.value
    reason[is_england] = NotComparedReason.NO_BENCHMARK.value
    reason[absent] = NotComparedReason.NO_GROUP.value
    return reason


def _published_elsewhere(keys: pd.DataFrame, published: pd.DataFrame) -> NDArray[np.object_]:
    """Say what the benchmark's published values differ in; empty where there are none.

    Args:
        keys: Rows without a benchmark: the key columns and the benchmark's area_code.
        published: All rows of the benchmark places.

    Returns:
        Text of a `NotComparedReason` or empty, shape (rows,).
    """
    reason = np.full(len(keys), "", dtype=object)
    if keys.empty:
        return reason
    in_question = published["indicator_id"].isin(keys["indicator_id"])
    theirs = published[PUBLISHED][is_usable(published) & in_question]
    for columns, difference in _DIFFERENCES:
        number, their_number = number_rows([keys, theirs], columns)
        reason[np.isin(number, their_number)] = difference.value
    return reason
