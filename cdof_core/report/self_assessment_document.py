"""A round of self-assessment as a picture, a table and a Word document."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import altair as alt
import pandas as pd

from cdof_core.analysis.self_assessment import (
    PRINCIPLES,
    SOURCE,
    STATEMENTS,
    GroupScore,
    Item,
    rating_of,
    read_items,
    score_groups,
)
from cdof_core.charts.assessment_strip import draw_assessment_strip
from cdof_core.charts.paper import Wording
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.periods import day_text
from cdof_core.narrative.self_assessment import RATING_MARKS, assessment_finding, group_words
from cdof_core.report.picture import Picture
from cdof_core.report.word_parts import Column, add_caption, add_table, finished
from cdof_core.report.word_styles import new_document
from cdof_core.workspace.assessments import Finding, Rating

_COLUMNS: Final = (
    Column("What", 7.0),
    Column("Rating", 2.2),
    Column("Evidence", 4.3),
    Column("Who, when, how sure", 3.5),
)


def group_name(score: GroupScore) -> str:
    """Return a group's name with its principle where several share one."""
    return f"{score.principle}. {score.group}" if score.group == STATEMENTS else score.group


def strip_picture(
    scores: Sequence[GroupScore], findings: Mapping[str, Finding], *, palette: Palette = LIGHT
) -> Picture:
    """Draw every item of every group in its rating.

    Args:
        scores: Every group.
        findings: What the round found, by item.
        palette: The theme's colours.
    """
    rows = pd.DataFrame(
        [
            {
                "group": group_name(score),
                "position": place,
                "rating": rating_of(item, findings).value,
                "rating_word": RATING_MARKS[rating_of(item, findings)].word,
                "text": item.text,
                "is_hollow": rating_of(item, findings) is Rating.NOT_ASSESSED,
            }
            for score in scores
            for place, item in enumerate(score.items, start=1)
        ]
    )
    legend = "; ".join(f"{mark.shape} {mark.word.lower()}" for mark in RATING_MARKS.values())
    said = "; ".join(f"{group_name(score)}: {group_words(score)}" for score in scores)
    wording = Wording(
        finding=assessment_finding(scores),
        measure=f"One mark a statement or indicator: {legend}",
        source=f"Items after {SOURCE}, in our words; ratings by the partnership.",
        description=f"Strip of marks by group. {said}.",
    )

    def draw(width: int | None) -> alt.LayerChart:
        return draw_assessment_strip(
            rows, description=wording.description, palette=palette, width=width
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def assessment_table(
    findings: Mapping[str, Finding], *, files: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> pd.DataFrame:
    """Return every item with what was found of it, under plain headings.

    Args:
        findings: What the round found, by item.
        files: Names of the files kept as evidence, by item.

    Returns:
        One row a statement, indicator and part.
    """
    rows: list[dict[str, str]] = []
    for item in read_items():
        if not item.is_rated:
            continue
        found = findings.get(item.item_id, Finding(item.item_id))
        rows.append(
            {
                "Principle": f"{item.principle}. {PRINCIPLES[item.principle]}",
                "Group": item.group,
                "Kind": item.kind.value,
                "What": item.text,
                "Place in the source": item.place,
                "About the source": item.note,
                "Rating": RATING_MARKS[found.rating].word,
                "Evidence": found.evidence,
                "Files": "; ".join(files.get(item.item_id, ())),
                "Owner": found.owner,
                "Assessed on": "" if found.assessed is None else found.assessed.isoformat(),
                "Confidence": found.confidence.value,
            }
        )
    return pd.DataFrame(rows)


def write_assessment(
    findings: Mapping[str, Finding],
    *,
    files: Mapping[str, Sequence[str]] = MappingProxyType({}),
    name: str,
    round_name: str,
    content_hash: str,
    built_at: pd.Timestamp,
) -> bytes:
    """Write a round as a Word document, one table a group.

    Args:
        findings: What the round found, by item.
        files: Names of the files kept as evidence, by item.
        name: Whose it is.
        round_name: The round.
        content_hash: The snapshot.
        built_at: When that was built.

    Returns:
        The .docx file, the same for the same round.
    """
    title = f"Commissioning self-assessment: {in_sentence(name)}, {round_name}"
    stamp = f"Snapshot {content_hash[:12]}"
    document = new_document(
        title=title, subject=stamp, made=built_at.to_pydatetime(), footer=f"{title} · {stamp}"
    )
    document.add_paragraph(title, style="Title")
    scores = score_groups(findings)
    document.add_paragraph(assessment_finding(scores))
    document.add_paragraph(f"Statements and indicators after {SOURCE}, in our words.")
    principle = ""
    for number, score in enumerate(scores, start=1):
        if score.principle != principle:
            principle = score.principle
            document.add_heading(f"{principle}. {PRINCIPLES[principle]}", level=1)
        document.add_heading(score.group, level=2)
        add_caption(document, "Table", number, f"{score.group}: {group_words(score)}")
        add_table(document, _COLUMNS, _lines(score, findings, files))
    return finished(document)


def _lines(
    score: GroupScore, findings: Mapping[str, Finding], files: Mapping[str, Sequence[str]]
) -> list[list[str]]:
    parts = [item for item in read_items() if item.parent]
    lines: list[list[str]] = []
    for item in score.items:
        shown = [item, *(part for part in parts if part.parent == item.item_id)]
        lines += [_line(one, findings, files.get(one.item_id, ())) for one in shown]
    return lines


def _line(item: Item, findings: Mapping[str, Finding], files: Sequence[str]) -> list[str]:
    found = findings.get(item.item_id, Finding(item.item_id))
    mark = RATING_MARKS[found.rating]
    when = "" if found.assessed is None else day_text(found.assessed)
    sure = f"{found.confidence} confidence" if found.confidence else ""
    text = f"{'– ' if item.parent else ''}{item.text} ({item.place})"
    return [
        f"{text} {item.note}".strip(),
        f"{mark.shape} {mark.word}",
        "; ".join(part for part in (found.evidence, *files) if part),
        "; ".join(part for part in (found.owner, when, sure) if part),
    ]
