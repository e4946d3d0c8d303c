"""Other versions of a page: without charts, or with everything that it folds away unfolded."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

import streamlit as st

from cdof_core.ui.url import FOLD, read_parameters

TEXT = "text"
WHOLE = "whole"
"""What the address says of the mode: no charts, or nothing folded."""


def is_text_only() -> bool:
    """Return whether the address asks for the page without charts."""
    return read_parameters()["mode"].lower() == TEXT


def is_unfolded() -> bool:
    """Return whether the address asks for everything that the page folds away, as for print."""
    return read_parameters()["mode"].lower() == WHOLE


_MADE = "made_"
"""How session keys begin that say what the forms are of that were unfolded."""


@contextmanager
def folded(title: str, *, is_open: bool = False) -> Generator[None]:
    """Fold something away under a title; the text-only version shows it in full.

    Args:
        title: What is folded.
        is_open: Whether it begins unfolded, as everything does where the address asks for it.
    """
    if is_text_only():
        st.header(title, anchor=False)
        with st.container():
            yield
    else:
        with st.expander(title, expanded=is_open or is_unfolded()):
            yield


def show_folded(
    title: str,
    draw: Callable[[], None],
    *,
    key: str,
    changes_page: bool = False,
    begins_open: bool = False,
) -> None:
    """Fold something away that is made only when somebody unfolds it.

    What is unfolded is in the address, so that a link opens it too. The text-only version, and
    the one with nothing folded, show it at once.

    Args:
        title: What is folded.
        draw: Draws it.
        key: Sets what is folded on one page apart.
        changes_page: Whether what is done inside shows outside too, so that all of the page runs.
        begins_open: Whether it is unfolded until somebody folds it.
    """
    if is_text_only() or is_unfolded():
        with folded(title):
            draw()
        return
    if begins_open:
        # Not Streamlit's own beginning: with another one the fold would be another element.
        st.session_state.setdefault(f"{FOLD}{key}", True)
    if changes_page:
        _unfold(title, draw, key)
    else:
        _unfold_alone(title, draw, key)


def show_folded_form(title: str, draw: Callable[[], None], *, key: str, of: str) -> None:
    """Fold a form away whose fields are made only when somebody unfolds it.

    Every area has fields of its own, so that nothing typed for one is kept for another; built for
    each area that is looked at, they cost more than all else that changes. What is typed stays when
    the form is folded again.

    Args:
        title: What the form is for.
        draw: Draws it; what its buttons change runs the whole page again.
        key: Sets what is folded on one page apart.
        of: What the form is of; of another it is made anew when it is unfolded.
    """
    if is_text_only() or is_unfolded():
        with folded(title):
            draw()
        return
    made = f"{_MADE}{key}"
    with st.expander(title, key=f"{FOLD}{key}", bind="query-params") as fold:
        if fold.open:
            st.session_state[made] = of
        if st.session_state.get(made) == of:
            draw()


def _unfold(title: str, draw: Callable[[], None], key: str) -> None:
    with st.expander(title, key=f"{FOLD}{key}", bind="query-params") as fold:
        if fold.open:
            draw()


_unfold_alone = st.fragment(_unfold)
