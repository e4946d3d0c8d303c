"""Tables 3, 4 and 12 to 15 and the text: who is in treatment, and what becomes of them."""

from typing import Final

from cdof_core.analysis.reference_case.places import BEDFORD, CLUSTER_B, ENGLAND, PLACE_NAMES
from cdof_core.analysis.reference_case.printed import (
    PrintedCheck,
    PrintedFigures,
    PrintedRow,
    Verdict,
    read_quantity,
)
from cdof_core.analysis.reference_case.rules import check, fall_apart, share_of_parts
from cdof_core.statistics.printed_numbers import Quantity, exact, implied_bases, total, whole_counts

WHOLE: Final = read_quantity("100.0%")
TIME_BANDS: Final = {
    "Opiate row total": "bedford_time_in_treatment_opiate",
    "Non-opiate row total": "bedford_time_in_treatment_non_opiate",
}
SUBSTANCES: Final = ("opiate", "non-opiate", "alcohol")
REQUIREMENTS: Final = {
    "Caseload": "bedford_iom_caseload",
    "Referrals to structured treatment": "bedford_iom_referrals",
}


def check_table_3(figures: PrintedFigures) -> list[PrintedCheck]:
    """Add up the bands of time in treatment, and try the averages."""
    totals = [
        check(
            "T3",
            cell,
            printed=WHOLE,
            recomputed=total(row.quantity for row in figures.rows(indicator_id)),
            unit="%",
        )
        for cell, indicator_id in TIME_BANDS.items()
    ]
    averages = figures.rows("bedford_mean_years_in_treatment")
    return [*totals, from_parts("T3", "Average years", averages)]


def check_table_4(figures: PrintedFigures) -> list[PrintedCheck]:
    """Add up the ethnic groups, and look for the base of the borough's shares."""
    return [*(_column(figures, area) for area in (BEDFORD, ENGLAND)), _base(figures)]


def check_text(figures: PrintedFigures) -> list[PrintedCheck]:
    """Try the shares that stand in the text."""
    row = figures.row("bedford_new_journeys_with_children")
    bases = implied_bases(row.numerator or 0, row.quantity)
    women = figures.rows("bedford_female_share")
    return [
        from_parts("Gender text", "Share of women", women),
        PrintedCheck(
            table="Children text",
            cell="New journeys with children",
            printed=f"{row.cell} ({row.numerator:g} individuals)",
            recomputed=None,
            follows=f"n between {bases[0]} and {bases[-1]}" if bases else "no whole number",
            verdict=Verdict.CONSISTENT if bases else Verdict.NO,
        ),
    ]


def check_table_12(figures: PrintedFigures) -> list[PrintedCheck]:
    """Recompute the shares in residential rehabilitation, and the average in the text."""
    shares = [
        check(
            "T12",
            f"{PLACE_NAMES[area]} {row.period_label}",
            printed=row.quantity,
            recomputed=share_of_parts(row),
            unit="%",
        )
        for area in (BEDFORD, CLUSTER_B)
        for row in figures.rows("bedford_residential_share", area_code=area)
    ]
    clients = figures.rows("bedford_residential_clients", area_code=BEDFORD)
    average = check(
        "T12 text",
        "Average residential clients",
        printed=figures.number("bedford_residential_clients_mean", area_code=BEDFORD),
        recomputed=total(row.quantity for row in clients).over(exact(len(clients))),
    )
    return [*shares, average]


def check_table_13(figures: PrintedFigures) -> list[PrintedCheck]:
    """Recompute the outcomes of criminal justice clients."""
    outcomes = {"bedford_cj_completions": "", "bedford_cj_representations": " rep"}
    checks = [
        check(
            "T13",
            f"{row.period_label[-2:]} {row.breakdown}{ending}",
            printed=row.quantity,
            recomputed=share_of_parts(row),
            unit="%",
        )
        for indicator_id, ending in outcomes.items()
        for row in figures.rows(indicator_id)
    ]
    times = figures.rows("bedford_cj_time_in_treatment")
    return [*checks, from_parts("T13", "Time in treatment", times)]


def check_table_15(figures: PrintedFigures) -> list[PrintedCheck]:
    """Add up the two court requirements under each total."""
    checks: list[PrintedCheck] = []
    for cell, indicator_id in REQUIREMENTS.items():
        whole = figures.number(indicator_id)
        parts = total(row.quantity for row in figures.rows(indicator_id) if row.breakdown)
        checks.append(
            PrintedCheck(
                table="T15",
                cell=cell,
                printed=whole.text,
                recomputed=parts.value,
                follows=f"{parts.value:g}",
                verdict=fall_apart(parts, whole),
            )
        )
    return checks


def from_parts(table: str, cell: str, rows: list[PrintedRow]) -> PrintedCheck:
    """Check printed shares that stand together; not testable if one comes without its parts."""
    recomputed = [share_of_parts(row) for row in rows]
    verdicts = {
        check(table, cell, printed=row.quantity, recomputed=share).verdict
        for row, share in zip(rows, recomputed, strict=True)
    }
    order = (Verdict.NOT_TESTABLE, Verdict.NO, Verdict.CONSISTENT, Verdict.YES)
    return PrintedCheck(
        table=table,
        cell=cell,
        printed="; ".join(row.cell for row in rows),
        recomputed=None,
        follows="; ".join(f"{share.value:.6g}" for share in recomputed if share),
        verdict=next(verdict for verdict in order if verdict in verdicts),
    )


def _column(figures: PrintedFigures, area: str) -> PrintedCheck:
    rows = figures.rows("bedford_treatment_ethnicity", area_code=area)
    added = total(row.quantity for row in rows)
    cell = f"{PLACE_NAMES[area]} column total"
    return check("T4", cell, printed=WHOLE, recomputed=added, unit="%")


def _base(figures: PrintedFigures) -> PrintedCheck:
    rows = figures.rows("bedford_treatment_ethnicity", area_code=BEDFORD)
    clients = figures.rows("bedford_clients_in_treatment", area_code=BEDFORD, vintage="Table 7")
    base: Quantity = clients[0].quantity
    impossible = [row for row in rows if not whole_counts(row.quantity, int(base.value))]
    return PrintedCheck(
        table="T4 v T7",
        cell="Bedford base",
        printed=f"n={base.text}",
        recomputed=None,
        follows="no whole number gives " + " or ".join(row.cell for row in impossible)
        if impossible
        else "every share is of a whole number",
        verdict=Verdict.NO if impossible else Verdict.CONSISTENT,
    )
