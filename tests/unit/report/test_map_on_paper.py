"""What a map's file draws: every area in its own place, however much of the country is shown."""

import re

import pytest

from cdof_core.analysis.area_map import map_areas
from cdof_core.charts.map_ground import part_of_ground
from cdof_core.domain import MapMode
from cdof_core.report.area_map_picture import area_map_picture
from cdof_core.report.images import chart_svg
from cdof_core.store import areas

_SHAPE = re.compile(r'aria-roledescription="geoshape"[^>]* d="M([-\d.]+),([-\d.]+)L')


@pytest.fixture
def begun(view, ground):
    """Where each area's outline begins in the file of a map."""
    known = areas.areas()
    upper = known[known["level"] == "upper_tier"]

    def begin(mode: MapMode, region: str, width: int) -> tuple[list[tuple[str, str]], int]:
        inside = upper[upper["region_code"] == region] if region else upper
        only = frozenset(inside["area_code"])
        picture = area_map_picture(
            map_areas(view("deaths_drug_misuse_3y_rate"), mode=mode),
            ground=part_of_ground(ground, only) if region else ground,
            source="",
            only=only if region else None,
        )
        return _SHAPE.findall(chart_svg(picture, width=width)), len(only)

    return begin


@pytest.mark.parametrize("mode", [MapMode.JUDGEMENT, MapMode.QUINTILE, MapMode.VALUE])
@pytest.mark.parametrize(("region", "width"), [("", 720), ("E12000002", 720), ("", 420)])
def test_every_area_stands_in_its_own_place(begun, mode, region, width):
    begins, areas_shown = begun(mode, region, width)
    assert len(set(begins)) >= areas_shown
    across = [float(x) for x, _ in begins]
    assert max(across) - min(across) > width / 4
