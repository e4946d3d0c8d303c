"""ONS: mid-year population estimates by authority and single year of age, table MYE2."""

import re
from collections.abc import Mapping
from typing import Final

import pandas as pd

from cdof_core.ingest.imported import Imported, refuse
from cdof_core.ingest.sources.cells import label, read_cell
from cdof_core.ingest.sources.findings import Findings, as_observations
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
from cdof_core.ingest.sources.places import Places
from cdof_core.ingest.sources.sheets import Opened, Sheet

NAME: Final = "populations"
URL: Final = (
    "https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates"
)
AGES: Final = {"15-64": (15, 64), "16-59": (16, 59), "18+": (18, 200)}
"""The ages that the catalogue's rates are of; "All ages" beside them."""
_CODE_HEADINGS = r"codes?|area codes?"
_ALL = r"all ages"
_OLDEST = 85
"""Tables end with an open age of 85, 90 or more; one that ends below holds no single years."""


def knows(opened: Opened) -> bool:
    """Whether a file looks like this publication."""
    return any(_is_persons(opened.sheet(name)) for name in opened.sheet_names[:20])


def read(opened: Opened, places: Places) -> Imported:
    """Read the populations of all persons.

    Args:
        opened: The workbook.
        places: The catalogue's areas.

    Returns:
        People of all ages, 15-64, 16-59 and 18 and over at mid-year for England, regions and
        authorities; of authorities made since, sums of their districts. There are no
        observations: populations are a table of their own.

    Raises:
        ImportRefusedError: No sheet holds persons by single year of age, or nothing names the year.
    """
    sheet = next((sheet for sheet in opened.sheets() if _is_persons(sheet)), None)
    if sheet is None:
        refuse(
            file=opened.name,
            expected="No sheet holds persons by area code and single year of age.",
            remedy="Give the workbook with table MYE2 for all persons.",
        )
    found = first_text(sheet, r"mid-?\s?(20\d\d)", rows=12)
    if found is None:
        refuse(
            file=opened.name,
            sheet=sheet.name,
            expected="The title should name the year, as in mid-2022.",
            remedy="Keep the publisher's title rows.",
        )
    year = int(found[1])
    findings = Findings(sheet)
    people = _read_people(sheet, findings, places)
    rows = [
        {"area_code": area, "reference": f"mid-{year}", "year": year, "age": age, "persons": number}
        for area, ages in sorted(people.items())
        for age, number in ages.items()
    ]
    return findings.imported(
        dataset_id=f"{NAME}-mid-{year}",
        dataset=describe_dataset(
            publisher="Office for National Statistics",
            publication=f"Mid-{year} population estimates, MYE2",
            table_name=sheet.name.strip() or "MYE2",
            url=URL,
            frequency="Yearly",
            attribution=ONS_ATTRIBUTION,
            caveats="Estimates of a year are revised after a census and with later methods. "
            "Authorities made since the table's boundaries are sums of their districts.",
        ),
        importer=NAME,
        sources=[opened.source()],
        observations=as_observations(pd.DataFrame()),
        tables={"area_population": pd.DataFrame(rows)},
    )


def _is_persons(sheet: Sheet) -> bool:
    title = title_of(sheet)
    named = re.search(r"\b(persons|people)\b", f"{title} {sheet.name.lower()}")
    return named is not None and "population_" not in title and _headings(sheet) is not None


def _headings(sheet: Sheet) -> tuple[int, list[str]] | None:
    row = find_row(
        sheet,
        lambda names: (
            find_column(names, _CODE_HEADINGS) is not None
            and find_column(names, _ALL) is not None
            and {"15", "59", "64"} <= set(names)
        ),
    )
    return None if row is None else (row, [heading(cell) for cell in sheet.rows[row]])


def _read_people(sheet: Sheet, findings: Findings, places: Places) -> dict[str, dict[str, int]]:
    found = _headings(sheet)
    if found is None:
        return {}
    row, names = found
    codes, total = find_column(names, _CODE_HEADINGS), find_column(names, _ALL)
    columns = {int(name.rstrip("+ ")): at for at, name in enumerate(names) if _is_age(name)}
    if codes is None or total is None or max(columns, default=0) < _OLDEST:
        return {}
    known: dict[str, dict[str, int]] = {}
    printed: dict[str, dict[str, int]] = {}
    for index, code in coded_rows(sheet, codes, after=row):
        findings.rows_read += 1
        people = _read_row(sheet, index, findings, total, columns)
        area = places.own_code(code)
        if people is None:
            continue
        printed[code] = people
        if area is None or places.levels[area] == "police_force" or code[0] in "WK":
            findings.reject(index, "The explorer holds no such area of England.", {"code": code})
        else:
            known[area] = people
    for area, parts in places.members.items():
        is_missing = area not in known and places.levels.get(area) == "upper_tier"
        if is_missing and all(part in printed for part in parts):
            known[area] = {
                age: sum(printed[part][age] for part in parts) for age in ("All ages", *AGES)
            }
    return known


def _is_age(name: str) -> bool:
    return re.fullmatch(r"\d{1,3}\s?\+?", name) is not None


def _read_row(
    sheet: Sheet, index: int, findings: Findings, total: int, columns: Mapping[int, int]
) -> dict[str, int] | None:
    cells = sheet.rows[index]
    everyone = read_cell(cell_at(cells, total)).number
    by_age = {age: read_cell(cell_at(cells, at)).number for age, at in columns.items()}
    wrong = [age for age, people in by_age.items() if not _is_people(people)]
    if wrong or not _is_people(everyone):
        findings.block(
            "people",
            "Expected a whole number of people, 0 or more, in every column of an age.",
            index=index,
            column=str(wrong[0]) if wrong else "All ages",
            value=label(cell_at(cells, columns[wrong[0]] if wrong else total))[:80],
        )
        return None
    numbers = {age: int(people or 0) for age, people in by_age.items()}
    whole = int(everyone or 0)
    if sum(numbers.values()) != whole:
        findings.block(
            "parts",
            "The single years of age should add up to all ages.",
            index=index,
            column="All ages",
            value=f"{whole:,} against {sum(numbers.values()):,}",
        )
        return None
    spans = {
        age: sum(people for year, people in numbers.items() if low <= year <= high)
        for age, (low, high) in AGES.items()
    }
    return {"All ages": whole, **spans}


def _is_people(number: float | None) -> bool:
    return number is not None and number >= 0 and number.is_integer()


IMPORTER: Final = Importer(
    name=NAME,
    title="ONS: mid-year population estimates, table MYE2 (xlsx)",
    rhythm="Yearly, as a rule in summer or autumn",
    find_at=URL,
    knows=knows,
    read=read,
)
