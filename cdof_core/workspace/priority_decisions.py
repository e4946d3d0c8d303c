"""What a priorities workshop decided, kept with what each priority rested on."""

from dataclasses import replace

from sqlalchemy import Engine

from cdof_core.workspace.actors import Actor
from cdof_core.workspace.errors import ChangedMeanwhileError
from cdof_core.workspace.priorities import (
    Candidate,
    Decision,
    Workshop,
    change_workshop,
    find_workshop,
)


def record_decision(engine: Engine, actor: Actor, decision: Decision) -> Decision:
    """Record what was decided, in the place of the decision that was read.

    Candidates may come and go and voting may close meanwhile: only another decision is in the way.

    Args:
        engine: The workspace.
        actor: Who does it.
        decision: What to record; its `entry` names what it was made from, and what its priorities
            rest on is taken from the workshop.

    Raises:
        InvalidEntryError: The decision will not do.
        NotAllowedError: The actor's role does not reach.
        ChangedMeanwhileError: Someone else decided otherwise, or removed the workshop, since.
    """
    before = decision.entry
    newest = None if before is None else find_workshop(engine, before.entry_id)
    if before is None or newest is None or newest.decision.entry is None:
        raise ChangedMeanwhileError("The workshop" if before is None else before.name)
    if newest.decision.entry.content != before.content:
        raise ChangedMeanwhileError(newest.name, newest.decision.entry)
    chosen = _chosen(newest, decision.priorities)
    evidence = tuple(candidate.evidence for candidate in chosen if candidate.evidence)
    made = replace(decision, chosen=chosen, evidence=evidence, recorded_by=actor.name)
    return change_workshop(engine, actor, newest, decision=made).decision


def decided_candidates(workshop: Workshop) -> list[Candidate]:
    """Return what was decided, in its order, as it was when it was decided.

    One that was taken out before candidates were kept with the decision has only its label.
    """
    held = {candidate.label: candidate for candidate in workshop.candidates}
    held |= {candidate.label: candidate for candidate in workshop.decision.chosen}
    return [held.get(label, Candidate("", label)) for label in workshop.decision.priorities]


def _chosen(workshop: Workshop, labels: tuple[str, ...]) -> tuple[Candidate, ...]:
    """Return candidates by label; one kept stays unless a candidate of that name has evidence."""
    held = {candidate.label: candidate for candidate in workshop.candidates}
    held |= {
        candidate.label: candidate
        for candidate in workshop.decision.chosen
        if candidate.label not in held or not held[candidate.label].evidence
    }
    return tuple(held[label] for label in labels if label in held)
