"""The steps of a treatment journey, and which measures tell of each.

A step lists measures of every collection; a collection's own figures decide which of them show.
"""

from dataclasses import dataclass
from typing import Final

IN_TREATMENT: Final = "in treatment"
"""Shares are of all people in treatment: a person can be in several categories, or in none."""

TOTALS: Final = ("ndtms_in_treatment", "treatment_number")
"""Measures of all people in treatment, for an authority and for England."""

OF_ALL_IN_TREATMENT: Final = frozenset(
    {"journey_substances", "journey_medicines", "journey_settings", "journey_ethnicity"}
)
"""Measures whose categories are not parts of one whole."""

PARTS_OF_BASE: Final = {
    "journey_waits_three_weeks_share": 3,
    "journey_planned_exit_share": 14,
    "journey_dropped_out_share": 14,
}
"""How many printed counts a denominator is the sum of: each brings its own rounding."""

OF_AN_ESTIMATE: Final = frozenset(
    {
        "alcohol_need_met",
        *(
            f"bedford_{substance}_{measure}"
            for substance in ("ocu", "opiate", "crack")
            for measure in ("segments", "segment_share")
        ),
    }
)
"""Shares of an estimated number of people: chance in counting is not what makes them unsure."""


@dataclass(frozen=True, slots=True)
class JourneyStep:
    """One step.

    Attributes:
        key: As in a link.
        title: Its heading.
        question: What it asks.
        measures: Indicators in the order shown.
        lacks: What no public figure tells of this step, each with what would fill it.
        would_fill: What would fill the step where nothing is held for an area.
    """

    key: str
    title: str
    question: str
    measures: tuple[str, ...]
    lacks: tuple[str, ...] = ()
    would_fill: str = (
        "The authority's table of the monitoring system's public export (ViewIt) would fill it."
    )


_GROUPS: Final = ("opiate", "non_opiate_only", "non_opiate_alcohol", "alcohol_only")

STEPS: Final = (
    JourneyStep(
        key="need",
        title="Before treatment: need",
        question="How many people may need treatment?",
        measures=(
            "opiate_unmet_need",
            "alcohol_unmet_need",
            "alcohol_need_met",
            "bedford_population_15_64",
            "bedford_ocu_prevalence",
            "bedford_ocu_prevalence_rate",
            "bedford_opiate_prevalence",
            "bedford_crack_prevalence",
            *(
                f"bedford_{substance}_{measure}"
                for substance in ("ocu", "opiate", "crack")
                for measure in ("segments", "segment_share")
            ),
        ),
        would_fill="A local prevalence estimate can be typed in on the unmet need page.",
    ),
    JourneyStep(
        key="arrival",
        title="Arrival: referral and waiting",
        question="How do people reach treatment, and how soon?",
        measures=(
            "ndtms_new_presentations",
            "journey_waits_three_weeks_share",
            "journey_referral_source",
            "journey_criminal_justice_share",
            "journey_first_waits",
            "journey_later_waits",
        ),
    ),
    JourneyStep(
        key="people",
        title="Who is in treatment",
        question="Who is in treatment, by age, sex and ethnic group?",
        measures=(
            "ndtms_in_treatment",
            "bedford_clients_in_treatment",
            "journey_age",
            "journey_sex",
            "bedford_female_share",
            "journey_ethnicity",
            "bedford_treatment_ethnicity",
            "bedford_penetration",
        ),
    ),
    JourneyStep(
        key="substances",
        title="Substances and medicines",
        question="Which substances and medicines do people cite?",
        measures=(
            "ndtms_opiate_crack_in_treatment",
            "journey_substances",
            "journey_medicines",
            "journey_injecting",
            "bedford_medicines_any",
            "bedford_medicines_no_illicit",
            "bedford_medicines_no_illicit_clients",
            "bedford_medicines_with_illicit_clients",
        ),
    ),
    JourneyStep(
        key="families",
        title="Parents, children and young people",
        question="Who lives with children, and how are children affected?",
        measures=(
            "journey_parents_share",
            "journey_parents_new",
            "journey_parents",
            "bedford_new_journeys_with_children",
            "bedford_new_journeys_pregnant",
            "bedford_alcohol_admissions_under_18",
            "bedford_substance_admissions_15_24",
            "bedford_young_people_drugs",
            "bedford_young_people_alcohol",
            "bedford_young_people_smoking",
            "bedford_first_time_entrants",
            "bedford_youth_reoffending",
        ),
    ),
    JourneyStep(
        key="housing",
        title="Housing and work",
        question="Where do people live at the start and at the end, and do they work?",
        measures=(
            "journey_urgent_housing_share",
            "journey_housing_start",
            "bedford_housing_need",
            "bedford_housing_need_clients",
            "bedford_no_housing_need_at_exit",
            "bedford_homelessness_acceptances",
            "bedford_homelessness_acceptances_rate",
            "bedford_temporary_accommodation",
            "bedford_temporary_accommodation_rate",
            "journey_employed_share",
            "journey_employment",
        ),
        lacks=(
            "Housing at the end of treatment is not in the public export: the quarterly outcomes "
            "reports of the monitoring system (restricted) hold it.",
        ),
    ),
    JourneyStep(
        key="health",
        title="Mental health and hospital",
        question="Who has a mental health need too, and who is admitted to hospital?",
        measures=("bedford_hospital_spells",),
        lacks=(
            "Mental health need beside substance use (dual diagnosis) is not in the public export, "
            "and the Bedford chapter prints it as a picture without numbers: the monitoring "
            "system's yearly report by authority (restricted) holds it.",
        ),
        would_fill="Admissions by authority are measures of their own: see the area profile.",
    ),
    JourneyStep(
        key="treatment",
        title="In treatment: time and place",
        question="How long do people stay, and where are they treated?",
        measures=(
            "journey_time_in_treatment",
            *(f"journey_time_in_treatment_{group}" for group in _GROUPS),
            "journey_long_stay_share",
            "bedford_time_in_treatment_opiate",
            "bedford_time_in_treatment_non_opiate",
            "bedford_mean_years_in_treatment",
            "journey_residential_share",
            "journey_settings",
            "bedford_residential_share",
            "bedford_residential_clients",
            "bedford_residential_clients_mean",
        ),
        lacks=(
            "The mean time in treatment needs each person's dates: it cannot be worked out from "
            "bands, and the public export does not print it.",
        ),
    ),
    JourneyStep(
        key="leaving",
        title="Leaving: exits, completions, returns",
        question="How do people leave, and do they come back within six months?",
        measures=(
            "journey_planned_exit_share",
            "journey_completion_share",
            "journey_no_return_share",
            "journey_representation_share",
            "journey_dropped_out_share",
            "completion_opiate",
            "completion_non_opiate",
            "completion_alcohol",
            "journey_exits",
            *(f"journey_exits_{group}" for group in _GROUPS),
        ),
        lacks=(
            "Rolling twelve-month series by month are in restricted reports; the public export "
            "has twelve months to each March.",
        ),
    ),
    JourneyStep(
        key="justice",
        title="Criminal justice and prison",
        question="Do people from prison and the courts reach treatment and complete it?",
        measures=(
            "journey_criminal_justice_share",
            "prison_continuity",
            "secure_treatment_number",
            "bedford_cj_completions",
            "bedford_cj_representations",
            "bedford_cj_time_in_treatment",
            "bedford_iom_caseload",
            "bedford_iom_referrals",
        ),
        lacks=(
            "Continuity of care after prison is published for England and two regions only: the "
            "monitoring system's local reports (restricted) hold it by authority.",
        ),
    ),
    JourneyStep(
        key="deaths",
        title="Deaths",
        question="How many people die in treatment, and from drugs?",
        measures=(
            "journey_died_share",
            "ndtms_died",
            "bedford_drug_deaths",
            "bedford_drug_deaths_mean",
            "bedford_deaths_population",
            "bedford_drug_deaths_rate",
            "bedford_drug_deaths_expected",
            "bedford_drug_deaths_ratio",
        ),
    ),
)
"""From presentation to recovery."""


def measures_of(steps: tuple[JourneyStep, ...]) -> tuple[str, ...]:
    """Return every measure of some steps, each once."""
    return tuple(dict.fromkeys(measure for step in steps for measure in step.measures))
