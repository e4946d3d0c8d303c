"""Slides read back with the library that others open them with."""

import io

import altair as alt
import pandas as pd
from pptx import Presentation

from cdof_core.charts.paper import Wording
from cdof_core.charts.theme import LIGHT, themed
from cdof_core.report.picture import Picture
from cdof_core.report.slide_table import MOST_ROWS
from cdof_core.report.slides import Slide, write_slides
from cdof_core.report.table_texts import ReadableTable, as_texts
from cdof_core.report.tables import Table


def picture():
    def draw(width):
        chart = alt.layer(
            alt.Chart(alt.NamedData(name="points")).mark_bar().encode(x="a:N", y="b:Q"),
            width=width or 300,
            height=200,
        )
        rows = [{"a": "x", "b": 1}, {"a": "y", "b": 2}]
        return themed(chart, palette=LIGHT, description="Two bars.", datasets={"points": rows})

    words = Wording("Y is higher", "Per cent, 2020", "Source: invented.", "Two bars.")
    return Picture(wording=words, palette=LIGHT, draw=draw)


def opened(slides):
    deck = Presentation(io.BytesIO(write_slides(slides, title="A story", about="A day")))
    return list(deck.slides)


def texts(page):
    return [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]


def test_each_finding_has_a_slide_with_its_picture_source_and_notes():
    slide = Slide("Y is higher", "Per cent, 2020", "Source: invented.", picture(), notes="Say it.")
    first, second = opened([slide])
    assert first.shapes.title.text_frame.text == "A story"
    assert second.shapes.title.text_frame.text == "Y is higher"
    assert {"Per cent, 2020", "Source: invented.", "1"} <= set(texts(second))
    assert second.notes_slide.notes_text_frame.text == "Say it."
    (shown,) = [shape for shape in second.shapes if shape.shape_type == 13]  # a picture
    assert shown._element.nvPicPr.cNvPr.get("descr") == "Two bars."
    assert shown.left >= 0
    assert shown.top + shown.height <= 6858000  # 7.5 inches: nothing hangs over the edge


def test_without_a_picture_the_table_is_shown_and_what_is_left_out_is_counted():
    rows = tuple((f"Area {number}", str(number)) for number in range(20))
    _, page = opened([Slide("Twenty", table=ReadableTable(("Area", "Value"), rows, (1,)))])
    (table,) = [shape.table for shape in page.shapes if shape.has_table]
    assert len(table.rows) == MOST_ROWS + 1
    assert [cell.text for cell in table.rows[1].cells] == ["Area 0", "0"]
    assert "8 further rows are in the table of the view." in texts(page)


def test_a_table_is_read_as_it_is_rounded_and_without_empty_columns():
    data = pd.DataFrame({"Area": ["A", "B"], "Value": [12.345, None], "Note": ["", ""]})
    table = Table("T", data, {"Value": 1}, (), pd.Timestamp("2026-01-01"))
    read = as_texts(table)
    assert read.headings == ("Area", "Value")
    assert read.rows == (("A", "12.3"), ("B", "–"))
    assert read.numbers == (1,)


def test_sources_that_cannot_be_read_at_nine_points_are_all_in_the_notes():
    every = "Sources: " + "; ".join(f"Publisher number {n}, publication" for n in range(30)) + "."
    _, page = opened([Slide("Many", source=every, points=("A sentence.",), notes="Say it.")])
    (shown,) = [shape for shape in page.shapes if shape.text_frame.text.startswith("Sources: ")]
    assert shown.text_frame.text.endswith(" more, named in the notes of this slide.")
    assert shown.text_frame.paragraphs[0].font.size.pt == 9
    assert page.notes_slide.notes_text_frame.text == f"Say it.\n\n{every}"


def test_rows_that_would_hang_over_the_edge_are_counted_instead():
    rows = tuple(("word " * 60, str(number)) for number in range(12))
    _, page = opened([Slide("Long", table=ReadableTable(("Area", "Value"), rows, (1,)))])
    (table,) = [shape for shape in page.shapes if shape.has_table]
    shown = len(table.table.rows) - 1
    assert 0 < shown < 12
    assert table.top + table.height <= 6858000
    assert f"{12 - shown} further rows are in the table of the view." in texts(page)
