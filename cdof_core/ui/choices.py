"""The bar of choices, the same on every page and in the same order."""

from collections.abc import Collection, Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cdof_core.domain import BenchmarkKind, Dataset, Selection, Sensitivity
from cdof_core.ui.cached import load_indicator_ids
from cdof_core.ui.combining import combine_authorities
from cdof_core.ui.components import Status
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.ui.places import Places
from cdof_core.ui.selection import YES, quote
from cdof_core.ui.session import BENCHMARK_LABELS, benchmark_label, current_run, own_groups
from cdof_core.ui.text_version import is_text_only, is_unfolded
from cdof_core.ui.url import read_parameters, write_parameters
from cdof_core.ui.workshop import WORKSHOP, is_workshop
from cdof_core.workspace.entries import may_write
from cdof_core.workspace.pinned_views import KIND

_SHOWN = "shown_choices"
"""Session key: what each visible control showed when it was drawn last."""
_OFFERED = "offered_choices"
"""Session key: the values that each menu offered when it was drawn last."""
_DRAWN_ON = "choices_drawn_on"
"""Session key: the page that each control was drawn on last."""

_GROUP_PREFIX = f"{BenchmarkKind.OWN_GROUP.value}:"

_LEVELS = {"3": "Three levels (95% interval)", "5": "Five levels (95% and 99.8%)"}


def draw_bar(selection: Selection, places: Places) -> DeltaGenerator:
    """Draw the bar: area, comparison, how to judge, combining, the mode.

    Returns:
        The place at its end for status and link, which are known when the page has been drawn.
    """
    st.session_state[_SHOWN], st.session_state[_OFFERED] = {}, {}
    with st.container(key="above_page", gap="small"):
        with st.container(key="bar", horizontal=True, vertical_alignment="bottom", gap="small"):
            _choose_area(selection, places)
            _choose_benchmark(selection, places)
            if not is_workshop():
                _choose_judgement(selection)
                _offer_combining(selection, places)
            _choose_mode()
            if is_workshop():
                return st.container(key="end_of_bar", width="stretch")
        # A line of its own before any style has come: what moved there later would be a jump.
        return st.container(key="end_of_bar", width="stretch")


def _offer_combining(selection: Selection, places: Places) -> None:
    if st.button(
        "Combine areas", key="combine_open", help="Several authorities as one area or one group"
    ):
        combine_authorities(places, selection)


def _choose_mode() -> None:
    st.toggle(
        "Workshop",
        key=_show("mode", is_workshop()),
        on_change=_take_choices,
    )


def choose_parameter(
    label: str, parameter: str, options: Mapping[str, str], *, current: str, width: int = 235
) -> None:
    """Draw a menu that writes one parameter of the address.

    Args:
        label: Above the menu.
        parameter: Name in the address.
        options: Labels by value; the current value is among them.
        current: What the address says, after defaults.
        width: In pixels; the menu never grows wider than the screen.
    """
    key = _show(parameter, current, place=current_run().page)
    st.session_state[_OFFERED][parameter] = frozenset(options)
    st.selectbox(
        label,
        list(options),
        format_func=lambda value: options.get(value, value),
        key=key,
        filter_mode="contains",
        width=width,
        on_change=_take_choices,
    )
    _note_drawn(parameter)
    asked = read_parameters()["indicator"]
    if parameter == "indicator" and asked and asked not in load_indicator_ids():
        shown = options.get(current, current)
        st.caption(
            as_plain_text(f"No measure has the identifier {quote(asked)}. Showing {shown} instead.")
        )


def choose_part(label: str, parameter: str, options: Mapping[str, str], *, current: str) -> None:
    """Draw a row of buttons that writes one parameter of the address; one is always chosen.

    Args:
        label: For those who do not see that the buttons belong together.
        parameter: Name in the address.
        options: Labels by value; the current value is among them.
        current: What the address says, after defaults.
    """
    st.segmented_control(
        label,
        list(options),
        format_func=lambda value: options.get(value, value),
        key=_show(parameter, current, place=current_run().page),
        on_change=_take_choices,
        label_visibility="collapsed",
    )
    _note_drawn(parameter)


def _show(parameter: str, current: str | bool, *, place: str = "") -> str:
    """Let a control show what the address says; its value is set before it is drawn.

    On another page a page's own control is another to the browser, which begins with the first
    option unless it is told; the session still knows the value that the last page's control had.

    Args:
        parameter: Name in the address.
        current: What it says, after defaults.
        place: Page that draws the control; empty for the bar's, which stay from page to page.
    """
    key = f"choose_{parameter}"
    drawn_on: dict[str, str] = st.session_state.setdefault(_DRAWN_ON, {})
    is_new = bool(place) and drawn_on.get(parameter) != place
    if is_new or st.session_state.get(key) != current:
        st.session_state[key] = current
    st.session_state[_SHOWN][parameter] = current
    return key


def _note_drawn(parameter: str) -> None:
    """Keep which page drew a control: only now, for a run can be broken off before it is sent."""
    st.session_state[_DRAWN_ON][parameter] = current_run().page


def _take_choices() -> None:
    """Write every control that shows something new: quick second clicks must not undo a first."""
    shown: dict[str, object] = st.session_state.get(_SHOWN, {})
    offered: dict[str, frozenset[str]] = st.session_state.get(_OFFERED, {})
    for parameter, before in shown.items():
        now = st.session_state.get(f"choose_{parameter}")
        if now is None or now == before:
            continue
        if parameter in offered and now not in offered[parameter]:
            # The browser sends the label of what is chosen. Where another choice changed it, as
            # the name of the region, the old one comes back and is no choice of anybody's.
            continue
        if parameter == "vs":
            _write_benchmark(str(now))
        elif parameter == "keep":
            write_parameters(keep=YES if now else "")
        elif parameter == "mode":
            write_parameters(mode=WORKSHOP if now else "")
        else:
            write_parameters(**{parameter: str(now)})


def _write_benchmark(chosen: str) -> None:
    if chosen.startswith(_GROUP_PREFIX):
        group_id = chosen.removeprefix(_GROUP_PREFIX)
        write_parameters(vs=BenchmarkKind.OWN_GROUP.value, group=group_id)
    else:
        default = chosen == BenchmarkKind.ENGLAND.value
        write_parameters(vs="" if default else chosen, group="")


def _choose_area(selection: Selection, places: Places) -> None:
    options: dict[str, str] = {str(code): name for code, name in places.menu().items()}
    # A partnership that came with a link is chosen, though nobody saved it here.
    options.setdefault(selection.area_code, places.name_of(selection.area_code))
    choose_parameter("Area", "area", options, current=selection.area_code)


def _choose_benchmark(selection: Selection, places: Places) -> None:
    options = {kind.value: label for kind, label in BENCHMARK_LABELS.items()}
    region = places.area_of(selection.area_code).region_code
    if region:
        name = places.other_names.get(region, region)
        options[BenchmarkKind.REGION.value] = f"Region: {name}"
    groups = own_groups().values()
    options |= {_GROUP_PREFIX + group.group_id: f"{group.name} (own group)" for group in groups}
    is_own = selection.benchmark is BenchmarkKind.OWN_GROUP
    current = _GROUP_PREFIX + selection.group_id if is_own else selection.benchmark.value
    choose_parameter("Compare with", "vs", options, current=current)


def _choose_judgement(selection: Selection) -> None:
    with st.popover("Judgement", help="How many levels, and who counts in a group"):
        st.radio(
            "Levels of judgement",
            list(_LEVELS),
            format_func=lambda value: _LEVELS[value],
            key=_show("levels", str(selection.levels)),
            on_change=_take_choices,
        )
        st.checkbox(
            "Count the area itself in its group of neighbours, decile or own group",
            key=_show("keep", selection.keep_area_in_group),
            on_change=_take_choices,
        )


def holds_restricted(datasets: Collection[Dataset]) -> bool:
    """Return whether not everybody may see all of these."""
    return any(dataset.sensitivity is Sensitivity.RESTRICTED for dataset in datasets)


def status_of(
    selection: Selection, places: Places, *, snapshot: str, datasets: Collection[Dataset]
) -> Status:
    """Return what the header says of a selection and of the figures on screen."""
    is_restricted = holds_restricted(datasets)
    return Status(
        area=places.name_of(selection.area_code),
        benchmark=benchmark_label(selection, places),
        snapshot=snapshot,
        sensitivity="Restricted data on screen" if is_restricted else "Open data only",
        is_restricted=is_restricted,
        is_text_only=is_text_only(),
        is_unfolded=is_unfolded(),
        may_pin=may_write(current_actor(), kind=KIND),
    )
