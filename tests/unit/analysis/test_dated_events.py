"""A user's own events: they part series as published breaks do, through the same one function."""

from datetime import date

import pytest

from cdof_core.analysis.area_trends import build_area_trends
from cdof_core.analysis.dated_events import dated_events
from cdof_core.analysis.indicator_view import view_indicator
from cdof_core.analysis.judged_country import grid_figures
from cdof_core.domain import AreaCode, IndicatorId
from cdof_core.domain.own_event import EventKind, OwnEvent
from cdof_core.store.indicators import annotations

BEDFORD, LUTON = AreaCode("E06000055"), AreaCode("E06000032")
PARENT = IndicatorId("cin_parent_drug")


def event(kind=EventKind.METHOD_BREAK, area=BEDFORD, indicator=PARENT, when=date(2023, 4, 1)):
    return OwnEvent("x1", area, indicator, when, kind, "New form")


@pytest.fixture
def seen(look):
    def build(area, *events, beside=()):
        selection, places = look(area, indicator_id=PARENT, events=events)
        view = view_indicator(selection, places=places)
        return view, build_area_trends(view, beside=beside, events=events)

    return build


def test_own_events_are_marked_and_published_ones_are_left_as_they_are():
    rows = dated_events([event()])
    assert len(rows) == len(annotations()) + 1
    (own,) = rows[rows["is_own"]].to_dict("records")
    assert own["label"] == "New form (own note)"
    assert own["breaks_series"]
    assert list(rows.loc[~rows["is_own"], "label"]) == list(annotations()["label"])


def test_a_method_break_stops_the_test_and_parts_the_line(seen, compare):
    # Eight years to March 2018 to 2025; after April 2023 two are left, and a trend needs five.
    before, _ = seen(BEDFORD)
    view, trends = seen(BEDFORD, event())
    assert before.trend_outcome == "no_significant_change"
    assert (view.trend_outcome, view.trend_reason) == ("cannot_be_calculated", "too_few_points")
    own = trends.lines[trends.lines["line_rank"] == 0]
    by_period = dict(zip(own["period_label"], own["segment"], strict=True))
    assert len(set(by_period.values())) == 2
    england = trends.lines[trends.lines["is_benchmark"]]
    assert england["segment"].nunique() == 1
    rows = compare(BEDFORD, events=(event(),)).rows.set_index("indicator_id")
    assert rows.loc[PARENT, "trend"] == "cannot_be_calculated"


def test_the_grid_says_the_same(compare):
    del compare
    trends = grid_figures(sex="Persons", events=[event()]).trends
    own = trends[(trends["indicator_id"] == PARENT) & trends["area_code"].isin([BEDFORD, LUTON])]
    said = own.set_index("area_code")["trend"].to_dict()
    assert said[BEDFORD] == "cannot_be_calculated"
    assert said[LUTON] != "cannot_be_calculated"


def test_a_change_of_provider_is_shown_and_breaks_nothing(seen):
    before, plain = seen(BEDFORD)
    view, trends = seen(BEDFORD, event(EventKind.PROVIDER_CHANGE))
    assert view.trend_outcome == before.trend_outcome
    assert list(trends.lines["segment"]) == list(plain.lines["segment"])
    assert "New form (own note)" in set(trends.events["label"])


def test_an_event_concerns_its_own_area_alone(seen):
    before, _ = seen(LUTON)
    view, trends = seen(LUTON, event(), beside=[BEDFORD])
    assert view.trend_outcome == before.trend_outcome
    found = trends.trends.set_index("line")["trend"]
    assert found["Bedford"] == "cannot_be_calculated"
    assert dict(zip(trends.events["label"], trends.events["line"], strict=True)) == {
        "New form (own note)": "Bedford"
    }


def test_a_break_of_a_member_breaks_the_partnership(seen):
    view, trends = seen(f"{BEDFORD}+E06000056", event())
    assert view.trend_outcome == "cannot_be_calculated"
    assert trends.lines[trends.lines["line_rank"] == 0]["segment"].nunique() == 2
    assert len(view.annotations[view.annotations["is_own"]]) == 1


def test_an_event_on_every_measure_reaches_this_one(seen):
    view, _ = seen(BEDFORD, event(indicator=IndicatorId("")))
    assert view.trend_outcome == "cannot_be_calculated"
