"""Views that users pinned: a page with its choices, a title and a note to whoever presents it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from cdof_core.workspace.entries import (
    Actor,
    Entry,
    add_entry,
    change_entry,
    list_entries,
    remove_entry,
)
from cdof_core.workspace.errors import InvalidEntryError

KIND = "pinned_view"
LONGEST_TITLE = 120
LONGEST_NOTE = 4_000
_LONGEST_PAGE = 60


@dataclass(frozen=True, slots=True)
class PinnedView:
    """One pinned view.

    Attributes:
        view_id: Stable and random.
        title: What it says, as the page said when it was pinned, or as its users changed it.
        page: Stem of the page.
        parameters: What the address said, without the mode.
        note: For whoever presents it; empty for none.
        has_own_title: Whether its users gave it a title that the page did not say.
        entry: What a change names.
    """

    view_id: str
    title: str
    page: str
    parameters: Mapping[str, str]
    note: str
    has_own_title: bool
    entry: Entry


def list_pinned_views(engine: Engine) -> list[PinnedView]:
    """Return the pinned views, the newest first; one that cannot be read is left out."""
    entries = sorted(list_entries(engine, kind=KIND), key=lambda entry: entry.created_at)
    found = [_from_entry(entry) for entry in reversed(entries)]
    return [view for view in found if view is not None]


def pin_view(
    engine: Engine, actor: Actor, *, title: str, page: str, parameters: Mapping[str, str]
) -> str:
    """Pin a view and return its identifier.

    Raises:
        InvalidEntryError: No title, or no page.
        NotAllowedError: The actor's role does not reach.
    """
    if not page or len(page) > _LONGEST_PAGE:
        message = f"A pinned view needs the name of a page, not {page!r}."
        raise InvalidEntryError(message)
    content = {"page": page, "parameters": dict(parameters), "note": "", "said": _title(title)}
    return add_entry(engine, actor, kind=KIND, name=_title(title), content=content).entry_id


def change_pinned_view(
    engine: Engine, actor: Actor, view: PinnedView, *, title: str, note: str
) -> None:
    """Give a pinned view another title or note.

    Raises:
        InvalidEntryError: No title, or too long a note.
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else changed or removed it since.
    """
    if len(note) > LONGEST_NOTE:
        message = f"A note has at most {LONGEST_NOTE} characters; this has {len(note)}."
        raise InvalidEntryError(message)
    content = {**view.entry.content, "note": note}
    change_entry(engine, actor, view.entry, name=_title(title), content=content)


def unpin_view(engine: Engine, actor: Actor, view: PinnedView) -> None:
    """Remove a pinned view; stories that hold it go on without it.

    Raises:
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else changed or removed it since.
    """
    remove_entry(engine, actor, view.entry)


def in_order(views: Sequence[PinnedView], view_ids: Sequence[str]) -> list[PinnedView]:
    """Return the views of some identifiers in their order; those that are gone are left out."""
    known = {view.view_id: view for view in views}
    return [known[name] for name in view_ids if name in known]


def _title(title: str) -> str:
    tidy = " ".join(title.split())[:LONGEST_TITLE]
    if not tidy:
        message = "A pinned view needs a title."
        raise InvalidEntryError(message)
    return tidy


def _from_entry(entry: Entry) -> PinnedView | None:
    content = entry.content
    parameters = content.get("parameters")
    if not isinstance(parameters, dict) or not content.get("page"):
        return None
    return PinnedView(
        view_id=entry.entry_id,
        title=entry.name,
        page=str(content["page"]),
        parameters={str(name): str(value) for name, value in parameters.items()},
        note=str(content.get("note", "")),
        has_own_title=entry.name != str(content.get("said", "")),
        entry=entry,
    )
