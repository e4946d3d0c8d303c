"""Who answers for a measure of the framework in a partnership, and what was promised for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Engine

from cdof_core.domain import AreaCode, CdofError
from cdof_core.workspace.entries import Actor, Entry, change_entry, list_entries
from cdof_core.workspace.first_saves import add_first
from cdof_core.workspace.scorecard_lines import DIRECTIONS

KIND: Final = "measure_owner"
LONGEST_TEXT: Final = 500


class InvalidOwnerError(CdofError):
    """What cannot be kept about a measure."""


@dataclass(frozen=True, slots=True)
class MeasureOwner:
    """What a partnership keeps about one measure.

    Attributes:
        measure_id: Measure of the framework.
        accountable: Who answers for it.
        target: What was agreed; None while nothing is.
        direction: `at_least` or `at_most`.
        note: Anything else, such as the local measure used where none is named.
        entry: As it was read; None while nothing is kept.
    """

    measure_id: str
    accountable: str = ""
    target: float | None = None
    direction: str = "at_least"
    note: str = ""
    entry: Entry | None = field(default=None, compare=False)


def list_owners(engine: Engine, *, area_code: AreaCode) -> dict[str, MeasureOwner]:
    """Return what is kept about measures for an area, by measure."""
    kept = [_from_entry(entry) for entry in list_entries(engine, kind=KIND, parent=area_code)]
    return {owner.measure_id: owner for owner in kept}


def keep_owner(
    engine: Engine, actor: Actor, owner: MeasureOwner, *, area_code: AreaCode
) -> MeasureOwner:
    """Keep what is said about a measure, in the place of what was read.

    Args:
        engine: The workspace.
        actor: Who keeps it.
        owner: What to keep; its `entry` names the version it was made from.
        area_code: Area or partnership.

    Raises:
        InvalidOwnerError: The target is not above zero, the direction unknown, or a text too long.
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed or deleted it since.
    """
    if owner.target is not None and not owner.target > 0:
        raise InvalidOwnerError(f"A target is above zero; given: {owner.target:g}.")
    if owner.direction not in DIRECTIONS:
        raise InvalidOwnerError(f"A target is at least or at most; given: {owner.direction!r}.")
    if max(len(owner.accountable), len(owner.note)) > LONGEST_TEXT:
        raise InvalidOwnerError(f"Each text has at most {LONGEST_TEXT} characters.")
    content: Mapping[str, Any] = {
        "accountable": owner.accountable,
        "target": owner.target,
        "direction": owner.direction,
        "note": owner.note,
    }
    if owner.entry is None:
        kept = add_first(
            engine, actor, kind=KIND, parent=area_code, name=owner.measure_id, content=content
        )
    else:
        kept = change_entry(engine, actor, owner.entry, content=content)
    return _from_entry(kept)


def _from_entry(entry: Entry) -> MeasureOwner:
    content = entry.content
    return MeasureOwner(
        measure_id=entry.name,
        accountable=str(content["accountable"]),
        target=None if content["target"] is None else float(content["target"]),
        direction=str(content["direction"]),
        note=str(content["note"]),
        entry=entry,
    )
