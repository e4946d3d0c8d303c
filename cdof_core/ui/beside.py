"""What stands beside every chart and table: its files and the meaning of its measures."""

from collections.abc import Sequence

import streamlit as st

from cdof_core.ui.explained import show_definitions
from cdof_core.ui.panels import Download, show_downloads


def show_beside(
    downloads: Sequence[Download],
    *,
    key: str,
    defines: Sequence[str] = (),
    sources: Sequence[str] = (),
) -> None:
    """Offer files and definitions in one row under a chart or table.

    Args:
        downloads: In the order shown; may be empty.
        key: Sets rows of one page apart.
        defines: Measures on show, whose definitions are offered.
        sources: Datasets of figures that belong to no measure, explained likewise.
    """
    with st.container(
        horizontal=True, gap="small", vertical_alignment="center", key=f"beside_{key}"
    ):
        if downloads:
            show_downloads(downloads, key=key)
        show_definitions(defines, key=key, sources=sources)
