"""Estimates of opiate and crack use by authority, from a table in a documented layout.

The publisher's workbooks change from edition to edition; one is copied into this layout, which
keeps the two things that must never be lost: the interval and the method of the estimate.
"""

from typing import Final

from cdof_core.domain import Period
from cdof_core.ingest.imported import Imported, refuse
from cdof_core.ingest.sources.cells import label, read_cell
from cdof_core.ingest.sources.findings import Findings
from cdof_core.ingest.sources.headings import cell_at, find_column, find_headings, missing_columns
from cdof_core.ingest.sources.opening import Importer, describe_dataset
from cdof_core.ingest.sources.periods import read_period
from cdof_core.ingest.sources.places import CODE, Places
from cdof_core.ingest.sources.sheets import Opened, Sheet

NAME: Final = "prevalence"
URL: Final = (
    "https://www.gov.uk/government/publications/opiate-and-crack-cocaine-use-prevalence-estimates"
)
COLUMNS: Final = {
    "code": r"area code|code",
    "period": r"period|year",
    "estimate": r"estimate|number of users|estimated number",
    "lower": r"lower( 95%?)?( limit)?|lower ci",
    "upper": r"upper( 95%?)?( limit)?|upper ci",
    "population": r"population( 15 ?(-|to) ?64)?",
    "method": r"method|vintage",
}
LAYOUT: Final = (
    "area code, period, estimate, lower, upper, population 15-64 and method, one row an area and "
    "period; numbers are people aged 15 to 64"
)
_OPTIONAL: Final = frozenset({"population"})
_NEEDED: Final = {
    "area code" if name == "code" else name: pattern
    for name, pattern in COLUMNS.items()
    if name not in _OPTIONAL
}


def knows(opened: Opened) -> bool:
    """Whether a file has the layout."""
    return any(_headings(opened.sheet(name)) is not None for name in opened.sheet_names[:20])


def read(opened: Opened, places: Places) -> Imported:
    """Read a table of estimates.

    Args:
        opened: CSV or workbook in the layout.
        places: The catalogue's areas.

    Returns:
        Numbers of users and, where the population stands beside them, rates per 1,000, with the
        interval and the method as vintage.

    Raises:
        ImportRefusedError: Columns of the layout are missing.
    """
    sheet = next((sheet for sheet in opened.sheets() if _headings(sheet) is not None), None)
    if sheet is None:
        refuse(
            file=opened.name,
            value=opened.listing,
            expected=f"The table needs the columns {LAYOUT}.{missing_columns(opened, _NEEDED)}",
            remedy="Copy the publisher's estimates into that layout.",
        )
    findings = Findings(sheet)
    _read_table(sheet, findings, places)
    figures = findings.figures()
    methods = "-".join(sorted({str(vintage) for vintage in figures["vintage"]}))
    slug = "-".join("".join(c if c.isalnum() else " " for c in methods.lower()).split())
    return findings.imported(
        dataset_id=f"{NAME}-{slug}"[:60].strip("-") or NAME,
        dataset=describe_dataset(
            publisher="Office for Health Improvement and Disparities and UK Health Security Agency",
            publication="Estimates of opiate and crack use in England",
            table_name=sheet.name or "Estimates by area",
            url=URL,
            frequency="Irregular",
            attribution="Source: Office for Health Improvement and Disparities and UK Health "
            "Security Agency, licensed under the Open Government Licence v3.0.",
            caveats="Modelled estimates. Estimates of the same year by different methods differ by "
            "the method: they are kept side by side and never joined to one series.",
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
    columns = {name: find_column(names, pattern) for name, pattern in COLUMNS.items()}
    for index in range(row + 1, len(sheet.rows)):
        cells = sheet.rows[index]
        if not any(str(cell).strip() for cell in cells):
            continue
        findings.rows_read += 1
        texts = {
            name: "" if at is None else label(cell_at(cells, at)) for name, at in columns.items()
        }
        area = places.own_code(texts["code"])
        period = read_period(texts["period"])
        if not CODE.fullmatch(texts["code"]) or area is None:
            findings.reject(index, "The explorer holds no area of this code.", texts)
        elif period is None or not texts["method"]:
            column = "period" if period is None else "method"
            findings.block(
                column,
                "Expected a period such as 2019/20 and the method or edition of the estimate.",
                index=index,
                column=column,
                value=texts[column][:80],
            )
        else:
            _add(findings, index, period, area, texts)


def _add(findings: Findings, index: int, period: Period, area: str, texts: dict[str, str]) -> None:
    number, lower, upper, people = (
        read_cell(texts[name]).number for name in ("estimate", "lower", "upper", "population")
    )
    if number is None or lower is None or upper is None or not 0 <= lower <= number <= upper:
        findings.block(
            "interval",
            "Expected an estimated number of people within its lower and upper limit.",
            index=index,
            column="estimate",
            value=f"{texts['estimate']} ({texts['lower']} to {texts['upper']})"[:80],
        )
        return
    common = {
        "area_code": area,
        "age": "15-64",
        "flag": "estimated",
        "vintage": texts["method"],
        "limits_basis": "published",
    }
    findings.add(
        index,
        period,
        indicator_id="ocu_number",
        numerator=number,
        value=number,
        lower95=lower,
        upper95=upper,
        **common,
    )
    if people:
        rates = {
            name: 1000 * bound / people
            for name, bound in (("value", number), ("lower95", lower), ("upper95", upper))
        }
        findings.add(
            index,
            period,
            indicator_id="ocu_rate",
            numerator=number,
            denominator=people,
            **rates,
            **common,
        )


IMPORTER: Final = Importer(
    name=NAME,
    title="Opiate and crack prevalence estimates, in the documented layout (csv, xlsx, ods)",
    rhythm="Irregular: some years apart",
    find_at=URL,
    knows=knows,
    read=read,
    signs=("opiates?.{1,5}crack",),
)
