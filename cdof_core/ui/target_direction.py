"""Which side of a target is met: one field for every form that asks for a target."""

import streamlit as st

from cdof_core.narrative.scorecard import DIRECTION_WORDS
from cdof_core.workspace.scorecard_lines import DIRECTIONS


def ask_direction(start: str, *, key: str) -> None:
    """Draw the field; what it says is read from its key.

    Args:
        start: What it begins with, one of `DIRECTIONS`.
        key: Of the field.
    """
    st.selectbox(
        "Target is",
        DIRECTIONS,
        index=DIRECTIONS.index(start),
        format_func=lambda name: DIRECTION_WORDS[name],
        key=key,
    )
