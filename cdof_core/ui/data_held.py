"""What is held: datasets with their age and rhythm, imports, and the snapshots of before."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from cdof_core.analysis.dataset_rhythm import Release, judge_rhythm
from cdof_core.comparison.records import records_of
from cdof_core.domain import CdofError
from cdof_core.narrative.periods import stated_day_text
from cdof_core.store.snapshot import open_snapshot_path
from cdof_core.ui.cached import newest_content_hash, read_table
from cdof_core.ui.components import Cell, DataTable, show_table
from cdof_core.ui.data_jobs import RESTORING, TAKING_OUT, may_publish, show_work, start_job
from cdof_core.ui.downloads import plain_files
from cdof_core.ui.first_start import DATA
from cdof_core.ui.ingesting import (
    Differences,
    ImportRecord,
    Library,
    compare_snapshots,
    list_imports,
    list_snapshots,
    publish_rooms,
    restore_snapshot,
    rooms_without,
    snapshot_file,
)
from cdof_core.ui.panels import as_plain_text, show_downloads, show_error, show_no_data
from cdof_core.ui.people import current_actor
from cdof_core.ui.restricted import is_unlocked

_SIGNS = {
    Release.DUE: "▲",
    Release.EXPECTED: "●",
    Release.CLOSED: "■",
    Release.UNKNOWN: "–",
}
_SHOWN = 100
_HEADINGS = {
    "change": "Change",
    "indicator_name": "Indicator",
    "area_name": "Area",
    "period_label": "Period",
    "sex": "Sex",
    "age": "Age",
    "breakdown": "Part",
    "vintage": "Vintage",
    "old_value": "Before",
    "new_value": "After",
    "old_flag": "Flag before",
    "new_flag": "Flag after",
    "old_dataset_id": "Dataset before",
    "new_dataset_id": "Dataset after",
}


def library() -> Library:
    """Return the snapshot in use and what lies beside it."""
    return Library(open_snapshot_path())


def show_held() -> None:
    """Show every dataset with its age, its publisher's rhythm, and how to get a newer one."""
    rows = read_table("datasets")
    figures = read_table("dataset_tables").groupby("dataset_id")["figures"].sum()
    today = datetime.now(UTC).date()
    table: list[tuple[Cell, ...]] = []
    waiting: list[bool] = []
    for row in records_of(rows):
        frequency, published = str(row["frequency"]), str(row["published"])
        rhythm = judge_rhythm(frequency=frequency, published=published, today=today)
        waiting.append(rhythm.release is Release.DUE)
        how = str(row["url"]) if rhythm.release is Release.DUE else ""
        table.append(
            (
                Cell(str(row["publication"]), below=str(row["publisher"])),
                Cell(stated_day_text(published) or "not stated", below=frequency),
                Cell(
                    f"{_SIGNS[rhythm.release]} {rhythm.release.value}",
                    below=urlsplit(how).netloc.removeprefix("www."),
                    href=how,
                    is_outside=True,
                ),
                Cell(f"{int(figures.get(row['dataset_id'], 0)):,}"),
                Cell(str(row["sensitivity"])),
            )
        )
    due_first = sorted(zip(waiting, table, strict=True), key=lambda pair: not pair[0])
    st.markdown(
        f"{len(rows)} datasets; of {sum(waiting)} a newer release is likely out. They come first: "
        "open the publisher's page from the list, download the file, then bring it in."
    )
    show_table(
        DataTable(
            caption="Datasets, their age and their publishers' rhythm",
            columns=("Dataset", "Published", "Next release", "Figures", "Sensitivity"),
            groups=(("", tuple(cells for _, cells in due_first)),),
            numbers=(3,),
            search="Find a dataset",
            noun="datasets",
        ),
        key="datasets_held",
    )
    show_downloads(plain_files("Datasets held", rows, file_stem="datasets"), key="datasets_held")


def show_imports() -> None:
    """Show what was imported, and take it out again."""
    show_work(TAKING_OUT)
    records = [
        record for record in list_imports(library()) if is_unlocked() or not record.is_restricted
    ]
    if not records:
        show_no_data("Nothing was imported", why="The snapshot holds the catalogue alone.")
        return
    show_table(
        DataTable(
            caption="Imported datasets",
            columns=("Dataset", "Imported (UTC)", "Figures", "Sensitivity", "Small numbers"),
            groups=(("", tuple(_import_row(record) for record in records)),),
            numbers=(2,),
            noun="datasets",
        ),
        key="imported_datasets",
    )
    if not may_publish():
        st.caption("Editors can take an imported dataset out again.")
        return
    chosen = st.selectbox(
        "Take out", [record.dataset_id for record in records], key="import_to_remove"
    )
    st.button("Take it out", key="remove_import", on_click=_remove, args=(chosen,))


def _when(moment: str) -> str:
    """Write a moment in UTC as a day and a time."""
    at = datetime.fromisoformat(moment)
    return f"{at.day} {at:%b %Y, %H:%M}"


def _import_row(record: ImportRecord) -> tuple[Cell, ...]:
    files = ", ".join(str(source["name"]) for source in record.sources)
    return (
        Cell(record.dataset.get("publication", "") or record.dataset_id, below=files),
        Cell(_when(record.when), below=record.who),
        Cell(f"{record.figures:,}"),
        Cell(record.dataset.get("sensitivity", "")),
        Cell(record.protection or "Rule: none"),
    )


def _remove(dataset_id: str) -> None:
    shelf, who = library(), current_actor().name
    start_job(
        f"Taking out {dataset_id}",
        lambda tell: publish_rooms(
            shelf,
            DATA,
            rooms_without(shelf, dataset_id),
            who=who,
            why=f"Removed {dataset_id}",
            progress=tell,
        ),
        place=TAKING_OUT,
    )


def show_kept() -> None:
    """Show the kept snapshots, compare two, and restore one."""
    show_work(RESTORING)
    kept = list_snapshots(library())
    if not kept:
        show_no_data("No snapshot is kept yet", why="Each build and import keeps one.")
        return
    in_use = newest_content_hash()
    rows = tuple(
        (
            Cell(_when(one.published_at), below=one.snapshot_id),
            Cell(one.why, below="in use" if one.content_hash == in_use else ""),
            Cell(one.who or "–"),
            Cell(f"{one.figures:,}"),
        )
        for one in kept
    )
    show_table(
        DataTable(
            caption="Kept snapshots",
            columns=("Published (UTC)", "What was done", "By", "Figures"),
            groups=(("", rows),),
            numbers=(3,),
            noun="snapshots",
        ),
        key="kept_snapshots",
    )
    said = {one.snapshot_id: f"{_when(one.published_at)}: {one.why}" for one in kept}
    chosen = st.selectbox("Snapshot", list(said), format_func=said.__getitem__, key="kept_snapshot")
    with st.container(horizontal=True):
        compare = st.toggle("Compare with the one in use", key="compare_kept")
        st.button(
            "Restore it",
            key="restore_kept",
            disabled=not may_publish(),
            on_click=_restore,
            args=(chosen,),
            help="It stays until something is imported or built anew.",
        )
    if compare:
        try:
            shelf = library()
            older = snapshot_file(shelf, str(chosen))
            show_differences(compare_snapshots(older, shelf.snapshot), key="kept")
        except CdofError as error:
            show_error(error)


def _restore(snapshot_id: str) -> None:
    shelf = library()
    start_job(
        f"Restoring {snapshot_id}",
        lambda _tell: restore_snapshot(shelf, snapshot_id),
        place=RESTORING,
    )


def show_differences(found: Differences, *, key: str) -> None:
    """Show what changed, the largest changes first.

    Args:
        found: Two snapshots compared.
        key: Sets tables of one page apart.
    """
    st.markdown(as_plain_text(found.sentence()))
    if found.is_empty:
        return
    figures = found.figures[list(_HEADINGS)].rename(columns=_HEADINGS)
    rows = tuple(_difference_row(row) for row in records_of(figures.head(_SHOWN)))
    show_table(
        DataTable(
            caption="Changed figures, the largest changes first",
            columns=("Figure", "Change", "Before", "After"),
            groups=(("", rows),),
            numbers=(2, 3),
            noun="changed figures",
        ),
        key=f"differences_{key}",
    )
    if len(figures) > _SHOWN:
        st.caption(f"The first {_SHOWN} of {len(figures):,}; the files hold all.")
    show_downloads(plain_files("Changed figures", figures, file_stem="changed-figures"), key=key)


def _difference_row(row: Mapping[Any, Any]) -> tuple[Cell, ...]:
    told = [str(row[name]) for name in ("Period", "Sex", "Age", "Part", "Vintage") if row[name]]
    return (
        Cell(f"{row['Indicator']}, {row['Area']}", below=", ".join(told)),
        Cell(str(row["Change"])),
        Cell(_value(row["Before"]), below=str(row["Flag before"])),
        Cell(_value(row["After"]), below=str(row["Flag after"])),
    )


def _value(value: object) -> str:
    return "no value" if not isinstance(value, float) or pd.isna(value) else f"{value:,.6g}"
