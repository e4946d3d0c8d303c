"""An area's judged figures as a picture: every measure on the spine of those compared with."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from cdof_core.analysis.area_comparison import AreaComparison
from cdof_core.analysis.area_profile import place_on_spine
from cdof_core.charts.paper import Wording
from cdof_core.charts.spines import draw_spines
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.comparison.records import records_of
from cdof_core.domain.judgement import Judgement
from cdof_core.narrative.key_messages import profile_headline, profile_title
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import value_text
from cdof_core.narrative.words import FLAGS, end_words
from cdof_core.report.picture import PRINT_WIDTH, Picture
from cdof_core.report.view_words import measure_with_period, shape_legend

_PLACED = {
    "low": "spine_low",
    "p25": "spine_p25",
    "p75": "spine_p75",
    "high": "spine_high",
    "marker": "spine_marker",
}
_OTHER = "Context"
_SIGNS = "*†‡§¶"


def profile_finding(comparison: AreaComparison) -> str:
    """Say how many measures are worse and how many better than the benchmark."""
    places = comparison.places
    return profile_title(
        list(comparison.rows["judgement"]),
        area_name=places.area.name,
        benchmark_label=places.chosen.label,
    )


def spine_picture(
    comparison: AreaComparison,
    *,
    outcomes: pd.DataFrame,
    source: str,
    palette: Palette = LIGHT,
    beside: tuple[str, pd.DataFrame] | None = None,
) -> Picture:
    """Draw every measure of an area on the range of the authorities compared with.

    Args:
        comparison: The judged figures, at least one.
        outcomes: outcome_id and name of each outcome.
        source: Source and licence line.
        palette: The theme's colours.
        beside: Name and figures (of `place_beside`) of a second area; None for none.

    Returns:
        The picture; what its bars and shapes mean is part of its subtitle.
    """
    places = comparison.places
    second, figures = beside or ("", pd.DataFrame())
    notes = _Notes()
    lines = _lines(place_on_spine(comparison.rows), outcomes, figures, notes)
    label = in_sentence(places.chosen.label)
    whom = "all authorities" if places.chosen == places.england else label
    judgements = [*comparison.rows["judgement"], *figures.get("judgement", ())]
    present = {Judgement(str(name)) for name in judgements if not pd.isna(name)}
    counted = profile_headline(
        list(comparison.rows["judgement"]),
        area_name=places.area.name,
        benchmark_label=places.chosen.label,
    )
    wording = Wording(
        finding=profile_finding(comparison),
        measure=(
            f"Newest figure of each measure; units differ between lines. Pale bar: range of "
            f"{whom}; dark bar: their middle half; upright line: {label}. "
            f"{shape_legend(present)}.{_beside_words(places.area.name, second)}{notes.text}"
        ),
        source=source,
        description=f"{len(comparison.rows)} measures of {in_sentence(places.area.name)}, each on "
        f"the range of {whom}. {counted}",
    )

    def draw(width: int | None) -> alt.LayerChart:
        return draw_spines(
            lines,
            heads=(places.area.name, second or places.chosen.label),
            description=wording.description,
            palette=palette,
            width=width or PRINT_WIDTH,
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def _beside_words(name: str, second: str) -> str:
    if not second:
        return ""
    return (
        f" Filled shapes are {in_sentence(name)}, hollow ones {in_sentence(second)}, dashed where "
        "not compared."
    )


class _Notes:
    """What a line has no room to say: a sign on it, and its meaning under the title."""

    def __init__(self) -> None:
        self._signs: dict[str, str] = {}

    def sign(self, note: str) -> str:
        """Return the sign of a note, the same for the same note; empty for none."""
        if not note:
            return ""
        sign = _SIGNS[len(self._signs) % len(_SIGNS)] * (1 + len(self._signs) // len(_SIGNS))
        return self._signs.setdefault(note, sign)

    @property
    def text(self) -> str:
        """All notes, to be put after other sentences."""
        return "".join(f" {sign} {note}." for note, sign in self._signs.items())


def _lines(
    rows: pd.DataFrame, outcomes: pd.DataFrame, beside: pd.DataFrame, notes: _Notes
) -> pd.DataFrame:
    """Return the lines of the picture: each outcome's name, and its measures under it."""
    names = dict(zip(outcomes["outcome_id"], outcomes["name"], strict=True))
    lines: list[dict[str, Any]] = []
    heading = ""
    others = records_of(beside) if len(beside) else [None] * len(rows)
    for row, other in zip(records_of(rows), others, strict=True):
        outcome = str(names.get(row["outcome_id"], _OTHER))
        if outcome != heading:
            heading = outcome
            lines.append({"name": outcome, "is_heading": True, **dict.fromkeys(_PLACED)})
        lines.append(_line(row, other, notes))
    return pd.DataFrame(lines).assign(line=range(len(lines)))


def _line(row: Mapping[Any, Any], other: Mapping[Any, Any] | None, notes: _Notes) -> dict[str, Any]:
    def said(column: str, of: Mapping[Any, Any] = row) -> str:
        return value_text(
            of[column], unit=str(row["unit"]), decimals=int(row["decimals"]), with_unit=False
        )

    low_word, high_word = end_words(str(row["polarity"]))
    sign = notes.sign(FLAGS.get(str(row["flag"]), ""))
    return {
        "name": measure_with_period(row) + sign,
        "is_heading": False,
        "judgement": str(row["judgement"]),
        "value_text": said("value"),
        "second_text": _second(other, notes, said("value", other)) if other else said("benchmark"),
        "low_text": f"{low_word} {said('minimum')}",
        "high_text": f"{said('maximum')} {high_word}",
        **{name: row[column] for name, column in _PLACED.items()},
        "beside": other["marker"] if other else None,
        "beside_judgement": other["judgement"] if other else None,
    }


def _second(other: Mapping[Any, Any], notes: _Notes, value: str) -> str:
    """Return the second area's value, signed where it is of another period or is doubtful."""
    if pd.isna(other["period_label"]):
        return value
    unlike = "" if other["is_alike"] else "Of another period or method, and so not on the spine"
    return value + notes.sign(unlike or FLAGS.get(str(other["flag"]), ""))
