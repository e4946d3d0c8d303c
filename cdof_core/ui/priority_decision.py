"""What a priorities workshop decided: recorded, shown with its evidence, as a document."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from cdof_core.analysis.priorities import PriorityResult
from cdof_core.report.priorities import evidence_line, write_workshop
from cdof_core.report.word_parts import WORD_TYPE
from cdof_core.ui.downloads import file_stem
from cdof_core.ui.judged import chosen
from cdof_core.ui.meanwhile import Edit, begin_edit, keep_edit, show_choice, show_outcome
from cdof_core.ui.panels import Download, as_plain_text, show_downloads
from cdof_core.ui.people import current_actor
from cdof_core.ui.url import explorer_address
from cdof_core.workspace import open_workspace
from cdof_core.workspace.priorities import Decision, Workshop
from cdof_core.workspace.priority_decisions import decided_candidates, record_decision

_DECIDED = "decision_said"
"""Session key: what came of recording the decision."""


def show_decision(workshop: Workshop, result: PriorityResult) -> None:
    """Show the form of the decision, what it rests on, and the workshop as a document.

    Args:
        workshop: As it is kept.
        result: What the votes say.
    """
    decision = workshop.decision
    edit = begin_edit(workshop.workshop_id, decision, field="decision_rationale", new=Decision())
    show_outcome(_DECIDED)
    show_choice(edit)
    # What was decided stays decided when its candidate is taken out.
    labels = list(dict.fromkeys([*result.rows["label"], *edit.drawn.priorities]))
    _draw_form(edit, labels)
    for candidate in decided_candidates(workshop):
        shown = f" [See it]({candidate.link})" if candidate.link else ""
        said = as_plain_text(evidence_line(candidate, ""))
        st.markdown(f"- **{as_plain_text(candidate.label)}**: {said}{shown}")
    if decision.priorities:
        st.caption("A chapter takes these in under “Add to this section”, as recommendations.")
    _show_document(workshop, result)


def _draw_form(edit: Edit[Decision], labels: Sequence[str]) -> None:
    drawn, tag = edit.drawn, edit.tag
    with st.form(f"decision_{tag}"):
        st.multiselect(
            "What was decided, in order",
            labels,
            default=list(drawn.priorities),
            key=f"decision_priorities_{tag}",
        )
        st.text_area("Why", drawn.rationale, key=f"decision_rationale_{tag}", max_chars=4000)
        st.text_input("Owner", drawn.owner, key=f"decision_owner_{tag}", max_chars=120)
        st.date_input(
            "Decided on",
            drawn.decided_on or "today",
            key=f"decision_date_{tag}",
            format="DD/MM/YYYY",
        )
        st.form_submit_button(
            edit.verb("Record"),
            type="primary",
            on_click=_record,
            args=(edit,),
            key=f"decision_record_{tag}",
        )


def _show_document(workshop: Workshop, result: PriorityResult) -> None:
    _, places = chosen()
    show_downloads(
        [
            Download(
                "Word",
                f"{file_stem('priorities', workshop.name)}.docx",
                WORD_TYPE,
                lambda: write_workshop(
                    workshop,
                    result,
                    area_name=places.area.name,
                    made_at=pd.Timestamp.now(tz="UTC"),
                    address=explorer_address(),
                ),
            )
        ],
        key="decision",
    )


def _record(edit: Edit[Decision]) -> None:
    state, tag = st.session_state, edit.tag
    day = state[f"decision_date_{tag}"]
    made = replace(
        edit.drawn,
        priorities=tuple(str(label) for label in state[f"decision_priorities_{tag}"]),
        rationale=str(state[f"decision_rationale_{tag}"]).strip(),
        owner=str(state[f"decision_owner_{tag}"]).strip(),
        decided_on="" if day is None else day.isoformat(),
    )
    keep_edit(
        edit,
        lambda now: record_decision(open_workspace(), current_actor(), now.merged(made)),
        said=_DECIDED,
        done="Recorded.",
    )
