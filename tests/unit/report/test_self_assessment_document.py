"""A round of self-assessment as it is taken away: every item, what was found, and the strip."""

from collections import Counter
from datetime import date
from io import BytesIO

import pandas as pd
import pytest
from docx import Document

from cdof_core.analysis.self_assessment import score_groups
from cdof_core.report.self_assessment_document import (
    assessment_table,
    strip_picture,
    write_assessment,
)
from cdof_core.workspace.assessments import Confidence, Finding, Rating

FOUND = {
    one.item_id: one
    for one in (
        Finding(
            "2.1",
            Rating.PARTLY,
            evidence="Waits are short; prison is not joined up.",
            owner="A. Person",
            assessed=date(2030, 5, 1),
            confidence=Confidence.HIGH,
        ),
        Finding("4-needs-3b", Rating.NOT_STARTED),
        Finding("1.1", Rating.MET),
        Finding("1.2", Rating.NOT_APPLICABLE),
    )
}


FILES = {"2.1": ["Minutes.pdf", "Waits.xlsx"]}


def test_the_table_holds_every_item_once_with_its_place_and_what_was_found() -> None:
    table = assessment_table(FOUND, files=FILES)
    # 17 statements, 114 indicators and their 18 parts; the opening words cannot be rated.
    assert Counter(table["Kind"]) == {"statement": 17, "indicator": 114, "bullet": 18}
    assert table["Principle"].nunique() == 4
    assert table["Group"].nunique() == 17  # sixteen groups, and what is seen of each principle
    assert not table["Place in the source"].duplicated().any()
    assert Counter(table["Rating"]) == {
        "Not assessed": 145,
        "Partly met": 1,
        "Not started": 1,
        "Met": 1,
        "Not applicable": 1,
    }
    row = table[table["Rating"] == "Partly met"].iloc[0]
    assert row["Place in the source"] == "Section 3.1, statement 1"
    assert row["Owner"] == "A. Person"
    assert row["Assessed on"] == "2030-05-01"
    assert row["Confidence"] == "high"
    assert row["Files"] == "Minutes.pdf; Waits.xlsx"
    noted = table[table["About the source"] != ""]
    # The list that is missing, and drugs where drinkers are meant.
    assert sorted(noted["Place in the source"]) == [
        "Section 5.2, Needs assessment, indicator 3, part 2",
        "Section 5.2, Needs assessment, indicator 9",
    ]


@pytest.fixture
def document():
    written = write_assessment(
        FOUND,
        files=FILES,
        name="Invented",
        round_name="2030",
        content_hash="0" * 64,
        built_at=pd.Timestamp("2030-06-01"),
    )
    return Document(BytesIO(written))


def test_the_document_has_a_table_for_each_group_and_a_line_for_each_item(document) -> None:
    assert document.paragraphs[0].text == "Commissioning self-assessment: Invented, 2030"
    said = [paragraph.text for paragraph in document.paragraphs]
    # The part of an indicator is shown beside it and not counted.
    assert said[1].startswith(
        "3 of 131 statements and indicators are assessed: 1 met, 1 partly met and 0 not started."
    )
    assert len(document.tables) == 4 + 16
    lines = [
        [cell.text for cell in row.cells] for table in document.tables for row in table.rows[1:]
    ]
    assert len(lines) == 17 + 114 + 18
    (found,) = [
        line for line in lines if line[2].startswith("Waits are short; prison is not joined")
    ]
    assert found[2].endswith("; Minutes.pdf; Waits.xlsx")
    assert found[1] == "● Partly met"
    assert found[3] == "A. Person; 1 May 2030; high confidence"
    (slip,) = [line for line in lines if "part 2) The source speaks of drug treatment" in line[0]]
    assert slip[0].startswith("– ")  # under the indicator it belongs to
    assert slip[1] == "■ Not started"
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert [heading[:2] for heading in headings] == ["1.", "2.", "3.", "4."]


def test_the_strip_has_a_mark_for_each_statement_and_indicator() -> None:
    picture = strip_picture(score_groups(FOUND), FOUND)
    assert picture.wording.finding.startswith("3 of 131 statements and indicators are assessed")
    assert "1. What is seen: 2 of 3 assessed; 1 of 1 met" in picture.wording.description
    assert "Finance: 0 of 5 assessed" in picture.wording.description
    drawn = picture.on_paper().to_dict()
    (rows,) = [rows for rows in drawn["datasets"].values() if rows and "rating" in rows[0]]
    assert len(rows) == 17 + 114
    assert Counter(row["rating"] for row in rows) == {
        "not_assessed": 128,
        "met": 1,
        "partly": 1,
        "not_applicable": 1,
    }
    # Never by colour alone: each mark has a word, and what nobody looked at is hollow.
    assert {row["rating_word"] for row in rows if row["is_hollow"]} == {"Not assessed"}
