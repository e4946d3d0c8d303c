import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from pptx import Presentation
from pypdf import PdfReader

from cdof_core.domain.chapter import Block, BlockKind
from cdof_core.report import drawing
from cdof_core.report.chapter.build import build_chapter
from cdof_core.report.chapter.layout import Element, ElementKind
from cdof_core.report.chapter.measures import finding_titles
from cdof_core.report.chapter.slides import chapter_slides
from cdof_core.report.chapter.template import find_template
from cdof_core.report.chapter.write import (
    Form,
    FormError,
    House,
    MixedSnapshotsError,
    form_of,
    prepare_chapter,
    write_chapter,
)
from tests.unit.report.chapter.conftest import facts_of
from tests.unit.report.chapter.test_audit import with_blocks

MINE = Block("mine", BlockKind.PROSE, text="Fish & chips <b>cost</b> #1 $x$ *y*.")


@pytest.fixture(scope="module")
def prepared(chapter, facts):
    made = with_blocks(chapter("Bedford", "briefing"), MINE)
    return prepare_chapter(made, facts("Bedford", "briefing"))


@pytest.fixture(scope="module")
def prepared_anew(prepared):
    """The same chapter built from facts gathered anew, its pictures drawn anew."""
    held = facts_of.__wrapped__("Bedford", "briefing")
    drawing._KEPT.clear()
    made = with_blocks(build_chapter(find_template("briefing"), held), MINE)
    again = prepare_chapter(made, held)
    assert again.pictures
    assert all(again.pictures[name] is not png for name, png in prepared.pictures.items())
    return again


@pytest.mark.parametrize("form", list(Form))
def test_the_same_chapter_made_twice_gives_the_same_bytes(prepared, prepared_anew, form):
    assert write_chapter(prepared, form) == write_chapter(prepared_anew, form)


def test_a_chapter_of_another_snapshot_than_its_facts_is_refused(chapter, facts):
    held = facts("Bedford", "blank")
    older = replace(chapter("Bedford", "blank"), content_hash="an earlier one")
    with pytest.raises(MixedSnapshotsError, match=r"snapshot an earlier o.*take the new figures"):
        prepare_chapter(older, held, with_pictures=False)


def test_word_has_true_structure(prepared):
    document = Document(io.BytesIO(write_chapter(prepared, Form.WORD)))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[:2] == ["What the numbers say", "Children and families"]
    body = document.element.body
    fields = [one.get(qn("w:instr")) for one in body.iter(qn("w:fldSimple"))]
    assert "SEQ Figure \\* ARABIC" in fields
    assert "REF figure_1 \\h" in fields
    marks = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    links = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))}
    assert links <= marks
    assert {"figure_1", "source_1", "note_1"} <= marks
    pictures = [one for one in body.iter() if one.tag.endswith("}docPr")]
    assert pictures
    assert all(one.get("descr") for one in pictures)


def test_a_long_chapter_has_a_list_of_contents_and_a_briefing_none(prepared, chapter, facts):
    held = facts("Bedford", "bedford")
    long = prepare_chapter(chapter("Bedford", "bedford"), held, with_pictures=False)
    assert not long.layout.is_short
    assert prepared.layout.is_short
    for made, has_list in ((long, True), (prepared, False)):
        body = Document(io.BytesIO(write_chapter(made, Form.WORD))).element.body
        fields = [one.text or "" for one in body.iter(qn("w:instrText"))]
        assert any("TOC" in one for one in fields) is has_list


@pytest.mark.parametrize("area", ["Bedford", "Barnet", "Isles of Scilly"])
def test_a_briefing_is_two_pages_and_says_nothing_twice(chapter, facts, area):
    prepared = prepare_chapter(chapter(area, "briefing"), facts(area, "briefing"))
    reader = PdfReader(io.BytesIO(write_chapter(prepared, Form.PDF)))
    assert len(reader.pages) <= 2
    texts = [one.text for one in prepared.layout.elements if one.kind != ElementKind.HEADING]
    sentences = [part for text in texts for part in re.split(r"(?<=[a-z)%]\.) ", text)]
    # Two series can both be without a trend; no figure is said twice.
    figures = [one for one in sentences if len(one) > 40 and re.search(r"\d", one)]
    assert len(figures) >= 2
    assert len(figures) == len(set(figures))


def test_each_source_is_a_footnote_once_and_pointed_to_afterwards(prepared):
    document = Document(io.BytesIO(write_chapter(prepared, Form.WORD)))
    (part,) = [
        one.target_part for one in document.part.rels.values() if one.reltype.endswith("/footnotes")
    ]
    root = parse_xml(part.blob)
    notes = {
        one.get(qn("w:id")): "".join(text.text for text in one.iter(qn("w:t")))
        for one in root.iter(qn("w:footnote"))
        if one.get(qn("w:type")) is None
    }
    body = document.element.body
    cited = [one.get(qn("w:id")) for one in body.iter(qn("w:footnoteReference"))]
    # A note's number is the source's: the list at the end has the same order.
    assert cited == list(notes) == [str(n + 1) for n in range(len(prepared.layout.sources))]
    for number, (note, source) in enumerate(
        zip(notes.values(), prepared.layout.sources, strict=True), start=1
    ):
        said = note.strip().removesuffix(f" (source {number})")
        assert len(said) > 20
        assert source.startswith(f"[{number}] {said}.")
    fields = [one.get(qn("w:instr")) for one in body.iter(qn("w:fldSimple"))]
    assert any(one.startswith("NOTEREF note_1 ") for one in fields)


def test_a_table_s_header_row_is_marked(chapter, facts):
    held = facts("Bedford", "bedford")
    made = prepare_chapter(chapter("Bedford", "bedford"), held, with_pictures=False)
    document = Document(io.BytesIO(write_chapter(made, Form.WORD)))
    table = document.tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table._tbl.tblPr.find(qn("w:tblDescription")) is not None


def test_the_council_s_own_word_template_keeps_its_footer(prepared, tmp_path):
    own = Document()
    own.sections[0].footer.paragraphs[0].text = "Alpha Council"
    own.add_paragraph("Delete me")
    path = tmp_path / "own.docx"
    own.save(str(path))
    written = write_chapter(prepared, Form.WORD, house=House(template=path))
    document = Document(io.BytesIO(written))
    assert document.sections[0].footer.paragraphs[0].text == "Alpha Council"
    assert all(p.text != "Delete me" for p in document.paragraphs)


def test_the_pdf_is_tagged_and_says_its_language(prepared):
    reader = PdfReader(io.BytesIO(write_chapter(prepared, Form.PDF)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].lower().startswith("en")
    text = "".join(page.extract_text() for page in reader.pages)
    assert "Fish & chips <b>cost</b> #1 $x$ *y*." in text.replace("\n", " ")
    assert reader.metadata.title == prepared.chapter.title


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.levels, self.ids, self.targets, self.alts = [], [], [], []

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        if tag[0] == "h" and tag[1:].isdigit():
            self.levels.append(int(tag[1:]))
        if "id" in held:
            self.ids.append(held["id"])
        if held.get("href", "").startswith("#"):
            self.targets.append(held["href"][1:])
        if tag == "img":
            self.alts.append(held.get("alt"))


def test_pointing_at_a_sentence_shows_what_it_used(prepared):
    page = write_chapter(prepared, Form.HTML).decode()
    # ONS 2021 edition: Bedford, 2019-21, 5.5 per 100,000.
    used = "value · deaths_drug_misuse_3y_rate · E06000055 · 2019–21 · Persons · All ages · 5.5"
    assert f'class="said" title="Rests on:&#10;{used}' in page
    assert "<summary>What this rests on" in page


def test_html_is_one_accessible_file(prepared):
    text = write_chapter(prepared, Form.HTML).decode("utf-8")
    read = Reader()
    read.feed(text)
    assert "Fish &amp; chips &lt;b&gt;cost&lt;/b&gt;" in text
    assert read.levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(read.levels))
    assert len(read.ids) == len(set(read.ids))
    assert set(read.targets) <= set(read.ids)
    assert read.alts
    assert all(read.alts)
    assert 'lang="en-GB"' in text
    assert "http://" not in text.split("</style>")[0]


def test_slides_say_a_finding_each(prepared):
    deck = Presentation(io.BytesIO(write_chapter(prepared, Form.SLIDES)))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles[0] == prepared.chapter.title
    assert any(title.startswith("Bedford: from") for title in titles)
    assert all(titles)
    assert titles[-1].startswith("Sources")


def test_a_slide_of_single_sentences_has_a_finding_for_its_title(prepared):
    deck = Presentation(io.BytesIO(write_chapter(prepared, Form.SLIDES)))
    titles = [slide.shapes.title.text for slide in deck.slides]
    ours = [one.text for one in prepared.layout.elements if one.kind is ElementKind.HEADING]
    kept = {re.sub(r" \(\d of \d\)$", "", title) for title in titles[1:]} & set(ours)
    # Questions to settle are no findings, and a long sentence makes no title: what it stands with
    # has its section's.
    assert kept == {"Need and treatment", "Questions to settle"}, titles


def paragraph_of(block_id: str, *texts: str, lead: str = "") -> Element:
    return Element(
        ElementKind.PARAGRAPH,
        " ".join(texts),
        lead=lead,
        cites=(1,),
        block_id=block_id,
        sentences=tuple((text, ()) for text in texts),
    )


def test_the_title_of_a_slide_covers_all_that_stands_on_it(prepared):
    heading = Element(ElementKind.HEADING, "Treatment")
    elements = (
        heading,
        paragraph_of("gap", "Here 9 of 10 were not in treatment.", "No interval is published."),
        paragraph_of("people", "Here live 500 people."),
        paragraph_of("several", "Here is the 3rd of 153.", "Of males 2 died."),
        paragraph_of("england", "In England 5 were treated. It is quoted.", lead="Treated."),
        paragraph_of("wales", "In Wales 4 were treated.", lead="Treated in Wales."),
        paragraph_of("rate", "Here it was 7.", "No trend is tested.", lead="Rate, 3-year."),
    )
    layout = replace(prepared.layout, elements=elements)
    slides = chapter_slides(layout, pictures={}, findings={"rate": "Rate: 7, worse than there (6)"})
    ends = ("Sources", "Terms used")
    told = {one.title: one.points for one in slides if not one.title.startswith(ends)}
    assert told == {
        "Here 9 of 10 were not in treatment.": ("No interval is published.",),
        "Treatment": ("Here live 500 people.", "Here is the 3rd of 153. Of males 2 died."),
        "Treatment: national figures": (
            "Treated. In England 5 were treated. It is quoted.",
            "Treated in Wales. In Wales 4 were treated.",
        ),
        "Rate: 7, worse than there (6)": ("Here it was 7.", "No trend is tested."),
    }


def test_a_message_of_the_summary_has_its_finding_for_a_title(chapter, facts):
    titles = finding_titles(
        chapter("Northumberland", "partnership"), facts("Northumberland", "partnership")
    )
    # NHS Digital 2018/19: 62.0; England, pooled, 31.3
    assert titles["summary.key_messages.admissions_poisoning_rate"] == (
        "Admissions, drug poisoning: 62.0 per 100,000, worse than the 118 authorities of England "
        "with a figure (31.3)"
    )
    assert titles["summary.headline"].startswith("Northumberland is worse than England on 6 and ")


def test_slides_repeat_no_paragraph_and_leave_no_source_off_the_page(prepared):
    deck = Presentation(io.BytesIO(write_chapter(prepared, Form.SLIDES)))
    boxes = [
        shape for slide in deck.slides for shape in slide.shapes if shape.shape_type is not None
    ]
    texts = [box.text_frame.text for box in boxes if box.has_text_frame]
    points = [
        point for text in texts if not text.startswith("Source: ") for point in text.split("\n")
    ]
    # Two series can both be without a trend; no figure is said twice.
    long = [point for point in points if len(point) > 60 and re.search(r"\d", point)]
    assert len(long) == len(set(long))
    said = "\n".join(texts)
    assert all(entry in said for entry in prepared.layout.sources)
    for box in boxes:
        if box.has_text_frame and box.text_frame.text:
            size = box.text_frame.paragraphs[0].font.size
            # Half its size is what a letter takes across in a plain typeface.
            across = int(box.width / (size * 0.5))
            lines = sum(-(-len(part) // across) for part in box.text_frame.text.split("\n"))
            assert box.top + lines * size * 1.2 <= deck.slide_height


def test_the_annex_holds_every_table_and_statement(prepared):
    book = openpyxl.load_workbook(io.BytesIO(write_chapter(prepared, Form.WORKBOOK)))
    assert book.sheetnames[:2] == ["About", "Statements"]
    rows = list(book["Statements"].iter_rows(values_only=True))
    assert ("deaths_drug_misuse_3y_rate", "E06000055", "2019-21") in {row[3:6] for row in rows}


def test_markdown_shows_signs_as_they_are(prepared):
    text = write_chapter(prepared, Form.MARKDOWN).decode("utf-8")
    assert "Fish & chips \\<b\\>cost\\</b\\> \\#1 $x$ \\*y\\*." in text


def test_an_unknown_ending_is_refused():
    assert form_of(Path("a.PDF")) is Form.PDF
    with pytest.raises(FormError, match="says no form"):
        form_of(Path("a.odt"))
