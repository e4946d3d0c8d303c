import io
import re
import zipfile
from dataclasses import replace

import pandas as pd
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from cdof_core.report.section_document import write_section
from cdof_core.report.section_sources import (
    add_sources,
    disclosure_statement,
    reference_numbers,
    source_entry,
)

MEASURES = ["cin_parent_drug", "deaths_drug_misuse_3y_rate", "recorded_drug_offences_rate"]
LEFT_OUT = "opiate_unmet_need"


@pytest.fixture(scope="module")
def written(section):
    return write_section(section([*MEASURES, LEFT_OUT]))


@pytest.fixture(scope="module")
def document(written):
    return Document(io.BytesIO(written))


def texts(document):
    return [paragraph.text for paragraph in document.paragraphs]


def styled(document, style):
    return [part.text for part in document.paragraphs if part.style.name == style]


def test_it_is_a_file_that_word_opens(written):
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.testzip() is None
        assert "word/document.xml" in archive.namelist()


def test_the_page_is_a4(document):
    page = document.sections[0]
    # Word keeps sizes in twentieths of a point, 635 of the library's units.
    assert page.page_width == pytest.approx(Cm(21.0), abs=635)
    assert page.page_height == pytest.approx(Cm(29.7), abs=635)


def test_headings_have_levels(document):
    assert styled(document, "Title") == ["Drug-related harm in Bedford"]
    assert styled(document, "Heading 1") == [
        "Summary",
        "Reducing drug use",
        "Reducing drug-related crime",
        "Reducing drug-related deaths and harm",
        "Sources",
        "Method",
    ]
    assert len([text for text in styled(document, "Heading 2") if "citing" not in text]) == 3


def test_the_cover_says_what_it_rests_on(document, section):
    said = "\n".join(texts(document))
    assert "Area: Bedford" in said
    assert "Compared with: England" in said
    assert f"snapshot {section(MEASURES).content_hash[:12]}" in said
    assert "every figure is published, or worked out here from published counts" in said


def test_sentences_hold_the_published_figures(document):
    said = "\n".join(texts(document))
    # Department for Education, children in need, 2025: 236 of 1,387 assessments; 236 / 1387.
    assert "was 17.0% in the year to March 2025 (236 of 1,387; 95% interval 15.1% to 19.1%)" in said
    # Office for National Statistics, 2019 to 2021: 28 deaths, 5.5 (3.7 to 8.0), England 5.1.
    assert "5.5 per 100,000 in 2019–21 (28 deaths; 95% interval 3.7 to 8.0)" in said


def test_the_table_has_a_header_that_repeats_and_rows_that_stay_whole(document):
    table = document.tables[0]
    rows = [row._tr for row in table.rows]
    assert rows[0].trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert [cell.text for cell in table.rows[0].cells][:3] == ["Measure", "Period", "Value"]
    assert len(rows) == 1 + 3


def test_the_columns_fit_the_page(document):
    widths = [column.width for column in document.tables[0].columns]
    assert sum(widths) <= Cm(17.0) + 7


def test_a_judgement_in_the_table_is_mark_and_word(document):
    cells = [row.cells[5].text for row in document.tables[0].rows][1:]
    assert cells == ["■ Worse", "▼ Lower", "● Similar"]


def test_each_measure_has_a_picture_with_alternative_text(document):
    pictures = [shape._inline.docPr for shape in document.inline_shapes]
    assert len(pictures) == 3
    assert all(len(picture.get("descr")) > 40 for picture in pictures)
    assert {picture.get("descr").split(" of ")[0] for picture in pictures} == {
        "Line chart",
        "Bar chart",
    }


def test_captions_are_numbered_by_word(document):
    fields = [field.get(qn("w:instr")) for field in document.element.body.iter(qn("w:fldSimple"))]
    assert fields == ["SEQ Table \\* ARABIC", *["SEQ Figure \\* ARABIC"] * 3]


def test_a_picture_stays_with_its_caption(document):
    paragraphs = document.paragraphs
    for place, paragraph in enumerate(paragraphs):
        if paragraph._p.findall(f".//{qn('w:drawing')}"):
            assert paragraph.paragraph_format.keep_with_next
            assert paragraphs[place - 1].paragraph_format.keep_with_next
            assert paragraphs[place + 1].style.name == "Caption"


def test_every_citation_has_its_source(document):
    said = texts(document)
    cited = {
        int(number)
        for text in said
        for group in re.findall(r"\. \[([\d, ]+)\]$", text)
        for number in group.split(", ")
    }
    listed = {int(found[1]) for text in said if (found := re.match(r"\[(\d+)\] ", text))}
    assert cited == listed
    assert listed == set(range(1, len(listed) + 1))


def test_what_is_left_out_is_named(document):
    said = next(text for text in texts(document) if text.startswith("Measures left out."))
    assert "“Opiate and/or crack cocaine users not in treatment”" in said


def test_nothing_missing_slips_through_as_a_word_of_the_machine(document):
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    for text in [*texts(document), *cells]:
        assert not re.search(r"\b(nan|None|NaT|inf)\b", text), text


def test_the_same_section_is_the_same_file(section):
    first, second = (write_section(section(["recorded_drug_offences_rate"])) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        # The time of writing would make every file another one.
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_progress_runs_from_nothing_to_done(section):
    heard: list[tuple[float, str]] = []
    write_section(
        section(["cin_parent_drug", "recorded_drug_offences_rate"]),
        progress=lambda share, doing: heard.append((share, doing)),
    )
    assert [share for share, _ in heard] == [0.0, 0.5, 1.0]


@pytest.mark.parametrize("area", ["E06000053", "E09000001", "E06000055+E06000056"])
def test_unusual_areas_have_a_section(section, area):
    written = write_section(section(["cin_parent_drug", "deaths_drug_misuse_3y_rate"], area=area))
    said = "\n".join(texts(Document(io.BytesIO(written))))
    assert "Disclosure: Open data only" in said
    assert "nan" not in said.split()


def test_a_section_of_nothing_says_so(section):
    written = write_section(section([LEFT_OUT]))
    said = "\n".join(texts(Document(io.BytesIO(written))))
    assert "No figures for Bedford" in said
    assert "Measures left out." in said


def test_sources_are_numbered_in_order_of_use(section):
    sources = section(MEASURES).sources
    numbers = list(dict.fromkeys(reference_numbers(sources).values()))
    assert numbers == list(range(1, len(numbers) + 1))
    # The table of children in need is two datasets, its authorities and its country.
    assert len(numbers) == len(sources) - 1


SOURCE = {
    "publisher": "Office for Invented Statistics",
    "publication": "Invented figures",
    "table_name": "Table 1",
    "published": "May 2025",
    "attribution": "Contains invented data.",
    "licence": "Open Government Licence v3.0",
    "strength": "official_workbook",
    "sensitivity": "open",
    "caveats": "",
    "url": "https://example.org/figures",
}


def test_a_source_ends_each_of_its_sentences_once():
    assert source_entry(SOURCE) == (
        "Office for Invented Statistics, Invented figures, Table 1 (May 2025). Contains invented "
        "data. From the publisher's own workbook. https://example.org/figures"
    )


def test_a_source_says_its_day_in_words():
    assert "Table 1 (3 August 2022)." in source_entry({**SOURCE, "published": "2022-08-03"})


@pytest.mark.parametrize(
    ("publication", "table", "named"),
    [
        ("Census, chapter on drugs", "Chapter on drugs", "Census, chapter on drugs"),
        ("Census, QS2 Groups", "QS2", "Census, QS2 Groups"),
        ("Outturn, RO3", "RO3, England row", "Outturn, RO3, England row"),
        ("Deaths, Table 10", "Table 1", "Deaths, Table 10, Table 1"),
    ],
)
def test_a_source_names_its_table_once(publication, table, named):
    source = {**SOURCE, "publication": publication, "table_name": table}
    assert source_entry(source).startswith(f"Office for Invented Statistics, {named} (May 2025).")


def test_sources_that_read_the_same_are_one():
    table = pd.DataFrame(
        [
            {**SOURCE, "dataset_id": "a"},
            {**SOURCE, "dataset_id": "b", "publication": "Others", "caveats": "Rounded to 5"},
            {**SOURCE, "dataset_id": "c", "caveats": "Rounded to 10."},
        ]
    )
    assert reference_numbers(table) == {"a": 1, "b": 2, "c": 1}
    written = Document()
    add_sources(written, table)
    listed = [text for text in texts(written) if text.startswith("[")]
    assert len(listed) == 4
    # What is to be said of each dataset stays, under the number they share.
    assert listed[2:] == ["[1] Rounded to 10.", "[2] Rounded to 5."]


def test_the_cover_names_what_is_restricted():
    table = pd.DataFrame([SOURCE, {**SOURCE, "sensitivity": "restricted", "publication": "Closed"}])
    said = disclosure_statement(table)
    assert said.startswith("Restricted: ")
    assert "(Office for Invented Statistics, Closed)" in said
    assert disclosure_statement(table[:1]).startswith("Open data only")


def test_a_caption_names_its_period_or_span(document):
    captions = [text for text in styled(document, "Caption") if "Figure" in text]
    # Children in need is shown over time to the year to March 2025.
    assert any(text.endswith("to the year to March 2025") for text in captions)
    assert all(re.search(r"\d{2}$", text) for text in captions)


def test_a_groups_benchmark_says_on_what_it_rests(section):
    written = write_section(section(["cin_parent_drug"], benchmark="dfe"))
    document = Document(io.BytesIO(written))
    cell = document.tables[0].rows[1].cells[4].text
    assert re.fullmatch(r"\d+\.\d%, pooled, \d+ of 10 areas; best quarter \d+\.\d%", cell)
    said = "\n".join(texts(document))
    assert "Pooled: the counts of the group's areas added up." in said
    assert "Median:" not in said


def test_a_quoted_figure_is_marked_in_table_and_text(section):
    shown = section(["cin_parent_drug"])
    quoted = replace(shown, sources=shown.sources.assign(strength="secondary_source"))
    document = Document(io.BytesIO(write_section(quoted)))
    assert document.tables[0].rows[1].cells[0].text.endswith(" (quoted)")
    said = "\n".join(texts(document))
    assert "It is quoted by a secondary source: check before citing." in said
    assert "Quoted: by a secondary source, check before citing." in said
