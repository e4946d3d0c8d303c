"""Events on an area's series: all of them as a table, and the user's own to add and change."""

from datetime import date
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from cdof_core.analysis.area_trends import AreaTrends
from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.comparison.records import records_of
from cdof_core.domain import CdofError, IndicatorId
from cdof_core.domain.indicator import NO_INDICATOR
from cdof_core.domain.own_event import EventKind, OwnEvent
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.periods import day_text
from cdof_core.ui.components import Cell, DataTable, show_table
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.ui.steady import steady
from cdof_core.ui.taking_away import show_said, take_away
from cdof_core.ui.text_version import folded, is_text_only, show_folded
from cdof_core.ui.workshop import is_workshop
from cdof_core.workspace import Change, open_workspace
from cdof_core.workspace.entries import may_write
from cdof_core.workspace.own_events import (
    EARLIEST,
    KIND,
    LATEST,
    LONGEST_DETAIL,
    LONGEST_LABEL,
    SavedEvent,
    add_event,
    change_event,
    list_events,
    remove_event,
)

_NEW: Final = "new"
_SAID: Final = "event_said"
"""Session key: what came of the last save or removal."""
_KINDS: Final = {
    EventKind.PROVIDER_CHANGE: "Provider change",
    EventKind.METHOD_BREAK: "Method break: parts the line, nothing is tested across it",
    EventKind.EVENT: "Another event",
}


@steady
def show_events(trends: AreaTrends) -> None:
    """Show what happened on the lines, the user's own events marked; nothing without any.

    Args:
        trends: The lines with their events.
    """
    events = trends.events
    if len(events):
        with folded(f"What happened on the way ({len(events)})"):
            show_table(_table(events), key="events")


def offer_own_events(view: IndicatorView) -> None:
    """Offer to add an event or change one of the user's own, where the user may.

    Args:
        view: The measure, seen from the chosen area.
    """
    may = may_write(current_actor(), kind=KIND, parent=view.places.area.code)
    if may and not (is_text_only() or is_workshop()):
        show_folded(
            "Add or change an event of your own",
            partial(_edit, view),
            key="own_event",
            changes_page=True,
            form_of=view.places.area.code,
        )


def _table(events: pd.DataFrame) -> DataTable:
    rows = tuple(
        (
            Cell(day_text(pd.Timestamp(row["event_date"]))),
            Cell(str(row["label"]), below=str(row["detail"])),
            Cell(str(row["line"]) or "All lines"),
            Cell(
                str(row["kind"]).capitalize(), below="parts the line" * bool(row["breaks_series"])
            ),
            Cell("A user of this installation" if row["is_own"] else "The publisher"),
        )
        for row in records_of(events)
    )
    return DataTable(
        caption="Events on these lines",
        columns=("From", "What happened", "On", "Kind", "Noted by"),
        groups=(("", rows),),
        noun="events",
    )


def _edit(view: IndicatorView) -> None:
    """Draw the form of one event: a new one, or one of this area's."""
    area = view.places.area
    indicator_id = IndicatorId(str(view.indicator["indicator_id"]))
    own = {
        saved.event.event_id: saved
        for saved in list_events(open_workspace())
        if saved.event.area_code == area.code
        and saved.event.indicator_id in (NO_INDICATOR, indicator_id)
    }
    names = {_NEW: "A new event"} | {
        event_id: f"{day_text(saved.event.event_date)}: {saved.event.label}"
        for event_id, saved in own.items()
    }
    if st.session_state.get("event_chosen") not in names:
        st.session_state["event_chosen"] = _NEW
    chosen = st.selectbox("Event", list(names), format_func=names.__getitem__, key="event_chosen")
    saved = own.get(str(chosen))
    # Fields of another area or measure are other fields: nothing typed there is saved here.
    key = f"{chosen}_{area.code}_{indicator_id}"
    _draw_fields(saved, key=key, area_name=area.name)
    place = OwnEvent("", area.code, indicator_id, date.today(), EventKind.EVENT, "")
    with st.container(horizontal=True, gap="small"):
        st.button("Save event", key="event_save", on_click=_save, args=(saved, place, key))
        if saved is not None:
            st.button("Remove event", key="event_remove", on_click=_remove, args=(saved,))
    st.caption(
        "Kept with everyone who uses this installation, marked as its users' own, and written into "
        "files and pictures."
    )
    show_said(_SAID, choose=_choose_again)


def _draw_fields(saved: SavedEvent | None, *, key: str, area_name: str) -> None:
    event = saved.event if saved else None
    kinds = list(_KINDS)
    with st.container(horizontal=True, gap="small"):
        st.text_input(
            "What happened, in a few words",
            value=event.label if event else "",
            max_chars=LONGEST_LABEL,
            key=f"event_label_{key}",
            placeholder="New provider",
            width=280,
        )
        st.date_input(
            "From",
            value=event.event_date if event else "today",
            min_value=EARLIEST,
            max_value=LATEST,
            format="DD/MM/YYYY",
            key=f"event_date_{key}",
            width=150,
        )
        st.selectbox(
            "Kind",
            kinds,
            index=kinds.index(event.kind) if event else 0,
            format_func=_KINDS.__getitem__,
            key=f"event_kind_{key}",
            width=330,
        )
    st.text_area(
        "More, for tables and files",
        value=event.detail if event else "",
        max_chars=LONGEST_DETAIL,
        height=80,
        key=f"event_detail_{key}",
    )
    st.checkbox(
        as_plain_text(f"On every measure of {in_sentence(area_name)}, not on this one alone"),
        value=event is not None and event.indicator_id == NO_INDICATOR,
        key=f"event_all_{key}",
    )


def _save(saved: SavedEvent | None, place: OwnEvent, key: str) -> None:
    typed = {
        name: st.session_state.get(f"event_{name}_{key}")
        for name in ("label", "date", "kind", "detail", "all")
    }
    when = typed["date"]
    event = OwnEvent(
        event_id="",
        area_code=place.area_code,
        indicator_id=NO_INDICATOR if typed["all"] else place.indicator_id,
        event_date=when if isinstance(when, date) else place.event_date,
        kind=EventKind(str(typed["kind"] or EventKind.EVENT)),
        label=str(typed["label"] or "").strip(),
        detail=str(typed["detail"] or "").strip(),
    )
    try:
        if saved is None:
            made = add_event(open_workspace(), current_actor(), event)
            # The browser would go on showing what was typed as a new event: the saved one is shown.
            st.session_state["event_chosen"] = made.event.event_id
        else:
            made = change_event(open_workspace(), current_actor(), saved, event)
    except CdofError as error:
        st.session_state[_SAID] = error
    else:
        st.session_state[_SAID] = f"“{made.event.label}” is saved."


def _choose_again(removal: Change) -> None:
    st.session_state["event_chosen"] = removal.entry_id


def _remove(saved: SavedEvent) -> None:
    take_away(
        remove_event, saved, entry_id=saved.entry.entry_id, name=saved.event.label, said=_SAID
    )
