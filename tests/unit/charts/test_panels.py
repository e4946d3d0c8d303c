"""Small charts: what they encode, and that one specification serves all panels."""

from itertools import product

import pytest

from cdof_core.charts.panel_rows import (
    PanelLook,
    headed,
    look_of,
    panel_rows,
    words_in_line,
)
from cdof_core.charts.panels import draw_panel, draw_panels, panel_specification, panel_title
from cdof_core.charts.specification import spec_and_rows
from cdof_core.charts.theme import DARK, LIGHT
from tests.unit.charts.samples import words_of


def points(values, *, line="England", role="main", segments="ssssssssssss"):
    return [
        {
            "line": line,
            "role": role,
            "time": 2010.5 + year,
            "period_text": str(2010 + year),
            "segment": segments[year],
            "value": value,
            "lower95": None,
            "upper95": None,
            "value_text": "x",
            "interval_text": "none",
            "evidence": "",
            "is_quoted": False,
        }
        for year, value in enumerate(values)
    ]


def look(rows, **changes):
    asked = {"shared": True, "has_labels": True, "palette": LIGHT} | changes
    return look_of(rows, **asked)


def test_a_gap_stays_a_gap():
    rows = points([1.0, None, 3.0])
    assert [row["value"] for row in panel_rows(rows, look=look(rows))] == [1.0, None, 3.0]


def test_only_the_last_point_carries_the_name():
    rows = points([1.0, 2.0]) + points([1.0, None], line="Wales", role="second")
    drawn = panel_rows(rows, look=look(rows))
    assert {(row["label"], row["time"]) for row in drawn if row["label"]} == {
        ("England", 2011.5),
        ("Wales", 2010.5),
    }
    bare = panel_rows(rows, look=look(rows, has_labels=False))
    assert not any(row["label"] for row in bare)


def test_a_name_does_not_begin_before_the_last_point_of_the_other_line():
    rows = points([1.0] * 6) + points([1.0] * 5 + [None], line="Wales", role="second")
    drawn = panel_rows(rows, look=look(rows))
    assert {row["label_time"] for row in drawn if row["label"]} == {2015.5}


def test_a_point_alone_in_its_stretch_shows_itself():
    rows = points([1.0, 2.0, 3.0], segments="abb")
    assert [row["is_alone"] for row in panel_rows(rows, look=look(rows))] == [True, False, False]


def test_panels_without_a_value_have_a_look_all_the_same():
    rows = points([None, None])
    assert panel_rows(rows, look=look(rows))[0]["value"] is None


def test_a_shared_scale_starts_at_zero_and_holds_the_highest():
    rows = points([1.0, 41.0])
    assert look(rows).top == 60
    assert look(rows, shared=False).top is None
    shared = look(rows)
    assert panel_rows(rows, look=shared)[0]["top"] == 60
    chart = draw_panel(look=shared, width=300).to_dict()
    chart["datasets"]["points"] = panel_rows(rows, look=shared)
    assert [text for text in words_of(chart) if text.isdigit()][-4:] == ["0", "20", "40", "60"]


@pytest.mark.parametrize(
    ("span", "top", "has_labels", "palette"),
    list(product([(2001.5, 2023.5), (2019.2, 2019.2)], [None, 60.0], [True, False], [LIGHT, DARK])),
)
def test_a_panel_drawn_once_and_fitted_is_the_panel_drawn_for_its_look(
    span, top, has_labels, palette
):
    asked = PanelLook(span, top, has_labels, palette)
    drawn, _ = spec_and_rows(draw_panel(look=asked))
    assert panel_specification(asked).items() >= drawn.items()


def test_other_times_values_and_words_leave_the_specification_as_it_is():
    long, short = points([1.0, 41.0] * 6), points([0.1, 0.2])
    assert panel_specification(look(long)) is panel_specification(look(short))
    rows = headed(panel_rows(long, look=look(long)), words=("Bedford", "41.0"))
    chart = panel_specification(look(long)) | {"datasets": {"points": rows, "events": []}}
    assert {"Bedford", "41.0"} <= set(words_of(chart | {"width": 300}))


def test_lines_of_words_above_a_plot_stay_lines():
    words = words_in_line([("One Two", "three")], width=40)
    rows = headed([{"value": 1.0}, {"value": 2.0}], words=words[0])
    assert rows == [{"value": 1.0, "title": "One\nTwo", "below": "three"}, {"value": 2.0}]


def test_words_above_all_panels_take_as_many_lines():
    panels = [("One Two", "three"), ("One", "three four"), ("One", "")]
    assert words_in_line(panels, width=40) == [
        ("One\nTwo", "three\n\N{NO-BREAK SPACE}"),
        ("\N{NO-BREAK SPACE}\nOne", "three\nfour"),
        ("\N{NO-BREAK SPACE}\nOne", "\N{NO-BREAK SPACE}\n\N{NO-BREAK SPACE}"),
    ]
    assert words_in_line([], width=40) == []


def test_years_stand_within_the_time_shown():
    rows = points([1.0] * 12)
    chart = draw_panel(look=look(rows), width=300).to_dict()
    chart["datasets"]["points"] = panel_rows(rows, look=look(rows))
    assert [text for text in words_of(chart) if text.startswith("20")] == ["2015", "2020"]


def test_lines_are_told_apart_by_dashes_and_shapes_not_by_colour_alone():
    rows = points([1.0, 2.0])
    line, filled = draw_panel(look=look(rows)).to_dict()["layer"][2:4]
    assert line["encoding"]["strokeDash"]["field"] == "role"
    assert len({str(dash) for dash in line["encoding"]["strokeDash"]["scale"]["range"]}) == 5
    assert len(set(filled["encoding"]["shape"]["scale"]["range"])) == 5
    assert [d["field"] for d in line["encoding"]["detail"]] == ["line", "segment"]


def test_all_panels_make_one_picture_with_their_rows_inside():
    rows = points([1.0, 2.0])
    shared = look(rows, palette=DARK)
    data = panel_rows(rows, look=shared)
    picture = draw_panels(
        {"One": (data, [], "first"), "Two": (data, [{"time": 2011.0, "label": "b"}], "second")},
        look=shared,
        width=720,
        description="Two charts",
    ).to_dict()
    assert [chart["title"]["text"] for chart in picture["concat"]] == [["One"], ["Two"]]
    assert picture["datasets"]["points1"] == data
    assert picture["config"]["background"] == DARK.ground


def test_one_panel_has_the_width_of_the_picture():
    rows = points([1.0, 2.0])
    shared = look(rows)
    picture = draw_panels(
        {"One": (panel_rows(rows, look=shared), [], "first")},
        look=shared,
        width=720,
        description="One chart",
    ).to_dict()
    assert picture["concat"][0]["width"] > 600


def test_a_long_title_is_wrapped():
    title = panel_title("Codeine not from compound formulation", "x", palette=LIGHT, width=150)
    assert len(title["text"]) > 1


def test_a_quoted_figure_has_a_hollow_point_that_always_shows():
    rows = points([1.0, 2.0])
    encoding = draw_panel(look=look(rows)).to_dict()["layer"][3]["encoding"]
    assert encoding["fill"]["condition"] == {"test": "datum.is_quoted", "value": LIGHT.ground}
    assert "is_quoted" in encoding["opacity"]["condition"]["test"]
