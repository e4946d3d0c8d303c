"""The menu of measures: in the framework's order, each behind its outcome."""

import streamlit as st

from cdof_core.comparison.records import records_of
from cdof_core.ui.cached import content_hash, read_table

_VERBS = ("Reducing ", "Increasing ", "Improving ")
"""Every outcome begins with one; in a menu it only hides what differs."""


def measure_labels() -> dict[str, str]:
    """Return the labels of all current measures by identifier: those of the profile first."""
    return _labels(content_hash())


@st.cache_resource(max_entries=2, show_spinner=False)
def _labels(key: str) -> dict[str, str]:  # noqa: ARG001 (the snapshot the entry is for)
    indicators = read_table("indicators")
    outcomes = read_table("outcomes").set_index("outcome_id")
    ordered = indicators.assign(
        order=indicators["outcome_id"].map(outcomes["position"]).fillna(len(outcomes) + 1)
    ).sort_values(["order", "profile", "position"], ascending=[True, False, True])
    names = {str(code): outcome_topic(str(name)) for code, name in outcomes["name"].items()}
    return {
        str(row["indicator_id"]): f"{names.get(row['outcome_id'], 'Context')} › {row['short_name']}"
        for row in records_of(ordered)
    }


def outcome_topic(name: str) -> str:
    """Return an outcome's name without its verb: "Drug use" for "Reducing drug use"."""
    verb = next((verb for verb in _VERBS if name.startswith(verb)), "")
    topic = name.removeprefix(verb)
    return topic[:1].upper() + topic[1:]
