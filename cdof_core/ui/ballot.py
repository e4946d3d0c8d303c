"""What a phone in the room shows: the ballot of the workshop whose code it has, nothing else."""

import secrets
import string
from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.ui.components.ballot_form import BallotForm, Choice, Group, show_ballot_form
from cdof_core.ui.panels import as_plain_text, show_error
from cdof_core.workspace import open_workspace
from cdof_core.workspace.ballots import (
    HIGHEST,
    LONGEST_IDEA,
    PEARL,
    add_idea,
    cast_ballot,
    find_ballot,
    open_workshop,
)
from cdof_core.workspace.errors import InvalidEntryError
from cdof_core.workspace.priorities import Method, Workshop, find_workshop

_LOOK_AGAIN = "4s"
_SAID = "ballot_said"
LONGEST_TOKEN = 60
_TOKEN_SIGNS = frozenset(string.ascii_letters + string.digits + "-_")
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
_CHANGED = (
    "The candidates have changed meanwhile. Your answers to those that are left stand: look them "
    "over and press Vote again."
)
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
    scale = "" if workshop.method is Method.PAIRED else f" · 0 is least, {HIGHEST} is most"
    st.caption(as_plain_text(f"{workshop.name}{scale}"))
    token = _token()
    if workshop.candidates:
        fill_ballot(workshop, token, takes_ideas=True)
    else:
        _wait_for_candidates(workshop.code, token)


@st.fragment(run_every=_LOOK_AGAIN)
def _wait_for_candidates(code: str, token: str) -> None:
    try:
        workshop = open_workshop(open_workspace(), code)
    except CdofError as error:
        # Closed while the phone waited; it goes on asking.
        show_error(error)
        return
    if workshop.candidates:
        st.rerun()
    st.info("No candidates yet. They appear here.", icon=":material/info:")
    fill_ballot(workshop, token, takes_ideas=True)


@st.fragment
def fill_ballot(workshop: Workshop, token: str, *, takes_ideas: bool = False) -> None:
    """Draw one ballot, filled in as it was handed in last.

    It is one element: thirty phones press at once, and each of them is sent as little as can be.

    Args:
        workshop: What is asked.
        token: Whose ballot it is.
        takes_ideas: Whether something missing may be sent with it.
    """
    engine = open_workspace()
    # Candidates come and go while phones vote, and each of them is drawn by itself.
    workshop = find_workshop(engine, workshop.workshop_id) or workshop
    kept = find_ballot(engine, workshop, token)
    asks_name = not workshop.is_anonymous and token != TOGETHER
    ballot = f"{workshop.workshop_id}_{token}"
    said, is_refused, answer = st.session_state.get(f"{_SAID}_{ballot}", ("", False, 0))
    show_ballot_form(
        BallotForm(
            groups=_pairs(workshop) if workshop.method is Method.PAIRED else _scores(workshop),
            given={} if kept is None else kept.answers,
            voter=(kept.voter if kept else "") if asks_name else None,
            takes_ideas=takes_ideas,
            longest_idea=LONGEST_IDEA,
            said=said,
            is_refused=is_refused,
            answer=answer,
        ),
        # Streamlit refuses two underscores on end in a key; a token never holds a point.
        key=f"ballot_{ballot.replace('_', '.')}",
        on_vote=partial(_vote, workshop, token),
        on_idea=partial(_send_idea, workshop, token),
    )


def _scores(workshop: Workshop) -> list[Group]:
    """Return a group of questions for each candidate, every part scored from 0."""
    is_hanlon = workshop.method is Method.HANLON
    parts = PART_LABELS if is_hanlon else {c.name: c.name for c in workshop.criteria}
    vetoes = [(key, f"{key.capitalize()}: {words} No.") for key, words in PEARL_LABELS.items()]
    scale = [(float(score), str(score)) for score in range(HIGHEST + 1)]
    return [
        Group(
            heading=candidate.label,
            about=candidate.evidence,
            choices=[Choice(candidate.key, part, words, scale) for part, words in parts.items()],
            vetoes=vetoes if is_hanlon else (),
        )
        for candidate in workshop.candidates
    ]


def _pairs(workshop: Workshop) -> list[Group]:
    choices = [
        Choice(
            first.key,
            second.key,
            f"{first.label} or {second.label}?",
            [(1.0, first.label), (0.5, "Equal"), (0.0, second.label)],
        )
        for first, second in workshop.pairs
    ]
    return [Group("Which matters more?", "", choices)] if choices else []


def _answers(method: Method, sent: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Return what a phone sent as answers; what was left out is left out.

    Raises:
        InvalidEntryError: It is nothing that this form sends.
    """
    try:
        answers = {
            str(key): {str(part): float(score) for part, score in scores.items()}
            for key, scores in sent.get("answers", {}).items()
        }
    except (AttributeError, TypeError, ValueError, OverflowError) as error:
        message = "This vote cannot be read. Reload the page and vote again."
        raise InvalidEntryError(message) from error
    if method is Method.HANLON:
        # What is not ruled out passes, once a candidate is scored at all.
        passed = dict.fromkeys(PEARL, 1.0)
        scored = {key: set(scores) - set(PEARL) for key, scores in answers.items()}
        answers = {key: passed | answers[key] for key in answers if scored[key]}
    return {key: scores for key, scores in answers.items() if scores}


def _token() -> str:
    """Return this phone's token; it stands in the address, so that a reload keeps the ballot."""
    # Only what a token is made of: it is kept as a name, and anyone may type an address.
    asked = str(st.query_params.get("voter", ""))
    held = "".join(sign for sign in asked if sign in _TOKEN_SIGNS)[:LONGEST_TOKEN]
    # Nobody on a phone fills in the ballot of the shared screen.
    if not held or held == TOGETHER:
        held = secrets.token_hex(9)
        st.query_params["voter"] = held
    return held


def _vote(workshop: Workshop, token: str, sent: Mapping[str, Any]) -> None:
    try:
        cast_ballot(
            open_workspace(),
            code=workshop.code,
            phone=token,
            answers=_answers(workshop.method, sent),
            voter=str(sent.get("voter", "")),
        )
        _say(workshop, token, "Your vote is in. You may change it while voting is open.")
    except InvalidEntryError as error:
        newest = find_workshop(open_workspace(), workshop.workshop_id)
        has_changed = newest is not None and newest.candidates != workshop.candidates
        _say(workshop, token, _CHANGED if has_changed else str(error), is_refused=True)
    except CdofError as error:
        _say(workshop, token, str(error), is_refused=True)


def _send_idea(workshop: Workshop, token: str, text: str) -> None:
    try:
        add_idea(open_workspace(), code=workshop.code, text=text)
        _say(workshop, token, "Sent to the screen.")
    except CdofError as error:
        _say(workshop, token, str(error), is_refused=True)


def _say(workshop: Workshop, token: str, words: str, *, is_refused: bool = False) -> None:
    said = f"{_SAID}_{workshop.workshop_id}_{token}"
    _, _, answers = st.session_state.get(said, ("", False, 0))
    st.session_state[said] = (words, is_refused, answers + 1)


def _try_again() -> None:
    st.query_params["session"] = str(st.session_state.get("session_again", ""))
