"""Which measures stand side by side when a partnership looks at harm, crime and supply."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Theme(StrEnum):
    """What a measure tells a partnership about."""

    DEMAND = "demand"
    DEATHS = "deaths"
    ADMISSIONS = "admissions"
    FAMILIES = "families"
    CRIME = "crime"
    SUPPLY = "supply"


class Geography(StrEnum):
    """What kind of place a figure is of; one kind never stands for another."""

    AUTHORITY = "authority"
    FORCE = "force"
    NATION = "nation"


@dataclass(frozen=True, slots=True)
class HarmMeasure:
    """A measure of this page.

    Attributes:
        indicator_id: Indicator.
        theme: What it tells about.
        geography: The kind of place it is shown for here.
    """

    indicator_id: str
    theme: Theme
    geography: Geography


DELAY: Final = "registration_delay_drug_misuse"
SUBSTANCES: Final = "deaths_by_substance_rate"
SEIZURES: Final = "seizures"
COUNTY_LINES: Final = "county_lines_closed"

_LOCAL: Final = {
    Theme.DEMAND: (
        "alcohol_need_met",
        "opiate_unmet_need",
        "ocu_rate",
        "ndtms_in_treatment",
    ),
    Theme.DEATHS: (
        "deaths_drug_misuse_3y_rate",
        "deaths_drug_misuse_ft92432",
        "deaths_drug_misuse_count",
        "deaths_drug_poisoning_3y_rate",
        "deaths_drug_poisoning_count",
        DELAY,
    ),
    Theme.ADMISSIONS: (
        "admissions_poisoning_rate",
        "admissions_mental_behavioural_primary_rate",
        "admissions_mental_behavioural_any_rate",
    ),
    Theme.FAMILIES: (
        "cin_parent_drug",
        "cin_parent_alcohol",
        "cin_child_drug",
        "cin_other_drug",
        "cla_substance",
        "suspensions_drug_alcohol",
        "exclusions_permanent_drug_alcohol",
    ),
    Theme.CRIME: (
        "recorded_drug_offences_rate",
        "recorded_homicide_rate",
        "recorded_burglary_rate",
        "recorded_robbery_rate",
        "recorded_theft_person_rate",
        "recorded_vehicle_rate",
        "recorded_weapons_rate",
    ),
}
_OF_FORCES: Final = {Theme.CRIME: ("recorded_drug_offences",), Theme.SUPPLY: (SEIZURES,)}
_OF_NATIONS: Final = {
    Theme.DEMAND: ("treatment_number",),
    Theme.DEATHS: (DELAY, SUBSTANCES),
    Theme.CRIME: ("homicide_drug_related", "neighbourhood_crime"),
    Theme.SUPPLY: (SEIZURES, COUNTY_LINES, "ocg_disruptions"),
}
MEASURES: Final = tuple(
    HarmMeasure(indicator_id, theme, geography)
    for geography, by_theme in (
        (Geography.AUTHORITY, _LOCAL),
        (Geography.FORCE, _OF_FORCES),
        (Geography.NATION, _OF_NATIONS),
    )
    for theme, names in by_theme.items()
    for indicator_id in names
)
"""Every measure of the page with its place, local ones first."""

HARMS: Final = (Theme.DEATHS, Theme.ADMISSIONS, Theme.FAMILIES)
"""What counts as harm when measures are counted."""

OVERLAPPING: Final = frozenset({COUNTY_LINES})
"""Numbers for spans that overlap: listed, never joined by a line and never added."""


def measures_of(geography: Geography) -> dict[str, Theme]:
    """Return the theme of each measure shown for one kind of place, in order."""
    return {item.indicator_id: item.theme for item in MEASURES if item.geography is geography}
