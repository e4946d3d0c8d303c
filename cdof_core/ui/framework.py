"""The framework page: outcomes and measures, with what can be seen of each."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from cdof_core.analysis.framework import view_framework
from cdof_core.comparison.records import records_of
from cdof_core.domain.area import ENGLAND_AND_WALES
from cdof_core.narrative.numbers import published_text
from cdof_core.narrative.periods import age_words, period_text
from cdof_core.narrative.words import trend_word
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import content_hash, read_table, snapshot_date
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.downloads import plain_files
from cdof_core.ui.panels import show_no_data
from cdof_core.ui.sources import Use, show_sources, warning_of
from cdof_core.ui.url import changing_href

LEVELS = {
    "headline": "Headline measures",
    "supporting": "Supporting metrics",
    "theme": "Themes that were being explored in 2022",
    "ohid_local": "Further local measures",
    "related": "Related indicators",
}
"""Names of the framework's levels, in the order of the page."""

LOCAL_STATUSES = {
    "local": "Authorities",
    "regional": "Regions",
    "england_only": "England only",
    "england_and_wales_only": "England and Wales only",
    "police_force": "Police forces",
    "not_named": "No local measure named",
    "not_identified": "Not identified in the sources",
}
_COUNTRY_ONLY = frozenset({"england_only", "england_and_wales_only"})


def published_for(row: dict[Any, Any]) -> str:
    """Say for which places a measure is published, and where the framework names no local one.

    Of the headline measures, the guidance's own text says so; what the supporting metrics name is
    known for those alone whose status says it.

    Args:
        row: Level and local_status of a measure.
    """
    said = LOCAL_STATUSES[str(row["local_status"])]
    if row["level"] == "headline" and row["local_status"] in _COUNTRY_ONLY:
        return f"{LOCAL_STATUSES['not_named']}: {said}"
    return said


def show_outcomes() -> None:
    """Show what each outcome asks and where it is stated."""
    for outcome in records_of(read_table("outcomes")):
        st.markdown(f"**{outcome['name']}** ({outcome['kind']}). {outcome['question']}")


def show_measures() -> None:
    """Show every measure under its outcome, one tab a level."""
    rows = _rows(content_hash())
    if rows.empty:
        show_no_data("This snapshot holds no measures", why="Its catalogue is empty.")
        return
    found = [level for level in LEVELS if (rows["level"] == level).any()]
    for tab, level in zip(st.tabs([LEVELS[level] for level in found]), found, strict=True):
        with tab:
            show_table(measures_table(level), key=f"measures_{level}")


def show_framework_files() -> None:
    """Offer all measures with their national figures as files."""
    files = plain_files(
        "Measures of the outcomes framework", _file_rows(), file_stem="outcomes-framework"
    )
    shown = _rows(content_hash())["indicator_id"].dropna()
    show_beside(files, key="framework", defines=[str(name) for name in shown if name])


def framework_datasets(level: str) -> list[str]:
    """Return the datasets behind the national figures of one level."""
    rows = _rows(content_hash())
    known = rows[(rows["level"] == level) & rows["value"].notna()]
    return [str(name) for name in known["dataset_id"].unique()]


def show_framework_sources() -> None:
    """Show where the national figures come from."""
    known = _rows(content_hash()).dropna(subset=["value"])
    show_sources([Use(*pair) for pair in zip(known["dataset_id"], known["name"], strict=True)])


def _file_rows() -> pd.DataFrame:
    rows = _rows(content_hash())
    publications = read_table("datasets").set_index("dataset_id")["publication"]
    return pd.DataFrame(
        {
            "Outcome": rows["outcome_name"],
            "Level": rows["level"].map(LEVELS),
            "Measure": rows["name"],
            "What it counts": rows["definition"],
            "Published for": [published_for(row) for row in records_of(rows)],
            "National figure": rows["value"],
            "Unit": rows["unit_of_figure"],
            "Area": rows["area_code"],
            "Period": rows["period_label"],
            "Indicator": rows["short_name"],
            "Source": rows["dataset_id"].map(publications),
            "Evidence": [
                "" if pd.isna(item) else warning_of(str(item)) for item in rows["dataset_id"]
            ],
            "Authorities with a figure": rows["authorities"],
        }
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def _rows(key: str) -> pd.DataFrame:  # noqa: ARG001 (the snapshot the entry is for)
    return view_framework()


def measures_table(level: str) -> DataTable:
    """Return the measures of one level under their outcomes, with their national figures."""
    rows = _rows(content_hash())
    rows, name = rows[rows["level"] == level], LEVELS[level]
    today = snapshot_date()
    groups = tuple(
        (
            str(outcome) or "No outcome named",
            tuple(_row(row, today) for row in records_of(part)),
        )
        for outcome, part in rows.groupby("outcome_name", sort=False)
    )
    return DataTable(
        caption=f"{name} of the outcomes framework",
        columns=("Measure", "What it counts", "Published for", "National", "Direction", "Here"),
        groups=groups,
        numbers=(3,),
        search="Find a measure",
        noun="measures",
    )


def _row(row: dict[Any, Any], today: date) -> Row:
    return (
        Cell(row["name"], below=_unverified(row)),
        Cell(row["definition"] or row["note"] or "Not stated in the sources"),
        Cell(
            published_for(row),
            below="; ".join(part for part in (row["geography"], row["frequency"]) if part),
        ),
        _national(row, today),
        _direction(row),
        _here(row),
    )


def _unverified(row: dict[Any, Any]) -> str:
    fields = str(row["unverified_fields"]).replace("_", " ")
    return f"Not verified against the source: {fields}" if fields else ""


def _national(row: dict[Any, Any], today: date) -> Cell:
    if pd.isna(row["value"]):
        return Cell("–", below="no figure held")
    area = "England and Wales" if row["area_code"] == ENGLAND_AND_WALES else "England"
    value = _value(row, "value", note=row["value_note"])
    period = period_text(row["period_label"])
    age = age_words(pd.Timestamp(row["period_end"]).date(), today)
    said = [f"{area}, {period}; {age}: {row['short_name']}", warning_of(str(row["dataset_id"]))]
    return Cell(value, below=". ".join(part for part in said if part))


def _direction(row: dict[Any, Any]) -> Cell:
    if pd.isna(row["value"]):
        return Cell("")
    before = _before(row)
    if pd.isna(row["trend"]):
        return Cell("Not tested", below=before)
    reason = "" if pd.isna(row["trend_reason"]) else row["trend_reason"]
    return Cell(trend_word(row["trend"], reason, row["polarity_of_figure"]), below=before)


def _before(row: dict[Any, Any]) -> str:
    """Return the figure before the newest one of the same unbroken series."""
    if pd.isna(row["previous_value"]):
        return ""
    value = _value(row, "previous_value", note=row["previous_note"])
    return f"Before: {value}, {period_text(row['previous_label'])}"


def _value(row: dict[Any, Any], column: str, *, note: object) -> str:
    return published_text(
        row[column], unit=row["unit_of_figure"], decimals=int(row["decimals"]), note=note
    )


def _here(row: dict[Any, Any]) -> Cell:
    if not row["authorities"]:
        return Cell("No authority", below=row["local_status_note"])
    href = changing_href("indicator", indicator=row["local_indicator_id"], period="", sex="")
    below = f"newest {period_text(row['authorities_latest'])}"
    noun = "authority" if row["authorities"] == 1 else "authorities"
    return Cell(f"{row['authorities']} {noun}", below=below, href=href)
