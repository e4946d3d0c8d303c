"""Titles say the finding, subtitles the measure, captions what is missing and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from cdof_core.domain.judgement import RecentTrend
from cdof_core.domain.rounding import stated_places
from cdof_core.narrative.compared_with import PLACES
from cdof_core.narrative.names import at_start, group_of, in_sentence, listed
from cdof_core.narrative.numbers import number_text, value_text
from cdof_core.narrative.periods import period_in_sentence, period_text
from cdof_core.narrative.sentences import Figure, lead_words
from cdof_core.narrative.tested_years import years_with_gaps
from cdof_core.narrative.words import DOUBTS, trend_word

_ENDS: Final = 2
"""So many points are no more than their first and their last."""
_ANOTHER_SERIES: Final = (
    "Its earlier figures stand apart: their definition or method differs, so they are not compared."
)


@dataclass(frozen=True, slots=True)
class ViewFacts:
    """What a title needs to know of an indicator view.

    Attributes:
        area_name: The chosen area.
        name: Full name of the indicator.
        short_name: Its short name.
        sentence_name: Noun phrase.
        unit: Unit.
        decimals: Places.
        polarity: Text of `Polarity`.
        period: Label of the period shown; empty where nothing local.
        vintage: Method or edition; empty where there is only one.
        benchmark_label: Name of the benchmark.
    """

    area_name: str
    name: str
    short_name: str
    sentence_name: str
    unit: str
    decimals: int
    polarity: str
    period: str
    vintage: str
    benchmark_label: str


class Counts(Protocol):
    """How many authorities a picture shows, and why the others are not there."""

    @property
    def shown(self) -> int: ...  # noqa: D102
    @property
    def withheld(self) -> int: ...  # noqa: D102
    @property
    def flagged(self) -> int: ...  # noqa: D102
    @property
    def absent(self) -> int: ...  # noqa: D102


def indicator_finding(figure: Figure | None, *, view: ViewFacts) -> str:
    """Say in one sentence where the chosen area stands."""
    place = in_sentence(view.area_name)
    if figure is None or figure.value is None:
        when = f" in {period_in_sentence(view.period)}" if view.period else ""
        return f"No figure for {place}{when}."
    value = value_text(figure.value, unit=view.unit, decimals=view.decimals)
    if figure.flag in DOUBTS:
        value += f" ({DOUBTS[figure.flag]})"
    verdict = lead_words(figure)
    against = "" if verdict == "Not compared." else f", {verdict[:1].lower()}{verdict[1:-1]}"
    return f"{at_start(place)}: {value} in {period_in_sentence(figure.period)}{against}."


def map_finding(figure: Figure | None, *, judged: Sequence[str], view: ViewFacts) -> str:
    """Title of a map: how many authorities are worse or better, and where the area stands."""
    against = group_of(view.benchmark_label, area_name=view.area_name)
    counts = [
        (sum(word in (kind, f"much_{kind}") for word in judged), kind)
        for kind in ("worse", "better", "higher", "lower")
    ]
    said = [f"{count} {kind}" for count, kind in counts if count]
    place = indicator_finding(figure, view=view).removesuffix(".")
    if not said:
        return place
    first, *others = said
    noun = "authority is" if first.startswith("1 ") else "authorities are"
    start = first.replace(" ", f" {noun} ", 1)
    return f"{listed([start, *others])} than {against}. {place}"


def map_description(counts: Mapping[str, int], *, said: str, view: ViewFacts) -> str:
    """Alternative text of a map: how many authorities are in each class, and the chosen one.

    Args:
        counts: Number of authorities by the words of the legend.
        said: The finding on the chosen area.
        view: The view's facts.
    """
    total = sum(counts.values())
    classes = listed([f"{label} {count}" for label, count in counts.items()])
    return (
        f"Map of {total} authorities by {view.sentence_name}, {period_text(view.period)}: "
        f"{classes}. {said}"
    )


def trend_finding(
    outcome: str, *, view: ViewFacts, latest: str = "", first: str = "", years: str = ""
) -> str:
    """Title of a trend: from the first to the latest value, and whether a trend is tested.

    Args:
        outcome: Text of `RecentTrend`.
        view: The view's facts.
        latest: The latest value with its period, for example "28 deaths in 2021"; empty where
            there is none.
        first: The first value of the same unbroken stretch with its period; empty where the
            latest is its only one.
        years: The periods tested, as `judge_trends` writes them.
    """
    kind = RecentTrend(outcome)
    place = at_start(in_sentence(view.area_name))
    moved = f"from {first} to {latest}" if first else latest
    if kind is RecentTrend.CANNOT_BE_CALCULATED:
        if not latest:
            return f"No figure for {in_sentence(view.area_name)}"
        return f"{place}: {moved}; no trend is tested"
    word = "no significant change"
    if kind is not RecentTrend.NO_SIGNIFICANT_CHANGE:
        word = trend_word(outcome, "", view.polarity)
        word = f"{word[:1].lower()}{word[1:]}"
    start = f"{moved}; " if first else ""
    gaps = years_with_gaps(years)
    over = f"the five yearly figures held, of {gaps}" if gaps else "its latest five yearly figures"
    return f"{place}: {start}{word} over {over}"


def untested_sentence(outcome: str, reason: str, *, view: ViewFacts) -> str:
    """Say below the title why no trend is tested; empty where one is."""
    if RecentTrend(outcome) is not RecentTrend.CANNOT_BE_CALCULATED:
        return ""
    why = trend_word(outcome, reason, view.polarity).partition(": ")[2]
    return f"No trend is tested: {why}." if why else "No trend is tested."


def measure_line(view: ViewFacts, *, with_period: bool = True) -> str:
    """Subtitle: measure, unit, period and method."""
    written = "per cent" if view.unit == "%" else view.unit
    unit = "" if view.unit in view.name or written in view.name else f", {written}"
    parts = [f"{view.name}{unit}"]
    if with_period and view.period:
        parts.append(period_text(view.period))
    if with_period and view.vintage:
        parts.append(view.vintage)
    return ", ".join(parts) + "."


def coverage_sentence(counts: Counts) -> str:
    """Caption: how many authorities are shown, and why the others are not."""
    missing: list[str] = []
    if counts.withheld:
        missing.append(f"{counts.withheld} withheld for small numbers")
    if counts.flagged:
        missing.append(f"{counts.flagged} flagged as not comparable")
    if counts.absent:
        missing.append(f"{counts.absent} without a published figure")
    total = counts.shown + counts.withheld + counts.flagged + counts.absent
    text = f"{counts.shown} of {total} authorities shown"
    return f"{text}; {', '.join(missing)}." if missing else f"{text}."


def trend_description(
    points: Sequence[Mapping[Any, Any]], *, view: ViewFacts, figure: Figure | None = None
) -> str:
    """Alternative text of a trend: the area's lowest, highest and latest, and the others then.

    Figures of another year or method are not set beside the area's latest, as the text forbids.

    Args:
        points: Points with a value, those of the chosen area first.
        view: The view's facts.
        figure: The chosen area's judged figure; its judgement is said where it is the latest.
    """
    if not points:
        return f"No figures over time for {in_sentence(view.area_name)}."
    main = _stretch(points, points[0]["series"])
    others = [point for point in points if point["series"] != points[0]["series"]]
    ends = [period_in_sentence(str(main[end]["period_label"])) for end in (0, -1)]
    over = f", {ends[0]} to {ends[1]}" if len(main) > 1 else ""
    judged = ""
    if figure is not None and figure.period == main[-1]["period_label"]:
        verdict = lead_words(figure)
        judged = "" if verdict == "Not compared." else f", {verdict[:1].lower()}{verdict[1:-1]}"
    unit = "" if view.unit in view.sentence_name else f", {view.unit}"
    text = (
        f"Line chart of {view.sentence_name}{unit}{over}. "
        f"{main[0]['series']}: {_pattern(main, view)}{judged}."
    )
    beside = [one for one in others if _is_beside(one, main[-1])]
    if beside:
        said = [f"{_named(one)} {_value_and_period(one, view)[0]}" for one in beside]
        text += f" In the same period: {listed(said)}."
    is_broken = len(main) < sum(point["series"] == main[-1]["series"] for point in points)
    return f"{text} {_ANOTHER_SERIES}" if is_broken else text


def _stretch(points: Sequence[Mapping[Any, Any]], name: str) -> list[Mapping[Any, Any]]:
    """Return the unbroken stretch of a series that its latest point ends, in time."""
    own = sorted(
        (point for point in points if point["series"] == name),
        key=lambda point: point["period_middle"],
    )
    return [one for one in own if one.get("segment") == own[-1].get("segment")]


def _pattern(stretch: Sequence[Mapping[Any, Any]], view: ViewFacts) -> str:
    """Say a series by its lowest, highest and latest value, what falls together said once."""
    latest = stretch[-1]
    if len(stretch) == 1:
        return " in ".join(_value_and_period(latest, view))
    # The latest of equal values: "lowest and latest" says more than two equal numbers.
    lowest = min(reversed(stretch), key=lambda point: float(point["value"]))
    highest = max(reversed(stretch), key=lambda point: float(point["value"]))
    if len(stretch) == _ENDS:
        ends = [" in ".join(_value_and_period(point, view)) for point in stretch]
        return f"from {ends[0]} to {ends[1]}"
    if lowest["value"] == highest["value"]:
        return f"{' in '.join(_value_and_period(latest, view))} and in every period before"
    named = {"lowest": lowest, "highest": highest, "latest": latest}
    said: list[str] = []
    for point in stretch:
        words = [word for word, one in named.items() if one is point]
        if words:
            said.append(f"{' and '.join(words)} {' in '.join(_value_and_period(point, view))}")
    return ", ".join(said)


def _is_beside(point: Mapping[Any, Any], latest: Mapping[Any, Any]) -> bool:
    """Whether a figure of another place is of the same period and method as the area's latest."""
    return all(point.get(name) == latest.get(name) for name in ("period_label", "vintage"))


def _named(point: Mapping[Any, Any]) -> str:
    """Name a place; what is pooled from those of its authorities that have a figure, as these."""
    series = str(point["series"])
    if point.get("basis") == "pooled" and series in PLACES:
        return f"the authorities of {in_sentence(series)} with a figure"
    return series.replace(" and The ", " and the ")


def _value_and_period(point: Mapping[Any, Any], view: ViewFacts) -> tuple[str, str]:
    value = float(point["value"])
    places = stated_places(value, decimals=view.decimals, note=point.get("note", ""))
    return (
        number_text(value, places),
        period_in_sentence(str(point["period_label"])),
    )
