"""A decided priority keeps what it rested on, whatever becomes of its candidate."""

from dataclasses import replace

import pytest

from cdof_core.report.priorities import evidence_line
from cdof_core.workspace import LOCAL_USER, Actor, Role, open_workspace
from cdof_core.workspace.entries import change_entry, find_entry
from cdof_core.workspace.errors import ChangedMeanwhileError
from cdof_core.workspace.priorities import (
    Candidate,
    Decision,
    Method,
    Workshop,
    add_workshop,
    change_workshop,
    find_workshop,
)
from cdof_core.workspace.priority_decisions import decided_candidates, record_decision

DEATHS = Candidate("aa0001", "Deaths", "Deaths rose.", "indicator?indicator=deaths")
ROOM = Candidate("aa0002", "Naloxone")


@pytest.fixture
def engine(tmp_path):
    return open_workspace(f"sqlite:///{tmp_path}/priorities.sqlite")


@pytest.fixture
def decided(engine) -> Workshop:
    made = add_workshop(engine, LOCAL_USER, name="Ours", area_code="X01", method=Method.HANLON)
    made = change_workshop(engine, LOCAL_USER, made, candidates=(DEATHS, ROOM))
    record(engine, made, ROOM.label, DEATHS.label)
    return newest(engine, made)


def newest(engine, workshop: Workshop) -> Workshop:
    found = find_workshop(engine, workshop.workshop_id)
    assert found is not None
    return found


def record(engine, workshop: Workshop, *labels: str, rationale: str = "") -> Decision:
    entry = workshop.decision.entry
    made = Decision(priorities=labels, rationale=rationale, entry=entry)
    return record_decision(engine, LOCAL_USER, made)


def test_evidence_stays_when_the_candidate_is_taken_out(engine, decided: Workshop) -> None:
    bare = change_workshop(engine, LOCAL_USER, decided, candidates=())
    assert decided_candidates(bare) == [ROOM, DEATHS]
    # Recorded again without it, the decision still knows.
    record(engine, bare, DEATHS.label, rationale="Because.")
    again = newest(engine, decided)
    assert (again.decision.rationale, again.decision.evidence) == ("Because.", ("Deaths rose.",))
    assert decided_candidates(again) == [DEATHS]
    # Of the same name from the room: what was kept goes before nothing.
    room = Candidate("aa0003", "Deaths")
    spoken = change_workshop(engine, LOCAL_USER, again, candidates=(room,))
    record(engine, spoken, DEATHS.label)
    assert decided_candidates(newest(engine, decided)) == [DEATHS]


def test_what_is_decided_anew_rests_on_the_evidence_there_is_now(engine, decided: Workshop) -> None:
    later = Candidate("aa0004", "Deaths", "Deaths fell.", "indicator?indicator=deaths")
    taken = change_workshop(engine, LOCAL_USER, decided, candidates=(later,))
    assert decided_candidates(taken)[1] == DEATHS
    record(engine, taken, later.label)
    assert decided_candidates(newest(engine, decided)) == [later]


def test_a_decision_names_who_recorded_it_not_who_opened_the_vote(engine, decided) -> None:
    ann, ben = (Actor(name, Role.EDITOR) for name in ("Ann", "Ben"))
    made = Decision((DEATHS.label,), "Hers", entry=decided.decision.entry)
    record_decision(engine, ann, made)
    change_workshop(engine, ben, newest(engine, decided), is_open=True)
    with pytest.raises(ChangedMeanwhileError) as raised:
        record_decision(engine, LOCAL_USER, replace(made, rationale="His"))
    assert raised.value.newest is not None
    assert raised.value.newest.updated_by == "Ann"
    assert set(raised.value.newest.content) == {
        "priorities",
        "rationale",
        "owner",
        "evidence",
        "decided_on",
        "chosen",
    }


def test_a_decision_from_before_candidates_were_kept_still_loads(engine, decided: Workshop) -> None:
    entry = find_entry(engine, decided.workshop_id)
    assert entry is not None
    old = {
        key: value
        for key, value in entry.content["decision"].items()
        if key not in {"chosen", "recorded_by"}
    }
    change_entry(engine, LOCAL_USER, entry, content={**entry.content, "decision": old})
    loaded = newest(engine, decided)
    assert loaded.decision.chosen == ()
    assert decided_candidates(loaded) == [ROOM, DEATHS]
    bare = change_workshop(engine, LOCAL_USER, loaded, candidates=(ROOM,))
    gone = decided_candidates(bare)[1]
    assert (gone.key, gone.label) == ("", "Deaths")
    assert evidence_line(gone, "") == (
        "Taken out of the candidates since; what it rested on was not kept."
    )
    assert evidence_line(ROOM, "") == "From the room, without a published figure."
