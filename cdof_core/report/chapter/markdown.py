"""A chapter as Markdown: the same words and numbers, for a wiki or a text editor."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from cdof_core.report.chapter.layout import Element, ElementKind, Layout
from cdof_core.report.chapter.terms import TERMS

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|])")


def write_markdown(layout: Layout, *, pictures: Mapping[str, str] | None = None) -> str:
    """Write a chapter as Markdown.

    Args:
        layout: The chapter.
        pictures: Address of each figure by its block; without one its description stands there.

    Returns:
        The text, ending with a line break.
    """
    parts = [*_opening(layout), *(_element(one, pictures or {}) for one in layout.elements)]
    return _joined([*parts, *_closing(layout)])


def markdown_runs(layout: Layout) -> list[tuple[str, Element | None]]:
    """Write a chapter as Markdown that pictures stand between.

    Args:
        layout: The chapter.

    Returns:
        Each run of text with the figure or local picture that comes before it; None before the
        first run. The caption begins the run.
    """
    runs: list[tuple[list[str], Element | None]] = [(_opening(layout), None)]
    for element in layout.elements:
        if element.kind is ElementKind.FIGURE:
            runs.append(([_caption(element)], element))
        else:
            runs[-1][0].append(_element(element, {}))
    runs[-1][0].extend(_closing(layout))
    return [(_joined(parts), figure) for parts, figure in runs]


def _opening(layout: Layout) -> list[str]:
    cover = "\n".join(f"- **{label}:** {_plain(text)}" for label, text in layout.cover)
    return [f"# {_plain(layout.title)}", cover]


def _closing(layout: Layout) -> list[str]:
    parts = ["## Sources"]
    parts += [_plain(entry) for entry in layout.sources]
    if layout.caveats:
        parts.append("### Before citing these figures")
        parts += [_plain(caveat) for caveat in layout.caveats]
    parts.append("## Method")
    parts += [_plain(text) for text in layout.method]
    if layout.terms:
        parts += [f"## {TERMS}", *(f"- {_plain(text)}" for text in layout.terms)]
    if layout.authors:
        parts += ["## Authors", _plain(layout.authors)]
    return parts


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


def _element(element: Element, pictures: Mapping[str, str]) -> str:
    text = _plain(element.text)
    tail = "".join(f" {_plain(part)}" for part in (element.pointer, element.cited) if part)
    if element.kind is ElementKind.HEADING:
        return f"{'#' * (element.level + 1)} {text}"
    if element.kind is ElementKind.TABLE:
        return _table(element)
    if element.kind is ElementKind.FIGURE:
        seen = _plain(element.description)
        if element.block_id in pictures:
            seen = f"![{seen}]({pictures[element.block_id]})"
        return f"{seen}\n\n{_caption(element)}"
    if element.kind is ElementKind.RECOMMENDATION:
        lines = " ".join(_plain(line) for line in element.lines)
        return f"- {text}{tail} {lines}".rstrip()
    if element.kind in (ElementKind.NOTE, ElementKind.CAUTION):
        return f"> {text}{tail}"
    lead = f"**{_plain(element.lead)}** " if element.lead else ""
    return f"{lead}{text}{tail}"


def _caption(element: Element) -> str:
    return f"*Figure {element.number}: {_plain(element.text)}* {_plain(element.cited)}".rstrip()


def _table(element: Element) -> str:
    marks = [
        "---:" if column in element.number_columns else "---"
        for column in range(len(element.columns))
    ]
    lines = [
        f"*Table {element.number}: {_plain(element.text)}* {_plain(element.cited)}".rstrip(),
        "",
        _row(element.columns),
        _row(marks, raw=True),
        *(_row(row) for row in element.rows),
    ]
    lines += ["", *(_plain(note) for note in element.notes)] if element.notes else []
    return "\n".join(lines)


def _row(cells: Sequence[str], *, raw: bool = False) -> str:
    return f"| {' | '.join(cells if raw else [_plain(cell) for cell in cells])} |"


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
