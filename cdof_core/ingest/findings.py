"""Rows that cannot be used: kept aside with their reasons, and told one problem a kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from cdof_core.ingest.cells import SOURCE_FILE, SOURCE_LINE
from cdof_core.ingest.imported import REASON, SOURCE_SHEET, Problem, Severity

_ONE_BY_ONE: Final = frozenset({"known areas", "areas of their time"})


class Sieve:
    """Rows on their way through checks; those that fail are set aside.

    Attributes:
        rows: All rows, with their source columns.
        reasons: Why each row is left out; empty for those that stay.
        problems: What was found.
    """

    def __init__(self, rows: pd.DataFrame) -> None:
        """Begin with all rows.

        Args:
            rows: With `source_file`, `source_sheet` and `source_line`.
        """
        self.rows = rows
        self.reasons = pd.Series("", index=rows.index, dtype="str")
        self.problems: list[Problem] = []

    def refuse(
        self,
        wrong: pd.Series,
        *,
        rule: str,
        expected: str | Callable[[str], str],
        column: str = "",
        values: pd.Series | None = None,
        remedy: str = "",
    ) -> None:
        """Set rows aside.

        Args:
            wrong: Whether each row fails.
            rule: Which check this is.
            expected: What should have stood there; or a function of the value found, where each
                value is a problem of its own.
            column: Heading of the column.
            values: What was found, row by row.
            remedy: What to do about it.
        """
        kind = Problem(
            severity=Severity.ERROR, rule=rule, file="", expected="", remedy=remedy, column=column
        )
        self._tell(kind, wrong, expected, values)

    def warn(
        self,
        odd: pd.Series,
        *,
        rule: str,
        expected: str | Callable[[str], str],
        column: str = "",
        values: pd.Series | None = None,
        remedy: str = "",
    ) -> None:
        """Point rows out and keep them."""
        kind = Problem(
            severity=Severity.WARNING, rule=rule, file="", expected="", remedy=remedy, column=column
        )
        self._tell(kind, odd, expected, values)

    def kept(self) -> pd.DataFrame:
        """Return the rows that passed."""
        return self.rows[self.reasons == ""]

    def _tell(
        self,
        kind: Problem,
        wrong: pd.Series,
        expected: str | Callable[[str], str],
        values: pd.Series | None,
    ) -> None:
        hit = wrong & (self.reasons == "") if kind.blocks else wrong
        if not hit.any():
            return
        there = self.rows.index[hit]
        found = pd.Series("", index=there) if values is None else each(values[hit], as_found)
        if not callable(expected):
            self._tell_one(replace(kind, expected=expected), found)
            return
        for value, alike in found.groupby(found, sort=False):
            self._tell_one(replace(kind, expected=expected(str(value))), alike)

    def _tell_one(self, kind: Problem, alike: pd.Series) -> None:
        places = self.rows.loc[alike.index[:1], [SOURCE_FILE, SOURCE_SHEET, SOURCE_LINE]]
        first = places.to_dict("records")[0]
        self.problems.append(
            replace(
                kind,
                file=str(first[SOURCE_FILE]),
                sheet=str(first[SOURCE_SHEET]),
                row=int(first[SOURCE_LINE]),
                value=str(alike.iloc[0]),
                count=len(alike),
                left_out=len(alike) if kind.blocks else 0,
            )
        )
        if kind.blocks:
            self.reasons.loc[alike.index] = kind.expected


def merge_alike(problems: Sequence[Problem]) -> list[Problem]:
    """Return one problem for all that say the same of one file, sheet and column.

    Areas are explained one by one, so each of them stays a problem of its own.
    """
    merged: dict[tuple[object, ...], Problem] = {}
    for one in problems:
        key = (one.severity, one.rule, one.file, one.sheet, one.column, one.expected)
        key += (one.value,) if one.rule in _ONE_BY_ONE else ()
        first = merged.get(key)
        merged[key] = (
            one
            if first is None
            else replace(
                first, count=first.count + one.count, left_out=first.left_out + one.left_out
            )
        )
    return list(merged.values())


@dataclass(frozen=True, slots=True)
class Answers:
    """What came of reading a column, each different cell once.

    Attributes:
        codes: For each row the place of its answer.
        different: The answers.
        index: The index of the column.
    """

    codes: npt.NDArray[np.intp]
    different: list[Any]
    index: pd.Index

    def column(self, take: Callable[[Any], Any] | None = None) -> pd.Series:
        """Lay the answers, or what is taken from each, out row by row.

        Args:
            take: What to take from an answer; the answer itself if left out.

        Returns:
            Texts as `str`, truths as `bool`, anything else as objects.
        """
        taken = self.different if take is None else [take(answer) for answer in self.different]
        if taken and all(isinstance(one, str) for one in taken):
            texts = pd.array(taken, dtype="str")
            return pd.Series(texts.take(self.codes), index=self.index)
        if taken and all(isinstance(one, bool) for one in taken):
            return pd.Series(np.array(taken, dtype="bool")[self.codes], index=self.index)
        answers = np.empty(len(taken), dtype="object")
        answers[:] = taken
        return pd.Series(answers[self.codes], index=self.index, dtype="object")


def read_each(column: pd.Series, read: Callable[[Any], Any]) -> Answers:
    """Read every cell of a column, each different one once."""
    codes, different = pd.factorize(column, use_na_sentinel=False)
    return Answers(codes, [read(cell) for cell in different], column.index)


def each(column: pd.Series, read: Callable[[Any], Any]) -> pd.Series:
    """Read every cell of a column, each different one once.

    Args:
        column: Any cells.
        read: What to make of one.

    Returns:
        What came out, on the same index.
    """
    return read_each(column, read).column()


def rejected_rows(sieve: Sieve, cells: pd.DataFrame) -> pd.DataFrame:
    """Return the rows set aside with their reasons and their own cells as text.

    Args:
        sieve: What was found.
        cells: The cells under their own headings, on the same index.
    """
    out = sieve.reasons != ""
    places = sieve.rows.loc[out, [SOURCE_FILE, SOURCE_SHEET, SOURCE_LINE]]
    texts = cells[out.reindex(cells.index, fill_value=False)].map(as_found)
    return pd.concat([places, sieve.reasons[out].rename(REASON), texts], axis=1)


def as_found(cell: object) -> str:
    """Return a cell as messages quote it."""
    if isinstance(cell, float):
        return "" if cell != cell else f"{cell:.15g}"  # noqa: PLR0124 (a gap)
    return "" if cell is None or cell is pd.NaT else str(cell).strip()[:200]
