"""The address of a page: its parameters, and links that change some of them.

Streamlit writes a widget's *label* into the address when it binds one, and only widgets of the
frame keep their parameter from page to page. So each parameter is bound to a text field of the
frame that nobody sees; the visible menus write to these fields. The address stays the truth, codes
stay codes, and back and forward work.
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

PARAMETERS = (
    "area",
    "vs",
    "group",
    "indicator",
    "period",
    "sex",
    "levels",
    "keep",
    "layout",
    "measures",
    "dataset",
    "show",
    "breakdown",
    "case",
    "second",
    "by",
    "part",
    "step",
    "areas",
    "beside",
    "list",
    "story",
    "place",
    "outcome",
    "cells",
    "sort",
    "turn",
    "chart",
    "before",
    "lines",
    "trends",
    "figures",
    "substance",
    "estimate",
    "target",
    "assume",
    "line",
    "money",
    "q",
    "chapter",
    "section",
    "round",
    "earlier",
    "mode",
    "picture",
    "colour",
    "zoom",
    "pair",
    "then",
    "cluster",
    "room",
    "below",
)
"""Every name a link may carry. An absent one means the default."""

LONGEST_VALUE = 1200
"""A section of every measure of a profile fits; an address is no place for more."""

HOME = "overview"

FOLD = "fold_"
"""How the parameters begin that say what is unfolded."""

_LOOKED_AT = ("mode", "story", "place")
"""How a view is looked at is no part of it."""

_BOUND = "address_bound"
"""Session key: the parameters that had a field in the last run."""

_READ = "address_read"
"""Session key: what the address says, from its fields' being drawn to the next change."""

_READ_AS = "address_read_as"
"""Session key: another address that is read for the moment."""

Parameters = Mapping[str, str]


def bind_parameters() -> None:
    """Draw the unseen fields that carry the address; the frame's first act in every run.

    A field costs the browser a few milliseconds in every run, so that only those are drawn that
    hold something, now or in the address. Fields drawn in one run are drawn in the next, too.
    """
    # Taken out once: asking for fifty names one by one takes milliseconds of every run.
    held, asked = st.session_state.to_dict(), st.query_params.to_dict()
    drawn = [name for name in PARAMETERS if held.get(name) or name in asked]
    st.session_state[_BOUND] = frozenset(drawn)
    with st.container(key="address"):
        for name in drawn:
            st.text_input(name, key=name, max_chars=LONGEST_VALUE, bind="query-params")
    st.session_state[_READ] = MappingProxyType(_read(st.session_state.to_dict()))


@contextmanager
def reading_as(parameters: Parameters) -> Generator[None]:
    """Let everything inside read another address than the browser's.

    Args:
        parameters: What that address says; absent ones are empty.
    """
    before = st.session_state.get(_READ_AS)
    st.session_state[_READ_AS] = dict(parameters)
    try:
        yield
    finally:
        st.session_state[_READ_AS] = before


def read_parameters() -> Parameters:
    """Return what the address says, every parameter present, empty where it says nothing."""
    other: Parameters | None = st.session_state.get(_READ_AS)
    if other is not None:
        return MappingProxyType(_read(other))
    read: Parameters | None = st.session_state.get(_READ)
    return MappingProxyType(_read(st.session_state)) if read is None else read


def view_parameters() -> Parameters:
    """Return what the view on screen is made of: the choices made, and what is unfolded."""
    chosen = {
        name: value for name, value in read_parameters().items() if value and name not in _LOOKED_AT
    }
    asked = st.query_params.to_dict()
    return chosen | {name: value for name, value in asked.items() if name.startswith(FOLD)}


def _read(held: Mapping[Any, Any]) -> dict[str, str]:
    return {name: str(held.get(name, ""))[:LONGEST_VALUE] for name in PARAMETERS}


def write_parameters(**changes: str) -> None:
    """Change the address; only in a callback, before the fields are drawn.

    Args:
        **changes: New values by parameter; an empty one removes the parameter.
    """
    st.session_state[_READ] = None
    bound: frozenset[str] = st.session_state.get(_BOUND, frozenset())
    for name, value in changes.items():
        st.session_state[name] = value
        if value and name not in bound:
            # A field begins with its first value, and Streamlit writes no beginning into the
            # address.
            st.query_params[name] = value


def page_href(page: str, parameters: Parameters, **changes: str) -> str:
    """Return a relative link to a page that keeps the choices made so far.

    Args:
        page: Stem of the page's file, for example ``indicator``.
        parameters: What the address says now.
        **changes: Parameters to set (or, empty, to remove) in the link.

    Returns:
        For example ``indicator?area=E06000055&indicator=deaths``.
    """
    kept = {name: value for name, value in (dict(parameters) | changes).items() if value}
    path = "./" if page == HOME else page
    return f"{path}?{urlencode(kept)}" if kept else path


def explorer_address(*, otherwise: str = "http://localhost:8501") -> str:
    """Return where the reader's browser reaches the explorer, up to the page's name, no slash.

    Args:
        otherwise: What to return where the browser did not say.
    """
    parts = urlsplit(str(st.context.url or ""))
    folder = parts.path.rpartition("/")[0]
    return f"{parts.scheme}://{parts.netloc}{folder}" if parts.netloc else otherwise


def changing_href(page: str, **changes: str) -> str:
    """Return the link of a table's cell: the browser adds the other choices when it is followed.

    Args:
        page: Stem of the page's file.
        **changes: Parameters to set (or, empty, to remove): the browser is told of both.
    """
    return f"{page}?{urlencode(changes)}"
