"""Questions that a chapter drafts: each with its evidence in a sentence, never a policy."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from cdof_core.narrative.completions import COMPLETED, NOT_BACK, TREATED, Shortfall
from cdof_core.narrative.figures import Figure
from cdof_core.narrative.names import group_of, in_sentence, listed
from cdof_core.narrative.need import USERS, percent_text
from cdof_core.narrative.numbers import number_text, value_text
from cdof_core.narrative.periods import estimate_period, period_in_sentence
from cdof_core.narrative.sentences import QUOTED, has_small_numbers

_YEARS: Final = re.compile(r"(\d{4})(?:[/\-–](\d{2})(?!\d))?")
_RECENT_YEARS: Final = 5
"""Older figures say their age before anybody acts on them."""
_ASKED: Final = "To settle:"
_OF_GAP: Final = {
    "not_known": "not known to treatment",
    "not_in_treatment": "not in treatment",
}
_SHORT: Final = {
    "worse": (
        "what explains the difference, is it the same in every group and place, and who will "
        "report back?"
    ),
    "several worse": (
        "what explains each difference, is it the same in every group and place, and who will "
        "report back?"
    ),
    "penetration": "do services reach these groups, and what do people from them say?",
    "completions": "what do areas of the best quarter do differently?",
}


def worse_question(figure: Figure) -> str:
    """Ask why a measure is worse than its comparator, with both values.

    Args:
        figure: A figure judged worse.
    """
    own, theirs = _values(figure)
    return (
        f"{_ASKED} why is {own} worse than in {theirs}, is it so in every group and place, and "
        "who will report back?"
    )


def crime_question(figure: Figure) -> str:
    """Ask how much of a measure of crime of all kinds has to do with drugs.

    Args:
        figure: A figure judged worse.
    """
    own, theirs = _values(figure)
    return (
        f"{_ASKED} how far does {own}, worse than in {theirs}, have to do with drugs, as far as "
        "police and probation know, and who will report back?"
    )


def part_sentence(whole: Figure) -> str:
    """Say that a measure is a part of another that is worse too.

    Args:
        whole: The figure it is a part of.
    """
    own, theirs = _values(whole)
    return (
        f"This rate is a part of {own}, which is worse than in {theirs} too: they are one question."
    )


def age_sentence(period: str, *, year: int) -> str:
    """Say how old a figure is that somebody is to act on; empty where it is recent.

    Args:
        period: Label of its period.
        year: The year in which it is read.
    """
    ends = _YEARS.findall(period)
    if not ends:
        return ""
    first, short = ends[-1]
    ended = int(f"{first[:2]}{short}") if short else int(first)
    age = year - ended
    if age <= _RECENT_YEARS:
        return ""
    return f"The figure is {number_text(age)} years old: ask first whether a newer one says it too."


def _values(figure: Figure) -> tuple[str, str]:
    """Name the measure with the area's value, and the comparator with its own."""
    unit, decimals = figure.unit, figure.decimals
    own = value_text(figure.value, unit=unit, decimals=decimals)
    theirs = value_text(figure.benchmark, unit=unit, decimals=decimals, with_unit=False)
    small = "; numbers are small" if has_small_numbers(figure) else ""
    return (
        f"{figure.sentence_name} in {in_sentence(figure.area_name)} ({own} in "
        f"{period_in_sentence(figure.period)}{small})",
        f"{in_sentence(figure.benchmark_label)} ({theirs})",
    )


def need_question(
    *,
    substance: str,
    segment: str,
    people: float,
    users: float,
    period: str,
    area_name: str,
    has_interval: bool,
    basis: str = "",
    is_short: bool = False,
) -> str:
    """Ask who the people are whom treatment does not reach.

    Args:
        substance: `ocu`, `opiate`, `crack` or `alcohol`.
        segment: `not_known` or `not_in_treatment`.
        people: How many they are.
        users: The estimate they are a part of.
        period: Label of its period.
        area_name: The area.
        has_interval: Whether the estimate says how far it may be off.
        basis: What the estimate is where it was made of other years'; else empty.
        is_short: Whether the estimate stands in full on the same pages.
    """
    tail = "what keeps them away, and what would reach them?"
    if is_short:
        return (
            f"Unmet need: who are the {number_text(people)} {USERS[substance]} "
            f"{_OF_GAP[segment]} in {period_in_sentence(period)}, {tail}"
        )
    unsure = "" if has_interval else "; no interval of the estimate is held here"
    return (
        f"{_ASKED} who are the {number_text(people)} {USERS[substance]} {_OF_GAP[segment]} "
        f"({percent_text(people / users)} of an estimated {number_text(users)} in "
        f"{in_sentence(area_name)} in {estimate_period(period, basis=basis)}{unsure}), {tail}"
    )


def current_estimate_question(*, area_name: str, period: str, is_short: bool) -> str:
    """Ask for a current estimate of drug need, the newest held being of long ago.

    Args:
        area_name: The area.
        period: Label of the newest estimate's period.
        is_short: Whether the chapter is a briefing.
    """
    start = "Drug need:" if is_short else _ASKED
    return (
        f"{start} who will obtain a current local estimate of people using opiates or crack in "
        f"{in_sentence(area_name)}, with its interval, the newest held being for "
        f"{period_in_sentence(period)}?"
    )


def completions_question(short_of: Shortfall) -> str:
    """Ask what areas with more completions do differently.

    Args:
        short_of: How many the area is short of them.
    """
    area_name, users = short_of.area_name, short_of.users
    quoted = f", {QUOTED.removeprefix('It is ').removesuffix('.')}" if short_of.is_quoted else ""
    return (
        f"{_ASKED} what do the best quarter of {group_of(short_of.group, area_name=area_name)} do "
        f"differently, where about {short_of.mark} or more of {TREATED.get(users, users)} "
        f"{COMPLETED} in {period_in_sentence(short_of.period)} {NOT_BACK} "
        f"({in_sentence(area_name)} would need about {number_text(short_of.short)} more; a rough "
        f"mark, resting on {number_text(short_of.areas)} areas{quoted})?"
    )


def penetration_question(
    groups: Sequence[Mapping[Any, Any]], *, name: str, period: str, area_name: str
) -> str:
    """Ask whether services reach the ethnic groups that are less often in treatment.

    Args:
        groups: Those groups, each with its penetration rate as `value`.
        name: Column of their names.
        period: Label of the period.
        area_name: The area.
    """
    said = listed([f"{row[name]} {number_text(float(row['value']))}%" for row in groups])
    return (
        f"{_ASKED} do services reach the ethnic groups that are less often in treatment than in "
        f"the population (penetration rate in {in_sentence(area_name)} in "
        f"{period_in_sentence(period)}: {said}), and what do people from them say?"
    )


def short_question(*, subject: str, kind: str) -> str:
    """Ask in a briefing, whose evidence stands on the same pages: subject and question.

    Args:
        subject: What is asked about.
        kind: `worse`, `several worse`, `penetration` or `completions`.
    """
    return f"{subject}: {_SHORT[kind]}"
