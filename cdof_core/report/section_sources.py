"""Sources and method at the end of a document, numbered as the text cites them."""

from typing import Any

import pandas as pd
from docx.document import Document as WordDocument

from cdof_core.analysis.jsna_section import JsnaSection
from cdof_core.narrative.words import STRENGTHS


def reference_numbers(sources: pd.DataFrame) -> dict[str, int]:
    """Return the number by which the text cites each dataset, from 1."""
    return {str(dataset): place for place, dataset in enumerate(sources["dataset_id"], start=1)}


def source_entry(source: dict[Any, Any]) -> str:
    """Write one source: who, what, when, where, under which licence, how sound.

    Args:
        source: A row of the catalogue of datasets.

    Returns:
        One line with a full stop at its end.
    """
    named = [str(source[part]) for part in ("publisher", "publication", "table_name")]
    text = ", ".join(part for part in named if part)
    text += f" ({source['published']})" if source["published"] else ""
    sentences = [
        text,
        str(source["attribution"] or source["licence"]),
        STRENGTHS[str(source["strength"])],
        str(source["url"]),
    ]
    return " ".join(_ended(sentence) for sentence in sentences if sentence)


def _ended(sentence: str) -> str:
    """End a sentence with one full stop; an address stands without."""
    plain = sentence.strip()
    return plain if plain.startswith("http") or plain.endswith(".") else f"{plain}."


def add_sources(document: WordDocument, sources: pd.DataFrame) -> None:
    """List every dataset used, in the order of first use."""
    document.add_paragraph("Sources", style="Heading 1")
    for number, source in enumerate(sources.to_dict("records"), start=1):
        document.add_paragraph(f"[{number}] {source_entry(source)}", style="Body Text 3")
    if (sources["caveats"] != "").any():
        document.add_paragraph("Before citing these figures", style="Heading 2")
    for number, caveats in enumerate(sources["caveats"], start=1):
        if caveats:
            document.add_paragraph(f"[{number}] {_ended(str(caveats))}", style="Body Text 3")


def add_method(document: WordDocument, section: JsnaSection) -> None:
    """Say how figures are judged and how the document can be made again."""
    document.add_paragraph("Method", style="Heading 1")
    document.add_paragraph(
        "A figure is judged by its 95% confidence interval against the benchmark's value for the "
        "same period, sex, age and method: outside is better or worse by the direction that is "
        "good for the measure, inside is similar. Intervals are the publisher's where published; "
        "otherwise Wilson's for proportions, and exact Poisson (below 10 events) or Byar's for "
        "rates. A recent trend is tested on five comparable yearly values (p below 0.002)."
    )
    document.add_paragraph(
        f"The full content hash of the snapshot is {section.content_hash}. The same snapshot and "
        "the same choices give the same document. Check the publisher's latest release before "
        "citing a figure."
    )
