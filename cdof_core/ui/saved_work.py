"""The page of saved work: what is saved, its history, undo, backup, restore and export."""

from datetime import UTC, datetime

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.report.saved_work import change_words, entries_table, history_table, saved_workbook
from cdof_core.report.table_files import XLSX_TYPE
from cdof_core.ui.components import Cell, DataTable, show_table
from cdof_core.ui.panels import Download, show_downloads, show_error, show_no_data
from cdof_core.ui.people import current_actor
from cdof_core.workspace import (
    KINDS,
    Change,
    Entry,
    Role,
    list_changes,
    list_entries,
    open_workspace,
)
from cdof_core.workspace.backup import make_backup, restore_backup
from cdof_core.workspace.changes import EVERY_CHANGE
from cdof_core.workspace.kinds import UNLISTED
from cdof_core.workspace.undoing import undo_at_once

_SAID = "saved_work_said"
"""Session key: what came of the last undo or restore."""
_SHOWN_KINDS = tuple(kind for kind in KINDS if kind not in UNLISTED)
_SHOWN = 100
_LONGEST = 160


def show_saved() -> None:
    """Show every saved thing by kind, and offer all of it as one workbook."""
    entries = _every_entry()
    if not entries:
        show_no_data(
            "Nothing is saved yet", why="Groups, scenarios, notes and chapters will be listed here."
        )
        return
    table = entries_table(entries)
    groups = tuple(
        (
            str(kind).capitalize(),
            tuple(
                (
                    Cell(str(row.Name) or "without a name"),
                    Cell(str(row.Version)),
                    Cell(str(row.when), below=str(row.By)),
                )
                for row in rows.rename(columns={"Changed (UTC)": "when"}).itertuples()
            ),
        )
        for kind, rows in table.groupby("Kind", sort=True)
    )
    show_table(
        DataTable(
            caption="Everything that is saved",
            columns=("Name", "Version", "Last changed (UTC)"),
            groups=groups,
            numbers=(1,),
            search="Search what is saved",
            noun="saved things",
        ),
        key="saved_work",
    )


def show_history() -> None:
    """Show the newest changes, and let one be undone."""
    said: CdofError | str | None = st.session_state.pop(_SAID, None)
    if isinstance(said, CdofError):
        show_error(said)
    elif said:
        st.success(said, icon=":material/check:")
    held = {"": "Everything", **{kind: KINDS[kind].noun.capitalize() for kind in _SHOWN_KINDS}}
    kind = st.selectbox("Changes of", list(held), format_func=lambda k: held[k], key="saved_kind")
    changes = list_changes(open_workspace(), kind=kind or "", without=UNLISTED, limit=_SHOWN)
    if not changes:
        show_no_data("Nothing has been changed yet")
        return
    _offer_undo(changes)
    rows = tuple(
        (
            Cell(str(row.Name) or "without a name", below=str(row.Kind)),
            Cell(str(row.when), below=str(row.Who)),
            Cell(str(row.Change)),
            Cell(_short(str(row.Before))),
            Cell(_short(str(row.After))),
        )
        for row in history_table(changes).rename(columns={"When (UTC)": "when"}).itertuples()
    )
    show_table(
        DataTable(
            caption="Changes, newest first",
            columns=("What", "When (UTC)", "Change", "Before", "After"),
            groups=(("", rows),),
            search="Search the history",
            noun="changes",
        ),
        key="saved_history",
    )


def _offer_undo(changes: list[Change]) -> None:
    """Let the last change of each thing be undone; an undo is a change, and undone the same way."""
    newest: dict[str, Change] = {}
    for change in changes:
        newest.setdefault(change.entry_id, change)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            "Undo the last change of",
            list(newest.values()),
            format_func=_change_label,
            key="saved_undo",
        )
        st.button("Undo", on_click=_undo, args=(chosen,), key="saved_undo_do")


def show_backup() -> None:
    """Offer everything saved as one file to keep, and as a workbook to read."""
    st.subheader("Take it away", anchor=False)
    st.markdown(
        "A backup holds everything that is saved and its whole history; restore it here or on "
        "another machine. The workbook is for reading: it holds everything but the votes "
        "and ideas that phones hand in and what files of evidence hold, which are in a backup only."
    )
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    files = [
        Download("Workbook", f"saved-work-{day}.xlsx", XLSX_TYPE, _workbook),
    ]
    if current_actor().role.reaches(Role.ADMINISTRATOR):
        name = f"saved-work-{day}.json"
        files.insert(0, Download("Backup", name, "application/json", _backup))
    show_downloads(files, key="saved_work")


def show_restore() -> None:
    """Let an administrator put a backup back."""
    st.subheader("Restore a backup", anchor=False)
    if not current_actor().role.reaches(Role.ADMINISTRATOR):
        st.caption("Only an administrator may back up and restore.")
        return
    file = st.file_uploader("Backup file", type="json", key="restore_file")
    replaces = st.checkbox(
        "Replace everything that is saved here now, history included", key="restore_replaces"
    )
    data = None if file is None else file.getvalue()
    st.button(
        "Restore", disabled=data is None, on_click=_restore, args=(data, replaces), key="restore"
    )
    said: CdofError | str | None = st.session_state.pop("restore_said", None)
    if isinstance(said, CdofError):
        show_error(said)
    elif said:
        st.success(said, icon=":material/check:")


def _every_entry() -> list[Entry]:
    engine = open_workspace()
    return [entry for kind in _SHOWN_KINDS for entry in list_entries(engine, kind=kind)]


def _workbook() -> bytes:
    return saved_workbook(
        _every_entry(), list_changes(open_workspace(), without=UNLISTED, limit=EVERY_CHANGE)
    )


def _backup() -> bytes:
    return make_backup(open_workspace(), current_actor())


def _change_label(change: Change) -> str:
    name = change.name or "without a name"
    by = f" by {change.who}" if change.who else ""
    return f"{KINDS[change.kind].noun} {name}: {change_words(change)} {change.when:%d %b %H:%M}{by}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _undo(change: Change | None) -> None:
    if change is None:
        return
    try:
        count = undo_at_once(open_workspace(), current_actor(), change)
        what = (
            "Undone" if count == 1 else f"Undone with what was changed in one step: {count} things"
        )
        st.session_state[_SAID] = f"{what}. Undo once more to do it again."
    except CdofError as error:
        st.session_state[_SAID] = error


def _restore(data: bytes | None, replaces: bool) -> None:
    if data is None:
        return
    try:
        count = restore_backup(open_workspace(), current_actor(), data, replaces=replaces)
        st.session_state["restore_said"] = f"Restored {count:,} entries with their history."
    except CdofError as error:
        st.session_state["restore_said"] = error
