"""The JSNA section as a Word document: sentences, a table, one chart a measure, sources."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.shared import Cm, Pt

from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.analysis.jsna_section import JsnaSection
from cdof_core.domain.judgement import Judgement
from cdof_core.narrative.figures import figure_from_row
from cdof_core.narrative.key_messages import profile_headline
from cdof_core.narrative.names import at_start, in_sentence, listed
from cdof_core.narrative.numbers import interval_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.sentences import level_sentence, trend_sentence
from cdof_core.narrative.words import MARKS, chip_word, trend_word
from cdof_core.report.images import chart_png
from cdof_core.report.section_pictures import choose_picture
from cdof_core.report.section_sources import add_method, add_sources, reference_numbers
from cdof_core.report.word_parts import (
    Column,
    add_caption,
    add_picture,
    add_table,
    finished,
)
from cdof_core.report.word_styles import new_document

_COLUMNS: Final = (
    Column("Measure", 4.9),
    Column("Period", 2.2),
    Column("Value", 1.6, is_number=True),
    Column("95% interval", 1.9, is_number=True),
    Column("Benchmark", 2.2, is_number=True),
    Column("Judgement", 2.0),
    Column("Recent trend", 2.2),
)
_TINTS: Final = {
    "worse": "FBE9EC",
    "similar": "FDF4D7",
    "better": "E3F4EC",
    "higher": "E6ECF8",
    "lower": "E6ECF8",
    "none": "",
}
"""Background of a judgement by its tone; the mark and the word say the same."""
_NOT_COMPARABLE: Final = ("count", "estimate", "money")
_JUDGEMENT_COLUMN: Final = 5
_PICTURE_WIDTH: Final = Cm(16.0)
_PICTURE_PIXELS: Final = 680
_PICTURE_SCALE: Final = 1.75
"""Some 190 pixels to the inch: sharp in print, and quick."""
_OPEN_DATA: Final = (
    "Open data only: every figure is published. What a publisher suppresses or withholds because "
    "numbers are small stays withheld here."
)


@dataclass(slots=True)
class _Numbering:
    """Counts figures while a document is written."""

    figures: int = 0


def write_section(
    section: JsnaSection, *, progress: Callable[[float, str], None] | None = None
) -> bytes:
    """Write the section as a Word document.

    The same section gives the same file, byte for byte, every time.

    Args:
        section: Chosen measures of one area.
        progress: Called with a share from 0 to 1 and what is being done.

    Returns:
        The .docx file.
    """
    report = progress or _say_nothing
    name = section.comparison.places.area.name
    title = f"Drug-related harm in {in_sentence(name)}"
    stamp = f"Snapshot {section.content_hash[:12]}"
    document = new_document(
        title=title,
        subject=stamp,
        made=section.built_at.to_pydatetime(),
        footer=f"{title} · {stamp}",
    )
    document.add_paragraph(title, style="Title")
    _cover(document, section)
    _summary(document, section)
    _measures(document, section, report=report)
    add_sources(document, section.sources)
    add_method(document, section)
    report(1.0, "Done")
    return finished(document)


def _say_nothing(share: float, doing: str) -> None:
    """Take a report of progress that nobody asked for."""


def _cover(document: WordDocument, section: JsnaSection) -> None:
    """Say what the document covers, what it compares with and what it rests on."""
    places = section.comparison.places
    built = section.built_at
    lines = [
        ("Area", places.area.name),
        ("Compared with", at_start(places.chosen.label)),
        ("Data", f"snapshot {section.content_hash[:12]} of {built.day} {built:%B %Y}"),
        ("Disclosure", _OPEN_DATA),
    ]
    for label, text in lines:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(text)


def _summary(document: WordDocument, section: JsnaSection) -> None:
    """Write what the numbers say together, the table of all measures and what is left out."""
    rows, places = section.comparison.rows, section.comparison.places
    document.add_paragraph("Summary", style="Heading 1")
    document.add_paragraph(
        profile_headline(
            list(rows["judgement"]),
            area_name=places.area.name,
            benchmark_label=places.chosen.label,
        )
    )
    if len(rows):
        text = f"{places.area.name} against {in_sentence(places.chosen.label)}, latest figures"
        caption = add_caption(document, "Table", 1, text)
        caption.paragraph_format.keep_with_next = True
        records = rows.to_dict("records")
        add_table(
            document,
            _COLUMNS,
            [_table_row(row) for row in records],
            fills=[_table_fills(row) for row in records],
        )
        document.add_paragraph().paragraph_format.space_after = Pt(0)
    if places.warning:
        document.add_paragraph(f"About the comparison group: {places.warning}")
    if len(section.left_out):
        _left_out(document, section)


def _left_out(document: WordDocument, section: JsnaSection) -> None:
    """Name the chosen measures that the section cannot show."""
    names = [str(name) for name in section.left_out["name"]]
    place = in_sentence(section.comparison.places.area.name)
    paragraph = document.add_paragraph()
    paragraph.add_run("Measures left out. ").bold = True
    paragraph.add_run(
        f"The sources behind this document hold no figure for {place} on "
        f"{listed([f'“{name}”' for name in names])}."
    )


def _table_row(row: dict[Any, Any]) -> list[str]:
    unit, decimals = str(row["unit"]), int(row["decimals"])
    judgement, is_count = str(row["judgement"]), str(row["value_kind"]) in _NOT_COMPARABLE
    benchmark = None if is_count else row["benchmark"]
    trend = trend_word(str(row["trend"]), str(row["trend_reason"]), str(row["polarity"]))
    return [
        _measure_with_unit(str(row["short_name"]), unit, is_count=is_count),
        period_text(str(row["period_label"])),
        value_text(row["value"], unit=unit, decimals=decimals, with_unit=False),
        interval_text(row["lower95"], row["upper95"], unit=unit, decimals=decimals)
        or "none published",
        value_text(benchmark, unit=unit, decimals=decimals, with_unit=False),
        f"{MARKS[Judgement(judgement)].shape} {chip_word(judgement, str(row['reason']))}",
        # Why a trend is not tested stands in the text below, where there is room for it.
        trend.partition(":")[0],
    ]


def _measure_with_unit(name: str, unit: str, *, is_count: bool) -> str:
    """Say the unit once, with the name; a percentage and money carry theirs at the number."""
    if is_count or unit == "%" or unit.startswith("£"):
        return name
    return f"{name}, {unit}"


def _table_fills(row: dict[Any, Any]) -> list[str]:
    tint = _TINTS[MARKS[Judgement(str(row["judgement"]))].tone]
    return [tint if column == _JUDGEMENT_COLUMN else "" for column in range(len(_COLUMNS))]


def _measures(
    document: WordDocument, section: JsnaSection, *, report: Callable[[float, str], None]
) -> None:
    """Write every measure below the heading of its outcome."""
    names = dict(zip(section.outcomes["outcome_id"], section.outcomes["name"], strict=True))
    numbers = reference_numbers(section.sources)
    numbering = _Numbering()
    records = section.comparison.rows.to_dict("records")
    outcome = None
    for place, (row, view) in enumerate(zip(records, section.views, strict=True)):
        report(place / len(records), str(row["short_name"]))
        if row["outcome_id"] != outcome:
            outcome = row["outcome_id"]
            document.add_paragraph(str(names.get(outcome, "Context")), style="Heading 1")
        _measure(document, row, view, numbers=numbers, numbering=numbering)


def _measure(
    document: WordDocument,
    row: dict[Any, Any],
    view: IndicatorView,
    *,
    numbers: dict[str, int],
    numbering: _Numbering,
) -> None:
    """Write one measure: sentences with the numbers of their sources, chart, definition."""
    document.add_paragraph(str(row["name"]), style="Heading 2")
    figure = figure_from_row(row, area_name=view.places.area.name)
    said = [level_sentence(figure).text, trend_sentence(figure).text]
    text = document.add_paragraph(" ".join(sentence for sentence in said if sentence))
    used = ", ".join(str(numbers[dataset]) for dataset in view.sources)
    text.add_run(f" [{used}]")
    picture = choose_picture(view)
    if picture is not None:
        text.paragraph_format.keep_with_next = True
        numbering.figures += 1
        add_picture(
            document,
            chart_png(picture, width=_PICTURE_PIXELS, scale=_PICTURE_SCALE),
            width=_PICTURE_WIDTH,
            title=str(row["name"]),
            description=picture.wording.description,
        )
        add_caption(
            document, "Figure", numbering.figures, f"{row['name']}, {view.places.area.name}"
        )
    for label, words in (
        ("What is counted", str(view.indicator["definition"])),
        ("Limitations", str(view.indicator["limitations"])),
    ):
        if words:
            paragraph = document.add_paragraph(style="Body Text 3")
            paragraph.add_run(f"{label}: ").bold = True
            paragraph.add_run(words)
