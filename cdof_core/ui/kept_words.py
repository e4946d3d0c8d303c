"""What is kept now, said as a reader would: for the choice between two people's changes."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from cdof_core.narrative.periods import day_text
from cdof_core.ui.panels import as_plain_text
from cdof_core.workspace.entries import Entry

_INNER: Final = ("_id", "_code", "_key")
"""Ends of names that tell a reader nothing."""
_CODE: Final = re.compile(r"[a-z]+(?:_[a-z]+)+")
"""A word of several as it is stored, such as `not_started`."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
"""A day as it is stored."""
_NAMED_BY_CODE: Final = frozenset({"assessment_rating", "measure_owner", "partnership_plan"})
"""Kinds whose name is a key that tells a reader nothing; the page names them beside it."""
_LONGEST: Final = 300


def kept_words(entry: Entry, *, drawn: Entry | None = None) -> str:
    """Say what is kept now, as a reader would: the name, filled fields, and fields cleared.

    Args:
        entry: As it is kept now.
        drawn: As the fields were filled from: only what is otherwise now is said; None for all.
    """
    by = f" by {as_plain_text(entry.updated_by)}" if entry.updated_by else ""
    before: Mapping[str, Any] = {} if drawn is None else drawn.content
    said = [
        f"- **{as_plain_text(name.replace('_', ' ').capitalize())}:** "
        + ("cleared" if _is_blank(value) else _text(value))
        for name, value in entry.content.items()
        if not name.endswith(_INNER)
        and not (_is_blank(value) and _is_blank(before.get(name)))
        and (drawn is None or value != before.get(name))
    ]
    is_renamed = drawn is None or entry.name != drawn.name
    if entry.kind not in _NAMED_BY_CODE and entry.name and is_renamed:
        said.insert(0, f"- **Name:** {_text(entry.name)}")
    if drawn is not None:
        by += ", where it is not as you read it"
    return f"Kept now{by}:\n\n" + ("\n".join(said) or "- nothing")


def _is_blank(value: object) -> bool:
    return value in (None, "", [], {}, ())


def _day_of(value: str) -> date | None:
    """Return the day that a text is as it is stored; None where it is none."""
    try:
        return date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except ValueError:
        return None


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        day = _day_of(value)
        if day is not None:
            return day_text(day)
        said = value.replace("_", " ") if _CODE.fullmatch(value) else value
        return as_plain_text(said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…")
    if isinstance(value, Sequence) and all(isinstance(one, str) for one in value):
        return _text("; ".join(str(one) for one in value))
    if isinstance(value, Mapping | Sequence):
        return f"{len(value)} {'entry' if len(value) == 1 else 'entries'}"
    return as_plain_text(f"{value:g}" if isinstance(value, float) else str(value))
