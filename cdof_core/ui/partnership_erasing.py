"""Erasing what was kept of people on the partnership page."""

from typing import Final

import streamlit as st

from cdof_core.narrative.periods import day_text
from cdof_core.ui.erasing import may_erase, offer_erasing
from cdof_core.ui.meanwhile import show_outcome
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.partnership_forms import area_code, member_label
from cdof_core.ui.text_version import folded
from cdof_core.workspace import open_workspace
from cdof_core.workspace.erasing import (
    erase_earlier,
    erase_member,
    list_changed_members,
    list_removed_members,
)
from cdof_core.workspace.partnership import Member

_SAID: Final = "members_erased_said"
"""Session key: what came of the last erasing."""


def offer_erasing_of_members() -> None:
    """Let an administrator erase what the history holds of members, removed or changed since."""
    if not may_erase():
        return
    workspace, area = open_workspace(), area_code()
    removed = list_removed_members(workspace, area_code=area)
    changed = list_changed_members(workspace, area_code=area)
    show_outcome(_SAID)
    if not removed and not changed:
        return
    with folded("Erase names and contacts that are not needed any more"):
        st.caption(
            "The history keeps everything, so that it can be brought back: also the names and the "
            "contact of whoever has left. Only an administrator sees this."
        )
        for member in removed:
            day = day_text(member.entry.updated_at.date()) if member.entry else ""
            _draw(member, f"{member_label(member)}: removed {day}", is_removed=True)
        for member in changed:
            _draw(member, f"Earlier details of {member_label(member)}", is_removed=False)


def _draw(member: Member, label: str, *, is_removed: bool) -> None:
    erase = erase_member if is_removed else erase_earlier
    stays = (
        "What stays is how many came to past meetings, and that a member was erased, by whom and "
        "when."
        if is_removed
        else "What stays is the member as kept now, and that something was erased, by whom and "
        "when."
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(as_plain_text(label))
        offer_erasing(
            member_label(member) if is_removed else label,
            lambda actor: erase(open_workspace(), actor, member),
            stays=stays,
            key=f"member_erase_{member.member_id}",
            said=_SAID,
            done="Erased for good.",
        )
