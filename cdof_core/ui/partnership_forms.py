"""What the forms of the partnership page share: the menu, the fields, the buttons."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from cdof_core.domain import AreaCode
from cdof_core.ui.meanwhile import (
    Edit,
    begin_edit,
    find_edit,
    keep_edit,
    remove_edit,
    show_choice,
    show_outcome,
)
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.ui.session import current_selection
from cdof_core.workspace import open_workspace
from cdof_core.workspace.partnership import (
    LONGEST_TEXT,
    Functioning,
    LogItem,
    Meeting,
    Member,
    PlanDate,
    keep,
    remove,
)

_SAID = "partnership_said"
"""Session key: what came of the last change, by form."""
_KEPT = "partnership_kept"
"""Session key: counts what was kept, by form, so that its menu goes back to a new one."""

Item = TypeVar("Item", Member, Meeting, PlanDate, LogItem, Functioning)


def is_in_use(form: str) -> bool:
    """Return whether a form is to stand unfolded: from the first change made with it in an area.

    Where a table above it comes or goes, the browser draws the form anew, folded as it began, with
    the word of what came of the change inside.

    Args:
        form: Name of the form.
    """
    used = f"{form}_in_use {area_code()}"
    if said_of(form) in st.session_state:
        st.session_state[used] = True
    return bool(st.session_state.get(used, False))


def choose_item(
    form: str, items: Sequence[Item], label: Callable[[Item], str], new: Item, *, field: str
) -> Edit[Item]:
    """Draw the menu of what to change, the first a new one, and what became of it meanwhile.

    Args:
        form: Name of the form.
        items: What is kept.
        label: Says what one is called.
        new: What a new one begins with.
        field: Name of a field that the form always has.
    """
    menu = f"{form}_which_{_kept(form)}"
    show_outcome(said_of(form), choose=lambda back: st.session_state.update({menu: back.entry_id}))
    by_id = {"": new} | {item.entry.entry_id: item for item in items if item.entry is not None}
    shown = str(st.session_state.get(menu) or "")
    labels = {key: label(item) for key, item in by_id.items()}
    written = find_edit(edit_key(form, shown), field=field)
    if shown not in by_id and written is not None:
        # Somebody else removed it: what is typed for it still stands.
        labels[shown] = f"{label(written.drawn)} (removed meanwhile)"
    which = st.selectbox(
        "Which",
        list(labels),
        format_func=lambda key: as_plain_text(labels[key]) if key else "A new one",
        key=menu,
    )
    edit = begin_edit(
        edit_key(form, which), by_id.get(which) if which else None, field=field, new=new
    )
    show_choice(edit)
    return edit


def draw_buttons(form: str, edit: Edit[Item], made: Item) -> None:
    """Draw the buttons of a form, and act on the one that was pressed."""
    with st.container(horizontal=True, gap="small"):
        draw_keep(form, edit)
        if edit.item.entry is not None:
            st.form_submit_button(
                "Remove", on_click=_remove, args=(form, edit), key=f"{form}_remove"
            )
    keep_if_wanted(form, edit, made)


def draw_keep(form: str, edit: Edit[Item]) -> None:
    """Draw the button that keeps what a form says."""
    st.form_submit_button(
        edit.verb("Keep"), type="primary", on_click=_wanted, args=(form, edit), key=f"{form}_keep"
    )


def _wanted(form: str, edit: Edit[Item]) -> None:
    """Leave word that a form is to be kept; its fields are read when they are drawn."""
    st.session_state[f"{form}_wanted"] = edit.tag


def take_wanted(form: str) -> str:
    """Return, once, of which fields a form is to be kept; empty where its button was not pressed.

    Args:
        form: Name of the form.
    """
    return str(st.session_state.pop(f"{form}_wanted", ""))


def keep_if_wanted(form: str, edit: Edit[Item], made: Item) -> None:
    """Keep what a form says, where its button was pressed.

    Args:
        form: Name of the form.
        edit: What is edited.
        made: What the fields say.
    """
    # Word left for other fields, which are not on the page any more, is let go.
    if take_wanted(form) != edit.tag:
        return
    if edit.drawn == made and edit.item.entry is not None and not edit.is_contested:
        st.session_state[said_of(form)] = "Nothing was changed."
        st.rerun()

    def save(now: Edit[Item]) -> None:
        keep(open_workspace(), current_actor(), now.merged(made), area_code=area_code())

    if keep_edit(edit, save, said=said_of(form), done="Kept."):
        st.session_state[f"{_KEPT}_{form}"] = _kept(form) + 1
    st.rerun()


def _remove(form: str, edit: Edit[Item]) -> None:
    words = "Removed; Saved work can bring it back."
    if form == "member":
        words += " An administrator can erase it for good."
    if remove_edit(
        edit,
        lambda now: remove(open_workspace(), current_actor(), now.item),
        said=said_of(form),
        words=words,
    ):
        st.session_state[f"{_KEPT}_{form}"] = _kept(form) + 1


def said_of(form: str) -> str:
    """Return the session key of what came of a form's last change."""
    return f"{_SAID}_{form}"


def text_field(edit: Edit[Item], label: str, value: str) -> str:
    """Draw a field of one line and return what it says."""
    return st.text_input(
        label, value=value, max_chars=LONGEST_TEXT, key=f"{label}_{edit.tag}"
    ).strip()


def long_field(edit: Edit[Item], label: str, value: str) -> str:
    """Draw a field of several lines and return what it says."""
    return st.text_area(
        label, value=value, max_chars=LONGEST_TEXT, height=100, key=f"{label}_{edit.tag}"
    ).strip()


def edit_key(form: str, which: str) -> str:
    """Return what tells apart what a form edits: in this area, this one or a new one."""
    return f"{form}_{area_code()}_{which or 'new'}"


def member_label(member: Member) -> str:
    """Return what a member is called in menus."""
    return f"{member.organisation} ({member.person})" if member.person else member.organisation


def _kept(form: str) -> int:
    return int(st.session_state.get(f"{_KEPT}_{form}", 0))


def area_code() -> AreaCode:
    """Return the area whose partnership is shown."""
    return current_selection().area_code
