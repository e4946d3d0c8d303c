"""Reads an own table as its mapping says, row by row of its figures."""

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

import pandas as pd

from cdof_core.domain import Period
from cdof_core.ingest.cells import SOURCE_FILE, SOURCE_LINE
from cdof_core.ingest.findings import (
    Answers,
    Sieve,
    as_found,
    each,
    read_each,
    rejected_rows,
)
from cdof_core.ingest.imported import (
    SOURCE_SHEET,
    Imported,
    Problem,
    Severity,
    SourceFile,
    refuse,
)
from cdof_core.ingest.known import Known
from cdof_core.ingest.own_table.decimal_commas import is_decimal_comma
from cdof_core.ingest.own_table.fields import Field
from cdof_core.ingest.own_table.figures import read_numbers
from cdof_core.ingest.own_table.layout import Grid, refuse_overlong
from cdof_core.ingest.own_table.mapping import TableMapping
from cdof_core.ingest.own_table.measures import declare_measures
from cdof_core.ingest.own_table.parts import is_day_within, period_of, sex_of, year_ending
from cdof_core.ingest.own_table.percents import HAS_SIGN, UNIT
from cdof_core.ingest.own_table.side_tables import side_tables
from cdof_core.ingest.own_table.spreading import column, spread
from cdof_core.ingest.sources.cells import read_cell

_TEXTS: Final = {
    Field.AGE: "age",
    Field.BREAKDOWN_TYPE: "breakdown_type",
    Field.BREAKDOWN: "breakdown",
    Field.VINTAGE: "vintage",
    Field.NOTE: "note",
    Field.UNIT: UNIT,
}
_YEAR_ENDING: Final = re.compile(r"\b(year|12 months|twelve months) (ending|ended|end|to)\b", re.I)
_NO_RULE: Final = "none"
_SMALL: Final = 4
"""The highest count that the treatment system hides; hospital statistics hide more."""
_DIFFERENT_LOOKED_AT: Final = 5_000
"""Different cells of a column that is not read, among which numbers are looked for."""


def read_own_table(
    grid: Grid, mapping: TableMapping, known: Known, *, sources: Sequence[SourceFile] = ()
) -> Imported:
    """Read a table.

    Args:
        grid: The table as it was found in its sheet.
        mapping: How its columns are to be read.
        known: Areas and indicators that the snapshot knows.
        sources: The file it came from.

    Returns:
        The figures that could be read, and every row that could not with its reason.

    Raises:
        ImportRefusedError: The mapping leaves out something without which no row can be read, or
            has two columns of the same.
    """
    if missing := mapping.missing():
        refuse(
            file=grid.file,
            sheet=grid.sheet,
            rule="columns",
            value=", ".join(name for name in grid.headings if name not in mapping.used)[:200],
            expected=f"No column and no choice gives {' or '.join(missing)}.",
            remedy="Say which column it is, or state it for the whole table.",
        )
    if doubled := mapping.doubled():
        refuse(
            file=grid.file,
            sheet=grid.sheet,
            rule="columns",
            value=", ".join(doubled)[:200],
            expected="Two columns are told to hold the same, and only one of them could be read.",
            remedy="Leave one of them out, or say what else it holds.",
        )
    cells = spread(grid, mapping)
    sieve = Sieve(_places(grid, cells))
    refuse_overlong(grid, sieve)
    rows: dict[str, pd.Series] = {}
    _read_places(cells, mapping, known, sieve, rows)
    _read_texts(cells, mapping, rows)
    read_numbers(cells, mapping, sieve, rows)
    sieve.rows = sieve.rows.assign(**rows)
    _warn_of_unread(grid, mapping, sieve)
    kept = sieve.kept()
    kept, indicators = declare_measures(kept, mapping, known, sieve)
    dataset_id, dataset = _dataset_id(mapping, grid), _describe(mapping, grid)
    if dataset["disclosure_rule"] == _NO_RULE:
        _warn_of_small_numbers(kept, mapping, sieve)
    shown = cells.drop(columns=SOURCE_LINE).rename(columns=lambda name: name.strip("\x00"))
    return Imported(
        dataset_id=dataset_id,
        dataset=dataset,
        observations=kept.drop(
            columns=["target", "annotation", "direction", UNIT, HAS_SIGN], errors="ignore"
        ).reset_index(drop=True),
        importer="own table",
        indicators=indicators,
        tables=side_tables(kept, dataset_id),
        problems=tuple(sieve.problems),
        rejected=rejected_rows(sieve, shown),
        sources=tuple(sources),
    )


def _warn_of_small_numbers(kept: pd.DataFrame, mapping: TableMapping, sieve: Sieve) -> None:
    """Point out the counts that the field's own rules hide, where no rule is to hide them."""
    counts = kept["numerator"].reindex(sieve.rows.index)
    sieve.warn(
        counts.between(1, _SMALL),
        rule="small numbers",
        column=mapping.heading_of(Field.COUNT),
        values=counts,
        expected=f"No rule hides small numbers here, and there are counts from 1 to {_SMALL}.",
        remedy="Choose a rule for small numbers, unless they are published like this already.",
    )


def _warn_of_unread(grid: Grid, mapping: TableMapping, sieve: Sieve) -> None:
    """Name the columns that hold numbers and are not read, so that none is lost in silence."""
    for heading, cells in zip(grid.headings, grid.columns, strict=True):
        if heading in mapping.used:
            continue
        different = pd.Series(cells).drop_duplicates().head(_DIFFERENT_LOOKED_AT)
        numbers = [cell for cell in different if _is_number(cell)]
        if numbers:
            sieve.problems.append(
                Problem(
                    severity=Severity.WARNING,
                    rule="columns",
                    file=grid.file,
                    sheet=grid.sheet,
                    column=heading,
                    value=as_found(numbers[0]),
                    expected="This column holds numbers and is not read.",
                    remedy="Say what it holds, if it is wanted.",
                )
            )


def _is_number(cell: object) -> bool:
    if not isinstance(cell, str | float):
        return False
    return is_decimal_comma(cell) or read_cell(cell).number is not None


def _places(grid: Grid, cells: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            SOURCE_FILE: pd.Series(grid.file, index=cells.index, dtype="str"),
            SOURCE_SHEET: pd.Series(grid.sheet, index=cells.index, dtype="str"),
            SOURCE_LINE: cells[SOURCE_LINE].astype("int64"),
        }
    )


def _read_places(
    cells: pd.DataFrame,
    mapping: TableMapping,
    known: Known,
    sieve: Sieve,
    rows: dict[str, pd.Series],
) -> None:
    areas = column(cells, mapping, Field.AREA)
    codes = each(areas, lambda cell: known.find_area(as_found(cell))).astype("str")
    rows["area_code"] = codes
    heading = mapping.heading_of(Field.AREA)

    def explain(value: str) -> str:
        if value and value == heading:
            return (
                "The headings stand here again: what follows is a second table or page, and a "
                "sheet is read as one table. Give another measure a sheet of its own."
            )
        return known.explain_area(value) if value else "Every row needs an area."

    sieve.refuse(codes == "", rule="known areas", column=heading, values=areas, expected=explain)
    measures = column(cells, mapping, Field.INDICATOR)
    rows["indicator_id"] = each(measures, as_found).astype("str")
    sieve.refuse(
        rows["indicator_id"] == "",
        rule="indicator",
        column=mapping.heading_of(Field.INDICATOR),
        expected="Every row needs the name of its measure.",
    )
    written = _period_cells(cells, mapping)
    periods = read_each(written, period_of)
    sieve.refuse(
        periods.column(lambda period: period is None),
        rule="period",
        column=mapping.heading_of(Field.PERIOD),
        values=written,
        expected=lambda value: f"{value!r} is no period." if value else "Every row needs a period.",
        remedy="Write it like 2023, 2022/23, 2021-23 or 2024/25 Q1.",
    )
    sieve.warn(
        each(written, is_day_within).astype(bool),
        rule="days",
        column=mapping.heading_of(Field.PERIOD),
        values=written,
        expected="A day is read as the month that it lies in.",
        remedy="Where it ends a year, call the column “Year ending”; else write the period itself.",
    )
    rows |= _period_columns(periods)
    sexes = column(cells, mapping, Field.SEX)
    rows["sex"] = each(sexes, sex_of).astype("str")
    sieve.refuse(
        rows["sex"] == "",
        rule="sex",
        column=mapping.heading_of(Field.SEX),
        values=sexes,
        expected="A sex is Persons, Female or Male.",
    )


def _period_cells(cells: pd.DataFrame, mapping: TableMapping) -> pd.Series:
    if mapping.has(Field.PERIOD):
        written = column(cells, mapping, Field.PERIOD)
        ends_a_year = _YEAR_ENDING.search(mapping.heading_of(Field.PERIOD))
        return each(written, year_ending) if ends_a_year else written
    starts = column(cells, mapping, Field.PERIOD_START).map(as_found)
    return starts + " to " + column(cells, mapping, Field.PERIOD_END).map(as_found)


def _period_columns(periods: Answers) -> dict[str, pd.Series]:
    def days(take: Callable[[Period], date]) -> pd.Series:
        known = [None if period is None else take(period) for period in periods.different]
        taken = pd.to_datetime(pd.Series(known, dtype="object")).to_numpy("datetime64[us]")
        return pd.Series(taken[periods.codes], index=periods.index)

    return {
        "period_start": days(lambda period: period.start),
        "period_end": days(lambda period: period.end),
        "period_label": periods.column(lambda period: period.label if period else ""),
        "period_kind": periods.column(lambda period: period.kind.value if period else ""),
    }


def _read_texts(cells: pd.DataFrame, mapping: TableMapping, rows: dict[str, pd.Series]) -> None:
    for wanted, name in _TEXTS.items():
        rows[name] = each(column(cells, mapping, wanted), as_found).astype("str")
    rows["age"] = rows["age"].mask(
        rows["age"].str.lower().isin(["", "all", "all ages", "total"]), "All ages"
    )
    totals = {"", "total", "grand total", "all", "all persons", "overall"}
    is_total = rows["breakdown"].str.lower().isin(totals)
    rows["breakdown"] = rows["breakdown"].mask(is_total, "")
    kind = mapping.heading_of(Field.BREAKDOWN).lower() or "part"
    named = rows["breakdown_type"].mask(rows["breakdown_type"] == "", kind)
    rows["breakdown_type"] = named.mask(is_total, "")


def _dataset_id(mapping: TableMapping, grid: Grid) -> str:
    wanted = mapping.dataset.get("publication", "") or grid.file.rsplit(".", 1)[0]
    return dataset_name(wanted)


def dataset_name(publication: str) -> str:
    """Return the name of a dataset as its publication is called: own-drug-deaths-2024."""
    plain = re.sub(r"[^a-z0-9]+", "-", publication.lower()).strip("-")[:60].strip("-")
    if not plain:
        plain = hashlib.sha256(publication.encode()).hexdigest()[:8]
    return plain if plain.startswith("own-") else f"own-{plain}"


def _describe(mapping: TableMapping, grid: Grid) -> dict[str, str]:
    given = {key: text for key, text in mapping.dataset.items() if text}
    described = {
        "publisher": "Own table",
        "publication": grid.file.rsplit(".", 1)[0],
        "table_name": grid.sheet or grid.file,
        "strength": "official_workbook",
        "sensitivity": "restricted",
        "disclosure_rule": _NO_RULE,
        "collection": "current",
        **given,
    }
    if grid.footnotes and not described.get("caveats"):
        described["caveats"] = " ".join(grid.footnotes)[:2000]
    return described
