"""The frame around every page: configuration, navigation, address, bar, errors."""

from pathlib import Path

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.ui.cached import freeze_imports, snapshot_line
from cdof_core.ui.choices import draw_bar, status_of
from cdof_core.ui.combining import apply_pending
from cdof_core.ui.components import show_notes
from cdof_core.ui.first_start import ensure_snapshot
from cdof_core.ui.navigation import declare_navigation
from cdof_core.ui.panels import show_error
from cdof_core.ui.session import current_places, current_selection
from cdof_core.ui.url import bind_parameters

NAME = "Combating drugs needs explorer"
_STYLES = (Path(__file__).parent / "frame.css").read_text(encoding="utf-8")
_AROUND = "frame_is_around"
"""Session key: the frame of this very run is about to run its page."""


def run_app() -> None:
    """Draw the frame and run the page that was asked for; `app.py` in one call."""
    st.set_page_config(layout="wide")
    page = declare_navigation()
    st.set_page_config(page_title=f"{page.title} · {NAME}")
    st.html(f"<style>{_STYLES}</style>")
    apply_pending()
    bind_parameters()
    freeze_imports()
    try:
        ensure_snapshot()
        _draw_head()
        st.session_state[_AROUND] = True
        page.run()
    except CdofError as error:
        show_error(error)


def ensure_frame() -> None:
    """Bring a page into its frame; the first line of every page.

    On a server that has run nothing yet, the first address with a page in it makes Streamlit run
    that file alone. Declaring the navigation tells it otherwise, from then on.
    """
    if not st.session_state.pop(_AROUND, False):
        declare_navigation()
        st.rerun()


def _draw_head() -> None:
    places, selection = current_places(), current_selection()
    draw_bar(selection, places, status_of(selection, places, snapshot=snapshot_line()))
    show_notes(selection.notes)
