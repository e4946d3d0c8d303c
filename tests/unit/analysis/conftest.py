"""Analysis on the real snapshot: places, selections and comparisons as the pages ask for them."""

from collections.abc import Callable

import pytest

from cdof_core.analysis.area_comparison import AreaComparison, compare_area
from cdof_core.analysis.places import OwnGroup, Places, find_places
from cdof_core.domain import AreaCode, BenchmarkKind, Selection
from cdof_core.store import areas as area_store

TWENTY_AREAS = [
    "E06000053",  # Isles of Scilly
    "E09000001",  # City of London
    "E06000017",  # Rutland
    "E06000063",  # Cumberland
    "E06000060",  # Buckinghamshire
    "E06000052",  # Cornwall
    "E06000055",  # Bedford
    "E06000009",  # Blackpool
    "E06000011",  # East Riding of Yorkshire
    "E06000023",  # Bristol, City of
    "E06000040",  # Windsor and Maidenhead
    "E06000061",  # North Northamptonshire
    "E06000065",  # North Yorkshire
    "E08000005",  # Rochdale, with a spend of nothing
    "E08000012",  # Liverpool
    "E08000037",  # Gateshead
    "E09000003",  # Barnet
    "E09000012",  # Hackney
    "E10000007",  # Derbyshire
    "E10000032",  # West Sussex
]
Look = Callable[..., tuple[Selection, Places]]


@pytest.fixture(autouse=True)
def real_snapshot(snapshot_path, monkeypatch):
    """The snapshot that ships, for every test of this folder."""
    monkeypatch.setenv("CDOF_SNAPSHOT", str(snapshot_path))


@pytest.fixture
def look() -> Look:
    """A selection and its places, from an area code and whatever else is chosen."""

    def chosen(area_code: str, *, own_group: OwnGroup | None = None, **choices: object):
        if "benchmark" in choices:
            choices["benchmark"] = BenchmarkKind(choices["benchmark"])
        selection = Selection(area_code=AreaCode(area_code), **choices)
        places = find_places(
            selection,
            areas=area_store.areas(),
            groups=area_store.group_members(),
            schemes=area_store.group_schemes(),
            own_group=own_group,
        )
        return selection, places

    return chosen


@pytest.fixture
def compare(look) -> Callable[..., AreaComparison]:
    """The comparison of an area."""

    def compared(area_code: str, **choices: object) -> AreaComparison:
        selection, places = look(area_code, **choices)
        return compare_area(selection, places=places)

    return compared
