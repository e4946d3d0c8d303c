"""Whose figures they are: everybody's or those of one sex, and how each is called."""

from typing import Final

PERSONS: Final = "Persons"
FEMALE: Final = "Female"
MALE: Final = "Male"
SEXES: Final = (PERSONS, FEMALE, MALE)
"""As figures name them, in the order of a menu."""

SEX_GROUPS: Final = {MALE: "Males", FEMALE: "Females"}
"""Names of lines and groups of people of any age."""
ADULT_GROUPS: Final = {MALE: "Men", FEMALE: "Women"}
"""The same where all are adults."""


def people_of(sex: str) -> str:
    """Return whose figures they are inside a sentence: persons, females or males.

    Args:
        sex: `Persons`, `Female` or `Male`.
    """
    return SEX_GROUPS.get(sex, sex).lower()
