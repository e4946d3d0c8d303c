"""A grid of assumptions: number, range and source, carried by the address."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from cdof_core.analysis.assumptions import (
    Assumed,
    Name,
    read_assumptions,
    write_assumptions,
)
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.url import read_parameters, write_parameters

_PARTS = {"Number": "value", "Low": "lower", "High": "upper"}


def stated_assumptions(parameter: str, labels: Mapping[Name, str]) -> dict[Name, Assumed]:
    """Return what the address states; a range of which one end is missing is left out.

    Args:
        parameter: Name in the address.
        labels: Labels of the assumptions by name.
    """
    typed = read_assumptions(read_parameters()[parameter], labels)
    return {name: given.finished for name, given in typed.items()}


def edit_assumptions(parameter: str, labels: Mapping[Name, str], *, note: str) -> None:
    """Draw the grid; what is typed goes into the address, sources included.

    Args:
        parameter: Name in the address.
        labels: Labels of the assumptions by name, in order.
        note: What a range means and what is never filled in.
    """
    typed = read_assumptions(read_parameters()[parameter], labels)
    shown = [typed.get(name, Assumed()) for name in labels]
    numbers = {
        heading: pd.array([getattr(given, part) for given in shown], dtype="Float64")
        for heading, part in _PARTS.items()
    }
    sources = [given.source for given in shown]
    st.data_editor(
        pd.DataFrame({"Assumption": list(labels.values()), **numbers, "Source": sources}),
        key=_grid_key(parameter),
        hide_index=True,
        width="stretch",
        disabled=["Assumption"],
        placeholder="not stated",
        column_config={
            heading: st.column_config.NumberColumn(heading, min_value=0, format="localized")
            for heading in _PARTS
        },
        on_change=partial(_take, parameter, labels),
    )
    st.caption(f"{note} What you state travels with the link.")
    for name, given in typed.items():
        if given.has_half_a_range:
            st.caption(as_plain_text(f"One end of a range is missing: {labels[name].lower()}."))
        if given.is_stated and not given.source:
            st.caption(as_plain_text(f"No source is stated for: {labels[name].lower()}."))


def _edition(parameter: str) -> str:
    """Name the session key that counts edits, so that the grid starts from the address anew."""
    return f"edition_of_{parameter}"


def _grid_key(parameter: str) -> str:
    edition = st.session_state.get(_edition(parameter), 0)
    # Another link, or going back, is another grid: edits belong to what was on screen.
    return f"grid_{parameter}_{edition}_{read_parameters()[parameter]}"


def _take(parameter: str, labels: Mapping[Name, str]) -> None:
    typed = read_assumptions(read_parameters()[parameter], labels)
    edited = st.session_state.get(_grid_key(parameter), {}).get("edited_rows", {})
    names = list(labels)
    for place, cells in edited.items():
        before = typed.get(names[int(place)], Assumed())
        numbers = {
            part: _number(cells[heading]) if heading in cells else getattr(before, part)
            for heading, part in _PARTS.items()
        }
        source = str(cells.get("Source", before.source) or "")
        typed[names[int(place)]] = Assumed(**numbers, source=source)
    st.session_state[_edition(parameter)] = st.session_state.get(_edition(parameter), 0) + 1
    write_parameters(**{parameter: write_assumptions(typed)})


def _number(value: object) -> float:
    return float("nan") if value is None else float(str(value))
