"""Finds the row of headings of a ViewIt export, and says what one lacks."""

from typing import Final

from cdof_core.ingest.sources.cells import label
from cdof_core.ingest.sources.headings import DEEPEST_HEADING, find_row
from cdof_core.ingest.sources.ndtms_columns import KEYS, plain_heading
from cdof_core.ingest.sources.sheets import Opened, Sheet

_HEADINGS: Final = {
    "period": "ReportingPeriod",
    "area": "Area",
    "sex": "sex",
    "age": "age group",
    "substance": "drug group",
}
_NEEDED: Final = set(_HEADINGS)


def find_keys(sheet: Sheet) -> tuple[int, list[str]] | None:
    """Return the row of headings with every column of keys, and its headings; None without it."""
    row = find_row(
        sheet,
        lambda names: {KEYS.get(plain_heading(name), "") for name in names} >= _NEEDED,
    )
    if row is None:
        return None
    return row, [plain_heading(label(cell)) for cell in sheet.rows[row]]


def missing_words(opened: Opened) -> str:
    """Say which of the columns that are needed the best row of headings lacks.

    Args:
        opened: A file without a row that has them all.
    """
    rows = (row for sheet in opened.sheets() for row in sheet.rows[:DEEPEST_HEADING])
    held = ({KEYS.get(plain_heading(label(cell)), "") for cell in row} & _NEEDED for row in rows)
    best = max(held, key=len, default=set[str]())
    lacking = [_HEADINGS[key] for key in _HEADINGS if key not in best]
    return f" Missing: {', '.join(lacking)}." if best else ""
