"""Blocks on single measures: a computed paragraph, a picture, a table of all of them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.analysis.findings import counts_all_crime
from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.comparison.keys import SERIES
from cdof_core.comparison.records import records_of
from cdof_core.domain.chapter import Block, BlockKind, Chapter, NoteKind, Statement
from cdof_core.domain.judgement import Judgement
from cdof_core.narrative.caveats import all_crime_sentence
from cdof_core.narrative.figures import Figure, figure_from_row, places_of
from cdof_core.narrative.key_messages import finding_title, profile_title
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.numbers import MISSING, interval_text, value_text
from cdof_core.narrative.periods import period_text, periods_of
from cdof_core.narrative.references import reference_of
from cdof_core.narrative.statements import (
    joined,
    level_statement,
    national_statement,
    not_held_statement,
    rank_statement,
    trend_statement,
)
from cdof_core.narrative.steps import before_statement, course_statement
from cdof_core.narrative.tested_years import number_tested
from cdof_core.narrative.words import DOUBTS, MARKS, chip_word, trend_word
from cdof_core.report.picture import Picture
from cdof_core.report.section_pictures import choose_picture, period_shown

PICTURE: Final = "picture:"
MEASURE_COLUMNS: Final = (
    "Measure",
    "Period",
    "Value",
    "95% interval",
    "Comparator",
    "Judgement",
    "Recent trend",
)
_NUMBERS: Final = (2, 3, 4)
_NOT_COMPARABLE: Final = ("count", "estimate", "money")


def measure_figure(facts: ChapterFacts, row: Mapping[Any, Any]) -> Figure:
    """Return the figure of a row of the area, with how sound its source is."""
    strengths = facts.datasets.set_index("dataset_id")["strength"]
    strength = str(strengths.get(str(row["dataset_id"]), ""))
    return figure_from_row({**row, "strength": strength}, area_name=facts.places.area.name)


def measure_blocks(
    facts: ChapterFacts, measures: Sequence[str], *, pictures: Sequence[str], prefix: str
) -> list[Block]:
    """Write the measures of a section: a paragraph each, and the pictures asked for.

    Args:
        facts: The facts.
        measures: Indicators in the template's order.
        pictures: Those that get a picture.
        prefix: Beginning of the blocks' names.

    Returns:
        Blocks; none for a measure of which neither the area nor the country has a figure.
    """
    local = _by_measure(facts.comparison.rows, measures)
    country = _by_measure(facts.national, measures) if len(facts.national) else {}
    blocks: list[Block] = []
    for name in measures:
        if name in local:
            picture = _picture_block(facts, name, prefix) if name in pictures else None
            blocks.append(_local(facts, local[name], prefix=prefix))
            blocks += [picture] if picture else []
        elif name in country:
            blocks.append(_national(facts, country[name], prefix=prefix))
    return blocks


def is_local(block: Block) -> bool:
    """Whether a block speaks of the area itself, not of the country."""
    return not (
        block.kind is BlockKind.COMPUTED
        and all(one.key.startswith("national|") for one in block.statements)
    )


def draw_picture(
    facts: ChapterFacts, block: Block, *, most_rows: int | None = None, palette: Palette = LIGHT
) -> Picture | None:
    """Draw the picture that a figure block stands for; None where there is none any more.

    Args:
        facts: The facts.
        block: A figure.
        most_rows: Of a long ranking only so many rows nearest the area; None for all.
        palette: The theme's colours.
    """
    view = view_of(facts, block)
    return None if view is None else choose_picture(view, most_rows=most_rows, palette=palette)


def view_of(facts: ChapterFacts, block: Block) -> IndicatorView | None:
    """Return the measure that a figure block shows; None where it is not held any more."""
    return facts.views.get(block.source.removeprefix(PICTURE))


def finding_titles(chapter: Chapter, facts: ChapterFacts) -> dict[str, str]:
    """Return what to call each paragraph on measures of the area, by its block.

    A paragraph of which somebody changed a sentence has none: the title could say another thing.
    """
    local = {str(row["indicator_id"]): row for row in records_of(facts.comparison.rows)}
    titles: dict[str, str] = {}
    for block in chapter.blocks():
        if block.kind is not BlockKind.COMPUTED or any(one.edited for one in block.statements):
            continue
        is_message = block.source == "key_messages"
        name = block.block_id.rpartition(".")[2] if is_message else block.source
        if name in local:
            titles[block.block_id] = finding_title(measure_figure(facts, local[name]))
        elif name == "headline":
            titles[block.block_id] = profile_title(
                [str(row["judgement"]) for row in local.values()],
                area_name=facts.places.area.name,
                benchmark_label=facts.places.chosen.label,
            )
    return titles


def measures_table(facts: ChapterFacts, *, prefix: str, only: Sequence[str] = ()) -> Block | None:
    """List the area's measures with value, interval, comparator, judgement and trend.

    Args:
        facts: The facts.
        prefix: Beginning of the block's name.
        only: Measures to list; none for all.
    """
    rows = facts.comparison.rows
    if only:
        rows = rows[rows["indicator_id"].isin(list(only))]
    # What a sentence must explain, a table would only print.
    rows = rows[~rows["flag"].isin(list(DOUBTS))]
    if rows.empty:
        return None
    records = records_of(rows)
    places = facts.places
    crime = all_crime_sentence(
        int(counts_all_crime(rows).sum()), of=len(rows), listed="the measures listed"
    )
    return Block(
        block_id=f"{prefix}.measures_table",
        kind=BlockKind.TABLE,
        source="measures_table",
        caption=f"{at_start(in_sentence(places.area.name))} beside "
        f"{in_sentence(places.chosen.label)}: newest figure of each measure in the data used, "
        f"{periods_of(rows)}",
        columns=MEASURE_COLUMNS,
        rows=tuple(_table_row(row) for row in records),
        number_columns=_NUMBERS,
        notes=(
            "A dash in the column of comparators: the measure depends on the size of the area, or "
            "no comparable figure is published.",
            *([crime] if crime else []),
        ),
        references=tuple(reference_of(row) for row in records),
        datasets=tuple(dict.fromkeys(str(row["dataset_id"]) for row in records)),
    )


def paragraph(statements: Sequence[Statement], *, datasets: Sequence[str] = ()) -> list[Block]:
    """Return a computed paragraph, or nothing without statements."""
    if not statements:
        return []
    cited = dict.fromkeys(
        [*datasets, *(r.dataset_id for s in statements for r in s.references if r.dataset_id)]
    )
    return [
        Block("", BlockKind.COMPUTED, statements=tuple(statements), datasets=tuple(cited)),
    ]


def note_block(block_id: str, text: str, kind: NoteKind) -> Block:
    """Return a note: for the reader, or for the author alone."""
    return Block(block_id, BlockKind.NOTE, text=text, note_kind=kind.value)


def _local(facts: ChapterFacts, row: Mapping[Any, Any], *, prefix: str) -> Block:
    figure = measure_figure(facts, row)
    series = _series_of(facts, row)
    code = str(facts.places.chosen.code or "")
    view = facts.views.get(figure.indicator_id)
    newer = facts.newer.get(figure.indicator_id)
    statements = joined(
        [
            level_statement(figure, row=row, benchmark_code=code),
            rank_statement(figure, areas=view.areas) if view is not None else None,
            before_statement(figure, row=row, series=series),
            not_held_statement(
                figure,
                row=row,
                period=newer.period if newer else "",
                authorities=newer.authorities if newer else 0,
            ),
            trend_statement(figure, series=series),
            course_statement(figure, row=row, series=series),
        ]
    )
    return Block(
        block_id=f"{prefix}.{figure.indicator_id}",
        kind=BlockKind.COMPUTED,
        source=figure.indicator_id,
        text=str(row["short_name"]),
        statements=statements,
        datasets=(str(row["dataset_id"]),),
    )


def _national(facts: ChapterFacts, row: Mapping[Any, Any], *, prefix: str) -> Block:
    strengths = facts.datasets.set_index("dataset_id")["strength"]
    dressed = {**row, "strength": str(strengths.get(str(row["dataset_id"]), ""))}
    figure = figure_from_row(dressed, area_name=str(row["area_name"]))
    return Block(
        block_id=f"{prefix}.{figure.indicator_id}",
        kind=BlockKind.COMPUTED,
        source=figure.indicator_id,
        text=str(row["short_name"]),
        statements=(national_statement(figure, row=row),),
        datasets=(str(row["dataset_id"]),),
    )


def _by_measure(rows: pd.DataFrame, measures: Sequence[str]) -> dict[str, dict[Any, Any]]:
    """Return the rows of the measures of one section: a chapter has many sections."""
    wanted = rows[rows["indicator_id"].isin(list(measures))]
    return {str(row["indicator_id"]): row for row in records_of(wanted)}


def _picture_block(facts: ChapterFacts, name: str, prefix: str) -> Block | None:
    view = facts.views.get(name)
    picture = None if view is None else choose_picture(view)
    if view is None or picture is None or not view.chosen["value"].notna().any():
        return None
    return Block(
        block_id=f"{prefix}.{name}.picture",
        kind=BlockKind.FIGURE,
        source=f"{PICTURE}{name}",
        caption=f"{view.indicator['name']}, {in_sentence(view.places.area.name)}, "
        f"{period_shown(view)}",
        description=picture.wording.description,
        text=picture.wording.finding,
        datasets=view.sources,
    )


def _series_of(facts: ChapterFacts, row: Mapping[Any, Any]) -> pd.DataFrame:
    series = facts.comparison.series
    same = pd.Series(True, index=series.index)
    for column in SERIES:
        same &= series[column] == row[column]
    return series[same]


def _table_row(row: Mapping[Any, Any]) -> tuple[str, ...]:
    unit, decimals = str(row["unit"]), places_of(row)
    judgement, kind = str(row["judgement"]), str(row["value_kind"])
    has_benchmark = kind not in _NOT_COMPARABLE and pd.notna(row["benchmark"])
    trend = trend_word(str(row["trend"]), str(row["trend_reason"]), str(row["polarity"]))
    name = str(row["short_name"])
    if not (unit == "%" or unit.startswith("£") or kind in ("count", "estimate")):
        name += f", {unit}"
    return (
        name,
        period_text(str(row["period_label"])),
        value_text(row["value"], unit=unit, decimals=decimals, with_unit=False),
        interval_text(row["lower95"], row["upper95"], unit=unit, decimals=decimals) or "none held",
        value_text(row["benchmark"], unit=unit, decimals=decimals, with_unit=False)
        if has_benchmark
        else MISSING,
        f"{MARKS[Judgement(judgement)].shape} {chip_word(judgement, str(row['reason']))}",
        _trend_cell(trend, str(row.get("trend_years", ""))),
    )


def _trend_cell(trend: str, tested: str) -> str:
    """Write a trend with the number of years it rests on: the text cannot say it of each row."""
    years = number_tested(tested)
    return f"{trend} ({years})" if years else trend.partition(":")[0]
