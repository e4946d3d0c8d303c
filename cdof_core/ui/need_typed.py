"""A bull's-eye of the user's own: typed into a grid or pasted, kept in the session only."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from cdof_core.analysis.need_estimate import NeedEstimate, Substance
from cdof_core.analysis.need_table import COLUMNS, NAMES, NeedRow, read_pasted, typed_estimates
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.text_version import folded

_KEPT = "need_table"
"""Session key: the table, and how often it was filled anew."""
_PLACE, _PERIOD = "My area", "My period"
_SUBSTANCE = "Substance"


@dataclass(frozen=True, slots=True)
class TypedTable:
    """The user's own table.

    Attributes:
        rows: One row a substance.
        area_name: Place as the user calls it.
        period: Period as the user calls it.
        edition: Counts pastes, so that the grid shows a new one.
        said: What was not understood when it was pasted.
    """

    rows: tuple[NeedRow, ...] = tuple(NeedRow(name) for name in Substance)
    area_name: str = _PLACE
    period: str = _PERIOD
    edition: int = 0
    said: tuple[str, ...] = ()

    @property
    def estimates(self) -> tuple[NeedEstimate, ...]:
        """Estimates that the table gives."""
        return self._read()[0]

    @property
    def problems(self) -> tuple[str, ...]:
        """Why rows that hold something give none."""
        return self._read()[1]

    def _read(self) -> tuple[tuple[NeedEstimate, ...], tuple[str, ...]]:
        return typed_estimates(self.rows, area_name=self.area_name, period=self.period)


def typed_table() -> TypedTable:
    """Return the table of this session."""
    return st.session_state.get(_KEPT) or TypedTable()


def edit_typed_table() -> None:
    """Draw the grid and the field to paste into; what is typed stays in this session."""
    table = typed_table()
    with st.container(border=True):
        st.markdown(
            "**Your own figures.** They stay in this session: nobody else sees them, no link "
            "carries them, and they are gone when you close the page."
        )
        with st.container(horizontal=True, gap="small"):
            st.text_input("Place", value=table.area_name, key="typed_place", on_change=_rename)
            st.text_input("Period", value=table.period, key="typed_period", on_change=_rename)
        st.data_editor(
            _as_frame(table.rows),
            key=_grid_key(table),
            hide_index=True,
            width="stretch",
            disabled=[_SUBSTANCE],
            placeholder="",
            column_config={
                heading: st.column_config.NumberColumn(heading, min_value=0, format="localized")
                for heading in COLUMNS.values()
            },
            on_change=_take_grid,
        )
        st.caption(
            "Fill in the estimate and whom services know; leave a cell empty where it is not "
            "known. Intervals are optional; one limit needs the other."
        )
        with folded("Paste a table instead"):
            st.text_area(
                "Cells copied from a spreadsheet or a document, headings included",
                key="typed_paste",
                height=140,
                placeholder="Group\tOpiates and/or crack\tOpiates\nIn treatment now\t…",
            )
            st.button("Read the table", on_click=_take_paste)
        for sentence in (*table.said, *table.problems):
            st.warning(as_plain_text(sentence), icon=":material/error:")


def _as_frame(rows: tuple[NeedRow, ...]) -> pd.DataFrame:
    by_substance = {row.substance: row for row in rows}
    full = [by_substance.get(name, NeedRow(name)) for name in Substance]
    columns = {
        heading: pd.array([getattr(row, name) for row in full], dtype="Float64")
        for name, heading in COLUMNS.items()
    }
    return pd.DataFrame({_SUBSTANCE: [NAMES[row.substance] for row in full], **columns})


def _grid_key(table: TypedTable) -> str:
    return f"typed_grid_{table.edition}"


def _take_grid() -> None:
    """Take over what was typed; the grid then starts from it."""
    table = typed_table()
    edited = st.session_state.get(_grid_key(table), {}).get("edited_rows", {})
    names = {heading: name for name, heading in COLUMNS.items()}
    by_substance = {row.substance: row for row in table.rows}
    for place, cells in edited.items():
        substance = list(Substance)[int(place)]
        row = by_substance.get(substance, NeedRow(substance))
        changed = {
            names[heading]: float("nan") if value is None else float(value)
            for heading, value in cells.items()
            if heading in names
        }
        by_substance[substance] = _changed(row, changed)
    _keep(tuple(by_substance.values()), table, said=())


def _take_paste() -> None:
    read = read_pasted(str(st.session_state.get("typed_paste", "")))
    table = typed_table()
    _keep(read.rows or table.rows, table, said=read.problems)


def _rename() -> None:
    table = typed_table()
    st.session_state[_KEPT] = replace(
        table, area_name=_tidy("typed_place", _PLACE), period=_tidy("typed_period", _PERIOD)
    )


def _tidy(key: str, default: str) -> str:
    return " ".join(str(st.session_state.get(key, "")).split())[:80] or default


def _keep(rows: tuple[NeedRow, ...], table: TypedTable, *, said: tuple[str, ...]) -> None:
    st.session_state[_KEPT] = replace(table, rows=rows, edition=table.edition + 1, said=said)


def _changed(row: NeedRow, cells: dict[str, float]) -> NeedRow:
    return replace(row, **cells)
