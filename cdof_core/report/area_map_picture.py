"""A map in any of its modes, with its words."""

from functools import lru_cache
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.area_map import AreaMap
from cdof_core.analysis.indicator_view import coverage_of
from cdof_core.charts.authority_map import draw_authority_map
from cdof_core.charts.map_amounts import AmountScale
from cdof_core.charts.map_ground import MapGround
from cdof_core.charts.map_shades import SHADES
from cdof_core.charts.paper import Wording
from cdof_core.charts.specification import Drawn
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.domain.indicator import Polarity
from cdof_core.domain.judgement import Judgement
from cdof_core.domain.map_class import MapClass, MapMode
from cdof_core.narrative.findings import coverage_sentence, map_finding, measure_line
from cdof_core.narrative.maps import (
    class_words,
    counts_words,
    map_mode_finding,
    mode_words,
    reason_words,
    short_reasons,
    tally_of,
    without_place_words,
)
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import value_text
from cdof_core.narrative.periods import period_in_sentence, period_text
from cdof_core.report.picture import Picture
from cdof_core.report.view_words import (
    axis_title,
    chosen_figure,
    facts_of,
    is_own,
    is_usable,
    with_words,
)

CLASS_TITLES: Final = {
    MapMode.JUDGEMENT: "Judgement",
    MapMode.QUINTILE: "Fifth",
    MapMode.QUARTILE: "Quarter",
    MapMode.VALUE: "Shown by",
    MapMode.RANK: "Rank",
    MapMode.CHANGE: "Change",
    MapMode.GOAL: "Goal",
}


def is_judged(shown: AreaMap) -> bool:
    """Whether one direction of the measure is good."""
    good = (Polarity.LOW_IS_GOOD.value, Polarity.HIGH_IS_GOOD.value)
    return str(shown.view.indicator["polarity"]) in good


# Title, picture, counts and table of a page are all made from them.
@lru_cache(maxsize=8)
def area_map_rows(shown: AreaMap, *, only: frozenset[str] | None = None) -> pd.DataFrame:
    """Return every authority as a map shows it.

    Args:
        shown: The map.
        only: Codes of a part of the country; None for all.

    Returns:
        The rows with the words of `with_words`, shade, shade_label, class_text (the class with
        its reason), is_chosen, amount and amount_text; shared, not to be changed.
    """
    rows = with_words(shown.areas, shown.view)
    if only is not None:
        rows = rows[rows["area_code"].isin(only)].reset_index(drop=True)
    labels = _legend_labels(rows, shown)
    texts = [
        _class_text(str(kind), str(reason), shown)
        for kind, reason in zip(rows["map_class"], rows["map_reason"], strict=True)
    ]
    is_rank = shown.mode is MapMode.RANK
    unit, decimals = str(shown.view.indicator["unit"]), int(shown.view.indicator["decimals"])
    if is_rank:
        texts = [
            f"{int(rank)} of {shown.view.coverage.shown}" if pd.notna(rank) else text
            for rank, text in zip(rows["rank"], texts, strict=True)
        ]
    return rows.assign(
        shade=rows["map_class"],
        shade_label=rows["map_class"].map(labels),
        class_text=texts,
        judgement_word=texts,
        is_chosen=is_own(rows, shown.view),
        amount=rows["rank"] if is_rank else rows["value"],
        amount_text=[
            ""
            if pd.isna(value)
            else str(int(rank))
            if is_rank
            else value_text(value, unit=unit, decimals=decimals, with_unit=False)
            for value, rank in zip(rows["value"].where(is_usable(rows)), rows["rank"], strict=True)
        ],
    )


def class_counts(rows: pd.DataFrame) -> list[tuple[str, str, int]]:
    """Return class, words and number of areas, in the order of the legend.

    Args:
        rows: From `area_map_rows`.
    """
    counts = rows["shade"].value_counts()
    labels = rows.drop_duplicates("shade").set_index("shade")["shade_label"]
    order = [MapClass.VALUED.value, *SHADES]
    return [(key, str(labels[key]), int(counts[key])) for key in order if key in counts.index]


def amount_scale(shown: AreaMap, *others: AreaMap) -> AmountScale | None:
    """Return the scale of a map by value or rank; with others of the same measure, one for all.

    Args:
        shown: The map.
        *others: Maps that must be read beside it on the same scale.
    """
    if shown.mode is MapMode.RANK:
        ranked = max(one.view.coverage.shown for one in (shown, *others))
        return AmountScale(low=float(ranked), high=1.0, title="Rank, 1 the highest")
    if shown.mode is not MapMode.VALUE:
        return None
    values = pd.concat(
        [
            one.areas.loc[one.areas["map_class"] == MapClass.VALUED.value, "value"]
            for one in (shown, *others)
        ]
    )
    if values.empty:
        return None
    title = axis_title(str(shown.view.indicator["unit"]))
    return AmountScale(low=float(values.min()), high=float(values.max()), title=title)


def area_map_title(shown: AreaMap, rows: pd.DataFrame, *, part_name: str = "") -> str:
    """Return what a map says, in words computed from its numbers.

    Args:
        shown: The map.
        rows: From `area_map_rows`, all or a part.
        part_name: Name of the part; empty for all. Authorities that are counted are of it.
    """
    finding = _finding(shown, rows)
    counts = part_name and finding[:1].isdigit()
    return f"In {in_sentence(part_name)}, {finding}" if counts else finding


def _finding(shown: AreaMap, rows: pd.DataFrame) -> str:
    view, facts, figure = shown.view, facts_of(shown.view), chosen_figure(shown.view)
    if shown.mode is MapMode.JUDGEMENT:
        return map_finding(figure, judged=list(rows["judgement"]), view=facts)
    own = shown.areas[shown.areas["area_code"] == view.places.area.code]
    value = None if figure is None else figure.value
    rank = own["rank"].dropna()
    known = rows["value"].where(is_usable(rows)).dropna()
    return map_mode_finding(
        shown.mode,
        area_name=facts.area_name,
        value=f"{_text(value, shown)} in {period_in_sentence(view.period)}" if value else "",
        map_class="" if own.empty else str(own["map_class"].iloc[0]),
        counts={str(key): int(count) for key, count in rows["shade"].value_counts().items()},
        rank=int(rank.iloc[0]) if len(rank) else None,
        ranked=view.coverage.shown,
        ends=(
            (_text(known.min(), shown, with_unit=False), _text(known.max(), shown))
            if len(known)
            else ("", "")
        ),
        is_judged=is_judged(shown),
        earlier=shown.earlier,
        goal=goal_words(shown),
    )


def goal_words(shown: AreaMap) -> str:
    """Return the value to reach, in words; empty where there is none."""
    if shown.goal is None:
        return ""
    when = period_in_sentence(shown.goal.period)
    basis = ", computed from its published counts" if shown.goal.is_computed else ""
    return f"England's value of the year before ({_text(shown.goal.value, shown)} in {when}{basis})"


def area_map_picture(
    shown: AreaMap,
    *,
    ground: MapGround,
    source: str,
    palette: Palette = LIGHT,
    only: frozenset[str] | None = None,
    part_name: str = "",
    scale: AmountScale | None = None,
    outlines_url: str = "",
    in_a_room: bool = False,
) -> Picture:
    """Draw a map in its mode.

    Args:
        shown: The map, with local figures.
        ground: Outlines of the country, or of the part shown; it holds some of the areas, and those
            that it does not hold are left out and counted.
        source: Source and licence line of the figures; the outlines' own is added.
        palette: The theme's colours.
        only: Codes of the part shown; None for all.
        part_name: Its name; empty for all.
        scale: Of a map by value or rank.
        outlines_url: Address from which a browser may read the outlines; paper ignores it.
        in_a_room: Whether it is for a projector that many look at; paper ignores it.

    Returns:
        The picture.
    """
    every = area_map_rows(shown, only=only)
    rows = every[every["area_code"].isin(ground.marks)]
    facts = facts_of(shown.view)
    part = f"Only {in_sentence(part_name)} is drawn." if part_name else ""
    meaning = mode_words(
        shown.mode,
        is_judged=is_judged(shown),
        earlier=shown.earlier,
        goal=goal_words(shown),
        is_overlapping=shown.goal is not None and shown.goal.is_overlapping,
    )
    coverage = coverage_sentence(coverage_of(every))
    finding = area_map_title(shown, every, part_name=part_name)
    absent = without_place_words(len(every) - len(rows))
    counts = counts_words([(label, count) for _, label, count in class_counts(rows)])
    wording = Wording(
        finding=finding,
        measure=" ".join(filter(None, (measure_line(facts), meaning, part, coverage, absent))),
        source=f"{source} {ground.attribution}".strip(),
        description=(
            f"Map of {len(rows)} authorities by {facts.sentence_name}, "
            f"{period_text(facts.period)}: {counts}. {finding}"
        ),
    )

    def draw(width: int | None) -> Drawn:
        return draw_authority_map(
            rows,
            ground=ground,
            description=wording.description,
            palette=palette,
            width=width,
            outlines_url=outlines_url,
            in_a_room=in_a_room,
            amounts=scale,
            class_title=CLASS_TITLES[shown.mode],
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def _legend_labels(rows: pd.DataFrame, shown: AreaMap) -> dict[str, str]:
    """Return the legend's words of each class: parts with their ends, gaps with their reasons."""
    labels: dict[str, str] = {}
    for key, members in rows.groupby("map_class", observed=True):
        kind = str(key)
        words = class_words(kind, is_judged=is_judged(shown))
        tally = tally_of(kind)
        if tally:
            # The ends are those of the whole country, whatever part is drawn.
            whole = shown.areas.loc[shown.areas["map_class"] == key, "value"]
            ends = (whole.min(), whole.max())
            low, high = (_text(end, shown, with_unit=False) for end in ends)
            words = f"{tally} {words}: {low} to {high}"
        elif kind == Judgement.NOT_COMPARED:
            reasons: dict[Any, int] = members["map_reason"].value_counts().to_dict()
            said = short_reasons({str(why): n for why, n in reasons.items()}, mode=shown.mode)
            words = f"{words}: {said}" if said else words
        labels[kind] = words
    return labels


def _class_text(kind: str, reason: str, shown: AreaMap) -> str:
    words = class_words(kind, is_judged=is_judged(shown))
    if kind == Judgement.NOT_COMPARED:
        why = reason_words(reason, mode=shown.mode)
        return f"{words}: {why}" if why else words
    return words


def _text(value: Any, shown: AreaMap, *, with_unit: bool = True) -> str:  # noqa: ANN401
    row = shown.view.indicator
    return value_text(
        float(value), unit=str(row["unit"]), decimals=int(row["decimals"]), with_unit=with_unit
    )
