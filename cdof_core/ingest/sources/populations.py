"""ONS: mid-year population estimates by authority and single year of age, table MYE2."""

import re
from collections.abc import Mapping, Sequence
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
_SEXES: Final = {"Female": r"females|women", "Male": r"males|men"}
_BAND: Final = 5
_OPEN_FROM: Final = 85
"""Some tables end here: an open age, with which the bands end as well."""
_CODE_HEADINGS = r"codes?|area codes?"
_ALL = r"all ages"
_PERSONS = r"persons|people"

_Years = Mapping[int, int]
"""People by single year of age; the highest is open."""


def knows(opened: Opened) -> bool:
    """Whether a file looks like this publication."""
    return any(_is_persons(opened.sheet(name)) for name in opened.sheet_names[:20])


def read(opened: Opened, places: Places) -> Imported:
    """Read the populations of all persons, and of women and men where the workbook has them.

    Args:
        opened: The workbook.
        places: The catalogue's areas.

    Returns:
        People of all ages, 15-64, 16-59 and 18 and over at mid-year for England, regions and
        authorities, and women and men of authorities in bands of five years; of authorities made
        since, sums of their districts. There are no observations: populations are tables of their
        own.

    Raises:
        ImportRefusedError: No sheet holds persons by single year of age, or nothing names the year.
    """
    sheet = next((sheet for sheet in opened.sheets() if _is_persons(sheet)), None)
    if sheet is None:
        refuse(
            file=opened.name,
            value=opened.listing,
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
    printed = _read_years(sheet, findings, rejecting=places)
    persons = _in_use(printed, places)
    when = {"reference": f"mid-{year}", "year": year}
    rows = [
        {"area_code": area, **when, "age": age, "persons": number}
        for area, years in sorted(persons.items())
        for age, number in _spans(years).items()
    ]
    by_sex = {
        sex: _in_use(years, places) for sex, years in _read_sexes(opened, findings, printed).items()
    }
    bands = [
        {"area_code": area, **when, "sex": sex, **band}
        for sex, areas in by_sex.items()
        for area, years in areas.items()
        if places.levels.get(area) == "upper_tier"
        for band in _bands(years)
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
        tables={"area_population": pd.DataFrame(rows), "area_age_sex": pd.DataFrame(bands)},
    )


def _is_persons(sheet: Sheet) -> bool:
    return _is_of(sheet, _PERSONS)


def _is_of(sheet: Sheet, people: str) -> bool:
    title = title_of(sheet)
    named = re.search(rf"\b({people})\b", f"{title} {sheet.name.lower()}")
    return named is not None and "population_" not in title and _headings(sheet) is not None


def _headings(sheet: Sheet) -> tuple[int, list[str]] | None:
    row = find_row(
        sheet,
        lambda names: (
            find_column(names, _CODE_HEADINGS) is not None
            and find_column(names, _ALL) is not None
            and max(_ages(names), default=0) >= _OPEN_FROM
        ),
    )
    return None if row is None else (row, [heading(cell) for cell in sheet.rows[row]])


def _read_sexes(
    opened: Opened, findings: Findings, persons: Mapping[str, _Years]
) -> dict[str, dict[str, _Years]]:
    """Read women and men; nothing where either is missing or both do not add up to all persons."""
    sheets = {
        sex: next((sheet for sheet in opened.sheets() if _is_of(sheet, words)), None)
        for sex, words in _SEXES.items()
    }
    found: dict[str, dict[str, _Years]] = {}
    for sex, sheet in sheets.items():
        if sheet is None:
            return {}
        findings.sheet = sheet
        found[sex] = _read_years(sheet, findings)
    females, males = found.values()
    for code, years in persons.items():
        both = [people.get(code) for people in (females, males)]
        if None in both:
            continue
        odd = next((age for age in years if sum(of[age] for of in both if of) != years[age]), None)
        if odd is not None:
            findings.block(
                "parts",
                "Females and males of an age should add up to all persons.",
                column=str(odd),
                value=code,
            )
            return {}
    return found


def _read_years(
    sheet: Sheet, findings: Findings, *, rejecting: Places | None = None
) -> dict[str, _Years]:
    """Return people by single year of age for every code of a sheet.

    Args:
        sheet: The sheet.
        findings: Takes what is wrong with it.
        rejecting: The catalogue, where rows of areas that it does not hold are to be named.
    """
    found = _headings(sheet)
    if found is None:
        return {}
    row, names = found
    codes, total = find_column(names, _CODE_HEADINGS), find_column(names, _ALL)
    columns = _ages(names)
    if codes is None or total is None:
        return {}
    printed: dict[str, _Years] = {}
    for index, code in coded_rows(sheet, codes, after=row):
        findings.rows_read += 1
        years = _read_row(sheet, index, findings, total, columns)
        if years is None:
            continue
        printed[code] = years
        if rejecting is not None and _own_area(code, rejecting) is None:
            findings.reject(index, "The explorer holds no such area of England.", {"code": code})
    return printed


def _in_use(printed: Mapping[str, _Years], places: Places) -> dict[str, _Years]:
    """Return the catalogue's areas; those made since are sums of the districts printed."""
    known = {
        area: years
        for code, years in printed.items()
        if (area := _own_area(code, places)) is not None
    }
    for area, parts in places.members.items():
        is_missing = area not in known and places.levels.get(area) == "upper_tier"
        if is_missing and all(part in printed for part in parts):
            ages = printed[parts[0]]
            known[area] = {age: sum(printed[part][age] for part in parts) for age in ages}
    return known


def _own_area(code: str, places: Places) -> str | None:
    area = places.own_code(code)
    is_ours = area is not None and places.levels[area] != "police_force" and code[0] not in "WK"
    return area if is_ours else None


def _spans(years: _Years) -> dict[str, int]:
    """Return people of all ages and of the ages that rates are of."""
    spans = {
        age: sum(people for year, people in years.items() if low <= year <= high)
        for age, (low, high) in AGES.items()
    }
    return {"All ages": sum(years.values()), **spans}


def _bands(years: _Years) -> list[dict[str, int | None]]:
    """Return people in bands of five years, the oldest without an end."""
    found: dict[int, int] = {}
    for age, people in years.items():
        start = min(age - age % _BAND, _OPEN_FROM)
        found[start] = found.get(start, 0) + people
    return [
        {
            "age_from": start,
            "age_to": None if start == _OPEN_FROM else start + _BAND - 1,
            "people": people,
        }
        for start, people in sorted(found.items())
    ]


def _ages(names: Sequence[str]) -> dict[int, int]:
    """Return the column of each single year of age."""
    found = ((re.fullmatch(r"(\d{1,3})\s?\+?", name), at) for at, name in enumerate(names))
    return {int(age[1]): at for age, at in found if age}


def _read_row(
    sheet: Sheet, index: int, findings: Findings, total: int, columns: Mapping[int, int]
) -> _Years | None:
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
    return numbers


def _is_people(number: float | None) -> bool:
    return number is not None and number >= 0 and number.is_integer()


IMPORTER: Final = Importer(
    name=NAME,
    title="ONS: mid-year population estimates, table MYE2 (xlsx)",
    rhythm="Yearly, as a rule in summer or autumn",
    find_at=URL,
    knows=knows,
    read=read,
    signs=(r"mid-\d{4}.*population", r"\bmye\d"),
)
