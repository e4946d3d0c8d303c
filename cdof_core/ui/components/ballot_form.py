"""The whole ballot of one phone as one element: thirty phones are drawn and answered at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

from cdof_core.ui.components.assembly import assemble_component

_draw = assemble_component("ballot_form")

Given = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Choice:
    """Answers to one question of which one is taken.

    Attributes:
        first: Key under which the answer is handed in, with `second`.
        second: The other key.
        label: The question.
        options: Value and words of each answer.
    """

    first: str
    second: str
    label: str
    options: Sequence[tuple[float, str]]


@dataclass(frozen=True, slots=True)
class Group:
    """Questions about one thing.

    Attributes:
        heading: What they are about.
        about: A line under it; empty for none.
        choices: The questions.
        vetoes: Key and words of what may rule it out; each is 1 unless ticked.
    """

    heading: str
    about: str
    choices: Sequence[Choice]
    vetoes: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class BallotForm:
    """The whole of it.

    Attributes:
        groups: What is asked.
        given: What was handed in before.
        voter: Name given before; None where no name is asked.
        takes_ideas: Whether something missing may be sent.
        longest_idea: Characters.
        said: What came of the last press.
        is_refused: Whether that was a refusal.
        answer: Counts the answers of the server, so that the same one twice is said twice.
    """

    groups: Sequence[Group]
    given: Given
    voter: str | None
    takes_ideas: bool
    longest_idea: int
    said: str
    is_refused: bool
    answer: int


def show_ballot_form(
    form: BallotForm,
    *,
    key: str,
    on_vote: Callable[[Mapping[str, Any]], None],
    on_idea: Callable[[str], None],
) -> None:
    """Show the ballot.

    Args:
        form: What to show.
        key: Of the element.
        on_vote: Called with `answers` and `voter` as they came from the phone, unchecked.
        on_idea: Called with what was typed as missing.
    """

    def take_vote() -> None:
        on_vote(st.session_state[key].vote or {})

    def take_idea() -> None:
        on_idea(str(st.session_state[key].idea or ""))

    _draw(data=asdict(form), key=key, on_vote_change=take_vote, on_idea_change=take_idea)
