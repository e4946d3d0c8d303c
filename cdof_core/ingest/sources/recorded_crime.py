"""Home Office and ONS: police recorded crime by Community Safety Partnership area, table C2."""

import re
from collections.abc import Mapping
from typing import Final

from cdof_core.domain import Period
from cdof_core.ingest.imported import Imported, refuse
from cdof_core.ingest.sources.cells import read_cell
from cdof_core.ingest.sources.findings import Findings
from cdof_core.ingest.sources.headings import (
    cell_at,
    find_column,
    find_headings,
    first_text,
    missing_columns,
)
from cdof_core.ingest.sources.opening import ONS_ATTRIBUTION, Importer, describe_dataset
from cdof_core.ingest.sources.periods import read_period
from cdof_core.ingest.sources.places import CODE, Places
from cdof_core.ingest.sources.recorded_crime_totals import Total, add, add_authorities, add_counties
from cdof_core.ingest.sources.sheets import Opened, Sheet

NAME: Final = "recorded-crime"
URL: Final = (
    "https://www.ons.gov.uk/peoplepopulationandcommunity/crimeandjustice/datasets/"
    "policeforceareadatatables"
)
OFFENCES: Final = {
    "recorded_crime_total": r"total recorded crime.*",
    "recorded_homicide": r"homicide",
    "recorded_robbery": r"robbery",
    "recorded_burglary": r"residential burglary|burglary.*residential",
    "recorded_vehicle": r"vehicle offences",
    "recorded_theft_person": r"theft from the person",
    "recorded_drug_offences": r"drug offences",
    "recorded_weapons": r"possession of weapons.*",
}
_FORCE = r"police force area code|force code"
_AUTHORITY = r"local authority code|lad? code"
_NEEDED: Final = {
    "police force area code": _FORCE,
    "local authority code": _AUTHORITY,
    "drug offences": OFFENCES["recorded_drug_offences"],
}
_PARTNERSHIP = r"community safety partnership name|csp name"
_COMBINED = re.compile(r"combined", re.IGNORECASE)
_TOP_ROWS = 12


def knows(opened: Opened) -> bool:
    """Whether a file looks like this publication."""
    return any(_headings(opened.sheet(name)) is not None for name in opened.sheet_names[:30])


def read(opened: Opened, places: Places) -> Imported:
    """Read table C2.

    Args:
        opened: The table as CSV, or the workbook that holds it.
        places: The catalogue's areas and the districts of each county.

    Returns:
        Offences of one year for police forces and authorities; counties and merged authorities
        are the sums of their districts. Offences that a force assigned to no area are in its own
        figure only.

    Raises:
        ImportRefusedError: No sheet holds the table, or its title names no year.
    """
    sheet = next((sheet for sheet in opened.sheets() if _headings(sheet) is not None), None)
    if sheet is None:
        refuse(
            file=opened.name,
            value=opened.listing,
            expected="No table has columns for the police force, the local authority code and "
            f"drug offences.{missing_columns(opened, _NEEDED)}",
            remedy="Give table C2 of the police force area data tables.",
        )
    period = _period(sheet)
    if period is None:
        refuse(
            file=opened.name,
            sheet=sheet.name,
            expected="The title above the table should name its period, as in 'year ending June "
            "2025'.",
            remedy="Keep the publisher's title rows.",
        )
    findings = Findings(sheet)
    _read_table(sheet, findings, places, period)
    return findings.imported(
        dataset_id=f"{NAME}-{period.label.lower().replace(' ', '-')}",
        dataset=_describe(period, sheet.name or "Table C2"),
        importer=NAME,
        sources=[opened.source()],
    )


def _period(sheet: Sheet) -> Period | None:
    """The twelve months that the title names."""
    ending = first_text(sheet, r"year ending (?:[0-9]+ )?([a-z]+ \d{4})", rows=_TOP_ROWS)
    if ending is not None:
        return read_period(f"year ending {ending[1]}")
    span = first_text(sheet, r"[a-z]+ \d{4} (?:to|-|–) [a-z]+ \d{4}", rows=_TOP_ROWS)
    period = None if span is None else read_period(span[0])
    return period if period is not None and period.label.startswith("YE ") else None


def _describe(period: Period, table: str) -> dict[str, str]:
    ending = f"{period.end:%B %Y}"
    return describe_dataset(
        publisher="Office for National Statistics and Home Office",
        publication="Crime in England and Wales: Police Force Area data tables, year ending "
        f"{ending}",
        table_name=table,
        url=URL,
        frequency="Every quarter, for the year to date",
        attribution=ONS_ATTRIBUTION,
        caveats="Official statistics, not accredited. Recorded by the police, so they follow "
        "reporting, recording and enforcement as well as crime. Counties and merged authorities "
        "are the sums of their districts. Offences that a force did not assign to an area are in "
        "no authority. British Transport Police is not in the table.",
    )


def _headings(sheet: Sheet) -> tuple[int, list[str]] | None:
    return find_headings(sheet, *_NEEDED.values())


def _read_table(sheet: Sheet, findings: Findings, places: Places, period: Period) -> None:
    found = _headings(sheet)
    if found is None:
        return
    row, names = found
    offences = _offences(names, findings)
    force, authority = find_column(names, _FORCE), find_column(names, _AUTHORITY)
    partnership = find_column(names, _PARTNERSHIP)
    totals: dict[str, Total] = {}
    combined: dict[str, Total] = {}
    forces: dict[str, Total] = {}
    whole: set[str] = set()
    for index in range(row + 1, len(sheet.rows)):
        force_code, code, part = (
            str(cell_at(sheet.rows[index], at)).strip() if at is not None else ""
            for at in (force, authority, partnership)
        )
        if not CODE.fullmatch(force_code):
            continue
        findings.rows_read += 1
        if part.lower().startswith("unassigned"):
            findings.reject(index, "Offences assigned to no area.", {"partnership": part})
            continue
        counts = _read_counts(sheet, index, offences, findings)
        forces.setdefault(force_code, Total(index)).add(counts)
        if CODE.fullmatch(code):
            totals.setdefault(code, Total(index)).add(counts)
        elif _COMBINED.match(code):
            combined.setdefault(force_code, Total(index)).add(counts)
        elif part or code:
            findings.reject(index, "A part of a force that is no authority.", {"partnership": part})
        else:
            whole.add(force_code)
            add(findings, index, period, places.own_code(force_code), counts)
    for force_code in forces.keys() - whole:
        if forces[force_code].rows == 1:  # a force of one authority has no row of its own
            total = forces[force_code]
            add(findings, total.index, period, places.own_code(force_code), total.result())
    add_authorities(findings, totals, places, period)
    add_counties(findings, totals, combined, places, period)


def _offences(names: list[str], findings: Findings) -> dict[str, int]:
    found: dict[str, int] = {}
    for indicator, pattern in OFFENCES.items():
        column = find_column(names, pattern)
        if column is None:
            findings.warn(
                "columns", f"No column is headed like {pattern!r}; {indicator} is not read."
            )
        else:
            found[indicator] = column
    return found


def _read_counts(
    sheet: Sheet, index: int, offences: Mapping[str, int], findings: Findings
) -> dict[str, float | str]:
    counts: dict[str, float | str] = {}
    for indicator, column in offences.items():
        given = cell_at(sheet.rows[index], column)
        count = read_cell(given)
        if count.number is not None and count.number.is_integer():
            # A force may take back more homicides of earlier years than it records in this one.
            counts[indicator] = count.number if count.number >= 0 else "not_comparable"
        elif count.flag:
            counts[indicator] = count.flag
        else:
            findings.block(
                "offences",
                "Expected a whole number of offences or a mark such as [x].",
                index=index,
                column=indicator,
                value=str(given)[:80],
            )
    return counts


IMPORTER: Final = Importer(
    name=NAME,
    title="ONS and Home Office: police recorded crime by authority, table C2 (csv, xlsx, ods)",
    rhythm="Every quarter",
    find_at=URL,
    knows=knows,
    read=read,
    signs=("police recorded crime", "police force area", "community safety partnership"),
)
