"""Candidates added to a priorities workshop, by several people at once."""

import secrets
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Engine

from cdof_core.workspace.actors import Actor
from cdof_core.workspace.errors import ChangedMeanwhileError
from cdof_core.workspace.priorities import Candidate, Workshop, change_workshop, find_workshop

_ATTEMPTS: Final = 5


def new_candidate(label: str, *, evidence: str = "", link: str = "") -> Candidate:
    """Return a candidate with a key of its own."""
    return Candidate(secrets.token_hex(3), " ".join(label.split()), evidence, link)


def add_candidates(
    engine: Engine, actor: Actor, workshop: Workshop, candidates: Sequence[Candidate]
) -> Workshop:
    """Add candidates to a workshop as it is kept now, whatever came or went since it was read.

    Args:
        engine: The workspace.
        actor: Who does it.
        workshop: As it was read.
        candidates: What to add; those whose label is there already are left out.

    Raises:
        InvalidEntryError: None of them is new, or one will not do.
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: The workshop was removed, or is changed again and again.
    """
    for _ in range(_ATTEMPTS):
        newest = find_workshop(engine, workshop.workshop_id)
        if newest is None:
            break
        taken = {candidate.label.casefold() for candidate in newest.candidates}
        new = [one for one in candidates if one.label.casefold() not in taken]
        # With nothing new the repeats go through, to be refused by name.
        added = (*newest.candidates, *(new or candidates))
        try:
            return change_workshop(engine, actor, newest, candidates=added)
        except ChangedMeanwhileError:
            continue
    raise ChangedMeanwhileError(workshop.name)
