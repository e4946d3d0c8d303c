"""ONS: drug use in the Crime Survey for England and Wales, appendix tables."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from cdof_core.domain import Period
from cdof_core.ingest.imported import Imported, refuse
from cdof_core.ingest.sources.cells import label, read_cell
from cdof_core.ingest.sources.findings import Findings
from cdof_core.ingest.sources.headings import cell_at, find_row, heading
from cdof_core.ingest.sources.opening import ONS_ATTRIBUTION, Importer, describe_dataset
from cdof_core.ingest.sources.periods import read_period
from cdof_core.ingest.sources.places import Places
from cdof_core.ingest.sources.sheets import Opened, Sheet

NAME: Final = "crime-survey"
URL: Final = (
    "https://www.ons.gov.uk/peoplepopulationandcommunity/crimeandjustice/datasets/"
    "drugmisuseinenglandandwalesappendixtable"
)
ENGLAND_AND_WALES: Final = "K04000001"
NOTE_SUPPRESSED: Final = "Suppressed by the publisher for disclosure or reliability."
_USE: Final = {"last year": "drug_use_last_year", "last month": "drug_use_last_month"}
_ANY: Final = "any drug"
_REGIONS: Final = {"east": "East of England"}
_AGE_IN_TITLE = re.compile(r"(\d\d) to (\d\d) year ?-?olds")
_FREQUENT = re.compile(r"(\d\d)\s*(?:-|to)\s*(\d\d) year ?-?olds.*frequent", re.IGNORECASE)
_BASE = "unweighted base"
_FEWEST_PERIODS = 2


@dataclass(frozen=True, slots=True)
class _Table:
    """One sheet's table: which rows carry labels and which columns carry periods."""

    sheet: Sheet
    title: str
    number: str
    heading: int
    periods: tuple[tuple[int, Period], ...]


def knows(opened: Opened) -> bool:
    """Whether a file looks like this publication."""
    return any(_reader_for(table) is not None for table in _tables(opened))


def read(opened: Opened, places: Places) -> Imported:
    """Read the proportions of people who used drugs.

    Args:
        opened: The workbook of appendix tables.
        places: The catalogue's areas.

    Returns:
        Proportions of people aged 16 to 59 and 16 to 24 who used each drug in the last year and
        month (England and Wales), by region, and of frequent users; the denominator is the
        unweighted base of any drug.

    Raises:
        ImportRefusedError: No sheet holds one of these.
    """
    findings: Findings | None = None
    numbers: list[str] = []
    for table in _tables(opened):
        reader = _reader_for(table)
        if reader is not None:
            findings = findings or Findings(table.sheet)
            findings.sheet = table.sheet
            reader(table, findings, places)
            numbers.append(table.number)
    if findings is None:
        refuse(
            file=opened.name,
            value=opened.listing,
            expected="No sheet holds the proportion of 16 to 59 or 16 to 24 year olds who used "
            "drugs in the last year or month.",
            remedy="Give the appendix tables on drug misuse.",
        )
    figures = findings.figures()
    if figures.empty:
        refuse(file=opened.name, expected="The tables on drug use hold no figures.")
    newest = figures["period_end"].max()
    return findings.imported(
        dataset_id=NAME,
        dataset=describe_dataset(
            publisher="Office for National Statistics",
            publication=f"Drug misuse in England and Wales: year ending {newest:%B %Y}, appendix "
            "tables (Crime Survey for England and Wales)",
            table_name=f"Tables {', '.join(numbers)}",
            url=URL,
            frequency="Yearly",
            attribution=ONS_ATTRIBUTION,
            caveats="A survey of households: people in prison, in hostels or without a home are "
            "missing. The base is the unweighted number of people asked about any drug; the survey "
            "is clustered and weighted, so no limits are worked out from it. Not asked from March "
            "2020 to October 2021.",
        ),
        importer=NAME,
        sources=[opened.source()],
        observations=figures,
    )


_Reader = Callable[[_Table, Findings, Places], None]


def _tables(opened: Opened) -> Iterator[_Table]:
    for sheet in opened.sheets():
        title = next((heading(row[0]) for row in sheet.rows[:3] if row and heading(row[0])), "")
        row = find_row(
            sheet,
            lambda names: sum(read_period(name) is not None for name in names) >= 2,  # noqa: PLR2004
        )
        if row is None or not re.match(r"table|proportion", title):
            continue
        found = [(at, read_period(label(cell))) for at, cell in enumerate(sheet.rows[row])]
        periods = tuple((at, period) for at, period in found if period is not None)
        number = re.search(r"\d+\.\d+|\d+[a-z]?", f"{sheet.name} {title}")
        yield _Table(sheet, title, number[0] if number else sheet.name, row, periods)


def _reader_for(table: _Table) -> _Reader | None:
    title = table.title
    if "proportion" not in title or "estimates of numbers" in title:
        return None
    if "frequent" in title and table.sheet.rows[table.heading :]:
        rows = (heading(row[0]) for row in table.sheet.rows[table.heading :] if row)
        return _read_frequent if any(_FREQUENT.match(row) for row in rows) else None
    if not _AGE_IN_TITLE.search(title) or not any(use in title for use in _USE):
        return None
    if heading(cell_at(table.sheet.rows[table.heading], 0)) == "region":
        return _read_regions
    first = heading(cell_at(table.sheet.rows[table.heading], 0))
    return _read_drugs if first == "drug type" else None


def _age_of(title: str) -> str:
    found = _AGE_IN_TITLE.search(title)
    return "" if found is None else f"{found[1]}-{found[2]}"


def _use_of(title: str) -> str:
    return next(indicator for use, indicator in _USE.items() if use in title)


def _rows_below(table: _Table) -> Iterator[tuple[int, str]]:
    for index in range(table.heading + 1, len(table.sheet.rows)):
        name = label(cell_at(table.sheet.rows[index], 0))
        if name:
            yield index, name


def _base_row(table: _Table) -> int | None:
    return next((at for at, name in _rows_below(table) if name.lower().startswith(_BASE)), None)


def _read_drugs(table: _Table, findings: Findings, _places: Places) -> None:
    base = _base_row(table)
    for index, drug in _rows_below(table):
        if drug.lower().startswith(_BASE):
            break
        findings.rows_read += 1
        broken: dict[str, object] = (
            {} if drug.lower() == _ANY else {"breakdown_type": "drug", "breakdown": drug}
        )
        _add_row(
            table,
            findings,
            index,
            base,
            indicator_id=_use_of(table.title),
            area_code=ENGLAND_AND_WALES,
            age=_age_of(table.title),
            **broken,
        )


def _read_regions(table: _Table, findings: Findings, places: Places) -> None:
    """Read sections: a drug with England and Wales in its own row, then countries and regions."""
    rows = list(_rows_below(table))
    bases: dict[str, int] = {}
    in_base = False
    for index, name in rows:
        in_base = in_base or name.lower().startswith(_BASE)
        area = _area_of(name, places)
        if in_base and area is not None:
            bases[area] = index
    drug = ""
    for index, name in rows:
        if name.lower().startswith(_BASE):
            break
        findings.rows_read += 1
        area = _area_of(name, places)
        if area is None:
            drug = name  # England and Wales together is in the tables by drug
            continue
        broken: dict[str, object] = (
            {} if drug.lower() == _ANY else {"breakdown_type": "drug", "breakdown": drug}
        )
        _add_row(
            table,
            findings,
            index,
            bases.get(area),
            indicator_id=_use_of(table.title),
            area_code=area,
            age=_age_of(table.title),
            **broken,
        )


def _area_of(name: str, places: Places) -> str | None:
    printed = _REGIONS.get(name.lower(), name)
    return places.code_of(printed, levels=("country", "region"))


def _read_frequent(table: _Table, findings: Findings, _places: Places) -> None:
    rows = list(_rows_below(table))
    for at, (index, name) in enumerate(rows):
        found = _FREQUENT.match(name)
        if found is None:
            continue
        findings.rows_read += 1
        following = rows[at + 1] if at + 1 < len(rows) else None
        has_base = following is not None and following[1].lower().startswith(_BASE)
        _add_row(
            table,
            findings,
            index,
            following[0] if has_base and following is not None else None,
            indicator_id="drug_use_frequent",
            area_code=ENGLAND_AND_WALES,
            age=f"{found[1]}-{found[2]}",
        )


def _add_row(
    table: _Table,
    findings: Findings,
    index: int,
    base: int | None,
    **key: object,
) -> None:
    for column, period in table.periods:
        given = cell_at(table.sheet.rows[index], column)
        share = read_cell(given)
        asked = read_cell("" if base is None else cell_at(table.sheet.rows[base], column))
        if not share.is_understood or (share.number is not None and not 0 <= share.number <= 100):  # noqa: PLR2004
            findings.block(
                "share",
                "Expected a percentage from 0 to 100 or a mark such as [x] or [c].",
                index=index,
                column=label(cell_at(table.sheet.rows[table.heading], column)),
                value=str(given)[:80],
            )
        elif share.number is not None:
            findings.add(
                index,
                period,
                value=share.number,
                denominator=asked.number,
                table_name=f"Table {table.number}",
                **key,
            )
        elif share.flag == "suppressed":
            findings.add(
                index,
                period,
                flag=share.flag,
                denominator=asked.number,
                table_name=f"Table {table.number}",
                note=NOTE_SUPPRESSED,
                **key,
            )
        # [x] means that the question was not asked: there is no figure to miss


IMPORTER: Final = Importer(
    name=NAME,
    title="ONS: drug use in the Crime Survey, appendix tables (xlsx)",
    rhythm="Yearly, as a rule in December",
    find_at=URL,
    knows=knows,
    read=read,
    signs=(
        "crime survey for england and wales",
        "drug (misuse|use) .*year ?-?olds",
        "year ?-?olds.* drug",
    ),
)
