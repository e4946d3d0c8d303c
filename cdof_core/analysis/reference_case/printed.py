"""Figures as a document prints them, and what a check of one of them found."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any, NamedTuple

import pandas as pd

from cdof_core.comparison.records import records_of
from cdof_core.domain.errors import CdofError
from cdof_core.statistics.printed_numbers import Quantity

# The rooms of the reference cases begin every note with the cell as it stands.
_PRINTED_CELL = re.compile(r"printed as (?P<cell>[^;]*)")
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.(?P<places>\d+))?")
_BELOW = re.compile(r"<(?P<limit>\d+)$")


class ReferenceCaseError(CdofError):
    """A reference case lacks a figure, or holds it in a form that cannot be read."""


class Verdict(StrEnum):
    """What a check of a printed figure found."""

    YES = "yes"
    CONSISTENT = "consistent"
    NO = "no"
    DISCLOSIVE = "disclosive"
    SUSPECT = "suspect"
    UNRECONCILED = "unreconciled"
    DERIVED = "derived"
    NOT_TESTABLE = "not testable"


@dataclass(frozen=True, slots=True)
class PrintedCheck:
    """One printed figure or statement held against what it follows from.

    Attributes:
        table: Table as the document numbers it, for example T8; two where they are compared.
        cell: Cell or statement within it.
        printed: As printed.
        recomputed: What follows from the inputs, unrounded; None where that is not one number.
        follows: The same in words or figures, for the reader.
        verdict: Whether the two agree.
    """

    table: str
    cell: str
    printed: str
    recomputed: float | None
    follows: str
    verdict: Verdict


def read_quantity(text: str) -> Quantity:
    """Read a printed cell: whole numbers are exact, percentages, money and decimals rounded.

    Args:
        text: For example ``1,468``, ``28.8%``, ``£5m`` or ``3.40``.

    Returns:
        The number with half a unit of its last printed place to either side, if rounded.

    Raises:
        ReferenceCaseError: No number stands in the cell.
    """
    found = _NUMBER.search(text)
    if found is None:
        message = f"No number stands in the printed cell {text!r}."
        raise ReferenceCaseError(message)
    value = float(found[0].replace(",", ""))
    places = found["places"] or ""
    is_rounded = bool(places) or "%" in text or "£" in text
    half = 0.5 * 10 ** -len(places) if is_rounded else 0.0
    return Quantity(value, value - half, value + half, text, len(places))


def hidden_limit(text: str) -> int | None:
    """Return 3 for a cell printed as ``<3``, None for any other cell."""
    found = _BELOW.match(text)
    return int(found["limit"]) if found else None


def printed_cell(note: str) -> str:
    """Return the cell that a note begins with, or an empty text."""
    found = _PRINTED_CELL.match(note)
    # A fraction printed beside a percentage follows the word "and".
    return found["cell"].split(" and ")[0] if found else ""


class PrintedRow(NamedTuple):
    """One observation of a reference case, as far as a check needs it.

    Attributes:
        area_code: Area.
        period_label: Period as printed.
        breakdown_type: Kind of category; empty for the headline figure.
        breakdown: Category; empty for the headline figure.
        vintage: Edition or table the figure is of.
        numerator: Printed numerator; None where none is.
        denominator: Printed denominator; None where none is.
        table_name: Table it is printed in.
        cell: The cell as printed.
        note: The note, cell included.
    """

    area_code: str
    period_label: str
    breakdown_type: str
    breakdown: str
    vintage: str
    numerator: float | None
    denominator: float | None
    table_name: str
    cell: str
    note: str

    @property
    def quantity(self) -> Quantity:
        """The printed number.

        Raises:
            ReferenceCaseError: The cell holds no number.
        """
        return read_quantity(self.cell)

    @property
    def hidden_below(self) -> int | None:
        """The limit below which the cell hides its count; None where the count is shown."""
        return hidden_limit(self.cell)


@dataclass(frozen=True, slots=True)
class PrintedFigures:
    """The figures of a reference case, found by indicator and place.

    Attributes:
        by_indicator: Rows of each indicator in order of period, as stored otherwise.
    """

    by_indicator: Mapping[str, tuple[PrintedRow, ...]]

    @property
    def all_rows(self) -> Iterator[PrintedRow]:
        """Every row, indicator by indicator."""
        return chain.from_iterable(self.by_indicator.values())

    def rows(self, indicator_id: str, **wanted: str) -> list[PrintedRow]:
        """Return an indicator's rows.

        Args:
            indicator_id: Indicator.
            **wanted: Values of text columns to keep, for example ``area_code``.
        """
        return [
            row
            for row in self.by_indicator.get(indicator_id, ())
            if all(getattr(row, column) == value for column, value in wanted.items())
        ]

    def row(self, indicator_id: str, *, breakdown: str = "", **wanted: str) -> PrintedRow:
        """Return the only row of an indicator with these values.

        Raises:
            ReferenceCaseError: None or several are held.
        """
        found = self.rows(indicator_id, breakdown=breakdown, **wanted)
        if len(found) != 1:
            place = ", ".join([indicator_id, *wanted.values(), breakdown])
            message = f"The reference case needs one figure for {place}; found {len(found)}."
            raise ReferenceCaseError(message)
        return found[0]

    def number(self, indicator_id: str, *, breakdown: str = "", **wanted: str) -> Quantity:
        """Return the printed number of the only row with these values.

        Raises:
            ReferenceCaseError: None or several are held, or the cell holds no number.
        """
        return self.row(indicator_id, breakdown=breakdown, **wanted).quantity


def read_figures(observations: pd.DataFrame) -> PrintedFigures:
    """Read the rows of a reference case.

    Args:
        observations: Rows with the columns of the `observation` table.
    """
    by_indicator: dict[str, list[PrintedRow]] = {}
    ordered = observations.sort_values("period_start", kind="stable")
    for record in records_of(ordered):
        by_indicator.setdefault(str(record["indicator_id"]), []).append(_as_row(record))
    return PrintedFigures({name: tuple(rows) for name, rows in by_indicator.items()})


def _as_row(record: Mapping[str, Any]) -> PrintedRow:
    note = str(record["note"])
    return PrintedRow(
        area_code=str(record["area_code"]),
        period_label=str(record["period_label"]),
        breakdown_type=str(record["breakdown_type"]),
        breakdown=str(record["breakdown"]),
        vintage=str(record["vintage"]),
        numerator=_number_or_none(record["numerator"]),
        denominator=_number_or_none(record["denominator"]),
        table_name=str(record["table_name"]),
        # Yardsticks that the document does not print have a value and no cell.
        cell=printed_cell(note) or f"{record['value']:.10g}",
        note=note,
    )


def _number_or_none(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else float(value)
