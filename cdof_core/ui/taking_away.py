"""Taking a saved thing away: said afterwards by its name, with a button that brings it back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.ui.panels import as_plain_text, show_error
from cdof_core.ui.people import current_actor
from cdof_core.workspace import Actor, Change, list_changes, open_workspace
from cdof_core.workspace.undoing import undo_at_once

Saved = TypeVar("Saved")

_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Removal:
    """Word of a thing that was taken away, which a button beside it can undo.

    Attributes:
        words: Says so.
        name: As its users call it; empty where nobody gave it a name.
        change: Its removal.
    """

    words: str
    name: str
    change: Change


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
    leave_word(_removed(_short(name)), entry_id=entry_id, name=name, said=said)
    return True


def leave_word(words: str, *, entry_id: str, name: str, said: str) -> None:
    """Leave word of a removal that has just been made, from within its callback.

    Args:
        words: Say so.
        entry_id: Entry in the workspace of what is removed.
        name: As its users call it; empty where nobody gave it a name.
        said: Session key of what is to be said.
    """
    newest = list_changes(open_workspace(), entry_id=entry_id, limit=1)
    # Somebody else may have brought it back or erased it by now: then there is nothing to undo.
    removals = [change for change in newest if change.after is None]
    short = _short(name) if name.strip() else ""
    st.session_state[said] = Removal(words, short, removals[0]) if removals else words


def show_said(said: str, *, choose: Callable[[Change], None] | None = None) -> None:
    """Show, once, what came of the last change; after a removal with a button that undoes it.

    Args:
        said: Session key that an error, a sentence or `take_away` was left under.
        choose: Chooses again what was brought back, in a callback; it is given its removal.
    """
    left: CdofError | str | Removal | None = st.session_state.pop(said, None)
    if isinstance(left, CdofError):
        show_error(left)
    elif isinstance(left, Removal):
        show_removal(left, said=said, choose=choose)
    elif left:
        st.success(as_plain_text(left), icon=":material/check:")


def show_removal(
    removal: Removal, *, said: str, choose: Callable[[Change], None] | None = None
) -> None:
    """Say that a thing was taken away, with a button that brings it back.

    Args:
        removal: Word of it.
        said: Session key under which is said what comes of the button.
        choose: As for `show_said`.
    """
    st.success(as_plain_text(removal.words), icon=":material/delete:")
    st.button(
        "Undo the removal", key=f"{said}_undo", on_click=_bring_back, args=(removal, said, choose)
    )


def renamed_words(name: str) -> str:
    """Return what to say of a thing that has just been given a name."""
    return f"Renamed to “{name.strip()}”."


def _bring_back(removal: Removal, said: str, choose: Callable[[Change], None] | None) -> None:
    try:
        undo_at_once(open_workspace(), current_actor(), removal.change)
    except CdofError as error:
        st.session_state[said] = error
        return
    st.session_state[said] = f"“{removal.name}” is back." if removal.name else "It is back."
    if choose is not None:
        choose(removal.change)


def _removed(name: str) -> str:
    return f"“{name}” is removed."


def _short(name: str) -> str:
    shown = name.strip() or "It"
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST].rstrip()}…"
