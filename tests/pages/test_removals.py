"""What is removed on a page comes back there, by one button, and is chosen again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cdof_core.domain import AreaCode
from cdof_core.domain.chapter import Chapter
from cdof_core.workspace import LOCAL_USER, open_workspace
from cdof_core.workspace.assessments import list_rounds, start_round
from cdof_core.workspace.chapters import add_chapter, list_chapters
from cdof_core.workspace.partnership import LogItem, LogKind, keep, list_log
from cdof_core.workspace.priorities import Method, add_workshop, list_workshops
from cdof_core.workspace.scorecard_lines import KeptLine, keep_line, list_lines
from tests.pages.conftest import Open

AREA = AreaCode("E06000055")
UNDO = "Undo the removal"


def _press(app: AppTest, *, key: str = "", label: str = "") -> None:
    """Presses the button whose key begins so, or that is called so."""
    found = [
        one
        for one in app.button
        if (key and str(one.key).startswith(key)) or (label and one.label == label)
    ]
    found[0].click().run()
    assert not app.exception


def _workshop() -> str:
    made = add_workshop(
        open_workspace(), LOCAL_USER, name="Ours", area_code=AREA, method=Method.HANLON
    )
    return made.workshop_id


def _round() -> str:
    made = start_round(
        open_workspace(), LOCAL_USER, area_code=AREA, name="Ours", started=date(2026, 5, 1)
    )
    return made.round_id


def _chapter() -> str:
    blank = Chapter(
        title="Ours",
        area_code=AREA,
        area_name="Bedford",
        benchmark="england",
        benchmark_label="England",
        template_id="briefing",
        template_version="1",
        content_hash="",
        built_on="2026-11-21",
        review_on="2027-11-21",
        methods_version="1",
        sections=(),
    )
    return add_chapter(open_workspace(), LOCAL_USER, name="Ours", chapter=blank).head.entry_id


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that the address names: its page and parameter, how one begins and goes."""

    stem: str
    parameter: str
    begin: Callable[[], str]
    held: Callable[[], Sequence[object]]
    key: str = ""
    label: str = ""


@pytest.mark.parametrize(
    "kind",
    [
        Kind(
            "priorities",
            "room",
            _workshop,
            lambda: list_workshops(open_workspace(), area_code=AREA),
            key="workshop_remove",
        ),
        Kind(
            "self_assessment",
            "round",
            _round,
            lambda: list_rounds(open_workspace(), area_code=AREA),
            key="round_remove",
        ),
        Kind(
            "chapter",
            "chapter",
            _chapter,
            lambda: list_chapters(open_workspace(), area_code=AREA),
            label="Remove this chapter",
        ),
    ],
    ids=lambda kind: kind.stem,
)
def test_what_the_address_names_comes_back_and_is_named_again(
    kind: Kind, snapshot_path: Path, open_app: Open
) -> None:
    made = kind.begin()
    app = open_app(snapshot_path, kind.stem, area=AREA, **{kind.parameter: made})
    _press(app, key=kind.key, label=kind.label)
    assert app.success[0].value == "Ours is removed; Saved work can bring it back."
    assert not kind.held()
    _press(app, label=UNDO)
    assert app.success[0].value == "“Ours” is back."
    assert len(kind.held()) == 1
    assert app.session_state[kind.parameter] == made
    app.run()
    assert UNDO not in [one.label for one in app.button]


def test_a_line_of_a_scorecard_comes_back(bare_snapshot: Path, open_app: Open) -> None:
    line = KeptLine("Waiting times", target=10.0)
    made = keep_line(open_workspace(), LOCAL_USER, line, area_code=AREA)
    assert made.entry is not None
    app = open_app(bare_snapshot, "scorecard", area=AREA, fold_line="true")
    app.selectbox(key="scorecard_which").set_value(made.entry.entry_id).run()
    _press(app, key="line_remove")
    assert app.success[0].value == "Waiting times is removed; Saved work can bring it back."
    _press(app, label=UNDO)
    assert [one.name for one in list_lines(open_workspace(), area_code=AREA)] == ["Waiting times"]
    assert app.selectbox(key="scorecard_which").value == made.entry.entry_id


def test_a_record_of_a_partnership_comes_back(bare_snapshot: Path, open_app: Open) -> None:
    item = LogItem("Need help", LogKind.REQUEST, date(2026, 1, 1))
    keep(open_workspace(), LOCAL_USER, item, area_code=AREA)
    (made,) = list_log(open_workspace(), area_code=AREA)
    assert made.entry is not None
    app = open_app(bare_snapshot, "partnership", area=AREA)
    next(box for box in app.selectbox if str(box.key).startswith("log_which")).select_index(1).run()
    _press(app, key="log_remove")
    assert list_log(open_workspace(), area_code=AREA) == []
    _press(app, label=UNDO)
    assert [one.value for one in app.success] == ["It is back."]
    menu = next(box for box in app.selectbox if str(box.key).startswith("log_which"))
    assert menu.value == made.entry.entry_id
    assert len(list_log(open_workspace(), area_code=AREA)) == 1
