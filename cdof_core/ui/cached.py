"""Reads of the published snapshot, kept in memory for as long as its file is read.

Every answer is of one file: a new snapshot is asked anew, so that no page mixes two builds and
nothing has to be cleared by hand. What is returned is shared between sessions and must
not be changed.
"""

import gc
from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from cdof_core.comparison.records import records_of
from cdof_core.domain import Area, AreaCode, AreaLevel, Sensitivity, SnapshotError
from cdof_core.domain.sex import SEXES
from cdof_core.narrative.words import SECONDARY
from cdof_core.store import areas as area_store
from cdof_core.store import datasets as dataset_store
from cdof_core.store import framework as framework_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store.kept import kept_by_snapshot
from cdof_core.store.snapshot import reading_newest
from cdof_core.store.snapshot_info import snapshot_info
from cdof_core.ui.places import Change, Places

FILES_SERVED = 4
"""Files that sessions may read at once: open and unlocked, those in use and those before them."""

TABLES_KEPT = 20 * FILES_SERVED
"""Whole tables of the catalogue."""

HASH_SHOWN = 6
"""Characters of the content hash that tell snapshots apart for a reader."""

_READERS: dict[str, Callable[[], pd.DataFrame]] = {
    "areas": area_store.areas,
    "area_changes": area_store.area_changes,
    "group_members": area_store.group_members,
    "group_schemes": area_store.group_schemes,
    "outcomes": framework_store.outcomes,
    "measures": framework_store.measures,
    "measure_indicators": framework_store.measure_indicators,
    "glossary": framework_store.glossary,
    "indicators": indicator_store.indicators,
    "datasets": dataset_store.datasets,
    "dataset_tables": dataset_store.dataset_tables,
}


@st.cache_resource(show_spinner=False)
def freeze_imports() -> None:
    """Take what the imports made out of garbage collection, once; every run ends with one."""
    gc.collect()
    gc.freeze()


def content_hash() -> str:
    """Return the hash of the snapshot that the running session reads.

    Raises:
        SnapshotError: There is none, or it cannot be read.
    """
    return str(_info()["content_hash"])


def newest_content_hash() -> str:
    """Return the hash of the snapshot in use, which a session opened before may not read yet."""
    with reading_newest():
        return content_hash()


def snapshot_line() -> str:
    """Return the snapshot's date and short hash as the header shows them."""
    built = snapshot_date()
    return f"Snapshot {built.day} {built:%b %Y} · {content_hash()[:HASH_SHOWN]}"


def snapshot_date() -> date:
    """Return the day the snapshot was built: the day the age of figures is counted from."""
    return built_at().date()


def built_at() -> pd.Timestamp:
    """Return when the snapshot was built."""
    return pd.Timestamp(_info()["built_at"])


@kept_by_snapshot(TABLES_KEPT)
def read_table(name: str) -> pd.DataFrame:
    """Return a whole table of the catalogue; shared, not to be changed.

    Args:
        name: One of the tables that pages show whole.
    """
    return _READERS[name]()


def has_restricted() -> bool:
    """Return whether the snapshot holds any figure that not everybody may see."""
    return bool(_of_value("sensitivity", Sensitivity.RESTRICTED.value))


def quoted_datasets() -> frozenset[str]:
    """Return the datasets whose figures are quoted by somebody else than their publisher."""
    return _of_value("strength", SECONDARY)


@kept_by_snapshot(TABLES_KEPT)
def load_sexes(indicator_id: str) -> tuple[str, ...]:
    """Return the sexes for which authorities have figures of an indicator, persons first."""
    periods = indicator_store.available_periods(indicator_id=indicator_id)
    found = periods.loc[periods["authorities_with_value"] > 0, "sex"]
    return tuple(sorted(set(found), key=SEXES.index))


@kept_by_snapshot(FILES_SERVED)
def load_indicator_ids() -> frozenset[str]:
    """Return the identifiers of all indicators."""
    return frozenset(read_table("indicators")["indicator_id"])


@kept_by_snapshot(FILES_SERVED)
def load_dataset_ids() -> frozenset[str]:
    """Return the identifiers of all datasets."""
    return frozenset(read_table("datasets")["dataset_id"])


@kept_by_snapshot(FILES_SERVED)
def load_places() -> Places:
    """Return the areas that can be chosen, without the partnerships that users saved."""
    areas = read_table("areas")
    chosen = areas[areas["level"] == AreaLevel.UPPER_TIER.value].sort_values("name")
    others = areas[areas["level"].isin([AreaLevel.REGION.value, AreaLevel.COUNTRY.value])]
    return Places(
        authorities={
            AreaCode(row["area_code"]): Area(
                code=AreaCode(row["area_code"]),
                name=row["name"],
                level=AreaLevel.UPPER_TIER,
                region_code=row["region_code"],
            )
            for row in records_of(chosen)
        },
        other_names=dict(zip(others["area_code"], others["name"], strict=True)),
        changes=tuple(
            Change(row["old_code"], row["old_name"], row["new_code"], row["change"])
            for row in records_of(read_table("area_changes"))
        ),
    )


# These are asked dozens of times a run; Streamlit's own cache takes a fraction of a millisecond
# to answer, Python's a thousandth of that.
@kept_by_snapshot(FILES_SERVED)
def _info() -> "pd.Series[str]":
    rows = snapshot_info()
    if rows.empty:
        message = "The snapshot does not say what it is. Run `python -m cdof_core build`."
        raise SnapshotError(message)
    return rows.iloc[0]


@kept_by_snapshot(4 * FILES_SERVED)
def _of_value(column: str, value: str) -> frozenset[str]:
    """Return the datasets that have a value in a column."""
    rows = read_table("datasets")
    return frozenset(rows.loc[rows[column] == value, "dataset_id"])
