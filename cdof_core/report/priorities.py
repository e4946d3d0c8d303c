"""A priorities workshop as a table, a picture and a Word document for the chapter."""

import math
from datetime import date
from typing import Any, Final

import altair as alt
import pandas as pd
from docx.document import Document as WordDocument
from docx.shared import Pt

from cdof_core.analysis.priorities import PriorityResult
from cdof_core.charts.paper import Wording
from cdof_core.charts.priority_spread import draw_priority_spread
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.comparison.records import records_of
from cdof_core.narrative.names import listed
from cdof_core.narrative.numbers import number_text
from cdof_core.narrative.periods import day_text
from cdof_core.report.picture import Picture
from cdof_core.report.word_parts import Column, add_table, finished
from cdof_core.report.word_styles import new_document
from cdof_core.workspace.priorities import Candidate, Method, Workshop
from cdof_core.workspace.priority_decisions import decided_candidates

METHODS: Final = {
    Method.HANLON: "Hanlon with PEARL",
    Method.WEIGHTED: "Weighted criteria",
    Method.PAIRED: "Paired comparison",
}
HOW: Final = {
    Method.HANLON: (
        "Each person scores size, seriousness and effectiveness of action from 0 to 10; the score "
        "is (size + 2 × seriousness) × effectiveness, and nothing where they answer a question of "
        "PEARL with no (Hanlon and Pickett 1990, as given by NACCHO)."
    ),
    Method.WEIGHTED: (
        "Each person scores every criterion from 0 to 10; the score is their weighted mean."
    ),
    Method.PAIRED: (
        "Each person says of every two candidates which matters more; the score is the share of "
        "comparisons won, ties counting half (David 1988)."
    ),
}

_MOST_BUT_NOT_ALL: Final = 99


def result_table(result: PriorityResult) -> pd.DataFrame:
    """Return the result as people read it, the first priority first."""
    return pd.DataFrame(
        [
            {
                "Rank": rank_text(row),
                "Candidate": row["label"],
                "Score": _rounded(row["score"]),
                "Middle half of scores": _range(row, "lower_quartile", "upper_quartile"),
                "All scores": _range(row, "lowest", "highest"),
                "Scored by": int(row["ballots"]),
                "Ruled out by (%)": _rounded(100 * row["ruled_out"]),
                "Rank under other weights": _range(row, "best_rank", "worst_rank"),
                "Evidence": row["evidence"] or "from the room",
            }
            for row in records_of(result.rows)
        ]
    )


def rank_text(row: Any) -> str:  # noqa: ANN401 (a row as a mapping)
    """Write a rank, a shared one with "="; words where nobody scored the candidate."""
    if math.isnan(row["rank"]):
        return "not scored"
    return f"{row['rank']:.0f}{'=' if row['is_tied'] else ''}"


def stability_sentence(result: PriorityResult) -> str:
    """Say how far the first place rests on the weights; empty where it rests on none."""
    rows = result.rows[result.rows["rank"] == 1]
    if rows.empty or not result.varied or math.isnan(rows["first_share"].iloc[0]):
        return ""
    if len(rows) > 1:
        return _tied_sentence(rows, result.varied)
    row = rows.iloc[0]
    if row["best_rank"] == row["worst_rank"]:
        return f"{row['label']} stays first whatever the weights ({result.varied})."
    return (
        f"{row['label']} is first in {_first_share(row)} of other weightings "
        f"({result.varied}) and never below rank {row['worst_rank']:.0f}."
    )


def _tied_sentence(rows: pd.DataFrame, varied: str) -> str:
    """Say of candidates that share the first place how each fares under other weights."""
    names = listed([str(label) for label in rows["label"]])
    if (rows["best_rank"] == rows["worst_rank"]).all():
        return f"{names} share the first place whatever the weights ({varied})."
    each = [
        f"{row['label']} is first in {_first_share(row)} and never below rank "
        f"{row['worst_rank']:.0f}"
        for row in records_of(rows)
    ]
    return (
        f"{names} share the first place at these weights. In other weightings ({varied}), shared "
        f"first places included, {'; '.join(each)}."
    )


def _first_share(row: Any) -> str:  # noqa: ANN401 (a row as a mapping)
    """Write in how many weightings a candidate is first; 100% only where it is in all of them."""
    share = round(100 * float(row["first_share"]))
    is_always = row["best_rank"] == row["worst_rank"] == 1
    return f"{share if is_always else min(share, _MOST_BUT_NOT_ALL)}%"


def result_picture(
    workshop: Workshop, result: PriorityResult, *, palette: Palette = LIGHT
) -> Picture:
    """Draw every candidate's score and how far people are apart on it."""
    scored = result.rows[result.rows["score"].notna()].reset_index(drop=True)
    rows = scored.assign(
        place=range(1, len(scored) + 1),
        said=[f"{rank_text(row)}  {row['label']}" for row in records_of(scored)],
        score_text=[_said(value) for value in scored["score"]],
        spread_text=[_range(row, "lowest", "highest") for row in records_of(scored)],
    )
    first = ", ".join(rows.loc[rows["rank"] == 1, "label"])
    people = "1 person" if result.ballots == 1 else f"{result.ballots} people"
    wording = Wording(
        finding=f"First so far: {first}" if first else "Nothing is scored yet",
        measure=(
            f"{result.unit}; {_method_in_sentence(workshop.method)}. Diamond: mean of {people}; "
            "band: middle half; line: all."
        ),
        source=f"Source: votes of the workshop {workshop.name}; scores are opinions, not figures.",
        description="Scores by candidate. "
        + "; ".join(
            f"{row['said']} {row['score_text']}, from {row['spread_text']}"
            for row in records_of(rows)
        )
        + ".",
    )

    def draw(width: int | None) -> alt.LayerChart:
        return draw_priority_spread(
            rows,
            highest=result.highest,
            unit=result.unit,
            description=wording.description,
            palette=palette,
            width=width,
        )

    return Picture(wording, palette, draw)


def _method_in_sentence(method: Method) -> str:
    # Hanlon is a name, PEARL stands for five words.
    return METHODS[method] if method is Method.HANLON else METHODS[method].lower()


def write_workshop(
    workshop: Workshop,
    result: PriorityResult,
    *,
    area_name: str,
    made_at: pd.Timestamp,
    address: str = "",
) -> bytes:
    """Write decision, result and method as a Word document to take into the recommendations.

    Args:
        workshop: The workshop with its decision.
        result: What the ballots say.
        area_name: Whose priorities.
        made_at: Moment for the file's properties.
        address: Where the explorer is reached, for links to the evidence; empty for none.

    Returns:
        The .docx file.
    """
    title = f"Priorities: {workshop.name}"
    document = new_document(
        title=title,
        subject=area_name,
        made=made_at.to_pydatetime(),
        footer=f"{title} · {area_name}",
    )
    document.add_paragraph(title, style="Title")
    document.add_paragraph(f"{area_name}. {METHODS[workshop.method]}, {result.ballots} ballots.")
    _add_decision(document, workshop, address)
    _add_result(document, workshop, result)
    return finished(document)


def _add_decision(document: WordDocument, workshop: Workshop, address: str) -> None:
    """Add what was decided, what it rests on, why, and who answers for it."""
    document.add_heading("Recommendations", level=1)
    decision = workshop.decision
    if not decision.priorities:
        document.add_paragraph("Nothing was decided yet.")
    for place, candidate in enumerate(decided_candidates(workshop), start=1):
        document.add_paragraph(f"{place}. {candidate.label}")
        document.add_paragraph(evidence_line(candidate, address), style="List Bullet")
    for label, text in (
        ("Why", decision.rationale),
        ("Owner", decision.owner),
        ("Decided on", _day(decision.decided_on)),
    ):
        if text:
            document.add_paragraph(f"{label}: {text}")


def _add_result(document: WordDocument, workshop: Workshop, result: PriorityResult) -> None:
    """Add the candidates in order, how firm the order is, and how it was scored."""
    document.add_heading("Result of the scoring", level=1)
    table = result_table(result).drop(columns=["Evidence"])
    names = [str(name) for name in table.columns]
    widths = [1.4, 5.2, 1.6, 2.2, 2.0, 1.4, 1.4, 1.8]
    columns = [Column(name, width) for name, width in zip(names, widths, strict=True)]
    cells = [[_said(cell) for cell in row] for row in table.itertuples(index=False, name=None)]
    add_table(document, columns, cells)
    after = document.add_paragraph(stability_sentence(result))
    after.paragraph_format.space_before = Pt(6)
    document.add_paragraph(HOW[workshop.method])


def evidence_line(candidate: Candidate, address: str) -> str:
    """Say what a candidate rests on and where it is shown."""
    if not candidate.key:
        return "Taken out of the candidates since; what it rested on was not kept."
    if not candidate.evidence:
        return "From the room, without a published figure."
    shown = f" Shown at {address}/{candidate.link}" if address and candidate.link else ""
    return f"{candidate.evidence}{shown}"


def _day(iso: str) -> str:
    """Write a stored day; empty where there is none."""
    return day_text(date.fromisoformat(iso)) if iso else ""


def _rounded(value: float) -> float:
    return round(float(value), 1)


def _range(row: Any, low: str, high: str) -> str:  # noqa: ANN401 (a row as a mapping)
    if math.isnan(row[low]) or math.isnan(row[high]):
        return ""
    return f"{_said(row[low])} to {_said(row[high])}"


def _said(value: Any) -> str:  # noqa: ANN401 (any cell)
    if not isinstance(value, float):
        return str(value)
    if math.isnan(value):
        return "–"
    return number_text(value, 0 if value.is_integer() else 1)
