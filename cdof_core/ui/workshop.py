"""Workshop mode: the same pages on a screen that many look at."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from cdof_core.ui.url import read_parameters

WORKSHOP = "workshop"
"""What the address says of the mode; anything else is the usual one."""

_LOOKS = "pages_drawn_out_of_sight"
"""Session key: how many pages were drawn out of sight before anybody saw them."""
_STYLES = (Path(__file__).parent / "workshop.css").read_text(encoding="utf-8")
_WITHHELD = (
    "This page holds restricted figures and is not shown in workshop mode. "
    "Choose another page, or leave the mode where nobody else can see the screen."
)


def is_workshop() -> bool:
    """Return whether the address asks for workshop mode."""
    return read_parameters()["mode"].lower() == WORKSHOP


def style_workshop() -> None:
    """Enlarge and strengthen the page where the mode is on, and leave it the screen's width."""
    if is_workshop():
        st.set_page_config(initial_sidebar_state="collapsed")
        st.html(f"<style>{_STYLES}</style>")


def show_if_open(draw: Callable[[], None], *, is_restricted: Callable[[], bool]) -> None:
    """Show a page only where nothing on it is restricted.

    What is on a page is known when it has been drawn, so it is drawn out of sight first.

    Args:
        draw: Draws the page.
        is_restricted: Says, once the page is drawn, whether anything on it is restricted.
    """
    place = st.empty()
    # Each time under another name: the leave to see one page must not hold for the next, for
    # Streamlit keeps a style until the run after it has ended.
    looks = st.session_state[_LOOKS] = int(st.session_state.get(_LOOKS, 0)) + 1
    name = f"unchecked_{looks}"
    with place.container(key=name):
        draw()
    if is_restricted():
        place.info(_WITHHELD, icon=":material/lock:")
    else:
        st.html(f"<style>.stVerticalBlock.st-key-{name} {{ visibility: visible; }}</style>")
