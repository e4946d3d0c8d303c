"""What users saved and its history, as tables to read and as one workbook."""

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import xlsxwriter

from cdof_core.report.table_files import harmless
from cdof_core.workspace import KINDS, Change, Entry

_LONGEST_CELL = 32_000
"""Excel refuses texts beyond 32,767 characters."""
_MOMENT = "%d %b %Y %H:%M:%S"


def entries_table(entries: Sequence[Entry]) -> pd.DataFrame:
    """Return one row an entry: what it is, its version, when and by whom, its content."""
    rows = [
        (
            KINDS[entry.kind].noun,
            entry.name,
            entry.parent,
            entry.version,
            f"{entry.updated_at:{_MOMENT}}",
            entry.updated_by,
            _said(entry.content),
        )
        for entry in entries
    ]
    columns = ["Kind", "Name", "Belongs to", "Version", "Changed (UTC)", "By", "Content"]
    return pd.DataFrame(rows, columns=columns)


def history_table(changes: Sequence[Change]) -> pd.DataFrame:
    """Return one row a change: when, who, what was done, before and after."""
    rows = [
        (
            f"{change.when:{_MOMENT}}",
            change.who or "not named",
            KINDS[change.kind].noun,
            change.name,
            change_words(change),
            *_difference(change),
        )
        for change in changes
    ]
    columns = ["When (UTC)", "Who", "Kind", "Name", "Change", "Before", "After"]
    return pd.DataFrame(rows, columns=columns)


def change_words(change: Change) -> str:
    """Return what was done, in one word."""
    if change.before is None:
        return "added"
    return "removed" if change.after is None else "changed"


def saved_workbook(entries: Sequence[Entry], changes: Sequence[Change]) -> bytes:
    """Return everything saved as a workbook: one sheet of entries, one of changes."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    heading = book.add_format({"bold": True, "bottom": 1})
    for name, table in (("Saved", entries_table(entries)), ("History", history_table(changes))):
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, title in enumerate(table.columns):
            sheet.write_string(0, column, str(title), heading)
            sheet.set_column(column, column, 24)
            for row, cell in enumerate(table[title].tolist(), start=1):
                sheet.write(row, column, harmless(cell) if isinstance(cell, str) else cell)
    book.close()
    return buffer.getvalue()


def _difference(change: Change) -> tuple[str, str]:
    """Return only what differs between before and after."""
    before, after = _flat(change.before), _flat(change.after)
    differs = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return (
        _said({key: before[key] for key in differs if key in before}),
        _said({key: after[key] for key in differs if key in after}),
    )


def _flat(state: Mapping[str, Any] | None) -> dict[str, Any]:
    if state is None:
        return {}
    return {"name": state.get("name", ""), **state.get("content", {})}


def _said(values: Mapping[str, Any]) -> str:
    parts = [
        f"{key}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for key, value in values.items()
    ]
    text = "; ".join(parts)
    return text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]} … (cut here)"
