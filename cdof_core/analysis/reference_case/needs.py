"""Tables 6 and 7: housing need, and prescribed or over-the-counter drugs."""

from cdof_core.analysis.reference_case.places import BEDFORD, EAST_OF_ENGLAND, PLACE_NAMES
from cdof_core.analysis.reference_case.printed import (
    PrintedCheck,
    PrintedFigures,
    PrintedRow,
    Verdict,
)
from cdof_core.analysis.reference_case.rules import check, compare, share_of_parts
from cdof_core.statistics.printed_numbers import Quantity, total

COUNTS = "bedford_housing_need_clients"
SHARES = "bedford_housing_need"
NEEDS = {"urgent problem": "urgent", "problem": "problem", "no problem": "none"}
LINES = {"first row": "A", "second row": "B"}
LABELLED = 'line labelled "'


def check_table_6(figures: PrintedFigures) -> list[PrintedCheck]:
    """Recompute the shares of housing need from their row's counts, and see whose they are."""
    checks = [
        made
        for area in (BEDFORD, EAST_OF_ENGLAND)
        for line in LINES
        for made in _line(figures, area, line)
    ]
    return [*checks, _labels(figures)]


def check_table_7(figures: PrintedFigures) -> list[PrintedCheck]:
    """Recompute the shares of clients who cite prescribed or over-the-counter drugs."""
    return [
        made
        for area, name in ((EAST_OF_ENGLAND, "Eastern"), (BEDFORD, "Bedford"))
        for made in _medicines(figures, area, name)
    ]


def _line(figures: PrintedFigures, area: str, line: str) -> list[PrintedCheck]:
    name = f"{PLACE_NAMES[area]} row {LINES[line]}"
    shares = _shares_of(figures, area, line)
    checks = [
        check(
            "T6",
            f"{name} {NEEDS[need]}",
            printed=figures.number(SHARES, area_code=area, vintage=line, breakdown=need),
            recomputed=share,
            unit="%",
        )
        for need, share in shares.items()
    ]
    exits = figures.rows("bedford_no_housing_need_at_exit", area_code=area, vintage=line)
    return checks + [
        check(
            "T6",
            f"{name} exit",
            printed=row.quantity,
            recomputed=share_of_parts(row),
            unit="%",
        )
        for row in exits
    ]


def _shares_of(figures: PrintedFigures, area: str, line: str) -> dict[str, Quantity]:
    rows = figures.rows(COUNTS, area_code=area, vintage=line)
    base = total(row.quantity for row in rows)
    return {row.breakdown: row.quantity.over(base, multiplier=100) for row in rows}


def _labels(figures: PrintedFigures) -> PrintedCheck:
    """A line of counts under another area's label belongs where the percentages follow from it."""
    misplaced = [row for row in figures.rows(COUNTS) if LABELLED in row.note]
    wrong = [row for row in misplaced if not _is_at_home(figures, row)]
    labels = sorted({row.note.split(LABELLED)[1].split('"')[0] for row in misplaced})
    counts = ", ".join(row.cell for row in misplaced)
    return PrintedCheck(
        table="T6",
        cell="Row labels",
        printed=f"{', '.join(labels)} beside {counts}",
        recomputed=None,
        follows="the counts are the borough's" if wrong else "the counts are the labelled area's",
        verdict=Verdict.NO if wrong else Verdict.YES,
    )


def _is_at_home(figures: PrintedFigures, row: PrintedRow) -> bool:
    """Whether a count printed under another label gives a share of the area labelled."""
    share = _shares_of(figures, row.area_code, row.vintage)[row.breakdown]
    labelled = figures.rows(SHARES, area_code=EAST_OF_ENGLAND, breakdown=row.breakdown)
    return any(compare(printed.quantity, share) is Verdict.YES for printed in labelled)


def _medicines(figures: PrintedFigures, area: str, name: str) -> list[PrintedCheck]:
    only = figures.number("bedford_medicines_no_illicit_clients", area_code=area)
    along = figures.number("bedford_medicines_with_illicit_clients", area_code=area)
    clients = figures.number("bedford_clients_in_treatment", area_code=area, vintage="Table 7")
    return [
        check(
            "T7",
            f"{name} any use",
            printed=figures.number("bedford_medicines_any", area_code=area),
            recomputed=(only + along).over(clients, multiplier=100),
            unit="%",
        ),
        check(
            "T7",
            f"{name} no illicit",
            printed=figures.number("bedford_medicines_no_illicit", area_code=area),
            recomputed=only.over(clients, multiplier=100),
            unit="%",
        ),
    ]
