"""What every page says in the same words: sources, caveats, downloads, nothing to show, errors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from cdof_core.domain import CdofError
from cdof_core.report.tables import Table
from cdof_core.store.snapshot import restricted_are_shown
from cdof_core.ui.text_version import folded

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


_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#|$~"})


@dataclass(frozen=True, slots=True)
class Download:
    """One file a page offers, made only when somebody asks for it.

    Attributes:
        label: On the button, for example "CSV".
        file_name: With its extension.
        mime: Media type.
        make: Makes the file's content.
        table: Makes the table that is the file's content; None for pictures and documents.
    """

    label: str
    file_name: str
    mime: str
    make: Callable[[], bytes]
    table: Callable[[], Table] | None = None


def show_error(error: CdofError) -> None:
    """Show what went wrong as one sentence fit for a reader; the cause is in its words."""
    parts = str(error).split("`")
    # Between two of these signs stands what is to be typed; all else is read as it was written.
    said = [f"`{part}`" if place % 2 else as_plain_text(part) for place, part in enumerate(parts)]
    is_paired = len(parts) % 2 == 1
    st.error("".join(said) if is_paired else as_plain_text(str(error)), icon=":material/error:")


def show_unexpected_error() -> None:
    """Say that something went wrong which nobody foresaw; its cause is in the server's log."""
    st.error(
        "This page could not be shown: something went wrong that was not foreseen. "
        "The cause is in the log of the server; other pages and other areas may still work.",
        icon=":material/error:",
    )


def show_restricted() -> None:
    """Show the banner above figures that not everybody may see."""
    st.warning(
        "Restricted figures are on this page. Do not pass it on beyond those who may see them.",
        icon=":material/lock:",
    )


def show_no_data(what: str, *, why: str = "") -> None:
    """Say that there is nothing to show, and why: a result like any other.

    Args:
        what: What was looked for, for example "No figures for the Isles of Scilly".
        why: Reason, and what to do; empty where nothing is known.
    """
    st.info(f"{what}. {why}".strip(), icon=":material/info:")


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
        with folded(title):
            st.markdown("\n".join(f"- {as_plain_text(sentence)}" for sentence in said))


def files_are_blocked() -> bool:
    """Return whether no file may leave, because restricted figures are unlocked, and say so."""
    if not restricted_are_shown():
        return False
    st.caption("No files while restricted figures are unlocked.")
    return True


def show_downloads(downloads: Sequence[Download], *, key: str) -> None:
    """Offer files in one row; pressing a button does not run the page again.

    Args:
        downloads: In the order shown.
        key: Sets rows of one page apart.
    """
    if files_are_blocked():
        return
    with st.container(horizontal=True, gap="small", key=f"downloads_{key}", width="content"):
        for position, download in enumerate(downloads):
            st.download_button(
                download.label,
                type="tertiary",
                data=download.make,
                file_name=download.file_name,
                mime=download.mime,
                # Not of the file's name: it holds the area, and another would be another button.
                key=f"download_{key}_{position}",
                on_click="ignore",
                icon=":material/download:",
            )


def as_plain_text(text: str) -> str:
    """Keep a source's own signs from being read as Markdown."""
    return text.translate(_ESCAPED)
