"""ONS: deaths related to drug poisoning by local authority, counts by year and rates over three."""

import re
from dataclasses import dataclass
from typing import Final

from cdof_core.domain import Period
from cdof_core.ingest.imported import Imported, refuse
from cdof_core.ingest.sources.cells import read_cell
from cdof_core.ingest.sources.cells import without_note_numbers as plain
from cdof_core.ingest.sources.deaths_blocks import (
    Block,
    find_blocks,
    find_headed_blocks,
    find_periods,
    read_block,
)
from cdof_core.ingest.sources.findings import Findings
from cdof_core.ingest.sources.headings import (
    cell_at,
    coded_rows,
    find_column,
    find_row,
    first_text,
    heading,
    title_of,
)
from cdof_core.ingest.sources.opening import ONS_ATTRIBUTION, Importer, describe_dataset
from cdof_core.ingest.sources.periods import read_period
from cdof_core.ingest.sources.places import Places
from cdof_core.ingest.sources.sheets import Opened, Sheet

NAME: Final = "ons-deaths-local"
URL: Final = (
    "https://www.ons.gov.uk/peoplepopulationandcommunity/birthsdeathsandmarriages/deaths/datasets/"
    "drugmisusedeathsbylocalauthority"
)
NOTE_SUMMED_RATE: Final = "Deaths of its former districts are summed; no rate is published for it."
NOTE_SUMMED: Final = "Sum of the figures of its districts."
NOTE_FORMER_CODE: Final = (
    "Published under the code of the former county, which covered the same area."
)
# The workbook counts England and Wales together with people who live elsewhere, and Wales.
_OUTSIDE = re.compile(r"[KWJN]\d{8}")


@dataclass(frozen=True, slots=True)
class _Table:
    """One sheet's table."""

    sheet: Sheet
    number: str
    indicator_id: str
    sex: str
    heading: int
    codes: int
    blocks: tuple[tuple[Period, Block], ...]


def knows(opened: Opened) -> bool:
    """Whether a file looks like this publication."""
    return any(opened.sheet_names) and any(
        re.search(r"drug (poisoning|misuse).*local authorit", title_of(sheet))
        and _heading_row(sheet) is not None
        for sheet in opened.sheets()
    )


def read(opened: Opened, places: Places) -> Imported:
    """Read every table of the workbook that holds deaths by area.

    Args:
        opened: The workbook.
        places: The catalogue's areas.

    Returns:
        Counts of each year, and counts with age-standardised rates per 100,000 of three years
        together, for England, its regions and its authorities; of authorities made since the
        boundaries of the workbook, sums of their districts.

    Raises:
        ImportRefusedError: No sheet holds such a table.
    """
    tables = [table for sheet in opened.sheets() if (table := _find_table(sheet)) is not None]
    if not tables:
        refuse(
            file=opened.name,
            value=opened.listing,
            expected="No sheet holds deaths related to drug poisoning or drug misuse by area code.",
            remedy="Give the publisher's workbook of deaths by local authority.",
        )
    findings = Findings(tables[0].sheet)
    for sheet in opened.sheets():
        findings.sheet = sheet
        _report_unread_periods(sheet, findings)
    for table in tables:
        findings.sheet = table.sheet
        _read_table(table, findings, places)
    year = max(period.end.year for table in tables for period, _ in table.blocks)
    return findings.imported(
        dataset_id=NAME,
        dataset=_describe(opened, year, [table.number for table in tables]),
        importer=NAME,
        sources=[opened.source()],
    )


def _describe(opened: Opened, year: int, numbers: list[str]) -> dict[str, str]:
    return describe_dataset(
        publisher="Office for National Statistics",
        publication="Deaths related to drug poisoning by local authority, England and Wales: "
        f"{year} registrations",
        table_name=", ".join(numbers),
        url=URL,
        frequency="Yearly",
        attribution=ONS_ATTRIBUTION,
        disclosure_rule="ons_deaths",
        published=_copyright_year(opened),
        caveats="Deaths are counted in the year they were registered, often months after the "
        "death. Rates are withheld where deaths are too few and marked unreliable where they are "
        "few: the mark of each row is the publisher's own. Three-year windows overlap from one to "
        "the next. Figures for all years are on the boundaries of the workbook; authorities made "
        "since are sums of their former districts and have no rates.",
    )


def _copyright_year(opened: Opened) -> str:
    for sheet in opened.sheets():
        if found := first_text(sheet, r"Crown copyright (\d{4})"):
            return found[1]
    return ""


def _report_unread_periods(sheet: Sheet, findings: Findings) -> None:
    """Report every group of columns whose heading is no period: its deaths would be missed."""
    row = _heading_row(sheet)
    if row is None:
        return
    for below in (0, 1, 2):
        if row + below == len(sheet.rows):
            break
        blocks = (
            find_blocks(sheet, row + below, above=below)
            if below
            else find_headed_blocks(sheet, row)
        )
        for block in blocks:
            if read_period(plain(block.heads[0])) is None:
                findings.block(
                    "period",
                    "Expected a year or years over these columns, such as 2021 or 2019–21.",
                    index=row,
                    value=block.heads[0][:80],
                    remedy="Correct it, or give the publisher's file as it was downloaded.",
                )


def _heading_row(sheet: Sheet) -> int | None:
    if "drug" not in title_of(sheet) or re.search(r"contact|definition", sheet.name.lower()):
        return None
    return find_row(sheet, lambda names: find_column(names, r"area codes?|code") is not None)


def _find_table(sheet: Sheet) -> _Table | None:
    title = title_of(sheet)
    row = _heading_row(sheet)
    if row is None:
        return None
    codes = find_column([heading(cell) for cell in sheet.rows[row]], r"area codes?|code")
    blocks = find_periods(sheet, row)
    if not blocks or codes is None:
        return None
    kind = "misuse" if "drug misuse" in title else "poisoning"
    rates = blocks[0][1].rate is not None
    return _Table(
        sheet=sheet,
        number=sheet.name.strip(),
        indicator_id=f"deaths_drug_{kind}_{'3y_rate' if rates else 'count'}",
        sex=_sex_of(title),
        heading=row,
        codes=codes,
        blocks=tuple(blocks),
    )


def _sex_of(title: str) -> str:
    if re.search(r"\bfemales?\b|\bwomen\b", title):
        return "Female"
    return "Male" if re.search(r"\bmales?\b|\bmen\b", title) else "Persons"


def _read_table(table: _Table, findings: Findings, places: Places) -> None:
    coded = coded_rows(table.sheet, table.codes, after=table.heading)
    rows = {code: index for index, code in coded}
    own = {code for code in map(places.own_code, rows) if code is not None}
    for code, index in rows.items():
        findings.rows_read += 1
        area = places.own_code(code)
        if area is None or (_OUTSIDE.fullmatch(code) and places.levels.get(code) != "country"):
            _leave_out(findings, table, index, code)
        elif area == "K04000001":
            findings.reject(
                index,
                "England and Wales is held from the national workbook.",
                {"code": code},
            )
        else:
            for period, block in table.blocks:
                figure = read_block(table.sheet, block, findings, index)
                if figure is not None:
                    _add(
                        table,
                        findings,
                        index,
                        figure,
                        period=period,
                        area=area,
                        is_recoded=area != code,
                    )
    for area, parts in places.parts.items():
        if area not in own and all(part in rows for part in parts):
            _add_sums(table, findings, area, [rows[part] for part in parts])


def _leave_out(findings: Findings, table: _Table, index: int, code: str) -> None:
    names = [cell for cell in table.sheet.rows[index] if isinstance(cell, str) and cell.strip()]
    name = names[1].strip() if len(names) > 1 else ""
    kind = (
        "A district: the explorer holds upper-tier authorities."
        if code.startswith("E07")
        else ("Outside England, or a code that the explorer does not hold.")
    )
    findings.reject(index, kind, {"code": code, "name": name})


def _add(
    table: _Table,
    findings: Findings,
    index: int,
    figure: dict[str, object],
    *,
    period: Period,
    area: str,
    is_recoded: bool = False,
) -> None:
    if is_recoded:
        figure = {"note": NOTE_FORMER_CODE, **figure}
    findings.add(
        index,
        period,
        indicator_id=table.indicator_id,
        area_code=area,
        sex=table.sex,
        table_name=table.number,
        **figure,
    )


def _add_sums(table: _Table, findings: Findings, area: str, indices: list[int]) -> None:
    for period, block in table.blocks:
        counts = [
            read_cell(cell_at(table.sheet.rows[index], block.deaths)).number for index in indices
        ]
        numbers = [number for number in counts if number is not None]
        if len(numbers) < len(counts):
            continue
        total = sum(numbers)
        shown = (
            {"value": total, "note": NOTE_SUMMED}
            if block.rate is None
            else {"flag": "not_published", "note": NOTE_SUMMED_RATE}
        )
        figure: dict[str, object] = {"numerator": total, **shown}
        _add(table, findings, indices[0], figure, period=period, area=area)


IMPORTER: Final = Importer(
    name=NAME,
    title="ONS: deaths related to drug poisoning by local authority (xlsx)",
    rhythm="Yearly, as a rule between August and December",
    find_at=URL,
    knows=knows,
    read=read,
    signs=("drug (poisoning|misuse).*local authorit", "local authorit.*drug (poisoning|misuse)"),
)
