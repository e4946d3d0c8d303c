"""Which maps the address asks for: the measure, the one beside it, the region."""

from dataclasses import dataclass
from typing import Final

import streamlit as st

from cdof_core.analysis.area_map import AreaMap
from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.domain import AreaLevel, IndicatorId
from cdof_core.narrative.periods import period_text
from cdof_core.ui.cached import content_hash, load_indicator_ids, read_table
from cdof_core.ui.judged import load_indicator_view, load_view_of
from cdof_core.ui.map_modes import load_map
from cdof_core.ui.url import read_parameters

NOTHING: Final = "none"
"""Beside the first map: no second one."""

SAME: Final = "same"
"""Beside the first map: the same measure at another period."""


@dataclass(frozen=True, slots=True)
class Maps:
    """What the page shows.

    Attributes:
        first: The map of the chosen measure.
        second: The map beside it; None for none.
        region: Code of the region drawn alone; empty for the whole country.
    """

    first: AreaMap
    second: AreaMap | None
    region: str

    @property
    def is_empty(self) -> bool:
        """Whether no authority has a figure."""
        return not self.first.view.has_local


def load_maps() -> Maps:
    """Return the maps that the address asks for."""
    asked = read_parameters()
    first = load_map(load_indicator_view())
    beside = _beside(first.view)
    # What a change starts from is said of each map: the second's periods may be other ones.
    second = _second(beside) if beside else None
    region = asked["zoom"] if asked["zoom"] in regions() else ""
    return Maps(first, second, region)


def _beside(view: IndicatorView) -> tuple[IndicatorId, str] | None:
    """Return measure and period of the second map; None where there is none."""
    asked = read_parameters()
    own = str(view.indicator["indicator_id"])
    name = own if asked["pair"] == SAME else asked["pair"]
    if not view.has_local or name not in load_indicator_ids():
        return None
    if name != own:
        return IndicatorId(name), asked["then"]
    others = [label for label in period_texts(view) if label != view.period]
    if not others:
        return None
    return IndicatorId(own), asked["then"] if asked["then"] in others else others[0]


def _second(beside: tuple[IndicatorId, str]) -> AreaMap | None:
    view = load_view_of(beside[0], period=beside[1])
    return load_map(view) if view.has_local else None


def codes_of(region: str) -> frozenset[str] | None:
    """Return the authorities of a region; None for the whole country."""
    if not region:
        return None
    areas = read_table("areas")
    return frozenset(str(code) for code in areas.loc[areas["region_code"] == region, "area_code"])


def period_texts(view: IndicatorView) -> dict[str, str]:
    """Return the texts of a measure's periods by label, newest first."""
    labels = dict.fromkeys(str(label) for label in view.periods["period_label"])
    return {label: period_text(label) for label in labels}


def regions() -> dict[str, str]:
    """Return the names of the regions by code."""
    return _regions_of(content_hash())


@st.cache_resource(max_entries=2, show_spinner=False)
def _regions_of(key: str) -> dict[str, str]:  # noqa: ARG001 (the snapshot the entry is for)
    areas = read_table("areas")
    found = areas[areas["level"] == AreaLevel.REGION.value].sort_values("name")
    return {
        str(code): str(name) for code, name in zip(found["area_code"], found["name"], strict=True)
    }
