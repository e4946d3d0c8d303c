"""Writes a chapter in any of its forms, after its audit, with progress."""

import base64
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.domain.chapter import Block, BlockKind, Chapter
from cdof_core.domain.errors import CdofError
from cdof_core.domain.progress import Progress, tell_nobody
from cdof_core.report.chapter.audit import Audit, audit_chapter, refuse_if_blocked
from cdof_core.report.chapter.html import write_html
from cdof_core.report.chapter.layout import Layout, lay_out
from cdof_core.report.chapter.markdown import write_markdown
from cdof_core.report.chapter.measures import draw_picture, finding_titles, view_of
from cdof_core.report.chapter.numbers import (
    fill_numbers,
    with_live_wording,
    with_numbers_cited,
)
from cdof_core.report.chapter.pdf import write_pdf
from cdof_core.report.chapter.pictures_ahead import PIXELS, SCALE, PicturesAhead
from cdof_core.report.chapter.slides import write_chapter_slides
from cdof_core.report.chapter.word import write_word
from cdof_core.report.chapter.workbook import write_workbook
from cdof_core.report.drawing import DrawingRoom
from cdof_core.report.images import bare_picture
from cdof_core.report.picture import Picture
from cdof_core.report.slides import DrawnPicture

_SLIDE_PIXELS: Final = 620
_SLIDE_SCALE: Final = 2.5
"""A slide's picture is small, so that its letters are large."""
_SLIDE_ROWS: Final = 14
"""More rows of a ranking than this cannot be read across a room."""
_SPECIFYING: Final = 0.3
_AUDITED: Final = 0.5
"""Shares of the time by which every picture is asked for, and by which the audit is done."""
_TYPED: Final = (BlockKind.PROSE, BlockKind.NOTE, BlockKind.RECOMMENDATION, BlockKind.LOCAL)


class Form(StrEnum):
    """What a chapter can be taken away as; the value is the file's ending."""

    WORD = "docx"
    HTML = "html"
    PDF = "pdf"
    SLIDES = "pptx"
    WORKBOOK = "xlsx"
    MARKDOWN = "md"


MEDIA: Final[Mapping[Form, str]] = {
    Form.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.HTML: "text/html",
    Form.PDF: "application/pdf",
    Form.SLIDES: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Form.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.MARKDOWN: "text/markdown",
}


class FormError(CdofError):
    """A file's ending that stands for no form of a chapter."""


class MixedSnapshotsError(CdofError):
    """A chapter whose computed parts are of another snapshot than its pictures would be."""


@dataclass(frozen=True, slots=True)
class House:
    """The council's own look.

    Attributes:
        template: Its .docx, whose styles, headers and footers stay; None for the house's.
        logo: Its logo as PNG; nothing for none.
    """

    template: Path | None = None
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class PreparedChapter:
    """A chapter ready to be written in any form.

    Attributes:
        chapter: The chapter.
        facts: The facts its pictures are drawn from.
        layout: The chapter laid out.
        audit: What its audit found.
        pictures: PNG of each figure by its block.
    """

    chapter: Chapter
    facts: ChapterFacts
    layout: Layout
    audit: Audit
    pictures: Mapping[str, bytes]


def form_of(path: Path) -> Form:
    """Return the form that a file's ending stands for.

    Raises:
        FormError: None has this ending.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending not in set(Form):
        known = ", ".join(f".{form}" for form in Form)
        message = f"{path.name}: the ending says no form of a chapter. Take one of {known}."
        raise FormError(message)
    return Form(ending)


def layout_of(chapter: Chapter, facts: ChapterFacts) -> Layout:
    """Lay out a chapter with the live numbers of its prose filled in."""
    return _laid_out(with_numbers_cited(chapter, facts), facts)


def _laid_out(chapter: Chapter, facts: ChapterFacts) -> Layout:
    """Lay out a chapter whose blocks name the datasets of their live numbers."""
    texts: dict[str, str] = {}
    for block in chapter.blocks():
        if block.kind in _TYPED and "[[" in block.text:
            texts[block.block_id] = fill_numbers(block, facts).text
    return lay_out(
        with_live_wording(chapter, facts),
        facts.datasets,
        authorities=facts.authorities,
        texts=texts,
        glossary=facts.glossary,
    )


def prepare_chapter(
    chapter: Chapter,
    facts: ChapterFacts,
    *,
    is_public: bool = True,
    with_pictures: bool = True,
    ahead: PicturesAhead | None = None,
    progress: Progress | None = None,
) -> PreparedChapter:
    """Audit a chapter and draw its pictures.

    Args:
        chapter: The chapter.
        facts: The facts of its area on its snapshot.
        is_public: Whether it may leave the council; a public one is blocked by its audit.
        with_pictures: Whether pictures are needed.
        ahead: Pictures begun while the facts were gathered; None for none.
        progress: Called with a share from 0 to 1 and what is being drawn.

    Returns:
        The prepared chapter.

    Raises:
        MixedSnapshotsError: The chapter's computed parts are of another snapshot than the facts.
        BlockedChapterError: It is public and its audit has reasons against it.
    """
    _refuse_a_mix(chapter, facts)
    report = progress or tell_nobody
    chapter = with_numbers_cited(chapter, facts)
    figures = [block for block in chapter.blocks() if block.kind is BlockKind.FIGURE]
    figures = figures if with_pictures else []
    with DrawingRoom(expected=len(figures)) as room:
        drawn: dict[str, Future[bytes]] = {}
        for place, block in enumerate(figures):
            report(_SPECIFYING * place / len(figures), block.caption)
            future = _asked_for(block, facts, room, ahead)
            if future is not None:
                drawn[block.block_id] = future
        # The audit needs no picture: they are drawn meanwhile.
        report(_SPECIFYING, "Auditing all tables and sentences together")
        layout = _laid_out(chapter, facts)
        audit = audit_chapter(chapter, layout, facts.datasets)
        if is_public:
            refuse_if_blocked(audit)
        pictures = _local_pictures(chapter) if with_pictures else {}
        for place, (name, future) in enumerate(drawn.items()):
            share = _AUDITED + (1 - _AUDITED) * place / len(drawn)
            report(share, f"Picture {place + 1} of {len(drawn)}")
            pictures[name] = future.result()
    report(1.0, "Audited")
    return PreparedChapter(chapter, facts, layout, audit, pictures)


def _asked_for(
    block: Block, facts: ChapterFacts, room: DrawingRoom, ahead: PicturesAhead | None
) -> "Future[bytes] | None":
    view = view_of(facts, block)
    begun = ahead.drawn(view) if ahead is not None and view is not None else None
    if begun is not None:
        return begun
    picture = draw_picture(facts, block)
    return None if picture is None else room.draw(picture, width=PIXELS, scale=SCALE)


def _refuse_a_mix(chapter: Chapter, facts: ChapterFacts) -> None:
    if chapter.content_hash == facts.content_hash:
        return
    message = (
        f"The sentences and tables of this chapter are of snapshot {chapter.content_hash[:12]} of "
        f"{chapter.built_on}; its pictures, live numbers and sources would be of snapshot "
        f"{facts.content_hash[:12]} of {facts.built_at:%Y-%m-%d}. One document is of one snapshot: "
        "take the new figures into the chapter first."
    )
    raise MixedSnapshotsError(message)


def write_chapter(
    prepared: PreparedChapter,
    form: Form,
    *,
    house: House | None = None,
    progress: Progress | None = None,
) -> bytes:
    """Write a prepared chapter in one form.

    Args:
        prepared: The chapter.
        form: What to write.
        house: The council's own look.
        progress: Called with a share from 0 to 1 and what is being written.

    Returns:
        The file; the same chapter on the same snapshot gives the same bytes.
    """
    own = house or House()
    layout, pictures = prepared.layout, prepared.pictures
    made = prepared.facts.built_at.to_pydatetime()
    if form is Form.WORD:
        return write_word(
            layout,
            pictures=pictures,
            made=made,
            template=own.template,
            logo=own.logo,
            progress=progress,
        )
    if form is Form.PDF:
        return write_pdf(layout, pictures=pictures, made=made, logo=own.logo)
    if form is Form.HTML:
        return write_html(layout, pictures=pictures, logo=own.logo).encode("utf-8")
    if form is Form.WORKBOOK:
        return write_workbook(prepared.chapter, layout, datasets=prepared.facts.datasets, made=made)
    if form is Form.SLIDES:
        return write_chapter_slides(
            layout,
            pictures=_bare_pictures(prepared),
            findings=finding_titles(prepared.chapter, prepared.facts),
            made=made,
        )
    return write_markdown(layout).encode("utf-8")


def _bare_pictures(prepared: PreparedChapter) -> dict[str, DrawnPicture]:
    """Return every picture without its title, which the slide says; local ones as they are."""
    shown = {block.block_id: block for block in prepared.chapter.blocks()}
    made: dict[str, DrawnPicture] = {}
    with DrawingRoom(expected=len(prepared.pictures)) as room:
        drawn: dict[str, tuple[Picture, Future[bytes]]] = {}
        for name, png in prepared.pictures.items():
            block = shown[name]
            picture = (
                draw_picture(prepared.facts, block, most_rows=_SLIDE_ROWS)
                if block.kind is BlockKind.FIGURE
                else None
            )
            if picture is None:
                made[name] = DrawnPicture(png, block.description or block.caption)
                continue
            bare = bare_picture(picture, _SLIDE_PIXELS)
            drawn[name] = picture, room.draw_specified(bare, scale=_SLIDE_SCALE)
        for name, (picture, future) in drawn.items():
            made[name] = DrawnPicture(future.result(), picture.wording.description, picture.part)
    return made


def _local_pictures(chapter: Chapter) -> dict[str, bytes]:
    """Return the pictures of local evidence by their blocks."""
    return {
        block.block_id: base64.b64decode(block.image)
        for block in chapter.blocks()
        if block.kind is BlockKind.LOCAL and block.image
    }
