"""The frame around every page: configuration, navigation, address, bar, errors."""

import logging
from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from html import escape
from pathlib import Path
from typing import NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page

from cdof_core.domain import CdofError
from cdof_core.ui.ballot import asked_code, show_ballot
from cdof_core.ui.cached import freeze_imports, has_restricted, snapshot_line
from cdof_core.ui.choices import draw_bar, holds_restricted, status_of
from cdof_core.ui.combining import apply_pending
from cdof_core.ui.components import show_notes, show_status
from cdof_core.ui.first_start import ensure_snapshot
from cdof_core.ui.held_snapshot import hold_snapshot
from cdof_core.ui.navigation import declare_ballot, declare_navigation, page_stem
from cdof_core.ui.panels import show_error, show_restricted, show_unexpected_error
from cdof_core.ui.people import may_enter, show_sign_in
from cdof_core.ui.pinning import pin_page, say_what_came_of_pinning
from cdof_core.ui.restricted import show_unlocked_banner, watch_sessions
from cdof_core.ui.session import Run, start_run
from cdof_core.ui.story_player import show_player
from cdof_core.ui.tour import show_tour
from cdof_core.ui.url import bind_parameters
from cdof_core.ui.workshop import is_workshop, show_if_open, style_workshop

NAME = "Combating drugs needs explorer"
_STYLES = (Path(__file__).parent / "frame.css").read_text(encoding="utf-8")
_NAVIGATION_WIDTH = 240
"""Pixels. Streamlit's own are more than the titles need; the styles hold the first visit to it."""
_AROUND = "frame_is_around"
"""Session key: the frame of this very run is about to run its page."""


_log = logging.getLogger(__name__)


def run_app() -> None:
    """Draw the frame and run the page that was asked for; `app.py` in one call."""
    if asked_code():
        _run_ballot()
        return
    st.set_page_config(layout="wide", initial_sidebar_state=_NAVIGATION_WIDTH)
    page = declare_navigation()
    st.set_page_config(page_title=f"{page.title} · {NAME}")
    st.html(f"<style>{_STYLES}</style>")
    freeze_imports()
    apply_pending()
    bind_parameters()
    style_workshop()
    watch_sessions()
    hold_snapshot()
    with _said_in_a_sentence(page):
        if not may_enter():
            show_sign_in()
            return
        ensure_snapshot()
        _draw_around(page)


def _run_ballot() -> None:
    """Show a phone in a workshop its ballot and no page, signed in or not.

    And soon, for thirty of them ask at once: neither the fields of the address nor the snapshot nor
    the frame are needed.
    """
    page = declare_ballot()
    st.set_page_config(page_title=f"{page.title} · {NAME}")
    freeze_imports()
    with _said_in_a_sentence(page):
        show_ballot()


@contextmanager
def _said_in_a_sentence(page: Page) -> Generator[None]:
    """Tell the reader of any failure in one sentence, and the log its cause.

    Streamlit's own signals to stop or run again are no such failures and pass.
    """
    try:
        yield
    except _PageEndedSignal:
        return
    except CdofError as error:
        show_error(error)
    except Exception:
        _log.exception("The page %r could not be shown", page.title)
        show_unexpected_error()


def ensure_frame() -> None:
    """Bring a page into its frame; the first line of every page.

    On a server that has run nothing yet, the first address with a page in it makes Streamlit run
    that file alone. Declaring the navigation tells it otherwise, from then on.
    """
    if not st.session_state.pop(_AROUND, False):
        declare_navigation()
        st.rerun()


class _PageEndedSignal(Exception):  # noqa: N818 (not an error)
    """A page has nothing more to say."""


def end_page() -> NoReturn:
    """End a page early, as `st.stop` would, and leave the frame to finish its own work."""
    raise _PageEndedSignal


def _draw_around(page: Page) -> None:
    """Draw the bar, the page, and what can be said only when the page has been drawn."""
    show_unlocked_banner()
    run = start_run(page_stem(page))
    show_player()
    end_of_bar = draw_bar(run.selection, run.places)
    banner = st.container()
    # Where nothing restricted is held nothing has to be waited for.
    is_known = not has_restricted()
    if is_known:
        _complete(page, run, end_of_bar, banner)
    show_notes(run.selection.notes)
    st.session_state[_AROUND] = True
    if is_known or not is_workshop():
        _run(page)
    else:
        show_if_open(
            lambda: _run(page), is_restricted=lambda: holds_restricted(run.on_screen.values())
        )
    if not is_known:
        _complete(page, run, end_of_bar, banner)
    _name_publishers(run)
    show_tour(run.page)


def _name_publishers(run: Run) -> None:
    """Leave word, unseen, of whose figures are on the page; a citation names them."""
    publishers = dict.fromkeys(dataset.publisher for dataset in run.on_screen.values())
    if publishers:
        st.html(f'<div class="cdof-cited" hidden>{escape(", ".join(publishers))}</div>')


def _run(page: Page) -> None:
    with _said_in_a_sentence(page):
        page.run()


def _complete(page: Page, run: Run, end_of_bar: DeltaGenerator, banner: DeltaGenerator) -> None:
    """Say which figures are on screen."""
    datasets = run.on_screen.values()
    status = status_of(run.selection, run.places, snapshot=snapshot_line(), datasets=datasets)
    with end_of_bar:
        show_status(status, on_pin=partial(pin_page, page_stem(page)))
    with banner:
        say_what_came_of_pinning()
        if status.is_restricted:
            show_restricted()
