"""Figures of a local measure: typed or pasted into a grid, and read from it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from cdof_core.workspace.scorecard_lines import InvalidLineError, KeptPoint

_FIRST, _LAST, _CALLED = "First day", "Last day", "Called"
_FIGURE, _COUNT, _OF = "Figure", "Count", "Out of"


def draw_figures(points: tuple[KeptPoint, ...], *, key: str) -> None:
    """Draw the grid of a local measure's figures.

    Args:
        points: As they are kept.
        key: Of the grid; its edits are read from there.
    """
    st.caption(
        "Figures by month, quarter, rolling year or year: the figure, or a count with what it is "
        "out of. Paste rows from a spreadsheet."
    )
    st.data_editor(
        _frame(points),
        num_rows="dynamic",
        hide_index=True,
        width="stretch",
        key=key,
        column_config={
            _FIRST: st.column_config.DateColumn(_FIRST, format="DD/MM/YYYY"),
            _LAST: st.column_config.DateColumn(_LAST, format="DD/MM/YYYY"),
            _CALLED: st.column_config.TextColumn(_CALLED, max_chars=40),
            **{
                name: st.column_config.NumberColumn(name, min_value=0)
                for name in (_FIGURE, _COUNT, _OF)
            },
        },
    )


def _frame(points: tuple[KeptPoint, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            _FIRST: pd.to_datetime([point.start for point in points]),
            _LAST: pd.to_datetime([point.end for point in points]),
            _CALLED: pd.array([point.label for point in points], dtype="str"),
            _FIGURE: pd.array([point.value for point in points], dtype="Float64"),
            _COUNT: pd.array([point.numerator for point in points], dtype="Float64"),
            _OF: pd.array([point.denominator for point in points], dtype="Float64"),
        }
    )
    return frame.reset_index(drop=True)


def edited_figures(
    before: tuple[KeptPoint, ...], edits: Mapping[str, Any]
) -> tuple[KeptPoint, ...]:
    """Return the figures after what was typed into the grid.

    Args:
        before: As they were drawn.
        edits: What the grid says was changed.

    Raises:
        InvalidLineError: A figure lacks a day.
    """
    rows: list[dict[str, Any]] = [
        {
            _FIRST: point.start,
            _LAST: point.end,
            _CALLED: point.label,
            _FIGURE: point.value,
            _COUNT: point.numerator,
            _OF: point.denominator,
        }
        for point in before
    ]
    for place, cells in edits.get("edited_rows", {}).items():
        rows[int(place)].update(cells)
    gone = {int(place) for place in edits.get("deleted_rows", ())}
    kept = [row for place, row in enumerate(rows) if place not in gone]
    added = [dict(row) for row in edits.get("added_rows", ())]
    return tuple(
        _as_point(row, place)
        for place, row in enumerate([*kept, *added], start=1)
        if any(value not in (None, "") for value in row.values())
    )


def _as_point(row: Mapping[str, Any], place: int) -> KeptPoint:
    start, end = _as_date(row.get(_FIRST)), _as_date(row.get(_LAST))
    if start is None or end is None:
        raise InvalidLineError(f"Figure {place} needs its first and its last day.")
    return KeptPoint(
        start=start,
        end=end,
        label=str(row.get(_CALLED) or f"{start:%b %Y} to {end:%b %Y}"),
        value=_as_number(row.get(_FIGURE)),
        numerator=_as_number(row.get(_COUNT)),
        denominator=_as_number(row.get(_OF)),
    )


def _as_date(cell: Any) -> date | None:  # noqa: ANN401 (a cell of the grid)
    return None if cell in (None, "") else pd.Timestamp(cell).date()


def _as_number(cell: Any) -> float | None:  # noqa: ANN401 (a cell of the grid)
    return None if cell is None else float(cell)
