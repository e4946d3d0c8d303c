"""Sentences on harm, crime and supply, and on the place each figure is of."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from cdof_core.domain.judgement import Judgement
from cdof_core.narrative.names import at_start, in_sentence, listed
from cdof_core.narrative.numbers import count_text, number_text
from cdof_core.narrative.periods import period_in_sentence

THEMES: Final = {
    "demand": "Demand",
    "deaths": "Deaths",
    "admissions": "Hospital admissions",
    "families": "Children and families",
    "crime": "Crime",
    "supply": "Supply",
}
GEOGRAPHIES: Final = {
    "authority": "local authority",
    "force": "police force area",
    "nation": "national",
}
REGISTERED: Final = (
    "Deaths are counted in the year they were registered, not the year they happened."
)
_MOST_NAMED: Final = 6


def harm_title(judgements: Sequence[str], *, area_name: str, benchmark_label: str) -> str:
    """Return the headline: how many local measures of harm are worse and better.

    Args:
        judgements: Judgements of the area's measures of harm.
        area_name: The area.
        benchmark_label: What it is compared with.
    """
    place, against = in_sentence(area_name), in_sentence(benchmark_label)
    worse = sum(word in (Judgement.WORSE, Judgement.MUCH_WORSE) for word in judgements)
    better = sum(word in (Judgement.BETTER, Judgement.MUCH_BETTER) for word in judgements)
    similar = sum(word == Judgement.SIMILAR for word in judgements)
    total = worse + better + similar
    if not judgements:
        return f"Harm, supply and crime: nothing is held for {place}"
    if not total:
        return f"Harm, supply and crime: no measure of harm in {place} can be compared"
    noun = "measure" if total == 1 else "measures"
    verb = "is" if 1 in (worse, total) else "are"
    return (
        f"{at_start(place)}: {number_text(worse)} of {number_text(total)} {noun} of harm "
        f"{verb} worse than {against}, {number_text(better)} better"
    )


def theme_sentence(judgements: Sequence[str], *, benchmark_label: str) -> str:
    """Say how an area's measures of one theme compare: "Of 3 measures compared with England: ...".

    Args:
        judgements: Judgements of the area's measures of the theme.
        benchmark_label: What it is compared with.
    """
    against = in_sentence(benchmark_label)
    counted = [
        (sum(word in kinds for word in judgements), noun)
        for noun, kinds in (
            ("worse", (Judgement.WORSE, Judgement.MUCH_WORSE)),
            ("higher", (Judgement.HIGHER, Judgement.MUCH_HIGHER)),
            ("similar", (Judgement.SIMILAR,)),
            ("lower", (Judgement.LOWER, Judgement.MUCH_LOWER)),
            ("better", (Judgement.BETTER, Judgement.MUCH_BETTER)),
        )
    ]
    total = sum(count for count, _ in counted)
    if not total:
        return f"No measure here can be compared with {against}."
    noun = "measure" if total == 1 else "measures"
    said = listed([f"{number_text(count)} {word}" for count, word in counted if count])
    return f"Of {number_text(total)} {noun} compared with {against}: {said}."


def force_sentence(*, area_name: str, force: str, authorities: Sequence[str], is_area: bool) -> str:
    """Say which police force covers an area, and whom else it covers.

    Args:
        area_name: The chosen area.
        force: Name of the police force area.
        authorities: Every authority it covers.
        is_area: Whether it covers exactly the chosen area.
    """
    place = in_sentence(area_name)
    said = f"The {force} covers"
    if is_area:
        return f"{said} {place} and nowhere else, so its figures are of the same place."
    if len(authorities) > _MOST_NAMED:
        covered = f"{number_text(len(authorities))} authorities"
    else:
        covered = listed([in_sentence(name) for name in authorities])
    return f"{said} {covered}: its figures are of all of that, and are not figures of {place}."


class Delay(NamedTuple):
    """How long half of the deaths of a place took to register.

    Attributes:
        days: The median; NaN where none is shown.
        period: Label of its period.
        deaths: How many deaths it rests on; NaN where that is not published.
    """

    days: float
    period: str
    deaths: float = math.nan


def delay_sentence(*, area_name: str, local: Delay, national: Delay) -> str:
    """Say how long registering a death takes, here and in England.

    Args:
        area_name: The area.
        local: Of the area.
        national: Of England.
    """
    said: list[str] = []
    shown = [delay for delay in (local, national) if not math.isnan(delay.days)]
    for delay, where in ((local, in_sentence(area_name)), (national, "England")):
        if delay in shown:
            counted = "deaths" if math.isnan(delay.deaths) else count_text(delay.deaths, "deaths")
            said.append(
                f"{number_text(delay.days)} days in {where} ({counted} registered in "
                f"{period_in_sentence(delay.period)})"
            )
    if not said:
        return f"{REGISTERED} How long registration takes is not held."
    periods = {delay.period for delay in shown}
    apart = " The two are of different years." if len(periods) > 1 else ""
    return (
        f"{REGISTERED} Half of the deaths from drug misuse took longer to register than "
        f"{listed(said)}, so a death may be counted in a later year than its own.{apart} "
        "Numbers by the year of death are not published for authorities and not held here."
    )


def absent_sentence(names: Sequence[str], *, area_name: str) -> str:
    """Say which measures are not published for an area."""
    return f"Not published for {in_sentence(area_name)} in the data held: {'; '.join(names)}."


def rates_title(judged: Sequence[tuple[str, str]], *, area_name: str, benchmark_label: str) -> str:
    """Say which recorded crimes are higher or lower than the benchmark.

    Args:
        judged: Name and judgement of each measure.
        area_name: The area.
        benchmark_label: What it is compared with.
    """
    place, against = in_sentence(area_name), in_sentence(benchmark_label)
    high = {Judgement.WORSE, Judgement.MUCH_WORSE, Judgement.HIGHER, Judgement.MUCH_HIGHER}
    low = {Judgement.BETTER, Judgement.MUCH_BETTER, Judgement.LOWER, Judgement.MUCH_LOWER}
    above = [name for name, word in judged if word in high]
    below = [name for name, word in judged if word in low]
    if not above and not below:
        return f"Recorded crime in {place}: nothing differs significantly from {against}"
    ways = [("higher", above), ("lower", below)]
    first, *second = [(way, names) for way, names in ways if names]
    said = f"Recorded crime in {place}: {first[0]} than {against} for {listed(first[1])}"
    return said + "".join(f", {way} for {listed(names)}" for way, names in second)
