"""The saved form of a chapter: plain JSON, and back with every fault named by its place."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from enum import StrEnum
from typing import Any, Final

from cdof_core.domain.chapter import Block, BlockKind, Chapter, Reference, Section, Statement
from cdof_core.domain.errors import CdofError

FORMAT: Final = 1
"""Version of the saved form."""


class ChapterFormatError(CdofError):
    """A saved chapter that cannot be read, with the place and what was expected."""


_NESTED: Final[dict[tuple[type, str], type]] = {
    (Chapter, "sections"): Section,
    (Section, "blocks"): Block,
    (Block, "statements"): Statement,
    (Block, "references"): Reference,
    (Statement, "references"): Reference,
}
_ROWS: Final = {"rows"}
_RETIRED: Final = {(Block, "numbers")}
"""Parts that chapters saved earlier still have and nothing reads any more."""


def chapter_content(chapter: Chapter) -> dict[str, Any]:
    """Return a chapter as plain JSON: dictionaries, lists, texts, numbers, truth values."""
    return {"format": FORMAT, **_plain(asdict(chapter))}


def read_chapter(content: Mapping[str, Any]) -> Chapter:
    """Read a chapter back from its saved form.

    Args:
        content: What `chapter_content` gave.

    Raises:
        ChapterFormatError: The content is of another version or a part is missing or of the wrong
            kind.
    """
    found = content.get("format")
    if found != FORMAT:
        message = f"A saved chapter of format {FORMAT} was expected; this one says {found!r}."
        raise ChapterFormatError(message)
    return _read(Chapter, {name: part for name, part in content.items() if name != "format"}, "")


def _plain(thing: Any) -> Any:  # noqa: ANN401 - any part of a JSON value
    if isinstance(thing, dict):
        return {name: _plain(part) for name, part in thing.items()}
    if isinstance(thing, list | tuple):
        return [_plain(part) for part in thing]
    return str(thing) if isinstance(thing, StrEnum) else thing


def _read(kind: type, content: Any, where: str) -> Any:  # noqa: ANN401 - JSON of any shape
    place = f"{where or 'The chapter'} ({kind.__name__.lower()})"
    if not isinstance(content, Mapping):
        message = f"{place}: an object was expected, found {type(content).__name__}."
        raise ChapterFormatError(message)
    content = {name: part for name, part in content.items() if (kind, name) not in _RETIRED}
    known = {one.name for one in fields(kind)}
    unknown = sorted(set(content) - known)
    if unknown:
        message = f"{place}: there is no part named {unknown[0]!r}."
        raise ChapterFormatError(message)
    parts = {str(name): _part(kind, str(name), part, place) for name, part in content.items()}
    try:
        return kind(**parts)
    except (TypeError, ValueError) as error:
        message = f"{place}: {error}."
        raise ChapterFormatError(message) from error


def _part(kind: type, name: str, part: Any, place: str) -> Any:  # noqa: ANN401 - JSON of any shape
    nested = _NESTED.get((kind, name))
    if nested is not None:
        if not isinstance(part, list):
            message = f"{place}: a list of {name} was expected, found {type(part).__name__}."
            raise ChapterFormatError(message)
        return tuple(
            _read(nested, one, f"{place}, {name} {number}")
            for number, one in enumerate(part, start=1)
        )
    if kind is Block and name == "kind":
        if part not in tuple(BlockKind):
            message = f"{place}: {part!r} is no kind of block ({', '.join(BlockKind)})."
            raise ChapterFormatError(message)
        return BlockKind(part)
    if name in _ROWS and isinstance(part, list):
        return tuple(tuple(row) for row in part)
    return tuple(part) if isinstance(part, list) else part
