"""`chapter`: build a chapter on an area from a template and write it in any of its forms."""

import argparse
import sys
from pathlib import Path
from typing import Any

from cdof_core.analysis.chapter import gather_facts
from cdof_core.analysis.places import Places, find_places
from cdof_core.domain.area import AreaCode
from cdof_core.domain.errors import SelectionError
from cdof_core.domain.progress import Progress, tell_nobody
from cdof_core.domain.selection import BenchmarkKind, Selection
from cdof_core.report.chapter.build import asks_for_harm, build_chapter
from cdof_core.report.chapter.pictures_ahead import PicturesAhead
from cdof_core.report.chapter.template import Template, find_template, shipped_templates
from cdof_core.report.chapter.write import (
    Form,
    House,
    PreparedChapter,
    form_of,
    prepare_chapter,
    write_chapter,
)
from cdof_core.report.drawing import DrawingRoom
from cdof_core.store import areas as area_store

_SUGGESTED = 5
_GATHERED = 0.25
_BUILT = 0.35
_PREPARED = 0.85
"""Shares of the time by which a step is done."""
_NO_PICTURES = (Form.WORKBOOK, Form.MARKDOWN)


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Declare the command."""
    names = ", ".join(template.template_id for template in shipped_templates())
    parser: argparse.ArgumentParser = commands.add_parser(
        "chapter", help="build a chapter on an area: Word, PDF, HTML, slides, workbook, Markdown"
    )
    parser.add_argument("area", help="name or code of an authority, such as Bedford or E06000055")
    parser.add_argument("template", help=f"{names}, or the path of a .toml template")
    parser.add_argument(
        "--out", type=Path, required=True, help="file to write; its ending says the form"
    )
    parser.add_argument(
        "--compare",
        choices=[kind.value for kind in BenchmarkKind if kind is not BenchmarkKind.OWN_GROUP],
        default=BenchmarkKind.ENGLAND.value,
        help="what to compare with (default: england)",
    )
    parser.add_argument("--word-template", type=Path, help="the council's own .docx")
    parser.add_argument("--logo", type=Path, help="the council's logo as PNG")
    parser.add_argument("--quiet", action="store_true", help="say nothing of the progress")
    parser.set_defaults(execute=execute)


def execute(chosen: argparse.Namespace) -> int:
    """Write the chapter; refused with every reason where its audit blocks it."""
    form = form_of(chosen.out)
    template = find_template(chosen.template)
    areas = area_store.areas()
    selection = Selection(area_code=_code_of(chosen.area), benchmark=BenchmarkKind(chosen.compare))
    places = find_places(
        selection,
        areas=areas,
        groups=area_store.group_members(),
        schemes=area_store.group_schemes(),
    )
    say = tell_nobody if chosen.quiet else _say
    prepared = _prepared(template, selection, places, form=form, say=say)
    house = House(
        template=chosen.word_template,
        logo=_read(chosen.logo) if chosen.logo is not None else b"",
    )
    say(_PREPARED, f"Writing .{form}")
    written = write_chapter(
        prepared,
        form,
        house=house,
        progress=lambda share, what: say(_PREPARED + share * (1 - _PREPARED), f"Writing: {what}"),
    )
    try:
        chosen.out.write_bytes(written)
    except OSError as error:
        message = f"{chosen.out} cannot be written: {error.strerror}."
        raise SelectionError(message) from error
    say(1.0, "Done")
    shown = len(prepared.chapter.shown_sections)
    print(f"{chosen.out}: {prepared.chapter.title}, {shown} sections, {len(written):,} bytes.")
    return 0


def _prepared(
    template: Template, selection: Selection, places: Places, *, form: Form, say: Progress
) -> PreparedChapter:
    """Gather, build, audit and draw; pictures are drawn while the rest is gathered."""
    with_pictures = form not in _NO_PICTURES
    with DrawingRoom(expected=len(template.pictures)) as room:
        ahead = PicturesAhead(room)
        facts = gather_facts(
            selection,
            places=places,
            indicator_ids=template.measures,
            with_harm=asks_for_harm(template),
            pictured=template.pictures,
            on_view=ahead.begin if with_pictures else None,
            progress=lambda share, what: say(share * _GATHERED, f"Gathering: {what}"),
        )
        chapter = build_chapter(
            template,
            facts,
            progress=lambda share, what: say(
                _GATHERED + share * (_BUILT - _GATHERED), f"Building: {what}"
            ),
        )
        return prepare_chapter(
            chapter,
            facts,
            with_pictures=with_pictures,
            ahead=ahead,
            progress=lambda share, what: say(_BUILT + share * (_PREPARED - _BUILT), what),
        )


def _code_of(text: str) -> AreaCode:
    """Return the code of an authority given by its name, ignoring case, or by its code."""
    areas = area_store.areas()
    authorities = areas[areas["level"] == "upper_tier"]
    wanted = text.strip().lower()
    for column in ("area_code", "name"):
        found = authorities[authorities[column].str.lower() == wanted]
        if len(found):
            return AreaCode(str(found["area_code"].iloc[0]))
    alike = authorities[authorities["name"].str.lower().str.contains(wanted, regex=False)]
    hint = ", ".join(alike["name"].head(_SUGGESTED)) if wanted else ""
    tail = f" Did you mean {hint}?" if hint else " Give the name or code of an authority."
    message = f"There is no authority named {text!r}.{tail}"
    raise SelectionError(message)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}. A PNG was expected."
        raise SelectionError(message) from error


def _say(share: float, what: str) -> None:
    print(f"{share:4.0%} {what}", file=sys.stderr)
