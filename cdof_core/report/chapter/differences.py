"""What differs between two states of a chapter, sentence by sentence."""

import zlib
from dataclasses import dataclass

from cdof_core.domain.chapter import Block, Chapter


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that differs.

    Attributes:
        place: Section, and what in it.
        before: As it was; empty where it was not there.
        after: As it is; empty where it is gone.
    """

    place: str
    before: str
    after: str


def chapter_differences(earlier: Chapter, later: Chapter) -> tuple[Difference, ...]:
    """Return what differs between two states of one chapter.

    Args:
        earlier: The earlier state.
        later: The later one.

    Returns:
        In the order of the later state, what is gone last. A part that only moved is no
        difference.
    """
    before, after = _parts(earlier), _parts(later)
    found = [
        Difference(place, before.get(key, ("", ""))[1], text)
        for key, (place, text) in after.items()
        if before.get(key, ("", ""))[1] != text
    ]
    gone = [state for key, state in before.items() if key not in after]
    found += [Difference(place, text, "") for place, text in gone]
    return tuple(one for one in found if one.before or one.after)


def _parts(chapter: Chapter) -> dict[tuple[str, ...], tuple[str, str]]:
    """Return every text of a chapter by its stable name, with where it stands."""
    parts: dict[tuple[str, ...], tuple[str, str]] = {("title",): ("Title", chapter.title)}
    for section in chapter.sections:
        name = section.section_id
        heading = f"{section.heading} (left out)" if section.is_hidden else section.heading
        parts[(name, "heading")] = (section.heading, heading)
        for block in section.blocks:
            for key, what, text in _texts(block):
                parts[(name, block.block_id, key)] = (f"{section.heading}: {what}", text)
    return parts


def _texts(block: Block) -> list[tuple[str, str, str]]:
    """Return name, kind and text of what a block says."""
    said = [(one.key, "sentence", one.shown) for one in block.statements]
    if block.rows:
        rows = "; ".join(" | ".join(row) for row in (block.columns, *block.rows))
        said.append(("table", f"table {block.caption}", rows))
    # A computed paragraph's own text is its name.
    if not block.statements:
        said.append(("text", block.kind.value, block.text))
    picture = f"a picture ({zlib.crc32(block.image.encode()):08x})" if block.image else ""
    said += [
        ("picture", "picture", picture),
        ("owner", "owner", block.owner),
        ("audience", "for whom", block.audience),
        ("caption", "caption", block.caption),
        ("description", "description", block.description),
        ("sensitive", "may it be public", "not public" if block.is_sensitive else ""),
        ("out", "in documents", "taken out" if block.is_out else ""),
    ]
    return said
