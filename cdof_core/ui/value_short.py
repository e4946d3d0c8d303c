"""Completions an area is short of, on the page of value for money."""

import streamlit as st

from cdof_core.analysis.completions_short import USERS, CompletionsShort, similar_areas
from cdof_core.narrative.money import money_short_sentence
from cdof_core.narrative.names import at_start, in_sentence, listed
from cdof_core.ui.components import Message, show_key_messages
from cdof_core.ui.steady import steady
from cdof_core.ui.value_page import ValuePage


@steady
def show_short(page: ValuePage) -> None:
    """Show how many completions the area is short of, where it has a group and counts are held."""
    st.header("What would more completions return?", anchor=False)
    name = in_sentence(page.places.area.name)
    if similar_areas(page.places) is None:
        st.caption(
            f"No group of similar areas stands beside {name}, so no top quartile can be set: "
            "choose a group to compare with."
        )
        return
    if page.shorts:
        show_key_messages(
            [_short_message(short) for short in page.shorts],
            heading="Completions short of the top quartile",
        )
    counted = {short.users for short in page.shorts}
    missing = [(users, number) for users, number in USERS.values() if users not in counted]
    if missing:
        st.caption(
            f"No counts of completions are held for {name}: "
            f"{listed([users for users, _ in missing])}. The public health profiles publish them "
            f"for every authority (indicators {listed([str(number) for _, number in missing])}): "
            "brought in on the data page, they are counted here."
        )


def _short_message(short: CompletionsShort) -> Message:
    return Message(
        headline=f"{at_start(short.users)}.",
        text=money_short_sentence(
            short=short.short,
            completions=short.completions,
            people=short.in_treatment,
            rate=short.target.rate,
            group=short.group,
            period=short.period,
        ),
    )
