"""Stories: pinned views in an order, to step through or to take away as slides."""

from collections.abc import Sequence
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

KIND = "story"
MOST_STEPS = 60


@dataclass(frozen=True, slots=True)
class Story:
    """One story.

    Attributes:
        story_id: Stable and random, fit for a link.
        name: As its users call it.
        steps: Identifiers of pinned views, in order.
        entry: What a change names.
    """

    story_id: str
    name: str
    steps: tuple[str, ...]
    entry: Entry


def list_stories(engine: Engine) -> list[Story]:
    """Return the stories by name."""
    return [_from_entry(entry) for entry in list_entries(engine, kind=KIND)]


def add_story(engine: Engine, actor: Actor, *, name: str, steps: Sequence[str]) -> Story:
    """Save a new story.

    Raises:
        InvalidEntryError: No name, a name already taken, or too many steps.
        NotAllowedError: The actor's role does not reach.
    """
    content = {"steps": _checked(steps)}
    return _from_entry(add_entry(engine, actor, kind=KIND, name=name, content=content))


def change_story(
    engine: Engine, actor: Actor, story: Story, *, name: str, steps: Sequence[str]
) -> Story:
    """Give a story another name or other steps.

    Raises:
        InvalidEntryError: No name, a name already taken, or too many steps.
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else changed or removed it since.
    """
    content = {"steps": _checked(steps)}
    return _from_entry(change_entry(engine, actor, story.entry, name=name, content=content))


def remove_story(engine: Engine, actor: Actor, story: Story) -> None:
    """Remove a story; its pinned views stay.

    Raises:
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else changed or removed it since.
    """
    remove_entry(engine, actor, story.entry)


def moved(steps: Sequence[str], place: int, by: int) -> tuple[str, ...]:
    """Return steps with one of them moved; at an end it stays where it is.

    Args:
        steps: In order.
        place: Which, counted from 0.
        by: -1 to move it forward by one, 1 to move it back.
    """
    target = place + by
    if not (0 <= place < len(steps) and 0 <= target < len(steps)):
        return tuple(steps)
    changed = list(steps)
    changed.insert(target, changed.pop(place))
    return tuple(changed)


def _checked(steps: Sequence[str]) -> list[str]:
    if len(steps) > MOST_STEPS:
        message = f"A story has at most {MOST_STEPS} steps; this has {len(steps)}."
        raise InvalidEntryError(message)
    return list(dict.fromkeys(steps))


def _from_entry(entry: Entry) -> Story:
    steps = entry.content.get("steps", [])
    kept = tuple(str(step) for step in steps) if isinstance(steps, list) else ()
    return Story(entry.entry_id, entry.name, kept, entry)
