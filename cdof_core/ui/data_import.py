"""Bringing in a file, step by step: read, checked, protected, compared, published."""

import hashlib
import shutil
import tempfile
import weakref
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.report.table_files import XLSX_TYPE
from cdof_core.ui.data_held import library, show_differences
from cdof_core.ui.data_jobs import (
    Job,
    current_job,
    forget_job,
    may_publish,
    repeat_job,
    show_progress,
    start_job,
)
from cdof_core.ui.data_mapping import read_as_mapped
from cdof_core.ui.data_report import show_report
from cdof_core.ui.first_start import DATA
from cdof_core.ui.ingesting import (
    AUTO,
    IMPORTERS,
    OF_NO_SOURCE,
    TEMPLATE_NAME,
    Imported,
    ImportRefusedError,
    KeptSnapshot,
    Library,
    Progress,
    Proposal,
    Protection,
    check_and_protect,
    import_file,
    propose,
    publish_proposal,
    write_template,
)
from cdof_core.ui.panels import Download, as_plain_text, show_downloads, show_error, show_no_data
from cdof_core.ui.people import current_actor

OWN: Final = "own"
_FILE = "data_file_path"
"""Session key: the uploaded file while it is looked at."""
_KINDS: Final = ["csv", "txt", "tsv", "xlsx", "ods"]


def choose_file() -> None:
    """Draw the way in: a file, its source, and for an own table how its columns are read."""
    if not may_publish():
        st.caption("Editors can bring in files; anyone can look at what is held.")
        return
    show_downloads(
        [Download("Template for own tables", TEMPLATE_NAME, XLSX_TYPE, write_template)],
        key="template",
    )
    file = st.file_uploader(
        "A publisher's file as it was downloaded, or a table of your own: CSV, Excel, OpenDocument",
        type=_KINDS,
        key="data_file",
    )
    sources = {AUTO: "Find out from the file"}
    sources |= {name: one.title for name, one in IMPORTERS.items()}
    sources[OWN] = "A table of my own"
    source = st.selectbox(
        "Source", list(sources), format_func=lambda name: sources[name], key="data_source"
    )
    if file is None:
        return
    path = _keep(file.getvalue(), file.name)
    if source == OWN:
        try:
            read = read_as_mapped(path, name=file.name)
        except CdofError as error:
            show_error(error)
            return
    else:
        read = partial(import_file, path, DATA, source=str(source), name=file.name)
    shelf = library()

    def check() -> None:
        start_job("Checking the file", lambda tell: _checked(shelf, read, tell), can_stop=True)

    st.button("Check the file", type="primary", key="check_data_file", on_click=check)


def _checked(shelf: Library, read: Callable[[], Imported], tell: Progress) -> Protection:
    tell(0.1, "Reading it")
    imported = read()
    tell(0.5, "Checking it, and protecting small numbers")
    return check_and_protect(shelf, imported)


def _keep(content: bytes, name: str) -> Path:
    """Write an upload to a folder of its own, once."""
    digest = hashlib.sha256(content).hexdigest()
    held: _Upload | None = st.session_state.get(_FILE)
    if held is None or held.digest != digest or not held.path.exists():
        held = _Upload(digest, Path(name).suffix.lower())
        held.path.write_bytes(content)
        st.session_state[_FILE] = held
    return held.path


class _Upload:
    """An upload on disk, which goes with the session or the next upload."""

    def __init__(self, digest: str, ending: str) -> None:
        folder = Path(tempfile.mkdtemp(prefix="cdof-upload-"))
        self.digest = digest
        self.path = folder / f"upload{ending}"
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)


def show_import() -> None:
    """Show what came of the step begun last, and offer the next."""
    job = current_job()
    if job is None:
        show_no_data(
            "Nothing is being brought in",
            why="A file is read, checked and compared with what is held before anything changes.",
        )
        return
    if not job.is_done:
        show_progress(job)
    elif job.failure:
        st.error(as_plain_text(job.failure), icon=":material/error:")
        with st.container(horizontal=True):
            if _is_of_no_source(job):
                st.button(
                    "Read it as a table of my own", key="as_own", type="primary", on_click=_as_own
                )
            st.button("Try again", key="repeat_failed", on_click=repeat_job, args=(job,))
            st.button("Drop it", key="forget_failed", on_click=forget_job)
    elif isinstance(job.result, Protection):
        _show_checked(job.result)
    elif isinstance(job.result, Proposal):
        _show_proposal(job.result)
    else:
        _show_done(job.name, job.result)


def _is_of_no_source(job: Job) -> bool:
    error = job.error
    return isinstance(error, ImportRefusedError) and error.problems[0].rule == OF_NO_SOURCE


def _as_own() -> None:
    """Ask how the file's columns are read, as is asked of an own table."""
    st.session_state["data_source"] = OWN
    forget_job()


def _show_checked(protection: Protection) -> None:
    imported = protection.imported
    show_report(protection)
    left_out = sum(problem.left_out for problem in imported.errors)
    if imported.faults:
        st.error("This cannot be published: mend what is listed first.")
        return
    accepted = True
    if left_out:
        accepted = st.checkbox(
            f"Go on without the {len(imported.rejected):,} rows that cannot be used",
            key="without_rejected",
        )
    shelf, who = library(), current_actor().name

    def stage() -> None:
        start_job(
            "Comparing with what is held",
            lambda tell: propose(
                shelf, DATA, protection, who=who, without_rejected=True, progress=tell
            ),
            can_stop=True,
        )

    with st.container(horizontal=True):
        st.button(
            "Show what would change",
            type="primary",
            disabled=not accepted,
            key="stage_import",
            on_click=stage,
        )
        st.button("Drop it", key="drop_checked", on_click=forget_job)


def _show_proposal(proposal: Proposal) -> None:
    show_report(proposal.protection)
    if proposal.staged is None or proposal.differences is None:
        st.error("This cannot be published: mend what is listed first.")
        st.button("Start again", key="forget_blocked", on_click=forget_job)
        return
    st.subheader("What would change")
    show_differences(proposal.differences, key="proposal")
    shelf, who = library(), current_actor().name

    def publish() -> None:
        start_job("Publishing", lambda _tell: publish_proposal(shelf, DATA, proposal, who=who))

    with st.container(horizontal=True):
        st.button("Publish", type="primary", key="publish_import", on_click=publish)
        st.button("Drop it", key="drop_proposal", on_click=forget_job)


def _show_done(name: str, result: object) -> None:
    said = f"{name}: done."
    if isinstance(result, KeptSnapshot):
        said = (
            f"{result.why}: the new snapshot {result.snapshot_id} is in use. "
            "Earlier ones can be restored."
        )
    st.success(as_plain_text(said), icon=":material/check_circle:")
    st.button("Bring in another", key="forget_done", on_click=forget_job)
