"""What leads a journey: completions short of the top quartile, for every group that is counted."""

from dataclasses import replace

import pandas as pd

from cdof_core.analysis.completions_short import CompletionsShort
from cdof_core.analysis.journey_steps import STEPS
from cdof_core.analysis.treatment_journey import (
    BEDFORD,
    JourneyMeasure,
    StepView,
    TreatmentJourney,
)
from cdof_core.domain.indicator import IndicatorId
from cdof_core.report.journey_words import missing_lines, quartile_message
from cdof_core.statistics.completions import top_quartile

NOTHING_OF_ITS_OWN = TreatmentJourney(
    area_name="Testland",
    area_code="E06990001",
    collection="current",
    benchmark_label="England",
    steps=(),
    periods=(),
    annotations=pd.DataFrame(),
    sources=(),
    rounded_to=1,
)
MEASURE = JourneyMeasure(pd.Series({"indicator_id": "invented"}), pd.DataFrame(), "2012/13")
# 20% of 100 are 20, 10 have completed.
OPIATE = CompletionsShort(
    indicator_id=IndicatorId("completion_opiate"),
    users="opiate users",
    period="2023",
    completions=10,
    in_treatment=100,
    target=top_quartile([5.0, 10.0, 20.0, 20.0, 20.0]),
    group="Similar areas",
    short=10,
    dataset_id="invented",
)
ALCOHOL = replace(
    OPIATE,
    users="alcohol users",
    target=replace(OPIATE.target, rate=float("nan"), areas=3),
    short=float("nan"),
)


def test_every_group_of_users_is_said():
    said = quartile_message(NOTHING_OF_ITS_OWN, (OPIATE, ALCOHOL))
    assert "With 10 of 100 opiate users completing treatment in 2023" in said
    assert "10 completions short of the top quartile" in said
    assert "No top quartile can be drawn for alcohol users: 3 other areas" in said


def test_without_a_group_nothing_is_said():
    nobody = replace(OPIATE, target=replace(OPIATE.target, areas=0))
    assert quartile_message(NOTHING_OF_ITS_OWN, (nobody,)) == ""
    assert quartile_message(NOTHING_OF_ITS_OWN, ()) == ""


def test_a_chapter_of_the_past_lacks_what_it_does_not_print_and_no_file_of_today():
    arrival, treatment = (step for step in STEPS if step.key in ("arrival", "treatment"))
    journey = replace(
        NOTHING_OF_ITS_OWN,
        collection=BEDFORD,
        steps=(StepView(arrival, ()), StepView(treatment, (MEASURE,))),
    )
    (line,) = missing_lines(journey)
    assert line.startswith("The chapter prints no number for: Arrival: referral and waiting. ")
    assert "export" not in line
    today = missing_lines(replace(journey, collection="current"))
    assert any("export (ViewIt) would fill it" in line for line in today)
