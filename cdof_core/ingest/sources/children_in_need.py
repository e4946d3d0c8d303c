"""DfE: factors identified at the end of assessments of children in need, drugs and alcohol."""

import re
from datetime import date
from typing import Final

from cdof_core.domain import Period, PeriodKind
from cdof_core.ingest.imported import Imported, ImportRefusedError, refuse
from cdof_core.ingest.sources.cells import Reading, read_cell
from cdof_core.ingest.sources.findings import Findings
from cdof_core.ingest.sources.headings import (
    cell_at,
    find_column,
    find_headings,
    heading,
    missing_columns,
)
from cdof_core.ingest.sources.opening import Importer, describe_dataset
from cdof_core.ingest.sources.places import Places
from cdof_core.ingest.sources.sheets import Opened, Sheet

NAME: Final = "children-in-need"
URL: Final = "https://explore-education-statistics.service.gov.uk/find-statistics/children-in-need"
FACTORS: Final = {
    "cin_child_drug": r"drug_misuse_child",
    "cin_parent_drug": r"drug_misuse_parent",
    "cin_other_drug": r"drug_misuse_person",
    "cin_parent_alcohol": r"alcohol_misuse_parent",
}
_EPISODES = r"episodes_with_assessment_factor"
_CODES: Final = {"national": r"country_code", "regional": r"region_code"}
_AUTHORITY = r"new_la_code"
_NEEDED: Final = {
    "time_period": r"time_period",
    "new_la_code": _AUTHORITY,
    "Episodes_with_assessment_factor": _EPISODES,
    "Drug_Misuse_parent": FACTORS["cin_parent_drug"],
}
_FEWEST_CELLS = 3
_TWO_DIGITS = 2
NOTE_FORMER_CODE: Final = (
    "Published under the code of the former county, which covered the same area."
)
# DfE's own marks, which differ from those of other publishers.
MARKS: Final = {
    "c": ("suppressed", "Suppressed by the publisher: few assessments."),
    "u": ("withheld", "Withheld by the publisher: the return is not reliable enough."),
    "x": ("not_published", "Marked as not available in the publication."),
    ":": ("not_published", "Marked as not available in the publication."),
    "z": ("not_published", "Marked as not applicable: no assessments in the year."),
    "low": ("suppressed", "Marked as low: it rounds to 0."),
}
NOTE_NO_BASE: Final = (
    "A count of 0 is published, but the number of assessments is suppressed, so there is no "
    "percentage."
)


def knows(opened: Opened) -> bool:
    """Whether a file looks like this publication."""
    return any(_headings(opened.sheet(name)) is not None for name in opened.sheet_names)


def read(opened: Opened, places: Places) -> Imported:
    """Read the table of factors.

    Args:
        opened: The CSV of "Explore education statistics".
        places: The catalogue's areas.

    Returns:
        For England, regions and authorities, assessments with a factor over assessments with any;
        the percentage is computed by the build.

    Raises:
        ImportRefusedError: It is another table.
    """
    sheet = next((sheet for sheet in opened.sheets() if _headings(sheet) is not None), None)
    if sheet is None:
        refuse(
            file=opened.name,
            value=opened.listing,
            expected="The columns time_period, new_la_code, Episodes_with_assessment_factor and "
            f"Drug_Misuse_parent are needed.{missing_columns(opened, _NEEDED)}",
            remedy="Give the file of table C3 from Explore education statistics.",
        )
    findings = Findings(sheet)
    _read_table(sheet, findings, places)
    figures = findings.figures()
    if figures.empty and findings.problems:
        raise ImportRefusedError(findings.problems)
    if figures.empty:
        refuse(file=opened.name, expected="No row holds figures of an area that is known here.")
    first, last = figures["period_end"].min().year, figures["period_end"].max().year
    return findings.imported(
        dataset_id=NAME,
        dataset=describe_dataset(
            publisher="Department for Education",
            publication="Children in need",
            table_name=f"Table C3, factors identified at the end of assessment, {first} to {last}",
            url=URL,
            frequency="Yearly",
            attribution="Source: Department for Education, licensed under the Open Government "
            "Licence v3.0.",
            caveats="The percentage is worked out here: assessments with the factor over "
            "assessments with any factor recorded. One assessment can have several factors. "
            "Authorities record factors in their own ways. Small counts are suppressed; figures "
            "for England and its regions are rounded to 10.",
        ),
        importer=NAME,
        sources=[opened.source()],
        observations=figures,
    )


def _headings(sheet: Sheet) -> tuple[int, list[str]] | None:
    return find_headings(sheet, *_NEEDED.values())


def _read_table(sheet: Sheet, findings: Findings, places: Places) -> None:
    found = _headings(sheet)
    if found is None:
        return
    row, names = found
    columns = {name: find_column(names, pattern) for name, pattern in FACTORS.items()}
    levels, years, base = (
        find_column(names, name) for name in (r"geographic_level", r"time_period", _EPISODES)
    )
    category = find_column(names, r"category")
    codes = {
        level: find_column(names, _CODES.get(level, _AUTHORITY))
        for level in ("national", "regional", "local authority")
    }
    for index in range(row + 1, len(sheet.rows)):
        cells = sheet.rows[index]
        if sum(bool(str(cell).strip()) for cell in cells) < _FEWEST_CELLS:
            continue  # an empty row, or a note below the table
        findings.rows_read += 1
        level = heading(cell_at(cells, levels if levels is not None else -1)) or "local authority"
        kind = "" if category is None else heading(cell_at(cells, category))
        at = codes.get(level)
        code = "" if at is None else str(cell_at(cells, at)).strip()
        period = None if years is None else _year_to_march(str(cell_at(cells, years)))
        area = places.own_code(code)
        if kind and not kind.startswith("factors"):
            findings.reject(index, "Not a count of factors.", {"category": kind})
        elif period is None:
            _block_year(findings, index, str(cell_at(cells, years or 0)))
        elif area is None:
            findings.reject(index, "The explorer holds no such area.", {"code": code})
        else:
            _read_row(
                sheet,
                index,
                columns,
                base,
                findings,
                period=period,
                area=area,
                is_own=area == code,
            )


def _block_year(findings: Findings, index: int, found: str) -> None:
    findings.block(
        "period",
        "Expected the year in which the year to March ends, such as 2025, or both, such as 202425.",
        index=index,
        column="time_period",
        value=found[:80],
    )


def _year_to_march(text: str) -> Period | None:
    found = re.fullmatch(r"(?:(20\d\d)(?=\d\d))?(20\d\d|\d\d)(?:\.0)?", text.strip())
    if found is None or (found[1] is None) == (len(found[2]) == _TWO_DIGITS):
        return None
    year = int(found[2]) if found[1] is None else int(found[1]) + 1
    if year % 100 != int(found[2]) % 100:
        return None
    return Period(date(year - 1, 4, 1), date(year, 3, 31), f"YE Mar {year}", PeriodKind.FINANCIAL)


def _read_row(
    sheet: Sheet,
    index: int,
    columns: dict[str, int | None],
    base: int | None,
    findings: Findings,
    *,
    period: Period,
    area: str,
    is_own: bool,
) -> None:
    cells = sheet.rows[index]
    episodes = read_cell("" if base is None else cell_at(cells, base))
    for indicator, column in columns.items():
        if column is None:
            findings.warn("columns", f"There is no column {FACTORS[indicator]}; it is not read.")
            continue
        count = read_cell(cell_at(cells, column))
        if not (_fits(count) and _fits(episodes)):
            findings.block(
                "count",
                "Expected a whole number, 0 or more, or a mark such as c, u, x or z.",
                index=index,
                column=FACTORS[indicator],
                value=str(cell_at(cells, column))[:80],
            )
            continue
        findings.add(
            index,
            period,
            indicator_id=indicator,
            area_code=area,
            numerator=count.number,
            denominator=episodes.number,
            **_reason(count, episodes, is_own=is_own),
        )


def _fits(cell: Reading) -> bool:
    number = cell.number
    known = cell.flag or cell.mark.strip("[]") in MARKS
    return (number is not None and number >= 0 and number.is_integer()) or bool(known)


def _reason(count: Reading, episodes: Reading, *, is_own: bool) -> dict[str, str]:
    if count.number is None:
        flag, note = MARKS.get(count.mark.strip("[]"), (count.flag, ""))
        return {"flag": flag, "note": note}
    if episodes.number is None or (episodes.number == 0 and count.number == 0):
        return {"flag": "not_comparable", "note": NOTE_NO_BASE}
    return {} if is_own else {"note": NOTE_FORMER_CODE}


IMPORTER: Final = Importer(
    name=NAME,
    title="DfE: children in need, factors at the end of assessment (csv)",
    rhythm="Yearly, as a rule in October",
    find_at=URL,
    knows=knows,
    read=read,
    signs=("episodes[_ ]with[_ ]assessment", "(drug|alcohol)[_ ]misuse[:_, ]{1,2}(parent|child)"),
)
