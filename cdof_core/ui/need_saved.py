"""Scenarios kept under a name: save, compare, take away, rename and delete."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from cdof_core.analysis.need_scenario import (
    NeedScenario,
    ScenarioError,
    scenario_content,
    scenario_from,
    scenario_inputs,
)
from cdof_core.comparison.records import records_of
from cdof_core.domain import CdofError
from cdof_core.narrative.numbers import MISSING, number_text
from cdof_core.report.scenario_pictures import assumption_table, money_text, scenario_table
from cdof_core.statistics.simulation import Simulation, simulate_scenario
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.downloads import plain_files
from cdof_core.ui.panels import as_plain_text, show_downloads
from cdof_core.ui.people import current_actor
from cdof_core.ui.taking_away import renamed_words, show_said, take_away
from cdof_core.ui.text_version import folded
from cdof_core.workspace import (
    SavedScenario,
    delete_scenario,
    list_scenarios,
    open_workspace,
    rename_scenario,
    save_scenario,
)
from cdof_core.workspace.scenarios import LONGEST_NAME

_SAID = "scenario_said"
"""Session key: what came of the last save, rename or delete."""
_DRAWS = 20_000
_SEED = 2024


def keep_scenario(scenario: NeedScenario, *, is_private: bool) -> None:
    """Offer to keep a scenario under a name.

    Args:
        scenario: What to keep.
        is_private: Whether it rests on figures typed into this session.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            "Keep this scenario as",
            key="scenario_name",
            max_chars=LONGEST_NAME,
            placeholder="For example: half of all in treatment",
        )
        st.button("Keep", on_click=_save, args=(scenario,), key="scenario_save")
    if is_private:
        st.caption(
            "Keeping it stores the typed estimate and caseload with everyone who uses this "
            "installation; until then they stay in your session."
        )


def show_saved_scenarios() -> None:
    """Show the scenarios that were kept, beside one another; nothing where there are none."""
    show_said(_SAID, choose=lambda _: _compare_all())
    saved = list_scenarios(open_workspace())
    if not saved:
        return
    st.subheader("Kept scenarios", anchor=False)
    by_name = {item.name: item for item in saved}
    shown = st.multiselect(
        "Compare", list(by_name), default=list(by_name)[:4], key="scenarios_compared"
    )
    readable = _readable({name: by_name[name] for name in shown})
    if readable:
        drawn = {name: _drawn(repr(item), item) for name, item in readable.items()}
        _show_comparison(readable, drawn)
    with folded("Rename or delete"):
        for item in saved:
            _manage(item)


def _show_comparison(scenarios: dict[str, NeedScenario], drawn: dict[str, Simulation]) -> None:
    table = scenario_table(scenarios, simulated=drawn)
    rows = tuple(_row(record) for record in records_of(table))
    show_table(
        DataTable(
            caption="Kept scenarios beside one another",
            columns=("Scenario", "Coverage", "More people", "Completions", "Keyworkers", "Cost"),
            groups=(("", rows),),
            numbers=(1, 2, 3, 4, 5),
            noun="scenarios",
        ),
        key="kept_scenarios",
    )
    st.caption("Ranges are 95% of 20,000 draws; without one, no input of the scenario has a range.")
    show_downloads(
        [
            *plain_files("Scenarios", table, file_stem="scenarios"),
            *plain_files(
                "What scenarios rest on",
                assumption_table(scenarios),
                file_stem="scenario-assumptions",
            ),
        ],
        key="scenarios",
    )
    with folded("What they rest on"):
        st.dataframe(assumption_table(scenarios), hide_index=True, width="stretch")


def _row(record: Mapping[str, Any]) -> Row:
    def said(column: str) -> str:
        text = number_text(float(str(record[column])))
        return "not stated" if text == MISSING else text

    cost = money_text(float(str(record["Cost of a year (£)"])))
    return (
        Cell(
            str(record["Scenario"]),
            below=(
                f"{record['Area']}, {str(record['Substance']).lower()}, {record['Period']}; "
                f"{record['Target']}"
            ),
        ),
        Cell(f"{number_text(float(str(record['Coverage then (%)'])), 1)}%"),
        Cell(said("More people in treatment"), below=str(record["People, 95% range"])),
        Cell(said("More completions in a year")),
        Cell(said("More keyworkers")),
        Cell("not stated" if cost == MISSING else cost, below=str(record["Cost, 95% range"])),
    )


def _readable(saved: dict[str, SavedScenario]) -> dict[str, NeedScenario]:
    """Return the scenarios that this version can read; say which it cannot."""
    found: dict[str, NeedScenario] = {}
    for name, item in saved.items():
        try:
            scenario = scenario_from(item.content)
            scenario_inputs(scenario)
        except ScenarioError as error:
            st.warning(as_plain_text(f"{name}: {error}"), icon=":material/error:")
        else:
            found[name] = scenario
    return found


@st.cache_resource(max_entries=100, show_spinner=False)
def _drawn(key: str, _scenario: NeedScenario) -> Simulation:  # noqa: ARG001 (what it is for)
    return simulate_scenario(scenario_inputs(_scenario), draws=_DRAWS, seed=_SEED)


def _manage(item: SavedScenario) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        key = f"scenario_name_{item.scenario_id}"
        st.text_input("Name", value=item.name, key=key, max_chars=LONGEST_NAME)
        st.button(
            "Rename", key=f"scenario_rename_{item.scenario_id}", on_click=_rename, args=(item, key)
        )
        st.button(
            "Delete", key=f"scenario_delete_{item.scenario_id}", on_click=_delete, args=(item,)
        )


def _save(scenario: NeedScenario) -> None:
    name = str(st.session_state.get("scenario_name", ""))
    try:
        save_scenario(
            open_workspace(), current_actor(), name=name, content=scenario_content(scenario)
        )
    except CdofError as error:
        st.session_state[_SAID] = error
    else:
        st.session_state["scenario_name"] = ""
        st.session_state[_SAID] = f"“{name.strip()}” is saved."
        _compare_all()


def _rename(item: SavedScenario, key: str) -> None:
    name = str(st.session_state.get(key, ""))
    try:
        rename_scenario(open_workspace(), current_actor(), item, name=name)
    except CdofError as error:
        st.session_state[_SAID] = error
    else:
        st.session_state[_SAID] = renamed_words(name)
        _compare_all()


def _delete(item: SavedScenario) -> None:
    if take_away(delete_scenario, item, entry_id=item.scenario_id, name=item.name, said=_SAID):
        _compare_all()


def _compare_all() -> None:
    """Let the comparison begin afresh, with what is kept now."""
    st.session_state.pop("scenarios_compared", None)
