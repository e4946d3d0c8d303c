"""What a measure means, one click beside every chart and table that shows it."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from cdof_core.comparison.records import records_of
from cdof_core.domain import Polarity
from cdof_core.narrative.definitions import METHODS, POLARITIES, update_text, why_here
from cdof_core.narrative.words import STRENGTHS
from cdof_core.ui.cached import (
    content_hash,
    load_dataset_ids,
    load_indicator_ids,
    read_table,
)
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.text_version import is_text_only
from cdof_core.ui.url import changing_href

_KEPT = 200
_FIELDS = (
    ("What it counts", "definition"),
    ("Who is included", "inclusion_basis"),
    ("What it cannot tell", "limitations"),
    ("Comparability", "comparability"),
    ("Source", "data_source"),
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be explained."""

    indicators: tuple[str, ...]
    datasets: tuple[str, ...]


def show_definitions(
    indicator_ids: Sequence[str], *, key: str, sources: Sequence[str] = ()
) -> None:
    """Offer what the measures of a chart or table mean; nothing where nothing is known.

    What is folded away is not made before somebody asks for it.

    Args:
        indicator_ids: Measures on show; unknown ones are passed over.
        key: Sets charts and tables of one page apart.
        sources: Datasets of figures that belong to no measure, such as populations.
    """
    asked = _Asked(
        _known(indicator_ids, load_indicator_ids()),
        _known(sources, load_dataset_ids()),
    )
    if not (asked.indicators or asked.datasets):
        return
    count = len(asked.indicators) + len(asked.datasets)
    label = "Definition" if count == 1 else f"Definitions ({count})"
    if is_text_only():
        st.header(label, anchor=False)
        show_table(_explained(asked, content_hash()), key=f"explained_{key}")
        return
    _offer(asked, label=label, key=key)


def _known(names: Sequence[str], held: Container[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name in held)


@st.fragment
def _offer(asked: _Asked, *, label: str, key: str) -> None:
    with st.popover(
        label,
        type="tertiary",
        icon=":material/info:",
        key=f"explain_{key}",
        on_change="rerun",
    ) as opened:
        if opened.open:
            show_table(_explained(asked, content_hash()), key=f"explained_{key}")


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _explained(asked: _Asked, key: str) -> DataTable:  # noqa: ARG001 (the snapshot)
    rows = {row["indicator_id"]: row for row in records_of(read_table("indicators"))}
    datasets = {row["dataset_id"]: row for row in records_of(read_table("datasets"))}
    measures = [(str(rows[name]["name"]), _facts(rows[name])) for name in asked.indicators]
    others = [
        (str(datasets[name]["publication"]), _source_facts(datasets[name]))
        for name in asked.datasets
    ]
    return DataTable(
        caption="What the measures mean",
        columns=("About", "What is meant"),
        groups=(*measures, *others),
        search="Find a measure or a word" if len(measures) + len(others) > 1 else "",
        noun="facts",
        is_compact=True,
        labels_cards=False,
    )


def _facts(row: Mapping[Any, Any]) -> tuple[Row, ...]:
    indicator_id = str(row["indicator_id"])
    facts = [(label, str(row[field])) for label, field in _FIELDS if row[field]]
    facts.insert(1, ("Why it is here", rationale_of(row)))
    facts += [
        ("Unit", str(row["unit"])),
        ("Interval", METHODS[str(row["interval_method"])]),
        ("Computed here", str(row["derived_from"])),
        ("Direction", POLARITIES[Polarity(row["polarity"])]),
        ("Updated", updated_of(row)),
    ]
    told = [(Cell(label), Cell(text)) for label, text in facts if text]
    href = changing_href("definitions", indicator=indicator_id)
    return (*told, (Cell("More"), Cell("Everything held on this measure", href=href)))


def _source_facts(row: Mapping[Any, Any]) -> tuple[Row, ...]:
    updated = update_text(
        published=[str(row["published"])] if row["published"] else [],
        retrieved=[str(row["retrieved"])] if row["retrieved"] else [],
        frequency=str(row["frequency"]),
    )
    facts = (
        ("Publisher", str(row["publisher"])),
        ("Table", str(row["table_name"])),
        ("What it cannot tell", str(row["caveats"])),
        ("Evidence", STRENGTHS[str(row["strength"])]),
        ("Updated", updated),
    )
    told = [(Cell(label), Cell(text)) for label, text in facts if text]
    href = changing_href("definitions", dataset=str(row["dataset_id"]))
    return (*told, (Cell("More"), Cell("Everything held on this source", href=href)))


def rationale_of(row: Mapping[Any, Any]) -> str:
    """Return which outcome the measure serves, and the question that outcome asks."""
    outcomes = read_table("outcomes").set_index("outcome_id")
    links = read_table("measure_indicators")
    measures = read_table("measures").set_index("measure_id")["name"]
    linked = links[links["indicator_id"] == row["indicator_id"]]
    outcome_id = str(row["outcome_id"])
    known = outcome_id in outcomes.index
    return why_here(
        role=str(row["role"]),
        outcome=str(outcomes.loc[outcome_id, "name"]) if known else "",
        question=str(outcomes.loc[outcome_id, "question"]) if known else "",
        measures=[
            (str(measures[name]), str(relation))
            for name, relation in zip(linked["measure_id"], linked["relation"], strict=True)
            if name in measures.index
        ],
    )


def updated_of(row: Mapping[Any, Any]) -> str:
    """Return when a measure's figures were published, retrieved and, where known, come again."""
    tables = read_table("dataset_tables")
    wanted = set(tables.loc[tables["indicator_id"] == row["indicator_id"], "dataset_id"])
    datasets = read_table("datasets")
    used = datasets[datasets["dataset_id"].isin(wanted)]
    return update_text(
        published=[str(text) for text in used["published"] if text],
        retrieved=[str(text) for text in used["retrieved"] if text],
        frequency=str(row["frequency"]),
    )
