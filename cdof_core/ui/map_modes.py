"""How areas are classed now: by the benchmark, by fifths, by a goal, as the address asks."""

from collections.abc import Collection, Sequence
from typing import Final

import streamlit as st

from cdof_core.analysis.area_map import AreaMap, map_areas
from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.domain import MapMode
from cdof_core.domain.own_event import OwnEvent
from cdof_core.narrative.maps import MODE_NAMES
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.judged import view_key
from cdof_core.ui.session import current_selection
from cdof_core.ui.url import read_parameters

JUDGED_BY: Final = (MapMode.JUDGEMENT, MapMode.QUINTILE, MapMode.GOAL)
"""The modes that judge, for pages that show more than a map."""

_KEPT: Final = 60


def asked_mode(among: Collection[MapMode] = tuple(MapMode)) -> MapMode:
    """Return the mode of the address, or judgement where it names none of these."""
    asked = read_parameters()["colour"]
    return MapMode(asked) if asked in list(among) else MapMode.JUDGEMENT


def load_map(view: IndicatorView, *, among: Collection[MapMode] = tuple(MapMode)) -> AreaMap:
    """Return a measure's areas classed as the address asks.

    Args:
        view: The measure at one period.
        among: Modes that the page can show.
    """
    earlier, events = read_parameters()["before"], current_selection().events
    return _map(shown_key(view), asked_mode(among), earlier, view, events)


def choose_mode(shown: AreaMap, *, label: str, among: Collection[MapMode] = tuple(MapMode)) -> None:
    """Draw the menu of modes that this measure and period allow."""
    modes = {mode.value: MODE_NAMES[mode] for mode in shown.modes if mode in among}
    choose_parameter(label, "colour", modes, current=shown.mode.value, width=210)


def shown_key(view: IndicatorView) -> str:
    """Return everything the figures of a view depend on."""
    return repr((view_key(), str(view.indicator["indicator_id"]), view.period, view.vintage))


def map_key(shown: AreaMap) -> str:
    """Return everything a map depends on beside layout, region, scale and palette."""
    return f"{shown_key(shown.view)} {shown.mode} {shown.earlier}"


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _map(
    key: str,  # noqa: ARG001 (the snapshot and every choice the entry is for)
    mode: MapMode,
    earlier: str,
    _view: IndicatorView,
    _events: Sequence[OwnEvent],
) -> AreaMap:
    return map_areas(_view, mode=mode, earlier=earlier, events=_events)
