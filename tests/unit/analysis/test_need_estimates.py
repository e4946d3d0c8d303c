"""Estimates of need: which of the publications say the same, and which do not."""

import shutil

import duckdb
import pytest

from cdof_core.analysis.need_estimate import Substance
from cdof_core.analysis.need_estimates import area_estimates, england_estimates


@pytest.fixture
def without_a_number(snapshot_path, tmp_path, monkeypatch):
    """The snapshot that ships, less England's number for 2016/17 by the revised method."""
    path = tmp_path / "cdof.duckdb"
    shutil.copy(snapshot_path, path)
    with duckdb.connect(path) as connection:
        connection.execute(
            "DELETE FROM observation WHERE indicator_id = 'ocu_number' "
            "AND vintage = 'revised method' AND period_label = '2016/17'"
        )
        connection.execute("UPDATE snapshot SET content_hash = 'without a number'")
    monkeypatch.setenv("CDOF_SNAPSHOT", str(path))


def published() -> list[tuple[str, str]]:
    held = [one for one in england_estimates() if one.substance is Substance.OCU]
    return sorted((one.period, one.label.rpartition(" · ")[2]) for one in held)


def test_a_rate_that_repeats_a_number_is_shown_once():
    assert published().count(("2016/17", "revised method")) == 1
    assert published().count(("2018/19", "revised method")) == 1


@pytest.mark.usefixtures("without_a_number")
def test_a_rate_of_another_year_than_any_number_is_no_repeat():
    # The rate of the same method for 2016/17 stays; numbers of 2018/19 and 2019/20 are not its own.
    assert published().count(("2016/17", "revised method")) == 1
    assert published().count(("2018/19", "revised method")) == 1


def test_the_newest_estimate_of_drinkers_is_the_mean_of_three_years_in_every_authority(
    snapshot_path,
):
    with duckdb.connect(snapshot_path, read_only=True) as connection:
        held = connection.execute(
            "SELECT area_code, period_label, denominator FROM observation "
            "WHERE indicator_id = 'alcohol_need_met'"
        ).df()
    wide = held.pivot_table(index="area_code", columns="period_label", values="denominator")
    newest = wide["2018/19"].dropna()
    before = wide.loc[newest.index, ["2015/16", "2016/17", "2017/18"]].mean(axis=1)
    assert len(newest) > 140
    assert ((before - newest).abs() <= 0.5).all()


@pytest.fixture
def another_coverage(snapshot_path, tmp_path, monkeypatch):
    """The snapshot that ships, with drinkers in treatment published by somebody else as well."""
    path = tmp_path / "cdof.duckdb"
    shutil.copy(snapshot_path, path)
    with duckdb.connect(path) as connection:
        for table in ("indicator", "observation"):
            connection.execute(
                f"INSERT INTO {table} SELECT * REPLACE ('drinkers_treated' AS indicator_id) "  # noqa: S608
                f"FROM {table} WHERE indicator_id = 'alcohol_need_met'"
            )
        connection.execute("UPDATE snapshot SET content_hash = 'another coverage'")
    monkeypatch.setenv("CDOF_SNAPSHOT", str(path))


@pytest.mark.usefixtures("another_coverage")
def test_a_measure_of_need_that_no_code_names_gives_estimates(look):
    found = area_estimates(look("E06000055")[1])
    new = next(one for one in found if one.indicator_id == "drinkers_treated")
    assert new.label == f"{new.prevalence:,.0f} · {new.period}"
    assert new.origin == f"the estimate used for {new.period}"
