"""NDTMS ViewIt: adults in treatment by area, year, sex, age and substance group, both exports."""

import re
from typing import Any, Final, NoReturn

import numpy as np
import pandas as pd

from cdof_core.domain import Period
from cdof_core.ingest.cells import SOURCE_FILE, SOURCE_LINE
from cdof_core.ingest.imported import (
    SOURCE_SHEET,
    Imported,
    ImportRefusedError,
    Severity,
    refuse,
)
from cdof_core.ingest.sources.cells import label, read_cell
from cdof_core.ingest.sources.findings import Findings, as_observations
from cdof_core.ingest.sources.ndtms_columns import (
    KEYS,
    SEXES,
    SUBSTANCES,
    Counted,
    read_column,
    read_year,
)
from cdof_core.ingest.sources.ndtms_figures import blank_uncollected, declare_counts, figures
from cdof_core.ingest.sources.ndtms_headings import find_keys, missing_words
from cdof_core.ingest.sources.ndtms_rates import (
    compute_penetration,
    compute_rates,
)
from cdof_core.ingest.sources.opening import Importer, describe_dataset
from cdof_core.ingest.sources.places import Places
from cdof_core.ingest.sources.sheets import Opened, Sheet

NAME: Final = "ndtms-viewit"
URL: Final = "https://www.ndtms.net/ViewIt/Adult"
ROUNDED_TO: Final = 5
MOST_FIGURES: Final = 3_000_000
_AGE = re.compile(r"\d{2}(-\d{2}|\+)|under 18|18\+", re.IGNORECASE)
_DECLARED_ELSEWHERE = {"treatment_number"}


def knows(opened: Opened) -> bool:
    """Whether a file looks like an export of ViewIt."""
    return any(find_keys(opened.sheet(name)) is not None for name in opened.sheet_names[:5])


def read(opened: Opened, places: Places) -> Imported:
    """Read an export.

    Args:
        opened: CSV or workbook, in the shape for England or that for local authorities.
        places: The catalogue's areas and estimates of opiate and crack use.

    Returns:
        Every count of the export; completions as a share of people in treatment, and opiate and
        crack users in treatment as a share of the estimate of the same year, with limits that
        carry the rounding to 5.

    Raises:
        ImportRefusedError: It is no such export, or too large.
    """
    sheet = next((sheet for sheet in opened.sheets() if find_keys(sheet) is not None), None)
    if sheet is None:
        refuse(
            file=opened.name,
            value=opened.listing,
            expected="The columns ReportingPeriod, Area, sex, age group and drug group are needed."
            f"{missing_words(opened)}",
            remedy="Give an export of ViewIt as it was downloaded.",
        )
    findings = Findings(sheet)
    table, counted = _read_rows(sheet, findings, places)
    if table.empty or not counted:
        _refuse_all(opened, findings)
    _warn_of_one_sex(table, findings)
    if len(table) * len(counted) > MOST_FIGURES:
        refuse(
            file=opened.name,
            expected=f"The export holds {len(table) * len(counted):,} figures; at most "
            f"{MOST_FIGURES:,} are read at once.",
            remedy="Export fewer areas or years at a time.",
        )
    figures, is_rounded = _read_counts(table, counted, findings)
    if figures.empty:
        findings.block("counts", "No column of the export holds a count.")
        raise ImportRefusedError(findings.problems)
    rates = compute_rates(figures, is_rounded=is_rounded)
    reached = compute_penetration(figures, dict(places.estimates), is_rounded=is_rounded)
    every = pd.concat([part for part in (figures, rates, reached) if len(part)], ignore_index=True)
    areas = list(dict.fromkeys(table["area_name"]))
    return findings.imported(
        dataset_id=_dataset_id(areas),
        dataset=_describe(areas, is_rounded=is_rounded),
        importer=NAME,
        sources=[opened.source()],
        observations=as_observations(every),
        indicators=tuple(declare_counts(counted, set(every["indicator_id"]))),
    )


def _refuse_all(opened: Opened, findings: Findings) -> NoReturn:
    """Say of an export without a usable row what stands in its way."""
    if any(problem.severity is Severity.ERROR for problem in findings.problems):
        raise ImportRefusedError(findings.problems)
    unknown = findings.rejected()
    named = "" if unknown.empty else ", ".join(dict.fromkeys(unknown["area"]))[:80]
    refuse(
        file=opened.name,
        column="Area" if named else "",
        value=named,
        expected="No row holds counts of an area that is known here."
        if findings.rows_read
        else "There is no row below the headings.",
        remedy="Export England, a region or an upper-tier authority.",
    )


def _dataset_id(areas: list[str]) -> str:
    if len(areas) > 1:
        return f"{NAME}-{len(areas)}-areas"
    return f"{NAME}-{re.sub(r'[^a-z0-9]+', '-', areas[0].lower()).strip('-')}"


def _describe(areas: list[str], *, is_rounded: bool) -> dict[str, str]:
    where = areas[0] if len(areas) == 1 else f"{len(areas)} areas"
    rounding = (
        "Every number is rounded to the nearest 5 by the publisher, so 0 can stand for a few "
        "people and parts need not add up to the total. "
        if is_rounded
        else ""
    )
    return describe_dataset(
        publisher="Office for Health Improvement and Disparities",
        publication="National Drug Treatment Monitoring System, ViewIt: adults",
        table_name=f"Export, {where}",
        url=URL,
        frequency="Yearly",
        attribution="Source: Office for Health Improvement and Disparities, National Drug "
        "Treatment Monitoring System, licensed under the Open Government Licence v3.0.",
        disclosure_rule="ndtms_viewit" if is_rounded else "none",
        caveats=f"{rounding}Each person is in one substance group: any opiate use puts a person in "
        "the opiate group. Rates are worked out here from the counts.",
    )


def _warn_of_one_sex(table: pd.DataFrame, findings: Findings) -> None:
    """Say where the export holds one sex and not all persons."""
    sexes = table["sex"].drop_duplicates().tolist()
    if "Persons" not in sexes:
        findings.warn(
            "sex",
            f"The export holds figures of {' and '.join(sorted(sexes))} and none of all persons.",
            column="sex",
            remedy="Export all sexes (Total) as well, unless this is what is wanted.",
        )


def _read_rows(
    sheet: Sheet, findings: Findings, places: Places
) -> tuple[pd.DataFrame, list[Counted]]:
    """Return the rows of known areas with their keys read, and what each column counts."""
    found = find_keys(sheet)
    if found is None:
        return pd.DataFrame(), []
    row, names = found
    where = {KEYS[name]: at for at, name in enumerate(names) if name in KEYS}
    counted = [reading for name in names for reading in read_column(name)]
    unknown = [name for name in names if name and name not in KEYS and not read_column(name)]
    if unknown:
        findings.warn(
            "columns",
            f"{len(unknown)} columns are not known and not read.",
            value=", ".join(unknown[:5]),
        )
    kept: list[dict[str, Any]] = []
    periods: dict[str, Period | None] = {}
    for index in range(row + 1, len(sheet.rows)):
        cells = sheet.rows[index]
        if not any(str(cell).strip() for cell in cells):
            continue
        findings.rows_read += 1
        keys = {name: label(cells[at]) if at < len(cells) else "" for name, at in where.items()}
        if keys["period"] not in periods:
            periods[keys["period"]] = read_year(keys["period"])
        read_keys = _read_keys(keys, periods[keys["period"]], findings, index, places)
        if len(cells) != len(names):
            findings.block(
                "width",
                f"The row has {len(cells)} cells; the header has {len(names)}.",
                index=index,
            )
        elif read_keys is not None:
            kept.append({**read_keys, "index": index})
    table = pd.DataFrame(kept)
    if kept:
        cells_of = [sheet.rows[index] for index in table["index"]]
        columns = dict.fromkeys(reading.column for reading in counted)
        counts = {name: [cells[names.index(name)] for cells in cells_of] for name in columns}
        table = pd.concat([table, pd.DataFrame(counts, index=table.index)], axis=1)
    return table, counted


def _read_keys(
    keys: dict[str, str], period: Period | None, findings: Findings, index: int, places: Places
) -> dict[str, Any] | None:
    sex = SEXES.get(keys["sex"].lower())
    substance = SUBSTANCES.get(keys["substance"].lower())
    age = "18+" if keys["age"].lower() == "total" else keys["age"]
    area = places.code_of(keys["area"], levels=("country", "region", "upper_tier", "legacy"))
    wrong = {
        "ReportingPeriod": period is None and keys["period"],
        "sex": sex is None and keys["sex"],
        "drug_group": substance is None and keys["substance"],
        "age_group": _AGE.fullmatch(age) is None and keys["age"],
    }
    for column, value in wrong.items():
        if value is not False:
            findings.block(
                "keys",
                "Expected a value of ViewIt, such as 2021/22, Total, M, 30-49 or Opiate.",
                index=index,
                column=column,
                value=str(value)[:80],
            )
            return None
    if area is None:
        findings.reject(index, "The explorer holds no area of this name.", keys)
        return None
    return {
        "period": period,
        "area_code": area,
        "area_name": keys["area"],
        "sex": sex,
        "age": age,
        "substance": substance,
    }


def _read_counts(
    table: pd.DataFrame, counted: list[Counted], findings: Findings
) -> tuple[pd.DataFrame, bool]:
    columns = list(dict.fromkeys(reading.column for reading in counted))
    numbers = pd.DataFrame(
        {column: _numbers(table, column, findings) for column in columns}, index=table.index
    )
    filled = numbers.to_numpy(dtype=float)
    is_rounded = bool(np.all(np.isnan(filled) | (filled % ROUNDED_TO == 0)))
    blank_uncollected(table, numbers, counted, findings)
    periods: list[Period] = list(table["period"])
    keys = pd.DataFrame(
        {
            "area_code": table["area_code"],
            "sex": table["sex"],
            "age": table["age"],
            "substance": table["substance"],
            "period_start": [period.start for period in periods],
            "period_end": [period.end for period in periods],
            "period_label": [period.label for period in periods],
            "period_kind": [period.kind.value for period in periods],
            SOURCE_FILE: findings.sheet.file,
            SOURCE_SHEET: findings.sheet.name,
            SOURCE_LINE: [findings.line(index) for index in table["index"]],
        }
    )
    parts = [figures(keys, numbers[reading.column], reading) for reading in counted]
    return as_observations(pd.concat(parts, ignore_index=True)), is_rounded


def _numbers(table: pd.DataFrame, column: str, findings: Findings) -> list[float | None]:
    numbers: list[float | None] = []
    for index, cell in zip(table["index"], table[column], strict=True):
        read_as = read_cell(cell)
        number = read_as.number
        whole = number is None or (number >= 0 and number.is_integer())
        if not (read_as.is_understood and whole):
            findings.block(
                "counts",
                "Expected a whole number, 0 or more, or a mark such as * or NULL.",
                index=index,
                column=column,
                value=str(cell)[:80],
            )
            number = None
        numbers.append(number)
    return numbers


IMPORTER: Final = Importer(
    name=NAME,
    title="NDTMS ViewIt: adults in treatment, exports for England or local authorities (csv)",
    rhythm="Yearly, as a rule in winter",
    find_at=URL,
    knows=knows,
    read=read,
    signs=("reportingperiod", "drug_?group", r"_(allintx|newtx)\b"),
)
