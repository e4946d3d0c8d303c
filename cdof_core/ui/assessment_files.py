"""Files as evidence beside an item of the self-assessment: added, taken away, taken out."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.narrative.numbers import number_text
from cdof_core.ui.erasing import offer_erasing
from cdof_core.ui.panels import Download, as_plain_text, show_downloads, show_error
from cdof_core.ui.people import current_actor
from cdof_core.workspace import open_workspace
from cdof_core.workspace.assessment_files import (
    FILE,
    LARGEST,
    MEDIA_TYPES,
    EvidenceFile,
    add_file,
    read_file,
    remove_file,
)
from cdof_core.workspace.assessments import Round
from cdof_core.workspace.entries import may_write
from cdof_core.workspace.erasing import erase_file

_SAID: Final = "evidence_file_said"
"""Session key: why the last file of an item was not kept or taken out."""
_COUNT: Final = "evidence_file_count"
"""Session key: counts the files of an item that were given, so that its field starts afresh."""
_KILOBYTE: Final = 1000


def show_files(
    item_id: str,
    files: Sequence[EvidenceFile],
    taken_out: Sequence[EvidenceFile],
    current: Round,
) -> None:
    """Show the files of an item, let one be erased, and another be added.

    Args:
        item_id: The item.
        files: Those kept for it.
        taken_out: Those taken out, which the history still holds.
        current: The round.
    """
    said: CdofError | None = st.session_state.pop(f"{_SAID}_{item_id}", None)
    if said is not None:
        show_error(said)
    writes = may_write(current_actor(), kind=FILE)
    for file in files:
        _show_file(item_id, file, may_take_out=writes)
    for file in taken_out:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(f"Taken out, and still in the history: {as_plain_text(file.name)}")
            offer_file_erasing(file, said=f"{_SAID}_{item_id}")
    if writes:
        _ask_for_file(item_id, current)


def _show_file(item_id: str, file: EvidenceFile, *, may_take_out: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        label = f"{as_plain_text(file.name)} ({size_words(file.size)})"
        make = partial(read_file, open_workspace(), file)
        download = Download(label, file.name, file.media_type, make)
        show_downloads([download], key=f"evidence_{file.entry.entry_id}")
        if may_take_out:
            st.button(
                "Take out",
                type="tertiary",
                key=f"file_out_{file.entry.entry_id}",
                on_click=_take_out,
                args=(item_id, file),
            )
        offer_file_erasing(file, said=f"{_SAID}_{item_id}")


def _ask_for_file(item_id: str, current: Round) -> None:
    tag = f"{current.round_id}_{item_id}"
    key = f"file_{tag}_{int(st.session_state.get(f'{_COUNT}_{tag}', 0))}"
    st.file_uploader(
        f"Add a file as evidence, up to {LARGEST / 1_000_000:.0f} MB",
        type=list(MEDIA_TYPES),
        key=key,
        on_change=_add,
        args=(item_id, current, key),
        help="It is kept with everything else that is saved, and is in every backup; taken out, it "
        "stays in the history until an administrator erases it. Files about people do not belong "
        "here.",
    )


def offer_file_erasing(file: EvidenceFile, *, said: str) -> None:
    """Let an administrator erase a file.

    Args:
        file: In a round, or taken out of it.
        said: Session key under which word is left of what came of it.
    """
    offer_erasing(
        file.name,
        lambda actor: erase_file(open_workspace(), actor, file),
        stays="What stays is that a file was erased here, by whom and when.",
        key=f"file_erase_{file.entry.entry_id}",
        said=said,
    )


def _add(item_id: str, current: Round, key: str) -> None:
    given = st.session_state.get(key)
    if given is None:
        return
    try:
        add_file(
            open_workspace(),
            current_actor(),
            round_id=current.round_id,
            item_id=item_id,
            name=given.name,
            data=given.getvalue(),
        )
    except CdofError as error:
        st.session_state[f"{_SAID}_{item_id}"] = error
    count = f"{_COUNT}_{current.round_id}_{item_id}"
    st.session_state[count] = int(st.session_state.get(count, 0)) + 1


def _take_out(item_id: str, file: EvidenceFile) -> None:
    try:
        remove_file(open_workspace(), current_actor(), file)
    except CdofError as error:
        st.session_state[f"{_SAID}_{item_id}"] = error


def size_words(size: int) -> str:
    """Return the size of a file as its reader would say it."""
    if size < _KILOBYTE:
        return f"{number_text(size)} bytes"
    if size < _KILOBYTE**2:
        return f"{number_text(size / _KILOBYTE)} kB"
    return f"{number_text(size / _KILOBYTE**2, 1)} MB"
