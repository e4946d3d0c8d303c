"""Gathers what an importer reads: figures, rows left out, and findings counted by kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pandas as pd

from cdof_core.domain import Period
from cdof_core.ingest.cells import SOURCE_FILE, SOURCE_LINE
from cdof_core.ingest.imported import REASON, SOURCE_SHEET, Imported, Problem, Severity, SourceFile
from cdof_core.ingest.observation_columns import NUMBERS, OBSERVATION_COLUMNS, SOURCE
from cdof_core.ingest.sources.sheets import Sheet

_DAYS = ("period_start", "period_end")
KEY: Final = (
    "indicator_id",
    "area_code",
    "period_start",
    "period_end",
    "sex",
    "age",
    "breakdown_type",
    "breakdown",
    "vintage",
)
_TEXTS = (
    "indicator_id",
    "area_code",
    "period_label",
    "period_kind",
    "sex",
    "age",
    "breakdown_type",
    "breakdown",
    "limits_basis",
    "value_basis",
    "flag",
    "vintage",
    "table_name",
    "note",
    SOURCE_FILE,
    SOURCE_SHEET,
)
_DEFAULTS = {"sex": "Persons", "age": "All ages"}


@dataclass(slots=True)
class Findings:
    """What was read so far.

    Attributes:
        sheet: The sheet being read; figures, rejected rows and problems are of it.
        rows_read: Rows of tables that were looked at.
    """

    sheet: Sheet
    rows_read: int = 0
    _figures: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    _rejected: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    _problems: dict[tuple[str, ...], Problem] = field(
        default_factory=dict[tuple[str, ...], Problem]
    )

    def line(self, index: int) -> int:
        """Return the row number as the user's program counts it."""
        return self.sheet.lines[index]

    def add(self, index: int, period: Period, **figure: Any) -> None:  # noqa: ANN401 - columns of `observation`
        """Keep one figure.

        Args:
            index: Row of the sheet, from 0.
            period: What it covers.
            figure: Columns of `observation`; None is missing.
        """
        self._figures.append(
            {
                "period_start": period.start,
                "period_end": period.end,
                "period_label": period.label,
                "period_kind": period.kind.value,
                SOURCE_FILE: self.sheet.file,
                SOURCE_SHEET: self.sheet.name,
                SOURCE_LINE: self.line(index),
                **figure,
            }
        )

    def reject(self, index: int, reason: str, cells: Mapping[str, object]) -> None:
        """Keep a row that is left out."""
        self._rejected.append(
            {
                SOURCE_FILE: self.sheet.file,
                SOURCE_SHEET: self.sheet.name,
                SOURCE_LINE: self.line(index),
                REASON: reason,
                **{name: str(cell) for name, cell in cells.items()},
            }
        )

    def problem(  # noqa: D417 - the rest are fields of `Problem`
        self,
        severity: Severity,
        rule: str,
        expected: str,
        *,
        index: int | None = None,
        **place: Any,  # noqa: ANN401
    ) -> None:
        """Report something wrong; the same again is counted.

        Args:
            severity: Whether it stands in the way.
            rule: Which check found it.
            expected: What should have stood there.
            index: Row of the sheet, from 0.
        """
        key = (rule, expected, self.sheet.name, str(place.get("column", "")))
        known = self._problems.get(key)
        if known is not None:
            self._problems[key] = replace(known, count=known.count + 1)
            return
        self._problems[key] = Problem(
            severity=severity,
            rule=rule,
            file=self.sheet.file,
            sheet=self.sheet.name,
            row=None if index is None else self.line(index),
            expected=expected,
            **place,
        )

    def warn(self, rule: str, expected: str, **place: Any) -> None:  # noqa: ANN401 - as `problem`
        """Report something to look at."""
        self.problem(Severity.WARNING, rule, expected, **place)

    def block(self, rule: str, expected: str, **place: Any) -> None:  # noqa: ANN401 - as `problem`
        """Report something that stands in the way of publishing."""
        self.problem(Severity.ERROR, rule, expected, **place)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found wrong."""
        return tuple(self._problems.values())

    def figures(self) -> pd.DataFrame:
        """Return the figures, sorted by their key."""
        return as_observations(pd.DataFrame(self._figures))

    def rejected(self) -> pd.DataFrame:
        """Return the rows left out."""
        return pd.DataFrame(self._rejected).fillna("") if self._rejected else pd.DataFrame()

    def imported(  # noqa: D417 - the rest are fields of `Imported`
        self,
        *,
        dataset_id: str,
        dataset: Mapping[str, str],
        importer: str,
        sources: Iterable[SourceFile],
        **more: Any,  # noqa: ANN401
    ) -> Imported:
        """Return everything as an importer hands it on.

        Args:
            dataset_id: Name of the room.
            dataset: Its description.
            importer: Which importer read it.
            sources: The files read.
        """
        figures = more.pop("observations", None)
        return Imported(
            dataset_id=dataset_id,
            dataset=dict(dataset),
            observations=self.figures() if figures is None else figures,
            importer=importer,
            problems=(*self.problems, *more.pop("problems", ())),
            rejected=more.pop("rejected", None) if "rejected" in more else self.rejected(),
            sources=tuple(sources),
            is_public=True,
            **more,
        )


def as_observations(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures with the columns and types of `observation.csv`, sorted by their key.

    Args:
        figures: Any of the columns; days as dates or ISO text.
    """
    made = figures.copy()
    for name in _TEXTS:
        given = made[name] if name in made else pd.Series("", index=made.index, dtype="str")
        made[name] = given.fillna("").astype("str")
        if name in _DEFAULTS:
            made[name] = made[name].where(made[name] != "", _DEFAULTS[name])
    for name in NUMBERS:
        given = made[name] if name in made else pd.Series(None, index=made.index, dtype="float64")
        made[name] = pd.to_numeric(given).astype("float64")
    for name in _DAYS:
        given = made[name] if name in made else pd.Series(None, index=made.index, dtype="str")
        made[name] = pd.to_datetime(given).astype("datetime64[us]")
    lines = made[SOURCE_LINE] if SOURCE_LINE in made else pd.Series(None, index=made.index)
    made[SOURCE_LINE] = lines.astype("Int64")
    columns = [*OBSERVATION_COLUMNS, *SOURCE]
    return made[columns].sort_values(list(KEY), kind="stable").reset_index(drop=True)
