"""The scorecard page: what was promised, where it stands, and where it is heading."""

from typing import Any

import streamlit as st

from cdof_core.analysis.scorecard import Line, Scorecard, build_scorecard
from cdof_core.analysis.scorecard_lines import own_lines, printed_lines
from cdof_core.analysis.scorecard_mix import CaseMix
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.comparison.records import records_of
from cdof_core.domain.judgement import Judgement
from cdof_core.narrative.names import at_start
from cdof_core.narrative.numbers import MISSING, number_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.scorecard import (
    STANDINGS,
    apart_sentences,
    claim_sentence,
    direction_words,
    judged_words,
    line_name,
    missed_sentence,
    mix_sentence,
    outcome_of,
    scorecard_finding,
    target_words,
    year_end_words,
)
from cdof_core.report.picture import Picture
from cdof_core.report.scorecard_document import write_scorecard
from cdof_core.report.scorecard_picture import history_picture, scorecard_table
from cdof_core.report.sources import source_line
from cdof_core.report.word_parts import WORD_TYPE
from cdof_core.store.framework import printed_findings
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import built_at, content_hash, read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import Cell, DataTable, Message, Row, show_key_messages, show_table
from cdof_core.ui.components.mark import target_mark
from cdof_core.ui.downloads import file_stem, plain_files
from cdof_core.ui.judged import chosen, load_area_profile
from cdof_core.ui.panels import (
    Download,
    as_plain_text,
    show_no_data,
    show_reference_case,
)
from cdof_core.ui.sources import Use, show_sources
from cdof_core.ui.url import read_parameters
from cdof_core.workspace import open_workspace
from cdof_core.workspace.scorecard_lines import list_lines

OWN = ""
CASES = {OWN: "This partnership's own", "essex_performance": "Essex performance report, as printed"}
_LINE = "line"


def choose_scorecard() -> str:
    """Draw the menu of scorecards and return the reference case chosen, empty for one's own."""
    case = asked_case()
    choose_parameter("Scorecard", "case", CASES, current=case, width=320)
    if case:
        show_reference_case(case)
    return case


def load_scorecard(case: str) -> Scorecard:
    """Return a scorecard: a reference case's, or the chosen area's own."""
    if case:
        return _printed(case, content_hash())
    selection, _ = chosen()
    kept = list_lines(open_workspace(), area_code=selection.area_code)
    needs_figures = any(line.indicator_id for line in kept)
    comparison = load_area_profile().comparison if needs_figures else None
    return build_scorecard(own_lines(kept, comparison))


def show_scorecard(card: Scorecard, case: str) -> None:
    """Show the finding, what to know of it, the table and its files."""
    name = scorecard_name(case)
    st.header(as_plain_text(scorecard_finding(card)), anchor=False)
    messages = [missed_sentence(card), *(mix_sentence(mix) for mix in _newest_mixes(card))]
    texts = (*messages, *apart_sentences(card), *_claims(case))
    said = [Message(text=text) for text in texts if text]
    if said:
        show_key_messages(said, heading="What to know of it")
    show_table(lines_table(card, case), key="scorecard")
    stem = file_stem("scorecard", name)
    show_beside(
        [
            *plain_files(f"{name}: scorecard", scorecard_table(card), file_stem=stem),
            Download("Word", f"{stem}.docx", WORD_TYPE, lambda: _document(card, case)),
        ],
        key="scorecard",
        defines=[line.indicator_id for line in card.lines],
    )


def lines_table(card: Scorecard, case: str) -> DataTable:
    """Return every line against its target, the newest figures first."""
    return DataTable(
        caption=f"{scorecard_name(case)}: every line against its target",
        columns=_columns(card),
        groups=_groups(card),
        numbers=(1, 3),
        noun="comparisons",
    )


def asked_case() -> str:
    """Return the reference case of the address; empty for the area's own scorecard."""
    asked = read_parameters()["case"].lower()
    return asked if asked in CASES else OWN


def show_history(card: Scorecard) -> None:
    """Show one line over time, chosen from the address."""
    with_figures = {line.line_id: line for line in card.lines if line.points}
    if not with_figures:
        return
    labels = {line_id: _label(line) for line_id, line in with_figures.items()}
    line = asked_line(card) or _most_points(list(with_figures.values()))
    choose_parameter("Line over time", _LINE, labels, current=line.line_id, width=420)
    show_picture(
        line_picture(card, line, palette=current_palette()),
        key="scorecard_line",
        file_stem=file_stem("scorecard", _label(line)),
        defines=[line.indicator_id],
    )


def asked_line(card: Scorecard) -> Line | None:
    """Return the line that the address asks for over time; None where it names none of these."""
    asked = read_parameters()[_LINE]
    found = (line for line in card.lines if line.points and line.line_id == asked)
    return next(found, None)


def line_picture(card: Scorecard, line: Line, *, palette: Palette = LIGHT) -> Picture:
    """Draw one line over time with its source."""
    source = source_line(read_table("datasets"), [line.dataset_id]) if line.dataset_id else ""
    return history_picture(card, line, source=source, palette=palette)


def show_scorecard_sources(card: Scorecard) -> None:
    """Show where the figures come from."""
    show_sources(Use(line.dataset_id, _label(line)) for line in card.lines if line.dataset_id)


def show_empty_scorecard() -> None:
    """Say what a scorecard is for and how to begin one."""
    show_no_data(
        "No line is kept for this area yet",
        why="Add the first with the form below: a measure of this explorer or one of your own, "
        "what was agreed, and who answers for it. The Essex report above shows a full one.",
    )


def scorecard_name(case: str) -> str:
    """Return what a scorecard is called."""
    return CASES[case] if case else at_start(chosen()[1].area.name)


def _document(card: Scorecard, case: str) -> bytes:
    return write_scorecard(
        card,
        name=scorecard_name(case),
        claims=_claims(case),
        datasets=read_table("datasets"),
        content_hash=content_hash(),
        built_at=built_at(),
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def _printed(case: str, key: str) -> Scorecard:  # noqa: ARG001 (the snapshot the entry is for)
    return build_scorecard(printed_lines(case))


def _claims(case: str) -> list[str]:
    if not case:
        return []
    return [claim_sentence(row) for row in records_of(printed_findings(collection=case))]


def _newest_mixes(card: Scorecard) -> list[CaseMix]:
    """Return the mixes of the newest figures: what was off before and is right now is past."""
    rows = card.comparisons
    whole = rows[rows["is_latest"] & (rows["part"] == "")]
    newest = dict(zip(whole["measure"], whole["period_label"], strict=True))
    return [mix for mix in card.mixes if newest.get(mix.measure) == mix.period_label]


def _most_points(lines: list[Line]) -> Line:
    return max(lines, key=lambda line: len(line.points))


def _label(line: Line) -> str:
    return f"{line.name}, {line.part}" if line.part else line.name


def _columns(card: Scorecard) -> tuple[str, ...]:
    beside = ("Benchmark",) if _has_benchmarks(card) else ()
    always = ("Line", "Performance", "Target", "Difference", "Judgement")
    return (*always, *beside, "Direction", "Standing and year end")


def _has_benchmarks(card: Scorecard) -> bool:
    return any(line.benchmark is not None for line in card.lines)


def _groups(card: Scorecard) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Return the newest figures, then the earlier ones, then lines without any."""
    latest = card.comparisons["is_latest"].astype(bool)
    newest = tuple(_row(card, row) for row in _records(card, latest))
    earlier = tuple(_row(card, row) for row in _records(card, ~latest))
    has_benchmarks = _has_benchmarks(card)
    empty = tuple(_empty_row(line, has_benchmarks) for line in card.lines if not line.points)
    named = (("Newest figures", newest), ("Earlier figures", earlier), ("No figures yet", empty))
    return tuple((name, rows) for name, rows in named if rows)


def _records(card: Scorecard, wanted: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    return records_of(card.comparisons[wanted])


def _row(card: Scorecard, row: dict[str, Any]) -> Row:
    line = next(line for line in card.lines if line.line_id == row["line_id"])
    unit, decimals = str(row["unit"]), int(row["decimals"])
    difference = number_text(row["difference"], decimals)
    percent = number_text(row["percent_of_target"], 1)
    beside = (_benchmark(line, bool(row["is_latest"])),) if _has_benchmarks(card) else ()
    return (
        # Said once, beside the newest figure.
        Cell(line_name(row), below=_said_of(line) if row["is_latest"] else ""),
        Cell(
            value_text(row["value"], unit=unit, decimals=decimals),
            below=period_text(str(row["period_label"])),
        ),
        Cell(target_words(row)),
        Cell(difference, below="" if percent == MISSING else f"{percent}% of target"),
        Cell("", mark=target_mark(outcome_of(row))),
        *beside,
        Cell(direction_words(row)),
        Cell(_outlook(card, line) if row["is_latest"] else ""),
    )


def _benchmark(line: Line, is_latest: bool) -> Cell:
    """Return the figure that the newest one is compared with, and how it compares."""
    against = line.benchmark if is_latest else None
    if against is None:
        return Cell("")
    value = value_text(against.value, unit=line.unit, decimals=line.decimals, with_unit=False)
    is_typed = against.judgement is Judgement.NOT_COMPARED and not against.reason
    return Cell(
        judged_words(against) if is_typed else "",
        below=f"{against.name}: {value}",
        judgement=None if is_typed else against.judgement,
        reason=against.reason,
    )


def _outlook(card: Scorecard, line: Line) -> str:
    """Say the standing, and what is foreseen or why nothing is."""
    foreseen = year_end_words(card.year_ends[line.line_id], unit=line.unit, decimals=line.decimals)
    return at_start("; ".join(part for part in (STANDINGS[line.standing], foreseen) if part))


def _said_of(line: Line) -> str:
    return "; ".join(part for part in (line.owner, line.commentary) if part)


def _empty_row(line: Line, has_benchmarks: bool) -> Row:
    return (
        Cell(_label(line), below=_said_of(line)),
        Cell(MISSING),
        Cell("no target" if line.target is None else number_text(line.target, line.decimals)),
        Cell(MISSING),
        Cell("no figure"),
        *([Cell("")] if has_benchmarks else []),
        Cell(""),
        Cell(""),
    )
