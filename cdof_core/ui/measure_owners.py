"""Who answers for a measure of the framework, and what was agreed for it: the form."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from cdof_core.domain import AreaCode
from cdof_core.ui.judged import chosen
from cdof_core.ui.meanwhile import Edit, begin_edit, keep_edit, show_choice, show_outcome
from cdof_core.ui.people import current_actor
from cdof_core.ui.target_direction import ask_direction
from cdof_core.ui.text_version import show_folded
from cdof_core.workspace import open_workspace
from cdof_core.workspace.measure_owners import (
    LONGEST_TEXT,
    MeasureOwner,
    keep_owner,
    list_owners,
)

_SAID = "tracker_said"
"""Session key: what came of the last change."""


def edit_owners(rows: pd.DataFrame) -> None:
    """Draw the form that names who answers for a measure, and what was agreed."""
    if rows.empty:
        return
    names = dict(zip(rows["measure_id"].astype(str), rows["name"].astype(str), strict=True))
    area_code = chosen()[0].area_code
    show_folded(
        "Say who answers for a measure, and what was agreed",
        partial(_edit, names, area_code),
        key="owner",
        changes_page=True,
        form_of=area_code,
    )


def _edit(names: Mapping[str, str], area_code: AreaCode) -> None:
    show_outcome(_SAID)
    measure = st.selectbox(
        "Measure", list(names), format_func=lambda key: names[key], key="tracker_measure"
    )
    owners = list_owners(open_workspace(), area_code=area_code)
    edit = begin_edit(
        f"{area_code}_{measure}",
        owners.get(measure),
        field="owner_who",
        new=MeasureOwner(measure),
    )
    show_choice(edit)
    _draw_form(edit)


def _draw_form(edit: Edit[MeasureOwner]) -> None:
    owner, tag = edit.drawn, edit.tag
    with st.form(f"owner_{tag}", border=False):
        st.text_input(
            "Who answers for it",
            value=owner.accountable,
            max_chars=LONGEST_TEXT,
            key=f"owner_who_{tag}",
        )
        left, right = st.columns(2)
        with left:
            ask_direction(owner.direction, key=f"owner_direction_{tag}")
        right.number_input(
            "Target, in the measure's unit",
            min_value=0.0,
            value=owner.target,
            placeholder="none yet",
            key=f"owner_target_{tag}",
        )
        st.text_area(
            "Note, such as the local measure used where the framework names none",
            value=owner.note,
            max_chars=LONGEST_TEXT,
            key=f"owner_note_{tag}",
            height=90,
        )
        st.form_submit_button(
            edit.verb("Keep"),
            type="primary",
            on_click=_keep,
            args=(edit,),
            key=f"owner_keep_{tag}",
        )


def _keep(edit: Edit[MeasureOwner]) -> None:
    selection, _ = chosen()
    tag = edit.tag
    target = st.session_state.get(f"owner_target_{tag}")
    made = replace(
        edit.drawn,
        accountable=str(st.session_state.get(f"owner_who_{tag}", "")).strip(),
        direction=str(st.session_state.get(f"owner_direction_{tag}", edit.drawn.direction)),
        target=None if target is None else float(target),
        note=str(st.session_state.get(f"owner_note_{tag}", "")).strip(),
    )
    keep_edit(
        edit,
        lambda now: keep_owner(
            open_workspace(), current_actor(), now.merged(made), area_code=selection.area_code
        ),
        said=_SAID,
        done="Kept.",
    )
