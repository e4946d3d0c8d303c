"""MHCLG: revenue outturn RO3, what councils spent on treating and preventing drug misuse."""

import re
from collections.abc import Sequence
from typing import Final

from cdof_core.domain import Period
from cdof_core.ingest.imported import Imported, refuse
from cdof_core.ingest.sources.cells import read_cell
from cdof_core.ingest.sources.findings import Findings
from cdof_core.ingest.sources.headings import (
    DEEPEST_HEADING,
    cell_at,
    coded_rows,
    find_column,
    forward_filled,
    heading,
    missing_columns,
)
from cdof_core.ingest.sources.opening import Importer, describe_dataset
from cdof_core.ingest.sources.periods import read_period
from cdof_core.ingest.sources.places import Places
from cdof_core.ingest.sources.sheets import Cell, Opened, Sheet

NAME: Final = "revenue-outturn"
URL: Final = (
    "https://www.gov.uk/government/collections/local-authority-revenue-expenditure-and-financing"
)
NOTE_ZERO: Final = "Zero as returned: the spend can sit on another line of the return."
NOTE_MISSING: Final = "Marked as not available in the publication."
NOTE_ABOVE: Final = "Net spend is above total spend in the return; both are as published."
_NET = r".*\bnet (current )?expenditure\b.*"
_GROSS = r".*\btotal expenditure\b.*"
_TREATMENT = r"(?=.*treatment for drug misuse)"
LINES: Final = {
    "spend_drug_treatment_net": _TREATMENT + _NET,
    "spend_drug_treatment_gross": _TREATMENT + _GROSS,
    "spend_alcohol_treatment_net": r"(?=.*treatment for alcohol misuse)" + _NET,
    "spend_drug_prevention_net": r"(?=.*preventing and reducing harm from drug misuse)" + _NET,
    "spend_young_people_net": r"(?=.*drug and alcohol misuse services for children and young)"
    + _NET,
}
_CODES = r"ons codes?|ons area code|ecode|e-code"
_CODES_FIRST = r"ons codes?|ons area code"
_NEEDED: Final = {
    "ONS code": _CODES,
    "net current expenditure on treatment for drug misuse": LINES["spend_drug_treatment_net"],
}


def knows(opened: Opened) -> bool:
    """Whether a file looks like this publication."""
    return any(_headings(opened.sheet(name)) is not None for name in opened.sheet_names)


def read(opened: Opened, places: Places) -> Imported:
    """Read the table by authority.

    Args:
        opened: The workbook, or the sheet as CSV.
        places: The catalogue's areas.

    Returns:
        Spend of one financial year in thousands of pounds, for England and the authorities.

    Raises:
        ImportRefusedError: No sheet holds the table, or nothing names its year.
    """
    sheet = next((sheet for sheet in opened.sheets() if _headings(sheet) is not None), None)
    if sheet is None:
        refuse(
            file=opened.name,
            value=opened.listing,
            expected="No sheet has a column of ONS codes and columns for the treatment of drug "
            f"misuse.{missing_columns(opened, _NEEDED)}",
            remedy="Give the RO3 workbook with data by local authority.",
        )
    period = _period(opened, sheet)
    findings = Findings(sheet)
    _read_table(sheet, findings, places, period)
    return findings.imported(
        dataset_id=f"{NAME}-ro3-{period.label.replace('/', '-')}",
        dataset=describe_dataset(
            publisher="Ministry of Housing, Communities and Local Government",
            publication="Local authority revenue expenditure and financing England: "
            f"{period.start.year} to {period.end.year} outturn, RO3",
            table_name="RO3, data by local authority",
            url=URL,
            frequency="Yearly",
            attribution="Source: Ministry of Housing, Communities and Local Government, licensed "
            "under the Open Government Licence v3.0.",
            caveats="The publisher gives thousands of pounds. A zero can mean that the spend sits "
            "on another line. "
            "How councils and their public health grant split drug and alcohol spend differs. "
            "Returns that did not come in time are marked as not available.",
        ),
        importer=NAME,
        sources=[opened.source()],
    )


def _period(opened: Opened, sheet: Sheet) -> Period:
    """The financial year in the title above the table, or in the name of the sheet or the file."""
    texts = [str(cell) for row in sheet.rows[:12] for cell in row[:2]]
    for text in [*texts, sheet.name, opened.name]:
        found = re.search(r"(20\d\d)\s*(?:[-–/]|to)\s*(?:20)?(\d\d)\b|(20\d\d)(\d\d)$", text)
        if found is not None:
            first, last = found[1] or found[3], found[2] or found[4]
            period = read_period(f"{first}/{last}")
            if period is not None:
                return period
    return refuse(
        file=opened.name,
        sheet=sheet.name,
        expected="The title should name the financial year, as in 2024-25.",
        remedy="Keep the publisher's title rows.",
    )


def _headings(sheet: Sheet) -> tuple[int, list[str]] | None:
    """Return the last row of headings, and the headings.

    Years before 2023-24 name a service in one row and its columns of money in the row below.
    """
    pattern = LINES["spend_drug_treatment_net"]
    for row in range(min(DEEPEST_HEADING, len(sheet.rows))):
        below = [heading(cell) for cell in sheet.rows[row]]
        above = sheet.rows[max(row - 2, 0) : row]
        for names in (below, *(_under(one, below) for one in reversed(above))):
            if find_column(names, pattern) is None:
                continue
            for codes in (below, *([heading(cell) for cell in one] for one in above)):
                at = find_column(codes, _CODES_FIRST, _CODES)
                if at is not None:
                    named = [*names, *[""] * (at + 1 - len(names))]
                    return row, [*named[:at], codes[at], *named[at + 1 :]]
    return None


def _under(above: Sequence[Cell], below: Sequence[str]) -> list[str]:
    """Return headings with what stands over them, once for each column that it spans."""
    over = [name.lower() for name in forward_filled(above)]
    over += over[-1:] * (len(below) - len(over))
    return [f"{top} {name}".strip() for top, name in zip(over, below, strict=False)]


def _read_table(sheet: Sheet, findings: Findings, places: Places, period: Period) -> None:
    found = _headings(sheet)
    if found is None:
        return
    row, names = found
    codes = find_column(names, _CODES_FIRST, _CODES)
    columns = {name: find_column(names, pattern) for name, pattern in LINES.items()}
    for indicator, column in columns.items():
        if column is None:
            findings.warn("columns", f"No column for {indicator} was found; it is not read.")
    if codes is None:
        return
    for index, code in coded_rows(sheet, codes, after=row):
        findings.rows_read += 1
        area = places.own_code(code)
        if area is None or places.levels[area] not in {"upper_tier", "country"}:
            reason = "No upper-tier authority: the spend of districts and others is not held."
            findings.reject(index, reason, {"code": code})
        else:
            _read_row(sheet, index, columns, findings, period=period, area=area)


def _read_row(
    sheet: Sheet,
    index: int,
    columns: dict[str, int | None],
    findings: Findings,
    *,
    period: Period,
    area: str,
) -> None:
    spent: dict[str, float | None] = {}
    for indicator, column in columns.items():
        if column is None:
            continue
        given = cell_at(sheet.rows[index], column)
        money = read_cell(given)
        if money.number is None and not money.flag:
            findings.block(
                "spend",
                "Expected an amount in thousands of pounds or a mark such as [x].",
                index=index,
                column=indicator,
                value=str(given)[:80],
            )
            continue
        spent[indicator] = money.number
    gross, net = (spent.get(f"spend_drug_treatment_{kind}") for kind in ("gross", "net"))
    is_above = gross is not None and net is not None and net > gross
    for indicator, amount in spent.items():
        is_treatment = indicator.startswith("spend_drug_treatment")
        findings.add(
            index,
            period,
            indicator_id=indicator,
            area_code=area,
            # Income above expenditure gives a net below zero, which no numerator can be.
            numerator=amount if amount is None or amount >= 0 else None,
            value=amount,
            flag="not_published" if amount is None else "",
            note=_note(amount, is_above=is_above and is_treatment),
        )


def _note(amount: float | None, *, is_above: bool) -> str:
    if amount is None:
        return NOTE_MISSING
    if is_above:
        return NOTE_ABOVE
    return NOTE_ZERO if amount == 0 else ""


IMPORTER: Final = Importer(
    name=NAME,
    title="MHCLG: revenue outturn RO3, data by local authority (ods, xlsx)",
    rhythm="Yearly, as a rule in autumn or winter",
    find_at=URL,
    knows=knows,
    read=read,
    signs=("revenue outturn", r"\bro3\b", "net current expenditure"),
)
