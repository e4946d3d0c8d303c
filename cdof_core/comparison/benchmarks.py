"""What an area is held against: a published value, or its group's value labelled as what it is."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from cdof_core.comparison.keys import KEY, UNUSABLE_FLAGS
from cdof_core.comparison.pooling import MINIMUM_MEMBERS, pool_groups
from cdof_core.domain.area import AreaCode
from cdof_core.domain.judgement import NotComparedReason
from cdof_core.domain.selection import BenchmarkKind

MINIMUM_COVERAGE: Final = 0.5
"""A country or region is never stood for by fewer than half of its authorities."""

_PLACES: Final = (BenchmarkKind.ENGLAND, BenchmarkKind.REGION)


@dataclass(frozen=True, slots=True)
class BenchmarkRequest:
    """Which benchmark, and who belongs to it.

    Attributes:
        kind: England, region, a set of neighbours, a decile or the user's own group.
        label: Name shown, for example "East of England".
        code: Area code whose published value counts; empty for groups.
        members: Authorities whose figures are combined where nothing is published.
        own_codes: The chosen area, or the members of a chosen partnership.
        keep_area: Whether the area itself stays among the members.
    """

    kind: BenchmarkKind
    label: str
    code: AreaCode = AreaCode("")  # noqa: RUF009
    members: tuple[AreaCode, ...] = ()
    own_codes: tuple[AreaCode, ...] = ()
    keep_area: bool = True

    @property
    def counted_members(self) -> tuple[AreaCode, ...]:
        """Members after the stated choice about the area itself."""
        if self.keep_area:
            return self.members
        return tuple(code for code in self.members if code not in self.own_codes)


def resolve_benchmark(
    keys: pd.DataFrame,
    *,
    candidates: pd.DataFrame,
    published: pd.DataFrame,
    request: BenchmarkRequest,
) -> pd.DataFrame:
    """Find the benchmark's value for each key.

    A published value of the same indicator, period, sex, age, breakdown and vintage comes first.
    Where a country or region publishes none, and always for groups, the members' figures are
    combined by `pool_groups`: at least five members with data, for a place at least half of its
    authorities, and for England never a median.

    Args:
        keys: Rows with the key columns; repeated keys are answered once.
        candidates: Every authority's rows of those keys, with value_kind, multiplier, polarity
            and interval_method.
        published: All rows of the benchmark place itself, any period and vintage.
        request: Which benchmark.

    Returns:
        One row a key: benchmark (NaN where none), benchmark_lower95, benchmark_upper95,
        benchmark_basis (published, pooled, median or empty), benchmark_reason (text of a
        `NotComparedReason` or empty), benchmark_label, members_with_data, members_total,
        lower_quartile, upper_quartile and top_quartile of the members.
    """
    wanted = keys[KEY].drop_duplicates().reset_index(drop=True)
    own = _published_values(published, request)
    group = _group_values(candidates, request)
    answer = wanted.merge(own, on=KEY, how="left").merge(group, on=KEY, how="left")
    answer["members_with_data"] = answer["members_with_data"].fillna(0).astype(int)
    return _choose(answer, request).assign(
        benchmark_reason=lambda frame: _reasons(frame, published, request)
    )[
        [
            *KEY,
            "benchmark",
            "benchmark_lower95",
            "benchmark_upper95",
            "benchmark_basis",
            "benchmark_reason",
            "benchmark_label",
            "members_with_data",
            "members_total",
            "lower_quartile",
            "upper_quartile",
            "top_quartile",
        ]
    ]


def _published_values(published: pd.DataFrame, request: BenchmarkRequest) -> pd.DataFrame:
    rows = published[
        (published["area_code"] == request.code)
        & published["value"].notna()
        & ~published["flag"].isin(UNUSABLE_FLAGS)
    ]
    return rows[[*KEY, "value", "lower95", "upper95"]].rename(
        columns={"value": "own_value", "lower95": "own_lower95", "upper95": "own_upper95"}
    )


def _group_values(candidates: pd.DataFrame, request: BenchmarkRequest) -> pd.DataFrame:
    members = candidates[candidates["area_code"].isin(request.counted_members)]
    columns = [
        "value",
        "lower95",
        "upper95",
        "basis",
        "members_with_data",
        "lower_quartile",
        "upper_quartile",
        "top_quartile",
    ]
    return pool_groups(members)[[*KEY, *columns]]


def _choose(answer: pd.DataFrame, request: BenchmarkRequest) -> pd.DataFrame:
    """Take the published value, else the group's if the group is large enough."""
    total = len(request.counted_members)
    enough = ((answer["members_with_data"] >= MINIMUM_MEMBERS) & answer["value"].notna()).to_numpy()
    if request.kind in _PLACES:
        enough = enough & (answer["members_with_data"] >= MINIMUM_COVERAGE * total).to_numpy()
    if request.kind is BenchmarkKind.ENGLAND:
        enough = enough & (answer["basis"] == "pooled").to_numpy()
    has_own = answer["own_value"].notna().to_numpy()
    use_group = ~has_own & enough
    basis = np.where(has_own, "published", np.where(use_group, answer["basis"], ""))
    return answer.assign(
        benchmark=np.where(
            has_own, answer["own_value"], np.where(use_group, answer["value"], np.nan)
        ),
        benchmark_lower95=np.where(
            has_own, answer["own_lower95"], np.where(use_group, answer["lower95"], np.nan)
        ),
        benchmark_upper95=np.where(
            has_own, answer["own_upper95"], np.where(use_group, answer["upper95"], np.nan)
        ),
        benchmark_basis=basis,
        benchmark_label=request.label,
        members_total=total,
    )


def _reasons(
    answer: pd.DataFrame, published: pd.DataFrame, request: BenchmarkRequest
) -> "pd.Series[str]":
    """Say why a key has no benchmark, as precisely as the data allow."""
    none_left = answer["benchmark"].isna()
    same_key_but = [column for column in KEY if column not in ("period_start", "period_end")]
    theirs = published[(published["area_code"] == request.code) & published["value"].notna()]
    other_period = _is_in(answer, theirs, same_key_but)
    other_vintage = _is_in(answer, theirs, [column for column in KEY if column != "vintage"])
    some_members = answer["members_with_data"] > 0
    no_pool = request.kind is BenchmarkKind.ENGLAND
    fallback = np.where(
        some_members & (not no_pool),
        NotComparedReason.TOO_FEW_MEMBERS.value,
        NotComparedReason.NO_BENCHMARK.value,
    )
    reason = np.where(
        other_vintage,
        NotComparedReason.BENCHMARK_OTHER_VINTAGE.value,
        np.where(other_period, NotComparedReason.BENCHMARK_OTHER_PERIOD.value, fallback),
    )
    return pd.Series(np.where(none_left, reason, ""), index=answer.index, dtype="str")


def _is_in(answer: pd.DataFrame, rows: pd.DataFrame, columns: list[str]) -> "pd.Series[bool]":
    """Whether each answer's key, on some columns only, occurs among other rows."""
    seen = rows[columns].drop_duplicates().assign(seen=True)
    found = answer[columns].merge(seen, on=columns, how="left")["seen"]
    return found.notna().set_axis(answer.index)
