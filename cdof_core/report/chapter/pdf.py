"""A chapter as a tagged PDF, set by Typst."""

import json
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import typst

from cdof_core.report.chapter.layout import Element, ElementKind, Layout

_HERE: Final = Path(__file__).parent


def write_pdf(
    layout: Layout, *, pictures: Mapping[str, bytes], made: datetime, logo: bytes = b""
) -> bytes:
    """Write a chapter as a PDF with tags, headings, alternative text and a table of contents.

    Args:
        layout: The chapter.
        pictures: PNG of each figure by its block.
        made: Time of the snapshot, so that equal chapters give equal files.
        logo: PNG for the cover; nothing for none.

    Returns:
        The PDF. The words go in as data, so that no text of a chapter is run as markup.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        names: dict[str, str] = {}
        for place, (block, png) in enumerate(sorted(pictures.items())):
            names[block] = f"picture-{place}.png"
            (root / names[block]).write_bytes(png)
        if logo:
            (root / "logo.png").write_bytes(logo)
        content = {
            "title": layout.title,
            "subtitle": layout.subtitle,
            "logo": "logo.png" if logo else "",
            "date": [made.year, made.month, made.day],
            "cover": [list(line) for line in layout.cover],
            "elements": [_record(element, names) for element in layout.elements],
            "sources": list(layout.sources),
            "caveats": list(layout.caveats),
            "method": list(layout.method),
            "terms": list(layout.terms),
            "authors": layout.authors,
            "short": layout.is_short,
        }
        (root / "chapter.json").write_text(json.dumps(content), encoding="utf-8")
        (root / "chapter.typ").write_bytes((_HERE / "chapter.typ").read_bytes())
        written: Any = typst.compile(
            root / "chapter.typ", root=root, format="pdf", timestamp=int(made.timestamp())
        )
    return bytes(written)


def _record(element: Element, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "kind": str(element.kind),
        "text": element.text,
        "level": element.level,
        "anchor": element.anchor,
        "lead": element.lead if element.kind is ElementKind.PARAGRAPH else "",
        "cites": list(element.cites),
        "points": [[kind, number] for kind, number in element.refers_to],
        "number": element.number,
        "columns": list(element.columns),
        "rows": [list(row) for row in element.rows],
        "numbers": list(element.number_columns),
        "notes": list(element.notes),
        "description": element.description,
        "picture": names.get(element.block_id, ""),
        "lines": list(element.lines),
        "see": list(element.see),
    }
