"""Pinning the view on screen: its page, its choices and what its title said."""

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.ui.panels import show_error
from cdof_core.ui.people import current_actor
from cdof_core.ui.url import page_href, view_parameters
from cdof_core.workspace import open_workspace
from cdof_core.workspace.pinned_views import PinnedView, pin_view

_SAID = "pin_said"
"""Session key: why the last view could not be pinned."""


def pin_page(page: str, title: str) -> None:
    """Pin what the address shows now.

    Args:
        page: Stem of the page.
        title: What the page says.
    """
    try:
        pin_view(
            open_workspace(), current_actor(), title=title, page=page, parameters=view_parameters()
        )
    except CdofError as error:
        st.session_state[_SAID] = error


def say_what_came_of_pinning() -> None:
    """Say why the last view could not be pinned; nothing where it could."""
    error: CdofError | None = st.session_state.pop(_SAID, None)
    if error is not None:
        show_error(error)


def view_href(view: PinnedView, **changes: str) -> str:
    """Return the link of a pinned view.

    Args:
        view: The view.
        **changes: Parameters to set beside its own.
    """
    return page_href(view.page, view.parameters, **changes)
