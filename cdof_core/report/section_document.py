"""The JSNA section as a Word document: headings, sentences, a table, charts and sources."""

import io
from collections.abc import Callable
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.analysis.jsna_section import JsnaSection
from cdof_core.narrative.figures import figure_from_row
from cdof_core.narrative.key_messages import profile_headline
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import interval_text, number_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.sentences import level_sentence, trend_sentence
from cdof_core.narrative.words import STRENGTHS, chip_word, trend_word
from cdof_core.report.images import chart_png
from cdof_core.report.pictures import trend_picture
from cdof_core.report.sources import source_line

_HEADINGS: Final = (
    "Measure",
    "Period",
    "Value",
    "95% interval",
    "Benchmark",
    "Judgement",
    "Recent trend",
)
_PICTURE_WIDTH: Final = Cm(16)
_FEWEST_POINTS: Final = 2


def write_section(
    section: JsnaSection, *, progress: Callable[[float, str], None] | None = None
) -> bytes:
    """Write the section as a Word document.

    The same section gives the same text and figures every time.

    Args:
        section: Chosen measures of one area.
        progress: Called with a share from 0 to 1 and what is being done.

    Returns:
        The .docx file.
    """
    document = Document()
    _set_up(document, section)
    _summary(document, section)
    rows = section.comparison.rows.to_dict("records")
    for number, (row, view) in enumerate(zip(rows, section.views, strict=True)):
        if progress is not None:
            progress(number / len(rows), str(row["short_name"]))
        _measure(document, row, view, section)
    _sources(document, section)
    buffer = io.BytesIO()
    document.save(buffer)
    if progress is not None:
        progress(1.0, "Done")
    return buffer.getvalue()


def _set_up(document: WordDocument, section: JsnaSection) -> None:
    """Set language, fonts, title and the properties that identify the document."""
    style = document.styles["Normal"]
    style.font.name = "Calibri"
    style.font.size = Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    style.element.get_or_add_rPr().append(language)
    name = section.comparison.places.area.name
    title = f"Drug-related harm in {in_sentence(name)}"
    document.core_properties.title = title
    document.core_properties.subject = f"Snapshot {section.content_hash[:12]}"
    document.core_properties.author = ""
    document.core_properties.created = section.built_at.to_pydatetime()
    document.core_properties.modified = section.built_at.to_pydatetime()
    document.add_heading(title, level=0)


def _summary(document: WordDocument, section: JsnaSection) -> None:
    """Write what the numbers say together, and the table of all measures."""
    rows = section.comparison.rows
    places = section.comparison.places
    document.add_heading("Summary", level=1)
    document.add_paragraph(
        profile_headline(
            list(rows["judgement"]),
            area_name=places.area.name,
            benchmark_label=places.chosen.label,
        )
    )
    _caption(document, f"Table 1: {places.area.name} against {places.chosen.label}")
    table = document.add_table(rows=1 + len(rows), cols=len(_HEADINGS), style="Light Grid Accent 1")
    # python-docx looks every cell up anew through `cell()`; its own list is many times faster.
    cells = table._cells  # pyright: ignore[reportPrivateUsage]
    texts = [list(_HEADINGS), *(_table_row(row) for row in rows.to_dict("records"))]
    for cell, text in zip(cells, (text for line in texts for text in line), strict=True):
        cell.text = text
        cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        for run in cell.paragraphs[0].runs:
            run.font.size = Pt(9)
    for column in (2, 3, 4):
        for line in range(1, len(texts)):
            paragraph = cells[line * len(_HEADINGS) + column].paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _mark_header_row(table)
    if places.warning:
        document.add_paragraph(f"About the comparison group: {places.warning}")


def _table_row(row: dict[Any, Any]) -> list[str]:
    unit, decimals = str(row["unit"]), int(row["decimals"])
    return [
        str(row["name"]),
        period_text(str(row["period_label"])),
        value_text(row["value"], unit=unit, decimals=decimals),
        interval_text(row["lower95"], row["upper95"], unit=unit, decimals=decimals)
        or "not published",
        value_text(row["benchmark"], unit=unit, decimals=decimals, with_unit=False),
        chip_word(str(row["judgement"]), str(row["reason"])),
        trend_word(str(row["trend"]), str(row["trend_reason"]), str(row["polarity"])),
    ]


def _measure(
    document: WordDocument, row: dict[Any, Any], view: IndicatorView, section: JsnaSection
) -> None:
    """Write one measure: sentences, chart, definition."""
    figure = figure_from_row(row, area_name=section.comparison.places.area.name)
    document.add_heading(str(row["name"]), level=1)
    sentences = [level_sentence(figure).text, trend_sentence(figure).text]
    document.add_paragraph(" ".join(sentence for sentence in sentences if sentence))
    own_points = view.trend[(view.trend["role"] == "area") & view.trend["value"].notna()]
    if len(own_points) >= _FEWEST_POINTS:
        _picture(document, view, section)
    definition = str(view.indicator["definition"])
    limits = str(view.indicator["limitations"])
    for label, text in (("What is counted: ", definition), ("Limitations: ", limits)):
        if text:
            paragraph = document.add_paragraph()
            paragraph.add_run(label).bold = True
            paragraph.add_run(text)


def _picture(document: WordDocument, view: IndicatorView, section: JsnaSection) -> None:
    """Add the trend chart with a numbered caption and alternative text."""
    chart = trend_picture(view, source=source_line(section.sources, view.sources), height=260)
    document.add_picture(io.BytesIO(chart_png(chart)), width=_PICTURE_WIDTH)
    properties = document.inline_shapes[-1]._inline.docPr  # pyright: ignore[reportPrivateUsage]
    properties.set("descr", str(chart.to_dict()["description"]))
    properties.set("title", str(view.indicator["name"]))
    number = len(document.inline_shapes)
    area = view.places.area.name
    _caption(document, f"Figure {number}: {view.indicator['name']}, {area}")


def _sources(document: WordDocument, section: JsnaSection) -> None:
    """List every dataset used, the method, and the snapshot."""
    document.add_heading("Sources", level=1)
    for source in section.sources.to_dict("records"):
        text = f"{source['publisher']}, {source['publication']}"
        text += f", {source['table_name']}" if source["table_name"] else ""
        text += f" ({source['published']})" if source["published"] else ""
        text += f". {source['attribution'] or source['licence']}."
        text += f" {STRENGTHS[str(source['strength'])]}."
        document.add_paragraph(text.replace("..", "."), style="List Bullet")
    document.add_heading("Method", level=1)
    document.add_paragraph(
        "A figure is judged by its 95% confidence interval against the benchmark's value for the "
        "same period, sex, age and method: outside is better or worse by the direction that is "
        "good for the measure, inside is similar. Intervals are the publisher's where published; "
        "otherwise Wilson's for proportions, and exact Poisson (below 10 events) or Byar's for "
        "rates. A recent trend is tested on five comparable yearly values (p below 0.002)."
    )
    built = number_text(section.built_at.day)
    document.add_paragraph(
        f"Figures from data snapshot {section.content_hash[:12]}, built {built} "
        f"{section.built_at:%B %Y}. Check the publisher's latest release before citing."
    )


def _caption(document: WordDocument, text: str) -> None:
    document.add_paragraph(text, style="Caption")


def _mark_header_row(table: Table) -> None:
    """Mark the first row as a header that repeats on every page, for screen readers too."""
    row = table.rows[0]._tr  # pyright: ignore[reportPrivateUsage]
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(header)
