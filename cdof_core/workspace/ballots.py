"""What people in a workshop hand in from their phones: one ballot each, and ideas."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Engine

from cdof_core.workspace.actors import Actor, Role
from cdof_core.workspace.entries import (
    Entry,
    add_entry,
    change_entry,
    find_named,
    list_entries,
)
from cdof_core.workspace.errors import (
    ChangedMeanwhileError,
    InvalidEntryError,
    VotingClosedError,
)
from cdof_core.workspace.priorities import Method, Workshop, find_by_code

LONGEST_IDEA: Final = 160
LONGEST_VOTER: Final = 80
HANLON_PARTS: Final = ("size", "seriousness", "effectiveness")
PEARL: Final = ("propriety", "economics", "acceptability", "resources", "legality")
HIGHEST: Final = 10
MOST_BALLOTS: Final = 300
"""Ten times a full room: whoever has the code can otherwise fill the store one phone at a time."""
MOST_IDEAS: Final = 300
_ATTEMPTS: Final = 5

Answers = Mapping[str, Mapping[str, float]]
"""Scores by candidate's key and part; for pairs, by the first's key and the second's."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one person handed in.

    Attributes:
        phone: Random; tells this phone's ballot from the others and nothing of its owner.
        voter: The name given; empty where none was.
        answers: The scores.
    """

    phone: str
    voter: str
    answers: Answers


def list_ballots(engine: Engine, workshop: Workshop) -> list[Ballot]:
    """Return the ballots of a workshop, in no order that tells who was when."""
    found = list_entries(engine, kind="vote", parent=workshop.workshop_id)
    return [_ballot(entry) for entry in found]


def find_ballot(engine: Engine, workshop: Workshop, phone: str) -> Ballot | None:
    """Return the ballot that a phone handed in, None where it has not."""
    own = find_named(engine, kind="vote", parent=workshop.workshop_id, name=phone)
    return None if own is None else _ballot(own)


def cast_ballot(
    engine: Engine, *, code: str, phone: str, answers: Answers, voter: str = ""
) -> Ballot:
    """Hand in a ballot, or change the one handed in before by the same phone.

    Args:
        engine: The workspace.
        code: Of the workshop, from the screen.
        phone: The phone's own.
        answers: Every score given; candidates left out were not scored.
        voter: Name; not kept where the workshop is anonymous.

    Raises:
        VotingClosedError: No workshop has this code, it takes no votes now, or it has
            `MOST_BALLOTS` from other phones.
        InvalidEntryError: A score is out of range or for something that is no candidate.
    """
    workshop = open_workshop(engine, code)
    checked = _checked(workshop, answers)
    name = "" if workshop.is_anonymous else _tidy(voter)[:LONGEST_VOTER]
    guest = Actor(name, Role.VIEWER, guest_of=workshop.workshop_id)
    content = {"voter": name, "answers": checked}
    for _ in range(_ATTEMPTS):
        own = find_named(engine, kind="vote", parent=workshop.workshop_id, name=phone)
        if own is None:
            _refuse_more(engine, workshop, kind="vote", most=MOST_BALLOTS)
        try:
            if own is not None:
                return _ballot(change_entry(engine, guest, own, content=content))
            return _ballot(
                add_entry(
                    engine,
                    guest,
                    kind="vote",
                    name=phone,
                    content=content,
                    parent=workshop.workshop_id,
                )
            )
        except (ChangedMeanwhileError, InvalidEntryError):
            # The same phone twice at once: the later of the two stands.
            continue
    message = "Your vote was not saved. Press the button again."
    raise VotingClosedError(message)


def add_idea(engine: Engine, *, code: str, text: str) -> None:
    """Hand in a candidate that the evidence did not bring.

    Raises:
        VotingClosedError: No workshop has this code, it takes nothing now, or it has
            `MOST_IDEAS`.
        InvalidEntryError: It is blank or too long.
    """
    workshop = open_workshop(engine, code)
    tidy = _tidy(text)
    if not 1 <= len(tidy) <= LONGEST_IDEA:
        message = f"An idea has 1 to {LONGEST_IDEA} characters; this has {len(tidy)}."
        raise InvalidEntryError(message)
    _refuse_more(engine, workshop, kind="idea", most=MOST_IDEAS)
    guest = Actor("", Role.VIEWER, guest_of=workshop.workshop_id)
    content = {"text": tidy}
    add_entry(engine, guest, kind="idea", name="", content=content, parent=workshop.workshop_id)


def list_ideas(engine: Engine, workshop: Workshop) -> list[str]:
    """Return the ideas from the room that are not candidates yet, each once."""
    taken = {candidate.label.casefold() for candidate in workshop.candidates}
    found = list_entries(engine, kind="idea", parent=workshop.workshop_id)
    ideas = {str(entry.content["text"]).casefold(): str(entry.content["text"]) for entry in found}
    return sorted(text for key, text in ideas.items() if key not in taken)


def open_workshop(engine: Engine, code: str) -> Workshop:
    """Return the workshop of a code.

    Raises:
        VotingClosedError: There is none, or it takes no votes now.
    """
    workshop = find_by_code(engine, code)
    if workshop is None:
        message = "No workshop has this code. Check the letters on the screen."
        raise VotingClosedError(message)
    if not workshop.is_open:
        message = f"{workshop.name} takes no votes at the moment. Ask whoever shares the screen."
        raise VotingClosedError(message)
    return workshop


def _tidy(text: str) -> str:
    """Return a line without signs that no page can show: the ballot takes what anyone sends."""
    shown = "".join(
        sign for sign in text if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cs"}
    )
    # Last: a sign that went may have stood between two spaces, or at an end.
    return " ".join(shown.split())


def _refuse_more(engine: Engine, workshop: Workshop, *, kind: str, most: int) -> None:
    """Refuse a new one where a workshop holds as many as it may.

    Raises:
        VotingClosedError: It does.
    """
    if len(list_entries(engine, kind=kind, parent=workshop.workshop_id)) < most:
        return
    message = (
        f"{workshop.name} has {most} {kind}s already, the most that one code may hand in. "
        "Tell whoever shares the screen; a vote that is in can still be changed."
    )
    raise VotingClosedError(message)


def _checked(workshop: Workshop, answers: Answers) -> dict[str, dict[str, float]]:
    allowed = _allowed(workshop)
    kept: dict[str, dict[str, float]] = {}
    for key, scores in answers.items():
        for part, score in scores.items():
            if part not in allowed.get(key, {}):
                message = f"{part!r} of {key!r} is nothing that this workshop asks."
                raise InvalidEntryError(message)
            highest = allowed[key][part]
            if not 0 <= score <= highest:
                message = f"A score runs from 0 to {highest:g}; found {score!r}."
                raise InvalidEntryError(message)
            kept.setdefault(key, {})[part] = float(score)
    if not kept:
        message = "Nothing is scored yet."
        raise InvalidEntryError(message)
    return kept


def _allowed(workshop: Workshop) -> dict[str, dict[str, float]]:
    """Return the highest score by candidate and part."""
    if workshop.method is Method.PAIRED:
        pairs: dict[str, dict[str, float]] = {}
        for first, second in workshop.pairs:
            pairs.setdefault(first.key, {})[second.key] = 1.0
        return pairs
    parts: dict[str, float] = {part: float(HIGHEST) for part in HANLON_PARTS}
    parts |= dict.fromkeys(PEARL, 1.0)
    if workshop.method is Method.WEIGHTED:
        parts = dict.fromkeys((c.name for c in workshop.criteria), float(HIGHEST))
    return {candidate.key: parts for candidate in workshop.candidates}


def _ballot(entry: Entry) -> Ballot:
    content: Mapping[str, Any] = entry.content
    return Ballot(phone=entry.name, voter=content["voter"], answers=content["answers"])
