"""The checker on two printed documents, as given, against a list worked out by hand.

The list names 14 errors, 3 disclosures, 2 suspects and 2 unreconciled items; each stands below with
how a finding of it can be told. Everything else the checker finds was read and judged true, and is
listed as such: another finding is a false alarm until someone has read it.
"""

import csv
import re
from collections import Counter

import pytest

from cdof_core.checker import Finding, check_file
from tests.conftest import ROOT

LIST = ROOT / "tests" / "reference" / "seed_acceptance.csv"
BEDFORD = "bedford-jsna-drug-misuse.txt"
ESSEX = "essex-daat-update.txt"
WANTED = {"no", "disclosive", "suspect", "unreconciled"}
MOST_FALSE_ALARMS = 3

# table | cell of the list         : kind, location, printed, expected (regular expressions)
FOUND_AS = {
    ("bedford T1 v T16", "Bedford OCU prevalence"): ("two values", "Table 16", "1,468", "965"),
    ("bedford T4 v T7", "Bedford base"): ("base", "Table 4", "2.0%, 5.0%", "672"),
    ("bedford T5", "England White"): ("ratio", "Table 5.*White, England", "105%", "102%"),
    ("bedford T5", "England Black"): ("ratio", "Table 5.*Black.*England", "53%", "86%"),
    ("bedford T5", "England Asian"): ("swapped", "Table 5.*Asian.*England", "170%", "50%"),
    ("bedford T5", "England Mixed"): ("swapped", "Table 5.*Mixed, England", "33%", "116%"),
    ("bedford T6", "Bedford row A none"): ("percentage", "Table 6.*No problem", "70%", "79%"),
    ("bedford T6", "East row B none"): ("percentage", "Table 6.*No problem", "73%", "71%"),
    ("bedford T6", "Row labels"): ("shifted", "Table 6", "East of England", "first of the two"),
    ("bedford T7", "Eastern any use"): ("transposition", "Table 7.*Eastern", "19.6%", "16.9%"),
    ("bedford T8", "Bedford deaths 2009-11"): ("disclosure", "Table 8.*2009-11", "9", "0"),
    ("bedford T8", "East population 15+ 2009-11"): (
        "denominator",
        "Table 8.*Population aged 15",
        "16,633,050",
        "5,[0-9]{3},[0-9]{3} a year",
    ),
    ("bedford T8", "Bedfordshire minus Bedford 2003,2004,2006,2010"): (
        "disclosure",
        "Table 8",
        "7 − 5; 5 − 3; 6 − 5; 7 − 6",
        "2; 2; 1; 1",
    ),
    ("bedford T8", "Title"): ("periods", "Table 8", "2009-11", "2001 to 2011"),
    ("bedford T9", "2012/13 accept"): ("denominator", "Table 9.*2012/13", "242", "64,653"),
    ("bedford T11", "Grand total"): ("disclosure", "Table 11.*Grand Total", "345", "3"),
    ("bedford T13", "Q2 opiate"): ("rounding", "Table 13.*Q2.*Opiate", "7%", "6%"),
    ("bedford T15", "Caseload"): ("not reconciled", "Table 15.*caseload", "42", "41"),
    ("bedford T15", "Referrals to structured treatment"): (
        "not reconciled",
        "Table 15.*Referrals",
        "27",
        "17",
    ),
    ("bedford VfM", "Area"): ("area", "line 490", "Bedfordshire", "Bedford"),
    ("essex #4", '"top quartile in all three domains"'): (
        "claim",
        "line 79",
        "Top Quartile",
        "PDU.*10.3% against 10.8",
    ),
}
# Not on the list, each read beside the document and true of it:
ALSO_TRUE = (
    ("significance without", "line 11"),  # "fallen significantly", two estimates without limits
    ("significance without", "line 47"),  # "not significant", no interval in Table 1
    ("significance without", "line 300"),  # "significantly better for all", Table 10 has no limits
    ("numbering", "Table 3"),  # there is no Table 2 and no Table 14
    ("ratio called standardised", "Table 8"),  # expected deaths are crude
    ("periods", "Table 9"),  # the caption says 2011/12, the rows run from 2009/10 to 2012/13
    ("periods", "Table 16"),  # prevalence of 2011/12 in the caption, of 2010/11 in the note
    ("copy", "line 490|line 497"),  # two splits of £11.6m into £7.9m and £3.7m
)


@pytest.fixture(scope="module")
def findings(reference_dir, snapshot_path) -> dict[str, tuple[Finding, ...]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CDOF_SNAPSHOT", str(snapshot_path))
        return {
            name: check_file(reference_dir / "seeds" / name).findings for name in (BEDFORD, ESSEX)
        }


def listed() -> list[tuple[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["agrees"] in WANTED]
    return [(row["table"], row["cell"]) for row in rows]


def matches(finding: Finding, pattern: tuple[str, ...]) -> bool:
    texts = finding.kind, finding.location, finding.printed, finding.expected
    return all(re.search(part, text) for part, text in zip(pattern, texts, strict=False))


def test_the_list_has_what_is_to_be_found():
    with LIST.open(encoding="utf-8", newline="") as file:
        counted = Counter(row["agrees"] for row in csv.DictReader(file))
    assert {name: counted[name] for name in WANTED} == {
        "no": 14,
        "disclosive": 3,
        "suspect": 2,
        "unreconciled": 2,
    }
    assert set(listed()) == set(FOUND_AS)


@pytest.mark.parametrize("place", listed(), ids=" ".join)
def test_every_listed_error_is_found(findings, place):
    document = ESSEX if place[0].startswith("essex") else BEDFORD
    found = [finding for finding in findings[document] if matches(finding, FOUND_AS[place])]
    assert len(found) == 1


def test_hardly_anything_else_is_found(findings):
    known = (*FOUND_AS.values(), *ALSO_TRUE)
    unread = [
        finding
        for found in findings.values()
        for finding in found
        if not any(matches(finding, pattern) for pattern in known)
    ]
    assert len(unread) <= MOST_FALSE_ALARMS, unread


def test_the_same_document_gives_the_same_findings(findings, reference_dir, snapshot_path):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CDOF_SNAPSHOT", str(snapshot_path))
        assert check_file(reference_dir / "seeds" / BEDFORD).findings == findings[BEDFORD]
