"""Taking a saved thing away: said afterwards by its name, with a button that brings it back."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.ui.panels import as_plain_text, show_error
from cdof_core.ui.people import current_actor
from cdof_core.workspace import Actor, Change, list_changes, open_workspace
from cdof_core.workspace.undoing import undo_at_once

Saved = TypeVar("Saved")

_LONGEST: Final = 60


def take_away(
    remove: Callable[[Any, Actor, Saved], object],
    thing: Saved,
    *,
    entry_id: str,
    name: str,
    said: str,
) -> bool:
    """Take a saved thing away from within a callback, and leave word of it for `show_said`.

    Args:
        remove: Takes it out of the workspace for a user; may raise this project's errors.
        thing: What is taken away.
        entry_id: Its entry in the workspace.
        name: As its users call it, or how it begins.
        said: Session key of what is to be said.

    Returns:
        Whether it was taken away.
    """
    try:
        remove(open_workspace(), current_actor(), thing)
    except CdofError as error:
        st.session_state[said] = error
        return False
    newest = list_changes(open_workspace(), entry_id=entry_id, limit=1)
    # Somebody else may have brought it back or erased it by now: then there is nothing to undo.
    removals = [change for change in newest if change.after is None]
    st.session_state[said] = (_short(name), removals[0]) if removals else _removed(_short(name))
    return True


def show_said(said: str, *, choose: Callable[[Change], None] | None = None) -> None:
    """Show, once, what came of the last change; after a removal with a button that undoes it.

    Args:
        said: Session key that an error, a sentence or `take_away` was left under.
        choose: Chooses again what was brought back, in a callback; it is given its removal.
    """
    left: CdofError | str | tuple[str, Change] | None = st.session_state.pop(said, None)
    if isinstance(left, CdofError):
        show_error(left)
    elif isinstance(left, tuple):
        name, change = left
        st.success(as_plain_text(_removed(name)), icon=":material/delete:")
        st.button(
            "Undo the removal",
            key=f"{said}_undo",
            on_click=_bring_back,
            args=(name, change, said, choose),
        )
    elif left:
        st.success(as_plain_text(left), icon=":material/check:")


def renamed_words(name: str) -> str:
    """Return what to say of a thing that has just been given a name."""
    return f"Renamed to “{name.strip()}”."


def _bring_back(
    name: str, change: Change, said: str, choose: Callable[[Change], None] | None
) -> None:
    try:
        undo_at_once(open_workspace(), current_actor(), change)
    except CdofError as error:
        st.session_state[said] = error
        return
    st.session_state[said] = f"“{name}” is back."
    if choose is not None:
        choose(change)


def _removed(name: str) -> str:
    return f"“{name}” is removed."


def _short(name: str) -> str:
    shown = name.strip() or "It"
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST].rstrip()}…"
