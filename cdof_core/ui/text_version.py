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
    form_of: str = "",
) -> None:
    """Fold something away that is made only when somebody unfolds it.

    What is unfolded is in the address, so that a link opens it too. The text-only version, and
    the one with nothing folded, show it at once.

    A form of an area has fields of its own for each, so that nothing typed for one is kept for
    another; built for each area that is looked at, they cost more than all else that changes.

    Args:
        title: What is folded.
        draw: Draws it.
        key: Sets what is folded on one page apart.
        changes_page: Whether what is done inside shows outside too, so that all of the page runs.
        begins_open: Whether it is unfolded until somebody folds it.
        form_of: What a form is of. What is typed in it stays when it is folded again; of another
            it is made anew when it is unfolded. Empty for what is no form.
    """
    if is_text_only() or is_unfolded():
        with folded(title):
            draw()
        return
    if begins_open:
        # Not Streamlit's own beginning: with another one the fold would be another element.
        st.session_state.setdefault(f"{FOLD}{key}", True)
    if changes_page:
        _unfold(title, draw, key, form_of)
    else:
        _unfold_alone(title, draw, key)


def _unfold(title: str, draw: Callable[[], None], key: str, form_of: str = "") -> None:
    made = f"{_MADE}{key}"
    with st.expander(title, key=f"{FOLD}{key}", bind="query-params") as fold:
        if fold.open and form_of:
            st.session_state[made] = form_of
        if fold.open or (form_of and st.session_state.get(made) == form_of):
            draw()


_unfold_alone = st.fragment(_unfold)
