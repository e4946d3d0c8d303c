"""What a phone in the room shows: the ballot of the workshop whose code it has, nothing else."""

import secrets
from collections.abc import Sequence

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.ui.panels import as_plain_text, show_error
from cdof_core.workspace import open_workspace
from cdof_core.workspace.ballots import (
    HANLON_PARTS,
    HIGHEST,
    LONGEST_IDEA,
    PEARL,
    Ballot,
    add_idea,
    cast_ballot,
    list_ballots,
    open_workshop,
)
from cdof_core.workspace.priorities import Candidate, Method, Workshop

_SAID = "ballot_said"
LONGEST_TOKEN = 60
PART_LABELS = {
    "size": "Size: how many it touches",
    "seriousness": "Seriousness: how bad it is",
    "effectiveness": "Effectiveness: how well we can act",
}
PEARL_LABELS = {
    "propriety": "Is it ours to do?",
    "economics": "Does it make economic sense?",
    "acceptability": "Would people accept it?",
    "resources": "Are there resources?",
    "legality": "Is it lawful?",
}
TOGETHER = "together"
"""Token of the one ballot that a room fills in on the shared screen."""


def asked_code() -> str:
    """Return the code in the address; empty where it asks for a page."""
    return str(st.query_params.get("session", ""))


def show_ballot() -> None:
    """Show the ballot of the code in the address."""
    st.title("Your vote")
    try:
        workshop = open_workshop(open_workspace(), asked_code())
    except CdofError as error:
        show_error(error)
        st.text_input("Code on the screen", key="session_again", on_change=_try_again)
        return
    st.caption(as_plain_text(workshop.name))
    token = _token()
    fill_ballot(workshop, token)
    with st.form("idea", clear_on_submit=True):
        st.text_input("Something that is missing?", max_chars=LONGEST_IDEA, key="idea_text")
        st.form_submit_button("Send", on_click=_send_idea)


@st.fragment
def fill_ballot(workshop: Workshop, token: str) -> None:
    """Draw the form of one ballot, filled in as it was handed in last.

    Args:
        workshop: What is asked.
        token: Whose ballot it is.
    """
    if not workshop.candidates:
        st.info("No candidates yet. They appear here.", icon=":material/info:")
        return
    engine = open_workspace()
    kept = next((b for b in list_ballots(engine, workshop) if b.phone == token), None)
    with st.form(f"ballot_{token}"):
        if not workshop.is_anonymous and token != TOGETHER:
            name = kept.voter if kept else ""
            st.text_input("Your name", value=name, max_chars=80, key=f"voter_{token}")
        if workshop.method is Method.PAIRED:
            _ask_pairs(workshop, token, kept)
        else:
            for candidate in workshop.candidates:
                _ask_scores(workshop, candidate, token, kept)
        st.form_submit_button("Vote", type="primary", on_click=_vote, args=(workshop, token))
    said: CdofError | str | None = st.session_state.pop(f"{_SAID}_{token}", None)
    if isinstance(said, CdofError):
        show_error(said)
    elif said:
        st.success(said, icon=":material/check:")


def _ask_scores(workshop: Workshop, candidate: Candidate, token: str, kept: Ballot | None) -> None:
    given = {} if kept is None else kept.answers.get(candidate.key, {})
    st.markdown(f"**{as_plain_text(candidate.label)}**")
    if candidate.evidence:
        st.caption(as_plain_text(candidate.evidence))
    for part, label in _parts(workshop).items():
        _scale(label, _key(token, candidate.key, part), given.get(part))
    if workshop.method is Method.HANLON:
        no = [part for part in PEARL if given.get(part) == 0]
        st.multiselect(
            "Anything that rules it out?",
            list(PEARL),
            default=no,
            format_func=lambda part: f"{part.capitalize()}: {PEARL_LABELS[part]} No.",
            key=_key(token, candidate.key, "pearl"),
            placeholder="Nothing",
        )


def _scale(label: str, key: str, given: float | None) -> None:
    options: Sequence[int | None] = [None, *range(HIGHEST + 1)]
    st.select_slider(
        label,
        options,
        value=None if given is None else int(given),
        format_func=lambda score: "not scored" if score is None else str(score),
        key=key,
    )


def _ask_pairs(workshop: Workshop, token: str, kept: Ballot | None) -> None:
    st.markdown("**Which matters more?**")
    for first, second in workshop.pairs:
        given = None if kept is None else kept.answers.get(first.key, {}).get(second.key)
        places: dict[float, str] = {1.0: first.label, 0.5: "Equal", 0.0: second.label}
        st.radio(
            f"{as_plain_text(first.label)} or {as_plain_text(second.label)}",
            list(places),
            index=None if given is None else list(places).index(given),
            format_func=lambda won, places=places: places[won],
            key=_key(token, first.key, second.key),
        )


def _answers(workshop: Workshop, token: str) -> dict[str, dict[str, float]]:
    """Return what the form says; what was left out is left out."""
    state = st.session_state
    answers: dict[str, dict[str, float]] = {}
    if workshop.method is Method.PAIRED:
        for first, second in workshop.pairs:
            won = state.get(_key(token, first.key, second.key))
            if won is not None:
                answers.setdefault(first.key, {})[second.key] = float(won)
        return answers
    for candidate in workshop.candidates:
        given = {part: state.get(_key(token, candidate.key, part)) for part in _parts(workshop)}
        scores = {part: float(score) for part, score in given.items() if score is not None}
        if scores and workshop.method is Method.HANLON:
            ruled_out = state.get(_key(token, candidate.key, "pearl")) or []
            scores |= {part: float(part not in ruled_out) for part in PEARL}
        if scores:
            answers[candidate.key] = scores
    return answers


def _parts(workshop: Workshop) -> dict[str, str]:
    if workshop.method is Method.HANLON:
        return {part: PART_LABELS[part] for part in HANLON_PARTS}
    return {criterion.name: criterion.name for criterion in workshop.criteria}


def _key(token: str, first: str, second: str) -> str:
    return f"ballot_{token}_{first}_{second}"


def _token() -> str:
    """Return this phone's token; it stands in the address, so that a reload keeps the ballot."""
    held = str(st.query_params.get("voter", ""))[:LONGEST_TOKEN]
    # Nobody on a phone fills in the ballot of the shared screen.
    if not held or held == TOGETHER:
        held = secrets.token_urlsafe(9)
        st.query_params["voter"] = held
    return held


def _vote(workshop: Workshop, token: str) -> None:
    voter = str(st.session_state.get(f"voter_{token}", ""))
    try:
        answers = _answers(workshop, token)
        cast_ballot(open_workspace(), code=workshop.code, phone=token, answers=answers, voter=voter)
        st.session_state[f"{_SAID}_{token}"] = (
            "Your vote is in. You may change it while voting is open."
        )
    except CdofError as error:
        st.session_state[f"{_SAID}_{token}"] = error


def _send_idea() -> None:
    said = f"{_SAID}_{_token()}"
    try:
        add_idea(
            open_workspace(), code=asked_code(), text=str(st.session_state.get("idea_text", ""))
        )
        st.session_state[said] = "Sent to the screen."
    except CdofError as error:
        st.session_state[said] = error


def _try_again() -> None:
    st.query_params["session"] = str(st.session_state.get("session_again", ""))
