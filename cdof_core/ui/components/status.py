"""The right-hand end of the bar: what is on screen, from when, and copies of link and citation."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

import streamlit as st

from cdof_core.ui.components.assembly import assemble_component

_draw = assemble_component("status")


@dataclass(frozen=True, slots=True)
class Status:
    """What the header always says.

    Attributes:
        area: Name of the area.
        benchmark: What it is compared with.
        snapshot: Date and short hash of the snapshot.
        sensitivity: Whether anything restricted is on screen, in words.
        is_restricted: The same, to mark the words.
        is_text_only: Whether the page is shown without charts; the link offers the other version.
        is_unfolded: Whether everything that the page folds away is shown, as for print.
        may_pin: Whether whoever looks may keep this view.
    """

    area: str
    benchmark: str
    snapshot: str
    sensitivity: str
    is_restricted: bool = False
    is_text_only: bool = False
    is_unfolded: bool = False
    may_pin: bool = False


def show_status(status: Status, *, on_pin: Callable[[str], None]) -> None:
    """Show the status, links to the other versions, and what copies address and citation.

    Args:
        status: What to say.
        on_pin: Called with the page's title when somebody pins the view.
    """

    def take_pin() -> None:
        title = str(st.session_state["status"].pin or "")
        if title:
            on_pin(title)

    _draw(
        data=asdict(status), key="status", on_pin_change=take_pin, on_theme_change=_only_run_again
    )


def _only_run_again() -> None:
    """Do nothing but be called: the run that follows draws for the theme the reader now sees."""
