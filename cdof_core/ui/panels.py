"""What every page says in the same words: sources, caveats, downloads, nothing to show, errors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from cdof_core.domain import CdofError, Dataset
from cdof_core.narrative.words import STRENGTHS

SECONDARY = "secondary_source"

_REFERENCE_CASES = {
    "bedford_jsna": (
        "Reference case: figures of the Bedford needs assessment, already public and shown as "
        "printed, misprints included. They are never mixed with current figures."
    ),
    "essex_performance": (
        "Reference case: figures of the Essex performance report, already public and shown as "
        "printed. They are never mixed with current figures."
    ),
}


@dataclass(frozen=True, slots=True)
class Download:
    """One file a page offers, made only when somebody asks for it.

    Attributes:
        label: On the button, for example "CSV".
        file_name: With its extension.
        mime: Media type.
        make: Makes the file's content.
    """

    label: str
    file_name: str
    mime: str
    make: Callable[[], bytes]


def show_error(error: CdofError) -> None:
    """Show what went wrong as one sentence fit for a reader; the cause is in its words."""
    st.error(str(error), icon=":material/error:")


def show_no_data(what: str, *, why: str = "") -> None:
    """Say that there is nothing to show, and why: a result like any other.

    Args:
        what: What was looked for, for example "No figures for the Isles of Scilly".
        why: Reason, and what to do; empty where nothing is known.
    """
    st.info(f"{what}. {why}".strip(), icon=":material/info:")


def show_source(datasets: Sequence[Dataset]) -> None:
    """Show publisher, publication, date and licence of what is on screen, with warnings."""
    for dataset in datasets:
        if dataset.strength == SECONDARY:
            show_secondary_warning(dataset)
    lines = [_source_line(dataset) for dataset in datasets]
    if lines:
        st.caption("Source: " + "; ".join(lines) + ".")


def show_secondary_warning(dataset: Dataset) -> None:
    """Warn that figures were quoted by somebody else than their publisher."""
    st.badge(
        f"{dataset.publication}: {STRENGTHS[SECONDARY].lower()}",
        icon=":material/warning:",
        color="yellow",
    )


def show_reference_case(collection: str) -> None:
    """Show the banner of a reference case; nothing for current figures."""
    if collection in _REFERENCE_CASES:
        st.warning(_REFERENCE_CASES[collection], icon=":material/history_edu:")


def show_caveats(
    sentences: Sequence[str], *, title: str = "What to know before using this"
) -> None:
    """Show limits of the figures, folded away; nothing where there are none."""
    said = [sentence for sentence in dict.fromkeys(sentences) if sentence]
    if said:
        with st.expander(title):
            st.markdown("\n".join(f"- {as_plain_text(sentence)}" for sentence in said))


def show_downloads(downloads: Sequence[Download], *, key: str) -> None:
    """Offer files in one row; pressing a button does not run the page again.

    Args:
        downloads: In the order shown.
        key: Sets rows of one page apart.
    """
    with st.container(horizontal=True, gap="small"):
        for download in downloads:
            st.download_button(
                download.label,
                data=download.make,
                file_name=download.file_name,
                mime=download.mime,
                key=f"download_{key}_{download.file_name}",
                on_click="ignore",
                icon=":material/download:",
            )


def _source_line(dataset: Dataset) -> str:
    parts = (dataset.publisher, dataset.publication, dataset.table_name, dataset.published)
    named = ", ".join(as_plain_text(part) for part in parts if part)
    return f"{named} ({as_plain_text(dataset.licence)})" if dataset.licence else named


def as_plain_text(text: str) -> str:
    """Keep a source's own signs from being read as Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|$~" else sign for sign in text)
