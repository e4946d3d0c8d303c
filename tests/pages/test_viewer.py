"""A viewer presses everything, with forms filled and the address crafted: nothing is stored.

Each page is drawn for somebody who may write, so that every button is there and known to the
server; then the role is taken away, and one request presses all of them and fills every field, as
a crafted request would. Sent by an administrator, what keeps does store: the test can fail.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cdof_core.domain import AreaCode, IndicatorId
from cdof_core.ui import people
from cdof_core.ui.url import PARAMETERS
from cdof_core.workspace import LOCAL_USER, Actor, Role, list_changes, open_workspace
from cdof_core.workspace.assessment_files import add_file
from cdof_core.workspace.assessments import start_round
from cdof_core.workspace.backup import make_backup
from cdof_core.workspace.notes import Subject, add_note
from cdof_core.workspace.own_events import EventKind, OwnEvent, add_event
from cdof_core.workspace.own_groups import GroupKind, save_group
from cdof_core.workspace.partnership import Member, keep
from cdof_core.workspace.pinned_views import list_pinned_views, pin_view
from cdof_core.workspace.priorities import (
    Candidate,
    Method,
    add_workshop,
    change_workshop,
)
from cdof_core.workspace.saved_lists import ListKind, add_list
from cdof_core.workspace.scorecard_lines import KeptLine, KeptPoint, keep_line
from cdof_core.workspace.stories import add_story
from tests.pages.conftest import Open

AREA = AreaCode("E06000055")
BOTH = [AreaCode("E06000055"), AreaCode("E06000056")]
PARENT = IndicatorId("cin_parent_drug")
VIEWER = Actor("Vi", Role.VIEWER)
# Everything whose meaning a crafted address could try to bend into a write.
CRAFTED = {
    "story": "crafted",
    "chapter": "crafted",
    "section": "crafted",
    "group": "crafted",
    "part": "2-What is seen",
    "events": "crafted",
    "list": "crafted",
}


def stored() -> dict[str, list[object]]:
    """Everything saved, with its history."""
    held = json.loads(make_backup(open_workspace(), LOCAL_USER))
    return {name: held[name] for name in ("entries", "changes")}


def scorecard() -> None:
    figure = KeptPoint(date(2030, 4, 1), date(2030, 6, 30), "Apr to Jun 2030", 62.0)
    keep_line(open_workspace(), LOCAL_USER, KeptLine("Waits", points=(figure,)), area_code=AREA)


def assessment() -> None:
    made = start_round(
        open_workspace(), LOCAL_USER, area_code=AREA, name="2030", started=date(2030, 4, 1)
    )
    add_file(
        open_workspace(),
        LOCAL_USER,
        round_id=made.round_id,
        item_id="1.1",
        name="Plan.pdf",
        data=b"%PDF-1.7 a plan",
    )


def member() -> None:
    keep(open_workspace(), LOCAL_USER, Member("council", "Ours"), area_code=AREA)


def workshop() -> None:
    made = add_workshop(
        open_workspace(), LOCAL_USER, name="Ours", area_code=AREA, method=Method.HANLON
    )
    change_workshop(open_workspace(), LOCAL_USER, made, candidates=(Candidate("a", "Deaths"),))


def story() -> None:
    engine = open_workspace()
    pin_view(engine, LOCAL_USER, title="Deaths", page="indicator", parameters={"area": AREA})
    (view,) = list_pinned_views(engine)
    add_story(engine, LOCAL_USER, name="Ours", steps=[view.view_id])


def group() -> None:
    save_group(open_workspace(), LOCAL_USER, name="Beds", kind=GroupKind.PARTNERSHIP, members=BOTH)


def lists() -> None:
    add_list(open_workspace(), LOCAL_USER, kind=ListKind.AREAS, name="Ours", members=[AREA])


def event() -> None:
    given = OwnEvent("", AREA, PARENT, date(2023, 4, 1), EventKind.EVENT, "Ours")
    add_event(open_workspace(), LOCAL_USER, given)


def note() -> None:
    add_note(open_workspace(), LOCAL_USER, text="Ours", subject=Subject(AREA))


def choose_line(app: AppTest) -> None:
    app.selectbox(key="scorecard_which").select_index(1).run()


def upload(app: AppTest) -> None:
    for place in app.file_uploader:
        place.upload("Own.pdf", b"%PDF-1.7 crafted", "application/pdf")


def combine(app: AppTest) -> None:
    app.button(key="combine_open").click().run()
    app.multiselect(key="combine_members").set_value(BOTH)


def begin_chapter(app: AppTest) -> None:
    app.selectbox(key="chapter_template").set_value("briefing").run()
    app.button(key="chapter_begin").click().run()


def choose_list(app: AppTest) -> None:
    app.selectbox(key="list_chosen_area_list").select_index(1).run()


def choose_briefing(app: AppTest) -> None:
    app.selectbox(key="chapter_template").set_value("briefing").run()


def bring_backup(app: AppTest) -> None:
    backup = make_backup(open_workspace(), LOCAL_USER)
    add_story(open_workspace(), LOCAL_USER, name="Since", steps=[])
    app.file_uploader(key="restore_file").upload("backup.json", backup, "application/json")
    app.checkbox(key="restore_replaces").check().run()


def open_notes(app: AppTest) -> None:
    states = app._tree.get_widget_states()
    for block in app.get("popover"):
        if block.proto.popover.label.startswith("Notes"):
            states.widgets.add(id=block.proto.popover.id, bool_value=True)
            break
    app._run(states)


def nothing(_app: AppTest | None = None) -> None:
    """Leave it as it is."""


@dataclass(frozen=True)
class Case:
    """A page that writes.

    Attributes:
        page: Its stem.
        writes: Kinds that the crafted request stores when an administrator sends it.
        seed: Saves something there to change and to remove.
        choose: Chooses it on the page.
        choose_again: Chooses it anew where a refusal let go of it.
        is_full: Whether the page needs real figures.
        craft: Fills what `send` does not, with the role already taken away.
        parameters: In the address.
    """

    page: str
    writes: set[str]
    seed: Callable[[], None] = nothing
    choose: Callable[[AppTest], None] = nothing
    choose_again: Callable[[AppTest], None] = nothing
    is_full: bool = False
    craft: Callable[[AppTest], None] = nothing
    parameters: dict[str, str] = field(default_factory=dict)


CASES = (
    Case("scorecard", {"target"}, scorecard, choose_line, parameters={"fold_line": "true"}),
    Case("self_assessment", {"assessment_file", "assessment_rating"}, assessment, craft=upload),
    Case("self_assessment", {"assessment"}),
    Case("partnership", {"member", "partnership_plan", "partnership_log", "functioning"}, member),
    Case("outcomes_tracker", {"measure_owner"}, is_full=True, parameters={"fold_owner": "true"}),
    Case("priorities", {"priority_session"}, workshop),
    Case("story", {"story", "pinned_view"}, story),
    Case("saved_work", {"story"}, story, bring_backup),
    Case("overview", {"own_group"}, group, combine, choose_again=combine),
    Case("chapter", {"chapter"}, choose=choose_briefing, is_full=True),
    Case("chapter", {"chapter_section"}, choose=begin_chapter, is_full=True),
    Case("find", {"area_list"}, lists, choose_list, choose_again=choose_list),
    Case(
        "trends",
        {"annotation"},
        event,
        is_full=True,
        parameters={"indicator": PARENT, "fold_own_event": "true"},
    ),
    Case("indicator", {"note"}, note, open_notes, is_full=True, parameters={"indicator": PARENT}),
)
_TAKES_AWAY = ("Remove", "Delete", "Erase", "Take out", "Restore")
_MAKES_A_FILE = "Make the document"


def send(app: AppTest, *, takes_away: bool = False, keeps: bool = False) -> None:
    """Fill every field, press everything that keeps, that takes away or both, and pin.

    One request, made by hand: what is disabled on the page is pressed as well.
    """
    for typed in [*app.text_input, *app.text_area]:
        # The fields of the address stay: another area would be another page.
        if typed.label not in PARAMETERS:
            typed.set_value("Crafted")
    for rating in app.button_group:
        if str(rating.key).startswith("rate_") and keeps:
            rating.set_value("met")
    for one in app.button:
        # As the widget's own value: a form's fields are only sent where its own button is pressed.
        if one.label != _MAKES_A_FILE:
            one._value = takes_away if one.label.startswith(_TAKES_AWAY) else keeps
    states = app._tree.get_widget_states()
    for one in app.get("bidi_component"):
        if one.proto.id.endswith("-status"):
            pin = json.dumps([{"event": "pin", "value": "Crafted"}])
            states.widgets.add(
                id=f"$$STREAMLIT_INTERNAL_KEY_{one.proto.id}__events", json_trigger_value=pin
            )
    app._run(states)
    assert not app.exception


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.page}-{min(case.writes)}")
def test_nothing_that_a_viewer_sends_is_stored(
    case: Case,
    bare_snapshot: Path,
    snapshot_path: Path,
    open_app: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    snapshot = snapshot_path if case.is_full else bare_snapshot
    case.seed()
    app = open_app(snapshot, case.page, area=AREA, **case.parameters)
    case.choose(app)
    before = stored()
    with monkeypatch.context() as patched:
        patched.setattr(people, "LOCAL_USER", VIEWER)
        case.craft(app)
        send(app, takes_away=True, keeps=True)
    assert stored() == before
    # What the refusal took off the page is drawn and chosen again.
    app.run()
    case.choose_again(app)
    # Somebody who may sends what keeps, and it is stored.
    case.craft(app)
    send(app, keeps=True)
    made = list_changes(open_workspace())[: len(stored()["changes"]) - len(before["changes"])]
    assert case.writes | {"pinned_view"} <= {change.kind for change in made}


@pytest.mark.parametrize("page", sorted({case.page for case in CASES}))
def test_an_address_that_a_viewer_crafts_stores_nothing(
    page: str, bare_snapshot: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "LOCAL_USER", VIEWER)
    app = open_app(bare_snapshot, page, area=AREA, **CRAFTED)
    assert not app.exception
    send(app, keeps=True, takes_away=True)
    assert stored() == {"entries": [], "changes": []}
