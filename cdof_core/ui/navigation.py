"""Which pages there are, in which order and under which heading."""

import streamlit as st
from streamlit.navigation.page import Page

SECTIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "Start": (("overview", "Overview"), ("framework", "Outcomes framework")),
    "Explore": (("area_profile", "Area profile"), ("indicator", "Indicator")),
    "Write": (("jsna_section", "JSNA section"),),
    "Data": (("definitions", "Definitions and sources"), ("about", "About and methods")),
}
"""Stem and title of each page; the first is the one the bare address opens."""


def declare_navigation() -> Page:
    """Tell Streamlit which pages there are and return the one that was asked for."""
    return st.navigation(
        {
            heading: [st.Page(f"pages/{stem}.py", title=title) for stem, title in pages]
            for heading, pages in SECTIONS.items()
        },
        expanded=True,
    )
