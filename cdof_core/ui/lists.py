"""Saved lists of areas and of measures: kept, changed, and used wherever many are shown."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.narrative.names import listed
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.indicator_menu import measure_labels
from cdof_core.ui.navigation import page_titles
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.ui.session import current_places, current_run
from cdof_core.ui.taking_away import show_said, take_away
from cdof_core.ui.url import Parameters, page_href, read_parameters
from cdof_core.ui.workshop import is_workshop
from cdof_core.workspace import Change, open_workspace
from cdof_core.workspace.entries import LONGEST_NAME, may_write
from cdof_core.workspace.saved_lists import (
    ListKind,
    SavedList,
    add_list,
    change_list,
    remove_list,
)

_EVERY: Final = "all"
_NEW: Final = "new"
_SAID: Final = "list_said"
"""Session key: what came of the last save or removal."""
_NOUNS: Final = {ListKind.INDICATORS: "measures", ListKind.AREAS: "areas"}
_USED_ON: Final = {
    ListKind.INDICATORS: ("area_profile", "overview_grid", "jsna_section"),
    ListKind.AREAS: ("compare_areas", "trends", "overview_grid"),
}
"""Pages that a list opens."""
_NAMED: Final = 5
"""Members of a list that are named before the rest are counted."""


def lists_of(kind: ListKind) -> list[SavedList]:
    """Return the saved lists of one kind, as this run read them."""
    return [item for item in current_run().lists if item.kind is kind]


def shown_measures() -> tuple[str, ...]:
    """Return the measures of the list that the address names; none for every measure."""
    asked = read_parameters()["list"]
    found = next((item for item in lists_of(ListKind.INDICATORS) if item.list_id == asked), None)
    return found.members if found else ()


def choose_measure_list() -> None:
    """Draw the menu of lists of measures; nothing where none is saved."""
    lists = {item.list_id: item.name for item in lists_of(ListKind.INDICATORS)}
    asked = read_parameters()["list"]
    if lists:
        current = asked if asked in lists else _EVERY
        options = {_EVERY: "Every measure"} | lists
        choose_parameter("List of measures", "list", options, current=current, width=230)
    if asked and asked != _EVERY and asked not in lists:
        st.caption("The list of this link is not saved here; every measure is shown.")


def show_lists() -> None:
    """Show what is saved, to add to and to change; not on a shared screen."""
    if is_workshop():
        return
    st.header("Saved lists", anchor=False)
    show_said(_SAID, choose=_choose_again)
    areas = {str(code): area.name for code, area in current_places().authorities.items()}
    for column, kind, options in zip(
        st.columns(2, gap="medium"), _NOUNS, (measure_labels(), areas), strict=True
    ):
        with column:
            _show_kind(kind, options)


def _show_kind(kind: ListKind, options: Mapping[str, str]) -> None:
    noun = _NOUNS[kind]
    lists = {item.list_id: item for item in lists_of(kind)}
    st.subheader(f"Lists of {noun}", anchor=False)
    st.caption(f"Choose one on {listed([page_titles()[page] for page in _USED_ON[kind]])}.")
    if lists:
        st.markdown("\n".join(_line(item, options) for item in lists.values()))
    if not may_write(current_actor(), kind=kind.value):
        return
    names = {_NEW: "A new list"} | {item.list_id: item.name for item in lists.values()}
    menu = f"list_chosen_{kind}"
    if st.session_state.get(menu) not in names:
        st.session_state[menu] = _NEW
    chosen = str(st.selectbox("List", list(names), format_func=names.__getitem__, key=menu))
    saved = lists.get(chosen)
    name, members = f"list_name_{kind}_{chosen}", f"list_members_{kind}_{chosen}"
    st.text_input("Name", value=saved.name if saved else "", key=name, max_chars=LONGEST_NAME)
    st.multiselect(
        noun.capitalize(),
        list(options),
        default=[item for item in saved.members if item in options] if saved else [],
        format_func=lambda item: options.get(item, item),
        key=members,
    )
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Save list", key=f"list_save_{kind}", on_click=_save, args=(kind, saved, name, members)
        )
        if saved is not None:
            st.button("Remove list", key=f"list_remove_{kind}", on_click=_remove, args=(saved,))


def _line(item: SavedList, options: Mapping[str, str]) -> str:
    """Return one list as a line of Markdown: name, size, first members, and where it opens."""
    known = [options[name].rsplit(" › ")[-1] for name in item.members if name in options]
    more, gone = len(known[_NAMED:]), len(item.members) - len(known)
    parts = [
        ", ".join(known[:_NAMED]) + (f" and {more} more" if more else ""),
        f"{gone} no longer held" if gone else "",
    ]
    members = "; ".join(part for part in parts if part)
    said = as_plain_text(f"{item.name} ({len(item.members)}): {members}.")
    if not known:
        return f"- {said}"
    links = ", ".join(
        f"[{page_titles()[page]}]({_list_href(item, page)})" for page in _USED_ON[item.kind]
    )
    return f"- {said} Open on {links}"


def _list_href(item: SavedList, page: str) -> str:
    parameters: Parameters = read_parameters()
    if item.kind is ListKind.INDICATORS:
        return page_href(page, parameters, list=item.list_id)
    lines = {"trends": "group"} if page == "trends" else {}
    return page_href(page, parameters, areas=f"list:{item.list_id}", **lines)


def _save(kind: ListKind, saved: SavedList | None, name: str, members: str) -> None:
    called, chosen = str(st.session_state.get(name, "")), list(st.session_state.get(members, []))
    try:
        if saved is None:
            made = add_list(
                open_workspace(), current_actor(), kind=kind, name=called, members=chosen
            )
            # The browser would go on showing what was typed as a new list: the saved one is shown.
            st.session_state[f"list_chosen_{kind}"] = made.list_id
        else:
            made = change_list(
                open_workspace(), current_actor(), saved, name=called, members=chosen
            )
    except CdofError as error:
        st.session_state[_SAID] = error
    else:
        st.session_state[_SAID] = f"“{made.name}” is saved."


def _choose_again(removal: Change) -> None:
    st.session_state[f"list_chosen_{removal.kind}"] = removal.entry_id


def _remove(saved: SavedList) -> None:
    take_away(remove_list, saved, entry_id=saved.list_id, name=saved.name, said=_SAID)
