"""The summary of a section: one sentence, the table of all measures, what is left out."""

from typing import Any, Final

import pandas as pd
from docx.document import Document as WordDocument
from docx.shared import Pt

from cdof_core.analysis.jsna_section import JsnaSection
from cdof_core.comparison.records import records_of
from cdof_core.domain.judgement import Judgement
from cdof_core.narrative.figures import places_of
from cdof_core.narrative.key_messages import profile_headline
from cdof_core.narrative.names import in_sentence, listed
from cdof_core.narrative.numbers import MISSING, interval_text, number_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import MARKS, SECONDARY, chip_word, trend_word
from cdof_core.report.word_parts import Column, add_caption, add_table

_COLUMNS: Final = (
    Column("Measure", 4.3),
    Column("Period", 2.0),
    Column("Value", 1.5, is_number=True),
    Column("95% interval", 1.8, is_number=True),
    Column("Benchmark", 3.6, is_number=True),
    Column("Judgement", 1.9),
    Column("Recent trend", 1.9),
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
_OF_MEMBERS: Final = ("pooled", "median")
_QUOTED: Final = "Quoted: by a secondary source, check before citing."
_BESIDE: Final = (
    "Pooled: the counts of the group's areas added up.",
    "Median: the middle value of the group's areas.",
    "Computed: from the benchmark's own published counts.",
    "Best quarter: the value at which the better-placed quarter of the group's areas begins.",
)
"""What the words in the column of benchmarks mean, each said only where it is used."""


def add_summary(document: WordDocument, section: JsnaSection) -> None:
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
        records = records_of(with_strength(rows, section.sources))
        add_table(
            document,
            _COLUMNS,
            [_table_row(row) for row in records],
            fills=[_table_fills(row) for row in records],
        )
        note = document.add_paragraph(_legend(records), style="Body Text 3")
        note.paragraph_format.space_before = Pt(3)
    if places.warning:
        document.add_paragraph(f"About the comparison group: {places.warning}")
    if len(section.left_out):
        _add_left_out(document, section)


def _add_left_out(document: WordDocument, section: JsnaSection) -> None:
    """Name the chosen measures that the section cannot show."""
    names = [str(name) for name in section.left_out["name"]]
    place = in_sentence(section.comparison.places.area.name)
    paragraph = document.add_paragraph()
    paragraph.add_run("Measures left out. ").bold = True
    paragraph.add_run(
        f"The sources behind this document hold no figure for {place} on "
        f"{listed([f'“{name}”' for name in names])}."
    )


def with_strength(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Add to each figure how sound its source is.

    Args:
        rows: Figures with dataset_id.
        sources: Datasets with dataset_id and strength.

    Returns:
        The rows with strength; empty where the dataset is not among the sources.
    """
    of_dataset = dict(zip(sources["dataset_id"], sources["strength"], strict=True))
    strength = [str(of_dataset.get(dataset, "")) for dataset in rows["dataset_id"]]
    return rows.assign(strength=strength)


def _legend(records: list[dict[Any, Any]]) -> str:
    """Explain the words of the table that it uses."""
    used = " ".join(_benchmark_cell(row) for row in records)
    is_quoted = any(row["strength"] == SECONDARY for row in records)
    said = [part for part in _BESIDE if part.split(":")[0].lower() in used.lower()]
    return " ".join([*said, _QUOTED] if is_quoted else said)


def _benchmark_cell(row: dict[Any, Any]) -> str:
    """Write the benchmark, on what it rests, of how many areas, and what the best quarter reach."""
    if str(row["value_kind"]) in _NOT_COMPARABLE or pd.isna(row["benchmark"]):
        return MISSING
    unit, decimals = str(row["unit"]), int(row["decimals"])
    text = value_text(row["benchmark"], unit=unit, decimals=decimals, with_unit=False)
    basis = str(row["benchmark_basis"])
    if basis not in _OF_MEMBERS:
        return f"{text}, computed" if basis == "computed" else text
    text += f", {basis}, {number_text(row['members_with_data'])} of "
    text += f"{number_text(row['members_total'])} areas"
    if pd.notna(row["top_quartile"]):
        best = value_text(row["top_quartile"], unit=unit, decimals=decimals, with_unit=False)
        text += f"; best quarter {best}"
    return text


def _table_row(row: dict[Any, Any]) -> list[str]:
    unit, decimals = str(row["unit"]), places_of(row)
    judgement, is_count = str(row["judgement"]), str(row["value_kind"]) in _NOT_COMPARABLE
    trend = trend_word(str(row["trend"]), str(row["trend_reason"]), str(row["polarity"]))
    return [
        _measure_with_unit(str(row["short_name"]), unit, is_count=is_count)
        + (" (quoted)" if row["strength"] == SECONDARY else ""),
        period_text(str(row["period_label"])),
        value_text(row["value"], unit=unit, decimals=decimals, with_unit=False),
        interval_text(row["lower95"], row["upper95"], unit=unit, decimals=decimals) or "none held",
        _benchmark_cell(row),
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
