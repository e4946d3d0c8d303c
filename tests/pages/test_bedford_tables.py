"""Every number of the Bedford chapter's tables, read off the pages as a user sees them.

The pages are those of every area: the treatment journey with each step unfolded, and value for
money. The cells are counted against the list of test_printed_tables.
"""

import re
from collections import Counter, defaultdict
from pathlib import Path

from tests.pages.conftest import Open
from tests.pages.shown_tables import rows_of, tables
from tests.reference.test_printed_tables import (
    BOROUGH,
    CELL,
    CLUSTER,
    COUNTY,
    EAST,
    ENGLAND,
    FRACTION,
    NOT_A_NUMBER,
    PRINTED,
)

NAMES = {
    BOROUGH: "Bedford",
    COUNTY: "Bedfordshire (as printed)",
    CLUSTER: "Cluster B (as printed)",
    ENGLAND: "England",
    EAST: "East of England",
}
MONEY = "Value for money"
SAID = {"suppressed": "Suppressed by the publisher", "not_published": "Not published"}


def places_of(app) -> dict[str, list[list[str]]]:
    """Rows of the tables of figures by the place they are of."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for table in tables(app):
        if table["caption"].endswith(", figures"):
            for group in table["groups"]:
                found[group["name"]] += rows_of({"groups": [group]})
    return found


def cells_of(row: list[str]) -> list[str]:
    """The chapter's cells that a row says it is printed as, fractions as cells of their own."""
    found = CELL.search(row[-1])
    return [] if found is None else found[1].split(" and ")


def says(row: list[str], cell: str) -> bool:
    """Whether the figures of a row, not its remark, say a printed cell."""
    value, counts = row[1], row[3]
    if cell in NOT_A_NUMBER:
        return value == SAID[NOT_A_NUMBER[cell]]
    fraction = FRACTION.fullmatch(cell)
    if fraction:
        return counts == f"{fraction[1]} of {fraction[2]}"
    # Table 9 prints 3.2 beside 3.56: the same number, whatever the places shown.
    shown = re.findall(r"\d[\d,]*(?:\.\d+)?", f"{value} {counts}")
    return _number(cell.strip("£%m")) in map(_number, shown)


def _number(text: str) -> float:
    return float(text.replace(",", "").removesuffix(" million"))


def test_tables_1_to_16_come_out_of_the_journey_of_every_area(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(
        snapshot_path,
        "treatment_journey",
        area=BOROUGH,
        figures="bedford",
        step="every",
        mode="text",
    )
    assert not app.exception
    shown = places_of(app)
    for code, name in NAMES.items():
        printed = Counter(
            cell
            for (table, area), cells in PRINTED.items()
            if area == code and table != MONEY
            for cell in cells.split()
        )
        missing = printed - Counter(cell for row in shown[name] for cell in cells_of(row))
        assert not missing, name
    rows = [row for name in NAMES.values() for row in shown[name]]
    assert [(row, cell) for row in rows for cell in cells_of(row) if not says(row, cell)] == []
    remarks = [row[-1] for row in rows]
    # Table 5: four cells of England; 6: two; 7: one; 13: one; and what only the text prints.
    assert sum("a misprint in the source" in remark for remark in remarks) == 11
    assert sum("doubtful in the source" in remark for remark in remarks) == 7


def test_the_money_table_comes_out_of_value_for_money(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "value_for_money", area=BOROUGH, mode="text")
    by_caption = {table["caption"]: rows_of(table) for table in tables(app)}
    shown = Counter(row[1] for row in by_caption["The summary as printed"])
    assert shown == Counter(PRINTED[MONEY, COUNTY].split())
    # 11.6 / 3.4 = 3.41, printed 3.40; 8.4 / 3.4 = 2.47, printed 2.47.
    accrued, in_year = by_caption["Value for money of drug treatment, Bedfordshire"]
    assert accrued[4] == "£3.41 £3.35 to £3.48; printed 3.40, within rounding"
    assert in_year[4].startswith("£2.47 ")
    found = {row[0]: row[3] for row in by_caption["Checks of the printed summary"]}
    assert (found["Accrued BCR"], found["Area"]) == ("Within rounding", "Does not fit")
