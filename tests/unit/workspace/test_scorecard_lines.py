"""Lines of a scorecard as they are kept."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine

from cdof_core.analysis.scorecard import Against
from cdof_core.analysis.scorecard_lines import own_lines
from cdof_core.domain import AreaCode
from cdof_core.workspace import LOCAL_USER, add_entry
from cdof_core.workspace.scorecard_lines import (
    KIND,
    InvalidLineError,
    KeptLine,
    KeptPoint,
    keep_line,
    list_lines,
)


def test_a_typed_benchmark_is_kept_with_its_name(engine: Engine) -> None:
    kept = KeptLine(
        "A", target=5.0, points=(KeptPoint(date(2030, 4, 1), date(2030, 4, 30), "", 8.0),)
    )
    with pytest.raises(InvalidLineError, match="says whose figure it is"):
        keep_line(engine, LOCAL_USER, replace(kept, benchmark=6.0), area_code=AreaCode("E1"))
    keep_line(
        engine,
        LOCAL_USER,
        replace(kept, benchmark=6.0, benchmark_name="England"),
        area_code=AreaCode("E1"),
    )
    (line,) = own_lines(list_lines(engine, area_code=AreaCode("E1")), None)
    assert line.benchmark == Against("England", 6.0)


def test_a_line_kept_before_benchmarks_could_be_typed_has_none(engine: Engine) -> None:
    earlier = {
        "indicator_id": "",
        "unit": "%",
        "decimals": 1,
        "target": 5.0,
        "direction": "at_least",
        "tolerance": 0.0,
        "owner": "",
        "commentary": "",
        "rule": "ndtms",
        "points": [],
    }
    add_entry(engine, LOCAL_USER, kind=KIND, name="A", parent="E1", content=earlier)
    (line,) = list_lines(engine, area_code=AreaCode("E1"))
    assert (line.benchmark, line.benchmark_name) == (None, "")


def test_numbered_lines_stand_in_the_order_of_their_numbers(engine: Engine) -> None:
    for name in ("10. Discharge", "Waits", "2. Adults", "12 week retention", "1. Drug users"):
        keep_line(engine, LOCAL_USER, KeptLine(name), area_code=AreaCode("E1"))
    assert [line.name for line in list_lines(engine, area_code=AreaCode("E1"))] == [
        "1. Drug users",
        "2. Adults",
        "10. Discharge",
        "12 week retention",
        "Waits",
    ]
