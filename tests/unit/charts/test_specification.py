import json

import altair as alt
import pandas as pd
from altair.utils.schemapi import SchemaValidationError

from cdof_core.charts.paper import Wording, on_paper
from cdof_core.charts.ranked_bars import draw_ranked_bars
from cdof_core.charts.specification import fitted, rows_of, spec_and_rows, unchecked
from cdof_core.charts.theme import LIGHT
from tests.unit.charts.samples import ranked_rows

WORDING = Wording(finding="Finding", measure="Measure", source="Source", description="Text")


def drawn(benchmark: float = 5.0, width: int | None = None) -> alt.LayerChart:
    return draw_ranked_bars(
        ranked_rows(),
        benchmark=benchmark,
        benchmark_label="England",
        unit="%",
        description="Text",
        width=width,
    )


def test_rows_hold_what_json_can():
    frame = pd.DataFrame(
        {
            "name": ["a", None],
            "count": pd.array([1, None], dtype="Int64"),
            "value": [0.5, float("nan")],
            "is_there": [True, False],
            "not_read": [object(), object()],
        }
    )
    assert rows_of(frame, ["name", "count", "value", "is_there"]) == [
        {"name": "a", "count": 1, "value": 0.5, "is_there": True},
        {"name": None, "count": None, "value": None, "is_there": False},
    ]


def test_infinity_is_missing():
    assert rows_of(pd.DataFrame({"value": [float("inf")]}), ["value"]) == [{"value": None}]


def test_the_specification_holds_no_rows():
    specification, rows = spec_and_rows(drawn())
    assert "Ashby" not in json.dumps(specification)
    assert [row["area_name"] for row in rows["areas"]] == ["Ashby", 'Bell"s End', "Colne"]


def test_the_specification_stays_the_same_when_the_numbers_change():
    first, first_rows = spec_and_rows(drawn(benchmark=5.0))
    second, second_rows = spec_and_rows(drawn(benchmark=7.0))
    assert first == second
    assert first_rows["benchmark"] != second_rows["benchmark"]


def test_specification_and_rows_together_are_the_chart():
    specification, rows = spec_and_rows(drawn())
    assert {**specification, "datasets": rows} == drawn().to_dict()


def test_a_picture_for_paper_parts_likewise():
    paper = on_paper(drawn(width=600), wording=WORDING, palette=LIGHT, width=600)
    specification, rows = spec_and_rows(paper)
    assert set(rows) == {"areas", "benchmark"}
    assert {**specification, "datasets": rows} == paper.to_dict()


def test_parting_leaves_the_chart_whole():
    chart = drawn()
    before = chart.to_dict()
    spec_and_rows(chart)
    assert chart.to_dict() == before


def test_slots_are_filled_wherever_they_stand_and_nothing_else_changes():
    drawn = {"title": "@unit", "layer": [{"scale": {"domain": [0, "@top"]}}, "@unit of"], "n": 1}
    assert fitted(drawn, {"@unit": "%", "@top": 8.5}) == {
        "title": "%",
        "layer": [{"scale": {"domain": [0, 8.5]}}, "@unit of"],
        "n": 1,
    }


def is_checked() -> bool:
    try:
        alt.Axis(orient="nowhere")  # pyright: ignore[reportArgumentType]
    except SchemaValidationError:
        return True
    return False


def test_checks_are_on_again_only_when_the_last_who_draws_without_them_is_done():
    first, second = unchecked(), unchecked()
    assert is_checked()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not is_checked()  # with Altair's own switch the first to leave turns them on
    second.__exit__(None, None, None)
    assert is_checked()
