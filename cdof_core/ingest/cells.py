"""Cells of text files as numbers, days and choices, with every misfit named."""

import pandas as pd

from cdof_core.domain import DataError
from cdof_core.ingest.schema import CellKind, Column, Table

SOURCE_FILE = "source_file"
SOURCE_LINE = "source_line"
SOURCE = [SOURCE_FILE, SOURCE_LINE]

_PATTERNS = {
    CellKind.NUMBER: r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?",
    CellKind.WHOLE: r"[-+]?\d+(?:\.0+)?",
    CellKind.DAY: r"\d{4}-\d{2}-\d{2}",
    CellKind.CHOICE: r"(?i:true|false)",
}
_EXPECTED = {
    CellKind.NUMBER: "a number with a decimal point and no thousands separators",
    CellKind.WHOLE: "a whole number without thousands separators",
    CellKind.DAY: "a day that exists, written like 2024-03-31",
    CellKind.CHOICE: "true or false",
}


def cast_table(texts: pd.DataFrame, table: Table, problems: list[DataError]) -> pd.DataFrame:
    """Read every cell of a table as what its column holds.

    Args:
        texts: Text columns named as the table's, and the two source columns. A column that is
            missing counts as empty.
        table: The table to fill.
        problems: Receives one error for every cell that does not fit.

    Returns:
        The table's columns in order (`str`, `float64`, `Int64`, `boolean`, `datetime64`) and the
        source columns. Cells that do not fit are missing.
    """
    cast: dict[str, pd.Series] = {}
    for column in table.columns:
        given = column.name in texts
        cells = texts[column.name] if given else pd.Series("", index=texts.index, dtype="str")
        cast[column.name], misfits = _cast(cells.str.strip(), column.kind)
        _report(texts, cells, misfits, f"Column {column.name} takes {_expected(column)}.", problems)
        if column.is_required:
            empty = cells.str.strip() == ""
            _report(texts, cells, empty, f"Column {column.name} must not be empty.", problems)
    return pd.DataFrame(cast, index=texts.index).assign(**{name: texts[name] for name in SOURCE})


def _expected(column: Column) -> str:
    return _EXPECTED.get(column.kind, "text")


def _cast(cells: pd.Series, kind: CellKind) -> tuple[pd.Series, pd.Series]:
    if kind is CellKind.TEXT:
        return cells, pd.Series(data=False, index=cells.index)
    filled = cells != ""
    fits = filled & cells.str.fullmatch(_PATTERNS[kind])
    kept = cells.where(fits)
    if kind is CellKind.NUMBER:
        typed = pd.to_numeric(kept).astype("float64")
    elif kind is CellKind.WHOLE:
        typed = pd.to_numeric(kept).astype("float64").astype("Int64")
    elif kind is CellKind.DAY:
        typed = pd.to_datetime(kept, format="%Y-%m-%d", errors="coerce")
    else:
        typed = kept.str.lower().map({"true": True, "false": False}).astype("boolean")
    return typed, filled & typed.isna()


def _report(
    texts: pd.DataFrame,
    cells: pd.Series,
    wrong: pd.Series,
    expectation: str,
    problems: list[DataError],
) -> None:
    if not wrong.any():
        return
    rows = texts.loc[wrong, SOURCE].assign(cell=cells[wrong])
    problems.extend(
        DataError(file=str(file), row=int(line), value=str(cell), expectation=expectation)
        for file, line, cell in rows.itertuples(index=False)
    )
