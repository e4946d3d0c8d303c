"""Steps of those in need: which measures tell of each group."""

from typing import Final

from cdof_core.analysis.journey_steps import JourneyStep

NEED_STEPS: Final = (
    JourneyStep(
        key="families",
        title="Parents and children",
        question="How many parents need help, and in how many children's lives does drug use show?",
        measures=(
            "cin_parent_drug",
            "cin_parent_alcohol",
            "cin_child_drug",
            "cla_substance",
            "journey_parents_share",
            "journey_parents_new",
            "journey_parents",
            "bedford_new_journeys_with_children",
            "bedford_new_journeys_pregnant",
        ),
    ),
    JourneyStep(
        key="justice",
        title="People in the criminal justice system",
        question="How many come through the criminal justice system, and do they stay in touch?",
        measures=(
            "journey_criminal_justice_share",
            "prison_continuity",
            "secure_treatment_number",
            "bedford_iom_caseload",
            "bedford_iom_referrals",
            "bedford_cj_completions",
        ),
        lacks=(
            "Continuity of care after prison is published for England and two regions only: the "
            "monitoring system's local reports (restricted) hold it by authority.",
        ),
    ),
    JourneyStep(
        key="health",
        title="Mental health need beside drug use",
        question="How many have a mental health need too?",
        measures=(),
        lacks=(
            "No public figure by authority is held. The monitoring system's yearly report by "
            "authority (restricted) holds mental health need at the start of treatment; the "
            "Bedford chapter prints its share as a picture without numbers.",
        ),
        would_fill="",
    ),
    JourneyStep(
        key="housing",
        title="Housing need",
        question="How many have nowhere safe to live?",
        measures=(
            "journey_urgent_housing_share",
            "journey_housing_start",
            "bedford_housing_need",
            "bedford_housing_need_clients",
            "bedford_no_housing_need_at_exit",
            "bedford_homelessness_acceptances_rate",
            "bedford_temporary_accommodation_rate",
        ),
        lacks=(
            "Homelessness by authority is not in the data shipped here; the yearly tables of the "
            "housing department hold it.",
        ),
    ),
)
"""Groups of people whose need is told by measures of their own."""


TRAIT_MEASURES: Final = ("journey_ethnicity", "journey_sex", "journey_age")
"""People in treatment by the traits that the population is known by."""
