"""Work that takes longer than a page: done beside it, so that every page keeps answering."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.ui.ingesting import KeptSnapshot, Progress
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.workspace import Role

BRINGING_IN = "bringing in"
TAKING_OUT = "taking out"
RESTORING = "restoring"
"""Parts of the Data page that begin work."""

_JOB = "data_job"
"""Session key: the work that this session began last."""

_log = logging.getLogger(__name__)


class StoppedError(CdofError):
    """Somebody stopped the work that was going on."""


@dataclass(slots=True)
class Job:
    """Something that is being done.

    Attributes:
        name: What it is, for people.
        share: How much is done, 0 to 1.
        doing: What is being done.
        is_done: Whether it has ended.
        result: What came out.
        failure: Why it failed, in a sentence fit for a reader; empty if it did not.
        error: The same as it was raised; None where it was nothing foreseen.
        can_stop: Whether it may be stopped on the way with nothing changed.
        is_stopped: Whether somebody stopped it.
        work: What does it.
        place: Which part of the page it belongs to.
        is_noticed: Whether its session went on with the snapshot it published.
    """

    name: str
    share: float = 0.0
    doing: str = "Starting"
    is_done: bool = False
    result: Any = None
    failure: str = ""
    error: CdofError | None = None
    can_stop: bool = False
    is_stopped: bool = False
    work: Callable[[Progress], Any] = lambda _tell: None
    place: str = ""
    is_noticed: bool = False

    def tell(self, share: float, doing: str) -> None:
        """Note how far it is.

        Raises:
            StoppedError: Somebody stopped it meanwhile.
        """
        if self.is_stopped:
            raise StoppedError(f"{self.name} was stopped; nothing was changed.")
        self.share, self.doing = min(max(share, 0.0), 1.0), doing


def may_publish() -> bool:
    """Return whether whoever is at work may change what everybody sees."""
    return current_actor().role.reaches(Role.EDITOR)


def start_job(
    name: str, work: Callable[[Progress], Any], *, can_stop: bool = False, place: str = BRINGING_IN
) -> None:
    """Begin something beside the page; what this session began before is forgotten.

    All that is begun leads to what everybody sees: a request of those who may not change that,
    however it was made, ends as work that failed before it began.

    Args:
        name: What it is, for people.
        work: Does it; told where to note its progress.
        can_stop: Whether it may be stopped on the way with nothing changed.
        place: Which part of the page it belongs to and is shown in.
    """
    job = Job(name, can_stop=can_stop, work=work, place=place)
    st.session_state[_JOB] = job
    if not may_publish():
        role = current_actor().role
        job.failure = f"{name} was not begun: that needs the role editor or more, yours is {role}."
        job.is_done = True
        return
    threading.Thread(target=_run, args=(job,), daemon=True).start()


def repeat_job(job: Job) -> None:
    """Begin anew what has failed."""
    start_job(job.name, job.work, can_stop=job.can_stop, place=job.place)


def current_job(place: str = BRINGING_IN) -> Job | None:
    """Return what this session began last in a part of the page; None where there is nothing."""
    job: Job | None = st.session_state.get(_JOB)
    return job if job is not None and job.place == place else None


def forget_job() -> None:
    """Forget what was begun and has ended."""
    st.session_state.pop(_JOB, None)


def has_published() -> bool:
    """Return, once, that work of this session has put another snapshot into use."""
    job: Job | None = st.session_state.get(_JOB)
    if job is None or job.is_noticed or not isinstance(job.result, KeptSnapshot):
        return False
    job.is_noticed = True
    return True


def show_work(place: str) -> None:
    """Show what goes on, or came of it, where it was begun; nothing where nothing was."""
    job = current_job(place)
    if job is None:
        return
    if not job.is_done:
        show_progress(job)
    elif job.failure:
        st.error(as_plain_text(job.failure), icon=":material/error:")
    else:
        st.success(as_plain_text(f"{job.name}: done."), icon=":material/check_circle:")


def show_progress(job: Job) -> None:
    """Show how far a job is until it has ended, then run the page again."""
    _watch(job)


@st.fragment(run_every=1.0)
def _watch(job: Job) -> None:
    if job.is_done:
        st.rerun()
    st.progress(job.share, text=f"{job.name}: {job.doing}")
    st.caption("Other pages can be used meanwhile; the snapshot in use stays as it is.")
    if job.can_stop:
        st.button("Stop", key="stop_job", on_click=_stop, args=(job,))


def _stop(job: Job) -> None:
    """Let go of it at once; its thread ends when it next tells how far it is."""
    job.is_stopped = True
    job.failure = f"{job.name} was stopped; nothing was changed."
    job.is_done = True


def _run(job: Job) -> None:
    try:
        job.result = job.work(job.tell)
    except CdofError as error:
        job.failure, job.error = str(error), error
    except Exception:
        _log.exception("%s failed", job.name)
        job.failure = (
            f"{job.name} failed: something went wrong that was not foreseen. Nothing was changed; "
            "the cause is in the log of the server."
        )
    finally:
        job.is_done = True
