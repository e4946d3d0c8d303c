"""A priorities workshop from first candidate to decision, and the phones that vote in it."""

import json
from collections.abc import Mapping
from io import BytesIO

import pandas as pd
import pytest
from docx import Document
from streamlit.proto.WidgetStates_pb2 import WidgetStates

from cdof_core.analysis.priorities import score_workshop
from cdof_core.report.priorities import write_workshop
from cdof_core.ui import ballot, people
from cdof_core.ui.priorities import CriteriaError, read_criteria
from cdof_core.workspace import LOCAL_USER, Actor, Role, list_changes, open_workspace, undo_change
from cdof_core.workspace.ballots import cast_ballot, list_ballots, list_ideas
from cdof_core.workspace.errors import VotingClosedError
from cdof_core.workspace.priorities import (
    Candidate,
    Criterion,
    Decision,
    Method,
    Workshop,
    add_workshop,
    change_workshop,
    list_workshops,
)
from tests.pages.conftest import Open

AREA = "E06000055"


def begin(app, method: Method) -> Workshop:
    app.radio(key="new_method").set_value(method)
    app.button(key="FormSubmitter:new_workshop-Begin").click().run()
    assert not app.error
    return list_workshops(open_workspace(), area_code=AREA)[0]


def of_the_room(elements, name: str):
    """Return the field of that name, whichever workshop it belongs to."""
    return next(one for one in elements if str(one.key).startswith(f"{name}_"))


def add(app, label: str) -> None:
    of_the_room(app.text_input, "own_label").set_value(label)
    next(one for one in app.button if one.label == "Add").click().run()
    assert not app.exception


def form_of(phone, token: str) -> dict[str, object]:
    """Return what the ballot of a phone shows."""
    shown = [
        element.proto
        for element in phone.get("bidi_component")
        if "-ballot_" in element.proto.id and element.proto.id.endswith(f".{token}")
    ]
    return {**json.loads(shown[0].json), "id": shown[0].id} if shown else {}


def press(phone, token: str, event: str, value: object) -> dict[str, object]:
    """Send what the script of the ballot sends; return what the ballot shows then."""
    form = str(form_of(phone, token)["id"])
    states = WidgetStates()
    states.widgets.add(id=form, json_value="{}")
    events = json.dumps([{"event": event, "value": value}])
    states.widgets.add(id=f"$$STREAMLIT_INTERNAL_KEY_{form}__events", json_trigger_value=events)
    phone._run(states)
    assert not phone.exception
    return form_of(phone, token)


def everything(form: Mapping[str, object], score: float) -> dict[str, dict[str, float]]:
    """Return the same answer to every question of a ballot."""
    answers: dict[str, dict[str, float]] = {}
    for group in form["groups"]:  # type: ignore[attr-defined]
        for choice in group["choices"]:
            answers.setdefault(choice["first"], {})[choice["second"]] = score
    return answers


def test_a_workshop_ends_in_a_decision(snapshot_path, open_app: Open) -> None:
    app = open_app(snapshot_path, "priorities", area=AREA)
    begin(app, Method.WEIGHTED)
    offered = of_the_room(app.multiselect, "from_evidence").options
    assert offered
    of_the_room(app.multiselect, "from_evidence").set_value(offered[:1])
    of_the_room(app.button, "take_in").click().run()
    add(app, "Naloxone in hostels")
    of_the_room(app.button, "open_vote").click().run()
    (made,) = list_workshops(open_workspace(), area_code=AREA)
    first, second = made.candidates
    assert first.label == offered[0]
    assert "Bedford" in first.evidence
    assert first.link.startswith(f"indicator?area={AREA}&indicator=")
    for phone, score in (("1", 9.0), ("2", 7.0), ("3", 5.0)):
        answers = {
            second.key: {c.name: score for c in made.criteria},
            first.key: {c.name: 1.0 for c in made.criteria},
        }
        cast_ballot(open_workspace(), code=made.code, phone=phone, answers=answers)
    app.run()
    assert any("**3 ballots** so far; voting is open" in text.value for text in app.markdown)
    app.multiselect(key=f"decision_priorities_{made.workshop_id}_0").set_value(
        ["Naloxone in hostels", first.label]
    )
    app.text_area(key=f"decision_rationale_{made.workshop_id}_0").set_value(
        "Fewest lives lost for the money."
    )
    app.button(key=f"decision_record_{made.workshop_id}_0").click().run()
    assert not app.error
    (decided,) = list_workshops(open_workspace(), area_code=AREA)
    assert decided.decision.priorities == ("Naloxone in hostels", first.label)
    assert decided.decision.evidence == (first.evidence,)
    links = [text.value for text in app.markdown if "[See it](" in text.value]
    assert len(links) == 1
    assert first.link in links[0]
    # Taken out afterwards, it keeps its evidence on the page and in the chapter.
    change_workshop(open_workspace(), LOCAL_USER, decided, candidates=(second,))
    app.run()
    assert [text.value for text in app.markdown if "[See it](" in text.value] == links
    chapter = open_app(snapshot_path, "chapter", area=AREA)
    chapter.selectbox(key="chapter_template").set_value("blank").run()
    chapter.button(key="chapter_begin").click().run()
    take = [one for one in chapter.button if str(one.key).startswith("decided_")]
    assert [one.label for one in take] == [f"Decisions of the workshop “{decided.name}” (2)"]
    take[0].click().run()
    assert not chapter.exception
    said = [area.value for area in chapter.text_area if area.label == "Recommendation"]
    assert len(said) == 2
    assert said[0].startswith("Naloxone in hostels. Fewest lives lost for the money. Decided in")
    assert first.evidence in said[1]
    assert f"/{first.link}" in said[1]
    assert not [one for one in chapter.button if str(one.key).startswith("decided_")]


def test_two_who_run_one_workshop_are_told(bare_snapshot, open_app: Open) -> None:
    app = open_app(bare_snapshot, "priorities", area=AREA)
    begin(app, Method.PAIRED)
    add(app, "Deaths")
    add(app, "deaths")
    assert "among the candidates already" in app.error[0].value
    assert of_the_room(app.text_input, "own_label").value == "deaths"


def test_candidates_that_two_add_at_once_are_all_kept(snapshot_path, open_app: Open) -> None:
    app = open_app(snapshot_path, "priorities", area=AREA)
    made = begin(app, Method.WEIGHTED)
    offered = of_the_room(app.multiselect, "from_evidence").options[:2]
    # Somebody else takes in one of the two, and writes one, while this page stands as it was.
    theirs = (Candidate("x", offered[0]), Candidate("y", "Housing"))
    change_workshop(open_workspace(), LOCAL_USER, made, candidates=theirs)
    of_the_room(app.multiselect, "from_evidence").set_value(offered)
    of_the_room(app.button, "take_in").click().run()
    assert not app.error
    assert of_the_room(app.multiselect, "from_evidence").value == []
    (now,) = list_workshops(open_workspace(), area_code=AREA)
    change_workshop(open_workspace(), LOCAL_USER, now, is_open=True)
    add(app, "Naloxone")
    assert not app.error
    assert of_the_room(app.text_input, "own_label").value == ""
    (now,) = list_workshops(open_workspace(), area_code=AREA)
    assert [one.label for one in now.candidates] == [
        offered[0],
        "Housing",
        offered[1],
        "Naloxone",
    ]
    assert now.is_open


def test_a_workshop_is_removed_and_comes_back_with_its_votes(bare_snapshot, open_app: Open) -> None:
    workspace = open_workspace()
    made = add_workshop(
        workspace,
        LOCAL_USER,
        name="Ours",
        area_code=AREA,
        method=Method.WEIGHTED,
        criteria=(Criterion("Scale", 1.0),),
    )
    made = change_workshop(
        workspace, LOCAL_USER, made, candidates=(Candidate("a", "Deaths"),), is_open=True
    )
    cast_ballot(workspace, code=made.code, phone="p", answers={"a": {"Scale": 7}})
    app = open_app(bare_snapshot, "priorities", area=AREA, room=made.workshop_id)
    of_the_room(app.button, "workshop_remove").click().run()
    assert not app.exception
    assert app.success[0].value == "Ours is removed; Saved work can bring it back."
    assert app.selectbox(key="choose_room").options == ["A new workshop"]
    assert list_workshops(workspace, area_code=AREA) == []
    with pytest.raises(VotingClosedError, match="No workshop has this code"):
        cast_ballot(workspace, code=made.code, phone="q", answers={"a": {"Scale": 7}})
    undo_change(workspace, LOCAL_USER, list_changes(workspace, kind="priority_session")[0])
    (back,) = list_workshops(workspace, area_code=AREA)
    assert (back.name, back.candidates, back.is_open) == ("Ours", made.candidates, True)
    assert [one.phone for one in list_ballots(workspace, back)] == ["p"]


def test_only_who_runs_workshops_is_offered_to_remove_one(
    bare_snapshot, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = add_workshop(
        open_workspace(), LOCAL_USER, name="Ours", area_code=AREA, method=Method.HANLON
    )
    monkeypatch.setattr(people, "LOCAL_USER", Actor("An", Role.ANALYST))
    app = open_app(bare_snapshot, "priorities", area=AREA, room=made.workshop_id)
    assert not [one for one in app.button if str(one.key).startswith("workshop_remove")]


def test_what_is_picked_stays_when_taking_it_in_is_refused(snapshot_path, open_app: Open) -> None:
    app = open_app(snapshot_path, "priorities", area=AREA)
    made = begin(app, Method.PAIRED)
    full = tuple(Candidate(str(n), f"Candidate {n}") for n in range(8))
    change_workshop(open_workspace(), LOCAL_USER, made, candidates=full)
    picked = of_the_room(app.multiselect, "from_evidence").options[:1]
    of_the_room(app.multiselect, "from_evidence").set_value(picked)
    of_the_room(app.button, "take_in").click().run()
    assert "at most 8 candidates; these are 9" in app.error[0].value
    assert of_the_room(app.multiselect, "from_evidence").value == picked


def test_what_is_typed_for_one_workshop_is_for_no_other(bare_snapshot, open_app: Open) -> None:
    first, second = paired("Deaths", name="A"), paired("Housing", name="B")
    app = open_app(bare_snapshot, "priorities", area=AREA, room=first.workshop_id)
    of_the_room(app.text_input, "own_label").set_value("Only of A")
    app.selectbox(key="choose_room").set_value(second.workshop_id).run()
    assert of_the_room(app.text_input, "own_label").value == ""


@pytest.mark.parametrize("method", list(Method))
def test_a_phone_votes_and_changes_its_vote(
    method: Method, bare_snapshot, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(bare_snapshot, "priorities", area=AREA)
    begin(app, method)
    for label in ("Deaths", "Waiting"):
        add(app, label)
    of_the_room(app.button, "open_vote").click().run()
    (made,) = list_workshops(open_workspace(), area_code=AREA)
    # On a server that has people sign in, phones in the room need not.
    monkeypatch.setattr(people, "needs_sign_in", lambda: True)
    phone = open_app(bare_snapshot, session=made.code.lower(), voter="p1")
    assert [title.value for title in phone.title] == ["Your vote"]
    first, second = made.candidates
    sent = everything(form_of(phone, "p1"), 1.0 if method is Method.PAIRED else 7.0)
    assert len(sent) == (1 if method is Method.PAIRED else 2)
    said = press(phone, "p1", "vote", {"answers": sent, "voter": "Ann"})
    assert "Your vote is in" in said["said"]
    assert not said["is_refused"]
    (kept,) = list_ballots(open_workspace(), made)
    if method is Method.PAIRED:
        assert kept.answers == {first.key: {second.key: 1.0}}
    elif method is Method.WEIGHTED:
        assert kept.answers[first.key] == {c.name: 7.0 for c in made.criteria}
    else:
        assert kept.answers[first.key]["size"] == 7.0
        assert kept.answers[first.key]["legality"] == 1.0
    again = open_app(bare_snapshot, session=made.code, voter="p1")
    shown = form_of(again, "p1")
    assert shown["given"] == kept.answers
    assert press(again, "p1", "idea", "Housing")["said"] == "Sent to the screen."
    assert list_ideas(open_workspace(), made) == ["Housing"]
    assert len(list_ballots(open_workspace(), made)) == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"answers": {"a": {"size": "much"}}}, "This vote cannot be read"),
        ({"answers": ["a"]}, "This vote cannot be read"),
        ({"answers": {"a": {"size": 10**400}}}, "This vote cannot be read"),
        ({"answers": {"nobody": {"size": 3}}}, "is nothing that this workshop asks"),
        ({"answers": {}}, "Nothing is scored yet"),
        ({}, "Nothing is scored yet"),
    ],
)
def test_a_phone_that_sends_something_else_is_refused(
    sent: object, said: str, bare_snapshot, open_app: Open
) -> None:
    made = add_workshop(
        open_workspace(), LOCAL_USER, name="Ours", area_code=AREA, method=Method.HANLON
    )
    made = change_workshop(
        open_workspace(), LOCAL_USER, made, candidates=(Candidate("a", "Deaths"),), is_open=True
    )
    phone = open_app(bare_snapshot, session=made.code, voter="p1")
    answer = press(phone, "p1", "vote", sent)
    assert answer["is_refused"]
    assert said in answer["said"]
    assert list_ballots(open_workspace(), made) == []


def test_what_is_not_ruled_out_passes_once_a_candidate_is_scored() -> None:
    sent = {"answers": {"a": {"size": 4, "legality": 0}, "b": {"legality": 0}}}
    assert ballot._answers(Method.HANLON, sent) == {
        "a": {
            "size": 4.0,
            "propriety": 1.0,
            "economics": 1.0,
            "acceptability": 1.0,
            "resources": 1.0,
            "legality": 0.0,
        }
    }


def test_a_wrong_code_asks_again(bare_snapshot, open_app: Open) -> None:
    phone = open_app(bare_snapshot, session="NOSUCH")
    assert "No workshop has this code" in phone.error[0].value
    assert phone.text_input(key="session_again").value == ""


@pytest.mark.parametrize("code", ["\0", "ABC\0DE", "%_%_%_", '"'])
def test_a_code_of_other_signs_asks_again(code: str, bare_snapshot, open_app: Open) -> None:
    phone = open_app(bare_snapshot, session=code)
    assert not phone.exception
    assert "No workshop has this code" in phone.error[0].value


@pytest.mark.parametrize("token", ["\0", "p\0 1"])
def test_a_phone_with_a_token_of_other_signs_votes_all_the_same(
    token: str, bare_snapshot, open_app: Open
) -> None:
    made = paired("Deaths", "Waiting")
    phone = open_app(bare_snapshot, session=made.code, voter=token)
    assert not phone.exception
    (shown,) = phone.get("bidi_component")
    held = shown.proto.id.rpartition(f"ballot_{made.workshop_id}.")[2]
    answers = everything(form_of(phone, held), 1.0)
    assert "Your vote is in" in press(phone, held, "vote", {"answers": answers})["said"]
    assert [ballot.phone for ballot in list_ballots(open_workspace(), made)] == [held]
    assert "\0" not in held


@pytest.mark.parametrize("token", ["_p1", "p__1", "p1_"])
def test_a_token_of_underscores_is_a_ballot_of_its_own(
    token: str, bare_snapshot, open_app: Open
) -> None:
    made = paired("Deaths", "Waiting")
    phone = open_app(bare_snapshot, session=made.code, voter=token)
    drawn = token.replace("_", ".")
    answers = everything(form_of(phone, drawn), 1.0)
    assert "Your vote is in" in press(phone, drawn, "vote", {"answers": answers})["said"]
    assert [ballot.phone for ballot in list_ballots(open_workspace(), made)] == [token]


def paired(*labels: str, name: str = "Ours") -> Workshop:
    """Return a workshop that is open for votes on pairs."""
    made = add_workshop(
        open_workspace(), LOCAL_USER, name=name, area_code=AREA, method=Method.PAIRED
    )
    return change_workshop(
        open_workspace(),
        LOCAL_USER,
        made,
        candidates=tuple(Candidate(label[0].lower(), label) for label in labels),
        is_open=True,
    )


def test_a_phone_votes_on_what_is_left_when_a_candidate_is_taken_out(
    bare_snapshot, open_app: Open
) -> None:
    made = paired("Deaths", "Waiting", "Housing")
    phone = open_app(bare_snapshot, session=made.code, voter="p1")
    answers = everything(form_of(phone, "p1"), 1.0)
    made = change_workshop(open_workspace(), LOCAL_USER, made, candidates=made.candidates[:2])
    said = press(phone, "p1", "vote", {"answers": answers})
    assert said["is_refused"]
    assert "The candidates have changed meanwhile" in said["said"]
    # The form that comes with the answer asks what is left; the script lets go of the rest.
    left = everything(said, 1.0)
    assert left == {"d": {"w": 1.0}}
    assert "Your vote is in" in press(phone, "p1", "vote", {"answers": left})["said"]


def test_a_phone_that_waits_is_told_when_voting_closes(bare_snapshot, open_app: Open) -> None:
    made = paired()
    phone = open_app(bare_snapshot, session=made.code, voter="p1")
    assert phone.info[0].value.startswith("No candidates yet")
    change_workshop(open_workspace(), LOCAL_USER, made, is_open=False)
    phone.run()
    assert not phone.exception
    assert "takes no votes at the moment" in phone.error[0].value


def test_each_workshop_has_a_decision_and_a_shared_ballot_of_its_own(
    bare_snapshot, open_app: Open
) -> None:
    first, second = paired("Deaths", "Waiting", name="A"), paired("Housing", "Jobs", name="B")
    app = open_app(bare_snapshot, "priorities", area=AREA, room=first.workshop_id)
    why = app.text_area(key=f"decision_rationale_{first.workshop_id}_0")
    why.set_value("Because of A")
    app.button(key=f"decision_record_{first.workshop_id}_0").click().run()
    assert app.success[0].value == "Recorded."
    said = press(app, ballot.TOGETHER, "vote", {"answers": {"d": {"w": 1.0}}})
    assert "Your vote is in" in said["said"]
    app.selectbox(key="choose_room").set_value(second.workshop_id).run()
    assert not app.exception
    assert app.text_area(key=f"decision_rationale_{second.workshop_id}_0").value == ""
    shown = form_of(app, ballot.TOGETHER)
    assert shown["id"] != said["id"]
    assert (shown["said"], shown["given"]) == ("", {})


def test_of_two_who_decide_at_once_the_second_chooses(bare_snapshot, open_app: Open) -> None:
    made = paired("Deaths", "Waiting")
    browsers = [
        open_app(bare_snapshot, "priorities", area=AREA, room=made.workshop_id) for _ in range(2)
    ]
    # What happens to votes and candidates meanwhile stands in nobody's way.
    change_workshop(open_workspace(), LOCAL_USER, made, is_open=False)
    tag = f"{made.workshop_id}_0"
    for browser, who in zip(browsers, ("Ann", "Ben"), strict=True):
        browser.text_input(key=f"decision_owner_{tag}").set_value(who)
        browser.button(key=f"decision_record_{tag}").click().run()
        assert not browser.exception
    assert browsers[0].success[0].value == "Recorded."
    assert "changed this while you wrote" in browsers[1].error[0].value
    assert browsers[1].text_input(key=f"decision_owner_{tag}").value == "Ben"
    (kept,) = list_workshops(open_workspace(), area_code=AREA)
    assert (kept.decision.owner, kept.is_open) == ("Ann", False)
    browsers[1].button(key=f"decision_record_{tag}").click().run()
    (kept,) = list_workshops(open_workspace(), area_code=AREA)
    assert kept.decision.owner == "Ben"


def test_nobody_on_a_phone_fills_in_the_ballot_of_the_screen(bare_snapshot, open_app: Open) -> None:
    app = open_app(bare_snapshot, "priorities", area=AREA)
    begin(app, Method.PAIRED)
    add(app, "Deaths")
    add(app, "Waiting")
    of_the_room(app.button, "open_vote").click().run()
    (made,) = list_workshops(open_workspace(), area_code=AREA)
    # A name is kept without the spaces around it.
    for token in (ballot.TOGETHER, f" {ballot.TOGETHER} "):
        phone = open_app(bare_snapshot, session=made.code, voter=token)
        assert form_of(phone, ballot.TOGETHER) == form_of(phone, token) == {}
    assert [e.proto.id for e in phone.get("bidi_component")]


def test_typed_criteria_are_read_or_refused() -> None:
    assert [(c.name, c.weight) for c in read_criteria("A = b = 2\n\nC=0.5")] == [
        ("A = b", 2.0),
        ("C", 0.5),
    ]
    with pytest.raises(CriteriaError, match="line 2: found 'Fit'; expected a name = a weight"):
        read_criteria("Harm = 3\nFit")


def test_the_document_says_what_was_decided() -> None:
    made = Workshop(
        "w",
        "Ours",
        AREA,
        "ABCDEF",
        Method.PAIRED,
        (Candidate("a", "Deaths", "Deaths rose.", "indicator?indicator=deaths"),),
        decision=Decision(("Deaths",), "Because.", "Ann", ("Deaths rose.",), "2026-11-28"),
    )
    written = write_workshop(
        made,
        score_workshop(made, []),
        area_name="Bedford",
        made_at=pd.Timestamp("2026-11-28"),
        address="https://needs.example",
    )
    said = [paragraph.text for paragraph in Document(BytesIO(written)).paragraphs]
    for line in ("1. Deaths", "Why: Because.", "Owner: Ann", "Decided on: 28 November 2026"):
        assert line in said
    assert "Deaths rose. Shown at https://needs.example/indicator?indicator=deaths" in said
