"""Columns whose heading stands for something: a period, a measure, a group or a sex."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from cdof_core.ingest.own_table.fields import NUMBERS, Field
from cdof_core.ingest.own_table.parts import sex_of

AXES: Final[Mapping[Field, str]] = {
    Field.INDICATOR: "a measure of its own",
    Field.BREAKDOWN: "a group of the measure",
    Field.SEX: "a sex",
}
"""What a heading may stand for beside a period, in words."""

_FIGURES: Final = (Field.COUNT, Field.VALUE)
_FEWEST: Final = 2
_LAST_WORDS: Final = ("clients", "people", "adults", "patients", "users")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a column of figures holds, and of what.

    Attributes:
        axis: PERIOD, INDICATOR, BREAKDOWN or SEX: what its heading stands for.
        text: The period, the measure, the group or the sex.
        held: What its cells are: a count, a value, a limit ...
    """

    axis: Field
    text: str
    held: Field

    def said(self) -> str:
        """Return it in words: value of 2023, count of Mixed (a group of the measure)."""
        kind = f" ({AXES[self.axis]})" if self.axis in AXES else ""
        return f"{self.held} of {self.text}{kind}"


def stand_for(axis: Field, heading: str, held: Field) -> Standing:
    """Return what a column is when its heading stands for a measure, a group or a sex."""
    return Standing(axis, _sex(heading) or heading if axis is Field.SEX else heading, held)


def as_group(standing: Standing) -> Standing:
    """Return a column taken for a measure as a group of one measure, others as they are."""
    is_measure = standing.axis is Field.INDICATOR
    return replace(standing, axis=Field.BREAKDOWN) if is_measure else standing


def guess_standings(columns: dict[str, Field], figures: Mapping[str, Field]) -> dict[str, Standing]:
    """Guess what columns of numbers are of which the headings name no field.

    Two or more are sexes where they are called so, groups of the measure where a column names
    the measure, and else measures of their own. Where counts are given besides them, they are
    left unread: one of them is no measure only because a table has many columns.

    Args:
        columns: Field of each heading; columns that turn out to stand for something leave it.
        figures: Count or value for each column of numbers that no field was found for.
    """
    sexes = [name for name in (*columns, *figures) if _sex(name) and _holds(columns, name)]
    if len(sexes) >= _FEWEST:
        return {name: _taken(columns, figures, Field.SEX, name) for name in sexes}
    given = [name for name, held in columns.items() if held in NUMBERS]
    if len(figures) < _FEWEST or any(columns[name] is not Field.VALUE for name in given):
        return {}
    if Field.INDICATOR in columns.values():
        return {} if given else _all(figures, Field.BREAKDOWN, columns)
    if len(given) == 1:
        figures = {**figures, given[0]: Field.VALUE}
    return _all(figures, Field.INDICATOR, columns)


def _all(
    figures: Mapping[str, Field], axis: Field, columns: dict[str, Field]
) -> dict[str, Standing]:
    return {name: _taken(columns, figures, axis, name) for name in figures}


def _taken(
    columns: dict[str, Field], figures: Mapping[str, Field], axis: Field, name: str
) -> Standing:
    held = columns.pop(name, None) or figures[name]
    return stand_for(axis, name, held)


def _holds(columns: Mapping[str, Field], name: str) -> bool:
    return columns.get(name) in (None, *_FIGURES)


def _sex(heading: str) -> str:
    """Return the sex that a heading names: Males, All clients; empty where it names none."""
    words = heading.lower().split()
    if words and words[-1] in _LAST_WORDS and len(words) > 1:
        words = words[:-1]
    return sex_of(" ".join(words)) if words else ""
