"""How the columns of an own table are to be read: guessed, shown, corrected, remembered."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from cdof_core.ingest.own_table.fields import NUMBERS, Field
from cdof_core.ingest.own_table.parts import period_of
from cdof_core.ingest.own_table.standing import Standing
from cdof_core.ingest.own_table.units import NewMeasure
from cdof_core.ingest.sources.periods import read_period


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """How one layout of table is read.

    Attributes:
        columns: Field of each heading that is used, by heading.
        spread: What each heading stands for that names a period ("2023", "2023 Count"), a measure,
            a group or a sex.
        constants: Field and text for what no column says, such as one indicator for all rows.
        dataset: Keys of `dataset.toml`: publisher, publication, sensitivity, disclosure_rule, ...
        measure: What is said of a measure that the explorer does not know.
    """

    columns: Mapping[str, Field] = field(default_factory=dict[str, Field])
    spread: Mapping[str, Standing] = field(default_factory=dict[str, Standing])
    constants: Mapping[Field, str] = field(default_factory=dict[Field, str])
    dataset: Mapping[str, str] = field(default_factory=dict[str, str])
    measure: NewMeasure = field(default_factory=NewMeasure)

    def heading_of(self, wanted: Field) -> str:
        """Return the heading of a field's column; empty where there is none."""
        return next((heading for heading, held in self.columns.items() if held is wanted), "")

    def has(self, wanted: Field) -> bool:
        """Whether a column, what headings stand for, or a constant gives a field."""
        return bool(
            self.heading_of(wanted)
            or self.constants.get(wanted, "").strip()
            or self.stands_for(wanted)
        )

    def stands_for(self, wanted: Field) -> bool:
        """Whether headings stand for this: a period, a measure, a group or a sex."""
        return any(one.axis is wanted for one in self.spread.values())

    @property
    def used(self) -> frozenset[str]:
        """Headings whose columns are read."""
        return frozenset((*self.columns, *self.spread))

    def missing(self) -> tuple[str, ...]:
        """Name what no column and no constant gives, in words; empty where nothing is missing."""
        has_period = self.has(Field.PERIOD) or (
            self.has(Field.PERIOD_START) and self.has(Field.PERIOD_END)
        )
        has_figure = any(self.has(one) for one in NUMBERS) or any(
            one.held in NUMBERS for one in self.spread.values()
        )
        wanted = {
            "an indicator": self.has(Field.INDICATOR),
            "an area": self.has(Field.AREA),
            "a period": has_period,
            "a count or a value": has_figure,
        }
        return tuple(name for name, given in wanted.items() if not given)

    def doubled(self) -> tuple[str, ...]:
        """Name two columns that say the same of a row, of which only one would be read."""
        held: dict[tuple[Field, str, Field], str] = {}
        for heading, one in self.spread.items():
            first = held.setdefault((one.axis, one.text, one.held), heading)
            if first != heading:
                return first, heading
        spread = {one.held: name for name, one in self.spread.items()}
        spread |= {one.axis: name for name, one in self.spread.items()}
        columns: dict[Field, str] = {}
        for heading, field_held in self.columns.items():
            first = spread.get(field_held) or columns.setdefault(field_held, heading)
            if first != heading:
                return first, heading
        return ()

    def with_dataset(self, **dataset: str) -> Self:
        """Return the same with other words about the dataset."""
        return replace(self, dataset={**self.dataset, **dataset})

    def as_content(self) -> dict[str, Any]:
        """Return it as plain lists and texts, to be remembered."""
        return {
            "columns": {heading: held.value for heading, held in self.columns.items()},
            "spread": {
                name: [one.axis.value, one.text, one.held.value]
                for name, one in self.spread.items()
            },
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
            spread={str(name): _standing_from(kept) for name, kept in content["spread"].items()},
            constants={Field(key): str(value) for key, value in content["constants"].items()},
            dataset={str(key): str(value) for key, value in content["dataset"].items()},
            measure=NewMeasure(**content["measure"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        message = "what was remembered of this layout cannot be read"
        raise ValueError(message) from error


def _standing_from(kept: Sequence[str]) -> Standing:
    # Layouts remembered before headings could stand for more name a period and a field.
    axis, text, held = kept if len(kept) > 2 else (Field.PERIOD, *kept)  # noqa: PLR2004
    return Standing(Field(axis), str(text), Field(held))


def signature(headings: Sequence[str]) -> str:
    """Return what tells a layout: its headings, periods among them left out, in any order."""
    kept = sorted(heading.lower() for heading in headings if not split_period(heading)[0])
    return hashlib.sha256("\n".join(kept).encode()).hexdigest()[:16]


def split_period(heading: str) -> tuple[str, str]:
    """Part a heading such as "2023/24 Count" into its period and the rest.

    Returns:
        Both as text; the period is empty where the heading names none.
    """
    words = heading.split()
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length + 1):
            period = " ".join(words[first : first + length])
            if _names_period(period):
                rest = [*words[:first], *words[first + length :]]
                return period, " ".join(rest)
    return "", heading


def _names_period(text: str) -> bool:
    """Whether a text of a heading is a period, or a day as a spreadsheet writes one."""
    is_day = re.search(r"\d[-/]\d", text) is not None
    return (period_of(text) if is_day else read_period(text)) is not None
