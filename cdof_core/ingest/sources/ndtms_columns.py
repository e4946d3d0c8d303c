"""What the columns of a ViewIt export count: section, category, and among whom."""

import re
from dataclasses import dataclass
from typing import Final

from cdof_core.domain import Period
from cdof_core.ingest.sources.periods import read_period

ALL_IN_TREATMENT: Final = "all"
NEW_PRESENTATIONS: Final = "new"
_WHO: Final = {"allintx": ALL_IN_TREATMENT, "newtx": NEW_PRESENTATIONS}
WHO_WORDS: Final = {
    ALL_IN_TREATMENT: "adults in treatment",
    NEW_PRESENTATIONS: "adults who started treatment",
    "": "adults in treatment",
}
SECTIONS: Final = {
    "eth": "ethnic group",
    "referralsource": "referral source",
    "housingsituation": "housing",
    "waitsfirst": "wait for the first intervention",
    "waitssub": "wait for later interventions",
    "exits": "exit",
    "safeguarding": "safeguarding",
    "employmentstatus": "employment",
    "lengthintreatment": "length of treatment",
    "alc_units": "units of alcohol in 28 days",
    "substanceanycitation": "substance cited",
    "injecting": "injecting",
    "interventions": "intervention",
    "disability": "disability",
    "sexuality": "sexuality",
    "religion": "religion",
    "scnr": "completion and return",
}
COUNTS: Final = {
    "intreatment_allintx": "ndtms_in_treatment",
    "num_intreatment_allintx": "ndtms_in_treatment",
    "newpresentation_newtx": "ndtms_new_presentations",
    "num_newpresentation_newtx": "ndtms_new_presentations",
    "exits_successfulcompletion_allintx": "ndtms_completed",
    "exits_died_allintx": "ndtms_died",
    "substanceanycitation_opiatesandorcrack_allintx": "ndtms_opiate_crack_in_treatment",
    "safeguarding_parentlivingwithchildren_allintx": "ndtms_parents_living_with_children",
    "housingsituation_urgentproblem_newtx": "ndtms_urgent_housing_new",
    "scnr_intreatment_allintx": "ndtms_scnr_in_treatment",
    "scnr_completion_allintx": "ndtms_scnr_completion",
    "scnr_representation_allintx": "ndtms_scnr_representation",
    "scnr_scrn_allintx": "ndtms_scnr_no_representation",
}
"""Columns that the catalogue has an indicator of its own for."""

KEYS: Final = {
    "reportingperiod": "period",
    "area": "area",
    "sex": "sex",
    "gender": "sex",
    "age_group": "age",
    "agegroup": "age",
    "drug_group": "substance",
    "druggroup": "substance",
}
SEXES: Final = {
    "total": "Persons",
    "persons": "Persons",
    "all": "Persons",
    "m": "Male",
    "males": "Male",
    "females": "Female",
    "male": "Male",
    "f": "Female",
    "female": "Female",
}
SUBSTANCES: Final = {
    "total": "",
    "opiate": "Opiate",
    "opiates": "Opiate",
    "non-opiate only": "Non-opiate only",
    "non-opiates only": "Non-opiate only",
    "alcohol only": "Alcohol only",
    "non-opiate & alcohol": "Non-opiate and alcohol",
    "non-opiate and alcohol": "Non-opiate and alcohol",
    "alcohol & non-opiates": "Non-opiate and alcohol",
    "non-opiates & alcohol": "Non-opiate and alcohol",
}
_WORDS: Final = {
    "urgentproblem": "Urgent problem",
    "housingproblem": "Housing problem",
    "noproblem": "No problem",
    "notstatedormissing": "Not stated or missing",
    "notstatedmissing": "Not stated or missing",
    "3weeksandunder": "Three weeks and under",
    "3to6weeks": "Three to six weeks",
    "over6weeks": "Over six weeks",
    "successfulcompletion": "Successful completion",
    "droppedout": "Dropped out",
    "movedaway": "Moved away",
    "noappropriatetreatment": "No appropriate treatment",
    "notknown": "Not known",
    "transferrednotincustody": "Transferred, not in custody",
    "transferredincustody": "Transferred, in custody",
    "referredon": "Referred on",
    "treatmentdeclined": "Treatment declined",
    "treatmentwithdrawn": "Treatment withdrawn",
    "parentlivingwithchildren": "Parent living with children",
    "othercontactlivingwithchildren": "Other contact, living with children",
    "parentsnotwithchildren": "Parent not living with children",
    "notparentnocontactwithchildren": "Not a parent, no contact with children",
    "livingwithincompletedata": "Incomplete data",
    "num_of_children": "Number of children",
    "1000andover": "1000 and over",
    "regularemployment": "Regular employment",
    "unemployedinactive": "Unemployed or inactive",
    "longtermsickdisabled": "Long-term sick or disabled",
    "ineducation": "In education",
    "unpaidvoluntary": "Unpaid or voluntary work",
    "opiatesandorcrack": "Opiates and/or crack",
    "opiatesandcrack": "Opiates and crack",
    "opiatesnotcrack": "Opiates, not crack",
    "cracknotopiates": "Crack, not opiates",
    "nonopiates": "Non-opiates",
    "health_services_social_care": "Health services and social care",
    "self_family_friends": "Self, family and friends",
    "substance_misuse_service": "Substance misuse service",
    "scrn": "Completed, did not return",
    "representation": "Completed, returned",
    "completion": "Completed",
    "intreatment": "In treatment",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """What one column counts.

    Attributes:
        column: Its heading, in lower case.
        indicator_id: Indicator that the figure goes to.
        section: Section of the export in words; empty for a count that is not part of one.
        category: Category within the section in words.
        who: `all` in treatment, `new` presentations, or empty where the column does not say.
    """

    column: str
    indicator_id: str
    section: str
    category: str
    who: str


def read_year(text: str) -> Period | None:
    """Read a year to March, however it is joined; a year alone does not say which it is.

    Args:
        text: Such as 2021/22, 2021-22 or 2021–2022.

    Returns:
        The period, None where the text is no such year.
    """
    found = re.fullmatch(r"(\d{4})\s*[-–/]\s*(?:\d\d)?(\d\d)", text.strip())
    return None if found is None else read_period(f"{found[1]}/{found[2]}")


def plain_heading(text: str) -> str:
    """Return a heading as both shapes of the export have it: lower case, without "_data"."""
    return re.sub(r"\s+", "", text.strip().lower().removesuffix("_data"))


def read_column(column: str) -> list[Counted]:
    """Say what a column counts: once for its own indicator, once as a part of its section.

    Args:
        column: A heading from `plain_heading`.

    Returns:
        None, one or two readings.
    """
    found: list[Counted] = []
    if column in COUNTS:
        found.append(Counted(column, COUNTS[column], "", "", _who(column)))
    section = max((name for name in SECTIONS if column.startswith(f"{name}_")), key=len, default="")
    if not section or section == "scnr":
        return found
    who = _who(column)
    rest = column.removeprefix(f"{section}_")
    category = rest.rsplit("_", 1)[0] if who else rest
    short = "ethnicity" if section == "eth" else section.replace("_", "")
    indicator = f"ndtms_{short}{'_' + who if who else ''}"
    found.append(Counted(column, indicator, SECTIONS[section], _in_words(category), who))
    return found


def _who(column: str) -> str:
    return _WHO.get(column.rsplit("_", 1)[-1], "")


def _in_words(category: str) -> str:
    if category in _WORDS:
        return _WORDS[category]
    spaced = re.sub(r"(?<=\d)(to|and)(?=\d)", r" \1 ", category.replace("_", " "))
    return spaced[:1].upper() + spaced[1:]
