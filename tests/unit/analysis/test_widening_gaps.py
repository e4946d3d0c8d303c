"""Gaps that widen: on published figures, by arithmetic of their printed limits."""

from dataclasses import replace

import duckdb
import pytest

from cdof_core.analysis.widening_gaps import find_widening_gaps
from cdof_core.narrative.widening_gaps import widening_sentence

DEATHS = "deaths_drug_misuse_3y_rate"


def test_deaths_in_the_north_east_fell_further_behind_england(compare) -> None:
    comparison = compare("E12000001")
    found = find_widening_gaps(comparison).set_index("indicator_id").loc[DEATHS]
    # Printed for the North East and England: 10.1 (9.4 to 10.8) and 5.1 (5.0 to 5.2) in 2019-21,
    # 6.3 (5.7 to 6.9) and 3.9 (3.8 to 4.0) in 2013-15: 2.6 more, give or take
    # √(0.7² + 0.1² + 0.6² + 0.1²) = 0.9.
    assert found["gap"] == pytest.approx(10.1 - 5.1)
    assert found["earlier_gap"] == pytest.approx(6.3 - 3.9)
    row = comparison.rows.set_index("indicator_id").loc[DEATHS]
    assert widening_sentence({**row, **found}) == (
        "The figure was 2.4 per 100,000 above England in 2013–15 and 5.0 per 100,000 above it in "
        "2019–21: the gap is wider beyond what chance explains."
    )


@pytest.mark.parametrize("what", ["no limits", "the right side", "flagged between", "no earlier"])
def test_a_gap_that_cannot_be_tested_is_no_candidate(what: str, compare) -> None:
    comparison = compare("E12000001")
    rows, series = comparison.rows.copy(), comparison.series.copy()
    of_rows, of_series = rows["indicator_id"] == DEATHS, series["indicator_id"] == DEATHS
    if what == "no limits":
        rows.loc[of_rows, "lower95"] = float("nan")
    elif what == "the right side":
        rows.loc[of_rows, "polarity"] = "high_is_good"
    elif what == "flagged between":
        series.loc[of_series & (series["period_label"] == "2016-18"), "flag"] = "not_comparable"
    else:
        series = series[~of_series | (series["period_label"] == "2019-21")]
    found = find_widening_gaps(replace(comparison, rows=rows, series=series))
    assert DEATHS not in set(found["indicator_id"])


def judged_low(comparison, indicator_id: str):
    rows = comparison.rows.copy()
    rows.loc[rows["indicator_id"] == indicator_id, "polarity"] = "low_is_good"
    return replace(comparison, rows=rows)


def test_neighbours_that_publish_in_one_period_only_are_counted(compare, snapshot_path) -> None:
    # Neighbours differ in whether they publish this one; it is judged here for the test alone.
    comparison = judged_low(compare("E06000009", benchmark="dfe"), "cla_substance")
    found = find_widening_gaps(comparison).set_index("indicator_id").loc["cla_substance"]
    row = comparison.rows.set_index("indicator_id").loc["cla_substance"]
    neighbours = comparison.places.chosen.counted_members
    held = []
    with duckdb.connect(str(snapshot_path), read_only=True) as connection:
        for label in (found["gap_period"], found["earlier_gap_period"]):
            rows = connection.execute(
                "SELECT area_code FROM observation WHERE indicator_id = 'cla_substance' "
                "AND period_label = ? AND vintage = ? AND value IS NOT NULL",
                [label, row["vintage"]],
            ).fetchall()
            held.append({code for (code,) in rows} & set(neighbours))
    assert held[0] != held[1]
    assert found["members_apart"] == len(held[0] | held[1]) - len(held[0] & held[1])
    assert widening_sentence({**row, **found}).endswith(
        f" The two are not of the same areas: {found['members_apart']} areas have a figure in one "
        "of them only."
    )
    # England's own figure is published: it rests on no list of members.
    of_england = find_widening_gaps(judged_low(compare("E06000009"), "cla_substance"))
    assert "cla_substance" in set(of_england["indicator_id"])
    assert set(of_england["members_apart"]) == {0}


def test_an_area_that_was_ahead_had_no_gap_to_widen(compare) -> None:
    # One of its measures went from 38.6 per 100,000 below England to 13.4 above it.
    found = find_widening_gaps(compare("E06000013"))
    assert (found["gap"] * found["earlier_gap"] > 0).all()
    assert (found["gap"].abs() > found["earlier_gap"].abs()).all()
