"""Where a page's figures come from: a line, the whole list, and what to check before citing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from cdof_core.comparison.records import records_of
from cdof_core.domain import Dataset, Sensitivity
from cdof_core.narrative.periods import stated_day_text
from cdof_core.narrative.words import SECONDARY, STRENGTHS
from cdof_core.store.kept import kept_by_snapshot
from cdof_core.ui.cached import FILES_SERVED, quoted_datasets, read_table
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.session import current_run
from cdof_core.ui.text_version import show_folded
from cdof_core.ui.url import changing_href


@dataclass(frozen=True, slots=True)
class Use:
    """One figure on screen and where it comes from.

    Attributes:
        dataset_id: Its dataset.
        measure: Short name of the measure, for warnings.
    """

    dataset_id: str
    measure: str


def show_sources(uses: Iterable[Use], *, key: str = "page") -> None:
    """Name the publishers in one line, list the sources folded away, and warn once.

    Args:
        uses: What is on screen.
        key: Sets lists of one page apart.
    """
    used = list(dict.fromkeys(uses))
    datasets = note_on_screen(use.dataset_id for use in used)
    if not datasets:
        return
    _warn_of_secondary(used)
    publishers = list(dict.fromkeys(dataset.publisher for dataset in datasets))
    licences = list(dict.fromkeys(dataset.licence for dataset in datasets if dataset.licence))
    line = f"Sources: {', '.join(publishers)}. {', '.join(licences)}."
    st.caption(as_plain_text(line))
    show_folded(
        f"Sources ({len(datasets)})",
        lambda: show_table(_table(datasets), key=f"sources_{key}"),
        key=f"sources_{key}",
    )


def note_on_screen(dataset_ids: Iterable[str]) -> list[Dataset]:
    """Let the header know whose figures are shown, and return those datasets, each once."""
    datasets = datasets_of(list(dataset_ids))
    current_run().on_screen.update({dataset.dataset_id: dataset for dataset in datasets})
    return datasets


def datasets_of(dataset_ids: Sequence[str]) -> list[Dataset]:
    """Return the datasets behind what is shown, each once, in the order met."""
    known = _datasets()
    return [known[dataset_id] for dataset_id in dict.fromkeys(dataset_ids)]


@kept_by_snapshot(FILES_SERVED)
def _datasets() -> dict[str, Dataset]:
    return {
        str(row["dataset_id"]): Dataset(
            dataset_id=str(row["dataset_id"]),
            publisher=str(row["publisher"]),
            publication=str(row["publication"]),
            table_name=str(row["table_name"]),
            published=str(row["published"]),
            licence=str(row["licence"]),
            attribution=str(row["attribution"]),
            strength=str(row["strength"]),
            caveats=str(row["caveats"]),
            sensitivity=Sensitivity(str(row["sensitivity"])),
        )
        for row in records_of(read_table("datasets"))
    }


def warning_of(dataset_id: str) -> str:
    """Return what to check before citing a figure of a dataset; empty for nothing."""
    return STRENGTHS[SECONDARY] if dataset_id in quoted_datasets() else ""


def _warn_of_secondary(uses: Sequence[Use]) -> None:
    """Name the measures whose figures were quoted by somebody else than their publisher."""
    quoted = quoted_datasets()
    measures = dict.fromkeys(use.measure for use in uses if use.dataset_id in quoted)
    if measures:
        named = as_plain_text("; ".join(measures))
        st.markdown(f":material/format_quote: **{STRENGTHS[SECONDARY]}:** {named}.")


def _table(datasets: Sequence[Dataset]) -> DataTable:
    return DataTable(
        caption="Sources of the figures on this page",
        columns=("Publication", "Publisher", "Table", "Published", "Licence", "Evidence"),
        groups=(("", tuple(_row(dataset) for dataset in datasets)),),
        noun="sources",
    )


def _row(dataset: Dataset) -> Row:
    return (
        Cell(dataset.publication, href=changing_href("definitions", dataset=dataset.dataset_id)),
        Cell(dataset.publisher),
        Cell(dataset.table_name),
        Cell(stated_day_text(dataset.published) or "not stated"),
        Cell(dataset.licence),
        Cell(STRENGTHS[dataset.strength]),
    )
