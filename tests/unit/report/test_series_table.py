"""A file of groups says how each was judged, as chart and table on the page do."""

from cdof_core.analysis.inequalities import Dimension, view_inequality
from cdof_core.narrative.words import MARKS
from cdof_core.report.series_table import series_table
from tests.unit.report.conftest import places_of, select


def test_groups_carry_their_judgement_against_everyone(origin):
    view = view_inequality(
        Dimension.AREAS,
        indicator_id="cin_parent_drug",
        sex="Persons",
        places=places_of(select("E06000055", "england")),
    )
    rows = view.latest.assign(panel=view.latest["group"])
    data = series_table(
        rows,
        title="Deciles",
        finding="",
        origin=origin,
        events=view.events,
        against=view.everyone,
    ).data
    assert set(data["Compared with"]) == {"England"}
    judged = rows["reason"] == ""
    words = [MARKS[judgement].word for judgement in rows.loc[judged, "judgement"]]
    assert words
    assert list(data.loc[judged, "Judgement"]) == words
    assert data.loc[~judged, "Judgement"].str.startswith("Not compared").all()
    # The country's value is the same for every decile.
    assert data["Their value"].dropna().nunique() == 1


def test_a_table_of_series_that_nobody_judged_has_no_such_columns(origin):
    view = view_inequality(
        Dimension.AREAS,
        indicator_id="cin_parent_drug",
        sex="Persons",
        places=places_of(select("E06000055", "england")),
    )
    data = series_table(
        view.over_time, title="Over time", finding="", origin=origin, events=view.events
    ).data
    assert "Judgement" not in data
