"""The priorities workshop as whoever shares the screen sees it: candidates, votes, decision."""

from urllib.parse import parse_qs, urlsplit

import pandas as pd
import streamlit as st

from cdof_core.analysis.priorities import PriorityResult, score_workshop
from cdof_core.domain import CdofError
from cdof_core.report.priorities import (
    HOW,
    METHODS,
    result_picture,
    result_table,
    stability_sentence,
)
from cdof_core.ui.ballot import TOGETHER, fill_ballot
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.components import Cell, DataTable, show_table
from cdof_core.ui.downloads import file_stem, plain_files
from cdof_core.ui.explained import show_definitions
from cdof_core.ui.judged import chosen
from cdof_core.ui.panels import as_plain_text, show_downloads, show_no_data
from cdof_core.ui.people import current_actor
from cdof_core.ui.priority_decision import show_decision
from cdof_core.ui.priority_setup import SAID, show_setup
from cdof_core.ui.taking_away import show_said
from cdof_core.ui.url import read_parameters, write_parameters
from cdof_core.workspace import Change, open_workspace
from cdof_core.workspace.ballots import list_ballots
from cdof_core.workspace.priorities import (
    Criterion,
    Method,
    Workshop,
    add_workshop,
    find_workshop,
    list_workshops,
)

_EVERY = "3s"
_CRITERIA = (
    "Scale of harm = 3\nInequality = 2\nSomething that works = 2\nFit with what partners do = 1"
)


def choose_workshop() -> Workshop | None:
    """Draw the menu of the area's workshops and the form of a new one; return the chosen one."""
    selection, places = chosen()
    held = {
        w.workshop_id: w for w in list_workshops(open_workspace(), area_code=selection.area_code)
    }
    show_said(SAID, choose=_choose_again)
    asked = read_parameters()["room"]
    names = {"": "A new workshop", **{key: w.name for key, w in held.items()}}
    current = asked if asked in names else ""
    st.session_state["choose_room"] = current
    st.selectbox(
        "Workshop",
        list(names),
        format_func=lambda key: names[key],
        key="choose_room",
        on_change=lambda: write_parameters(room=str(st.session_state["choose_room"])),
    )
    if current:
        return find_workshop(open_workspace(), current)
    if asked:
        st.caption("The workshop of this link does not exist here.")
    _ask_new(selection.area_code, places.area.name)
    return None


def _choose_again(removal: Change) -> None:
    write_parameters(room=removal.entry_id)


def _ask_new(area_code: str, area_name: str) -> None:
    with st.form("new_workshop"):
        st.text_input("Name", key="new_name", max_chars=120, placeholder=f"{area_name}, this year")
        st.radio(
            "Scored by",
            list(METHODS),
            format_func=lambda method: METHODS[method],
            captions=[HOW[method] for method in METHODS],
            key="new_method",
        )
        st.text_area("Criteria and weights, for weighted criteria", _CRITERIA, key="new_criteria")
        st.checkbox("Votes without names", value=True, key="new_anonymous")
        st.form_submit_button("Begin", type="primary", on_click=_begin, args=(area_code, area_name))


def _begin(area_code: str, area_name: str) -> None:
    state = st.session_state
    try:
        method = Method(state["new_method"])
        made = add_workshop(
            open_workspace(),
            current_actor(),
            name=str(state["new_name"]).strip() or f"{area_name}, this year",
            area_code=area_code,
            method=method,
            criteria=read_criteria(state["new_criteria"]) if method is Method.WEIGHTED else (),
            is_anonymous=bool(state["new_anonymous"]),
        )
        write_parameters(room=made.workshop_id)
    except CdofError as error:
        state["priorities_said"] = error


def read_criteria(text: str) -> tuple[Criterion, ...]:
    """Read criteria as typed, one a line: a name, an equals sign and a weight.

    Raises:
        CriteriaError: A line without a weight that is a number.
    """
    found: list[Criterion] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        name, _, weight = line.rpartition("=")
        try:
            found.append(Criterion(name.strip(), float(weight)))
        except ValueError as error:
            message = f"Criteria, line {number}: found {line!r}; expected a name = a weight."
            raise CriteriaError(message) from error
    return tuple(found)


class CriteriaError(CdofError):
    """A line of typed criteria that cannot be read."""


def show_workshop(workshop: Workshop) -> None:
    """Show one workshop: candidates and code, the live result, the decision."""
    setup, live, together, decision = st.tabs(
        ["Candidates and code", "Result", "Score together", "Decision"]
    )
    with setup:
        show_setup(workshop)
        show_definitions(_measures(workshop), key="candidates")
    with live:
        _show_live(workshop.workshop_id)
    with together:
        if workshop.is_open:
            st.caption("One ballot that the room agrees on; it counts like any other.")
            fill_ballot(workshop, TOGETHER)
        else:
            show_no_data("Voting is closed", why="Open it beside the code.")
    with decision:
        show_decision(workshop, _result(workshop))


def _show_live(workshop_id: str) -> None:
    workshop = find_workshop(open_workspace(), workshop_id)
    every = _EVERY if workshop and workshop.is_open else None

    @st.fragment(run_every=every)
    def live() -> None:
        newest = find_workshop(open_workspace(), workshop_id)
        if newest is not None:
            _show_result(newest, _result(newest))

    live()


def _result(workshop: Workshop) -> PriorityResult:
    return score_workshop(workshop, list_ballots(open_workspace(), workshop))


def _show_result(workshop: Workshop, result: PriorityResult) -> None:
    people = "1 ballot" if result.ballots == 1 else f"{result.ballots} ballots"
    st.markdown(f"**{people}** so far; voting is {'open' if workshop.is_open else 'closed'}.")
    if result.is_empty:
        show_no_data("Nobody has voted yet")
        return
    table = result_table(result)
    show_picture(
        result_picture(workshop, result, palette=current_palette()),
        key="priorities",
        file_stem=file_stem("priorities", workshop.name),
        has_twin=True,
    )
    sentence = stability_sentence(result)
    if sentence:
        st.markdown(as_plain_text(sentence))
    rows = tuple(
        tuple(Cell(_cell(value)) for value in row) for row in table.itertuples(index=False)
    )
    shown = tuple(str(name) for name in table.columns)
    show_table(
        DataTable(
            caption="Candidates in order of priority",
            columns=(shown[1], shown[0], *shown[2:]),
            groups=(("", tuple((row[1], row[0], *row[2:]) for row in rows)),),
            numbers=(2, 5, 6),
            noun="candidates",
        ),
        key="priorities",
    )
    show_downloads(
        plain_files(workshop.name, table, file_stem=file_stem("priorities", workshop.name)),
        key="priorities_table",
    )
    show_definitions(_measures(workshop), key="priorities")
    st.caption(
        f"{HOW[workshop.method]} Equal scores share a rank. Whoever did not score a candidate in "
        "full is left out of its score, not counted as 0."
    )


def _measures(workshop: Workshop) -> list[str]:
    """Return the measures whose figures the candidates rest on, from the links to them."""
    asked = [parse_qs(urlsplit(one.link).query) for one in workshop.candidates]
    return [name for query in asked for name in query.get("indicator", [])]


def _cell(value: object) -> str:
    return "–" if isinstance(value, float) and pd.isna(value) else str(value)
