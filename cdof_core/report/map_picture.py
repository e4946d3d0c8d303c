"""All authorities of one measure on a map."""

from typing import Final

import numpy as np
import pandas as pd

from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.charts.authority_map import draw_authority_map
from cdof_core.charts.map_ground import MapGround
from cdof_core.charts.map_shades import ABSENT, FIFTHS, FLAGGED, WITHHELD
from cdof_core.charts.paper import Wording
from cdof_core.charts.specification import Drawn
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.domain.indicator import COMPARABLE, ValueKind
from cdof_core.domain.judgement import Judgement
from cdof_core.narrative.findings import (
    coverage_sentence,
    indicator_finding,
    map_description,
    map_finding,
    measure_line,
)
from cdof_core.narrative.maps import without_place_words
from cdof_core.narrative.numbers import value_text
from cdof_core.narrative.words import MARKS, REASONS
from cdof_core.report.picture import Picture
from cdof_core.report.view_words import chosen_figure, facts_of, is_own, is_usable, with_words
from cdof_core.statistics.quantiles import ranked_quantile

_WITHHELD_FLAGS: Final = ("suppressed", "withheld")
_FLAGGED_FLAGS: Final = ("not_comparable", "misprint", "suspect")
_LABELS: Final = {
    **{judgement.value: MARKS[judgement].word for judgement in Judgement},
    WITHHELD: "Withheld, small numbers",
    FLAGGED: "Flagged, not comparable",
    ABSENT: "No figure published",
}
_TALLY: Final = ("I", "II", "III", "IIII", "IIIII")


def map_rows(view: IndicatorView) -> pd.DataFrame:
    """Return every authority as a map shows it; none is left out.

    Where no authority is judged but the values can be compared between areas, the areas with a
    value are shaded by fifths of the values instead.

    Args:
        view: An indicator view.

    Returns:
        The view's rows with the words of `with_words`, shade, shade_label and is_chosen.
    """
    rows = with_words(view.areas, view)
    usable = is_usable(rows)
    shade = rows["judgement"].where(usable, ABSENT)
    shade = shade.mask(rows["flag"].isin(_WITHHELD_FLAGS), WITHHELD)
    shade = shade.mask(rows["flag"].isin(_FLAGGED_FLAGS), FLAGGED)
    labels = shade.map(_LABELS)
    if is_by_value(view):
        fifth = pd.Series(ranked_quantile(rows["value"].where(usable)), index=rows.index)
        shade = shade.mask(fifth.notna(), fifth.map(_fifth_key))
        labels = labels.mask(fifth.notna(), fifth.map(_fifth_labels(rows, fifth, view)))
    return rows.assign(shade=shade, shade_label=labels, is_chosen=is_own(rows, view))


def is_by_value(view: IndicatorView) -> bool:
    """Return whether a map can only show values: comparable between areas, but none judged."""
    usable = view.areas[is_usable(view.areas)]
    return (
        len(usable) >= len(FIFTHS)
        and ValueKind(str(view.indicator["value_kind"])) in COMPARABLE
        and set(usable["judgement"]) == {Judgement.NOT_COMPARED.value}
    )


def map_picture(
    view: IndicatorView,
    *,
    ground: MapGround,
    source: str,
    palette: Palette = LIGHT,
    outlines_url: str = "",
    in_a_room: bool = False,
) -> Picture:
    """Draw every authority on a map.

    Args:
        view: An indicator view with local figures.
        ground: Outlines of either layout, from `lay_ground`; it holds some of the areas, and those
            that it does not hold are left out and counted.
        source: Source and licence line of the figures; the outlines' own is added.
        palette: The theme's colours.
        outlines_url: Address from which a browser may read the outlines; paper ignores it.
        in_a_room: Whether it is for a projector that many look at; paper ignores it.

    Returns:
        The picture.
    """
    judged, facts = map_rows(view), facts_of(view)
    rows = judged[judged["area_code"].isin(ground.marks)]
    figure = chosen_figure(view)
    counts = rows.drop_duplicates("shade").set_index("shade_label")["shade"]
    numbers = {str(label): int((rows["shade"] == key).sum()) for label, key in counts.items()}
    coverage = coverage_sentence(view.coverage)
    wording = Wording(
        finding=map_finding(figure, judged=list(judged["judgement"]), view=facts),
        measure=" ".join(
            filter(
                None,
                (
                    measure_line(facts),
                    _shading(view),
                    coverage,
                    without_place_words(len(judged) - len(rows)),
                ),
            )
        ),
        source=f"{source} {ground.attribution}".strip(),
        description=map_description(
            numbers, said=indicator_finding(figure, view=facts), view=facts
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
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def _shading(view: IndicatorView) -> str:
    """Say what the colours mean where they judge nothing."""
    if not is_by_value(view):
        return ""
    reasons = view.areas.loc[is_usable(view.areas), "reason"].value_counts()
    why = REASONS.get(str(reasons.index[0]), "")
    return f"Shaded by fifths of the values, lowest to highest; none is judged: {why}."


def _fifth_key(fifth: float) -> str | float:
    return fifth if np.isnan(fifth) else FIFTHS[int(fifth) - 1]


def _fifth_labels(
    rows: pd.DataFrame, fifth: "pd.Series[float]", view: IndicatorView
) -> dict[float, str]:
    """Return the legend's words of each fifth: its tally and its lowest and highest value."""
    unit, decimals = str(view.indicator["unit"]), int(view.indicator["decimals"])
    labels: dict[float, str] = {}
    for number, values in rows["value"].groupby(fifth):
        ends = [
            value_text(float(end), unit=unit, decimals=decimals, with_unit=False)
            for end in (values.min(), values.max())
        ]
        labels[float(str(number))] = f"{_TALLY[int(float(str(number))) - 1]}: {' to '.join(ends)}"
    return labels
