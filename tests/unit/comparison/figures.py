"""Observation rows for tests: every column named, so that a test says only what it is about."""

from datetime import date

import pandas as pd

NAN = float("nan")


def figure(area_code: str = "A", **changes: object) -> dict[str, object]:
    """One sound row: 10 of 100, ten per cent."""
    row: dict[str, object] = {
        "indicator_id": "share",
        "area_code": area_code,
        "period_start": date(2020, 1, 1),
        "period_end": date(2020, 12, 31),
        "period_label": "2020",
        "period_kind": "calendar",
        "sex": "Persons",
        "age": "All ages",
        "breakdown_type": "",
        "breakdown": "",
        "vintage": "",
        "numerator": 10.0,
        "denominator": 100.0,
        "value": 10.0,
        "lower95": NAN,
        "upper95": NAN,
        "lower998": NAN,
        "upper998": NAN,
        "limits_basis": "none",
        "value_basis": "published",
        "flag": "",
        "note": "",
        "value_kind": "proportion",
        "multiplier": 100.0,
        "polarity": "low_is_good",
        "interval_method": "wilson",
        "need": "",
        "is_long_ago": False,
    }
    return row | changes


def figures(*rows: dict[str, object]) -> pd.DataFrame:
    """Rows as a frame."""
    return pd.DataFrame(list(rows), columns=list(figure()))


def counted(area_code: str, numerator: float, denominator: float, **changes: object) -> dict:
    """A row whose value follows from its counts."""
    value = 100 * numerator / denominator
    counts = {"numerator": float(numerator), "denominator": float(denominator), "value": value}
    return figure(area_code, **(counts | changes))


def year(number: int) -> dict[str, object]:
    """The period columns of a calendar year."""
    return {
        "period_start": date(number, 1, 1),
        "period_end": date(number, 12, 31),
        "period_label": str(number),
    }
