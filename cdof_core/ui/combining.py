"""Several authorities as one area, or as a group to compare with: choose, save, rename, delete."""

import streamlit as st

from cdof_core.domain import (
    AreaCode,
    BenchmarkKind,
    CdofError,
    Selection,
    partnership_code,
    partnership_members,
)
from cdof_core.ui.panels import show_error
from cdof_core.ui.people import current_actor
from cdof_core.ui.places import Places, joined_names
from cdof_core.ui.taking_away import renamed_words, show_said, take_away
from cdof_core.ui.url import write_parameters
from cdof_core.workspace import (
    GroupKind,
    OwnGroup,
    delete_group,
    list_groups,
    open_workspace,
    rename_group,
    save_group,
)
from cdof_core.workspace.own_groups import LONGEST_NAME

_PENDING = "pending_parameters"
"""Session key: parameters that the dialog asks for; the frame writes them in its next run."""

_SAID = "combine_said"
"""Session key: what came of the last rename or removal."""

_USES = {
    GroupKind.PARTNERSHIP: "As one area: its figures are pooled where counts allow",
    GroupKind.GROUP: "As a group to compare with",
}


@st.dialog("Combine areas", width="medium")
def combine_authorities(places: Places, selection: Selection) -> None:
    """Ask which authorities belong together, what for, and whether to keep them."""
    chosen = st.multiselect(
        "Authorities",
        list(places.authorities),
        default=list(partnership_members(selection.area_code)) or [selection.area_code],
        format_func=lambda code: places.authorities[code].name,
        key="combine_members",
        filter_mode="contains",
    )
    use = st.radio("Use them", list(_USES), format_func=lambda kind: _USES[kind], key="combine_use")
    suggestion = joined_names(places.authorities[code].name for code in chosen) if chosen else ""
    name = st.text_input("Name", key="combine_name", placeholder=suggestion, max_chars=LONGEST_NAME)
    is_kept = st.checkbox("Keep in the menu", value=True, key="combine_keep")
    if st.button("Show", type="primary", key="combine_show"):
        _act(chosen, GroupKind(use), name=name or suggestion, is_kept=is_kept)
    _list_saved(GroupKind(use))


def apply_pending() -> None:
    """Write what the dialog asked for; before the fields of the address are drawn."""
    pending: dict[str, str] | None = st.session_state.pop(_PENDING, None)
    if pending:
        write_parameters(**pending)


def _act(chosen: list[AreaCode], kind: GroupKind, *, name: str, is_kept: bool) -> None:
    try:
        parameters = _parameters_of(chosen, kind, name=name, is_kept=is_kept)
    except CdofError as error:
        show_error(error)
        return
    st.session_state[_PENDING] = parameters
    st.rerun()


def _parameters_of(
    chosen: list[AreaCode], kind: GroupKind, *, name: str, is_kept: bool
) -> dict[str, str]:
    """Save if asked to, and return the parameters that show the result.

    A group to compare with is always saved: a link names it by its identifier.
    """
    if kind is GroupKind.GROUP:
        saved = save_group(open_workspace(), current_actor(), name=name, kind=kind, members=chosen)
        return {"vs": BenchmarkKind.OWN_GROUP.value, "group": saved.group_id}
    code = partnership_code(chosen)
    known = {group.members for group in list_groups(open_workspace(), kind=kind)}
    if is_kept and partnership_members(code) not in known:
        save_group(open_workspace(), current_actor(), name=name, kind=kind, members=chosen)
    return {"area": code}


def _list_saved(kind: GroupKind) -> None:
    # Said above the list, and where its last one has just gone.
    show_said(_SAID)
    saved = list_groups(open_workspace(), kind=kind)
    if not saved:
        return
    st.markdown("**Saved**")
    for group in saved:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(
                "Name", value=group.name, key=f"name_{group.group_id}", max_chars=LONGEST_NAME
            )
            st.button("Rename", key=f"rename_{group.group_id}", on_click=_rename, args=(group,))
            st.button("Delete", key=f"delete_{group.group_id}", on_click=_delete, args=(group,))


def _rename(group: OwnGroup) -> None:
    name = str(st.session_state[f"name_{group.group_id}"])
    try:
        rename_group(open_workspace(), current_actor(), group, name=name)
    except CdofError as error:
        st.session_state[_SAID] = error
    else:
        st.session_state[_SAID] = renamed_words(name)


def _delete(group: OwnGroup) -> None:
    take_away(delete_group, group, entry_id=group.group_id, name=group.name, said=_SAID)
