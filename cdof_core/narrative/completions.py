"""Sentences of a chapter on completions that an area is short of."""

from typing import Final

import pandas as pd

from cdof_core.domain.chapter import Reference, Statement
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import number_text
from cdof_core.narrative.periods import period_in_sentence
from cdof_core.narrative.sentences import QUOTED

TREATED: Final = {
    "opiate users": "people treated for opiates",
    "non-opiate users": "people treated for other drugs than opiates",
    "alcohol users": "people treated for alcohol",
}
"""Users as a sentence speaks of those treated."""
_FIRST: Final = "non-opiate users"


def completions_statement(
    *,
    users: str,
    short: float,
    completions: float,
    people: float,
    rate: float,
    areas: int,
    is_quoted: bool,
    group: str,
    period: str,
    area_name: str,
    reference: Reference,
) -> Statement:
    """Say how many completions of some users an area is short of its neighbours' best quarter.

    Args:
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
        reference: The completions.
    """
    treated = TREATED.get(users, users)
    said = (
        f"In {in_sentence(area_name)}, {number_text(completions)} of {number_text(people)} "
        f"{treated} completed in {period_in_sentence(period)}."
    )
    if is_quoted:
        said += f" {QUOTED}"
    few = (
        f"the {number_text(areas)} of {in_sentence(group)} with a figure, the area itself left out"
    )
    rough = f"That rests on {few}, so it is a rough mark."
    if pd.isna(short):
        tail = f"Too few areas of {in_sentence(group)} have figures for a target."
    elif short == 0:
        tail = (
            "That is none short of the best quarter of similar areas, which begins at about "
            f"{number_text(rate)}%. {rough}"
        )
    else:
        tail = (
            f"About {number_text(short)} more would reach the best quarter of similar areas, which "
            f"begins at about {number_text(rate)}%. {rough}"
        )
    # The first users to be told of had no name in the key; edits of kept chapters go by it.
    named = "" if users == _FIRST else f"{users}|"
    return Statement(f"completions|{named}{area_name}", f"{said} {tail}", (reference,))
