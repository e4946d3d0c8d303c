"""Tables 9 to 11: homelessness, child health profiles and hospital spells."""

from itertools import pairwise
from typing import Final

from cdof_core.analysis.reference_case.places import BEDFORD
from cdof_core.analysis.reference_case.printed import (
    PrintedCheck,
    PrintedFigures,
    PrintedRow,
    Verdict,
)
from cdof_core.analysis.reference_case.rules import check
from cdof_core.statistics.printed_numbers import Quantity, exact, gives_away, total

PER_HOUSEHOLDS: Final = 1000
# Households of a borough do not grow faster than this from one year to the next.
HOUSEHOLD_GROWTH: Final = 1.01
HOMELESSNESS: Final = {
    "bedford_homelessness_acceptances_rate": "accept",
    "bedford_temporary_accommodation_rate": "temp acc",
}
PROFILE: Final = (
    "bedford_alcohol_admissions_under_18",
    "bedford_substance_admissions_15_24",
    "bedford_young_people_drugs",
    "bedford_young_people_alcohol",
    "bedford_young_people_smoking",
    "bedford_first_time_entrants",
    "bedford_youth_reoffending",
)
SPELLS: Final = "bedford_hospital_spells"


def check_table_9(figures: PrintedFigures) -> list[PrintedCheck]:
    """Work out the households behind each count and rate, and whether they change too fast."""
    return [
        made
        for indicator_id, name in HOMELESSNESS.items()
        for made in _households(figures.rows(indicator_id, area_code=BEDFORD), name)
    ]


def check_table_10(figures: PrintedFigures) -> list[PrintedCheck]:
    """Try the claim that the borough is similar to England or better throughout.

    It needs the colours, or the counts behind the values.
    """
    rows = [row for indicator_id in PROFILE for row in figures.rows(indicator_id)]
    testable = [row for row in rows if row.numerator is not None and row.denominator is not None]
    return [
        PrintedCheck(
            table="T10",
            cell="RAG claim",
            printed="similar or significantly better for all",
            recomputed=None,
            follows=f"{len(testable)} of {len(rows)} figures have their counts",
            verdict=Verdict.DERIVED if testable else Verdict.NOT_TESTABLE,
        )
    ]


def check_table_11(figures: PrintedFigures) -> list[PrintedCheck]:
    """Add up the visible spells, and see what the grand total says of the hidden ones."""
    whole = figures.number(SPELLS)
    parts = [row for row in figures.rows(SPELLS) if row.breakdown]
    shown = total(row.quantity for row in parts if row.hidden_below is None)
    limits = [row.hidden_below for row in parts if row.hidden_below is not None]
    residual = whole.value - shown.value
    return [
        check("T11", "Visible cells", printed=None, recomputed=shown),
        PrintedCheck(
            table="T11",
            cell="Grand total",
            printed=whole.text,
            recomputed=whole.value,
            follows=f"{len(limits)} hidden cells add up to {residual:g}",
            verdict=Verdict.DISCLOSIVE if gives_away(residual, limits) else Verdict.CONSISTENT,
        ),
        check(
            "T11",
            "Emergency share",
            printed=None,
            recomputed=_emergencies(parts).over(whole, multiplier=100),
            unit="%",
        ),
    ]


def _households(rows: list[PrintedRow], name: str) -> list[PrintedCheck]:
    households = {row.period_label: _implied(row) for row in rows}
    jumps = {
        later
        for earlier, later in pairwise(households)
        if _changes_too_fast(households[earlier], households[later])
    }
    return [
        PrintedCheck(
            table="T9",
            cell=f"{row.period_label} {name}",
            printed=f"{row.numerator:g}; {row.cell}",
            recomputed=None,
            follows=f"implied households {households[row.period_label].low:,.0f}"
            f"-{households[row.period_label].high:,.0f}",
            verdict=Verdict.SUSPECT if row.period_label in jumps else Verdict.CONSISTENT,
        )
        for row in rows
    ]


def _implied(row: PrintedRow) -> Quantity:
    return exact(row.numerator or 0).over(row.quantity, multiplier=PER_HOUSEHOLDS)


def _changes_too_fast(earlier: Quantity, later: Quantity) -> bool:
    """Whether no growth between the two that is small enough explains both."""
    return (
        later.low > earlier.high * HOUSEHOLD_GROWTH or later.high < earlier.low / HOUSEHOLD_GROWTH
    )


def _emergencies(parts: list[PrintedRow]) -> Quantity:
    """Emergency spells: the visible ones, and up to what the hidden ones may hold."""
    chosen = [row for row in parts if row.breakdown.startswith("Emergency")]
    shown = total(row.quantity for row in chosen if row.hidden_below is None)
    most = sum(row.hidden_below - 1 for row in chosen if row.hidden_below is not None)
    return Quantity(shown.value, shown.value, shown.value + most)
