"""The self-assessment page: begin a round, rate, name an owner."""

from datetime import date
from pathlib import Path

import pytest

from cdof_core.domain import AreaCode
from cdof_core.ui import assessment_files, erasing, self_assessment_rating
from cdof_core.workspace import LOCAL_USER, Actor, Role, open_workspace
from cdof_core.workspace.assessment_files import add_file, list_files, read_file, remove_file
from cdof_core.workspace.assessments import list_rounds, remove_round, start_round
from cdof_core.workspace.backup import make_backup
from tests.pages.conftest import Open


def begin(area: str) -> None:
    start_round(
        open_workspace(),
        LOCAL_USER,
        area_code=AreaCode(area),
        name="2027",
        started=date(2027, 1, 4),
    )


@pytest.mark.parametrize(
    ("area", "said"),
    [
        # The reports name England, and of the regions the highest and the lowest only.
        ("E06000055", "53%, 2023/24, England; none is held for Bedford alone."),
        ("E09000003", "41%, 2023/24, London; none is held for Barnet alone."),
    ],
)
def test_continuity_after_prison_stands_beside_what_it_bears_on(
    area: str, said: str, snapshot_path: Path, open_app: Open
) -> None:
    begin(area)
    app = open_app(snapshot_path, "self_assessment", area=area, part="2-What is seen")
    assert not app.exception
    lines = [one.value for one in app.markdown if "Continuity of care after prison" in one.value]
    assert len(lines) == 1
    assert lines[0].endswith(f": {said}")
    assert any(one.value.startswith("Sources: ") for one in app.caption)


def test_a_figure_that_nobody_holds_is_said_beside_what_it_would_bear_on(
    bare_snapshot: Path, open_app: Open
) -> None:
    begin("E06000055")
    app = open_app(
        bare_snapshot, "self_assessment", area="E06000055", part="3-Indicators of health harms"
    )
    assert not app.exception
    said = [one.value for one in app.markdown if one.value.startswith("Would bear on it")]
    assert [line.partition(". ")[2] for line in said] == [
        "No such figure is held here: write or link your own under Evidence."
    ] * 2
    assert [line.partition(". ")[0] for line in said] == [
        "Would bear on it: clients tested for blood-borne viruses",
        "Would bear on it: clients issued with naloxone",
    ]


def test_a_round_is_begun_rated_and_assigned(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "self_assessment", area="E06000055")
    assert app.info[0].value.startswith("No round has begun")
    app.text_input(key="round_name").set_value("2027")
    app.button(key="round_start").click().run()
    assert not app.exception
    rating = next(one for one in app.button_group if str(one.key).startswith("rate_"))
    rating.set_value("partly").run()
    assert not app.exception
    assert any("1 of 131 statements" in one.value for one in app.header)
    owner = next(one for one in app.text_input if one.label == "Owner")
    owner.set_value("A. Person")
    next(one for one in app.button if str(one.key).startswith("keep_")).click().run()
    assert not app.exception
    assert any(one.label.endswith(": A. Person") for one in app.expander)
    assert not any("Nobody is named" in one.value for one in app.info)


def test_a_round_needs_a_name(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "self_assessment", area="E06000055")
    app.button(key="round_start").click().run()
    assert app.error[0].value.startswith("A round needs a name")


def test_a_file_is_kept_as_evidence_counted_and_taken_out(
    bare_snapshot: Path, open_app: Open
) -> None:
    area = "E06000055"
    begin(area)
    app = open_app(bare_snapshot, "self_assessment", area=area)
    label = "Add a file as evidence, up to 3 MB"
    next(one for one in app.file_uploader if one.label == label).upload(
        "Plan.pdf", b"%PDF-1.7 a plan", "application/pdf"
    )
    app.run()
    assert not app.exception
    assert not app.error
    assert any(one.label.startswith("Evidence with 1 file,") for one in app.expander)
    (current,) = list_rounds(open_workspace(), area_code=AreaCode(area))
    kept = list_files(open_workspace(), round_id=current.round_id)
    # The first item of the first group is the first statement.
    assert [(name, [one.name for one in files]) for name, files in kept.items()] == [
        ("1.1", ["Plan.pdf"])
    ]
    assert read_file(open_workspace(), kept["1.1"][0]) == b"%PDF-1.7 a plan"
    next(one for one in app.file_uploader if one.label == label).upload(
        "Plan.pdf", b"MZ", "application/pdf"
    )
    app.run()
    assert "it is no pdf file" in app.error[0].value
    saved = open_app(bare_snapshot, "saved_work", area=area)
    shown = [element.proto.json for element in saved.get("bidi_component")]
    assert any("Plan.pdf" in one for one in shown)
    assert not any("JVBERi0" in one for one in shown)  # its bytes, as they are stored
    next(one for one in app.button if one.label == "Take out").click().run()
    assert list_files(open_workspace(), round_id=current.round_id) == {}


def test_a_file_kept_by_mistake_is_erased_by_an_administrator_only(
    bare_snapshot: Path, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin("E06000055")
    (current,) = list_rounds(open_workspace(), area_code=AreaCode("E06000055"))
    for name in ("Taken out.pdf", "Kept.pdf"):
        add_file(
            open_workspace(),
            LOCAL_USER,
            round_id=current.round_id,
            item_id="1.1",
            name=name,
            data=b"%PDF-1.7 a plan",
        )
    gone = list_files(open_workspace(), round_id=current.round_id)["1.1"][1]
    remove_file(open_workspace(), LOCAL_USER, gone)
    with monkeypatch.context() as changed:
        changed.setattr(assessment_files, "current_actor", lambda: Actor("Ed", Role.EDITOR))
        changed.setattr(self_assessment_rating, "current_actor", lambda: Actor("Ed", Role.EDITOR))
        changed.setattr(erasing, "current_actor", lambda: Actor("Ed", Role.EDITOR))
        app = open_app(bare_snapshot, "self_assessment", area="E06000055")
        assert [one for one in app.button if one.label == "Take out"]
        assert not [one for one in app.button if one.label == "Erase it for good"]
    app = open_app(bare_snapshot, "self_assessment", area="E06000055")
    for left in (1, 0):
        next(one for one in app.button if one.label == "Erase it for good").click().run()
        assert not app.exception
        assert not app.error
        assert len([one for one in app.button if one.label == "Erase it for good"]) == left
    assert list_files(open_workspace(), round_id=current.round_id) == {}
    saved = open_app(bare_snapshot, "saved_work", area="E06000055")
    shown = " ".join(element.proto.json for element in saved.get("bidi_component"))
    assert "Kept.pdf" not in shown
    assert "Taken out.pdf" not in shown
    assert "A file of evidence" in shown


def test_files_of_a_removed_round_are_erased(bare_snapshot: Path, open_app: Open) -> None:
    workspace = open_workspace()
    for name in ("Kept.pdf", "Taken out.pdf"):
        begin("E06000055")
        (current,) = list_rounds(workspace, area_code=AreaCode("E06000055"))
        file = add_file(
            workspace,
            LOCAL_USER,
            round_id=current.round_id,
            item_id="1.1",
            name=name,
            data=b"%PDF-1.7 a plan",
        )
        if name == "Taken out.pdf":
            remove_file(workspace, LOCAL_USER, file)
        # The second round is called as the first was.
        remove_round(workspace, LOCAL_USER, current)
    elsewhere = open_app(bare_snapshot, "self_assessment", area="E06000056")
    assert not [one for one in elsewhere.button if one.label == "Erase it for good"]
    app = open_app(bare_snapshot, "self_assessment", area="E06000055")
    for left in (1, 0):
        next(one for one in app.button if one.label == "Erase it for good").click().run()
        assert not app.exception
        assert not app.error
        assert len([one for one in app.button if one.label == "Erase it for good"]) == left
    assert b"Kept.pdf" not in make_backup(workspace, LOCAL_USER)
    assert b"Taken out.pdf" not in make_backup(workspace, LOCAL_USER)
