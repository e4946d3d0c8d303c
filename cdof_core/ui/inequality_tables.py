"""The tables of the inequalities page: the groups now, and how far apart they are."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from cdof_core.analysis.inequalities import InequalityView
from cdof_core.analysis.inequality_gaps import Bounded, Lead
from cdof_core.comparison.records import records_of
from cdof_core.domain import Judgement
from cdof_core.domain.indicator import PERCENTAGE_POINTS, unit_of_difference
from cdof_core.narrative.inequality import bounded_text
from cdof_core.narrative.numbers import number_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import FLAGS
from cdof_core.report.inequality_picture import gap_note, inequality_measure
from cdof_core.ui.components import Cell, DataTable, Row, show_table


def show_gaps(view: InequalityView) -> None:
    """Show absolute and relative gaps, and the indices where groups are ordered."""
    st.header("How large is the gap?", anchor=False)
    has_indices = any(lead.slope for lead in view.leads)
    headings = ("Slope index of inequality", "Relative index of inequality") if has_indices else ()
    columns = ("Of", "Between", "Values", "Difference", "Ratio", *headings)
    rows = tuple(_gap_row(lead, has_indices=has_indices) for lead in view.leads)
    show_table(
        DataTable(
            caption="Absolute and relative gaps with 95% intervals",
            columns=columns,
            groups=(("", rows),),
            numbers=tuple(range(2, len(columns))),
            noun="gaps",
        ),
        key="gaps",
    )
    st.caption(gap_note(view))


def _gap_row(lead: Lead, *, has_indices: bool) -> Row:
    high, low = (
        value_text(value, unit=lead.unit, decimals=lead.decimals, with_unit=False)
        for value in (lead.high_value, lead.low_value)
    )
    why = "; ".join(f"{group}: {FLAGS.get(flag, flag)}" for group, flag in lead.missing)
    indices = (
        _bounded(lead.slope, unit_of_difference(lead.unit), lead.decimals),
        _bounded(lead.relative_index, "times", 1),
    )
    return (
        Cell(lead.line, below=period_text(lead.period)),
        Cell(f"{lead.high} and {lead.low}", below=why),
        Cell(f"{high} and {low}", below=lead.unit),
        _bounded(lead.difference, unit_of_difference(lead.unit), lead.decimals),
        _bounded(lead.ratio, "times", 1),
        *(indices if has_indices else ()),
    )


def _bounded(number: Bounded | None, unit: str, decimals: int) -> Cell:
    value, interval = bounded_text(number, unit=unit, decimals=decimals)
    # Other units stand beside the values; a sign after a difference would say another thing.
    return Cell(value, below=f"{interval} {unit}" if unit == PERCENTAGE_POINTS else interval)


def latest_table(view: InequalityView) -> DataTable:
    """Return the groups at the newest period, gaps with their reason."""
    against = (f"Against {view.everyone}",) if view.everyone else ()
    rows = tuple(
        (
            Cell(str(row["group"]), below=str(row["note"])),
            Cell(str(row["line"])),
            Cell(
                value_text(
                    row["value"],
                    unit=str(row["unit"]),
                    decimals=int(row["decimals"]),
                    with_unit=False,
                ),
                below=FLAGS.get(str(row["flag"]), ""),
            ),
            _interval(row),
            Cell(number_text(row["numerator"])),
            *(
                (Cell("", judgement=Judgement(row["judgement"]), reason=str(row["reason"])),)
                if view.everyone
                else ()
            ),
        )
        for row in records_of(view.latest)
    )
    return DataTable(
        caption=inequality_measure(view),
        columns=("Group", "Of", "Value", "95% interval", "Count", *against),
        groups=(("", rows),),
        numbers=(2, 3, 4),
        noun="groups",
        is_compact=True,
    )


def _interval(row: Mapping[Any, Any]) -> Cell:
    low, high = float(str(row["lower95"])), float(str(row["upper95"]))
    bounded = Bounded(float(str(row["value"])), low, high)
    places = int(str(row["decimals"]))
    return Cell(bounded_text(bounded, unit=str(row["unit"]), decimals=places)[1])
