"""Two browsers that change the same thing: nothing typed is lost, and the second chooses.

What is typed into a form and not sent yet lives in the browser, with the identity of its field:
where that stays, what was typed does.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cdof_core.domain import AreaCode
from cdof_core.ui import self_assessment_rating
from cdof_core.workspace import LOCAL_USER, Actor, Role, open_workspace
from cdof_core.workspace.assessments import (
    Finding,
    Rating,
    keep_finding,
    list_findings,
    list_rounds,
    start_round,
)
from cdof_core.workspace.measure_owners import MeasureOwner, keep_owner, list_owners
from cdof_core.workspace.partnership import (
    LogItem,
    LogKind,
    Member,
    PlanDate,
    keep,
    list_log,
    list_meetings,
    list_members,
    list_plans,
    remove,
)
from cdof_core.workspace.scorecard_lines import (
    KeptLine,
    KeptPoint,
    keep_line,
    list_lines,
    remove_line,
)
from tests.pages.conftest import Open

AREA = AreaCode("E06000055")
ANN = Actor("Ann", Role.EDITOR)
MINE = "Keep mine instead"


def named(elements, label: str):
    return next(one for one in elements if one.label == label)


def press(app: AppTest, label: str) -> None:
    named(app.button, label).click().run()
    assert not app.exception


def press_key(app: AppTest, start: str) -> None:
    next(one for one in app.button if str(one.key).startswith(start)).click().run()
    assert not app.exception


def evidence_of_first(app: AppTest):
    return next(one for one in app.text_area if str(one.key).startswith("evidence_"))


def theirs(app: AppTest) -> str:
    return next(one.value for one in app.markdown if one.value.startswith("Kept now"))


def test_a_measures_owner_typed_twice_at_once_is_chosen_between(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "outcomes_tracker", area=AREA, fold_owner="true")
    measure = app.selectbox(key="tracker_measure").value
    # Ann is the first to say anything; this browser had nothing to read.
    keep_owner(open_workspace(), ANN, MeasureOwner(measure, "Ann", note="Hers"), area_code=AREA)
    named(app.text_input, "Who answers for it").set_value("Ben")
    named(app.number_input, "Target, in the measure's unit").set_value(12.0)
    press(app, "Keep")
    assert app.error[0].value.startswith("Ann changed this while you wrote. Nothing was saved")
    assert "**Accountable:** Ann" in theirs(app)
    assert named(app.text_input, "Who answers for it").value == "Ben"
    assert list_owners(open_workspace(), area_code=AREA)[measure].accountable == "Ann"
    press(app, MINE)
    assert app.success[0].value == "Kept."
    kept = list_owners(open_workspace(), area_code=AREA)[measure]
    # What Ben left alone stays as Ann kept it.
    assert (kept.accountable, kept.target, kept.note) == ("Ben", 12.0, "Hers")
    assert named(app.button, "Keep")


def test_what_was_typed_stands_when_the_page_is_drawn_anew_before_it_is_kept(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "outcomes_tracker", area=AREA, fold_owner="true")
    measure = app.selectbox(key="tracker_measure").value
    keep_owner(open_workspace(), ANN, MeasureOwner(measure, "Ann"), area_code=AREA)
    before = named(app.text_input, "Who answers for it").proto.id
    app.run()
    assert named(app.text_input, "Who answers for it").proto.id == before
    named(app.text_input, "Who answers for it").set_value("Ben")
    press(app, "Keep")
    assert named(app.text_input, "Who answers for it").proto.id == before
    press(app, "Take theirs")
    assert not app.error
    assert named(app.text_input, "Who answers for it").value == "Ann"
    # Leaving the page and coming back lets go of what was not kept, and reads anew.
    kept = list_owners(open_workspace(), area_code=AREA)[measure]
    app.switch_page("pages/about.py").run()
    keep_owner(
        open_workspace(), ANN, MeasureOwner(measure, "Cat", entry=kept.entry), area_code=AREA
    )
    app.switch_page("pages/outcomes_tracker.py").run()
    assert named(app.text_input, "Who answers for it").value == "Cat"


def test_of_two_browsers_that_change_one_member_the_second_chooses(
    bare_snapshot: Path, open_app: Open
) -> None:
    force = Member("police", "The force", contact="Front desk")
    keep(open_workspace(), LOCAL_USER, force, area_code=AREA)
    browsers = [open_app(bare_snapshot, "partnership", area=AREA) for _ in range(2)]
    for browser, person in zip(browsers, ("Ann", "Ben"), strict=True):
        browser.selectbox(key="member_which_0").select_index(1).run()
        named(browser.text_input, "Person").set_value(person)
    named(browsers[0].text_input, "Deputy").set_value("Dee")
    named(browsers[0].text_input, "Contact at work, only if needed").set_value("")
    for browser in browsers:
        browser.button(key="member_keep").click().run()
    assert browsers[0].success[0].value == "Kept."
    assert "Nothing was saved" in browsers[1].error[0].value
    assert theirs(browsers[1]).splitlines()[2:] == [
        "- **Contact:** cleared",
        "- **Deputy:** Dee",
        "- **Person:** Ann",
    ]
    assert named(browsers[1].text_input, "Person").value == "Ben"
    browsers[1].button(key="member_keep").click().run()
    (kept,) = list_members(open_workspace(), area_code=AREA)
    assert (kept.person, kept.deputy) == ("Ben", "Dee")


def test_keeping_a_member_leaves_what_is_typed_into_another_form(
    bare_snapshot: Path, open_app: Open
) -> None:
    app = open_app(bare_snapshot, "partnership", area=AREA)
    before = named(app.text_input, "What, in one line").proto.id
    named(app.text_input, "Organisation").set_value("The force")
    app.button(key="member_keep").click().run()
    assert app.success[0].value == "Kept."
    assert named(app.text_input, "Organisation").value == ""
    assert named(app.text_input, "What, in one line").proto.id == before


def test_what_was_typed_for_something_removed_meanwhile_is_kept_as_new(
    bare_snapshot: Path, open_app: Open
) -> None:
    item = LogItem("Beds", LogKind.REQUEST, date(2030, 4, 1))
    keep(open_workspace(), LOCAL_USER, item, area_code=AREA)
    app = open_app(bare_snapshot, "partnership", area=AREA)
    app.selectbox(key="log_which_0").select_index(1).run()
    (kept,) = list_log(open_workspace(), area_code=AREA)
    remove(open_workspace(), ANN, kept)
    named(app.text_area, "Detail").set_value("Ten of them")
    app.button(key="log_keep").click().run()
    assert not app.exception
    assert app.error[0].value.startswith("Somebody else removed this while you wrote.")
    assert named(app.text_area, "Detail").value == "Ten of them"
    app.button(key="log_keep").click().run()
    assert app.success[0].value == "Kept."
    (kept,) = list_log(open_workspace(), area_code=AREA)
    assert (kept.title, kept.detail) == ("Beds", "Ten of them")


def test_two_who_first_date_a_plan_choose(bare_snapshot: Path, open_app: Open) -> None:
    app = open_app(bare_snapshot, "partnership", area=AREA)
    plan = PlanDate("needs_assessment", date(2030, 4, 1), "Hers")
    keep(open_workspace(), ANN, plan, area_code=AREA)
    named(app.text_input, "Note, such as where it is published").set_value("His")
    app.button(key="plan_keep").click().run()
    assert not app.exception
    assert app.error[0].value.startswith("Ann changed this while you wrote.")
    app.button(key="plan_keep").click().run()
    kept = list_plans(open_workspace(), area_code=AREA)[0]
    assert (kept.agreed, kept.note) == (date(2030, 4, 1), "His")


def begin_round() -> str:
    return start_round(
        open_workspace(), LOCAL_USER, area_code=AREA, name="2030", started=date(2030, 4, 1)
    ).round_id


def test_evidence_that_is_typed_stands_when_a_rating_is_chosen(
    bare_snapshot: Path, open_app: Open
) -> None:
    round_id = begin_round()
    app = open_app(bare_snapshot, "self_assessment", area=AREA)
    before = evidence_of_first(app).proto.id
    for rating in ("partly", "met"):
        control = next(one for one in app.button_group if str(one.key).startswith("rate_"))
        control.set_value(rating).run()
        assert not app.exception
        assert not app.error
    assert evidence_of_first(app).proto.id == before
    (kept,) = list_findings(open_workspace(), round_id=round_id).values()
    assert (kept.rating, kept.evidence) == (Rating.MET, "")
    evidence_of_first(app).set_value("Minutes of May")
    press_key(app, "keep_")
    assert not app.error
    (kept,) = list_findings(open_workspace(), round_id=round_id).values()
    assert (kept.rating, kept.evidence) == (Rating.MET, "Minutes of May")
    assert kept.assessed is not None


@pytest.mark.parametrize("is_taken", [False, True])
def test_a_rating_that_two_give_at_once_is_chosen_between(
    is_taken: bool, bare_snapshot: Path, open_app: Open
) -> None:
    round_id = begin_round()
    app = open_app(bare_snapshot, "self_assessment", area=AREA)
    assert list_rounds(open_workspace(), area_code=AREA)
    control = next(one for one in app.button_group if str(one.key).startswith("rate_"))
    item_id = str(control.key).split("_")[2]
    hers = Finding(item_id, Rating.MET, "Hers", "Ann", date(2030, 5, 1))
    keep_finding(open_workspace(), ANN, hers, round_id=round_id)
    before = named(app.text_input, "Owner").proto.id
    control.set_value("partly").run()
    assert not app.exception
    assert app.error[0].value.startswith("Ann changed this while you wrote.")
    assert named(app.text_input, "Owner").proto.id == before
    named(app.text_input, "Owner").set_value("Ben")
    assert list_findings(open_workspace(), round_id=round_id)[item_id] == hers
    assert "- **Assessed:** 1 May 2030" in theirs(app)
    press(app, "Take theirs" if is_taken else MINE)
    assert not app.error
    kept = list_findings(open_workspace(), round_id=round_id)[item_id]
    rating = Rating.MET if is_taken else Rating.PARTLY
    assert (kept.rating, kept.evidence, kept.owner) == (
        rating,
        "Hers",
        "Ann" if is_taken else "Ben",
    )
    shown = next(one for one in app.button_group if str(one.key).startswith("rate_"))
    assert shown.value == rating


def rating_of_first(app: AppTest):
    return next(one for one in app.button_group if str(one.key).startswith("rate_"))


@pytest.mark.parametrize(("chosen", "kept"), [(None, Rating.PARTLY), ("met", Rating.MET)])
def test_a_rating_corrected_meanwhile_stays_corrected_unless_chosen_again(
    chosen: str | None, kept: Rating, bare_snapshot: Path, open_app: Open
) -> None:
    round_id = begin_round()
    app = open_app(bare_snapshot, "self_assessment", area=AREA)
    rating_of_first(app).set_value("met").run()
    (mine,) = list_findings(open_workspace(), round_id=round_id).values()
    corrected = replace(mine, rating=Rating.PARTLY)
    keep_finding(open_workspace(), ANN, corrected, round_id=round_id)
    evidence_of_first(app).set_value("Minutes of May")
    press_key(app, "keep_")
    assert app.error[0].value.startswith("Ann changed this while you wrote.")
    assert "- **Rating:** partly" in theirs(app)
    # What the choice shows is what would be kept.
    assert rating_of_first(app).value == Rating.PARTLY
    if chosen:
        rating_of_first(app).set_value(chosen).run()
        assert rating_of_first(app).value == Rating.MET
    press(app, MINE)
    assert not app.error
    assert not app.warning
    (found,) = list_findings(open_workspace(), round_id=round_id).values()
    assert (found.rating, found.evidence) == (kept, "Minutes of May")
    assert rating_of_first(app).value == kept


def test_a_rating_that_is_refused_does_not_look_chosen(
    bare_snapshot: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_id = begin_round()
    app = open_app(bare_snapshot, "self_assessment", area=AREA)
    rating_of_first(app).set_value("met").run()
    # Their role is taken away while the page stands.
    viewer = Actor("Ben", Role.VIEWER)
    monkeypatch.setattr(self_assessment_rating, "current_actor", lambda: viewer)
    rating_of_first(app).set_value("partly").run()
    assert "The role viewer may not save or change a rating" in app.error[0].value
    assert rating_of_first(app).value == Rating.MET
    assert not app.warning
    (found,) = list_findings(open_workspace(), round_id=round_id).values()
    assert found.rating is Rating.MET


def test_a_meeting_kept_when_no_member_is_left_is_not_kept_later(
    bare_snapshot: Path, open_app: Open
) -> None:
    keep(open_workspace(), LOCAL_USER, Member("police", "The force"), area_code=AREA)
    app = open_app(bare_snapshot, "partnership", area=AREA)
    (member,) = list_members(open_workspace(), area_code=AREA)
    remove(open_workspace(), ANN, member)
    named(app.text_input, "Meeting").set_value("May")
    press_key(app, "meeting_keep")
    assert app.warning[0].value.startswith("The meeting was not kept: every member was removed")
    keep(open_workspace(), LOCAL_USER, Member("police", "The force"), area_code=AREA)
    app.run()
    assert not app.error
    assert list_meetings(open_workspace(), area_code=AREA) == []


def test_a_newer_save_of_a_line_is_not_overwritten_by_a_page_drawn_since(
    bare_snapshot: Path, open_app: Open
) -> None:
    figure = KeptPoint(date(2030, 4, 1), date(2030, 6, 30), "Apr to Jun 2030", 62.0)
    kept = keep_line(
        open_workspace(), LOCAL_USER, KeptLine("Waits", points=(figure,)), area_code=AREA
    )
    app = open_app(bare_snapshot, "scorecard", area=AREA, fold_line="true")
    app.selectbox(key="scorecard_which").select_index(1).run()
    hers = KeptLine("Waits", target=90.0, owner="Ann", points=(figure,), entry=kept.entry)
    keep_line(open_workspace(), ANN, hers, area_code=AREA)
    # The page is drawn anew with her save in it before his is pressed.
    app.run()
    named(app.text_input, "Who answers for it").set_value("Ben")
    press(app, "Keep this line")
    assert app.error[0].value.startswith("Ann changed this while you wrote.")
    # Only what she changed is said, in words and not as it is stored.
    assert theirs(app).splitlines()[2:] == ["- **Owner:** Ann", "- **Target:** 90"]
    (now,) = list_lines(open_workspace(), area_code=AREA)
    assert now.owner == "Ann"
    press(app, MINE)
    (now,) = list_lines(open_workspace(), area_code=AREA)
    assert (now.owner, now.target, now.points) == ("Ben", 90.0, (figure,))


def test_a_line_removed_meanwhile_is_kept_as_new(bare_snapshot: Path, open_app: Open) -> None:
    kept = keep_line(open_workspace(), LOCAL_USER, KeptLine("Waits"), area_code=AREA)
    app = open_app(bare_snapshot, "scorecard", area=AREA, fold_line="true")
    app.selectbox(key="scorecard_which").select_index(1).run()
    remove_line(open_workspace(), ANN, kept)
    named(app.text_area, "Commentary").set_value("Better soon")
    press(app, "Keep this line")
    assert app.error[0].value.startswith("Somebody else removed this while you wrote.")
    press(app, MINE)
    assert app.success[0].value == "Waits is kept."
    (now,) = list_lines(open_workspace(), area_code=AREA)
    assert (now.name, now.commentary) == ("Waits", "Better soon")
