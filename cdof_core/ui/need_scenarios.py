"""What would close the gap: targets side by side, assumptions, how sure, and which to keep."""

from functools import partial
from math import isnan

import pandas as pd
import streamlit as st

from cdof_core.analysis.assumptions import Assumed
from cdof_core.analysis.need_estimate import Figures, NeedEstimate
from cdof_core.analysis.need_scenario import (
    Assumption,
    NeedScenario,
    ScenarioError,
    Target,
    TargetKind,
    build_scenario,
    scenario_inputs,
    work_out,
)
from cdof_core.analysis.treatment_coverage import TreatmentCoverage, coverage_targets
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.need import USERS
from cdof_core.narrative.numbers import MISSING, number_text, stated_text
from cdof_core.report.scenario_pictures import (
    ASSUMPTIONS,
    TARGETS,
    money_text,
    people_sentence,
    scenario_table,
    tornado_picture,
    tornado_table,
)
from cdof_core.report.scenario_words import drawn_words
from cdof_core.statistics.simulation import Simulation, simulate_scenario
from cdof_core.ui.assumption_grid import edit_assumptions, stated_assumptions
from cdof_core.ui.beside import show_beside
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import Cell, DataTable, Message, Row, show_key_messages, show_table
from cdof_core.ui.downloads import file_stem, plain_files
from cdof_core.ui.judged import chosen
from cdof_core.ui.need_coverage import held_coverage
from cdof_core.ui.need_saved import keep_scenario, show_saved_scenarios
from cdof_core.ui.panels import show_error
from cdof_core.ui.text_version import show_folded
from cdof_core.ui.url import read_parameters

DRAWS = 100_000
SEED = 2024
_DRAWN = "need_simulations"
"""Session key: simulations by what they were drawn for."""
_ASKED = "need_simulation_asked"
"""Session key: what is to be drawn in this run."""
_MOST_KEPT = 20
_NOTE = (
    "A range is read as a 95% interval. Blank means not stated: a unit cost or a caseload is never "
    "filled in for you."
)


def show_scenarios(
    estimate: NeedEstimate, *, figures: Figures, coverage: TreatmentCoverage | None
) -> None:
    """Show what closing the gap would take, and on what that rests.

    Args:
        estimate: Estimate and caseload.
        figures: Whose figures they are.
        coverage: Coverage of other areas; None where there is none to set beside these figures.
    """
    st.header("What would close it?", anchor=False)
    st.caption(
        "Each line says what a coverage would ask for. Posts and money appear once you state what "
        "they rest on: nothing is assumed unsaid."
    )
    assumed = stated_assumptions("assume", ASSUMPTIONS)
    _, places = chosen()
    typed = assumed.get(Assumption.COVERAGE, Assumed()).value
    targets = coverage_targets(
        coverage,
        substance=estimate.substance,
        places=places,
        typed=typed,
        is_of_area=figures.is_of_area,
        authorities=held_coverage(estimate.substance).authorities,
    )
    _show_targets(estimate, targets, assumed)
    is_alike = coverage is not None and coverage.measure.substance is estimate.substance
    # A period that somebody typed is of their table, and says nothing of the year.
    if coverage is not None and is_alike and figures is not Figures.TYPED:
        _say_other_period(estimate, coverage)
    show_folded(
        "State what it rests on, look at one scenario closely, keep it",
        partial(_show_closer, estimate, targets, assumed, is_private=figures is Figures.TYPED),
        key="closer",
        changes_page=True,
        begins_open=any(read_parameters()[name] for name in ("assume", "target")),
    )
    show_saved_scenarios()


def _show_closer(
    estimate: NeedEstimate,
    targets: tuple[Target, ...],
    assumed: dict[Assumption, Assumed],
    *,
    is_private: bool,
) -> None:
    """Let users state what the targets rest on, look at one of them closely, and keep it."""
    st.markdown("State a number, its range if you have one, and its source.")
    edit_assumptions("assume", ASSUMPTIONS, note=_NOTE)
    available = [target for target in targets if target.is_available]
    shown = _choose_target(available)
    scenario = build_scenario(estimate, target=shown, assumed=assumed)
    try:
        scenario_inputs(scenario)
    except ScenarioError as error:
        show_error(error)
    else:
        _look_closer(scenario)
        keep_scenario(scenario, is_private=is_private)


def _show_targets(
    estimate: NeedEstimate, targets: tuple[Target, ...], assumed: dict[Assumption, Assumed]
) -> None:
    rows = tuple(_target_row(estimate, target, assumed) for target in targets)
    stem = file_stem("scenarios", estimate.substance.value, estimate.area_name, estimate.period)
    title = f"Scenarios for {in_sentence(estimate.area_name)}: {USERS[estimate.substance]}"
    show_table(
        DataTable(
            caption=title,
            columns=(
                "Scenario",
                "Coverage",
                "More people in treatment",
                "More completions",
                "More keyworkers",
                "Cost of a year",
            ),
            groups=(("", rows),),
            numbers=(1, 2, 3, 4, 5),
            noun="scenarios",
        ),
        key="scenarios",
    )
    show_beside(
        plain_files(title, partial(_target_file, estimate, targets, assumed), file_stem=stem),
        key="target_scenarios",
        sources=estimate.dataset_ids,
    )


def _target_file(
    estimate: NeedEstimate, targets: tuple[Target, ...], assumed: dict[Assumption, Assumed]
) -> pd.DataFrame:
    """Return the scenarios that can be worked out, with what each rests on."""
    found: dict[str, NeedScenario] = {}
    for target in targets:
        scenario = build_scenario(estimate, target=target, assumed=assumed)
        try:
            scenario_inputs(scenario)
        except ScenarioError:
            continue
        if target.is_available:
            found[TARGETS[target.kind]] = scenario
    return scenario_table(found)


def _target_row(estimate: NeedEstimate, target: Target, assumed: dict[Assumption, Assumed]) -> Row:
    aim = "" if isnan(target.coverage) else f"{number_text(target.coverage, 1)}%. "
    name = Cell(TARGETS[target.kind], below=f"{aim}{target.basis}")
    nothing = (Cell(MISSING),) * 5
    if not target.is_available:
        return (name, *nothing)
    try:
        found = work_out(build_scenario(estimate, target=target, assumed=assumed))
    except ScenarioError as error:
        return (Cell(TARGETS[target.kind], below=str(error)), *nothing)
    if not float(found.people) and target.kind is not TargetKind.HOLD and found.coverage <= 1:
        # The coverage beside it is today's, which is what the line asks for or more. Above 100% the
        # estimate is too low to be reached or passed.
        name = Cell(name.text, below=f"{name.below} Reached already.")
    return (
        name,
        Cell(f"{number_text(float(found.coverage) * 100, 1)}%"),
        Cell(number_text(float(found.people))),
        Cell(_or_unsaid(number_text(float(found.completions)))),
        Cell(_or_unsaid(number_text(float(found.keyworkers)))),
        Cell(_or_unsaid(money_text(float(found.cost)))),
    )


def _or_unsaid(text: str) -> str:
    return "not stated" if text == MISSING else text


def _say_other_period(estimate: NeedEstimate, coverage: TreatmentCoverage) -> None:
    if coverage.view.period and coverage.view.period != estimate.period:
        st.caption(
            f"The coverage of other areas is for {coverage.view.period}, the caseload here for "
            f"{estimate.period}: they are not of the same year."
        )


def _choose_target(available: list[Target]) -> Target:
    asked = read_parameters()["target"]
    usual = next(
        (target for target in available if target.kind is not TargetKind.HOLD), available[0]
    )
    shown = next((target for target in available if target.kind.value == asked), usual)
    options = {target.kind.value: TARGETS[target.kind] for target in available}
    choose_parameter("Look closer at", "target", options, current=shown.kind.value, width=300)
    return shown


def _look_closer(scenario: NeedScenario) -> None:
    """Show a scenario in a sentence, its ranges, and what moves it most."""
    key = repr(scenario)
    kept: dict[str, Simulation] = st.session_state.setdefault(_DRAWN, {})
    messages = [Message(headline="As stated.", text=people_sentence(scenario))]
    button, note = st.columns([1, 3], vertical_alignment="center")
    uncertain = scenario_inputs(scenario).uncertain
    with button:
        st.button(
            "Draw the ranges",
            key="simulate",
            on_click=_ask,
            args=(key,),
            icon=":material/casino:",
            disabled=not uncertain,
            help=f"Draws every range {DRAWS:,} times",
        )
    with note:
        st.caption(
            f"Draws the stated ranges {DRAWS:,} times, independently, with seed {SEED}."
            if uncertain
            else "No input has a range yet: state one to see how sure the result is."
        )
    if st.session_state.pop(_ASKED, "") == key:
        kept[key] = _simulate(scenario)
        for old in list(kept)[:-_MOST_KEPT]:
            del kept[old]
    if key in kept:
        messages += [Message(headline=lead, text=text) for lead, text in drawn_words(kept[key])]
    show_key_messages(messages, heading=at_start(TARGETS[TargetKind(scenario.target)].lower()))
    picture = tornado_picture(scenario, palette=current_palette())
    if picture is not None:
        stem = file_stem("what-matters-most", scenario.area_name, scenario.period)
        table = tornado_table(scenario)
        show_picture(
            picture,
            key="tornado",
            file_stem=stem,
            tables=plain_files(picture.wording.finding, table, file_stem=stem),
            has_twin=True,
        )
        show_folded("The same as a table", partial(_show_swings, table), key="tornado")


def _show_swings(table: pd.DataFrame) -> None:
    rows = tuple(
        (Cell(str(row[0])), Cell(str(row[1])), *(Cell(stated_text(float(end))) for end in row[2:]))
        for row in table.itertuples(index=False)
    )
    show_table(
        DataTable(
            caption="What moves the outcome most",
            columns=tuple(table.columns),
            groups=(("", rows),),
            numbers=(2, 3, 4, 5),
            noun="inputs",
        ),
        key="tornado",
    )


def _ask(key: str) -> None:
    st.session_state[_ASKED] = key


def _simulate(scenario: NeedScenario) -> Simulation:
    bar = st.progress(0.0, text="Drawing")

    def report(share: float) -> None:
        bar.progress(share, text=f"Drawing: {share:.0%}")

    found = simulate_scenario(scenario_inputs(scenario), draws=DRAWS, seed=SEED, progress=report)
    bar.empty()
    return found
