"""Sentences of a chapter on completions that an area is short of."""

from dataclasses import dataclass
from math import ceil, isnan
from typing import Final

import pandas as pd

from cdof_core.domain.chapter import Reference, Statement
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import number_text, round_half_up, value_text
from cdof_core.narrative.periods import period_in_sentence
from cdof_core.narrative.sentences import QUOTED

TREATED: Final = {
    "opiate users": "people treated for opiates",
    "non-opiate users": "people treated for other drugs than opiates",
    "alcohol users": "people treated for alcohol",
}
"""Users as a sentence speaks of those treated."""
COMPLETED: Final = "completed treatment"
NOT_BACK: Final = "and did not come back within six months"
"""Every measure of completion counts those alone who stay away that long."""
_FIRST: Final = "non-opiate users"
_MOST_DECIMALS: Final = 4


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How many completions of some users an area is short of its neighbours' best quarter.

    Attributes:
        users: Whose completions, as `CompletionsShort` names them.
        short: Further completions needed; NaN without a target.
        completions: Completions now.
        people: People in treatment.
        rate: Per cent at which the best quarter begins, between the figures of a few areas.
        areas: On how many areas that rests.
        is_quoted: Whether the figures are quoted by a secondary source.
        group: Name of the neighbours.
        period: Label of the period.
        area_name: The area.
    """

    users: str
    short: float
    completions: float
    people: float
    rate: float
    areas: int
    is_quoted: bool
    group: str
    period: str
    area_name: str

    @property
    def mark(self) -> str:
        """The rate as `mark_text` writes it."""
        return mark_text(
            self.rate, short=self.short, completions=self.completions, people=self.people
        )


def mark_text(rate: float, *, short: float, completions: float, people: float) -> str:
    """Write the rate at which the best quarter begins with the places that the sum needs.

    Args:
        rate: In per cent.
        short: Completions that the area is short of it.
        completions: Its completions now.
        people: Its people in treatment.

    Returns:
        Per cent with one place, or with as many more as it takes to reckon `short` from it.
    """
    if isnan(rate) or isnan(short):
        return value_text(rate, unit="%", decimals=1)
    for decimals in range(1, _MOST_DECIMALS):
        printed = float(round_half_up(rate, decimals))
        if max(0, ceil(round(printed * people / 100 - completions, 6))) == short:
            return value_text(rate, unit="%", decimals=decimals)
    return value_text(rate, unit="%", decimals=_MOST_DECIMALS)


def completions_statement(short_of: Shortfall, *, reference: Reference) -> Statement:
    """Say how many completions of some users an area is short of its neighbours' best quarter.

    Args:
        short_of: What is held of them.
        reference: The completions.
    """
    users, area_name, short = short_of.users, short_of.area_name, short_of.short
    said = (
        f"In {in_sentence(area_name)}, {number_text(short_of.completions)} of "
        f"{number_text(short_of.people)} {TREATED.get(users, users)} {COMPLETED} in "
        f"{period_in_sentence(short_of.period)} {NOT_BACK}."
    )
    if short_of.is_quoted:
        said += f" {QUOTED}"
    group, mark = in_sentence(short_of.group), short_of.mark
    few = f"the {number_text(short_of.areas)} of {group} with a figure, the area itself left out"
    rough = f"That rests on {few}, so it is a rough mark."
    if pd.isna(short):
        tail = f"Too few areas of {group} have figures for a target."
    elif short == 0:
        tail = (
            "That is none short of the best quarter of similar areas, which begins at about "
            f"{mark}. {rough}"
        )
    else:
        tail = (
            f"About {number_text(short)} more would reach the best quarter of similar areas, which "
            f"begins at about {mark}. {rough}"
        )
    # The first users to be told of had no name in the key; edits of kept chapters go by it.
    named = "" if users == _FIRST else f"{users}|"
    return Statement(f"completions|{named}{area_name}", f"{said} {tail}", (reference,))
