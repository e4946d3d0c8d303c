"""What is written down as wrong or open is what the audit finds, no more and no less."""

import re

import pytest

from cdof_core.analysis.reference_case import PrintedCheck, audit_bedford, audit_essex
from tests.reference.printed_cases import (
    BEDFORD,
    ESSEX,
    YARDSTICKS,
    census_shares,
    findings,
    printed_figures,
    targets,
)

# finding: the check that it explains
EXPLAINED = {
    "bedford-t01-t16-prevalence": ("T1 v T16", "Bedford OCU prevalence"),
    "bedford-t04-t07-base": ("T4 v T7", "Bedford base"),
    "bedford-t05-england-white": ("T5", "England White"),
    "bedford-t05-england-black": ("T5", "England Black"),
    "bedford-t05-england-asian": ("T5", "England Asian"),
    "bedford-t05-england-mixed": ("T5", "England Mixed"),
    "bedford-t06-bedford-none": ("T6", "Bedford row A none"),
    "bedford-t06-east-none": ("T6", "East row B none"),
    "bedford-t06-labels": ("T6", "Row labels"),
    "bedford-t07-eastern-any": ("T7", "Eastern any use"),
    "bedford-t08-bedford-total": ("T8", "Bedford deaths 2009-11"),
    "bedford-t08-east-population": ("T8", "East population 15+ 2009-11"),
    "bedford-t08-rest-of-county": ("T8", "Bedfordshire minus Bedford 2003,2004,2006,2010"),
    "bedford-t08-title": ("T8", "Title"),
    "bedford-t09-2012-acceptances": ("T9", "2012/13 accept"),
    "bedford-t11-total": ("T11", "Grand total"),
    "bedford-t13-q2-opiate": ("T13", "Q2 opiate"),
    "bedford-t15-caseload": ("T15", "Caseload"),
    "bedford-t15-referrals": ("T15", "Referrals to structured treatment"),
    "bedford-vfm-area": ("VfM", "Area"),
    "essex-4-top-quartile": ("#4", '"top quartile in all three domains"'),
}
# Of two printed things that cannot both hold, neither is called a misprint.
KINDS = {
    "no": {"misprint", "unreconciled"},
    "disclosive": {"disclosive"},
    "suspect": {"suspect"},
    "unreconciled": {"unreconciled"},
}
RECORDS = {str(row["finding_id"]): row for row in findings().to_dict("records")}


@pytest.fixture(scope="module")
def checks() -> dict[tuple[str, str], PrintedCheck]:
    made = (
        *audit_bedford(printed_figures(BEDFORD, YARDSTICKS), census_shares()),
        *audit_essex(printed_figures(ESSEX), targets()),
    )
    return {(check.table, check.cell): check for check in made}


def test_every_fault_found_is_explained_once(checks):
    faults = {key for key, check in checks.items() if check.verdict in KINDS}
    assert len(faults) == 21
    assert faults == set(EXPLAINED.values())
    assert EXPLAINED.keys() == RECORDS.keys()


@pytest.mark.parametrize("finding_id", EXPLAINED)
def test_the_kind_is_that_of_the_verdict(checks, finding_id):
    assert RECORDS[finding_id]["kind"] in KINDS[checks[EXPLAINED[finding_id]].verdict]


@pytest.mark.parametrize(
    "finding_id", [name for name in EXPLAINED if re.fullmatch(r"\d+%?", RECORDS[name]["follows"])]
)
def test_what_follows_is_what_the_audit_recomputes(checks, finding_id):
    recomputed = checks[EXPLAINED[finding_id]].recomputed
    assert f"{recomputed:.0f}" == RECORDS[finding_id]["follows"].rstrip("%")


@pytest.mark.parametrize(
    "finding_id",
    [
        name
        for name, record in RECORDS.items()
        if record["kind"] == "misprint" and record["printed"].endswith("%")
    ],
)
def test_a_misprinted_percentage_is_quoted_as_printed(checks, finding_id):
    assert RECORDS[finding_id]["printed"] == checks[EXPLAINED[finding_id]].printed
