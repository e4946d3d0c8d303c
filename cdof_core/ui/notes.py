"""Notes on an area, a measure or a chart, beside what they are on, open until resolved."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from cdof_core.domain import AreaCode, CdofError
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.ui.session import current_places, current_run, current_selection
from cdof_core.ui.taking_away import show_said, take_away
from cdof_core.ui.text_version import is_text_only
from cdof_core.ui.workshop import is_workshop
from cdof_core.workspace import open_workspace
from cdof_core.workspace.entries import may_write
from cdof_core.workspace.notes import (
    KIND,
    LONGEST_TEXT,
    Note,
    Subject,
    add_note,
    change_note,
    list_notes,
    notes_on,
    remove_note,
)
from cdof_core.workspace.pinned_views import PinnedView

_IN_FILES: Final = "notes_in_files"
"""Session key: whether files take the open notes along."""
_TURNED: Final = "notes_in_files_turned"
"""Session key: whether that has just been chosen otherwise."""
_SAID: Final = "note_said"
"""Session key: what went wrong with the last change of a note."""


def show_notes_on(indicator_ids: Sequence[str], *, chart: str) -> None:
    """Show the notes beside a chart or table and offer to write one; not on a shared screen.

    Args:
        indicator_ids: Measures on show. A chart of one measure can carry notes on that measure.
        chart: Name of the chart or table on its page.
    """
    if is_workshop():
        return
    subject = _subject(indicator_ids, chart=chart)
    if is_text_only():
        for note in notes_on(list_notes(open_workspace()), subject):
            st.markdown(as_plain_text(f"Note ({_about(note)}): {note.text}"))
        return
    _offer(subject)


@st.fragment
def _offer(subject: Subject) -> None:
    found = notes_on(list_notes(open_workspace()), subject)
    still_open = [note for note in found if not note.is_resolved]
    label = f"Notes ({len(still_open)} open)" if still_open else "Notes"
    with st.popover(
        label,
        type="tertiary",
        icon=":material/edit_note:",
        key=f"notes_{subject.chart}",
        on_change="rerun",
    ) as opened:
        if not opened.open:
            return
        may = may_write(current_actor(), kind=KIND)
        for note in found:
            _show_note(note, chart=subject.chart, may_change=may)
        if may:
            _write_note(subject)
        elif not found:
            st.caption("No notes here.")
        if found:
            _offer_in_files(subject.chart)
        show_said(_SAID)


def _offer_in_files(chart: str) -> None:
    """Offer to take notes into the files; every file of the session then has those beside it."""
    key = f"notes_in_files_{chart}"
    # Each chart's box says the same: it is one choice for the session.
    st.session_state[key] = takes_notes()
    st.checkbox(
        "Write open notes into Excel and Word files", key=key, on_change=_turn_files, args=(key,)
    )
    if st.session_state.pop(_TURNED, False):
        # The files of the whole page are others now.
        st.rerun()


def _turn_files(key: str) -> None:
    st.session_state[_IN_FILES] = bool(st.session_state[key])
    st.session_state[_TURNED] = True


def takes_notes() -> bool:
    """Return whether this session asked for open notes in the files it takes away."""
    return bool(st.session_state.get(_IN_FILES, False))


def open_notes(indicator_ids: Sequence[str], *, chart: str) -> list[tuple[str, str]]:
    """Return the open notes beside a chart: what each is on, and what it says.

    Args:
        indicator_ids: Measures on show.
        chart: Name of the chart or table on its page.
    """
    subject = _subject(indicator_ids, chart=chart)
    return [
        (f"Note ({_about(note)})", note.text)
        for note in notes_on(list_notes(open_workspace()), subject)
        if not note.is_resolved
    ]


def _subject(indicator_ids: Sequence[str], *, chart: str) -> Subject:
    return Subject(
        area_code=current_selection().area_code,
        indicator_id=indicator_ids[0] if len(indicator_ids) == 1 else "",
        chart=chart,
        page=current_run().page,
    )


def open_notes_of(view: PinnedView) -> list[str]:
    """Return the open notes on the area and the measure of a pinned view, for its slide."""
    on = Subject(
        area_code=view.parameters.get("area", "").upper(),
        indicator_id=view.parameters.get("indicator", ""),
    )
    notes = [note for note in list_notes(open_workspace()) if not note.subject.chart]
    return [
        f"Open note ({_about(note)}): {note.text}"
        for note in notes_on(notes, on)
        if not note.is_resolved
    ]


def _about(note: Note) -> str:
    on = []
    if note.subject.area_code:
        on.append(current_places().name_of(AreaCode(note.subject.area_code)))
    if note.subject.indicator_id:
        on.append("this measure")
    if note.subject.chart:
        on.append("this chart")
    who = f", {note.by}" if note.by else ""
    state = "resolved" if note.is_resolved else "open"
    return f"{' · '.join(on)}; {state}{who}, {note.at:%d %b %Y}"


def _show_note(note: Note, *, chart: str, may_change: bool) -> None:
    st.markdown(as_plain_text(note.text))
    st.caption(as_plain_text(_about(note)))
    if may_change:
        # A note on the area stands beside each of its charts, and several can be open at once.
        tag = f"{chart}_{note.note_id}"
        with st.container(horizontal=True, gap="small"):
            word = "Reopen" if note.is_resolved else "Resolve"
            st.button(word, key=f"note_state_{tag}", on_click=_turn, args=(note,))
            st.button("Remove", key=f"note_remove_{tag}", on_click=_remove, args=(note,))


def _write_note(subject: Subject) -> None:
    offered = {"area": f"All of {current_places().name_of(AreaCode(subject.area_code))}"}
    if subject.indicator_id:
        offered = {
            "both": f"This measure in {current_places().name_of(AreaCode(subject.area_code))}",
            "indicator": "This measure everywhere",
        } | offered
    offered |= {"chart": "This chart"}
    key = subject.chart
    st.text_area("New note", key=f"note_text_{key}", max_chars=LONGEST_TEXT, height=90)
    st.selectbox("On", list(offered), format_func=offered.__getitem__, key=f"note_on_{key}")
    st.button("Save note", key=f"note_save_{key}", on_click=_add, args=(subject,))
    st.caption("Kept with everyone who uses this installation. No personal data, please.")


def _add(subject: Subject) -> None:
    key = subject.chart
    on = {
        "both": Subject(subject.area_code, subject.indicator_id),
        "indicator": Subject(indicator_id=subject.indicator_id),
        "area": Subject(subject.area_code),
        "chart": subject,
    }[str(st.session_state.get(f"note_on_{key}", "chart"))]
    text = str(st.session_state.get(f"note_text_{key}", ""))
    try:
        add_note(open_workspace(), current_actor(), text=text, subject=on)
        st.session_state[f"note_text_{key}"] = ""
    except CdofError as error:
        st.session_state[_SAID] = error


def _turn(note: Note) -> None:
    try:
        change_note(open_workspace(), current_actor(), note, is_resolved=not note.is_resolved)
    except CdofError as error:
        st.session_state[_SAID] = error


def _remove(note: Note) -> None:
    take_away(remove_note, note, entry_id=note.note_id, name=note.text, said=_SAID)
