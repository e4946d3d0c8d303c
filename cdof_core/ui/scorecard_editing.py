"""Lines of a partnership's own scorecard: add, change, remove."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from cdof_core.disclosure.rules import PRESETS
from cdof_core.domain import AreaCode
from cdof_core.ui.judged import chosen, load_area_profile
from cdof_core.ui.meanwhile import (
    Edit,
    begin_edit,
    find_edit,
    keep_edit,
    remove_edit,
    show_choice,
    show_outcome,
)
from cdof_core.ui.people import current_actor
from cdof_core.ui.scorecard_figures import draw_figures, edited_figures
from cdof_core.ui.target_direction import ask_direction
from cdof_core.ui.text_version import show_folded
from cdof_core.workspace import open_workspace
from cdof_core.workspace.scorecard_lines import (
    HIGHEST_TOLERANCE,
    LONGEST_TEXT,
    KeptLine,
    keep_line,
    list_lines,
    remove_line,
)

_NEW, _LOCAL = "", ""
_SAID = "scorecard_said"
"""Session key: what came of the last change."""
_WHICH = "scorecard_which"
"""Session key: the line that is changed; empty for a new one."""
_ALWAYS = "line_owner"
"""A field that the form always has."""
_UNITS = ("%", "people", "per 1,000", "per 100,000", "days", "£", "completions", "")
_RULES = {rule.name: rule.title for rule in PRESETS}


def edit_scorecard() -> None:
    """Draw the form of one line, new or kept."""
    selection, _ = chosen()
    kept = {
        line.entry.entry_id: line
        for line in list_lines(open_workspace(), area_code=selection.area_code)
        if line.entry is not None
    }
    show_outcome(_SAID, choose=lambda back: st.session_state.update({_WHICH: back.entry_id}))
    show_folded(
        "Add or change a line",
        partial(_edit, kept, selection.area_code),
        key="line",
        changes_page=True,
        form_of=selection.area_code,
    )


def _edit(kept: Mapping[str, KeptLine], area_code: AreaCode) -> None:
    names = {_NEW: "A new line"} | {key: line.name for key, line in kept.items()}
    shown = str(st.session_state.get(_WHICH) or _NEW)
    written = find_edit(_edit_key(shown), field=_ALWAYS)
    if shown not in names and written is not None:
        # Somebody else removed it: what is typed for it still stands.
        names[shown] = f"{written.drawn.name} (removed meanwhile)"
    which = st.selectbox(
        "Line to change", list(names), format_func=lambda key: names[key], key=_WHICH
    )
    edit = begin_edit(_edit_key(which), kept.get(which), field=_ALWAYS, new=KeptLine(name=""))
    show_choice(edit)
    has_parts = any(line.whole_id == which for line in kept.values())
    # A part of a part is of no measure.
    wholes = {
        key: line.name
        for key, line in kept.items()
        if key != which and not line.whole_id and not has_parts
    }
    _draw_form(edit, area_code, wholes)


def _edit_key(which: str) -> str:
    return f"{chosen()[0].area_code}_{which or 'new'}"


def _draw_form(edit: Edit[KeptLine], area_code: AreaCode, wholes: Mapping[str, str]) -> None:
    start, tag = edit.drawn, edit.tag
    measures = _measures()
    if start.indicator_id:
        # The profile of another sex or a later snapshot may lack it; the line goes on being of it.
        measures.setdefault(start.indicator_id, start.name)
    offered = [_LOCAL, *measures]
    indicator = st.selectbox(
        "What is measured",
        offered,
        index=offered.index(start.indicator_id) if start.indicator_id else 0,
        format_func=lambda key: measures.get(key, "A measure of our own"),
        key=f"line_indicator_{tag}",
    )
    with st.form(f"line_form_{tag}", border=False):
        _draw_fields(start, tag, is_own=not indicator, wholes=wholes)
        if indicator:
            st.caption(
                "Figures, unit, benchmark and standing come from the explorer and stay up to date."
                + _let_go_words(start)
            )
        else:
            draw_figures(start.points, key=f"line_points_{tag}")
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                edit.verb("Keep this line"),
                type="primary",
                on_click=_keep,
                args=(edit, indicator, measures.get(indicator, ""), area_code),
                key=f"line_keep_{tag}",
            )
            if edit.item.entry is not None:
                st.form_submit_button(
                    "Remove this line", on_click=_remove, args=(edit,), key=f"line_remove_{tag}"
                )


def _let_go_words(start: KeptLine) -> str:
    """Say what becomes of figures that were typed in, where an indicator takes their place."""
    if not start.points:
        return ""
    count = "The figure" if len(start.points) == 1 else f"The {len(start.points)} figures"
    verb = "goes" if len(start.points) == 1 else "go"
    return (
        f" {count} entered for this line {verb} when it is kept; undoing that under Saved work "
        "brings them back."
    )


def _draw_fields(start: KeptLine, tag: str, *, is_own: bool, wholes: Mapping[str, str]) -> None:
    if is_own:
        _draw_measure(start, tag)
    _draw_target(start, tag)
    if is_own:
        _draw_benchmark(start, tag)
    offered = dict(wholes)
    if start.whole_id:
        offered.setdefault(start.whole_id, "A line that was removed")
    if offered:
        st.selectbox(
            "Part of the line for all clients",
            ["", *offered],
            index=["", *offered].index(start.whole_id),
            format_func=lambda key: offered.get(key, "None: a line of its own"),
            key=f"line_whole_id_{tag}",
            help="Of a line with two parts, all in per cent and each with a target of its own, the "
            "scorecard warns where the mix of clients is not the one that the targets assume.",
        )
    st.text_input("Who answers for it", value=start.owner, max_chars=120, key=f"line_owner_{tag}")
    st.text_area(
        "Commentary",
        value=start.commentary,
        max_chars=LONGEST_TEXT,
        key=f"line_commentary_{tag}",
        height=90,
    )


def _draw_measure(start: KeptLine, tag: str) -> None:
    """Draw what a measure of one's own is called and how it is counted."""
    st.text_input("Name", value=start.name, max_chars=120, key=f"line_name_{tag}")
    left, right = st.columns(2)
    units = _UNITS if start.unit in _UNITS else (*_UNITS, start.unit)
    left.selectbox(
        "Unit",
        units,
        index=units.index(start.unit),
        format_func=lambda unit: unit or "none",
        key=f"line_unit_{tag}",
    )
    right.selectbox(
        "Small counts",
        list(_RULES),
        index=list(_RULES).index(start.rule) if start.rule in _RULES else 0,
        format_func=lambda name: _RULES[name],
        help="Counts that the rule hides are withheld everywhere, and what rests on them.",
        key=f"line_rule_{tag}",
    )


def _draw_target(start: KeptLine, tag: str) -> None:
    first, second, third = st.columns(3)
    with first:
        ask_direction(start.direction, key=f"line_direction_{tag}")
    second.number_input(
        "Target",
        min_value=0.0,
        value=start.target,
        key=f"line_target_{tag}",
        placeholder="none yet",
    )
    third.number_input(
        "Tolerance, % of the target",
        min_value=0.0,
        max_value=HIGHEST_TOLERANCE,
        value=start.tolerance,
        key=f"line_tolerance_{tag}",
    )


def _draw_benchmark(start: KeptLine, tag: str) -> None:
    """Draw what a measure of one's own is compared with."""
    left, right = st.columns(2)
    left.text_input(
        "Benchmark: whose figure",
        value=start.benchmark_name,
        max_chars=120,
        placeholder="England, 2025",
        key=f"line_benchmark_name_{tag}",
    )
    right.number_input(
        "Benchmark: the figure",
        min_value=0.0,
        value=start.benchmark,
        key=f"line_benchmark_{tag}",
        placeholder="none",
    )


def _keep(edit: Edit[KeptLine], indicator: str, indicator_name: str, area_code: AreaCode) -> None:
    def save(now: Edit[KeptLine]) -> KeptLine:
        made = _of_one_source(now, _read_form(edit, indicator, name))
        return keep_line(open_workspace(), current_actor(), made, area_code=area_code)

    name = indicator_name or " ".join(str(_field(edit, "name") or "").split())
    if keep_edit(edit, save, said=_SAID, done=f"{name} is kept.") and edit.item.entry is None:
        st.session_state[_WHICH] = _NEW


def _of_one_source(now: Edit[KeptLine], made: KeptLine) -> KeptLine:
    """Return what is kept of two people's changes: an indicator, or figures of one's own.

    One may have chosen an indicator while the other typed figures; whoever keeps last decides.
    """
    both = now.merged(made)
    if not (both.indicator_id and both.points):
        return both
    one = replace(both, name=made.name, indicator_id=made.indicator_id, unit=made.unit)
    return replace(one, points=()) if made.indicator_id else one


def _remove(edit: Edit[KeptLine]) -> None:
    if remove_edit(
        edit,
        lambda now: remove_line(open_workspace(), current_actor(), now.item),
        said=_SAID,
        words=f"{edit.drawn.name} is removed; Saved work can bring it back.",
        name=edit.drawn.name,
    ):
        st.session_state[_WHICH] = _NEW


def _field(edit: Edit[KeptLine], name: str) -> Any:  # noqa: ANN401 (a widget's value)
    return st.session_state.get(f"line_{name}_{edit.tag}")


def _read_form(edit: Edit[KeptLine], indicator: str, name: str) -> KeptLine:
    held = partial(_field, edit)
    made = replace(
        edit.drawn,
        name=name,
        indicator_id=indicator,
        direction=str(held("direction")),
        target=None if held("target") is None else float(held("target")),
        tolerance=float(held("tolerance") or 0),
        owner=str(held("owner") or "").strip(),
        commentary=str(held("commentary") or "").strip(),
        whole_id=str(held("whole_id") or ""),
    )
    if indicator:
        return replace(made, points=(), benchmark=None, benchmark_name="")
    points = edited_figures(edit.drawn.points, held("points") or {})
    benchmark = held("benchmark")
    return replace(
        made,
        unit=str(held("unit") or ""),
        rule=str(held("rule") or "ndtms"),
        points=points,
        benchmark=None if benchmark is None else float(benchmark),
        benchmark_name=" ".join(str(held("benchmark_name") or "").split()),
    )


def _measures() -> dict[str, str]:
    rows = load_area_profile().comparison.rows
    return {
        str(key): str(name) for key, name in zip(rows["indicator_id"], rows["name"], strict=True)
    }
