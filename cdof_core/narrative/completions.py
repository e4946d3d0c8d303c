"""Sentences of a chapter on completions that an area is short of."""

from typing import Final

import pandas as pd

from cdof_core.domain.chapter import Reference, Statement
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import number_text
from cdof_core.narrative.periods import period_in_sentence

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
    group: str,
    period: str,
    area_name: str,
    reference: Reference,
) -> Statement:
    """Say how many completions of some users an area is short of its neighbours' best quarter."""
    treated = TREATED.get(users, users)
    start = (
        f"In {in_sentence(area_name)}, {number_text(completions)} of {number_text(people)} "
        f"{treated} completed in {period_in_sentence(period)}."
    )
    if pd.isna(short):
        tail = f"Too few areas of {in_sentence(group)} have figures for a target."
    elif short == 0:
        tail = (
            f"That is none short of the best quarter of {in_sentence(group)} "
            f"({number_text(rate, 1)}%)."
        )
    else:
        tail = (
            f"{number_text(short)} more would reach the best quarter of {in_sentence(group)} "
            f"({number_text(rate, 1)}%), the area itself left out."
        )
    # The first users to be told of had no name in the key; edits of kept chapters go by it.
    named = "" if users == _FIRST else f"{users}|"
    return Statement(f"completions|{named}{area_name}", f"{start} {tail}", (reference,))
