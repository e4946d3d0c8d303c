"""Sources and method at the end of a document, numbered as the text cites them."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from docx.document import Document as WordDocument

from cdof_core.analysis.jsna_section import JsnaSection
from cdof_core.comparison.records import records_of
from cdof_core.domain.indicator import Sensitivity
from cdof_core.narrative.periods import stated_day_text
from cdof_core.narrative.words import STRENGTHS

_OPEN_DATA: Final = (
    "Open data only: every figure is published, or worked out here from published counts. What a "
    "publisher suppresses or withholds because numbers are small stays withheld here."
)
_RESTRICTED: Final = (
    "Restricted: this document holds figures from sources that are not public ({names}). Share it "
    "only with those who may see them."
)


def disclosure_statement(sources: pd.DataFrame) -> str:
    """Say on the cover whether everything is open, from the sources themselves.

    Args:
        sources: Datasets used, with sensitivity, publisher and publication.
    """
    closed = sources[sources["sensitivity"] != Sensitivity.OPEN.value]
    if closed.empty:
        return _OPEN_DATA
    rows = records_of(closed)
    names = dict.fromkeys(f"{row['publisher']}, {row['publication']}" for row in rows)
    return _RESTRICTED.format(names="; ".join(names))


def reference_numbers(sources: pd.DataFrame) -> dict[str, int]:
    """Return the number by which the text cites each dataset, from 1.

    Datasets whose entries are the same word for word share one number.
    """
    entries = [source_entry(source) for source in records_of(sources)]
    number = {entry: place for place, entry in enumerate(dict.fromkeys(entries), start=1)}
    return {
        str(dataset): number[entry]
        for dataset, entry in zip(sources["dataset_id"], entries, strict=True)
    }


def source_name(source: Mapping[Any, Any]) -> str:
    """Write who published what and when: two sources of one name cannot be told apart.

    Args:
        source: A row of the catalogue of datasets.
    """
    publication = str(source["publication"])
    table = _beyond(publication, table=str(source["table_name"]))
    named = (str(source["publisher"]), publication, table)
    text = ", ".join(part for part in named if part)
    published = stated_day_text(str(source["published"]))
    return f"{text} ({published})" if published else text


def source_entry(source: Mapping[Any, Any], *others: Mapping[Any, Any]) -> str:
    """Write one source: who, what, when, where, under which licence, how sound.

    Args:
        source: A row of the catalogue of datasets.
        others: Further datasets of the same name, which may be sound in another way.

    Returns:
        One line with a full stop at its end.
    """
    strengths = [STRENGTHS[str(one["strength"])] for one in (source, *others)]
    first, *further = dict.fromkeys(strengths)
    part = [f"; in part {other[:1].lower()}{other[1:]}" for other in further]
    sentences = [
        source_name(source),
        str(source["attribution"] or source["licence"]),
        first + "".join(part),
        str(source["url"]),
    ]
    return " ".join(_ended(sentence) for sentence in sentences if sentence)


def _beyond(publication: str, *, table: str) -> str:
    """Return what a table's name says beyond the publication's, which may hold it already."""
    first, _, rest = table.partition(", ")
    said = [part.casefold() for part in publication.split(", ")]
    held = first.casefold()
    return rest if any(part == held or part.startswith(f"{held} ") for part in said) else table


def _ended(sentence: str) -> str:
    """End a sentence with one full stop; an address stands without."""
    plain = sentence.strip()
    return plain if plain.startswith("http") or plain.endswith(".") else f"{plain}."


def add_sources(document: WordDocument, sources: pd.DataFrame) -> None:
    """List every dataset used, in the order of first use."""
    document.add_paragraph("Sources", style="Heading 1")
    caveats: dict[str, dict[str, None]] = {}
    for source in records_of(sources):
        caveats.setdefault(source_entry(source), {})[str(source["caveats"])] = None
    for number, entry in enumerate(caveats, start=1):
        document.add_paragraph(f"[{number}] {entry}", style="Body Text 3")
    said = [
        f"[{number}] {_ended(caveat)}"
        for number, held in enumerate(caveats.values(), start=1)
        for caveat in held
        if caveat
    ]
    if said:
        document.add_paragraph("Before citing these figures", style="Heading 2")
    for line in said:
        document.add_paragraph(line, style="Body Text 3")


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
