"""Open notes on what a chapter is about, written at its end where somebody asks for that."""

from dataclasses import replace
from typing import Final

import pandas as pd

from cdof_core.domain.chapter import Block, BlockKind, Chapter, Section
from cdof_core.narrative.periods import day_text
from cdof_core.ui.cached import read_table
from cdof_core.workspace import open_workspace
from cdof_core.workspace.notes import Note, list_notes, notes_within

_SECTION: Final = "open-notes"


def open_notes_of_chapter(chapter: Chapter) -> list[Note]:
    """Return the open notes on a chapter's area and on the measures that it uses."""
    used = {
        reference.indicator_id
        for block in chapter.blocks()
        for reference in (
            *block.references,
            *(one for said in block.statements for one in said.references),
        )
    }
    found = notes_within(
        list_notes(open_workspace()), area_code=chapter.area_code, indicator_ids=used
    )
    return [note for note in found if not note.is_resolved]


def with_open_notes_at_end(chapter: Chapter) -> Chapter:
    """Return a chapter with its open notes as a last section; the kept one stays as it is."""
    notes = open_notes_of_chapter(chapter)
    if not notes:
        return chapter
    names = read_table("indicators").set_index("indicator_id")["short_name"]
    blocks = tuple(
        Block(f"{_SECTION}-{note.note_id}", BlockKind.NOTE, text=_said(note, chapter, names))
        for note in notes
    )
    return replace(
        chapter, sections=(*chapter.sections, Section(_SECTION, "Open notes", blocks=blocks))
    )


def _said(note: Note, chapter: Chapter, names: pd.Series) -> str:
    on = note.subject
    where = chapter.area_name if on.area_code else "Every area"
    measure = str(names.get(on.indicator_id, "")) if on.indicator_id else ""
    about = ", ".join(part for part in (measure, where, "a chart" if on.chart else "") if part)
    who = f" ({note.by}, " if note.by else " ("
    return f"{about}: {note.text}{who}{day_text(note.at)})"
