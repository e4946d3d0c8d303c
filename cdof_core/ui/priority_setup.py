"""Setting a workshop up: candidates from the evidence and the room, the code, opening the vote."""

import io
from typing import Any
from urllib.parse import urlencode, urlsplit

import pandas as pd
import segno
import streamlit as st

from cdof_core.analysis.priority_candidates import evidence_candidates
from cdof_core.comparison.records import records_of
from cdof_core.domain import CdofError
from cdof_core.narrative.figures import figure_from_row
from cdof_core.narrative.need import need_sentence
from cdof_core.narrative.sentences import level_sentence, trend_sentence
from cdof_core.narrative.widening_gaps import widening_sentence
from cdof_core.ui.judged import chosen, load_area_profile, load_widening_gaps
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.ui.taking_away import leave_word
from cdof_core.ui.url import explorer_address, page_href, write_parameters
from cdof_core.workspace import open_workspace
from cdof_core.workspace.ballots import LONGEST_IDEA, list_ideas
from cdof_core.workspace.entries import may_write
from cdof_core.workspace.priorities import (
    KIND,
    Candidate,
    Workshop,
    change_workshop,
    remove_workshop,
)
from cdof_core.workspace.priority_candidates import add_candidates, new_candidate

SAID = "priorities_said"
"""Session key: what came of the last change of a workshop."""
_LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "::1"}


def show_setup(workshop: Workshop) -> None:
    """Show candidates to take in or out beside the code that phones join by."""
    left, right = st.columns([3, 2], gap="large")
    with right:
        _show_code(workshop)
    with left:
        _show_candidates(workshop)
        _offer_evidence(workshop)
        _offer_room(workshop)
        _offer_removing(workshop)


def _changed_by(workshop: Workshop, **changes: Any) -> None:  # noqa: ANN401 (fields of many types)
    """Change a workshop in a callback; a failure is said in the run that follows."""
    try:
        change_workshop(open_workspace(), current_actor(), workshop, **changes)
    except CdofError as error:
        st.session_state[SAID] = error


def _added_to(workshop: Workshop, candidates: list[Candidate]) -> bool:
    """Add candidates in a callback and return whether that was kept; else why not is said."""
    try:
        add_candidates(open_workspace(), current_actor(), workshop, candidates)
    except CdofError as error:
        st.session_state[SAID] = error
        return False
    return True


def _show_code(workshop: Workshop) -> None:
    st.subheader("Join from a phone", anchor=False)
    if workshop.is_open:
        link = _link(workshop.code)
        picture = io.BytesIO()
        segno.make(link, error="m").save(picture, kind="png", scale=8, border=3)
        st.image(picture.getvalue(), caption=f"{link}", width=300)
        st.markdown(f"Code **{workshop.code}**")
        if urlsplit(link).hostname in _LOOPBACK:
            st.caption(
                "This address is this machine's own. Open the explorer by a name that phones can "
                "reach, started with --server.address 0.0.0.0, and the picture follows."
            )
        st.button(
            "Close voting",
            on_click=_changed_by,
            args=(workshop,),
            kwargs={"is_open": False},
            key=_key("close_vote", workshop),
        )
    else:
        st.caption("Voting is closed. Opening it shows the code and a picture to scan.")
        st.button(
            "Open voting",
            type="primary",
            on_click=_changed_by,
            args=(workshop,),
            kwargs={"is_open": True},
            disabled=not workshop.candidates,
            key=_key("open_vote", workshop),
        )


def _link(code: str) -> str:
    return f"{explorer_address()}/?{urlencode({'session': code})}"


def _show_candidates(workshop: Workshop) -> None:
    st.subheader("Candidates", anchor=False)
    if not workshop.candidates:
        st.caption("None yet: take some from the evidence, or write your own.")
    for candidate in workshop.candidates:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(
                f"**{as_plain_text(candidate.label)}**  \n"
                f"{as_plain_text(candidate.evidence) or 'From the room'}",
                width="stretch",
            )
            st.button(
                "Remove",
                key=_key(f"out_{candidate.key}", workshop),
                type="tertiary",
                on_click=_changed_by,
                args=(workshop,),
                kwargs={
                    "candidates": tuple(c for c in workshop.candidates if c.key != candidate.key)
                },
            )
    if workshop.is_open:
        st.caption("Votes given so far stay with their candidates when others come or go.")


def _offer_evidence(workshop: Workshop) -> None:
    taken = {candidate.label for candidate in workshop.candidates}
    offered = {
        candidate.label: candidate for candidate in _from_evidence() if candidate.label not in taken
    }
    key = _key("from_evidence", workshop)
    st.multiselect(
        "From the evidence: worse than the benchmark, getting worse, falling "
        "further behind it, or need not met",
        list(offered),
        key=key,
        placeholder="Choose measures" if offered else "Nothing more is judged worse here",
    )
    st.button(
        "Take in", on_click=_take, args=(workshop, offered, key), key=_key("take_in", workshop)
    )


def _offer_room(workshop: Workshop) -> None:
    ideas = {text: new_candidate(text) for text in list_ideas(open_workspace(), workshop)}
    if ideas:
        key = _key("from_phones", workshop)
        st.multiselect("Sent from phones", list(ideas), key=key)
        st.button(
            "Take these in",
            on_click=_take,
            args=(workshop, ideas, key),
            key=_key("take_ideas", workshop),
        )
    with st.form(_key("own_candidate", workshop)):
        st.text_input("From the room", key=_key("own_label", workshop), max_chars=LONGEST_IDEA)
        st.form_submit_button("Add", on_click=_add_own, args=(workshop,))


def _offer_removing(workshop: Workshop) -> None:
    """Let whoever runs workshops remove this one, asked for twice."""
    if not may_write(current_actor(), kind=KIND, parent=workshop.area_code):
        return
    with st.popover("Remove this workshop", type="tertiary"):
        st.markdown(
            f"**{as_plain_text(workshop.name)}** goes with its candidates and its decision, and "
            "its code lets no phone in any more. Saved work can bring it back, votes included."
        )
        st.button(
            "Remove it",
            on_click=_remove,
            args=(workshop,),
            key=_key("workshop_remove", workshop),
        )


def _remove(workshop: Workshop) -> None:
    try:
        remove_workshop(open_workspace(), current_actor(), workshop)
    except CdofError as error:
        st.session_state[SAID] = error
        return
    write_parameters(room="")
    words = f"{workshop.name} is removed; Saved work can bring it back."
    leave_word(words, entry_id=workshop.workshop_id, name=workshop.name, said=SAID)


def _take(workshop: Workshop, offered: dict[str, Candidate], key: str) -> None:
    picked = [offered[label] for label in st.session_state[key] if label in offered]
    # What is refused stays picked.
    if picked and _added_to(workshop, picked):
        st.session_state[key] = []


def _add_own(workshop: Workshop) -> None:
    key = _key("own_label", workshop)
    # What is refused stays typed.
    if _added_to(workshop, [new_candidate(str(st.session_state[key]))]):
        st.session_state[key] = ""


def _key(name: str, workshop: Workshop) -> str:
    """Return the key of a field of one workshop: what is typed for one is for no other."""
    return f"{name}_{workshop.workshop_id}"


def _from_evidence() -> list[Candidate]:
    selection, places = chosen()
    comparison = load_area_profile().comparison
    found = evidence_candidates(comparison.rows, widening=load_widening_gaps(), places=places)
    candidates: list[Candidate] = []
    for row in records_of(pd.concat([found.worse, found.worsening])):
        figure = figure_from_row(row, area_name=places.area.name)
        said = level_sentence(figure).text
        if row["is_worsening"]:
            said = f"{said} {trend_sentence(figure).text}"
        if row["is_widening"]:
            said = f"{said} {widening_sentence(row)}"
        link = page_href(
            "indicator", {}, area=selection.area_code, indicator=str(row["indicator_id"])
        )
        candidates.append(new_candidate(str(row["short_name"]), evidence=said, link=link))
    for view in found.unmet:
        gap, estimate = view.headline, view.estimate
        if gap is None:
            continue
        said = need_sentence(
            substance=estimate.substance.value,
            area_name=estimate.area_name,
            segment=gap.segment.value,
            people=gap.people,
            users=estimate.prevalence,
            period=estimate.period,
        )
        link = page_href("unmet_need", {}, area=selection.area_code)
        label = f"Need not met: {estimate.substance.value.replace('_', ' ')}"
        candidates.append(new_candidate(label, evidence=said, link=link))
    return candidates
