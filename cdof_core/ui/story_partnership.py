"""What the partnership's pages give to a slide: the finding they open with, and what shows it."""

from typing import Final

from cdof_core.analysis.partnership import read_guide
from cdof_core.analysis.priorities import score_workshop
from cdof_core.analysis.self_assessment import score_groups
from cdof_core.narrative.names import at_start
from cdof_core.narrative.partnership import seats_finding
from cdof_core.narrative.scorecard import scorecard_finding
from cdof_core.narrative.tracker import tracker_finding
from cdof_core.report.picture import Picture
from cdof_core.report.priorities import result_picture
from cdof_core.report.self_assessment_document import strip_picture
from cdof_core.report.slides import Slide
from cdof_core.report.sources import source_line
from cdof_core.ui.cached import read_table
from cdof_core.ui.judged import chosen
from cdof_core.ui.outcomes_tracker import level_table, load_tracker
from cdof_core.ui.partnership import load_seats, seats_table
from cdof_core.ui.scorecard import (
    asked_case,
    asked_line,
    line_picture,
    lines_table,
    load_scorecard,
    scorecard_name,
)
from cdof_core.ui.self_assessment import shown_round
from cdof_core.ui.story_tables import table_slide
from cdof_core.ui.url import read_parameters
from cdof_core.workspace import open_workspace
from cdof_core.workspace.assessments import list_findings
from cdof_core.workspace.ballots import list_ballots
from cdof_core.workspace.priorities import find_workshop

_TRACKED: Final = ("Measure", "Baseline", "Latest", "Target", "Trend", "Accountable")
_SCORED: Final = ("Line", "Performance", "Target", "Difference", "Judgement", "Direction")
_HEADLINE: Final = "headline"


def scorecard_slide() -> Picture | Slide | None:
    """Return the line over time that was chosen, else every line against its target."""
    case = asked_case()
    card = load_scorecard(case)
    if not card.lines:
        return None
    line = asked_line(card)
    if line is not None:
        return line_picture(card, line)
    used = [one.dataset_id for one in card.lines if one.dataset_id]
    typed = any(one.points and not one.dataset_id for one in card.lines)
    entered = "Entered by the partnership." if typed else ""
    return table_slide(
        scorecard_finding(card),
        lines_table(card, case),
        columns=_SCORED,
        measure=f"{scorecard_name(case)}: every line against its target, newest figures first",
        source=" ".join(
            part for part in (source_line(read_table("datasets"), used), entered) if part
        ),
    )


def tracker_slide() -> Slide | None:
    """Return the headline measures, each with its nearest figure and who answers."""
    rows = load_tracker()
    if rows.empty:
        return None
    name = at_start(chosen()[1].area.name)
    shown = rows[rows["level"] == _HEADLINE]
    return table_slide(
        tracker_finding(rows, area_name=name),
        level_table(rows, _HEADLINE),
        columns=_TRACKED,
        measure=f"Headline measures of the outcomes framework: {name}, or the nearest wider area",
        source=source_line(read_table("datasets"), shown["dataset_id"].dropna().unique()),
    )


def seats_slide() -> Slide:
    """Return the seats: who sits there, who stands in, and how often they came."""
    guide, states = read_guide(), load_seats()
    return table_slide(
        seats_finding(states[: len(guide.seats)]),
        seats_table(states, travels=True),
        source=f"Seats recommended by {guide.place}; members as kept by the partnership.",
    )


def assessment_slide() -> Picture | None:
    """Return the strip of all groups in the round shown."""
    current = shown_round()
    if current is None:
        return None
    findings = list_findings(open_workspace(), round_id=current.round_id)
    return strip_picture(score_groups(findings), findings)


def workshop_slide() -> Picture | Slide | None:
    """Return what the ballots of the workshop in the address say; before them, its candidates."""
    room = read_parameters()["room"]
    workshop = find_workshop(open_workspace(), room) if room else None
    if workshop is None:
        return None
    result = score_workshop(workshop, list_ballots(open_workspace(), workshop))
    if not result.is_empty:
        return result_picture(workshop, result)
    labels = tuple(candidate.label for candidate in workshop.candidates)
    said = "Nobody has voted yet." if labels else "It has no candidates yet."
    return Slide(workshop.name, points=(said, *labels))
