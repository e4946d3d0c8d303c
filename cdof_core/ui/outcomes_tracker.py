"""The tracker: the framework's measures for this partnership, and who answers for each."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from cdof_core.analysis.outcomes_tracker import track_outcomes
from cdof_core.analysis.places import Places
from cdof_core.comparison.records import records_of
from cdof_core.comparison.targets import judge_targets
from cdof_core.domain import Selection, TargetOutcome
from cdof_core.narrative.names import at_start
from cdof_core.narrative.numbers import MISSING, interval_text, published_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.scorecard import DIRECTION_WORDS, OUTCOME_MARKS, target_words
from cdof_core.narrative.tracker import tracker_finding, where_words
from cdof_core.narrative.words import FLAGS, trend_word
from cdof_core.report.sources import source_line
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.components.mark import target_mark
from cdof_core.ui.downloads import file_stem, plain_files
from cdof_core.ui.framework import LEVELS, published_for
from cdof_core.ui.judged import RESULTS_KEPT, chosen
from cdof_core.ui.panels import as_plain_text, show_no_data
from cdof_core.ui.sources import Use, show_sources, warning_of
from cdof_core.ui.url import changing_href
from cdof_core.workspace import open_workspace
from cdof_core.workspace.measure_owners import (
    MeasureOwner,
    list_owners,
)


def load_tracker() -> pd.DataFrame:
    """Return every measure with its nearest figure, who answers for it, and what was agreed.

    Returns:
        The columns of `track_outcomes` with accountable, target, direction, note and outcome.
    """
    selection, places = chosen()
    rows = _tracked(selection, content_hash(), places)
    owners = list_owners(open_workspace(), area_code=selection.area_code)
    kept = [owners.get(str(name), MeasureOwner(str(name))) for name in rows["measure_id"]]
    rows = rows.assign(
        accountable=[owner.accountable for owner in kept],
        target=pd.array([owner.target for owner in kept], dtype="Float64").astype(float),
        direction=[owner.direction for owner in kept],
        own_note=[owner.note for owner in kept],
        tolerance=0.0,
    )
    return pd.concat([rows, judge_targets(rows)], axis=1)


def show_tracker(rows: pd.DataFrame) -> None:
    """Show the finding, one table a level, and its files."""
    if rows.empty:
        show_no_data("This snapshot holds no measures", why="Its catalogue is empty.")
        return
    name = at_start(chosen()[1].area.name)
    st.header(as_plain_text(tracker_finding(rows, area_name=name)), anchor=False)
    for level in rows["level"].unique():
        st.header(LEVELS[str(level)], anchor=False)
        show_table(level_table(rows, str(level)), key=f"tracker_{level}")
    files = plain_files(
        f"Outcomes tracker: {name}",
        partial(_file_rows, rows),
        file_stem=file_stem("outcomes", name),
    )
    defined = [str(item) for item in rows["indicator_id"].dropna().unique()]
    show_beside(files, key="tracker", defines=defined)


def show_tracker_sources(rows: pd.DataFrame) -> None:
    """Show where the figures come from."""
    known = rows.dropna(subset=["value"])
    show_sources([Use(*pair) for pair in zip(known["dataset_id"], known["name"], strict=True)])


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _tracked(
    selection: Selection,
    key: str,  # noqa: ARG001 (the snapshot the entry is for)
    _places: Places,
) -> pd.DataFrame:
    return track_outcomes(selection, places=_places)


def level_table(rows: pd.DataFrame, level: str) -> DataTable:
    """Return the measures of one level of the framework under their outcomes.

    Args:
        rows: As from `load_tracker`.
        level: One of the levels in it.
    """
    shown = rows[rows["level"] == level]
    groups = tuple(
        (str(outcome) or "No outcome named", tuple(_row(row) for row in records_of(part)))
        for outcome, part in shown.groupby("outcome_name", sort=False)
    )
    return DataTable(
        caption=LEVELS[level],
        columns=(
            "Measure",
            "Published for",
            "Baseline",
            "Latest",
            "Target",
            "Trend",
            "Accountable",
        ),
        groups=groups,
        numbers=(2, 3),
        noun="measures",
    )


def _row(row: dict[Any, Any]) -> Row:
    if pd.isna(row["value"]):
        figure = (Cell(MISSING), Cell(MISSING, below="no figure held"), _target(row), Cell(""))
    else:
        figure = (_baseline(row), _latest(row), _target(row), _trend(row))
    return (
        Cell(row["name"], below="" if pd.isna(row["short_name"]) else str(row["short_name"])),
        Cell(published_for(row), below=row["local_status_note"]),
        *figure,
        Cell(row["accountable"] or "nobody named", below=row["own_note"]),
    )


def _baseline(row: dict[Any, Any]) -> Cell:
    if pd.isna(row["baseline_value"]):
        return Cell(MISSING, below="the series was broken")
    if row["baseline_label"] == row["period_label"]:
        return Cell(MISSING, below="the latest is the first of its kind")
    return Cell(
        _value(row, "baseline_value", note=row["baseline_note"]),
        below=period_text(row["baseline_label"]),
    )


def _latest(row: dict[Any, Any]) -> Cell:
    interval = interval_text(
        row["lower95"], row["upper95"], unit=row["unit"], decimals=int(row["decimals"])
    )
    notes = [FLAGS.get(str(row["flag"]), ""), warning_of(str(row["dataset_id"]))]
    said = [
        where_words(row),
        period_text(row["period_label"]),
        f"95% interval {interval}" if interval else "no interval",
        *(f"{note[:1].lower()}{note[1:]}" for note in notes),
    ]
    href = changing_href("indicator", indicator=row["indicator_id"], period="")
    return Cell(
        _value(row, "value", note=row["value_note"]),
        below="; ".join(part for part in said if part),
        href=href,
    )


def _target(row: dict[Any, Any]) -> Cell:
    if pd.isna(row["target"]):
        return Cell("none agreed")
    outcome = TargetOutcome(row["outcome"])
    words = target_words(row | _shown_unit(row))
    if pd.isna(row["value"]):
        return Cell(words, below="not held against it: there is no figure")
    if outcome is TargetOutcome.NOT_COMPARED or row["shown_for"] != "area":
        return Cell(words, below="not held against it: the figure is not of this area")
    return Cell("", below=words, mark=target_mark(outcome))


def _shown_unit(row: dict[Any, Any]) -> dict[str, Any]:
    if pd.isna(row["unit"]):
        return {"unit": "", "decimals": 1}
    return {}


def _trend(row: dict[Any, Any]) -> Cell:
    if pd.isna(row["trend"]):
        return Cell("Not tested")
    reason = "" if pd.isna(row["trend_reason"]) else str(row["trend_reason"])
    return Cell(trend_word(str(row["trend"]), reason, str(row["polarity"])))


def _value(row: dict[Any, Any], column: str, *, note: object) -> str:
    return published_text(row[column], unit=row["unit"], decimals=int(row["decimals"]), note=note)


def _file_rows(rows: pd.DataFrame) -> pd.DataFrame:
    records = records_of(rows)
    return pd.DataFrame(
        {
            "Outcome": rows["outcome_name"],
            "Level": rows["level"].map(LEVELS),
            "Measure": rows["name"],
            "Published for": [published_for(row) for row in records],
            "Status note": rows["local_status_note"],
            "Indicator": rows["short_name"],
            "Shown for": rows["figure_area"],
            "Period": rows["period_label"],
            "Value": rows["value"],
            "Lower 95% limit": rows["lower95"],
            "Upper 95% limit": rows["upper95"],
            "Unit": rows["unit"],
            "Flag": [_flag(row) for row in records],
            "Baseline": rows["baseline_value"],
            "Baseline period": rows["baseline_label"],
            "Trend": [_trend(row).text for row in records],
            "Target": rows["target"],
            "Target is": rows["direction"].map(DIRECTION_WORDS).where(rows["target"].notna(), ""),
            "Against the target": [
                OUTCOME_MARKS[TargetOutcome(item)].word if where == "area" else "Not compared"
                for item, where in zip(rows["outcome"], rows["shown_for"], strict=True)
            ],
            "Accountable": rows["accountable"],
            "Note": rows["own_note"],
            "Source": rows["dataset_id"].map(_sources(rows)),
        }
    )


def _flag(row: dict[Any, Any]) -> str:
    """Return what the source says of the figure, and what must be known of the source."""
    if pd.isna(row["value"]):
        return "no figure held"
    said = [FLAGS.get(str(row["flag"]), ""), warning_of(str(row["dataset_id"]))]
    return "; ".join(part for part in said if part)


def _sources(rows: pd.DataFrame) -> dict[str, str]:
    """Return source and licence of each dataset that a figure is from."""
    datasets = read_table("datasets")
    used = rows["dataset_id"].dropna().unique()
    return {str(name): source_line(datasets, [str(name)]).removeprefix("Source: ") for name in used}
