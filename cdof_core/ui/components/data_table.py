"""A table of words and figures: the twin of a chart, or a list to read and search."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from cdof_core.domain import Judgement
from cdof_core.narrative.numbers import MISSING
from cdof_core.ui.components.assembly import assemble_component
from cdof_core.ui.components.mark import MarkData, mark_data
from cdof_core.ui.kept import keep

_draw = assemble_component("data_table")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; every text is final.

    Attributes:
        text: What it says.
        below: A smaller line under it; empty for none.
        href: Where its text leads, only with what it changes: ``indicator?area=E06000055``. The
            other choices are kept. Empty for nowhere.
        is_outside: Whether the link leaves the product, and so opens in a new tab.
        judgement: Shown as a chip in place of the text; None for none.
        reason: `NotComparedReason` behind a missing judgement.
        mark: Another chip in place of the text, such as a target's; None for none.
        order: What a table that can be sorted puts it in order by; None for its words.
        is_chosen: Whether it names the chosen area, whose row is marked; for the first cell.
    """

    text: str
    below: str = ""
    href: str = ""
    is_outside: bool = False
    judgement: Judgement | None = None
    reason: str = ""
    mark: MarkData | None = None
    order: float | None = None
    is_chosen: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class DataTable:
    """The whole table.

    Attributes:
        caption: What it shows, for those who listen.
        columns: Headings; the first column names the row.
        groups: Rows under headings; one group with an empty heading for none.
        numbers: Positions of columns of figures, aligned to the right.
        search: Words in the search field; empty for no search.
        noun: What the rows are, for their count.
        is_compact: Whether it stays a table however narrow it is; for few short columns.
        height: Height in pixels beyond which its rows scroll; 0 for as high as it is.
        labels_cards: Whether the cards on a phone repeat the headings; a table of one column
            beside the names can do without.
        is_sortable: Whether a reader can put the rows in order of any column; for one group.
        pinned: Rows that stand first however the others are searched and sorted, such as England.
    """

    caption: str
    columns: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    numbers: tuple[int, ...] = ()
    search: str = ""
    noun: str = "rows"
    is_compact: bool = False
    height: int = 0
    labels_cards: bool = True
    is_sortable: bool = False
    pinned: tuple[Row, ...] = ()


def show_table(
    table: DataTable | Callable[[], DataTable],
    *,
    key: str,
    drawn_for: str = "",
    drawn_from: Sequence[object] = (),
) -> None:
    """Show the table; on a phone each row becomes a card.

    Args:
        table: What to show, or what makes it when it was not made before.
        key: Sets tables of one page apart.
        drawn_for: Everything the table depends on beside `drawn_from`; one made for the same
            before is shown again.
        drawn_from: Frozen results it is made from, see `keep`. Without either it is made anew.
    """
    data = (
        keep(partial(_data_of, table), key=f"table {key} {drawn_for}", made_from=drawn_from)
        if drawn_for or drawn_from
        else _data_of(table)
    )
    _draw(data=data, key=f"table_{key}")


def _data_of(asked: DataTable | Callable[[], DataTable]) -> dict[str, object]:
    table = asked if isinstance(asked, DataTable) else asked()
    return {
        "caption": table.caption,
        "columns": list(table.columns),
        "groups": [
            {"name": name, "rows": [_row_data(row, table) for row in rows]}
            for name, rows in table.groups
        ],
        "pinned": [_row_data(row, table) for row in table.pinned],
        "numbers": list(table.numbers),
        "search": table.search,
        "noun": table.noun,
        "compact": table.is_compact,
        "height": table.height,
        "labels_cards": table.labels_cards,
        "sortable": table.is_sortable,
    }


def _row_data(row: Row, table: DataTable) -> list[dict[str, object]]:
    if not table.is_sortable:
        return [_cell_data(cell) for cell in row]
    return [_cell_data(cell) | {"order": _order(cell)} for cell in row]


def _order(cell: Cell) -> float | str | None:
    """Return what a cell is put in order by: its number, how it is judged, or its words."""
    if cell.order is not None:
        return None if math.isnan(cell.order) else cell.order
    if cell.judgement is not None:
        known = cell.judgement is not Judgement.NOT_COMPARED
        return list(Judgement).index(cell.judgement) if known else None
    return None if cell.text in ("", MISSING) else cell.text


def _cell_data(cell: Cell) -> dict[str, object]:
    mark = mark_data(cell.judgement, reason=cell.reason) if cell.judgement else cell.mark
    return {
        "text": cell.text,
        "below": cell.below,
        "href": cell.href,
        "outside": cell.is_outside,
        "mark": mark,
        **({"chosen": True} if cell.is_chosen else {}),
    }
