"""Areas of one measure ranked by value."""

from collections.abc import Collection
from typing import Final

import altair as alt
import pandas as pd

from cdof_core.analysis.indicator_view import IndicatorView, coverage_of
from cdof_core.charts.paper import Wording
from cdof_core.charts.ranked_bars import draw_ranked_bars
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.domain.indicator import COMPARABLE, ValueKind
from cdof_core.narrative.findings import (
    coverage_sentence,
    indicator_finding,
    measure_line,
)
from cdof_core.narrative.numbers import value_text
from cdof_core.narrative.periods import period_text
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


def ranked_rows(view: IndicatorView, *, only: Collection[str] | None = None) -> pd.DataFrame:
    """Return the areas of a view that have a usable value, highest first, as a chart shows them.

    Args:
        view: An indicator view.
        only: Codes of the areas to show beside the chosen one; None for all authorities.

    Returns:
        The view's rows, the chosen partnership among them, with the words of `with_words`,
        is_chosen, place, label and label_at.
    """
    rows = view.areas
    if only is not None:
        rows = rows[rows["area_code"].isin(list(only)) | is_own(rows, view)]
    if view.places.area.is_partnership and len(view.chosen):
        rows = pd.concat([rows, view.chosen], ignore_index=True)
    shown = rows[is_usable(rows)].sort_values(["value", "area_name"], ascending=[False, True])
    shown = with_words(shown, view).assign(is_chosen=is_own(shown, view))
    says_value = shown["is_chosen"] | (len(shown) <= _VALUES_BESIDE_BARS)
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    values = [value_text(v, unit=unit, decimals=decimals, with_unit=False) for v in shown["value"]]
    return shown.assign(
        place=range(1, len(shown) + 1),
        label=pd.Series(values, index=shown.index).where(says_value, ""),
        label_at=shown[["value", "upper95"]].max(axis=1),
    )


def ranking_picture(
    view: IndicatorView,
    *,
    source: str,
    palette: Palette = LIGHT,
    only: Collection[str] | None = None,
    group_name: str = "",
) -> Picture:
    """Draw authorities' values, highest first.

    Args:
        view: An indicator view with local figures.
        source: Source and licence line.
        palette: The theme's colours.
        only: Codes of the areas to show beside the chosen one, for example of its region; None
            for all authorities.
        group_name: What those areas are, for the subtitle; unused for all authorities.

    Returns:
        The picture.
    """
    rows, facts = ranked_rows(view, only=only), facts_of(view)
    figure = chosen_figure(view)
    finding = indicator_finding(figure, view=facts)
    wording = Wording(
        finding=finding.removesuffix("."),
        measure=f"{measure_line(facts)} {_coverage(view, only, group_name)}",
        source=source,
        description=(
            f"Bar chart of {len(rows)} areas ranked by {facts.sentence_name}, "
            f"{period_text(view.period)}. {indicator_finding(figure, view=facts)}"
        ),
    )
    label = benchmark_label(view)
    is_comparable = ValueKind(str(view.indicator["value_kind"])) in COMPARABLE

    def draw(width: int | None) -> alt.LayerChart:
        return draw_ranked_bars(
            rows,
            # Beside the country's own number no area's bar could be seen.
            benchmark=view.benchmark_value if is_comparable else None,
            benchmark_label=label,
            unit=axis_title(facts.unit),
            description=wording.description,
            palette=palette,
            width=width,
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def benchmark_label(view: IndicatorView) -> str:
    """Return the benchmark's name with its value; the name alone where it has none."""
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    label = view.places.chosen.label
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
