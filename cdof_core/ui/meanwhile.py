"""What came of a change, and the choice where somebody else changed the same thing meanwhile."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.ui.panels import as_plain_text, show_error
from cdof_core.workspace.errors import ChangedMeanwhileError

_INNER: Final = ("_id", "_code", "_key")
"""Ends of names that tell a reader nothing."""
_LONGEST: Final = 300


def show_outcome(key: str) -> None:
    """Show, once, what came of the last change: an error, or a sentence that it was made.

    Args:
        key: Session key under which the change left word; nothing is shown where it left none.
    """
    said = st.session_state.pop(key, None)
    if isinstance(said, ChangedMeanwhileError):
        _show_meanwhile(said)
    elif isinstance(said, CdofError):
        show_error(said)
    elif said:
        st.success(as_plain_text(str(said)), icon=":material/check:")


def _show_meanwhile(error: ChangedMeanwhileError) -> None:
    """Say that nothing was saved, show what is kept now, and how to choose."""
    show_error(error)
    newest = error.newest
    if newest is None:
        st.caption("It was deleted. What you typed still stands below and can be kept as new.")
        return
    by = f" by {newest.updated_by}" if newest.updated_by else ""
    kept = "\n".join(f"- **{as_plain_text(name)}:** {text}" for name, text in _said(newest.content))
    st.markdown(f"Kept now{as_plain_text(by)}:\n\n{kept or '- nothing'}")
    st.caption(
        "What you typed still stands below. Leave it to let theirs stand, copy from theirs into "
        "yours, or keep yours again: it then takes the place of theirs, which Saved work can "
        "bring back."
    )


def _said(content: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return the filled fields of an entry, each with its name, as a reader would say them."""
    return [
        (name.replace("_", " ").capitalize(), _text(value))
        for name, value in content.items()
        if value not in (None, "", [], {}, ()) and not name.endswith(_INNER)
    ]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return as_plain_text(value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…")
    if isinstance(value, Mapping | Sequence):
        return f"{len(value)} {'entry' if len(value) == 1 else 'entries'}"
    return as_plain_text(f"{value:g}" if isinstance(value, float) else str(value))
