"""A user's own events: they part series as published breaks do, through the same one function."""

from dataclasses import replace
from datetime import date

import pytest

from cdof_core.analysis.area_map import map_areas
from cdof_core.analysis.area_trends import build_area_trends
from cdof_core.analysis.compare_areas import AreaGroup, compare_areas
from cdof_core.analysis.dated_events import dated_events
from cdof_core.analysis.harm_and_supply import view_harm_and_supply
from cdof_core.analysis.harm_nation import national_figures
from cdof_core.analysis.indicator_view import view_indicator
from cdof_core.analysis.inequalities import Dimension, view_inequality
from cdof_core.analysis.judged_country import grid_figures
from cdof_core.analysis.outcomes_tracker import figures_around
from cdof_core.domain import AreaCode, IndicatorId, MapMode
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


def test_the_tracker_says_the_same(look):
    selection, places = look(BEDFORD)
    parted = replace(selection, events=(event(),))
    before, after = (
        figures_around(one, places, [PARENT]).set_index("shown_for").loc["area"]
        for one in (selection, parted)
    )
    assert before["trend"] == "no_significant_change"
    assert after["trend"] == "cannot_be_calculated"
    # The baseline lies on this side of the break.
    assert (before["baseline_label"], after["baseline_label"]) == ("YE Mar 2018", "YE Mar 2024")


def test_a_break_takes_the_earlier_period_from_its_own_area_alone(seen):
    view, _ = seen(BEDFORD, event())
    shown = map_areas(view, mode=MapMode.CHANGE, earlier="YE Mar 2020", events=[event()])
    assert shown.earlier == "YE Mar 2020"
    reasons = shown.areas.set_index("area_code")["change_reason"]
    assert reasons[BEDFORD] == "benchmark_other_vintage"
    assert reasons[LUTON] == ""
    both = AreaGroup("both", "Both", (BEDFORD, LUTON))
    compared = compare_areas(view, group=both, earlier="YE Mar 2020", events=[event()])
    found = compared.areas.set_index("area_code")["change"]
    assert found[BEDFORD] == "not_compared"
    assert found[LUTON] != "not_compared"


@pytest.mark.parametrize("indicator", ["cin_parent_drug", ""])
def test_harm_and_supply_draws_and_parts_the_area_s_line(look, indicator):
    own = event(indicator=IndicatorId(indicator))
    selection, places = look(BEDFORD, events=(own,))
    view = view_harm_and_supply(selection, places=places, nation=national_figures())
    marked = view.events[view.events["label"] == "New form (own note)"]
    assert len(marked.drop_duplicates(["theme", "geography", "panel"])) == len(marked)
    lines = view.lines[view.lines["panel"].isin(marked["panel"])]
    stretches = lines.groupby(["panel", "line"])["segment"].nunique()
    panel = "Assessments: drug misuse by a parent"
    assert panel in set(marked["panel"])
    assert (stretches[panel, "Bedford"], stretches[panel, "England"]) == (2, 1)


def test_a_gap_between_groups_is_parted_on_the_area_s_own_panel(look):
    deaths = IndicatorId("deaths_drug_misuse_3y_rate")
    blackpool = AreaCode("E06000009")
    _, places = look(blackpool)
    own = event(area=blackpool, indicator=deaths, when=date(2012, 1, 1))
    plain, parted = (
        view_inequality(
            Dimension.SEX, indicator_id=deaths, sex="Persons", places=places, events=events
        )
        for events in ((), (own,))
    )
    assert "New form (own note)" in set(parted.events["label"])
    (panel,) = parted.events.loc[parted.events["is_own"], "panel"]
    assert panel == "Blackpool"

    def stretches(view, name):
        return view.over_time.loc[view.over_time["panel"] == name, "segment"].nunique()

    assert stretches(parted, "Blackpool") > stretches(plain, "Blackpool")
    for name in set(plain.over_time["panel"]) - {"Blackpool"}:
        assert stretches(parted, name) == stretches(plain, name)
