"""What was made from the same results before is shown again, not made again."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import streamlit as st

Made = TypeVar("Made")

KEPT = 300
"""Pictures, tables and grids of charts shared by all sessions, made lately."""


def keep(make: Callable[[], Made], *, key: str, made_from: Sequence[object] = ()) -> Made:
    """Return what was made before for the same key from the very same results, or make it.

    Args:
        make: Makes it; must not draw anything on the page.
        key: What it is, and everything it depends on that is no result, such as the palette.
        made_from: Results it depends on, compared by identity: results are frozen, and the same
            question to the same snapshot has the same result for as long as it is kept. One that
            is made anew in every run, as what users enter is, makes this anew as well.

    Returns:
        What was made; shared, not to be changed.
    """
    return _kept(key, tuple(id(part) for part in made_from), make, tuple(made_from))[0]


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _kept(
    key: str,  # noqa: ARG001 (what the entry is)
    identities: tuple[int, ...],  # noqa: ARG001 (and what it was made from)
    _make: Callable[[], Any],
    _made_from: tuple[object, ...],
) -> tuple[Any, tuple[object, ...]]:
    # Held with what was made, no result can go and leave its identity to another.
    return _make(), _made_from
