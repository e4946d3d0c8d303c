"""Pointers from a statement to the observations it rests on."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cdof_core.domain.chapter import Reference


def reference_of(row: Mapping[Any, Any], *, role: str = "value") -> Reference:
    """Point to the observation in a row of figures.

    Args:
        row: The columns of `observation`.
        role: What it is used for.
    """
    value = row["value"]
    return Reference(
        indicator_id=str(row["indicator_id"]),
        area_code=str(row["area_code"]),
        period=str(row["period_label"]),
        sex=text_of(row, "sex"),
        age=text_of(row, "age"),
        breakdown=text_of(row, "breakdown"),
        vintage=text_of(row, "vintage"),
        dataset_id=text_of(row, "dataset_id"),
        value=None if pd.isna(value) else float(value),
        role=role,
    )


def text_of(row: Mapping[Any, Any], name: str) -> str:
    """Return a cell as text, empty where it is missing."""
    cell = row.get(name, "")
    return "" if pd.isna(cell) else str(cell)
