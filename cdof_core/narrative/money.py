"""Sentences on spend and value for money."""

from collections.abc import Sequence
from math import isnan
from typing import Final

from cdof_core.narrative.names import at_start, in_sentence, is_plural, listed
from cdof_core.narrative.numbers import MISSING, number_text

ZERO_TRAP: Final = (
    "A zero may mean that the spend sits on another line, not that nothing is spent: councils "
    "split drug and alcohol spend differently. Compare all lines together."
)


def pounds_text(amount: float, decimals: int = 0) -> str:
    """Write pounds with the sign before them; a dash where there is no amount."""
    text = number_text(amount, decimals)
    if text == MISSING:
        return text
    return f"−£{text[1:]}" if text.startswith("−") else f"£{text}"


def million_text(amount: float, decimals: int = 1) -> str:
    """Write an amount that is in £ million."""
    text = pounds_text(amount, decimals)
    return text if text == MISSING else f"{text}m"


def range_text(low: float, high: float, *, decimals: int = 0) -> str:
    """Write a range of pounds; empty where both ends are the same."""
    if isnan(low) or isnan(high) or low == high:
        return ""
    return f"{pounds_text(low, decimals)} to {pounds_text(high, decimals)}"


def spend_title(
    *, area_name: str, total: float, neighbours: float, zeros: Sequence[str], period: str
) -> str:
    """Say what an area reports to spend, and beside it its neighbours.

    Args:
        area_name: The area.
        total: All lines together, pounds per head.
        neighbours: The same of its neighbours; NaN where there are none.
        zeros: Lines returned as nothing.
        period: Label of the year.
    """
    place = at_start(in_sentence(area_name))
    if isnan(total):
        return f"{place}: spend is not held for every line"
    verb = "report" if is_plural(area_name) else "reports"
    said = f"{place} {verb} {pounds_text(total, 2)} a head on drugs and alcohol in {period}"
    if zeros:
        said += f", with nothing on {len(zeros)} of 4 lines"
    if not isnan(neighbours):
        said += f"; its neighbours {pounds_text(neighbours, 2)}"
    return said


def zero_sentence(zeros: Sequence[str]) -> str:
    """Say which lines were returned as nothing, and what that may mean."""
    names = listed([name[:1].lower() + name[1:] for name in zeros])
    return f"Returned as nothing: {names}. {ZERO_TRAP}"


def money_short_sentence(
    *, short: float, completions: float, people: float, rate: float, group: str, period: str
) -> str:
    """Say how many completions an area is short of its group's top quartile."""
    now = (
        f"{number_text(completions)} of {number_text(people)} completed treatment in {period} and "
        "did not come back within six months"
    )
    if isnan(short):
        return f"{at_start(now)}; too few areas of {in_sentence(group)} have figures for a target."
    if short == 0:
        return (
            f"{at_start(now)}: none short of the top quartile of {in_sentence(group)} "
            f"({number_text(rate, 1)}%)."
        )
    return (
        f"{at_start(now)}: {number_text(short)} short of the top quartile of "
        f"{in_sentence(group)} ({number_text(rate, 1)}%), the area itself left out."
    )
