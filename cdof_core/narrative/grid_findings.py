"""What a grid of measures and areas says: who is worse on how many measures."""

from collections.abc import Mapping, Sequence

from cdof_core.narrative.names import at_start, in_sentence, is_or_are, listed

_NAMED = 3
"""So many areas are named as most often worse; more would not be read."""


def grid_finding(*, area_name: str, worse: int, compared: int, benchmark_label: str) -> str:
    """Title of a grid: on how many of its measures the chosen area is worse.

    Args:
        area_name: The chosen area.
        worse: Measures on which it is judged worse.
        compared: Measures on which it is judged at all.
        benchmark_label: What it is compared with.
    """
    place, against = at_start(in_sentence(area_name)), in_sentence(benchmark_label)
    if not compared:
        return f"{place}: no measure shown here can be compared with {against}"
    noun = "measure" if compared == 1 else "measures"
    return (
        f"{place} {is_or_are(area_name)} worse than {against} on {worse or 'none'} of {compared} "
        f"{noun} compared"
    )


def most_often_worse(worse: Sequence[tuple[str, int]]) -> str:
    """Name the areas that are worse on most measures; empty where none is worse on any.

    Args:
        worse: Name and number of measures judged worse of each area.
    """
    ranked = sorted(worse, key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] == 0:
        return ""
    last = ranked[min(_NAMED, len(ranked)) - 1][1]
    named = [item for item in ranked if item[1] >= max(last, 1)]
    if len(named) > _NAMED:
        # A tie at the end would name half of the country.
        named = [item for item in ranked[:_NAMED] if item[1] > last] or named[:1]
    return f"Most often worse: {listed([f'{in_sentence(name)} ({n})' for name, n in named])}."


def grid_coverage(counts: Mapping[str, int], *, measures: int, areas: int) -> str:
    """Caption of a grid: how many figures it shows and why the others are not there.

    Args:
        counts: Number of cells: judged, not compared, withheld, other period, absent.
        measures: Rows.
        areas: Columns without England and the region.
    """
    total = sum(counts.values())
    shown = counts.get("judged", 0) + counts.get("not compared", 0)
    words = {
        "not compared": "shown but not compared",
        "withheld": "withheld for small numbers or flagged",
        "other period": "published for another period only",
        "absent": "not published",
    }
    said = [f"{counts[kind]:,} {text}" for kind, text in words.items() if counts.get(kind)]
    nouns = f"{measures} measure{'s' * (measures != 1)} in {areas} area{'s' * (areas != 1)}"
    text = f"{nouns}: {shown:,} of {total:,} figures shown, {counts.get('judged', 0):,} judged"
    return f"{text}; {', '.join(said)}." if said else f"{text}."
