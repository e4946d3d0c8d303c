"""What an area reports to spend, line by line beside its neighbours, its region and England."""

from math import isnan, nan

from cdof_core.analysis.local_spend import LINES, LocalSpend
from cdof_core.comparison.records import records_of
from cdof_core.narrative.money import pounds_text, spend_title
from cdof_core.ui.components import Cell, DataTable, Row
from cdof_core.ui.url import changing_href
from cdof_core.ui.value_page import ValuePage


def spend_finding(page: ValuePage) -> str:
    """Say what the area reports to spend, beside its neighbours."""
    totals = {total.name: total.per_head for total in page.spend.totals}
    name = page.places.area.name
    neighbours = page.places.neighbours
    return spend_title(
        area_name=name,
        total=totals.get(name, nan),
        neighbours=totals.get(neighbours.label, nan) if neighbours else nan,
        zeros=page.spend.zeros,
        period=page.spend.spend_period,
    )


def spend_table(page: ValuePage) -> DataTable:
    """Return the lines of the return beside neighbours, region and England."""
    region = page.places.region.label if page.places.region else "Region"
    return DataTable(
        caption=f"Net spend per head, {page.spend.spend_period}",
        columns=(
            "Line of the return",
            page.places.area.name,
            "DfE neighbours",
            region,
            "England",
        ),
        groups=(("", (*_line_rows(page.spend), _total_row(page))),),
        numbers=(1, 2, 3, 4),
        noun="lines",
    )


def _line_rows(spend: LocalSpend) -> tuple[Row, ...]:
    return tuple(
        (
            Cell(
                LINES[str(row["indicator_id"])],
                below=f"{thousands_text(row['numerator'])} net",
                href=changing_href(
                    "indicator", indicator=str(row["indicator_id"]), period="", sex=""
                ),
            ),
            Cell(
                pounds_text(row["value"], 2),
                below="may sit on another line" if row["value"] == 0 else "",
            ),
            *(
                Cell(pounds_text(row[column], 2), below=_basis(str(row[f"{column}_basis"])))
                for column in ("neighbours", "region", "england")
            ),
        )
        for row in records_of(spend.comparison.rows)
    )


def _basis(basis: str) -> str:
    return "worked out" if basis not in ("published", "", "none") else ""


def thousands_text(amount: float) -> str:
    """Return an amount of the return, which is in thousands of pounds."""
    if isnan(amount):
        return "not returned"
    return f"{pounds_text(amount)}k" if amount else "£0"


def _total_row(page: ValuePage) -> Row:
    totals = {total.name: total.per_head for total in page.spend.totals}
    neighbours = page.places.neighbours
    beside = totals.get(neighbours.label, nan) if neighbours else nan
    region = totals.get(page.places.region.label, nan) if page.places.region else nan
    everyone = page.spend.totals[-1].per_head if page.spend.totals else nan
    count = page.spend.totals[-1].areas if page.spend.totals else 0
    return (
        Cell("All four lines together"),
        Cell(pounds_text(totals.get(page.places.area.name, nan), 2)),
        Cell(pounds_text(beside, 2), below="" if isnan(beside) else "worked out"),
        Cell(pounds_text(region, 2), below="" if isnan(region) else "worked out"),
        Cell(pounds_text(everyone, 2), below=f"{count} authorities pooled"),
    )
