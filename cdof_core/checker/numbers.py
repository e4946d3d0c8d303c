"""Printed cells and numbers: counts, decimals, percentages, money, hidden cells, n/d, intervals."""

import re
from dataclasses import dataclass
from enum import StrEnum

from cdof_core.statistics.printed_numbers import Quantity, exact, rounded

UNKNOWN_LIMIT = 5
"""What a cell hidden without a stated limit is taken to be below: the commonest rule."""

COUNT = r"\d(?:[\d,]*\d)?"
"""A whole number in running text, whatever stands beside it; the pattern of a part."""

COUNT_ALONE = rf"(?<![\d.,£<–-]){COUNT}(?![\d.,]*\d|\s?%|\s?per\b|[–+-])"
"""The same where it is no sum of money, share, rate, range or piece of a longer number."""

COUNT_NO_SHARE = rf"(?<![\d.,£<–-]){COUNT}(?![\d.,]*\d|\s?%|\s?per cent|[–+-])"
"""The same where a rate may follow: "12 per 1,000"."""

_N = r"[-−–+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-−–+]?\d+(?:\.\d+)?|[-−–+]?\.\d+"
_SCALES = {"": 1.0, "k": 1e3, "m": 1e6, "bn": 1e9, "million": 1e6, "thousand": 1e3, "billion": 1e9}
_NUMBER = re.compile(
    rf"^(?P<money>[-−–]?£)?\s*(?P<n>{_N})\s*(?P<scale>k|m|bn|million|thousand|billion)?"
    rf"\s*(?P<percent>%|per\s?cent)?$",
    re.IGNORECASE,
)
_DASH = r"(?:-|–|—|−|to|,|;)"
_RANGE = re.compile(
    rf"^[\[(]?\s*(?:95\s*%\s*CI:?\s*)?(?P<low>{_N})\s*%?\s*{_DASH}\s*(?P<high>{_N})\s*%?\s*[\])]?$"
)
_WITH_RANGE = re.compile(
    rf"^(?P<n>£?\s*(?:{_N})\s*%?)\s*[\[(]\s*(?:95\s*%\s*CI:?\s*)?(?P<low>{_N})\s*%?"
    rf"\s*{_DASH}\s*(?P<high>{_N})\s*%?\s*[\])]$"
)
_FRACTION = re.compile(r"^\(?(\d[\d,]*)\s*(?:/|of|out of)\s*(\d[\d,]*)\)?$")
_WITH_FRACTION = re.compile(r"^(\d[\d.]*\s*%)\s*\((\d[\d,]*)\s*(?:/|of|out of)\s*(\d[\d,]*)\)$")
_WITH_PERCENT = re.compile(r"^(\d[\d,]*)\s*\((\d[\d.]*\s*%)\)$")
_HIDDEN = re.compile(r"^(?:[<≤]|fewer than |less than |under )\s*(\d+)$", re.IGNORECASE)
_HIDDEN_SIGN = re.compile(r"^(?:\*{1,2}|\[?c\]?|s|#|\[?suppressed\]?|supp\.?|\[\*\])$", re.I)
_MISSING = re.compile(r"^(?:-|–|—|n/?a|n\.a\.|\.\.?|:|\[x\]|\[z\]|not available|nil return)$", re.I)
_PERIOD = re.compile(
    r"^(?:(?:FY|YE)\s?)?(?:19|20)\d\d(?:\s?[-/–]\s?(?:\d\d|(?:19|20)\d\d))?"
    r"(?:\s?(?:to|-|–)\s?(?:19|20)\d\d(?:[-/]\d\d)?)?(?:\s?Q[1-4])?$|^Q[1-4](?:\s.*)?$",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"(?<=[\d%)])\s*(?:\*+|†|‡|[¹²³⁴⁵⁶⁷⁸⁹]+|\[\d{1,2}\]|\((?:p|r|e)\))$")
# A number of this size printed with noughts at its end was rounded to them.
_ROUNDED_FROM = 10_000


class Form(StrEnum):
    """What a printed cell is."""

    BLANK = "blank"
    WORDS = "words"
    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    FRACTION = "fraction"
    RANGE = "range"
    HIDDEN = "hidden"
    MISSING = "missing"
    PERIOD = "period"


NUMERIC = {Form.NUMBER, Form.PERCENT, Form.MONEY, Form.FRACTION, Form.HIDDEN}


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell.

    Attributes:
        text: As printed.
        form: What it is.
        row: Row of the printed table.
        column: Column of the printed table.
        quantity: Its number with half a unit of its last place to either side.
        below: For a hidden cell the limit it is below; None where the sign states none.
        parts: Numerator and denominator printed in it.
        limits: Interval printed in it.
        share: Percentage printed beside a count.
    """

    text: str
    form: Form
    row: int = 0
    column: int = 0
    quantity: Quantity | None = None
    below: int | None = None
    parts: tuple[Quantity, Quantity] | None = None
    limits: tuple[Quantity, Quantity] | None = None
    share: Quantity | None = None

    @property
    def limit(self) -> int:
        """For a hidden cell the limit it is taken to be below, stated or usual."""
        return self.below or UNKNOWN_LIMIT

    @property
    def is_number(self) -> bool:
        """Whether one number stands in it."""
        return self.quantity is not None

    @property
    def counted(self) -> Quantity | None:
        """Its number, whole numbers taken as exact, large ones with noughts as rounded to them."""
        return None if self.quantity is None else counted(self.quantity)


def counted(quantity: Quantity) -> Quantity:
    """Return a number as an input: whole ones exact, large ones that end in noughts rounded."""
    if quantity.places or "%" in quantity.text or "£" in quantity.text:
        return quantity
    noughts = len(quantity.text) - len(quantity.text.rstrip("0"))
    if abs(quantity.value) >= _ROUNDED_FROM and noughts > 1:
        half = 0.5 * 10**noughts
        return Quantity(quantity.value, quantity.value - half, quantity.value + half, quantity.text)
    return Quantity(quantity.value, quantity.value, quantity.value, quantity.text)


def read_number(text: str) -> Quantity | None:
    """Read one printed number.

    Args:
        text: For example ``1,204``, ``12.5%``, ``£5m`` or ``-3.40``.

    Returns:
        The number with half a unit of its last printed place to either side, never below zero
        unless printed so; None where the text is not one number.
    """
    found = _NUMBER.match(text.strip())
    if found is None:
        return None
    plain = found["n"].replace(",", "").replace("−", "-").replace("–", "-")
    places = len(plain.partition(".")[2])
    scale = _SCALES[(found["scale"] or "").lower()]
    value = float(plain) * scale * (-1 if (found["money"] or "£")[0] in "-−–" else 1)
    half = 0.5 * 10**-places * scale
    low = value - half if value < 0 else max(value - half, 0.0)
    return Quantity(value, low, value + half, text.strip(), places)


def read_cell(text: str, *, row: int = 0, column: int = 0) -> Cell:
    """Read one printed cell.

    Args:
        text: As printed.
        row: Row of the printed table.
        column: Column of the printed table.
    """
    plain = _FOOTNOTE.sub("", text.strip().strip("*_").strip() or text.strip())
    if not plain:
        return Cell(text, Form.BLANK, row, column)
    found = _read_sign(text, plain, row, column)
    if found is not None:
        return found
    if (number := read_number(plain)) is not None:
        return Cell(text, _form_of(plain), row, column, number)
    return _read_composite(text, plain, row, column)


def _read_sign(text: str, plain: str, row: int, column: int) -> Cell | None:
    """Read a period, or what stands in place of a number."""
    if _PERIOD.match(plain):
        return Cell(text, Form.PERIOD, row, column, read_number(plain))
    if hidden := _HIDDEN.match(plain):
        return Cell(text, Form.HIDDEN, row, column, below=int(hidden[1]))
    if _HIDDEN_SIGN.match(plain):
        return Cell(text, Form.HIDDEN, row, column)
    return Cell(text, Form.MISSING, row, column) if _MISSING.match(plain) else None


def _form_of(text: str) -> Form:
    if "%" in text or "cent" in text:
        return Form.PERCENT
    return Form.MONEY if "£" in text else Form.NUMBER


def _read_composite(text: str, plain: str, row: int, column: int) -> Cell:
    if found := _FRACTION.match(plain):
        parts = _whole(found[1]), _whole(found[2])
        return Cell(text, Form.FRACTION, row, column, parts=parts)
    if found := _WITH_FRACTION.match(plain):
        parts = _whole(found[2]), _whole(found[3])
        return Cell(text, Form.PERCENT, row, column, read_number(found[1]), parts=parts)
    if found := _WITH_PERCENT.match(plain):
        return Cell(
            text,
            Form.NUMBER,
            row,
            column,
            read_number(found[1]),
            share=read_number(found[2]),
        )
    if found := _WITH_RANGE.match(plain):
        limits = read_number(found["low"]), read_number(found["high"])
        if limits[0] and limits[1]:
            form = _form_of(found["n"])
            number = read_number(found["n"])
            return Cell(text, form, row, column, number, limits=(limits[0], limits[1]))
    if found := _RANGE.match(plain):
        limits = read_number(found["low"]), read_number(found["high"])
        if limits[0] and limits[1]:
            return Cell(text, Form.RANGE, row, column, limits=(limits[0], limits[1]))
    return Cell(text, Form.WORDS, row, column)


def _whole(text: str) -> Quantity:
    return exact(float(text.replace(",", "")))


def show(value: float, *, like: Quantity | None = None) -> str:
    """Write a number as the printed one beside it was written.

    Args:
        value: The number.
        like: The printed number; its places, its percent and its pound sign are kept.
    """
    places = like.places if like else 0
    text = like.text if like else ""
    scale = 1.0
    suffix = ""
    if found := _NUMBER.match(text):
        suffix = (found["scale"] or "").lower()
        scale = _SCALES[suffix]
        suffix = found["scale"] or ""
    written = f"{value / scale:,.{places}f}"
    percent = "%" if "%" in text else ""
    return f"{'£' if '£' in text else ''}{written}{suffix}{percent}"


def as_rounded(value: float, like: Quantity) -> Quantity:
    """Return a number rounded as a printed one."""
    return rounded(value, places=like.places, text=like.text)
