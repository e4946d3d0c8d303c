"""Rating a group of the self-assessment: each choice is kept at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TypeVar

import streamlit as st

from cdof_core.analysis.self_assessment import Item, read_items, score_groups
from cdof_core.domain import CdofError
from cdof_core.narrative.self_assessment import RATING_MARKS
from cdof_core.report.self_assessment_document import group_name
from cdof_core.ui.assessment_evidence import (
    evidence_lines,
    load_bearing,
    show_bearing_sources,
)
from cdof_core.ui.assessment_files import show_files
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.erasing import may_erase
from cdof_core.ui.explained import show_definitions
from cdof_core.ui.meanwhile import Edit, begin_edit, find_edit, keep_edit, show_choice
from cdof_core.ui.panels import as_plain_text, show_error
from cdof_core.ui.people import current_actor
from cdof_core.ui.text_version import folded
from cdof_core.ui.url import read_parameters
from cdof_core.workspace import open_workspace
from cdof_core.workspace.assessment_files import EvidenceFile, list_files
from cdof_core.workspace.assessments import (
    LONGEST_TEXT,
    Confidence,
    Finding,
    Rating,
    Round,
    keep_finding,
    list_findings,
)
from cdof_core.workspace.erasing import list_taken_out

_SAID = "rating_said"
"""Session key: why the last rating was not kept."""
_FLAGS = {"incomplete": "Incomplete in the source", "inconsistent": "Inconsistent in the source"}
_Value = TypeVar("_Value")
_SURE = {Confidence.NOT_STATED: "Not stated"} | {
    one: one.value.capitalize() for one in Confidence if one
}


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside an item.

    Attributes:
        lines: Figures and pages that bear on it, as Markdown.
        files: Files kept as evidence of it.
        taken_out: Files that were, for whoever may erase them.
    """

    lines: Sequence[str]
    files: Sequence[EvidenceFile]
    taken_out: Sequence[EvidenceFile]


def rate_group(current: Round) -> None:
    """Draw the menu of groups, and the items of the one chosen with their ratings.

    Args:
        current: The round that is rated.
    """
    findings = list_findings(open_workspace(), round_id=current.round_id)
    scores = score_groups(findings)
    labels = {f"{score.principle}-{score.group}": group_name(score) for score in scores}
    asked = read_parameters()["part"]
    shown = asked if asked in labels else next(iter(labels))
    st.header("Rate a group", anchor=False)
    choose_parameter("Group", "part", labels, current=shown, width=420)
    said: CdofError | None = st.session_state.pop(_SAID, None)
    if said is not None:
        show_error(said)
    items = _items_of(shown)
    bearing = load_bearing(items)
    files = list_files(open_workspace(), round_id=current.round_id)
    gone = list_taken_out(open_workspace(), round_id=current.round_id) if may_erase() else {}
    show_definitions(list(bearing), key="rated")
    for item in items:
        beside = _Beside(
            evidence_lines(item, bearing),
            files.get(item.item_id, []),
            gone.get(item.item_id, []),
        )
        _draw_item(item, findings.get(item.item_id), current, beside)
    show_bearing_sources(bearing)


def _items_of(group: str) -> list[Item]:
    """Return the items of a group in order, opening words and parts among them."""
    return [item for item in read_items() if f"{item.principle}-{item.group}" == group]


def _draw_item(item: Item, finding: Finding | None, current: Round, beside: _Beside) -> None:
    if not item.is_rated:
        st.markdown(as_plain_text(item.text))
        return
    with st.container(border=True, key=f"item_{item.item_id}"):
        st.markdown(f"**{as_plain_text(item.text)}**")
        said = f"{item.place}. {_FLAGS[item.flag]}: {item.note}" if item.flag else item.place
        st.caption(as_plain_text(said))
        for line in beside.lines:
            st.markdown(line)
        edit = _begin(item, finding, current)
        show_choice(edit)
        st.segmented_control(
            f"Rating of: {item.text}",
            list(RATING_MARKS),
            default=_unless_set(f"rate_{edit.tag}", edit.drawn.rating),
            format_func=lambda rating: f"{RATING_MARKS[rating].shape} {RATING_MARKS[rating].word}",
            key=f"rate_{edit.tag}",
            on_change=_keep_rating,
            args=(edit, current),
            label_visibility="collapsed",
        )
        label = f"Evidence{_counted(beside.files)}, owner, date and confidence"
        owner = edit.drawn.owner
        with folded(f"{label}: {owner}" if owner else label, is_open=edit.is_contested):
            _draw_details(edit, current)
            show_files(item.item_id, beside.files, beside.taken_out, current)


def _begin(item: Item, finding: Finding | None, current: Round) -> Edit[Finding]:
    """Return what is edited of an item; of a rating corrected by others meanwhile, theirs shows.

    What the choice of rating shows is what is kept: one that this person did not change here
    follows theirs, once, and can be chosen again.
    """
    key = f"{current.round_id}_{item.item_id}"
    before = find_edit(key, field="rate")
    edit = begin_edit(key, finding, field="rate", new=Finding(item.item_id))
    is_told_now = before is not None and before.is_behind
    if is_told_now and _chosen_rating(edit) is edit.base.rating:
        st.session_state[f"rate_{edit.tag}"] = edit.item.rating
    return edit


def _unless_set(key: str, value: _Value) -> _Value | None:
    """Return what a field begins with; None where what it shows was set already."""
    return None if key in st.session_state else value


def _counted(files: Sequence[EvidenceFile]) -> str:
    """Return the number of files as it stands in a heading; empty without any."""
    if not files:
        return ""
    return f" with {len(files)} {'file' if len(files) == 1 else 'files'}"


def _draw_details(edit: Edit[Finding], current: Round) -> None:
    finding, tag = edit.drawn, edit.tag
    with st.form(f"details_{tag}", border=False):
        st.text_area(
            "Evidence, with links",
            value=finding.evidence,
            max_chars=LONGEST_TEXT,
            key=f"evidence_{tag}",
            height=90,
        )
        left, middle, right = st.columns(3)
        left.text_input("Owner", value=finding.owner, max_chars=120, key=f"owner_{tag}")
        middle.date_input(
            "Assessed on",
            value=_unless_set(f"date_{tag}", finding.assessed),
            format="DD/MM/YYYY",
            key=f"date_{tag}",
        )
        right.selectbox(
            "How sure",
            list(_SURE),
            index=list(_SURE).index(finding.confidence),
            format_func=lambda one: _SURE[one],
            key=f"sure_{tag}",
        )
        st.form_submit_button(
            edit.verb("Keep"),
            type="primary" if edit.is_contested else "secondary",
            on_click=_keep_details,
            args=(edit, current),
            key=f"keep_{tag}",
        )


def _keep_rating(edit: Edit[Finding], current: Round) -> None:
    """Keep a rating at once; what is typed beside it goes on standing, kept or not."""
    if edit.is_contested:
        # The choice is open: it is kept with the rest, or let go.
        return

    rating = _chosen_rating(edit)

    def save(now: Edit[Finding]) -> Finding:
        return _keep(_rated(now.item, rating), current)

    if keep_edit(edit, save, said=_SAID, done="", goes_on=True):
        # The day that came with it is shown, or it would be taken back with the next text.
        day = f"date_{edit.tag}"
        if rating is Rating.NOT_ASSESSED:
            st.session_state[day] = None
        elif st.session_state.get(day) is None:
            st.session_state[day] = edit.item.assessed or _today()
        return
    held = find_edit(edit.key, field="rate")
    if held is not None and not held.is_contested:
        # Refused: what is kept is shown, not what was asked for.
        st.session_state[f"rate_{edit.tag}"] = held.item.rating


def _keep_details(edit: Edit[Finding], current: Round) -> None:
    def save(now: Edit[Finding]) -> Finding:
        made = now.merged(_typed(now))
        rating = _chosen_rating(now)
        # Otherwise it was kept when it was chosen.
        is_chosen_here = now.is_contested and rating is not now.item.rating
        return _keep(_rated(made, rating) if is_chosen_here else made, current)

    keep_edit(edit, save, said=_SAID, done="")


def _typed(edit: Edit[Finding]) -> Finding:
    """Return what the fields of an item say, but for its rating."""
    tag = edit.tag
    when = st.session_state.get(f"date_{tag}")
    return replace(
        edit.base,
        evidence=str(st.session_state.get(f"evidence_{tag}", "")).strip(),
        owner=str(st.session_state.get(f"owner_{tag}", "")).strip(),
        assessed=when if isinstance(when, date) else None,
        confidence=Confidence(st.session_state.get(f"sure_{tag}", "")),
    )


def _chosen_rating(edit: Edit[Finding]) -> Rating:
    held = st.session_state.get(f"rate_{edit.tag}")
    return Rating(held) if held else Rating.NOT_ASSESSED


def _rated(finding: Finding, rating: Rating) -> Finding:
    """Return a finding with a rating, dated today where it has no day."""
    when = None if rating is Rating.NOT_ASSESSED else (finding.assessed or _today())
    return replace(finding, rating=rating, assessed=when)


def _keep(finding: Finding, current: Round) -> Finding:
    return keep_finding(open_workspace(), current_actor(), finding, round_id=current.round_id)


def _today() -> date:
    return datetime.now(UTC).date()
