"""Areas of one measure ranked by value."""

from collections.abc import Collection
from typing import Final

import pandas as pd

from cdof_core.analysis.indicator_view import IndicatorView, coverage_of
from cdof_core.charts.paper import Wording
from cdof_core.charts.ranked_bars import draw_ranked_bars
from cdof_core.charts.specification import Drawn
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.domain.indicator import COMPARABLE, ValueKind
from cdof_core.narrative.findings import (
    ViewFacts,
    coverage_sentence,
    indicator_finding,
    measure_line,
)
from cdof_core.narrative.names import at_start, in_chart, in_sentence
from cdof_core.narrative.numbers import value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.ranks import place_finding
from cdof_core.narrative.spend import ZERO_SPEND
from cdof_core.report.picture import Picture
from cdof_core.report.view_words import (
    axis_title,
    chosen_figure,
    facts_of,
    is_own,
    is_usable,
    with_words,
)

_VALUES_BESIDE_BARS: Final = 40
"""Up to so many rows, each has its value written beside it; the chosen area has it always."""
_FEWEST: Final = 2
"""A place needs another to be before or behind."""


def ranked_rows(view: IndicatorView, *, only: Collection[str] | None = None) -> pd.DataFrame:
    """Return the areas of a view that have a usable value, highest first, as a chart shows them.

    Args:
        view: An indicator view.
        only: Codes of the areas to show beside the chosen one; None for all authorities.

    Returns:
        The view's rows, the chosen partnership among them, with the words of `with_words`,
        is_chosen, place, label and label_at.
    """
    shown = _usable_rows(view, only).sort_values(["value", "area_name"], ascending=[False, True])
    shown = with_words(shown, view).assign(is_chosen=is_own(shown, view))
    says_value = shown["is_chosen"] | (len(shown) <= _VALUES_BESIDE_BARS)
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    values = [value_text(v, unit=unit, decimals=decimals, with_unit=False) for v in shown["value"]]
    return shown.assign(
        place=range(1, len(shown) + 1),
        label=pd.Series(values, index=shown.index).where(says_value, ""),
        label_at=shown[["value", "upper95"]].max(axis=1),
    )


def count_ranked(view: IndicatorView, *, only: Collection[str] | None = None) -> int:
    """Return how many rows `ranked_rows` has."""
    return len(_usable_rows(view, only))


def _usable_rows(view: IndicatorView, only: Collection[str] | None) -> pd.DataFrame:
    rows = view.areas
    if only is not None:
        rows = rows[rows["area_code"].isin(list(only)) | is_own(rows, view)]
    if view.places.area.is_partnership and len(view.chosen):
        rows = pd.concat([rows, view.chosen], ignore_index=True)
    return rows[is_usable(rows)]


def ranking_picture(
    view: IndicatorView,
    *,
    source: str,
    palette: Palette = LIGHT,
    only: Collection[str] | None = None,
    group_name: str = "",
    most: int | None = None,
) -> Picture:
    """Draw authorities' values, highest first.

    Args:
        view: An indicator view with local figures.
        source: Source and licence line.
        palette: The theme's colours.
        only: Codes of the areas to show beside the chosen one, for example of its region; None
            for all authorities.
        group_name: What those areas are, for the subtitle; unused for all authorities.
        most: Where there are more rows, only so many nearest the chosen area are drawn, and the
            picture says so; its place is still that among all. None for all rows.

    Returns:
        The picture.
    """
    rows, facts = ranked_rows(view, only=only), facts_of(view)
    drawn = _nearest(rows, most)
    part = "" if len(drawn) == len(rows) else f" {_part_shown(drawn, rows)}"
    figure = chosen_figure(view)
    kind = ValueKind(str(view.indicator["value_kind"]))
    wording = Wording(
        finding=_finding(view, rows, only=only, group_name=group_name),
        measure=f"{measure_line(facts)} {_coverage(view, only, group_name)}{part}",
        source=source,
        description=(
            f"Bar chart of {len(rows)} areas ranked by {facts.sentence_name}, "
            f"{period_text(view.period)}{_ends(rows, facts, kind)}. "
            f"{indicator_finding(figure, view=facts)}{_place(rows)}{part}"
        ),
    )
    label = benchmark_label(view)
    is_comparable = kind in COMPARABLE

    def draw(width: int | None) -> Drawn:
        return draw_ranked_bars(
            drawn,
            # Beside the country's own number no area's bar could be seen.
            benchmark=view.benchmark_value if is_comparable else None,
            benchmark_label=label,
            unit=axis_title(facts.unit),
            description=wording.description,
            palette=palette,
            width=width,
        )

    return Picture(wording=wording, palette=palette, draw=draw, part=part.strip())


def _nearest(rows: pd.DataFrame, most: int | None) -> pd.DataFrame:
    """Return the chosen area's row amid so many before and behind it; all where they are few."""
    if most is None or len(rows) <= most or not rows["is_chosen"].any():
        return rows
    own = int(rows["is_chosen"].to_numpy().argmax())
    first = min(max(own - most // 2, 0), len(rows) - most)
    return rows.iloc[first : first + most]


def _part_shown(drawn: pd.DataFrame, rows: pd.DataFrame) -> str:
    first, last = int(drawn["place"].iloc[0]), int(drawn["place"].iloc[-1])
    return f"Only places {first} to {last} of {len(rows)} are drawn."


def _ends(rows: pd.DataFrame, facts: ViewFacts, kind: ValueKind) -> str:
    """Say for those who cannot see it where a ranking begins and ends."""
    if len(rows) < _FEWEST:
        return ""
    ends = [
        f"{in_sentence(str(row['area_name']))} ("
        + value_text(row["value"], unit=facts.unit, decimals=facts.decimals, with_unit=False)
        + ")"
        for row in (rows.iloc[0], rows.iloc[-1])
    ]
    is_nought = kind in (ValueKind.MONEY, ValueKind.MONEY_RATE) and not rows["value"].iloc[-1]
    nought = f" ({ZERO_SPEND})" if is_nought else ""
    return f", from {ends[0]}, the highest, to {ends[1]}, the lowest{nought}"


def _place(rows: pd.DataFrame) -> str:
    """Say the chosen area's place; nothing for several bars of a partnership."""
    own = rows[rows["is_chosen"]]
    if len(own) != 1 or len(rows) < _FEWEST:
        return ""
    higher = int((rows["value"] > own["value"].iloc[0]).sum())
    return f" Place {higher + 1} of {len(rows)}, the highest first."


def _finding(
    view: IndicatorView, rows: pd.DataFrame, *, only: Collection[str] | None, group_name: str
) -> str:
    """Say the chosen area's place among those shown; where it has none, what is known of it."""
    own = rows[rows["area_code"] == view.places.area.code]
    is_comparable = ValueKind(str(view.indicator["value_kind"])) in COMPARABLE
    if len(own) != 1 or view.places.area.is_partnership or not is_comparable or len(rows) < _FEWEST:
        return indicator_finding(chosen_figure(view), view=facts_of(view)).removesuffix(".")
    value, facts = float(own["value"].iloc[0]), facts_of(view)
    return place_finding(
        area_name=view.places.area.name,
        value=value_text(value, unit=facts.unit, decimals=facts.decimals),
        rank=1 + int((rows["value"] > value).sum()),
        is_joint=int((rows["value"] == value).sum()) > 1,
        of=len(rows),
        group_words=_group_words(view, only=only, group_name=group_name),
    )


def _group_words(view: IndicatorView, *, only: Collection[str] | None, group_name: str) -> str:
    """Say among whom the chosen area is ranked."""
    if only is None or set(view.places.authorities) <= set(only):
        return "authorities with a figure"
    region = view.places.region
    if region is not None and group_name == at_start(region.label):
        return f"in {in_sentence(region.label)}"
    chosen = view.places.chosen.label
    # Where the group is the benchmark, its label knows how it is written inside a sentence.
    label = chosen if group_name == at_start(chosen) else group_name or "the areas shown"
    itself = "" if view.places.area.code in only else " and itself"
    return f"among {in_sentence(label)}{itself}"


def benchmark_label(view: IndicatorView) -> str:
    """Return the benchmark's name with its value; the name alone where it has none."""
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    label = in_chart(view.places.chosen.label)
    if view.benchmark_value is None:
        return label
    return (
        f"{label} {value_text(view.benchmark_value, unit=unit, decimals=decimals, with_unit=False)}"
    )


def _coverage(view: IndicatorView, only: Collection[str] | None, group_name: str) -> str:
    if only is None:
        return coverage_sentence(view.coverage)
    asked = view.areas[view.areas["area_code"].isin(list(only)) | is_own(view.areas, view)]
    said = coverage_sentence(coverage_of(asked))
    return f"{group_name}: {said}" if group_name else said
