"""Fetching indicators from Fingertips: only when somebody asks for it."""

import itertools
from collections.abc import Callable
from typing import Final

import streamlit as st

from cdof_core.ui.data_held import library
from cdof_core.ui.data_jobs import may_publish, start_job
from cdof_core.ui.first_start import DATA
from cdof_core.ui.ingesting import (
    FETCHED_AT_ONCE,
    FINGERTIPS_ADDRESS,
    FINGERTIPS_CACHE,
    FingertipsClient,
    Imported,
    Library,
    Progress,
    Protection,
    check_and_protect,
    fetch_group,
    fetch_indicators,
    fetch_neighbours,
    fetch_profile,
    read_places,
    without_known,
)
from cdof_core.ui.text_version import folded

ADDRESS = FINGERTIPS_ADDRESS
CACHE = FINGERTIPS_CACHE
_DEFAULT: Final = "default"
_INDICATORS: Final = "indicators"
_PROFILE: Final = "profile"
_GROUP: Final = "group"
_NEIGHBOURS: Final = "neighbours"
_WHAT: Final = {
    _DEFAULT: "The drug, alcohol and context indicators known here",
    _INDICATORS: "Indicators by their numbers",
    _PROFILE: "All indicators of a profile",
    _GROUP: "All indicators of a group of a profile",
    _NEIGHBOURS: "Nearest neighbours",
}
_ASKED: Final = {
    _INDICATORS: "Numbers of indicators, with commas between them",
    _PROFILE: "Number of the profile",
    _GROUP: "Number of the group",
    _NEIGHBOURS: "Number of the kind of neighbours",
}
_SLOWEST_STEPS = 40
"""Sentences after which the bar stands near its end: how many there will be nobody knows."""


def choose_fetching() -> None:
    """Draw the second way in: indicators fetched from their publisher."""
    if not may_publish():
        return
    with folded("Fetch from Fingertips (needs a network)"):
        what = st.selectbox(
            "What to fetch", list(_WHAT), format_func=_WHAT.__getitem__, key="fetch_what"
        )
        typed = ""
        if what in _ASKED:
            typed = st.text_input(_ASKED[what], key="fetch_numbers")
        numbers, fault = _numbers(str(what), typed)
        if fault and typed:
            st.warning(fault)
        shelf = library()
        st.button(
            "Fetch and check",
            key="fetch_fingertips",
            disabled=bool(fault),
            on_click=start_job,
            args=("Fetching from Fingertips", _fetching(shelf, str(what), numbers)),
            kwargs={"can_stop": True},
        )
        st.caption(
            "Nothing is fetched before you press. What was fetched today is not asked for again; "
            "what comes is checked and compared like a file before anything changes."
        )


def _numbers(what: str, typed: str) -> tuple[tuple[int, ...], str]:
    """Read what was typed; return a sentence instead where it cannot be asked for."""
    if what == _DEFAULT:
        return (), ""
    parts = [part.strip() for part in typed.split(",") if part.strip()]
    if not parts or not all(part.isdigit() for part in parts):
        return (), "Give whole numbers, such as 90245, 91812."
    if what != _INDICATORS and len(parts) > 1:
        return (), "Give one number."
    if len(parts) > FETCHED_AT_ONCE:
        return (), f"At most {FETCHED_AT_ONCE} indicators can be fetched at once."
    return tuple(map(int, parts)), ""


def _fetching(
    shelf: Library, what: str, numbers: tuple[int, ...]
) -> Callable[[Progress], Protection]:
    def work(tell: Progress) -> Protection:
        steps = itertools.count(1)

        def say(doing: str) -> None:
            tell(0.8 * min(next(steps) / _SLOWEST_STEPS, 1.0), doing)

        say("Asking the service")
        client = FingertipsClient(CACHE, address=ADDRESS, progress=say)
        imported = _fetch(client, what, numbers)
        tell(0.85, "Checking what came")
        return check_and_protect(shelf, without_known(imported, DATA))

    return work


def _fetch(client: FingertipsClient, what: str, numbers: tuple[int, ...]) -> Imported:
    places = read_places(DATA)
    if what == _PROFILE:
        return fetch_profile(client, places, profile=numbers[0])
    if what == _GROUP:
        return fetch_group(client, places, group=numbers[0])
    if what == _NEIGHBOURS:
        title = f"Nearest neighbours (Fingertips scheme {numbers[0]})"
        return fetch_neighbours(client, places, scheme=numbers[0], title=title)
    # As many as are asked for here come in one answer.
    return next(fetch_indicators(client, places, numbers=numbers))
