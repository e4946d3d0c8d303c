"""Workshops in which people put candidates in order of priority."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine

from cdof_core.workspace.actors import Actor
from cdof_core.workspace.entries import (
    Entry,
    add_entry,
    change_entry,
    find_entry,
    list_entries,
    remove_entry,
)
from cdof_core.workspace.errors import ChangedMeanwhileError, InvalidEntryError

KIND = "priority_session"
MOST_CANDIDATES = 25
MOST_PAIRED = 8
"""Eight candidates make 28 pairs: as many as anyone compares on a phone."""
MOST_CRITERIA = 8
LONGEST_LABEL = 160
CODE_LENGTH = 6
_CODE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which are read as figures."""


class Method(StrEnum):
    """How candidates are scored."""

    HANLON = "hanlon"
    WEIGHTED = "weighted"
    PAIRED = "paired"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may become a priority.

    Attributes:
        key: Short and stable within its workshop.
        label: As people read it.
        evidence: The sentence it rests on; empty for one that came from the room.
        link: Page of the explorer that shows the evidence, relative; empty for none.
    """

    key: str
    label: str
    evidence: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What candidates are scored by, with its weight."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What the workshop decided.

    Attributes:
        priorities: Labels of what was chosen, in order.
        rationale: Why.
        owner: Who answers for it.
        evidence: Sentences it rests on.
        decided_on: ISO date.
        chosen: The candidates of `priorities` as they were when it was recorded; without those
            that were not known any more, and empty in decisions from before these were kept.
        recorded_by: Who recorded it; empty where nobody signs in.
        entry: The workshop as it was read, as last changed by whoever recorded the decision and
            with nothing but the decision in it; None before.
    """

    priorities: tuple[str, ...] = ()
    rationale: str = ""
    owner: str = ""
    evidence: tuple[str, ...] = ()
    decided_on: str = ""
    chosen: tuple[Candidate, ...] = ()
    recorded_by: str = ""
    entry: Entry | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Workshop:
    """One workshop.

    Attributes:
        workshop_id: Stable and random; empty before it is saved.
        name: As its users call it.
        area_code: Whose priorities.
        code: Six letters by which phones join.
        method: How candidates are scored.
        candidates: In the order shown.
        criteria: For weighted criteria; empty else.
        is_open: Whether votes are taken.
        is_anonymous: Whether voters are not asked for a name.
        decision: What came of it.
        version: Counts its changes.
    """

    workshop_id: str
    name: str
    area_code: str
    code: str
    method: Method
    candidates: tuple[Candidate, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    is_open: bool = False
    is_anonymous: bool = True
    decision: Decision = Decision()
    version: int = 0

    @property
    def pairs(self) -> tuple[tuple[Candidate, Candidate], ...]:
        """Every two candidates, once."""
        held = self.candidates
        return tuple((a, b) for place, a in enumerate(held) for b in held[place + 1 :])


def list_workshops(engine: Engine, *, area_code: str = "") -> list[Workshop]:
    """Return the workshops of an area, or of all where none is named, by name."""
    return [_workshop(entry) for entry in list_entries(engine, kind=KIND, parent=area_code)]


def find_workshop(engine: Engine, workshop_id: str) -> Workshop | None:
    """Return a workshop, None where there is none."""
    entry = find_entry(engine, workshop_id)
    return _workshop(entry) if entry and entry.kind == KIND else None


def find_by_code(engine: Engine, code: str) -> Workshop | None:
    """Return the workshop that a code opens, however it was typed; None where none does."""
    asked = "".join(code.split()).upper()
    # Anyone may ask for anything: what can be no code never reaches the database.
    if not asked or set(asked) - set(_CODE_SIGNS):
        return None
    # Phones ask often: only what may be it is read.
    found = list_entries(engine, kind=KIND, holding=f'"{asked}"')
    return next((w for w in map(_workshop, found) if w.code == asked), None)


def add_workshop(
    engine: Engine,
    actor: Actor,
    *,
    name: str,
    area_code: str,
    method: Method,
    criteria: Sequence[Criterion] = (),
    is_anonymous: bool = True,
) -> Workshop:
    """Save a new workshop with a code of its own, not open yet.

    Raises:
        InvalidEntryError: The name is blank or taken, or the criteria will not do.
        NotAllowedError: The actor's role does not reach.
    """
    code = "".join(secrets.choice(_CODE_SIGNS) for _ in range(CODE_LENGTH))
    made = Workshop(
        "", name, area_code, code, method, criteria=tuple(criteria), is_anonymous=is_anonymous
    )
    _check(made)
    return _workshop(
        add_entry(engine, actor, kind=KIND, name=name, content=_content(made), parent=area_code)
    )


def change_workshop(engine: Engine, actor: Actor, workshop: Workshop, **changes: Any) -> Workshop:  # noqa: ANN401 (fields of many types)
    """Change a workshop: any of its fields but its identifier, code and version.

    Args:
        engine: The workspace.
        actor: Who does it.
        workshop: As it was read.
        **changes: New values by field.

    Raises:
        InvalidEntryError: The change will not do.
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else changed it since.
    """
    changed = replace(workshop, **changes)
    _check(changed)
    entry = _entry(engine, workshop)
    return _workshop(
        change_entry(engine, actor, entry, name=changed.name, content=_content(changed))
    )


def remove_workshop(engine: Engine, actor: Actor, workshop: Workshop) -> None:
    """Remove a workshop; its votes and ideas are there again when it is brought back.

    Raises:
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else changed or removed it since.
    """
    remove_entry(engine, actor, _entry(engine, workshop))


def _check(workshop: Workshop) -> None:
    most = MOST_PAIRED if workshop.method is Method.PAIRED else MOST_CANDIDATES
    if len(workshop.candidates) > most:
        message = (
            f"This method takes at most {most} candidates; these are {len(workshop.candidates)}."
        )
        raise InvalidEntryError(message)
    labels = [candidate.label.casefold() for candidate in workshop.candidates]
    for candidate in workshop.candidates:
        if not 1 <= len(candidate.label) <= LONGEST_LABEL:
            message = f"A candidate has 1 to {LONGEST_LABEL} characters: {candidate.label[:40]!r}."
            raise InvalidEntryError(message)
        if labels.count(candidate.label.casefold()) > 1:
            message = f"{candidate.label!r} is among the candidates already."
            raise InvalidEntryError(message)
    if workshop.method is Method.WEIGHTED:
        _check_criteria(workshop.criteria)


def _check_criteria(criteria: tuple[Criterion, ...]) -> None:
    names = [criterion.name for criterion in criteria]
    weights = [criterion.weight for criterion in criteria]
    good = 1 <= len(names) <= MOST_CRITERIA and all(names) and len(set(names)) == len(names)
    if not good or min(weights) < 0 or sum(weights) <= 0:
        message = (
            f"Give 1 to {MOST_CRITERIA} criteria of different names, with weights of 0 or more, "
            "one of them above 0."
        )
        raise InvalidEntryError(message)


def _entry(engine: Engine, workshop: Workshop) -> Entry:
    entry = find_entry(engine, workshop.workshop_id)
    if entry is None or entry.version != workshop.version:
        raise ChangedMeanwhileError(workshop.name, entry)
    return entry


def _content(workshop: Workshop) -> Mapping[str, Any]:
    kept = asdict(workshop)
    for name in ("workshop_id", "name", "version", "area_code"):
        del kept[name]
    del kept["decision"]["entry"]
    return kept


def _workshop(entry: Entry) -> Workshop:
    content = entry.content
    decision = content["decision"]
    decided: dict[str, Any] = decision | {k: tuple(decision[k]) for k in ("priorities", "evidence")}
    decided.setdefault("recorded_by", "")
    decided["chosen"] = tuple(Candidate(**item) for item in decision.get("chosen", ()))
    # Who opened a vote or took a candidate in since has decided nothing.
    said = {name: value for name, value in decision.items() if name != "recorded_by"}
    read = replace(entry, content=said, updated_by=decided["recorded_by"])
    return Workshop(
        workshop_id=entry.entry_id,
        name=entry.name,
        area_code=entry.parent,
        code=content["code"],
        method=Method(content["method"]),
        candidates=tuple(Candidate(**item) for item in content["candidates"]),
        criteria=tuple(Criterion(**item) for item in content["criteria"]),
        is_open=content["is_open"],
        is_anonymous=content["is_anonymous"],
        decision=Decision(**decided, entry=read),
        version=entry.version,
    )
