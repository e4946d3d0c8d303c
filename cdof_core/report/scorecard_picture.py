"""A scorecard as pictures and tables to take away."""

from typing import Final

import altair as alt
import pandas as pd

from cdof_core.analysis.scorecard import Line, NoForecast, Scorecard
from cdof_core.charts.paper import Wording
from cdof_core.charts.target_history import draw_target_history
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.comparison.records import records_of
from cdof_core.narrative.numbers import interval_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.scorecard import (
    OUTCOME_MARKS,
    STANDINGS,
    benchmark_words,
    direction_words,
    line_name,
    outcome_of,
    target_words,
    year_end_words,
)
from cdof_core.report.picture import Picture

_FORESEEN: Final = "End of March"


def history_picture(
    card: Scorecard, line: Line, *, source: str, palette: Palette = LIGHT
) -> Picture:
    """Draw one line of a scorecard over time.

    Args:
        card: The scorecard.
        line: The line.
        source: Source and licence line; empty for figures entered here.
        palette: The theme's colours.
    """
    points = history_rows(card, line)
    own = card.comparisons[card.comparisons["line_id"] == line.line_id]
    row = own.iloc[-1].to_dict()
    wanted = target_words(row)
    said = "; ".join(
        f"{period}: {value}, {word.lower()}"
        for period, value, word in zip(
            points["period_text"], points["value_text"], points["outcome_word"], strict=True
        )
    )
    finding = (
        f"{line_name(row)}: {OUTCOME_MARKS[outcome_of(row)].word.lower()} in the newest figure"
    )
    wording = Wording(
        finding=finding,
        measure=f"{line.unit or 'Figures'} by period against {wanted}",
        source=source or "Entered by the partnership.",
        description=f"Line chart of {line_name(row)} against {wanted}. {said}.",
    )

    def draw(width: int | None) -> alt.LayerChart:
        return draw_target_history(
            points,
            target=line.target,
            target_text=f"Target: {wanted}",
            unit=line.unit,
            description=wording.description,
            palette=palette,
            width=width,
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def history_rows(card: Scorecard, line: Line) -> pd.DataFrame:
    """Return a line's figures with their words, and the foreseen one last.

    Args:
        card: The scorecard.
        line: The line.

    Returns:
        The columns that `draw_target_history` reads.
    """
    own = card.comparisons[card.comparisons["line_id"] == line.line_id]
    rows = [
        {
            "period_text": period_text(str(row["period_label"])),
            "position": place,
            "value": row["value"],
            "outcome": row["outcome"],
            "outcome_word": OUTCOME_MARKS[outcome_of(row)].word,
            "value_text": value_text(row["value"], unit=line.unit, decimals=line.decimals),
            "is_foreseen": False,
            "lower": float("nan"),
            "upper": float("nan"),
            "interval_text": "",
        }
        for place, row in enumerate(records_of(own))
    ]
    year_end = card.year_ends[line.line_id]
    if year_end.why_not is NoForecast.NONE and year_end.ends is not None:
        rows.append(
            {
                "period_text": f"{_FORESEEN} {year_end.ends.year}",
                "position": len(rows),
                "value": year_end.value,
                "outcome": "not_compared",
                "outcome_word": "Foreseen",
                "value_text": value_text(year_end.value, unit=line.unit, decimals=line.decimals),
                "is_foreseen": True,
                "lower": year_end.lower,
                "upper": year_end.upper,
                "interval_text": interval_text(
                    year_end.lower, year_end.upper, unit=line.unit, decimals=line.decimals
                ),
            }
        )
    return pd.DataFrame(rows)


def scorecard_table(card: Scorecard) -> pd.DataFrame:
    """Return every comparison of a scorecard with plain headings.

    Args:
        card: The scorecard.

    Returns:
        One row a line and period.
    """
    lines = {line.line_id: line for line in card.lines}
    rows = records_of(card.comparisons)
    return pd.DataFrame(
        [
            {
                "Line": str(row["name"]),
                "Part": str(row["part"]),
                "Period": period_text(str(row["period_label"])),
                "Unit": str(row["unit"]),
                "Performance": row["value"],
                "Target": row["target"],
                "Target is": target_words(row),
                "Difference": row["difference"],
                "Per cent of target": row["percent_of_target"],
                "Judgement": OUTCOME_MARKS[outcome_of(row)].word,
                "Benchmark": _benchmark(lines[str(row["line_id"])], is_latest=row["is_latest"]),
                "Compared with": benchmark_words(lines[str(row["line_id"])])
                if row["is_latest"]
                else "",
                "Direction": direction_words(row),
                "Standing": STANDINGS[lines[str(row["line_id"])].standing]
                if row["is_latest"]
                else "",
                "Year end": year_end_words(
                    card.year_ends[str(row["line_id"])],
                    unit=str(row["unit"]),
                    decimals=int(row["decimals"]),
                )
                if row["is_latest"]
                else "",
                "Owner": lines[str(row["line_id"])].owner,
                "Commentary": lines[str(row["line_id"])].commentary if row["is_latest"] else "",
                "Note": str(row["note"]),
            }
            for row in rows
        ]
    )


def _benchmark(line: Line, *, is_latest: bool) -> float:
    """Return the benchmark's figure beside a line's newest one, missing beside the others."""
    return line.benchmark.value if is_latest and line.benchmark is not None else float("nan")
