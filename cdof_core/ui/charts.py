"""Pictures on the page: words beside the chart, rows apart, clicked to choose an area."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from cdof_core.charts.specification import spec_and_rows
from cdof_core.charts.theme import DARK, LIGHT, Palette
from cdof_core.report.images import chart_png, chart_svg
from cdof_core.report.picture import Picture
from cdof_core.ui.panels import Download, as_plain_text, show_downloads
from cdof_core.ui.url import write_parameters

_PICK = "pick"
"""Name of the selection in every chart whose areas can be clicked."""


def current_palette() -> Palette:
    """Return the colours of the theme the reader sees."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def show_picture(
    picture: Picture,
    *,
    key: str,
    file_stem: str,
    picks_area: bool = False,
    tables: Sequence[Download] = (),
    already_said: str = "",
    height: int | None = None,
) -> None:
    """Show a picture with its words, and offer it as files.

    Args:
        picture: What to show.
        key: Sets pictures of one page apart.
        file_stem: Beginning of the files' names.
        picks_area: Whether a click on an area chooses it, on every page.
        tables: Its figures as files, offered beside the picture's own.
        already_said: Beginning of its subtitle that the page says above, not to be repeated.
        height: Height in pixels beyond which the picture scrolls; None for as high as it is.
    """
    with st.container(key=f"picture_{key}", border=True):
        st.subheader(as_plain_text(picture.wording.finding), anchor=False)
        said = picture.wording.measure.removeprefix(already_said).strip()
        if said:
            st.caption(as_plain_text(said))
        with st.container(height=height or "content", border=False):
            _show_chart(picture, key=key, picks_area=picks_area)
        if picture.wording.source:
            st.caption(as_plain_text(picture.wording.source))
        show_downloads([*tables, *_pictures(picture, file_stem)], key=key)


def _show_chart(picture: Picture, *, key: str, picks_area: bool) -> None:
    specification, rows = spec_and_rows(picture.on_screen())
    specification.pop("description", None)  # said once, as the picture's name
    st.vega_lite_chart(
        spec={**specification, "datasets": rows},
        theme=None,
        width="stretch",
        key=f"chart_{key}",
        alt=picture.wording.description,
        on_select=partial(_choose_picked, key) if picks_area else "ignore",
        selection_mode=_PICK if picks_area else None,
    )


def _pictures(picture: Picture, stem: str) -> list[Download]:
    return [
        Download("PNG", f"{stem}.png", "image/png", partial(chart_png, picture)),
        Download("SVG", f"{stem}.svg", "image/svg+xml", lambda: chart_svg(picture).encode()),
    ]


def _choose_picked(key: str) -> None:
    """Write the clicked area into the address."""
    state: Any = st.session_state.get(f"chart_{key}")
    picked = state.selection.get(_PICK, []) if state else []
    if picked:
        write_parameters(area=str(picked[0]["area_code"]))
