"""Period labels as tables and sentences write them."""

import re
from datetime import date
from typing import Final

import pandas as pd

_MONTHS: Final = {
    "Jan": "January",
    "Feb": "February",
    "Mar": "March",
    "Apr": "April",
    "May": "May",
    "Jun": "June",
    "Jul": "July",
    "Aug": "August",
    "Sep": "September",
    "Oct": "October",
    "Nov": "November",
    "Dec": "December",
}
_MONTHS_A_YEAR: Final = 12
_NOT_PRINTED: Final = "year not printed"
"""Label of figures whose source does not say of when they are."""
_YEAR_ENDING: Final = re.compile(r"^YE (\w{3}) (\d{4})$")
_MONTHS_OF_A_YEAR: Final = re.compile(r"^(\w{3}) - (\w{3}) (\d{4})$")
_STORED_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPAN: Final = re.compile(r"^(\d{4})-(\d{2,4})$")


def day_text(day: date) -> str:
    """Return a day as it is written in words: "5 March 2026"."""
    return f"{day.day} {day:%B %Y}"


def stated_day_text(stated: str) -> str:
    """Return a stored day in words, "2022-08-03" as "3 August 2022"; any other text as it is."""
    try:
        return day_text(date.fromisoformat(stated)) if _STORED_DAY.fullmatch(stated) else stated
    except ValueError:
        return stated


def period_text(label: str) -> str:
    """Return a label for tables: spans of years take an en dash (2019–21)."""
    return _SPAN.sub("\\1–\\2", label).replace(" - ", " – ")


def period_in_sentence(label: str) -> str:
    """Return a label for running text: "YE Mar 2025" becomes "the year to March 2025"."""
    found = _YEAR_ENDING.match(label)
    if found and found.group(1) in _MONTHS:
        return f"the year to {_MONTHS[found.group(1)]} {found.group(2)}"
    some = _MONTHS_OF_A_YEAR.match(label)
    if some and some.group(1) in _MONTHS and some.group(2) in _MONTHS:
        return f"{_MONTHS[some.group(1)]} to {_MONTHS[some.group(2)]} {some.group(3)}"
    if label == _NOT_PRINTED:
        return f"a {label}"
    return period_text(label)


def periods_of(rows: pd.DataFrame) -> str:
    """Say of when figures are: a period by its name, several by their years: "2014 to 2025".

    Args:
        rows: At least one figure, with period_label, period_start and period_end.
    """
    labels = rows["period_label"].astype(str).unique()
    if len(labels) == 1:
        return period_in_sentence(labels[0])
    first = pd.to_datetime(rows["period_start"]).min().year
    last = pd.to_datetime(rows["period_end"]).max().year
    return str(last) if first == last else f"{first} to {last}"


def age_words(end: date, today: date) -> str:
    """Return how long ago a period ended, in the words of a reader.

    Args:
        end: Its last day.
        today: The day to count from.
    """
    months = (today.year - end.year) * _MONTHS_A_YEAR + today.month - end.month
    if months < 1:
        return "ended this month"
    if months < 2 * _MONTHS_A_YEAR:
        return f"ended {months} month{'s' if months > 1 else ''} ago"
    return f"ended {months // _MONTHS_A_YEAR} years ago"


def estimate_period(period: str, *, basis: str) -> str:
    """Say for which period an estimate is used, and that it is none of it where it is not.

    Args:
        period: Label of the period.
        basis: What the estimate is where it was made of other years'; empty for its own year.
    """
    when = period_in_sentence(period)
    return f"{when}, for which the estimate is {basis}" if basis else when
