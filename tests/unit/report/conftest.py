"""Views of the real snapshot, each made once."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from cdof_core.analysis.indicator_view import IndicatorView, view_indicator
from cdof_core.analysis.jsna_section import JsnaSection, build_section
from cdof_core.analysis.places import Places, find_places
from cdof_core.charts.map_ground import MapGround, lay_ground
from cdof_core.domain import AreaCode, BenchmarkKind, IndicatorId, Selection
from cdof_core.report.table_origin import Origin
from cdof_core.store import areas, datasets
from cdof_core.store.geography import hexagon_geometry

View = Callable[..., IndicatorView]


@pytest.fixture(scope="module", autouse=True)
def _snapshot(snapshot_path: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CDOF_SNAPSHOT", str(snapshot_path))
        yield


def select(area: str, benchmark: str, indicator: str = "") -> Selection:
    return Selection(
        area_code=AreaCode(area),
        benchmark=BenchmarkKind(benchmark),
        indicator_id=IndicatorId(indicator),
    )


def places_of(selection: Selection) -> Places:
    return find_places(
        selection,
        areas=areas.areas(),
        groups=areas.group_members(),
        schemes=areas.group_schemes(),
    )


@pytest.fixture(scope="module")
def view() -> View:
    """One measure everywhere, seen from an area; Bedford against England unless said."""

    @cache
    def make(indicator: str, area: str = "E06000055", benchmark: str = "england") -> IndicatorView:
        selection = select(area, benchmark, indicator)
        return view_indicator(selection, places=places_of(selection))

    return make


@pytest.fixture(scope="module")
def section() -> Callable[..., JsnaSection]:
    """A section on some measures of an area."""

    def make(
        measures: list[str], area: str = "E06000055", benchmark: str = "england"
    ) -> JsnaSection:
        selection = select(area, benchmark)
        return build_section(selection, places=places_of(selection), indicator_ids=measures)

    return make


@pytest.fixture(scope="module")
def ground() -> MapGround:
    """Hexagons of all authorities."""
    known = areas.areas()
    geometry = hexagon_geometry(areas.hexagons().merge(known[["area_code", "name"]]))
    regions = dict(zip(known["area_code"], known["region_code"], strict=True))
    return lay_ground(geometry.features, attribution=geometry.attribution, regions=regions)


@pytest.fixture(scope="module")
def origin() -> Origin:
    """Where tables come from."""
    return Origin(
        datasets=datasets.datasets(),
        content_hash="0123456789abcdef",
        built_at=pd.Timestamp("2026-11-22"),
        link="http://localhost:8501/indicator?area=E06000055",
    )
