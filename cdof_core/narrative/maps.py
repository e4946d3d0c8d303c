"""The words of a map in any of its modes: title, classes, what the colours mean."""

from collections.abc import Mapping, Sequence
from typing import Final

from cdof_core.domain.judgement import GoalOutcome, Judgement, NotComparedReason, Quartile, Quintile
from cdof_core.domain.map_class import MapClass, MapMode
from cdof_core.narrative.names import at_start, in_sentence, listed
from cdof_core.narrative.periods import period_in_sentence
from cdof_core.narrative.ranks import ordinal, rank_words
from cdof_core.narrative.words import MARKS, REASONS, SHORT_REASONS

MODE_NAMES: Final = {
    MapMode.JUDGEMENT: "Judgement against the benchmark",
    MapMode.QUINTILE: "Fifths of authorities (quintiles)",
    MapMode.QUARTILE: "Quarters of authorities (quartiles)",
    MapMode.VALUE: "Value, continuous",
    MapMode.RANK: "Rank",
    MapMode.CHANGE: "Change since an earlier period",
    MapMode.GOAL: "Goal: England a year before",
}
_TALLY: Final = ("I", "II", "III", "IIII", "IIIII")
_PLACES: Final = {
    **{kind.value: place for place, kind in enumerate(Quintile, start=1)},
    **{kind.value: place for place, kind in enumerate(Quartile, start=1)},
}
_GOAL_WORDS: Final = {
    GoalOutcome.MET.value: "Goal met",
    GoalOutcome.AMBER.value: "Goal nearly met",
    GoalOutcome.NOT_MET.value: "Goal not met",
}
_BLANK_WORDS: Final = {
    MapClass.WITHHELD.value: "Withheld, small numbers",
    MapClass.FLAGGED.value: "Flagged, not comparable",
    MapClass.ABSENT.value: "No figure published",
    MapClass.VALUED.value: "With a value",
}
_NO_EARLIER: Final = "no figure of the earlier period that may be used"
_OTHER_METHOD: Final = "its series breaks between the two periods"


def class_words(map_class: str, *, is_judged: bool) -> str:
    """Return what an area on a map is, in words.

    Args:
        map_class: Text of `Judgement`, `Quintile`, `Quartile`, `GoalOutcome` or `MapClass`.
        is_judged: Whether one end of the parts is the good one.
    """
    if map_class in _PLACES:
        return part_words(map_class, is_judged=is_judged)
    found = _GOAL_WORDS.get(map_class) or _BLANK_WORDS.get(map_class)
    return found or MARKS[Judgement(map_class)].word


def part_words(part: str, *, is_judged: bool) -> str:
    """Return the name of a fifth or quarter, its ends by what they are."""
    place, of = _PLACES[part], 5 if part in set(Quintile) else 4
    noun = "fifth" if of == 5 else "quarter"  # noqa: PLR2004
    ends = ("best", "worst") if is_judged else ("lowest", "highest")
    if place == 1:
        return f"{at_start(ends[0])} {noun}"
    return f"{at_start(ends[1])} {noun}" if place == of else f"{ordinal(place)} {noun}"


def tally_of(part: str) -> str:
    """Return the tally that an area of a fifth or quarter carries; empty for other classes."""
    return _TALLY[_PLACES[part] - 1] if part in _PLACES else ""


def reason_words(reason: str, *, mode: MapMode) -> str:
    """Return why an area has no class."""
    if mode is MapMode.CHANGE and reason == NotComparedReason.NO_BENCHMARK:
        return _NO_EARLIER
    if mode is MapMode.CHANGE and reason == NotComparedReason.BENCHMARK_OTHER_VINTAGE:
        return _OTHER_METHOD
    return REASONS.get(reason, "")


def short_reasons(counts: Mapping[str, int], *, mode: MapMode) -> str:
    """Return the reasons of the areas not compared, briefly, for a legend."""
    said = [
        "no earlier figure"
        if mode is MapMode.CHANGE and reason == NotComparedReason.NO_BENCHMARK
        else SHORT_REASONS.get(reason, "").lower()
        for reason in counts
    ]
    return ", ".join(dict.fromkeys(word for word in said if word))


def mode_words(
    mode: MapMode, *, is_judged: bool, earlier: str, goal: str, is_overlapping: bool
) -> str:
    """Say below the title what the colours mean.

    Args:
        mode: What they mean.
        is_judged: Whether one direction of the measure is good.
        earlier: Label of the earlier period of a change.
        goal: The value to reach with its period, in words.
        is_overlapping: Whether that period shares time with the one shown.
    """
    shared = (
        " The two periods share years, so this says less of change than a goal of separate years."
        if is_overlapping
        else ""
    )
    order = "the first the best by polarity" if is_judged else "the first the lowest"
    said = {
        MapMode.JUDGEMENT: "",
        MapMode.QUINTILE: (
            f"Colours: fifths of all authorities with a value, {order}; bounds by linear "
            "interpolation."
        ),
        MapMode.QUARTILE: (
            f"Colours: quarters of all authorities with a value, {order}; bounds by linear "
            "interpolation."
        ),
        MapMode.VALUE: "Colours: the value itself; nothing is judged.",
        MapMode.RANK: "Colours and numbers: rank, 1 the highest value; ties share the better rank.",
        MapMode.CHANGE: (
            f"Colours: each authority against its own figure of {period_in_sentence(earlier)}; a "
            "change counts where the two 95% intervals share no point."
        ),
        MapMode.GOAL: (
            f"Colours: whether the value reaches {goal}. The value alone is held against it, not "
            f"its interval.{shared}"
        ),
    }
    return said[mode]


def map_mode_finding(
    mode: MapMode,
    *,
    area_name: str,
    value: str,
    map_class: str,
    counts: Mapping[str, int],
    rank: int | None,
    ranked: int,
    ends: tuple[str, str],
    is_judged: bool,
    earlier: str,
    goal: str,
) -> str:
    """Title of a map that is not one of judgements: what the numbers say.

    Args:
        mode: What the colours mean.
        area_name: The chosen area.
        value: Its value with unit; empty where it has none.
        map_class: Its class; empty where it is not on the map.
        counts: Areas by class.
        rank: Its rank, 1 the highest; None for none.
        ranked: Areas with a value.
        ends: Lowest and highest value with unit; empty where there is none.
        is_judged: Whether one direction is good.
        earlier: Label of the earlier period.
        goal: The value to reach, in words.
    """
    place = at_start(in_sentence(area_name))
    if not value:
        own = f"{place}: no figure"
    elif map_class in _PLACES:
        word = part_words(map_class, is_judged=is_judged)
        own = f"{place}: {value}, in the {word[:1].lower()}{word[1:]} of authorities"
    elif mode in (MapMode.RANK, MapMode.VALUE) and rank is not None:
        own = f"{place}: {value}, {rank_words(rank, ranked)}"
    elif mode is MapMode.CHANGE:
        own = f"{place}: {_change_words(map_class)}"
    elif mode is MapMode.GOAL and map_class in _GOAL_WORDS:
        verb = "reaches it" if map_class == GoalOutcome.MET else "does not"
        own = f"{place} {verb}, at {value}"
    else:
        own = f"{place}: {value}"
    start = _country_words(mode, counts=counts, ranked=ranked, ends=ends, earlier=earlier)
    if mode is MapMode.GOAL:
        met = counts.get(GoalOutcome.MET.value, 0)
        tested = sum(counts.get(word, 0) for word in _GOAL_WORDS)
        start = f"{met} of {tested} authorities reach {goal}"
    return f"{start}. {own}" if start else own


def _country_words(
    mode: MapMode,
    *,
    counts: Mapping[str, int],
    ranked: int,
    ends: tuple[str, str],
    earlier: str,
) -> str:
    if mode is MapMode.CHANGE:
        kinds = [
            f"{counts[kind.value]} {kind.value}"
            for kind in (Judgement.WORSE, Judgement.BETTER, Judgement.HIGHER, Judgement.LOWER)
            if counts.get(kind.value)
        ]
        when = period_in_sentence(earlier)
        if not kinds and not counts.get(Judgement.SIMILAR.value):
            return f"No authority's change since {when} could be tested"
        if not kinds:
            return f"No authority changed significantly since {when}"
        first, *others = kinds
        noun = "authority is" if first.startswith("1 ") else "authorities are"
        return f"{listed([first.replace(' ', f' {noun} ', 1), *others])} than in {when}"
    if mode is MapMode.VALUE and ranked and all(ends):
        return f"From {ends[0]} to {ends[1]} over {ranked} authorities"
    return ""


def _change_words(map_class: str) -> str:
    if map_class == Judgement.SIMILAR:
        return "no significant change"
    if map_class in (Judgement.NOT_COMPARED, "") or map_class in set(MapClass):
        return "change not compared"
    return f"{MARKS[Judgement(map_class)].word.lower()} than then"


def counts_words(labels: Sequence[tuple[str, int]]) -> str:
    """Count the areas of every class, in the order of the legend."""
    # In brackets, as in the legend: a class may end in a number itself.
    return listed([f"{label} ({count})" for label, count in labels])


def without_place_words(number: int) -> str:
    """Count the areas that have no place on a map; empty where all have one."""
    if not number:
        return ""
    some = "1 area has" if number == 1 else f"{number} areas have"
    return f"{some} no place on the map and {'is' if number == 1 else 'are'} only in the table."
