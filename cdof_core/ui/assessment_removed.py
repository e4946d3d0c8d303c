"""Files of removed rounds of the self-assessment, which should never have been kept: erased."""

from typing import Final

import streamlit as st

from cdof_core.ui.assessment_files import offer_file_erasing, size_words
from cdof_core.ui.erasing import may_erase
from cdof_core.ui.judged import chosen
from cdof_core.ui.meanwhile import show_outcome
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.text_version import folded
from cdof_core.workspace import open_workspace
from cdof_core.workspace.assessment_files import EvidenceFile, list_files
from cdof_core.workspace.assessments import ROUND
from cdof_core.workspace.erasing import list_removed, list_taken_out

_SAID: Final = "removed_file_said"
"""Session key: why the last file was not erased."""


def offer_removed_files() -> None:
    """Let an administrator erase files of the area's rounds that were removed."""
    if not may_erase():
        return
    rounds = list_removed(open_workspace(), kind=ROUND, parent=chosen()[0].area_code)
    held = [(one.name, _files_of(one.entry_id)) for one in rounds]
    show_outcome(_SAID)
    if not any(files for _, files in held):
        return
    with folded("Files of rounds that were removed"):
        st.caption(
            "They come back with their round if Saved work brings it back. Only an administrator "
            "sees this."
        )
        for name, files in held:
            for file in files:
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    label = f"{name}: {file.name} ({size_words(file.size)})"
                    st.markdown(as_plain_text(label))
                    offer_file_erasing(file, said=_SAID)


def _files_of(round_id: str) -> list[EvidenceFile]:
    """Return every file of a round, those taken out of it among them."""
    kept = list_files(open_workspace(), round_id=round_id)
    gone = list_taken_out(open_workspace(), round_id=round_id)
    return [file for held in (kept, gone) for files in held.values() for file in files]
