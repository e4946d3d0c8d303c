"""The report of a check: what was found, what was decided."""

import io
import json

import pandas as pd
import pytest
from docx import Document

from cdof_core.checker import Confidence, Finding, Kind, Report, UnreadableError, check_upload
from cdof_core.report.check_report import (
    Decided,
    Decision,
    check_headline,
    check_json,
    check_table,
    write_check,
)

BUILT = pd.Timestamp("2026-11-21 09:00:00")


def finding(confidence: Confidence, *, printed: str = "9") -> Finding:
    return Finding(
        Kind.WRONG_TOTAL, "Table 1, row 4", 4, printed, "7", confidence, "3 and 4 make 7."
    )


TWO = Report("draft.docx", 2, 1, (finding(Confidence.HIGH), finding(Confidence.LOW, printed="8")))
DECIDED = [
    Decided(TWO.findings[0], Decision.ACCEPTED),
    Decided(TWO.findings[1], Decision.DISMISSED, "rounded"),
]


@pytest.mark.parametrize(
    ("report", "headline"),
    [
        (TWO, "2 findings in 2 tables and 1 sentence: 1 of high and 1 of low confidence."),
        (Report("a", 1, 3, ()), "Nothing found in 1 table and 3 sentences."),
        (
            Report("a", 1, 0, (finding(Confidence.HIGH),)),
            "1 finding in 1 table and 0 sentences: 1 of high confidence.",
        ),
    ],
)
def test_the_headline_counts_what_was_found(report: Report, headline: str) -> None:
    assert check_headline(report) == headline


def test_the_table_and_the_json_carry_decisions_and_reasons() -> None:
    table = check_table(TWO, DECIDED, content_hash="abc", built_at=BUILT).data
    assert list(table["Decision"]) == ["accepted", "dismissed"]
    assert list(table["Reason for dismissing"]) == ["", "rounded"]
    held = json.loads(check_json(TWO, DECIDED))
    assert held["document"] == "draft.docx"
    assert [one["printed"] for one in held["findings"]] == ["9", "8"]
    assert held["findings"][1]["reason"] == "rounded"


def test_the_word_report_has_one_row_a_finding_and_is_the_same_each_time() -> None:
    data = write_check(TWO, DECIDED, content_hash="abc", built_at=BUILT)
    assert data == write_check(TWO, DECIDED, content_hash="abc", built_at=BUILT)
    document = Document(io.BytesIO(data))
    (table,) = document.tables
    assert len(table.rows) == 3
    assert table.rows[2].cells[5].text == "3 and 4 make 7. Dismissed: rounded."
    assert document.paragraphs[2].text == "Decisions: 1 accepted, 1 dismissed."


def test_an_uploaded_name_chooses_nothing_but_how_the_file_is_read() -> None:
    report = check_upload("../../C:\\drafts\\table.csv", b"a,b\nGP,3\nCourt,4\nTotal,9\n")
    assert report.name == "table.csv"
    with pytest.raises(UnreadableError, match=r"expected a file ending in"):
        check_upload("table.exe", b"x")
