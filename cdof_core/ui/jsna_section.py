"""The JSNA section page: choose measures, read the sentences, leave with a Word document."""

import streamlit as st

from cdof_core.analysis.area_profile import AreaProfile
from cdof_core.analysis.overview import choose_findings
from cdof_core.comparison.records import records_of
from cdof_core.narrative.figures import figure_from_row
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.sentences import level_sentence, trend_sentence
from cdof_core.report.section_document import write_section
from cdof_core.report.word_parts import WORD_TYPE
from cdof_core.ui.cached import content_hash
from cdof_core.ui.components import Message, show_key_messages
from cdof_core.ui.judged import chosen, load_section
from cdof_core.ui.lists import choose_measure_list, shown_measures
from cdof_core.ui.panels import as_plain_text, files_are_blocked
from cdof_core.ui.selection import quote
from cdof_core.ui.sources import Use, show_sources
from cdof_core.ui.url import read_parameters, write_parameters

_SEPARATOR = ","
_NAMED = 5
"""Measures named in a note; a link can carry dozens."""
_PREPARED = "prepared_section"
"""Session key: the document made last, with what it was made for."""


def choose_measures(profile: AreaProfile) -> list[str]:
    """Draw the menu of measures and return those chosen, in the framework's order.

    The address carries the choice; until one is made, the findings of the overview are chosen.
    """
    rows = profile.comparison.rows
    names = dict(zip(rows["indicator_id"], rows["short_name"], strict=True))
    asked = read_parameters()["measures"]
    listed = [name for name in shown_measures() if name in names]
    suggested = listed or list(choose_findings(rows)["indicator_id"])
    choose_measure_list()
    wanted = [name for name in asked.split(_SEPARATOR) if name in names] if asked else suggested
    if st.session_state.get("choose_measures") != wanted:
        st.session_state["choose_measures"] = wanted
    st.multiselect(
        "Measures in this section",
        list(names),
        format_func=lambda name: names.get(name, name),
        key="choose_measures",
        on_change=_write_measures,
        help="Only measures with a figure for this area are listed.",
    )
    _say_unknown([name for name in asked.split(_SEPARATOR) if name and name not in names])
    return [name for name in names if name in wanted]


def _say_unknown(measures: list[str]) -> None:
    """Say which measures of a link have no figure for this area."""
    if measures:
        shown = ", ".join(quote(name) for name in measures[:_NAMED])
        more = len(measures) - _NAMED
        others = f" and {more} more" if more > 0 else ""
        st.caption(
            as_plain_text(
                "The link names measures that this area has no figure for; "
                f"they are left out: {shown}{others}."
            )
        )


def show_preview(profile: AreaProfile, measures: list[str]) -> None:
    """Show the sentences that the section will hold."""
    area_name = profile.comparison.places.area.name
    rows = profile.comparison.rows
    figures = [
        figure_from_row(row, area_name=area_name)
        for row in records_of(rows[rows["indicator_id"].isin(measures)])
    ]
    show_key_messages(
        [
            Message(
                text=f"{level_sentence(figure).text} {trend_sentence(figure).text}".strip(),
                headline=f"{figure.short_name}.",
            )
            for figure in figures
        ],
        heading=f"A first section on {in_sentence(area_name)}",
    )
    used = rows[rows["indicator_id"].isin(measures)]
    show_sources([Use(*pair) for pair in zip(used["dataset_id"], used["short_name"], strict=True)])


def show_document(profile: AreaProfile, measures: list[str]) -> None:
    """Make the Word document on request, with progress, and offer it."""
    selection, places = chosen()
    made_for = (content_hash(), selection, places.area.name, tuple(measures))
    if st.button(
        "Make the Word document",
        type="primary",
        icon=":material/description:",
        key="make_section",
    ):
        bar = st.progress(0.0, text="Gathering figures")

        def show_progress(share: float, what: str) -> None:
            bar.progress(share, text=f"Writing: {what}")

        section = load_section(measures)
        document = write_section(section, progress=show_progress)
        bar.empty()
        st.session_state[_PREPARED] = (made_for, document)
    prepared = st.session_state.get(_PREPARED)
    if prepared and prepared[0] == made_for and not files_are_blocked():
        name = at_start(profile.comparison.places.area.name).replace(" ", "-").lower()
        st.download_button(
            "Download the section (.docx)",
            data=prepared[1],
            file_name=f"jsna-section-{name}.docx",
            mime=WORD_TYPE,
            on_click="ignore",
            icon=":material/download:",
        )


def _write_measures() -> None:
    write_parameters(measures=_SEPARATOR.join(st.session_state["choose_measures"]))
