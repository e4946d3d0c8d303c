"""What a column or row counts: inferred from its words and from how its cells are printed."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, Form


class Role(StrEnum):
    """What a number is."""

    COUNT = "count"
    PERCENT = "percent"
    RATE = "rate"
    LOWER = "lower limit"
    UPPER = "upper limit"
    RATIO = "ratio"
    EXPECTED = "expected"
    MEAN = "mean"
    MONEY = "money"
    CHANGE = "change"
    NUMBER = "number"


ADDITIVE = {Role.COUNT, Role.MONEY, Role.PERCENT, Role.NUMBER, Role.EXPECTED}

_LOWER = re.compile(r"\b(lower|lcl|lci|ll|low(?:er)? ?(?:95|ci|limit)|95% ?ll)\b|\bci low", re.I)
_UPPER = re.compile(r"\b(upper|ucl|uci|ul|upp(?:er)? ?(?:95|ci|limit)|95% ?ul)\b|\bci high", re.I)
_PER = re.compile(
    r"(?:\bper|(?<!\d)/)\s*(?:head of )?"
    r"(10*k|10+(?:,000)*(?:,?000)?|\d{1,3}(?:,000)+|million|thousand)\b",
    re.I,
)
_CHANGE = re.compile(r"\bchange\b|difference|variance|\bgap\b|\+/-|increase|decrease|growth", re.I)
_PERCENT = re.compile(r"%|\bper ?cent|\bproportion\b|\bshare\b", re.I)
_RATIO = re.compile(r"\bratio\b|\bSMR\b|\bSAR\b|penetration|\bindex\b", re.I)
_EXPECTED = re.compile(r"\bexpected\b", re.I)
_MEAN = re.compile(r"\b(average|mean|median)\b", re.I)
_COUNT = re.compile(
    r"\b(number|numbers|no\.?|count|numerator|denominator|observed|deaths|clients|people|persons|"
    r"population|households|admissions|cases|adults|completions|journeys|referrals|n)\b",
    re.I,
)
_COUNT_ALONE = re.compile(rf"\W*{_COUNT.pattern}\W*", re.I)
_RATE = re.compile(r"\brates?\b", re.I)
_POUNDS = re.compile("£")
_TOTAL = re.compile(
    r"^\W*(?:(?:grand|sub-?|overall|column|row)\s*)?totals?\b|\btotals?\W*$|^sum\b", re.I
)
_WHOLE = re.compile(
    r"^all\W*$|^(?:all )?(?:persons|people|ages|sexes|clients|areas|adults|groups|substances)\W*$|"
    r"^both(?: sexes)?\W*$|^overall\W*$",
    re.I,
)
_DENOMINATOR = re.compile(
    r"\b(?:(?i:population|denominator|base|all|total|cohort|households|in treatment|eligible|"
    r"individuals|estimated|prevalence|person-years|aged|exits|at risk|tested|caseload)|N)\b"
)
_BASE = re.compile(r"\b(?:base|denominator|numerator)\b", re.I)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line is taken for.

    Attributes:
        role: What its numbers are.
        multiplier: For a rate what it is per; 100 for percentages, 1 for ratios, 0 if not said.
    """

    role: Role
    multiplier: float = 0.0


_ASPECTS = {
    "lower": Reading(Role.LOWER),
    "upper": Reading(Role.UPPER),
    "share": Reading(Role.PERCENT, 100.0),
    "numerator": Reading(Role.COUNT),
    "denominator": Reading(Role.COUNT),
}
_FORMS = {Form.PERCENT: Reading(Role.PERCENT, 100.0), Form.MONEY: Reading(Role.MONEY)}
# The first that is found counts; a unit ("per 1,000") is a rate before anything else is asked.
_WORDS = (
    (_LOWER, Reading(Role.LOWER)),
    (_UPPER, Reading(Role.UPPER)),
    (_CHANGE, Reading(Role.CHANGE)),
    (_PER, Reading(Role.RATE)),
    (_RATIO, Reading(Role.RATIO, 1.0)),
    (_EXPECTED, Reading(Role.EXPECTED)),
    (_MEAN, Reading(Role.MEAN)),
    (_PERCENT, Reading(Role.PERCENT, 100.0)),
    (_RATE, Reading(Role.RATE)),
    (_POUNDS, Reading(Role.MONEY)),
)


@lru_cache(maxsize=65536)
def read_line(line: Line, *, caption: str = "") -> Reading:
    """Infer what a column or row holds.

    Args:
        line: The column or row.
        caption: Caption of the table, for units that the labels leave to it.
    """
    named = _ASPECTS.get(line.aspect) or _by_words(line)
    if named is not None:
        return named
    forms = [cell.form for cell in line.cells if cell.is_number]
    for form, reading in _FORMS.items():
        if forms and forms.count(form) * 2 > len(forms):
            return reading
    if _have_decimals(line):
        return _by_caption(caption)
    numbers = [cell.quantity for cell in line.cells if cell.quantity is not None]
    return Reading(Role.COUNT) if numbers or hidden(line) else Reading(Role.NUMBER)


def _have_decimals(line: Line) -> bool:
    numbers = [cell.quantity for cell in line.cells if cell.quantity is not None]
    return sum(number.places > 0 for number in numbers) * 2 > len(numbers)


def _by_words(line: Line) -> Reading | None:
    """Read the innermost label first: outer ones name groups more often than measures."""
    for text in dict.fromkeys((line.label, line.text)):
        found = role_of_words(text)
        if found is None:
            continue
        if found.role is Role.PERCENT and _are_counts(line, text):
            continue
        if found.role is Role.COUNT and _COUNT_ALONE.fullmatch(text) and _have_decimals(line):
            # “Persons” over decimals says whose rate it is.
            continue
        if (
            found.role in (Role.RATE, Role.RATIO)
            and _BASE.search(text)
            and not rate_multiplier(text)
        ):
            # "Base of the rate": what others are a share of, where its numbers are whole.
            found = Reading(Role.COUNT) if _are_counts(line, text) else found
        return found
    return None


def _are_counts(line: Line, text: str) -> bool:
    """Whether "share" or "proportion" stands over plain whole numbers."""
    numbers = [cell for cell in line.cells if cell.quantity is not None]
    whole = [c for c in numbers if c.form is Form.NUMBER and c.quantity and not c.quantity.places]
    large = any(c.quantity and c.quantity.value > 100 for c in whole)  # noqa: PLR2004
    return "%" not in text and bool(numbers) and len(whole) == len(numbers) and large


def role_of_words(text: str) -> Reading | None:
    """Infer a role from a label alone; None where it says nothing of it."""
    multiplier = rate_multiplier(text)
    for pattern, reading in _WORDS:
        if reading.role is Role.RATE and multiplier:
            return Reading(Role.RATE, multiplier)
        if pattern.search(text):
            return reading
    return Reading(Role.COUNT) if _COUNT_ALONE.fullmatch(text) else None


def _by_caption(caption: str) -> Reading:
    if (multiplier := rate_multiplier(caption)) > 0:
        return Reading(Role.RATE, multiplier)
    if _PERCENT.search(caption):
        return Reading(Role.PERCENT, 100.0)
    return Reading(Role.NUMBER)


def rate_multiplier(text: str) -> float:
    """Return what a rate is per, or 0 where a text names none."""
    found = _PER.search(text)
    if found is None:
        return 0.0
    word = found[1].lower()
    named = {"million": 1e6, "thousand": 1e3}.get(word)
    return named or float(word.replace(",", "").replace("k", "000"))


def is_total(label: str) -> bool:
    """Whether a label claims to be the sum of its neighbours, or may be."""
    return says_total(label) or bool(_WHOLE.search(label.strip()))


def says_total(label: str) -> bool:
    """Whether a label says outright that it is a total."""
    return bool(_TOTAL.search(label.strip()))


def names_denominator(text: str) -> bool:
    """Whether a label may name what others are a share of."""
    return bool(_DENOMINATOR.search(text))


def names_count(text: str) -> bool:
    """Whether a label names something that comes in whole numbers."""
    return bool(_COUNT.search(text)) and not _MEAN.search(text) and not _EXPECTED.search(text)


def hidden(line: Line) -> list[Cell]:
    """Return the hidden cells of a line."""
    return [cell for cell in line.cells if cell.form is Form.HIDDEN]


def readings(grid: Grid) -> list[Reading]:
    """Return what each column of a grid is taken for."""
    return [read_line(column, caption=grid.table.title) for column in grid.columns]
