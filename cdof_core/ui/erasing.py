"""Erasing for good: an administrator's, asked for twice, never undone."""

from collections.abc import Callable

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.workspace import Actor
from cdof_core.workspace.entries import may_write
from cdof_core.workspace.erasing import KIND


def may_erase() -> bool:
    """Return whether whoever is at work may erase."""
    return may_write(current_actor(), kind=KIND)


def offer_erasing(
    what: str, erase: Callable[[Actor], None], *, stays: str, key: str, said: str, done: str = ""
) -> None:
    """Let an administrator erase something that should not have been kept.

    Args:
        what: What goes.
        erase: Erases it, for whom it is given.
        stays: A sentence on what is left.
        key: Sets it apart from others on the page.
        said: Session key under which word is left of what came of it.
        done: What to say once it is erased; empty for nothing.
    """
    if not may_erase():
        return
    with st.popover("Erase", type="tertiary"):
        st.markdown(
            f"**{as_plain_text(what)}** goes for good, out of the history too. {stays} Backups "
            "made before still hold it."
        )
        st.button("Erase it for good", key=key, on_click=_erase, args=(erase, said, done))


def _erase(erase: Callable[[Actor], None], said: str, done: str) -> None:
    try:
        # Who presses, not for whom the button was drawn.
        erase(current_actor())
    except CdofError as error:
        st.session_state[said] = error
        return
    if done:
        st.session_state[said] = done
