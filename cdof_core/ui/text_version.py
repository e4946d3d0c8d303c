"""The text-only version of a page: sentences, tables, definitions and sources; no charts."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

import streamlit as st

from cdof_core.ui.url import read_parameters

TEXT = "text"
"""What the address says of the mode."""


def is_text_only() -> bool:
    """Return whether the address asks for the page without charts."""
    return read_parameters()["mode"].lower() == TEXT


@contextmanager
def folded(title: str, *, is_open: bool = False) -> Generator[None]:
    """Fold something away under a title; the text-only version shows it in full.

    Args:
        title: What is folded.
        is_open: Whether it begins unfolded.
    """
    if is_text_only():
        st.subheader(title, anchor=False)
        with st.container():
            yield
    else:
        with st.expander(title, expanded=is_open):
            yield


def show_folded(title: str, draw: Callable[[], None], *, key: str) -> None:
    """Fold something away that is made only when somebody unfolds it.

    The text-only version shows it in full at once.

    Args:
        title: What is folded.
        draw: Draws it.
        key: Sets what is folded on one page apart.
    """
    if is_text_only():
        with folded(title):
            draw()
    else:
        _unfold(title, draw, key)


@st.fragment
def _unfold(title: str, draw: Callable[[], None], key: str) -> None:
    with st.expander(title, key=f"fold_{key}", on_change="rerun") as fold:
        if fold.open:
            draw()
