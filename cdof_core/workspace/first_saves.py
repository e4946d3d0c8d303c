"""The first save of what the program names, such as a measure, a plan or a statement."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine

from cdof_core.workspace.actors import Actor
from cdof_core.workspace.entries import Entry, add_entry, find_named
from cdof_core.workspace.errors import ChangedMeanwhileError, InvalidEntryError


def add_first(
    engine: Engine,
    actor: Actor,
    *,
    kind: str,
    name: str,
    content: Mapping[str, Any],
    parent: str,
) -> Entry:
    """Save what is first said of something that the name stands for, such as a measure.

    Its users did not choose the name: where it is taken, somebody else said it first.

    Args:
        engine: The workspace.
        actor: Who does it.
        kind: One of `KINDS` with unique names.
        name: What it stands for.
        content: Plain values that JSON can hold.
        parent: Identifier of what it belongs to.

    Raises:
        NotAllowedError: The actor's role does not reach.
        InvalidEntryError: The name or the content will not do.
        ChangedMeanwhileError: Somebody else was first; carries what they saved.
    """
    try:
        return add_entry(engine, actor, kind=kind, name=name, content=content, parent=parent)
    except InvalidEntryError as error:
        first = find_named(engine, kind=kind, parent=parent, name=name)
        if first is None:
            raise
        raise ChangedMeanwhileError(name, first) from error
