"""Reading, keeping versions of and taking away a chapter."""

import base64
import tempfile
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import streamlit as st

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.domain import BenchmarkKind, CdofError
from cdof_core.domain.chapter import Block, Chapter
from cdof_core.report.chapter.markdown import markdown_runs
from cdof_core.report.chapter.measures import draw_picture, view_of
from cdof_core.report.chapter.write import (
    MEDIA,
    Form,
    House,
    layout_of,
    prepare_chapter,
    write_chapter,
)
from cdof_core.ui.cached import content_hash, snapshot_line
from cdof_core.ui.chapter import act, remove_shown
from cdof_core.ui.chapter_facts import facts_for, is_of_this_snapshot
from cdof_core.ui.chapter_notes import open_notes_of_chapter, with_open_notes_at_end
from cdof_core.ui.chapter_snapshot import compare_with
from cdof_core.ui.charts import current_palette, show_picture_in_text
from cdof_core.ui.downloads import file_stem
from cdof_core.ui.kept import keep
from cdof_core.ui.panels import as_plain_text, files_are_blocked, show_error
from cdof_core.ui.people import current_actor
from cdof_core.ui.session import BENCHMARK_LABELS
from cdof_core.workspace import open_workspace
from cdof_core.workspace.chapters import (
    KeptChapter,
    keep_head,
)
from cdof_core.workspace.errors import InvalidEntryError

_PREPARED = "prepared_chapter"
"""Session key: the document made last, with what it was made for."""
_WANTED = "wanted_chapter"
"""Session key: a document is to be made in this run, below its button."""
_LARGEST_HOUSE = 5_000_000
_DRAWING = 0.7
"""Share of the time that pictures take."""
_NAMES = {
    Form.WORD: "Word",
    Form.PDF: "PDF",
    Form.HTML: "HTML, one file",
    Form.SLIDES: "PowerPoint, one finding a slide",
    Form.WORKBOOK: "Excel, every table",
    Form.MARKDOWN: "Markdown",
}


def read_chapter_text(kept: KeptChapter) -> None:
    """Show the chapter as it reads, with the pictures of the snapshot it is of."""
    if not is_of_this_snapshot(kept):
        _say_of_which_snapshot(kept)
    facts = facts_for(kept)
    blocks = {block.block_id: block for block in kept.chapter.blocks()}
    for text, figure in markdown_runs(layout_of(kept.chapter, facts)):
        if figure is not None:
            _show_figure(kept, facts, blocks[figure.block_id])
        st.markdown(text)


def _show_figure(kept: KeptChapter, facts: ChapterFacts, block: Block) -> None:
    """Show a picture of the chapter; its description where it would be of another snapshot."""
    if block.image:
        st.image(base64.b64decode(block.image))
        return
    view = view_of(facts, block) if is_of_this_snapshot(kept) else None
    palette = current_palette()
    picture = keep(
        partial(draw_picture, facts, block, palette=palette),
        key=f"chapter picture {block.source} {palette.ground}",
        made_from=[view],
    )
    if view is None or picture is None:
        st.markdown(as_plain_text(block.description or block.caption))
    else:
        show_picture_in_text(picture, key=f"read_{block.block_id}")


def edit_head(kept: KeptChapter) -> None:
    """Draw the form of the chapter's title, authors, review date and name."""
    tag = f"{kept.head.entry_id}_{kept.head.version}"
    with st.form(f"head_{tag}", border=False):
        st.text_input("Name in the menu", value=kept.head.name, max_chars=120, key=f"name_{tag}")
        st.text_input("Title", value=kept.chapter.title, max_chars=300, key=f"title_{tag}")
        st.text_area(
            "Authors and contact", value=kept.chapter.authors, max_chars=2000, key=f"authors_{tag}"
        )
        st.text_input(
            "Review by (year-month-day)", value=kept.chapter.review_on, key=f"review_{tag}"
        )
        st.form_submit_button("Keep", on_click=_keep_head, args=(kept, tag))
    kinds = [kind for kind in BENCHMARK_LABELS if kind is not BenchmarkKind.OWN_GROUP]
    now = BenchmarkKind(kept.chapter.benchmark)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        wanted = st.selectbox(
            "Compared with",
            kinds,
            index=kinds.index(now),
            format_func=lambda kind: BENCHMARK_LABELS[kind],
            key=f"against_{tag}",
            width=360,
        )
        st.button(
            "Compare anew",
            key=f"compare_{tag}",
            disabled=wanted is now,
            on_click=compare_with,
            args=(kept, wanted),
            help="Every computed part is written again; what you wrote stands.",
        )
    st.button("Remove this chapter", type="tertiary", on_click=remove_shown, args=(kept,))


def take_away(kept: KeptChapter) -> None:
    """Make the chapter in one of its forms, after its audit, and offer it."""
    form = st.selectbox(
        "Form", list(_NAMES), format_func=lambda one: _NAMES[one], key="chapter_form", width=320
    )
    with st.expander("The council's own look"):
        word = st.file_uploader("Word template (.docx)", type=["docx"], key="chapter_docx")
        logo = st.file_uploader("Logo (.png)", type=["png"], key="chapter_logo")
    is_public = not st.checkbox(
        "For those who may see everything: write it in spite of the audit",
        key="chapter_internal",
        help="The audit then blocks nothing. Do not pass such a document on.",
    )
    chapter = _as_wanted(kept.chapter)
    made_for = (_identity(chapter), content_hash(), form, is_public, _named(word), _named(logo))
    _say_of_which_snapshot(kept)
    st.button(
        "Make the document",
        type="primary",
        key="chapter_make",
        on_click=_want_document,
        disabled=not is_of_this_snapshot(kept),
    )
    if st.session_state.pop(_WANTED, False):
        st.session_state.pop(_PREPARED, None)
        _make(chapter, kept, form, made_for, is_public=is_public, word=word, logo=logo)
    prepared = st.session_state.get(_PREPARED)
    if prepared and prepared[0] == made_for and not files_are_blocked():
        name = file_stem(kept.chapter.area_name, kept.head.name)
        st.download_button(
            f"Download {name}.{form}",
            data=prepared[1],
            file_name=f"{name}.{form}",
            mime=MEDIA[form],
            on_click="ignore",
            icon=":material/download:",
        )


def _say_of_which_snapshot(kept: KeptChapter) -> None:
    """Say which one snapshot every figure is of, or that there would be two."""
    chapter = kept.chapter
    held = f"snapshot {chapter.content_hash[:12]} of {chapter.built_on}"
    if is_of_this_snapshot(kept):
        st.caption(as_plain_text(f"Every figure of the document is of {held}."))
        return
    st.warning(
        as_plain_text(
            f"The sentences and tables of this chapter are of {held}; live numbers, pictures and "
            f"sources are of the snapshot shown here ({snapshot_line()}). One document is of one "
            "snapshot: take the new figures above first."
        ),
        icon=":material/update:",
    )


def _want_document() -> None:
    st.session_state[_WANTED] = True


def _as_wanted(chapter: Chapter) -> Chapter:
    """Return what is taken away: the chapter, with the open notes at its end where asked for."""
    count = len(open_notes_of_chapter(chapter))
    if not count:
        return chapter
    label = f"Write the {count} open notes on this area and its measures at the end"
    if count == 1:
        label = "Write the open note on this area and its measures at the end"
    wanted = st.checkbox(label, key="chapter_notes")
    return with_open_notes_at_end(chapter) if wanted else chapter


def _make(
    chapter: Chapter,
    kept: KeptChapter,
    form: Form,
    made_for: object,
    *,
    is_public: bool,
    word: object,
    logo: object,
) -> None:
    bar = st.progress(0.0, text="Auditing all tables and sentences together")

    def draw(share: float, what: str) -> None:
        bar.progress(share * _DRAWING, text=f"Drawing: {what}")

    def write(share: float, what: str) -> None:
        bar.progress(min(_DRAWING + share * (1 - _DRAWING), 1.0), text=f"Writing: {what}")

    try:
        with tempfile.TemporaryDirectory() as folder:
            house = House(
                template=_saved(word, Path(folder) / "template.docx"), logo=_bytes_of(logo)
            )
            prepared = prepare_chapter(
                chapter,
                facts_for(kept),
                is_public=is_public,
                with_pictures=form not in (Form.WORKBOOK, Form.MARKDOWN),
                progress=draw,
            )
            data = write_chapter(
                prepared,
                form,
                house=house,
                progress=write,
            )
    except CdofError as error:
        bar.empty()
        show_error(error)
        return
    bar.empty()
    for finding in prepared.audit.findings:
        st.warning(as_plain_text(f"{finding.location}: {finding.wording}"))
    st.session_state[_PREPARED] = (made_for, data)


def _keep_head(kept: KeptChapter, tag: str) -> None:
    def held(name: str) -> str:
        return " ".join(str(st.session_state.get(f"{name}_{tag}", "")).split())

    def keep_typed() -> None:
        changed = replace(written, review_on=_read_day(held("review")))
        keep_head(open_workspace(), current_actor(), kept, changed, name=name)

    written = replace(
        kept.chapter,
        title=held("title") or kept.chapter.title,
        authors=str(st.session_state.get(f"authors_{tag}", "")).strip(),
    )
    name = held("name") or kept.head.name
    act(keep_typed, done="Kept.")


def _read_day(text: str) -> str:
    """Return a day as it was typed, where it is one."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        message = (
            f"Review by, {text!r}: a day as year-month-day was expected, such as 2027-03-31. "
            "Nothing was kept."
        )
        raise InvalidEntryError(message) from error


def _identity(chapter: Chapter) -> int:
    return hash(repr(chapter))


def _named(file: object) -> str:
    return str(getattr(file, "file_id", ""))


def _bytes_of(file: object) -> bytes:
    data: bytes = file.getvalue() if hasattr(file, "getvalue") else b""  # pyright: ignore[reportAttributeAccessIssue]
    return data if len(data) <= _LARGEST_HOUSE else b""


def _saved(file: object, path: Path) -> Path | None:
    data = _bytes_of(file)
    if not data:
        return None
    path.write_bytes(data)
    return path
