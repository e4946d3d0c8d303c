"""Columns whose heading stands for something: a period, a measure, a group or a sex."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from cdof_core.ingest.own_table.fields import NUMBERS, Field, field_of
from cdof_core.ingest.own_table.parts import sex_of

AXES: Final[Mapping[Field, str]] = {
    Field.INDICATOR: "a measure of its own",
    Field.BREAKDOWN: "a group of the measure",
    Field.SEX: "a sex",
    Field.AGE: "an age group",
    Field.AREA: "an area",
}
"""What a heading may stand for beside a period, in words."""

_FIGURES: Final = (Field.COUNT, Field.VALUE)
_FEWEST: Final = 2
_LAST_WORDS: Final = ("clients", "people", "adults", "patients", "users")
_AGE: Final = re.compile(
    r"(?:aged? )?(?:\d{1,2} ?(?:-|–|to) ?\d{1,3}|\d{1,2} ?\+|\d{1,2} (?:and|or|years and) "
    r"(?:over|older|under)|(?:under|over) \d{1,2}|all ages)(?: years?(?: olds?)?)?",
    re.IGNORECASE,
)
_OF_A_WHOLE: Final = frozenset(
    {"total", "grand total", "all", "overall", "other", "unknown", "not known", "not stated"}
)
"""Headings that only a part of a whole, or the whole, can have: no measure is called so."""

_BARE_MONTH: Final = re.compile(
    r"(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|"
    r"september|october|november|december|q[1-4]|quarter [1-4]|ytd|year to date)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a column of figures holds, and of what.

    Attributes:
        axis: PERIOD or one of `AXES`: what its heading stands for.
        text: The period, the measure, the group, the sex, the age group or the area.
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
    text = split_sex(heading)[0] or heading if axis is Field.SEX else heading
    return Standing(axis, text, held)


def as_group(standing: Standing) -> Standing:
    """Return a column taken for a measure as a group of one measure, others as they are."""
    is_measure = standing.axis is Field.INDICATOR
    return replace(standing, axis=Field.BREAKDOWN) if is_measure else standing


def is_age_group(heading: str) -> bool:
    """Whether a heading is the name of an age group, such as 25-34 or All ages."""
    return _AGE.fullmatch(heading.strip()) is not None


def is_part_of_a_year(heading: str) -> bool:
    """Whether a heading is a month or a quarter of a year that it does not say."""
    return _BARE_MONTH.fullmatch(heading.strip()) is not None


def split_sex(heading: str) -> tuple[str, str]:
    """Part a heading such as "Males Rate per 1,000" into its sex and the rest.

    Returns:
        Both as text; the sex is empty where the heading names none.
    """
    if whole := _sex(heading):
        return whole, ""
    words = heading.split()
    for at, word in enumerate(words):
        sex = sex_of(word.strip("()[],:-"))
        if sex and (sex != "Persons" or at == 0):
            return sex, " ".join([*words[:at], *words[at + 1 :]])
    return "", heading


def guess_standings(
    columns: dict[str, Field], figures: Mapping[str, Field], *, known_areas: Collection[str] = ()
) -> dict[str, Standing]:
    """Guess what columns of numbers are of which the headings name no field.

    Two or more are sexes, areas or age groups where they are called so, groups of the measure
    where a column names the measure or one of them is called as only a part or a whole is, and
    else measures of their own. Where counts are given besides them, they are left unread: one of
    them is no measure only because a table has many columns.

    Args:
        columns: Field of each heading; columns that turn out to stand for something leave it.
        figures: Count or value for each column of numbers that no field was found for.
        known_areas: Codes and lower-case names of areas.
    """
    if sexes := _guess_sexes(columns, figures):
        return sexes
    areas = [name for name in figures if name.lower() in known_areas]
    ages = [name for name in figures if is_age_group(name)]
    for axis, names in ((Field.AREA, areas), (Field.AGE, ages)):
        if len(names) >= _FEWEST and axis not in columns.values():
            return _all({name: figures[name] for name in names}, axis, columns)
    given = [name for name, held in columns.items() if held in NUMBERS]
    if len(figures) < _FEWEST or any(columns[name] is not Field.VALUE for name in given):
        return {}
    if Field.INDICATOR in columns.values():
        return {} if given else _all(figures, Field.BREAKDOWN, columns)
    if any(name.lower() in _OF_A_WHOLE for name in figures):
        return {} if given else _all(figures, Field.BREAKDOWN, columns)
    if len(given) == 1:
        figures = {**figures, given[0]: Field.VALUE}
    return _all(figures, Field.INDICATOR, columns)


def _guess_sexes(columns: dict[str, Field], figures: Mapping[str, Field]) -> dict[str, Standing]:
    """Return the columns of sexes, with what their cells are; empty where no two are."""
    found: dict[str, Standing] = {}
    for name in dict.fromkeys((*columns, *figures)):
        sex, rest = split_sex(name)
        if not sex or not _holds(columns, name):
            continue
        said = field_of(rest) if rest else None
        held = said or columns.get(name) or figures[name]
        # Women 18-24 is a part of a sex, and no sex.
        if (rest and said is None) or held not in _FIGURES:
            continue
        standing = Standing(Field.SEX, sex, held)
        if standing not in found.values():
            found[name] = standing
    if len({one.text for one in found.values()}) < _FEWEST:
        return {}
    # A column of both sexes beside them would be read as all of its row.
    taken = {one.held for one in found.values()}
    for name in [one for one, held in columns.items() if one in found or held in taken]:
        del columns[name]
    return found


def _all(
    figures: Mapping[str, Field], axis: Field, columns: dict[str, Field]
) -> dict[str, Standing]:
    made = {
        name: stand_for(axis, name, columns.pop(name, None) or figures[name]) for name in figures
    }
    taken = {one.held for one in made.values()}
    for name in [one for one, held in columns.items() if held in taken]:
        del columns[name]
    return made


def _holds(columns: Mapping[str, Field], name: str) -> bool:
    return columns.get(name) in (None, *_FIGURES)


def _sex(heading: str) -> str:
    """Return the sex that a heading names: Males, All clients; empty where it names none."""
    words = heading.lower().split()
    if words and words[-1] in _LAST_WORDS and len(words) > 1:
        words = words[:-1]
    return sex_of(" ".join(words)) if words else ""
