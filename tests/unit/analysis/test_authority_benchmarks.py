"""What every authority is held against, numbered row by row."""

import pandas as pd

from cdof_core.analysis.authority_benchmarks import (
    ROLES,
    authorities,
    number_requests,
    requests_of_authorities,
)
from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.domain.area import AreaCode
from cdof_core.domain.selection import BenchmarkKind

ONE, OTHER = AreaCode("E06000901"), AreaCode("E06000902")


def test_an_authority_without_a_group_asks_for_one_without_members():
    region = BenchmarkRequest(BenchmarkKind.REGION, "R", code=AreaCode("E12000901"), members=(ONE,))
    requests = {"region": {ONE: region}, "neighbours": {}}
    asked_for, asked = number_requests(requests, pd.Series([ONE, OTHER]))
    assert asked_for[asked["region"][0]] is region
    for place in (asked["region"][1], *asked["neighbours"]):
        assert (asked_for[place].members, asked_for[place].code) == ((), "")


def test_each_authority_is_held_against_england_its_region_and_its_neighbours(
    snapshot_path, monkeypatch
):
    monkeypatch.setenv("CDOF_SNAPSHOT", str(snapshot_path))
    requests = requests_of_authorities(keep_area=False)
    assert list(requests) == list(ROLES)
    assert set(requests["england"]) == set(authorities())
    assert len({request.code for request in requests["region"].values()}) == 9
    for code, request in requests["neighbours"].items():
        assert code not in request.counted_members
    for code, request in requests["region"].items():
        assert code in request.members
