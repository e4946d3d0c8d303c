"""The self-assessment page: rounds, the strip of all groups, what changed, who sees to what."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from cdof_core.analysis.self_assessment import (
    PRINCIPLES,
    SOURCE,
    GroupScore,
    compare_rounds,
    read_items,
    score_groups,
)
from cdof_core.domain import CdofError
from cdof_core.narrative.names import at_start
from cdof_core.narrative.self_assessment import RATING_MARKS, group_words, moves_finding
from cdof_core.report.self_assessment_document import (
    assessment_table,
    group_name,
    strip_picture,
    write_assessment,
)
from cdof_core.report.word_parts import WORD_TYPE
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import built_at, content_hash
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.components.mark import rating_mark
from cdof_core.ui.downloads import file_stem, plain_files
from cdof_core.ui.judged import chosen
from cdof_core.ui.meanwhile import show_outcome
from cdof_core.ui.panels import (
    Download,
    as_plain_text,
    show_downloads,
    show_no_data,
)
from cdof_core.ui.people import current_actor
from cdof_core.ui.taking_away import leave_word
from cdof_core.ui.url import read_parameters, write_parameters
from cdof_core.workspace import Change, open_workspace
from cdof_core.workspace.assessment_files import list_files
from cdof_core.workspace.assessments import (
    Finding,
    Rating,
    Round,
    list_findings,
    list_rounds,
    remove_round,
    start_round,
)

_SAID = "assessment_said"
"""Session key: what came of the last change of a round."""
_NONE = ""


def choose_round() -> Round | None:
    """Draw the menu of rounds and return the one shown; None while there is none."""
    by_id = _rounds()
    shown = shown_round()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if shown is not None:
            labels = {key: one.name for key, one in by_id.items()}
            choose_parameter("Round", "round", labels, current=shown.round_id)
        _manage_rounds(by_id)
    show_outcome(_SAID, choose=_choose_again)
    return shown


def shown_round() -> Round | None:
    """Return the round that the address asks for, else the newest; None while there is none."""
    by_id = _rounds()
    return by_id.get(read_parameters()["round"]) or next(iter(by_id.values()), None)


def _rounds() -> dict[str, Round]:
    rounds = list_rounds(open_workspace(), area_code=chosen()[0].area_code)
    return {one.round_id: one for one in rounds}


def show_round(current: Round) -> None:
    """Show how far every group is met, and the round as files."""
    findings = list_findings(open_workspace(), round_id=current.round_id)
    scores = score_groups(findings)
    show_picture(
        strip_picture(scores, findings, palette=current_palette()),
        key="assessment_strip",
        file_stem=file_stem("self-assessment", current.name),
    )
    show_table(_scores_table(scores), key="assessment_scores")
    name = at_start(chosen()[1].area.name)
    stem = file_stem("self-assessment", name, current.name)
    kept = list_files(open_workspace(), round_id=current.round_id)
    files_kept = {item_id: [one.name for one in held] for item_id, held in kept.items()}
    document = Download(
        "Word",
        f"{stem}.docx",
        WORD_TYPE,
        lambda: write_assessment(
            findings,
            files=files_kept,
            name=name,
            round_name=current.name,
            content_hash=content_hash(),
            built_at=built_at(),
        ),
    )
    title = f"{name}: self-assessment, {current.name}"
    table = assessment_table(findings, files=files_kept)
    files = plain_files(title, table, file_stem=stem)
    show_beside([*files, document], key="assessment")
    st.caption(f"Statements and indicators after {SOURCE}, in our words.")


def show_moves(current: Round) -> None:
    """Show what changed since an earlier round, where there is one."""
    workspace = open_workspace()
    rounds = list_rounds(workspace, area_code=chosen()[0].area_code)
    others = {one.round_id: one.name for one in rounds if one.round_id != current.round_id}
    if not others:
        return
    st.header("Since another round", anchor=False)
    asked = read_parameters()["earlier"]
    shown = asked if asked in others else next(iter(others))
    choose_parameter("Compare with", "earlier", others, current=shown)
    moves = compare_rounds(
        list_findings(workspace, round_id=shown),
        list_findings(workspace, round_id=current.round_id),
    )
    st.markdown(as_plain_text(moves_finding(moves, earlier=others[shown])))
    if moves:
        rows = tuple(
            (
                Cell(move.item.text, below=move.item.place),
                Cell("", mark=rating_mark(move.before)),
                Cell("", mark=rating_mark(move.after)),
            )
            for move in moves
        )
        show_table(
            DataTable(
                caption=f"Ratings that changed since {others[shown]}",
                columns=("What", others[shown], current.name),
                groups=(("", rows),),
                noun="changes",
            ),
            key="assessment_moves",
        )


def show_assignments(current: Round) -> None:
    """Show who sees to what that is not yet met."""
    findings = list_findings(open_workspace(), round_id=current.round_id)
    open_items = _open_by_owner(findings)
    st.header("Who sees to what", anchor=False)
    if not open_items:
        show_no_data(
            "Nobody is named for anything that is open", why="Name owners beside the ratings."
        )
        return
    groups = tuple(
        (owner, tuple(rows)) for owner, rows in sorted(open_items.items(), key=lambda pair: pair[0])
    )
    show_table(
        DataTable(
            caption="Open items by owner",
            columns=("What", "Rating", "Evidence so far"),
            groups=groups,
            noun="items",
        ),
        key="assignments",
    )
    frame = pd.DataFrame(
        [
            {"Owner": owner, "What": row[0].text, "Place": row[0].below, "Evidence": row[2].text}
            for owner, rows in groups
            for row in rows
        ]
    )
    show_downloads(
        plain_files("Open items by owner", frame, file_stem="assignments"), key="assignments"
    )


def show_no_round() -> None:
    """Say what a round is, where none has begun."""
    show_no_data(
        "No round has begun",
        why="Begin one under Rounds: 17 statements and 114 indicators of four principles are then "
        "rated together, with evidence and owners. What nobody looked at stays not assessed.",
    )


def _manage_rounds(rounds: Mapping[str, Round]) -> None:
    with st.popover("Rounds"):
        st.text_input("Name of a new round", key="round_name", placeholder="For example 2027")
        st.button("Begin a round", type="primary", on_click=_start, key="round_start")
        for one in rounds.values():
            st.button(
                f"Remove {one.name}",
                on_click=_remove,
                args=(one,),
                key=f"round_remove_{one.round_id}",
                type="tertiary",
            )


def _start() -> None:
    try:
        started = start_round(
            open_workspace(),
            current_actor(),
            area_code=chosen()[0].area_code,
            name=str(st.session_state.get("round_name", "")),
            started=datetime.now(UTC).date(),
        )
    except CdofError as error:
        st.session_state[_SAID] = error
        return
    write_parameters(round=started.round_id)
    st.session_state["round_name"] = ""


def _remove(one: Round) -> None:
    try:
        remove_round(open_workspace(), current_actor(), one)
    except CdofError as error:
        st.session_state[_SAID] = error
        return
    words = f"{one.name} is removed; Saved work can bring it back."
    leave_word(words, entry_id=one.round_id, name=one.name, said=_SAID)
    write_parameters(round=_NONE)


def _choose_again(removal: Change) -> None:
    write_parameters(round=removal.entry_id)


def _scores_table(scores: list[GroupScore]) -> DataTable:
    groups: dict[str, list[Row]] = {}
    for score in scores:
        heading = f"{score.principle}. {PRINCIPLES[score.principle]}"
        counts = tuple(Cell(str(score.counts[rating])) for rating in Rating)
        groups.setdefault(heading, []).append(
            (Cell(group_name(score), below=group_words(score)), *counts)
        )
    return DataTable(
        caption="Ratings by group",
        columns=("Group", *(RATING_MARKS[rating].word for rating in Rating)),
        groups=tuple((name, tuple(rows)) for name, rows in groups.items()),
        numbers=tuple(range(1, len(Rating) + 1)),
        noun="groups",
    )


def _open_by_owner(findings: Mapping[str, Finding]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for item in read_items():
        finding = findings.get(item.item_id)
        if finding is None or not finding.owner:
            continue
        if finding.rating in (Rating.MET, Rating.NOT_APPLICABLE):
            continue
        row = (
            Cell(item.text, below=item.place),
            Cell("", mark=rating_mark(finding.rating)),
            Cell(finding.evidence or "none yet"),
        )
        found.setdefault(finding.owner, []).append(row)
    return found
