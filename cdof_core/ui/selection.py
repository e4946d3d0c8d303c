"""From the address to one frozen `Selection`: what cannot be had falls back, and is said."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from cdof_core.domain import (
    AreaCode,
    BenchmarkKind,
    IndicatorId,
    JudgementLevels,
    Layout,
    Selection,
    partnership_code,
)
from cdof_core.domain.indicator import NO_INDICATOR
from cdof_core.domain.sex import PERSONS, SEXES
from cdof_core.ui.places import Places, joined_names
from cdof_core.ui.url import Parameters

LEVELS: dict[str, JudgementLevels] = {"": 3, "3": 3, "5": 5}
YES = "yes"

LONGEST_QUOTE = 40
LONGEST_PERIOD = 40

Member = TypeVar("Member", bound=StrEnum)

_HARMLESS = re.compile(r"[^\w +.:/-]")


@dataclass(frozen=True, slots=True)
class Choices:
    """What a link may name in this snapshot and workspace.

    Attributes:
        places: Areas.
        indicators: Identifiers of all indicators.
        own_groups: Identifiers of the user's own comparison groups.
    """

    places: Places
    indicators: Collection[str]
    own_groups: Collection[str] = ()


@dataclass(slots=True)
class _Notes:
    """Sentences gathered while a link is read."""

    sentences: list[str] = field(default_factory=list[str])

    def add(self, sentence: str) -> None:
        self.sentences.append(sentence)


def read_selection(parameters: Parameters, choices: Choices) -> Selection:
    """Return what a link chooses, with a note on everything it asks for that does not exist.

    Args:
        parameters: What the address says, every parameter present.
        choices: What exists.

    Returns:
        A selection that every page can use: its area and indicator exist in this snapshot.
    """
    notes = _Notes()
    area_code = _read_area(parameters["area"], choices.places, notes)
    benchmark, group_id = _read_benchmark(parameters, choices, notes)
    return Selection(
        area_code=area_code,
        benchmark=benchmark,
        group_id=group_id,
        indicator_id=_read_indicator(parameters["indicator"], choices),
        period=_HARMLESS.sub("", parameters["period"])[:LONGEST_PERIOD],
        sex=_read_sex(parameters["sex"], notes),
        levels=_read_levels(parameters["levels"], notes),
        keep_area_in_group=parameters["keep"].lower() == YES,
        layout=_read_member(parameters["layout"], Layout, Layout.HEXAGONS, "map", notes),
        notes=tuple(notes.sentences),
    )


def quote(value: str) -> str:
    """Return a link's value as a note may show it: short and without anything but plain text."""
    return f"“{_HARMLESS.sub('', value)[:LONGEST_QUOTE]}”"


def link_to_area(code: AreaCode, places: Places) -> str:
    """Return the Markdown of a link that chooses an area and keeps everything else."""
    return f"[{places.name_of(code)}](?area={code})"


def _read_area(asked: str, places: Places, notes: _Notes) -> AreaCode:
    if not asked:
        notes.add(
            f"Showing {places.name_of(places.example)} as an example: choose your area above."
        )
        return places.example
    # A plus sign that was not encoded arrives as a space.
    codes = [AreaCode(part) for part in re.split(r"[+\s]+", asked.upper()) if part]
    if codes and all(code in places.authorities for code in codes):
        return codes[0] if len(set(codes)) == 1 else partnership_code(codes)
    unknown = next((code for code in codes if code not in places.authorities), "")
    notes.add(_say_unknown_area(unknown or asked, places))
    return places.example


def _say_unknown_area(code: str, places: Places) -> str:
    shown = f"Showing {places.name_of(places.example)} instead."
    successors = places.successors(code)
    if successors:
        links = joined_names(link_to_area(item, places) for item in successors)
        since = f"{places.former_name(code)} ({code}) is no longer an authority"
        return f"{since}; choose {links}. {shown}"
    if code in places.other_names:
        return f"{places.other_names[code]} can be compared with but not chosen. {shown}"
    return f"No area has the code {quote(code)}. {shown}"


def _read_benchmark(
    parameters: Parameters, choices: Choices, notes: _Notes
) -> tuple[BenchmarkKind, str]:
    benchmark = _read_member(
        parameters["vs"], BenchmarkKind, BenchmarkKind.ENGLAND, "comparison", notes
    )
    if benchmark is not BenchmarkKind.OWN_GROUP:
        return benchmark, ""
    if parameters["group"] in choices.own_groups:
        return benchmark, parameters["group"]
    notes.add("The comparison group of this link is not saved here. Comparing with England.")
    return BenchmarkKind.ENGLAND, ""


def _read_indicator(asked: str, choices: Choices) -> IndicatorId:
    if not asked or asked in choices.indicators:
        return IndicatorId(asked)
    # The menu of measures says what it shows instead; pages without one have nothing to say.
    return NO_INDICATOR


def _read_sex(asked: str, notes: _Notes) -> str:
    found = next((sex for sex in SEXES if sex.lower() == asked.lower()), "")
    if asked and not found:
        notes.add(f"Figures are for Persons, Female or Male, not {quote(asked)}. Showing Persons.")
    return found or PERSONS


def _read_levels(asked: str, notes: _Notes) -> JudgementLevels:
    if asked not in LEVELS:
        notes.add(f"Judgement has 3 or 5 levels, not {quote(asked)}. Showing 3.")
    return LEVELS.get(asked, 3)


def _read_member(
    asked: str, kind: type[Member], default: Member, noun: str, notes: _Notes
) -> Member:
    if not asked:
        return default
    try:
        return kind(asked.lower())
    except ValueError:
        notes.add(f"There is no {noun} called {quote(asked)}. Showing the usual one.")
        return default
