"""Periods as Fingertips writes them, and what they mean."""

import re
from datetime import date
from typing import Any

import pandas as pd

from cdof_core.domain import Period, PeriodKind
from cdof_core.ingest.imported import Problem, Severity
from cdof_core.ingest.sources.fingertips_reading import (
    Export,
)
from cdof_core.ingest.sources.periods import read_period

_LONGEST_POOL = 20


_RANGE = re.compile(r"(\d{1,2})(m|y)")


def know_periods(export: Export, name: str) -> list[Problem]:
    """Read every period once, and let the database look them up."""
    problems: list[Problem] = []
    rows: list[dict[str, Any]] = []
    for found in export.answer("fingertips_periods"):
        printed, sortable, length = (
            str(found[key] or "") for key in ("time_period", "sortable", "time_range")
        )
        period = _period(printed, sortable, length)
        if period is not None:
            rows.append(
                {
                    "time_period": printed,
                    "sortable": sortable,
                    "time_range": length,
                    "period_start": period.start,
                    "period_end": period.end,
                    "period_label": period.label,
                    "period_kind": period.kind.value,
                }
            )
        elif printed:
            problems.append(
                Problem(
                    severity=Severity.ERROR,
                    rule="periods",
                    file=name,
                    row=found["first_row"],
                    column="Time period",
                    value=printed[:80],
                    expected="Expected a period such as 2023, 2022/23, 2021 - 23 or 2024/25 Q1.",
                    remedy="Mend the cells, or leave the rows out.",
                    count=found["row_count"],
                )
            )
    columns = ["time_period", "sortable", "time_range", "period_start", "period_end"]
    columns += ["period_label", "period_kind"]
    table = pd.DataFrame(rows, columns=pd.Index(columns))
    texts = [name for name in columns if name not in {"period_start", "period_end"}]
    table = table.astype(dict.fromkeys(texts, "str"))
    days = {name: pd.to_datetime(table[name]) for name in ("period_start", "period_end")}
    export.know("known_periods", table.assign(**days))
    return problems


def _period(printed: str, sortable: str, length: str) -> Period | None:
    """Read the label; where it is of an unknown form, the start and length beside it."""
    found = read_period(printed)
    if found is not None:
        return _stretched(found, length)
    start = re.fullmatch(r"(\d{4})0000", sortable)
    span = _RANGE.fullmatch(length)
    if start is None or span is None or span[2] != "y" or not 1 <= int(span[1]) <= _LONGEST_POOL:
        return None
    first = int(start[1])
    kind = PeriodKind.CALENDAR if span[1] == "1" else PeriodKind.POOLED
    return Period(date(first, 1, 1), date(first + int(span[1]) - 1, 12, 31), printed, kind)


def _stretched(period: Period, length: str) -> Period | None:
    """A label of one year beside a range of several names the first of them only: no period."""
    span = _RANGE.fullmatch(length)
    if span is None or span[2] != "y" or not period.is_yearly or span[1] == "1":
        return period
    return None
