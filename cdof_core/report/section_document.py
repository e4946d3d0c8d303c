"""The JSNA section as a Word document: sentences, a table, one chart a measure, sources."""

from dataclasses import dataclass
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.shared import Cm, Pt

from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.analysis.jsna_section import JsnaSection
from cdof_core.comparison.records import records_of
from cdof_core.domain.progress import Progress, tell_nobody
from cdof_core.narrative.figures import figure_from_row
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.periods import day_text
from cdof_core.narrative.sentences import level_sentence, trend_sentence
from cdof_core.report.images import chart_png
from cdof_core.report.section_pictures import choose_picture, period_shown
from cdof_core.report.section_sources import (
    add_method,
    add_sources,
    disclosure_statement,
    reference_numbers,
)
from cdof_core.report.section_summary import add_summary, with_strength
from cdof_core.report.word_parts import (
    add_caption,
    add_picture,
    finished,
)
from cdof_core.report.word_styles import new_document

_PICTURE_WIDTH: Final = Cm(16.0)
_PICTURE_PIXELS: Final = 680
_PICTURE_SCALE: Final = 1.75
"""Some 190 pixels to the inch: sharp in print, and quick."""


@dataclass(slots=True)
class _Numbering:
    """Counts figures while a document is written."""

    figures: int = 0


def write_section(section: JsnaSection, *, progress: Progress | None = None) -> bytes:
    """Write the section as a Word document.

    The same section gives the same file, byte for byte, every time.

    Args:
        section: Chosen measures of one area.
        progress: Called with a share from 0 to 1 and what is being done.

    Returns:
        The .docx file.
    """
    report = progress or tell_nobody
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
    add_summary(document, section)
    _measures(document, section, report=report)
    add_sources(document, section.sources)
    add_method(document, section)
    report(1.0, "Done")
    return finished(document)


def _cover(document: WordDocument, section: JsnaSection) -> None:
    """Say what the document covers, what it compares with and what it rests on."""
    places = section.comparison.places
    built = section.built_at
    lines = [
        ("Area", places.area.name),
        ("Compared with", at_start(places.chosen.label)),
        ("Data", f"snapshot {section.content_hash[:12]} of {day_text(built)}"),
        ("Disclosure", disclosure_statement(section.sources)),
    ]
    for label, text in lines:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(text)


def _measures(document: WordDocument, section: JsnaSection, *, report: Progress) -> None:
    """Write every measure below the heading of its outcome."""
    names = dict(zip(section.outcomes["outcome_id"], section.outcomes["name"], strict=True))
    numbers = reference_numbers(section.sources)
    numbering = _Numbering()
    records = records_of(with_strength(section.comparison.rows, section.sources))
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
    cited = sorted({numbers[dataset] for dataset in view.sources})
    used = ", ".join(str(number) for number in cited)
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
            document,
            "Figure",
            numbering.figures,
            f"{row['name']}, {view.places.area.name}, {period_shown(view)}",
        )
    for label, words in (
        ("What is counted", str(view.indicator["definition"])),
        ("Limitations", str(view.indicator["limitations"])),
    ):
        if words:
            paragraph = document.add_paragraph(style="Body Text 3")
            paragraph.add_run(f"{label}: ").bold = True
            paragraph.add_run(words)
