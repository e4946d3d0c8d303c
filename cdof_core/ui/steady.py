"""Parts of a page that keep their place, so that what follows them is not drawn from nothing.

The browser knows an element by its place among its neighbours. Where a line stands for one area
and not for another, everything after it moves by one and is taken down and built anew: on a full
page that doubles the time of a change. A part in a place of its own moves nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def steady(show: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Draw what `show` draws in one place, however much that is, and nothing as well."""

    @wraps(show)
    def drawn(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        with st.container():
            return show(*args, **kwargs)

    return drawn
