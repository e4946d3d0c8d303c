"""Which pages there are, in which order and under which heading."""

from copy import copy
from functools import cache

import streamlit as st
from streamlit.navigation.page import Page

from cdof_core.ui.url import HOME

_ROOT = "start"
_UNSEEN = " "

SECTIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "Start": (("overview", "Overview"), ("find", "Find"), ("framework", "Outcomes framework")),
    "Explore": (
        ("area_profile", "Area profile"),
        ("overview_grid", "Overview grid"),
        ("compare_areas", "Compare areas"),
        ("trends", "Trends"),
        ("indicator", "Indicator"),
        ("map", "Map"),
        ("england_and_regions", "England and regions"),
        ("inequalities", "Inequalities"),
        ("relationships", "Relationships"),
        ("population", "Population"),
    ),
    "Need": (
        ("unmet_need", "Unmet need"),
        ("treatment_journey", "Treatment journey"),
        ("who_is_in_need", "Who is in need"),
        ("harm_and_supply", "Harm, supply and crime"),
        ("value_for_money", "Value for money"),
    ),
    "Partnership": (
        ("scorecard", "Scorecard"),
        ("outcomes_tracker", "Outcomes tracker"),
        ("partnership", "Partnership"),
        ("self_assessment", "Self-assessment"),
        ("priorities", "Priorities workshop"),
    ),
    "Write": (
        ("chapter", "Chapter"),
        ("jsna_section", "JSNA section"),
        ("story", "Story"),
        ("check", "Check a document"),
    ),
    "Data": (
        ("data", "Data"),
        ("definitions", "Definitions and sources"),
        ("reference_cases", "Reference cases"),
        ("saved_work", "Saved work"),
        ("about", "About and methods"),
    ),
}
"""Stem and title of each page; the first is the one the bare address opens."""


def has_page(stem: str) -> bool:
    """Tell whether there is a page of this name."""
    return any(stem == name for pages in SECTIONS.values() for name, _ in pages)


def declare_navigation() -> Page:
    """Tell Streamlit which pages there are and return the one that was asked for."""
    # A run notes on its page that it was shown, so that each has pages of its own; looking all
    # their files up takes fifty times as long as copying what was found.
    pages = {heading: [copy(page) for page in found] for heading, found in _pages().items()}
    return st.navigation(pages, expanded=True)


def page_stem(page: Page) -> str:
    """Return the stem of a page's file."""
    stems = {title: stem for pages in SECTIONS.values() for stem, title in pages}
    return stems.get(page.title, HOME)


def page_titles() -> dict[str, str]:
    """Return the title of each page by the stem of its file."""
    return {stem: title for pages in SECTIONS.values() for stem, title in pages}


def declare_ballot() -> Page:
    """Tell Streamlit only what a phone in a workshop may ask for; every page takes its time."""
    pages = [_page(HOME, "Your vote"), _page("priorities", "Your vote")]
    return st.navigation(pages, position="hidden")


@cache
def _pages() -> dict[str, list[Page]]:
    sections = {
        heading: [_page(stem, title) for stem, title in pages]
        for heading, pages in SECTIONS.items()
    }
    return sections | {_UNSEEN: [_home_by_name()]}


def _page(stem: str, title: str) -> Page:
    if stem == HOME:
        return st.Page(_file(stem), title=title, url_path=_ROOT, default=True)
    return st.Page(_file(stem), title=title)


def _home_by_name() -> Page:
    """Answer the first page's own name too; Streamlit serves it at the bare address only."""
    return st.Page(_file(HOME), title="Overview", url_path=HOME, visibility="hidden")


def _file(stem: str) -> str:
    return f"pages/{stem}.py"
