"""The scorecard page: the Essex report as printed, and a line of one's own."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

from cdof_core.domain import AreaCode
from cdof_core.workspace import LOCAL_USER, list_changes, open_workspace, undo_change
from cdof_core.workspace.scorecard_lines import KeptLine, KeptPoint, keep_line, list_lines
from tests.pages.conftest import Open

AREA = "E06000055"


def test_the_essex_report_is_shown_with_what_follows_from_it(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "scorecard", case="essex_performance")
    assert not app.exception
    assert app.header[0].value == "18 of 23 comparisons with a target meet it and 5 do not."
    assert any("Reference case" in warning.value for warning in app.warning)
    shown = [json.loads(element.proto.json) for element in app.get("bidi_component")]
    table = next(one for one in shown if "Standing and year end" in one.get("columns", ()))
    newest = [row[0]["text"] for row in table["groups"][0]["rows"]]
    # Eleven indicators as the report numbers them; the fourth in three parts.
    assert {int(name.split(".")[0]) for name in newest} == set(range(1, 12))
    every = [row for group in table["groups"] for row in group["rows"]]
    place = table["columns"].index("Judgement")
    assert Counter(row[place]["mark"]["word"] for row in every) == {"Met": 18, "Not met": 5}
    said = json.dumps(shown, ensure_ascii=False)
    assert "in the top quartile in all three domains" in said
    assert "problem drug users 10.3% against T of 10.8%" in said
    assert "assumes that 80% are problem drug users" in said


def test_a_line_of_a_measure_is_kept_held_against_its_target_and_removed(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "scorecard", area="E06000055", fold_line="true")
    assert app.info[0].value.startswith("No line is kept for this area yet")
    measure = next(box for box in app.selectbox if box.label == "What is measured")
    measure.set_value("cin_parent_drug").run()
    # The share of assessments was 17.0% in the year to March 2025: at most 20 is met.
    next(box for box in app.selectbox if box.label == "Target is").set_value("at_most")
    next(box for box in app.number_input if box.label == "Target").set_value(20.0)
    next(box for box in app.text_input if box.label == "Who answers for it").set_value("A. Person")
    next(one for one in app.button if one.label == "Keep this line").click().run()
    assert not app.exception
    assert not app.error
    assert app.success[0].value.endswith("is kept.")
    # Eight years: the newest is held against the target, the others were before the promise.
    assert app.header[0].value.startswith("1 of 1 comparison")
    table = next(
        json.loads(element.proto.json)
        for element in app.get("bidi_component")
        if '"Standing and year end"' in element.proto.json
    )
    newest = dict(zip(table["columns"], table["groups"][0]["rows"][0], strict=True))
    assert newest["Benchmark"]["below"].startswith("England: ")
    assert newest["Benchmark"]["mark"]["word"]
    assert "not foreseen: the figures are yearly" in newest["Standing and year end"]["text"].lower()
    next(box for box in app.selectbox if box.label == "Line to change").select_index(1).run()
    next(one for one in app.button if one.label == "Remove this line").click().run()
    assert not app.exception
    assert app.info[0].value.startswith("No line is kept for this area yet")


def test_a_line_stays_of_its_measure_where_the_profile_in_view_lacks_it(
    snapshot_path: Path, open_app: Open
) -> None:
    open_app(snapshot_path)
    line = KeptLine(name="Parents", indicator_id="cin_parent_drug", target=20.0)
    keep_line(open_workspace(), LOCAL_USER, line, area_code=AreaCode("E06000055"))
    app = open_app(snapshot_path, "scorecard", area="E06000055", sex="Female", fold_line="true")
    next(box for box in app.selectbox if box.label == "Line to change").select_index(1).run()
    measure = next(box for box in app.selectbox if box.label == "What is measured")
    assert measure.value == "cin_parent_drug"
    next(one for one in app.button if one.label == "Keep this line").click().run()
    assert not app.exception
    (kept,) = list_lines(open_workspace(), area_code=AreaCode("E06000055"))
    assert kept.indicator_id == "cin_parent_drug"


def test_a_line_without_a_name_is_refused_in_a_sentence(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "scorecard", area="E06000055", fold_line="true")
    next(one for one in app.button if one.label == "Keep this line").click().run()
    assert app.error[0].value.startswith("A line needs a name")


def test_a_scorecard_is_taken_into_the_report_to_the_scrutiny_committee(
    snapshot_path: Path, open_app: Open
) -> None:
    figures = (KeptPoint(date(2030, 4, 1), date(2030, 6, 30), "Apr to Jun 2030", 62.0),)
    line = KeptLine("Waits under three weeks", target=90.0, points=figures, owner="A. Person")
    line = replace(line, benchmark=98.0, benchmark_name="England")
    keep_line(open_workspace(), LOCAL_USER, line, area_code=AreaCode("E06000055"))
    app = open_app(snapshot_path, "chapter", area="E06000055")
    app.selectbox(key="chapter_template").set_value("scrutiny").run()
    app.button(key="chapter_begin").click().run()
    take = next(one for one in app.button if one.label == "The scorecard, as it stands")
    take.click().run()
    assert not app.exception
    app.selectbox(key="chapter_form").set_value("md").run()
    app.button(key="chapter_make").click().run()
    assert not app.error
    made = app.session_state["prepared_chapter"][1].decode()
    row = next(text for text in made.splitlines() if "Waits under three weeks" in text)
    for said in ("62.0%", "at least 90.0%", "Not met", "98.0% (England)", "A. Person"):
        assert said in row


def test_of_two_browsers_that_change_one_line_the_second_is_told(
    bare_snapshot: Path, open_app: Open
) -> None:
    figures = (KeptPoint(date(2030, 4, 1), date(2030, 6, 30), "Apr to Jun 2030", 62.0),)
    keep_line(
        open_workspace(), LOCAL_USER, KeptLine("Waits", points=figures), area_code=AreaCode(AREA)
    )
    browsers = [open_app(bare_snapshot, "scorecard", area=AREA, fold_line="true") for _ in range(2)]
    for browser, owner in zip(browsers, ("Ann", "Ben"), strict=True):
        next(box for box in browser.selectbox if box.label == "Line to change").select_index(1)
        browser.run()
        who = next(box for box in browser.text_input if box.label == "Who answers for it")
        who.set_value(owner)
    for browser in browsers:
        next(one for one in browser.button if one.label == "Keep this line").click().run()
    assert browsers[0].success[0].value == "Waits is kept."
    assert "changed this while you wrote" in browsers[1].error[0].value
    said = [one.value for one in browsers[1].markdown if one.value.startswith("Kept now")]
    assert "**Owner:** Ann" in said[0]
    (kept,) = list_lines(open_workspace(), area_code=AreaCode(AREA))
    assert kept.owner == "Ann"
    # Nothing that the second typed is gone: they may keep it once more, or not.
    typed = [box.value for box in browsers[1].text_input if box.label == "Who answers for it"]
    assert typed == ["Ben"]
    next(one for one in browsers[1].button if one.label == "Keep mine instead").click().run()
    (kept,) = list_lines(open_workspace(), area_code=AreaCode(AREA))
    assert kept.owner == "Ben"


def test_the_mix_behind_a_target_of_ones_own_is_warned_of(
    bare_snapshot: Path, open_app: Open
) -> None:
    # 70% of all against 60% and 90%: the targets assume two thirds of the first, the figures
    # of the year 50%; the same targets then ask for 75%.
    kept = {}
    for name, target, value in (("All", 70.0, 72.0), ("Alcohol", 90.0, 90.0)):
        figures = (KeptPoint(date(2030, 4, 1), date(2031, 3, 31), "2030/31", value),)
        line = KeptLine(name, target=target, points=figures)
        whole = kept["All"].entry.entry_id if kept else ""
        line = replace(line, whole_id=whole)
        kept[name] = keep_line(open_workspace(), LOCAL_USER, line, area_code=AreaCode(AREA))
    figures = (KeptPoint(date(2030, 4, 1), date(2031, 3, 31), "2030/31", 54.0),)
    opiates = KeptLine("Opiates", target=60.0, points=figures)
    keep_line(open_workspace(), LOCAL_USER, opiates, area_code=AreaCode(AREA))
    app = open_app(bare_snapshot, "scorecard", area=AREA, fold_line="true")
    assert "assumes" not in shown_json(app)
    named = app.selectbox(key="scorecard_which")
    named.select_index(named.options.index("Opiates")).run()
    part = next(one for one in app.selectbox if one.label == "Part of the line for all clients")
    # A part has no parts of its own.
    assert part.options == ["None: a line of its own", "All"]
    part.set_value(kept["All"].entry.entry_id)
    next(one for one in app.button if one.label == "Keep this line").click().run()
    assert not app.exception
    assert not app.error
    said = shown_json(app)
    # (90 - 72) / (90 - 54) = 50%; half of 60% and half of 90%.
    assert "assumes that 67% are Opiates" in said
    assert "imply 50%. At that mix the same targets ask for 75.0%, which 72.0% has not met" in said
    assert "All, Opiates" in said


def test_a_part_that_cannot_be_read_as_one_says_why(bare_snapshot: Path, open_app: Open) -> None:
    area = AreaCode(AREA)
    whole = keep_line(open_workspace(), LOCAL_USER, KeptLine("All"), area_code=area)
    for name, unit, whole_id in (
        ("Opiates", "people", whole.entry.entry_id),
        ("Alcohol", "%", "a line that is gone"),
        ("Others", "%", whole.entry.entry_id),
    ):
        line = KeptLine(name, unit=unit, whole_id=whole_id)
        kept = keep_line(open_workspace(), LOCAL_USER, line, area_code=area)
    chained = KeptLine("Cannabis", whole_id=kept.entry.entry_id)
    keep_line(open_workspace(), LOCAL_USER, chained, area_code=area)
    said = shown_json(open_app(bare_snapshot, "scorecard", area=AREA, fold_line="true"))
    assert "Opiates is kept as a part of another line, but the two are not both in per cent" in said
    assert "Alcohol is kept as a part of a line that was removed" in said
    assert "Cannabis is kept as a part of a line that is itself a part of another" in said
    assert "All, Others" in said
    assert "Others is kept as a part" not in said


def test_figures_entered_go_where_an_indicator_takes_their_place_and_come_back(
    snapshot_path: Path, open_app: Open
) -> None:
    area, engine = AreaCode(AREA), open_workspace()
    figure = KeptPoint(date(2030, 4, 1), date(2030, 6, 30), "Apr to Jun 2030", 62.0)
    keep_line(engine, LOCAL_USER, KeptLine("Waits", points=(figure,)), area_code=area)
    app = open_app(snapshot_path, "scorecard", area=AREA, fold_line="true")
    app.selectbox(key="scorecard_which").select_index(1).run()
    measure = next(box for box in app.selectbox if box.label == "What is measured")
    measure.set_value("cin_parent_drug").run()
    assert any(
        "The figure entered for this line goes when it is kept" in one.value for one in app.caption
    )
    # Somebody else types another figure meanwhile: it is named, and the indicator stands.
    (kept,) = list_lines(engine, area_code=area)
    later = KeptPoint(date(2030, 7, 1), date(2030, 9, 30), "Jul to Sep 2030", 64.0)
    keep_line(engine, LOCAL_USER, replace(kept, points=(figure, later)), area_code=area)
    next(one for one in app.button if one.label == "Keep this line").click().run()
    assert "changed this while you wrote" in app.error[0].value
    next(one for one in app.button if one.label == "Keep mine instead").click().run()
    assert not app.exception
    (kept,) = list_lines(engine, area_code=area)
    assert (kept.indicator_id, kept.points) == ("cin_parent_drug", ())
    undo_change(engine, LOCAL_USER, list_changes(engine, kind="target")[0])
    (kept,) = list_lines(engine, area_code=area)
    assert (kept.name, kept.points) == ("Waits", (figure, later))


def shown_json(app) -> str:
    return " ".join(str(element.proto.json) for element in app.get("bidi_component"))
