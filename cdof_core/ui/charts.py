"""Pictures on the page: words beside the chart, rows apart, clicked to choose an area."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any, Final

import streamlit as st

from cdof_core.charts.specification import spec_and_rows, unchecked
from cdof_core.charts.theme import DARK, LIGHT, Palette
from cdof_core.report.picture import Picture
from cdof_core.ui.beside import show_beside
from cdof_core.ui.chart_rows import packed
from cdof_core.ui.downloads import picture_files
from cdof_core.ui.file_tables import show_file_table
from cdof_core.ui.kept import keep
from cdof_core.ui.panels import Download, as_plain_text
from cdof_core.ui.text_version import is_text_only
from cdof_core.ui.url import write_parameters

_PICK = "pick"
"""Name of the selection in every chart whose areas can be clicked."""

CHART_NAME: Final = "Chart; the words after it say what it shows"
"""What those who hear the page are told first of every chart."""


def current_palette() -> Palette:
    """Return the colours of the theme the reader sees."""
    return DARK if st.context.theme.type == "dark" else LIGHT


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A picture with what the browser draws it from."""

    picture: Picture
    specification: dict[str, Any]
    rows: dict[str, Any]


def show_picture(
    picture: Picture | Callable[[], Picture],
    *,
    key: str,
    file_stem: str,
    picks_area: bool = False,
    tables: Sequence[Download] = (),
    already_said: str = "",
    height: int | None = None,
    drawn_for: str = "",
    drawn_from: Sequence[object] = (),
    defines: Sequence[str] = (),
    explains: Sequence[str] = (),
    has_twin: bool = False,
    is_titled: bool = False,
    is_said_below: bool = False,
) -> None:
    """Show a picture with its words, and offer it as files.

    Args:
        picture: What to show, or what makes it when it was not drawn before.
        key: Sets pictures of one page apart.
        file_stem: Beginning of the files' names.
        picks_area: Whether a click on an area chooses it, on every page.
        tables: Its figures as files, offered beside the picture's own.
        already_said: Beginning of its subtitle that the page says above, not to be repeated.
        height: Height in pixels beyond which the picture scrolls; None for as high as it is.
        drawn_for: Everything the picture depends on beside `drawn_from`; a picture drawn for the
            same before is shown again.
        drawn_from: Frozen results it is drawn from, see `keep`. Without either it is drawn anew.
        defines: Measures it shows, whose definitions are offered beside it.
        explains: Datasets of figures that belong to no measure, explained likewise.
        has_twin: Whether the page shows its figures as a table by itself; the text-only version
            shows those of the files otherwise.
        is_titled: Whether the page's own title says the finding already.
        is_said_below: Whether the subtitle comes after the chart, where a screen is low.
    """
    drawn = (
        keep(partial(_draw, picture), key=f"picture {key} {drawn_for}", made_from=drawn_from)
        if drawn_for or drawn_from
        else _draw(picture)
    )
    picture = drawn.picture
    with st.container(key=f"picture_{key}", border=True):
        if not is_titled:
            st.header(as_plain_text(picture.wording.finding), anchor=False)
        said = picture.wording.measure.removeprefix(already_said).strip()
        if said and not is_said_below:
            st.caption(as_plain_text(said))
        if is_text_only():
            st.markdown(as_plain_text(picture.wording.description))
            if not has_twin:
                show_file_table(tables, key=key)
        else:
            with st.container(height=height or "content", border=False):
                _show_chart(drawn, key=key, picks_area=picks_area)
        if said and is_said_below:
            st.caption(as_plain_text(said))
        if picture.wording.source:
            st.caption(as_plain_text(picture.wording.source))
        files = [*tables, *picture_files(picture, file_stem=file_stem)]
        show_beside(files, key=key, defines=defines, sources=explains)


def show_picture_in_text(picture: Picture, *, key: str) -> None:
    """Show a picture in a running text, under its finding; the text has its caption and source.

    Args:
        picture: What to show; drawn again where it is another.
        key: Sets pictures of one page apart.
    """
    st.markdown(f"**{as_plain_text(picture.wording.finding)}**")
    if is_text_only():
        st.markdown(as_plain_text(picture.wording.description))
        return
    drawn = keep(partial(_draw, picture), key=f"picture {key}", made_from=[picture])
    _show_chart(drawn, key=key, picks_area=False)


def _draw(picture: Picture | Callable[[], Picture]) -> _Drawn:
    # Checking every part of a chart as it is made takes longer than making it; tests check them.
    with unchecked():
        made = picture if isinstance(picture, Picture) else picture()
        specification, rows = spec_and_rows(made.on_screen())
    specification.pop("description", None)  # said once, as the picture's name
    _hush_marks(specification)
    return _Drawn(made, specification, packed(rows))


def _hush_marks(part: dict[str, Any]) -> None:
    """Keep single marks out of what is read aloud: the picture has a name and a table says all."""
    for child in (*part.get("layer", ()), *part.get("vconcat", ()), *part.get("hconcat", ())):
        _hush_marks(child)
    if "spec" in part:
        _hush_marks(part["spec"])
    mark = part.get("mark")
    if mark is not None:
        part["mark"] = {**({"type": mark} if isinstance(mark, str) else mark), "aria": False}


def _show_chart(drawn: _Drawn, *, key: str, picks_area: bool) -> None:
    show_specification(
        drawn.specification,
        drawn.rows,
        key=f"chart_{key}",
        description=drawn.picture.wording.description,
        on_pick=partial(_choose_picked, key) if picks_area else None,
    )


def show_specification(
    specification: dict[str, Any],
    rows: dict[str, Any],
    *,
    key: str,
    description: str,
    on_pick: Callable[[], None] | None = None,
) -> None:
    """Show a chart, and after it in words, for those who cannot see it, what it shows.

    As the chart's own name, words that differ from area to area would make the browser build it
    anew where new rows are enough, which takes longer than all else on the page.

    Args:
        specification: Vega-Lite without data; the same for as long as only figures change.
        rows: Datasets by name, as from `packed`.
        key: Sets charts of one page apart.
        description: Alternative text.
        on_pick: Called when a mark is clicked; None where none can be.
    """
    st.vega_lite_chart(
        spec={**specification, "datasets": rows},
        theme=None,
        width="stretch",
        key=key,
        alt=CHART_NAME,
        on_select=on_pick or "ignore",
        selection_mode=_PICK if on_pick else None,
    )
    st.html(f'<p class="cdof-described">{escape(description)}</p>')


def _choose_picked(key: str) -> None:
    """Write the clicked area into the address."""
    state: Any = st.session_state.get(f"chart_{key}")
    picked = state.selection.get(_PICK, []) if state else []
    if picked:
        write_parameters(area=str(picked[0]["area_code"]))
