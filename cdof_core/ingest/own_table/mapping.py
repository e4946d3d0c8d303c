"""How the columns of an own table are to be read: guessed, shown, corrected, remembered."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final, Self

import pandas as pd

from cdof_core.ingest.own_table.decimal_commas import is_decimal_comma
from cdof_core.ingest.own_table.fields import NUMBERS, Field, field_of
from cdof_core.ingest.own_table.layout import Grid
from cdof_core.ingest.sources.cells import read_cell
from cdof_core.ingest.sources.periods import read_period

_SAMPLE: Final = 200
_PER: Final = re.compile(r"\bper (1[, ]?0[0 ,]*0)\b", re.IGNORECASE)
_PERCENT: Final = re.compile(r"%|\bpercent|\bper cent|\bproportion", re.IGNORECASE)
_COUNTS: Final = re.compile(r"\b(number|count)s?\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeasure:
    """What the user says of a measure that the explorer does not know.

    Attributes:
        unit: Shown after a value, such as "%" or "per 100,000".
        multiplier: 100 for percentages, 100000 for rates per 100,000, 1 for counts.
        value_kind: count, proportion, crude_rate, ratio, ...
        polarity: low_is_good, high_is_good, no_judgement, not_applicable; empty where nobody said.
        decimals: Decimal places shown.
        definition: What it counts, in a sentence.
    """

    unit: str = ""
    multiplier: float = 1.0
    value_kind: str = ""
    polarity: str = ""
    decimals: int = 1
    definition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """How one layout of table is read.

    Attributes:
        columns: Field of each heading that is used, by heading.
        spread: Period and field of each heading that names a period: "2023", "2023 Count".
        constants: Field and text for what no column says, such as one indicator for all rows.
        dataset: Keys of `dataset.toml`: publisher, publication, sensitivity, disclosure_rule, ...
        measure: What is said of a measure that the explorer does not know.
    """

    columns: Mapping[str, Field] = field(default_factory=dict[str, Field])
    spread: Mapping[str, tuple[str, Field]] = field(default_factory=dict[str, tuple[str, Field]])
    constants: Mapping[Field, str] = field(default_factory=dict[Field, str])
    dataset: Mapping[str, str] = field(default_factory=dict[str, str])
    measure: NewMeasure = NewMeasure()

    def heading_of(self, wanted: Field) -> str:
        """Return the heading of a field's column; empty where there is none."""
        return next((heading for heading, held in self.columns.items() if held is wanted), "")

    def has(self, wanted: Field) -> bool:
        """Whether a column or a constant gives a field."""
        return bool(self.heading_of(wanted) or self.constants.get(wanted, "").strip())

    @property
    def used(self) -> frozenset[str]:
        """Headings whose columns are read."""
        return frozenset((*self.columns, *self.spread))

    def missing(self) -> tuple[str, ...]:
        """Name what no column and no constant gives, in words; empty where nothing is missing."""
        has_period = (
            self.has(Field.PERIOD)
            or bool(self.spread)
            or (self.has(Field.PERIOD_START) and self.has(Field.PERIOD_END))
        )
        has_figure = any(self.has(one) for one in NUMBERS) or any(
            held in NUMBERS for _, held in self.spread.values()
        )
        wanted = {
            "an indicator": self.has(Field.INDICATOR),
            "an area": self.has(Field.AREA),
            "a period": has_period,
            "a count or a value": has_figure,
        }
        return tuple(name for name, given in wanted.items() if not given)

    def with_dataset(self, **dataset: str) -> Self:
        """Return the same with other words about the dataset."""
        return replace(self, dataset={**self.dataset, **dataset})

    def as_content(self) -> dict[str, Any]:
        """Return it as plain lists and texts, to be remembered."""
        return {
            "columns": {heading: held.value for heading, held in self.columns.items()},
            "spread": {name: [period, held.value] for name, (period, held) in self.spread.items()},
            "constants": {held.value: text for held, text in self.constants.items()},
            "dataset": dict(self.dataset),
            "measure": asdict(self.measure),
        }


def mapping_from(content: Mapping[str, Any]) -> TableMapping:
    """Read what `as_content` wrote.

    Raises:
        ValueError: It is something else.
    """
    try:
        return TableMapping(
            columns={str(key): Field(value) for key, value in content["columns"].items()},
            spread={
                str(name): (str(period), Field(held))
                for name, (period, held) in content["spread"].items()
            },
            constants={Field(key): str(value) for key, value in content["constants"].items()},
            dataset={str(key): str(value) for key, value in content["dataset"].items()},
            measure=NewMeasure(**content["measure"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        message = "what was remembered of this layout cannot be read"
        raise ValueError(message) from error


def signature(headings: Sequence[str]) -> str:
    """Return what tells a layout: its headings, periods among them left out, in any order."""
    kept = sorted(heading.lower() for heading in headings if not split_period(heading)[0])
    return hashlib.sha256("\n".join(kept).encode()).hexdigest()[:16]


def guess_mapping(grid: Grid, *, known_areas: frozenset[str] = frozenset()) -> TableMapping:
    """Guess what each column holds, from its heading and its first cells.

    Args:
        grid: The table.
        known_areas: Codes and lower-case names of areas, to know a column of areas by its cells.

    Returns:
        A guess to be shown and corrected; what cannot be guessed is left out.
    """
    plain = Field.COUNT if _COUNTS.search(" ".join(grid.preamble).lower()) else Field.VALUE
    columns: dict[str, Field] = {}
    spread: dict[str, tuple[str, Field]] = {}
    for heading, cells in zip(grid.headings, grid.columns, strict=True):
        period, rest = split_period(heading)
        if period and _is_numeric(cells):
            held = field_of(rest) if rest else plain
            if held is not None and (period, held) not in spread.values():
                spread[heading] = (period, held)
            continue
        guessed = _guess(heading, cells, known_areas)
        if guessed in columns.values():
            guessed = _second(guessed, heading, columns)
        if guessed is not None:
            columns[heading] = guessed
    constants: dict[Field, str] = {}
    if not spread and not any(held in NUMBERS for held in columns.values()):
        unknown = [name for name in grid.headings if name not in columns]
        numeric = {name: cells for name, cells in _cells_of(grid, unknown) if _is_numeric(cells)}
        if len(numeric) == 1:
            ((heading, cells),) = numeric.items()
            columns[heading] = Field.COUNT if _is_whole(cells) else Field.VALUE
            if Field.INDICATOR not in columns.values():
                constants[Field.INDICATOR] = heading
    said = " ".join([*grid.headings, *grid.preamble])
    figures = [name for name in grid.headings if columns.get(name) is Field.VALUE or name in spread]
    if any(_is_percent(cells) for _, cells in _cells_of(grid, figures)):
        said = "%"
    return TableMapping(
        columns=columns, spread=spread, constants=constants, measure=_guess_measure(said)
    )


def _cells_of(grid: Grid, names: Sequence[str]) -> list[tuple[str, Sequence[Any] | pd.Series]]:
    return [
        (name, cells)
        for name, cells in zip(grid.headings, grid.columns, strict=True)
        if name in names
    ]


def _guess_measure(said: str) -> NewMeasure:
    """Guess the unit from headings and title, such as "Rate per 100,000"."""
    if found := _PER.search(said):
        multiplier = float(found[1].replace(",", "").replace(" ", ""))
        return NewMeasure(unit=f"per {multiplier:,.0f}", multiplier=multiplier)
    if _PERCENT.search(said):
        return NewMeasure(unit="%", multiplier=100.0)
    return NewMeasure()


def split_period(heading: str) -> tuple[str, str]:
    """Part a heading such as "2023/24 Count" into its period and the rest.

    Returns:
        Both as text; the period is empty where the heading names none.
    """
    words = heading.split()
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length + 1):
            period = " ".join(words[first : first + length])
            if read_period(period) is not None:
                rest = [*words[:first], *words[first + length :]]
                return period, " ".join(rest)
    return "", heading


def _guess(
    heading: str, cells: Sequence[Any] | pd.Series, known_areas: frozenset[str]
) -> Field | None:
    guessed = field_of(heading)
    if guessed in NUMBERS and not _is_numeric(cells):
        guessed = None
    if guessed is not None:
        return guessed
    sample = [str(cell).strip() for cell in list(cells[:_SAMPLE]) if str(cell).strip()]
    if not sample:
        return None
    if sum(text.lower() in known_areas for text in sample) > len(sample) / 2:
        return Field.AREA
    if sum(read_period(text) is not None for text in sample) > len(sample) / 2:
        return Field.PERIOD
    if {text.lower() for text in sample} <= {"persons", "male", "female", "all", "m", "f"}:
        return Field.SEX
    return None


def _second(guessed: Field | None, heading: str, columns: dict[str, Field]) -> Field | None:
    """Decide between two columns of one field: codes are better areas than names."""
    holder = next(name for name, held in columns.items() if held is guessed)
    if guessed is Field.AREA and "code" in heading.lower() and "code" not in holder.lower():
        del columns[holder]
        return guessed
    return None


def _is_numeric(cells: Sequence[Any] | pd.Series) -> bool:
    sample = _filled(cells)
    understood = sum(read_cell(cell).is_understood or is_decimal_comma(cell) for cell in sample)
    return bool(sample) and understood > 0.6 * len(sample)


def _is_whole(cells: Sequence[Any] | pd.Series) -> bool:
    """Whether a column holds whole numbers and nothing else that is a number."""
    sample = _filled(cells)
    numbers = [read_cell(cell).number for cell in sample]
    return (
        not any(map(is_decimal_comma, sample))
        and not _is_percent(cells)
        and all(number is None or number.is_integer() for number in numbers)
    )


def _is_percent(cells: Sequence[Any] | pd.Series) -> bool:
    """Whether most numbers of a column have a percent sign."""
    sample = [cell for cell in _filled(cells) if re.search(r"\d", str(cell))]
    return sum(str(cell).rstrip().endswith("%") for cell in sample) > len(sample) / 2


def _filled(cells: Sequence[Any] | pd.Series) -> list[Any]:
    return [cell for cell in list(cells[:_SAMPLE]) if str(cell).strip()]
