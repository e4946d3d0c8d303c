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
    find_row,
    first_text,
    heading,
)
from cdof_core.ingest.sources.opening import ONS_ATTRIBUTION, Importer, describe_dataset
from cdof_core.ingest.sources.periods import read_period
from cdof_core.ingest.sources.places import CODE, Places
from cdof_core.ingest.sources.sheets import Opened, Sheet

NAME: Final = "recorded-crime"
URL: Final = (
    "https://www.ons.gov.uk/peoplepopulationandcommunity/crimeandjustice/datasets/"
    "policeforceareadatatables"
)
NOTE_SUMMED: Final = "Sum of the figures of its districts."
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
            expected="No table has columns for the police force, the local authority code and "
            "drug offences.",
            remedy="Give table C2 of the police force area data tables.",
        )
    found = first_text(sheet, r"year ending (?:[0-9]+ )?([a-z]+ \d{4})", rows=_TOP_ROWS)
    period = None if found is None else read_period(f"year ending {found[1]}")
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
    row = find_row(
        sheet,
        lambda names: all(
            find_column(names, pattern) is not None
            for pattern in (_FORCE, _AUTHORITY, OFFENCES["recorded_drug_offences"])
        ),
    )
    return None if row is None else (row, [heading(cell) for cell in sheet.rows[row]])


def _read_table(sheet: Sheet, findings: Findings, places: Places, period: Period) -> None:
    found = _headings(sheet)
    if found is None:
        return
    row, names = found
    offences = _offences(names, findings)
    force, authority = find_column(names, _FORCE), find_column(names, _AUTHORITY)
    partnership = find_column(names, _PARTNERSHIP)
    totals: dict[str, _Total] = {}
    combined: dict[str, _Total] = {}
    forces: dict[str, _Total] = {}
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
        forces.setdefault(force_code, _Total(index)).add(counts)
        if CODE.fullmatch(code):
            totals.setdefault(code, _Total(index)).add(counts)
        elif _COMBINED.match(code):
            combined.setdefault(force_code, _Total(index)).add(counts)
        elif part or code:
            findings.reject(index, "A part of a force that is no authority.", {"partnership": part})
        else:
            whole.add(force_code)
            _add(findings, index, period, places.own_code(force_code), counts)
    for force_code in forces.keys() - whole:
        if forces[force_code].rows == 1:  # a force of one authority has no row of its own
            total = forces[force_code]
            _add(findings, total.index, period, places.own_code(force_code), total.result())
    _add_authorities(findings, totals, places, period)
    _add_counties(findings, totals, combined, places, period)


class _Total:
    """Counts of one area, from one row or several."""

    def __init__(self, index: int) -> None:
        self.index = index
        self.rows = 0
        self.counts: dict[str, float] = {}
        self.missing: dict[str, str] = {}

    def add(self, counts: Mapping[str, float | str]) -> None:
        """Add a row: numbers, or the flag that stands in place of one."""
        self.rows += 1
        for name, count in counts.items():
            if isinstance(count, str):
                self.missing[name] = count
            else:
                self.counts[name] = self.counts.get(name, 0) + count

    def result(self) -> dict[str, float | str]:
        """Return the sums; where one part is missing, its flag."""
        return {**self.counts, **self.missing}


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


def _add_authorities(
    findings: Findings, totals: Mapping[str, _Total], places: Places, period: Period
) -> None:
    own: set[str] = set()
    for code, total in totals.items():
        area = places.own_code(code)
        if area is not None:
            own.add(area)
            note = NOTE_SUMMED if total.rows > 1 else ""
            _add(findings, total.index, period, area, total.result(), note=note)
        elif code not in places.counties:
            findings.reject(total.index, "The explorer holds no such area.", {"code": code})
    for area, districts in places.parts.items():
        if area not in own and all(district in totals for district in districts):
            _add_sum(findings, [totals[district] for district in districts], period, area)


def _add_counties(
    findings: Findings,
    totals: Mapping[str, _Total],
    combined: Mapping[str, _Total],
    places: Places,
    period: Period,
) -> None:
    """Add counties from their districts, and from partnerships that cover several districts.

    Such a partnership names no authority. It lies in the county where its force has but one.
    """
    counties: dict[str, list[str]] = {}
    for district, county in places.counties.items():
        counties.setdefault(county, []).append(district)
    for county, districts in counties.items():
        held = [totals[district] for district in districts if district in totals]
        force = places.forces.get(county, "")
        is_alone = sum(places.forces.get(other) == force for other in counties) == 1
        if places.levels.get(county) != "upper_tier" or county in totals:
            continue
        if len(held) == len(districts):
            _add_sum(findings, held, period, county)
        elif is_alone and force in combined:
            _add_sum(findings, [*held, combined[force]], period, county)
        elif held:
            findings.warn(
                "districts",
                f"{places.names[county]} is left out: of its {len(districts)} districts only "
                f"{len(held)} are in the table.",
            )


def _add_sum(findings: Findings, parts: list[_Total], period: Period, area: str) -> None:
    whole = _Total(parts[0].index)
    for part in parts:
        whole.add(part.result())
    _add(findings, whole.index, period, area, whole.result(), note=NOTE_SUMMED)


def _add(
    findings: Findings,
    index: int,
    period: Period,
    area: str | None,
    counts: Mapping[str, float | str],
    *,
    note: str = "",
) -> None:
    if area is None:
        findings.reject(index, "The explorer holds no such police force.", {})
        return
    for indicator, count in counts.items():
        shown = {"flag": count} if isinstance(count, str) else {"numerator": count, "value": count}
        findings.add(
            index,
            period,
            indicator_id=indicator,
            area_code=area,
            table_name="Table C2",
            note=note,
            **shown,
        )


IMPORTER: Final = Importer(
    name=NAME,
    title="ONS and Home Office: police recorded crime by authority, table C2 (csv, xlsx, ods)",
    rhythm="Every quarter",
    find_at=URL,
    knows=knows,
    read=read,
)
