"""The grid of assumptions: number, range and source, carried by the address."""

from math import isnan

import pandas as pd
import streamlit as st

from cdof_core.analysis.need_scenario import (
    Assumed,
    Assumption,
    read_assumptions,
    write_assumptions,
)
from cdof_core.report.scenario_pictures import ASSUMPTIONS
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.url import read_parameters, write_parameters

_EDITION = "need_assumptions_edition"
"""Session key: counts edits, so that the grid starts from the address after each."""
_PARTS = {"Number": "value", "Low": "lower", "High": "upper"}


def edit_assumptions(assumed: dict[Assumption, Assumed]) -> None:
    """Draw the grid of assumptions; what is stated goes into the address, sources included."""
    st.markdown("**What it rests on.** State a number, its range if you have one, and its source.")
    st.data_editor(
        pd.DataFrame(
            {
                "Assumption": list(ASSUMPTIONS.values()),
                **{
                    heading: pd.array(
                        [getattr(assumed.get(name, Assumed()), part) for name in ASSUMPTIONS],
                        dtype="Float64",
                    )
                    for heading, part in _PARTS.items()
                },
                "Source": [assumed.get(name, Assumed()).source for name in ASSUMPTIONS],
            }
        ),
        key=_grid_key(),
        hide_index=True,
        width="stretch",
        disabled=["Assumption"],
        column_config={
            heading: st.column_config.NumberColumn(heading, min_value=0, format="localized")
            for heading in _PARTS
        },
        on_change=_take_assumptions,
    )
    st.caption(
        "A range is read as a 95% interval. Blank means not stated; a unit cost or a caseload is "
        "never filled in for you. Assumptions travel with the link."
    )
    for name, given in assumed.items():
        if not given.source:
            st.caption(as_plain_text(f"No source is stated for: {ASSUMPTIONS[name].lower()}."))


def _grid_key() -> str:
    edition = st.session_state.get(_EDITION, 0)
    # Another link, or going back, is another grid: edits belong to what was on screen.
    return f"assumptions_{edition}_{read_parameters()['assume']}"


def _take_assumptions() -> None:
    assumed = read_assumptions(read_parameters()["assume"])
    edited = st.session_state.get(_grid_key(), {}).get("edited_rows", {})
    names = list(ASSUMPTIONS)
    for place, cells in edited.items():
        name = names[int(place)]
        given = assumed.get(name, Assumed())
        numbers = {
            part: _number(cells[heading]) if heading in cells else getattr(given, part)
            for heading, part in _PARTS.items()
        }
        source = str(cells.get("Source", given.source) or "")
        assumed[name] = Assumed(**numbers, source=source)
    _note_unfinished(assumed)
    st.session_state[_EDITION] = st.session_state.get(_EDITION, 0) + 1
    write_parameters(assume=write_assumptions(assumed))


def _note_unfinished(assumed: dict[Assumption, Assumed]) -> None:
    """Keep what an address cannot carry: one end of a range while the other is still missing."""
    for name, given in assumed.items():
        if isnan(given.lower) != isnan(given.upper) and given.is_stated:
            end = given.upper if isnan(given.lower) else given.lower
            # The end that is typed first stands for both until the other follows.
            low, high = min(end, given.value), max(end, given.value)
            assumed[name] = Assumed(given.value, low, high, given.source)


def _number(value: object) -> float:
    return float("nan") if value is None else float(str(value))
