"""What is missing of unmet need, and what can be done about it."""

import streamlit as st

from cdof_core.analysis.need_estimate import Figures, Substance
from cdof_core.narrative.names import at_start
from cdof_core.narrative.need import (
    SUBSTANCES,
    no_estimate_sentence,
)
from cdof_core.narrative.numbers import number_text
from cdof_core.ui.navigation import has_page
from cdof_core.ui.need_page import NeedPage
from cdof_core.ui.panels import show_no_data
from cdof_core.ui.url import page_href, read_parameters, write_parameters


def show_what_is_missing(page: NeedPage) -> None:
    """Say what is not held, and what can be done: alcohol, typing in, and what is not yet there."""
    sentence = no_estimate_sentence(
        substance=page.substance,
        area_name=page.area_name,
        holds_estimate=page.view is not None,
    )
    if page.figures is Figures.TYPED:
        show_no_data(
            f"The table holds no {SUBSTANCES[page.substance].lower()} row with an estimate and "
            "people in treatment",
            why="Fill one in above, or paste a table.",
        )
        return
    held = ""
    if page.view is not None:
        estimate = page.view.estimate
        held = f"The estimate is {number_text(estimate.prevalence)} for {estimate.period}. "
    show_no_data(
        at_start(sentence),
        why=(
            f"{held}Most authorities have no public local estimate of opiate and crack use in the "
            "data shipped here, and none is made up from other areas. The public health profiles "
            "publish estimates (indicators 91117 and 93517): bring in their file, or type in a "
            "local estimate with its interval."
        ),
    )
    if has_page("data"):
        st.markdown(f"[Bring in a file of estimates]({page_href('data', read_parameters())})")
    with st.container(horizontal=True, gap="small"):
        if any(item.substance is Substance.ALCOHOL for item in page.estimates):
            st.button(
                "Show alcohol need",
                on_click=write_parameters,
                kwargs={"substance": Substance.ALCOHOL.value, "estimate": ""},
            )
        st.button(
            "Type in a local estimate",
            on_click=write_parameters,
            kwargs={"figures": Figures.TYPED.value, "estimate": ""},
        )
        if page.figures is Figures.OWN:
            st.button(
                "Show England",
                on_click=write_parameters,
                kwargs={"figures": Figures.ENGLAND.value, "estimate": ""},
            )
