"""ONS: deaths related to drug poisoning in England and Wales, the national reference tables."""

import re
from collections.abc import Callable
from typing import Final

from cdof_core.domain import Period
from cdof_core.ingest.imported import Imported, refuse
from cdof_core.ingest.sources.cells import label, read_cell, without_note_numbers
from cdof_core.ingest.sources.deaths_blocks import Block, find_blocks, read_block
from cdof_core.ingest.sources.findings import Findings
from cdof_core.ingest.sources.headings import (
    cell_at,
    find_column,
    find_row,
    first_text,
    forward_filled,
    heading,
    title_of,
)
from cdof_core.ingest.sources.ons_deaths_lines import (
    SEXES,
    YEAR_HEADING,
    deaths_row,
    lines,
    read_by_sex_and_year,
)
from cdof_core.ingest.sources.opening import ONS_ATTRIBUTION, Importer, describe_dataset
from cdof_core.ingest.sources.periods import read_period
from cdof_core.ingest.sources.places import CODE, Places
from cdof_core.ingest.sources.sheets import Opened, Sheet

NAME: Final = "ons-deaths-national"
URL: Final = (
    "https://www.ons.gov.uk/peoplepopulationandcommunity/birthsdeathsandmarriages/deaths/datasets/"
    "deathsrelatedtodrugpoisoningenglandandwalesreferencetable"
)
ENGLAND_AND_WALES: Final = "K04000001"
ENGLAND: Final = "E92000001"
WALES: Final = "W92000004"
_ALL: Final = "all drug poisoning"
_MISUSE: Final = re.compile(r"(of which:? ?)?(all )?drug misuse", re.IGNORECASE)
_AGES = re.compile(r"(\d{1,2})\s*(?:-|–|to)\s*(\d{1,2})")

_Reader = Callable[[Sheet, Findings, Places], None]


def knows(opened: Opened) -> bool:
    """Whether a file looks like this publication."""
    titles = [title_of(opened.sheet(name)) for name in opened.sheet_names[:14]]
    return len(titles) > 1 and any(
        re.search(r"drug (poisoning|misuse).*england and wales", title)
        and not re.search(r"local authorit", title)
        and re.search(r"selected substances|country and region|imd quintile|age group", title)
        for title in titles
    )


def read(opened: Opened, places: Places) -> Imported:
    """Read the tables that the explorer holds, wherever they stand in the workbook.

    Args:
        opened: The workbook.
        places: The catalogue's areas.

    Returns:
        Rates per million by substance and by broad age group (England and Wales), by country and
        region, by deprivation quintile (England), and the median registration delay. Deaths by
        underlying cause and by five-year age group are not held and not read.

    Raises:
        ImportRefusedError: No sheet holds one of these.
    """
    findings: Findings | None = None
    numbers: list[str] = []
    for sheet in opened.sheets():
        reader = _reader_for(title_of(sheet))
        if reader is None:
            continue
        if findings is None:
            findings = Findings(sheet)
        findings.sheet = sheet
        before = findings.rows_read
        reader(sheet, findings, places)
        if findings.rows_read > before:
            numbers.append(sheet.name.strip())
    if findings is None or not numbers:
        refuse(
            file=opened.name,
            value=opened.listing,
            expected="No sheet holds deaths by substance, age, region or deprivation quintile.",
            remedy="Give the publisher's reference tables for England and Wales.",
        )
    figures = findings.figures()
    year = figures["period_end"].max().year
    return findings.imported(
        dataset_id=NAME,
        dataset=_describe(opened, year, numbers),
        importer=NAME,
        sources=[opened.source()],
        observations=figures,
    )


def _describe(opened: Opened, year: int, numbers: list[str]) -> dict[str, str]:
    found = (first_text(sheet, r"Crown copyright (\d{4})") for sheet in opened.sheets())
    printed = next((match[1] for match in found if match), "")
    return describe_dataset(
        publisher="Office for National Statistics",
        publication=f"Deaths related to drug poisoning in England and Wales: {year} registrations",
        table_name=", ".join(numbers),
        url=URL,
        frequency="Yearly",
        attribution=ONS_ATTRIBUTION,
        disclosure_rule="ons_deaths",
        published=printed,
        caveats="Deaths are counted in the year they were registered, often months after the "
        "death. Rates are per million; three-year rates elsewhere are per 100,000. Misuse deaths "
        "are a part of poisoning deaths: never add them. Figures for England, its regions and "
        "Wales leave out deaths of people who lived elsewhere; England and Wales together includes "
        'them. Rates from fewer than ten deaths are withheld; the mark "unreliable" is the '
        "publisher's own.",
    )


def _reader_for(title: str) -> _Reader | None:
    if "drug" not in title:
        return None
    kinds: list[tuple[str, _Reader]] = [
        (r"mortality rates.*selected substances by sex", _read_substances),
        (r"rates.*drug misuse,? by sex and broad age group", _read_ages),
        (r"rates.*country and region", _read_regions),
        (r"rates.*sex and imd quintile", _read_quintiles),
        (r"registration delay", _read_delay),
    ]
    return next((reader for pattern, reader in kinds if re.search(pattern, title)), None)


def _read_substances(sheet: Sheet, findings: Findings, _places: Places) -> None:
    def keys(block: Block) -> dict[str, object] | None:
        substance = without_note_numbers(" ".join(block.heads[-1].split()))
        named: dict[str, object] = {
            "indicator_id": "deaths_by_substance_rate",
            "area_code": ENGLAND_AND_WALES,
        }
        if substance.lower() == _ALL:
            return named
        if not substance:
            return None
        breakdown = "All drug misuse" if _MISUSE.fullmatch(substance) else substance
        if breakdown.lower().startswith("any opiate"):
            breakdown = "Any opiate"
        return {**named, "breakdown_type": "substance", "breakdown": breakdown}

    read_by_sex_and_year(sheet, findings, keys)


def _read_ages(sheet: Sheet, findings: Findings, _places: Places) -> None:
    def keys(block: Block) -> dict[str, object] | None:
        age = _AGES.sub(r"\1-\2", " ".join(block.heads[-1].split()))
        return {
            "indicator_id": "deaths_drug_misuse_age_rate",
            "area_code": ENGLAND_AND_WALES,
            "age": age,
        }

    read_by_sex_and_year(sheet, findings, keys)


def _read_quintiles(sheet: Sheet, findings: Findings, _places: Places) -> None:
    def keys(block: Block) -> dict[str, object] | None:
        quintile = re.match(r"(?:quintile )?([1-5])", block.heads[-1].lower())
        if quintile is None:
            return None
        ends = {"1": " (most deprived)", "5": " (least deprived)"}
        return {
            "indicator_id": "deaths_drug_poisoning_deprivation_rate",
            "area_code": ENGLAND,
            "breakdown_type": "deprivation quintile",
            "breakdown": f"Quintile {quintile[1]}{ends.get(quintile[1], '')}",
        }

    read_by_sex_and_year(sheet, findings, keys)


def _read_regions(sheet: Sheet, findings: Findings, places: Places) -> None:
    found = deaths_row(sheet)
    if found is None:
        return
    row, years, _ = found
    names = [heading(cell) for cell in sheet.rows[row]]
    codes = find_column(names, r"area codes?")
    if codes is None:
        return
    blocks = find_blocks(sheet, row, above=2)
    period: Period | None = None
    for index in range(row + 1, len(sheet.rows)):
        cells = sheet.rows[index]
        period = read_period(label(cell_at(cells, years))) or period
        code = label(cell_at(cells, codes))
        area = places.own_code(code) if CODE.fullmatch(code) else None
        if period is None or area is None:
            continue
        findings.rows_read += 1
        for block in blocks:
            _add_region(sheet, block, findings, index, period=period, area=area)


def _add_region(
    sheet: Sheet, block: Block, findings: Findings, index: int, *, period: Period, area: str
) -> None:
    figure = read_block(sheet, block, findings, index)
    sex = SEXES.get(block.heads[0].lower())
    if figure is None or sex is None:
        return
    figure.pop("note", None)
    kind = "misuse" if _MISUSE.fullmatch(block.heads[1]) else "poisoning"
    common: dict[str, object] = {
        "area_code": area,
        "sex": sex,
        "table_name": sheet.name.strip(),
    }
    findings.add(index, period, indicator_id=f"deaths_drug_{kind}_rate", **common, **figure)
    deaths = figure.get("numerator")
    if deaths is not None:
        findings.add(
            index,
            period,
            indicator_id=f"deaths_drug_{kind}_count",
            numerator=deaths,
            value=deaths,
            **common,
        )


def _read_delay(sheet: Sheet, findings: Findings, _places: Places) -> None:
    row = find_row(sheet, lambda names: "england" in names)
    if row is None or row == 0:
        return
    names = [heading(cell) for cell in sheet.rows[row]]
    years = find_column(names, YEAR_HEADING)
    kinds = forward_filled(sheet.rows[row - 1])
    countries = {"england": ENGLAND, "wales": WALES}
    if years is None:
        return
    for line in lines(sheet, row, years, None):
        findings.rows_read += 1
        for column, name in enumerate(names):
            if name not in countries:
                continue
            over = kinds[column] if column < len(kinds) else ""
            kind = "misuse" if _MISUSE.fullmatch(over) else "poisoning"
            days = read_cell(cell_at(sheet.rows[line.index], column))
            if days.number is None:
                findings.block(
                    "delay",
                    "Expected a number of days.",
                    index=line.index,
                    column=over,
                    value=days.mark,
                )
                continue
            findings.add(
                line.index,
                line.period,
                indicator_id=f"registration_delay_drug_{kind}",
                area_code=countries[name],
                value=days.number,
                table_name=sheet.name.strip(),
            )


IMPORTER: Final = Importer(
    name=NAME,
    title="ONS: deaths related to drug poisoning, England and Wales, reference tables (xlsx)",
    rhythm="Yearly, as a rule between August and December",
    find_at=URL,
    knows=knows,
    read=read,
    signs=("deaths.*drug (poisoning|misuse)",),
)
