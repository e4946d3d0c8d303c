"""Blocks of columns in ONS tables of deaths: a count, its rate, the rate's mark and limits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cdof_core.domain import Period
from cdof_core.ingest.sources.cells import UNRELIABLE, WITHHELD, Reading, label, read_cell
from cdof_core.ingest.sources.cells import without_note_numbers as plain
from cdof_core.ingest.sources.findings import Findings
from cdof_core.ingest.sources.headings import cell_at, find_column, heading
from cdof_core.ingest.sources.periods import read_period
from cdof_core.ingest.sources.sheets import Sheet

NOTE_UNRELIABLE: Final = "The publisher calls the rate unreliable: it rests on few deaths."
NOTE_WITHHELD: Final = "Withheld by the publisher: too few deaths for a rate."
NOTE_BLANK: Final = "The cell is blank in the publication."
FEWEST_FOR_A_RATE: Final = 10
"""Below this ONS gives no rate; a few older rows of theirs do."""

_RATE = (r"(age-(standardised|specific) )?(mortality )?rate.*",)
_LOWER = (r"lower.*",)
_UPPER = (r"upper.*",)
_HEADED = re.compile(r"(.*\d{2,4})[\s:,–-]+(?:number of )?deaths")


@dataclass(frozen=True, slots=True)
class Block:
    """Where the parts of one figure stand.

    Attributes:
        heads: What the rows of headings above say of the block, from the top down.
        deaths: Column of the count.
        rate: Column of the rate, if any.
        lower: Column of its lower limit.
        upper: Column of its upper limit.
    """

    heads: tuple[str, ...]
    deaths: int
    rate: int | None
    lower: int | None
    upper: int | None

    @property
    def shown(self) -> str:
        """Name the block in messages."""
        return ", ".join(head for head in self.heads if head) or "Deaths"


def find_blocks(sheet: Sheet, row: int, *, above: int) -> list[Block]:
    """Find every block whose count is headed "Deaths" in a row.

    Args:
        sheet: The sheet.
        row: Row of the headings "Deaths", "Rate", "Lower ...", "Upper ...".
        above: How many rows of headings stand over it.

    Returns:
        The blocks from left to right.
    """
    names = [plain(heading(cell)) for cell in sheet.rows[row]]
    starts = [column for column, text in enumerate(names) if text in {"deaths", "number of deaths"}]
    blocks: list[Block] = []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(names)
        part = names[start:end]
        found = [find_column(part, *patterns) for patterns in (_RATE, _LOWER, _UPPER)]
        columns = [None if at is None else start + at for at in found]
        heads = tuple(_head_over(sheet.rows[row - up], start, starts) for up in range(above, 0, -1))
        blocks.append(Block(heads, start, *columns))
    return blocks


def find_headed_blocks(sheet: Sheet, row: int) -> list[Block]:
    """Find every block whose headings name what they are of in the same cell: "2019–21 Deaths".

    Args:
        sheet: The sheet.
        row: Row of the headings.

    Returns:
        The blocks from left to right, each under the words before its "Deaths".
    """
    names = [plain(heading(cell)) for cell in sheet.rows[row]]
    starts = {
        column: found[1].strip()
        for column, text in enumerate(names)
        if (found := _HEADED.fullmatch(text))
    }
    blocks: list[Block] = []
    for start, head in starts.items():
        end = min((other for other in starts if other > start), default=len(names))
        part = [name.removeprefix(head).lstrip(" :,-–") for name in names[start:end]]
        found = [find_column(part, *patterns) for patterns in (_RATE, _LOWER, _UPPER)]
        columns = [None if at is None else start + at for at in found]
        blocks.append(Block((head,), start, *columns))
    return blocks


def find_periods(sheet: Sheet, row: int) -> list[tuple[Period, Block]]:
    """Find each period's columns: in two or three rows of headings, or in the heading's own row.

    Args:
        sheet: The sheet.
        row: Row of the heading over the area codes.

    Returns:
        Each block with its period; a column of counts alone where no block is found.
    """
    for below in (1, 2):
        if row + below < len(sheet.rows):
            blocks = find_blocks(sheet, row + below, above=below)
            found = [(read_period(plain(block.heads[0])), block) for block in blocks]
            if any(period for period, _ in found):
                return [(period, block) for period, block in found if period is not None]
    headed = [
        (period, block)
        for block in find_headed_blocks(sheet, row)
        if (period := read_period(block.heads[0])) is not None
    ]
    if headed:
        return headed
    yearly = [(read_period(plain(label(cell))), at) for at, cell in enumerate(sheet.rows[row])]
    return [
        (period, Block((period.label,), at, None, None, None))
        for period, at in yearly
        if period is not None
    ]


def read_block(
    sheet: Sheet, block: Block, findings: Findings, index: int
) -> dict[str, object] | None:
    """Read one block of one row.

    Args:
        sheet: The sheet.
        block: Where the parts stand.
        findings: Receives what is wrong.
        index: Row of the sheet, from 0.

    Returns:
        Numerator, value, limits, flag and note; None where the cells are not understood.
    """
    row = sheet.rows[index]
    deaths = read_cell(cell_at(row, block.deaths))
    if not is_count(deaths):
        findings.block(
            "deaths",
            "Expected a whole number of deaths, 0 or more, or a mark.",
            index=index,
            column=block.shown,
            value=str(cell_at(row, block.deaths))[:80],
        )
        return None
    if block.rate is None:
        if deaths.number is None:
            return {"flag": deaths.flag or "not_published", "note": NOTE_BLANK}
        return {"numerator": deaths.number, "value": deaths.number}
    return {"numerator": deaths.number, **_read_rate(sheet, block, findings, index, deaths)}


def is_count(cell: Reading) -> bool:
    """Whether a cell is a whole number, 0 or more, a mark, or empty."""
    number = cell.number
    return cell.is_understood and (number is None or (number >= 0 and number.is_integer()))


def _head_over(row: Sequence[object], start: int, starts: list[int]) -> str:
    """The heading over a block: a cell at or left of its first column, or just right of it."""
    end = min((other for other in starts if other > start), default=len(row))
    for column in [*range(start, -1, -1), *range(start + 1, min(end, len(row)))]:
        cell = row[column] if column < len(row) else ""
        if isinstance(cell, str | float) and (text := label(cell)):
            return text
    return ""


def _read_rate(
    sheet: Sheet, block: Block, findings: Findings, index: int, deaths: Reading
) -> dict[str, object]:
    row = sheet.rows[index]
    columns = (block.rate, block.lower, block.upper)
    given = [read_cell("" if at is None else cell_at(row, at)) for at in columns]
    rate, lower, upper = given
    wrong = [cell.mark for cell in given if not cell.is_understood]
    if wrong:
        findings.block(
            "rate",
            "Expected a rate, its limits, or a mark such as : in their place.",
            index=index,
            column=block.shown,
            value=", ".join(wrong)[:80],
        )
        return {"flag": "not_published"}
    if rate.number is None:
        return {"flag": rate.flag or WITHHELD, "note": NOTE_WITHHELD}
    between = range((block.rate or 0) + 1, block.lower or 0)
    marks = {rate.mark, *(read_cell(cell_at(row, at)).mark for at in between)}
    is_unreliable = bool({"u", "[u]", "*"} & marks)
    if not is_unreliable and deaths.number is not None and deaths.number < FEWEST_FOR_A_RATE:
        findings.warn(
            "few deaths",
            f"A rate from fewer than {FEWEST_FOR_A_RATE} deaths is published without a mark; it is "
            "kept as published.",
            index=index,
            column=block.shown,
        )
    marked = {"flag": UNRELIABLE, "note": NOTE_UNRELIABLE} if is_unreliable else {}
    return {"value": rate.number, "lower95": lower.number, "upper95": upper.number, **marked}
