"""Every number of the Bedford chapter's tables, read off the pages as a user sees them.

The pages are those of every area: the treatment journey with each step unfolded, and value for
money. The cells are counted against the list of test_printed_tables.
"""

import re
from collections import Counter, defaultdict
from pathlib import Path

from tests.pages.conftest import Open
from tests.pages.shown_tables import messages, rows_of, tables
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
OF_THE_TEXT = {
    "Bedford": "28.8% 20% 1 11",
    "Bedfordshire (as printed)": "13",
    "England": "26.6%",
}
"""What the steps show of the chapter's sentences, by the place it is of."""
SAID = {"suppressed": "Suppressed by the publisher", "not_published": "Not published"}


CHECKED = [
    # figure, printed, follows from its inputs, finding
    ["Total benefits: crime+health", "£11.6m", "11.6", "Follows"],  # 7.9 + 3.7
    ["Total benefits: savings+QALY", "£11.6m", "11.6", "Follows"],  # 7.9 + 3.7
    ["Total benefits: treatment+recovery", "£11.6m", "11.6", "Follows"],  # 8.4 + 3.2
    ["Accrued net benefit", "£8.2m", "8.2", "Follows"],  # 11.6 - 3.4
    ["In-year net benefit", "£5m", "5", "Follows"],  # 8.4 - 3.4
    ["Accrued BCR", "3.40", "3.41176", "Within rounding"],  # 11.6 / 3.4
    ["In-year BCR", "2.47", "2.47059", "Follows"],  # 8.4 / 3.4
    ["Crimes prevented", "34,294", "–", "No inputs printed"],
    ["Area", "Bedfordshire", "the chapter is about Bedford Borough", "Does not fit"],
]


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
        found = Counter(cell for row in shown[name] for cell in cells_of(row))
        # What no table prints, a sentence of the chapter does; nothing else is shown.
        assert found == printed + Counter(OF_THE_TEXT.get(name, "").split()), name
    unprinted = [row for name in NAMES.values() for row in shown[name] if not cells_of(row)]
    assert [row[0] for row in unprinted] == ["All 2011/12, Published estimate, 15-64"]
    assert set(shown) == set(NAMES.values())
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
    # Benefits, spend, net, for every £1, net per £1. Printed to £0.1m, an amount may lie £0.05m
    # off: 11.55 to 11.65, 8.35 to 8.45 and 3.35 to 3.45.
    assert by_caption["Value for money of drug treatment, Bedfordshire"] == [
        [
            "Accrued",
            "£11.6m",
            "£3.4m",
            # 11.6 - 3.4; 11.55 - 3.45 and 11.65 - 3.35
            "£8.2m £8.1m to £8.3m; printed £8.2m",
            # 11.6 / 3.4 = 3.412; 11.55 / 3.45 = 3.348 and 11.65 / 3.35 = 3.478
            "£3.41 £3.35 to £3.48; printed 3.40, within rounding",
            "£2.41 £2.35 to £2.48",
        ],
        [
            "In the year",
            "£8.4m",
            "£3.4m",
            # 8.4 - 3.4; 8.35 - 3.45 and 8.45 - 3.35
            "£5.0m £4.9m to £5.1m; printed £5m",
            # 8.4 / 3.4 = 2.471; 8.35 / 3.45 = 2.420 and 8.45 / 3.35 = 2.522
            "£2.47 £2.42 to £2.52; printed 2.47, within rounding",
            "£1.47 £1.42 to £1.52",
        ],
    ]
    assert by_caption["Checks of the printed summary"] == CHECKED
    # Essex is printed without benefits or spend: £5.21 and £7.16 stand as they are.
    (essex,) = (said for said in messages(app) if said["heading"].startswith("Saved for every £1"))
    assert [one["headline"] for one in essex["messages"]] == [
        "£5.21 for every £1.",
        "£7.16 for every £1.",
    ]
