"""Charts on the page: sent as specification and rows, clicked to choose an area."""

from typing import Any

import streamlit as st

from cdof_core.charts.specification import spec_and_rows
from cdof_core.charts.theme import DARK, LIGHT, Palette
from cdof_core.ui.url import write_parameters

_PICK = "pick"
"""Name of the selection in every chart whose areas can be clicked."""


def current_palette() -> Palette:
    """Return the colours of the theme the reader sees."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def show_chart(chart: Any, *, key: str, description: str, picks_area: bool = False) -> None:  # noqa: ANN401
    """Show a chart; a click on an area chooses it, on every page.

    Args:
        chart: A finished chart of `cdof_core.charts`.
        key: Sets charts of one page apart.
        description: Alternative text.
        picks_area: Whether its areas can be clicked.
    """
    specification, rows = spec_and_rows(chart)
    st.vega_lite_chart(
        spec={**specification, "datasets": rows},
        theme=None,
        width="stretch",
        key=f"chart_{key}",
        alt=description,
        on_select=(lambda: _choose_picked(key)) if picks_area else "ignore",
        selection_mode=_PICK if picks_area else None,
    )


def _choose_picked(key: str) -> None:
    """Write the clicked area into the address."""
    state: Any = st.session_state.get(f"chart_{key}")
    picked = state.selection.get(_PICK, []) if state else []
    if picked:
        write_parameters(area=str(picked[0]["area_code"]))
