"""A measure without a figure of any authority: for whom it is published, and how to see those."""

import streamlit as st

from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.domain.sex import people_of
from cdof_core.narrative.names import listed
from cdof_core.ui.cached import load_sexes
from cdof_core.ui.panels import show_no_data
from cdof_core.ui.session import current_run, current_selection
from cdof_core.ui.url import page_href, read_parameters


def lacking_sex(indicator_id: str) -> str:
    """Return the chosen sex in words where authorities have figures of others only; else empty.

    Args:
        indicator_id: The measure.
    """
    sexes, chosen = load_sexes(indicator_id), current_selection().sex
    return people_of(chosen) if sexes and chosen not in sexes else ""


def show_no_local(view: IndicatorView, *, what: str) -> None:
    """Say that no authority has a figure, and why: the sex that was chosen, or the geography.

    Args:
        view: The measure.
        what: What is missing, where the sex is not the reason.
    """
    indicator_id = str(view.indicator["indicator_id"])
    lacking = lacking_sex(indicator_id)
    if not lacking:
        show_no_data(what, why=f"Published for: {view.indicator['geography']}.")
        return
    sexes = load_sexes(indicator_id)
    held = listed([people_of(sex) for sex in sexes])
    show_no_data(
        f"No authority has a figure for {lacking}", why=f"Authorities have figures for {held}."
    )
    href = page_href(current_run().page, read_parameters(), sex=sexes[0])
    st.markdown(f"[Show {people_of(sexes[0])}]({href})")
