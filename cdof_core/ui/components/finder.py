"""A field to type in and the results under it, within reach of the keyboard."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import streamlit as st

from cdof_core.ui.components.assembly import assemble_component

_draw = assemble_component("finder")
_KEY = "finder"


@dataclass(frozen=True, slots=True)
class FoundItem:
    """One result; every text is final.

    Attributes:
        name: What was found.
        href: Where it leads.
        about: A line under it; empty for none.
        why: Why it was found, where its name does not say so; empty otherwise.
    """

    name: str
    href: str
    about: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """Results of one kind.

    Attributes:
        heading: What they are.
        items: The best ones, in order.
        more: How many further ones there are, in words; empty for none.
    """

    heading: str
    items: tuple[FoundItem, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Finder:
    """The whole of it.

    Attributes:
        label: Name of the field.
        placeholder: Words in the empty field.
        query: What is looked for.
        summary: How much was found, or what to do; said to those who listen.
        groups: Results.
    """

    label: str
    placeholder: str
    query: str
    summary: str
    groups: Sequence[FoundGroup]


def show_finder(finder: Finder, *, on_query: Callable[[str], None]) -> None:
    """Show the field and the results.

    Args:
        finder: What to show.
        on_query: Called with what was typed, before the page runs again.
    """

    def take_query() -> None:
        on_query(str(st.session_state[_KEY].query or ""))

    _draw(data=asdict(finder), key=_KEY, on_query_change=take_query)
