"""Statements of a chapter on what a council reports to spend."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from cdof_core.domain.chapter import Reference, Statement
from cdof_core.narrative.money import pounds_text
from cdof_core.narrative.names import at_start, in_sentence, listed
from cdof_core.narrative.numbers import number_text
from cdof_core.narrative.periods import period_in_sentence

ZERO_SPEND: Final = "a zero can mean that the spend stands on another line of the return"


def spend_statements(
    *,
    area_name: str,
    totals: Sequence[tuple[str, float, int]],
    zeros: Sequence[str],
    period: str,
    references: tuple[Reference, ...],
) -> tuple[Statement, ...]:
    """Say what a council reports to spend a head, beside its neighbours, without a test.

    Args:
        area_name: The area.
        totals: Name, pounds a head and number of areas: the area first, then others.
        zeros: Lines returned as nothing.
        period: Label of the year.
        references: The lines.
    """
    own = totals[0][1] if totals else float("nan")
    place = in_sentence(area_name)
    if pd.isna(own):
        return ()
    beside = [
        f"{pounds_text(per_head, 2)} for {_group(name)} ({number_text(areas)} areas)"
        for name, per_head, areas in totals[1:]
        if not pd.isna(per_head)
    ]
    against = f", against {listed(beside)}" if beside else ""
    text = (
        f"For {period_in_sentence(period)}, {place} reported {pounds_text(own, 2)} per head of all "
        "ages on drugs and alcohol in all (treatment of adults for drugs and for alcohol, "
        f"preventing drug harm, and services for young people){against}. Spend is no sample, so "
        "no interval applies and no difference is tested."
    )
    made = [Statement(f"spend|{area_name}", text, references)]
    if zeros:
        names = listed([name[:1].lower() + name[1:] for name in zeros])
        made.append(
            Statement(
                f"spend-zero|{area_name}",
                f"Nothing was reported for {names}. {at_start(ZERO_SPEND)}.",
                references,
            )
        )
    return tuple(made)


def _group(name: str) -> str:
    return name if name.startswith("all ") else in_sentence(name)
