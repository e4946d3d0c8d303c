"""What a column of an own table may hold, and the headings it goes by."""

import re
from enum import StrEnum
from typing import Final


class Field(StrEnum):
    """What a column holds; the names are the headings of the template."""

    INDICATOR = "indicator"
    AREA = "area"
    PERIOD = "period"
    PERIOD_START = "period start"
    PERIOD_END = "period end"
    SEX = "sex"
    AGE = "age"
    BREAKDOWN_TYPE = "breakdown type"
    BREAKDOWN = "breakdown"
    COUNT = "count"
    DENOMINATOR = "denominator"
    VALUE = "value"
    LOWER = "lower limit"
    UPPER = "upper limit"
    UNIT = "unit"
    TARGET = "target"
    ANNOTATION = "annotation"
    VINTAGE = "vintage"
    NOTE = "note"


MEANINGS: Final = {
    Field.INDICATOR: "Name or identifier of the measure",
    Field.AREA: "GSS code such as E06000055, or the area's name",
    Field.PERIOD: "2023, 2022/23, 2021-23, 2024/25 Q1, year ending March 2024",
    Field.PERIOD_START: "First day, where the period is given by its days",
    Field.PERIOD_END: "Last day",
    Field.SEX: "Persons, Female or Male; Persons if left out",
    Field.AGE: "Age group as published; All ages if left out",
    Field.BREAKDOWN_TYPE: "What the figure is broken down by, such as ethnicity",
    Field.BREAKDOWN: "Which part it is, such as Mixed; empty for the total",
    Field.COUNT: "Events or people counted: the numerator",
    Field.DENOMINATOR: "What they are counted among, such as the population",
    Field.VALUE: "The rate, percentage or other figure; computed from count and denominator "
    "if left out",
    Field.LOWER: "Lower 95% confidence limit",
    Field.UPPER: "Upper 95% confidence limit",
    Field.UNIT: "%, per 100,000, ...: in what the figure is, where the table holds several units",
    Field.TARGET: "What the figure should reach",
    Field.ANNOTATION: "An event to mark in charts at the start of the period",
    Field.VINTAGE: "Method or edition, where two stand side by side",
    Field.NOTE: "Anything to say of this one figure",
}
"""Shown in the template and beside the menus of the page."""

NUMBERS: Final = (Field.COUNT, Field.DENOMINATOR, Field.VALUE, Field.LOWER, Field.UPPER)

_POSTCODE: Final = re.compile(r"\bpost ?codes?\b")
_IDENTIFIER: Final = re.compile(
    r"\b(tel|mobile|fax|contact|reference|ref|case|client|record|row|line|serial|account|house|nhs)"
    r" (no|nos|number|id)$|(?<!by )\b(tele)?phone( (no|nos|numbers?))?$|"
    r"\b(ids?|identifiers?|ref|upn|urn|uprn|zip)\b|"
    r"^(tel|mobile|fax|contact|serial|unique reference|reference)$"
)
"""Headings of columns whose numbers tell people and papers apart and count nothing."""

_RATE: Final = re.compile(
    r"\bper 1[, ]?0[0 ,]*0\b|"
    r"^(?!.*\b(numerator|denominator|counts?|number|no|n|base)\b)"
    r".*(%|\b(percent\w*|per cent|proportion|rates?|ratio)\b)"
)
"""Headings of rates, whatever they name that is counted: deaths per 100,000 population."""

_CHANGE: Final = re.compile(r"\b(change|difference|variance)\b")
_COUNT_OF: Final = re.compile(r"\b(number|no|n|count|total) of\b")
_WORDS: Final = (
    (Field.LOWER, r"\b(lower(?! tier| super| layer)|lci|lcl|ci low\w*|95% low\w*)\b"),
    (Field.UPPER, r"\b(upper(?! tier)|uci|ucl|ci high\w*|95% upp\w*)\b"),
    (Field.UNIT, r"\bunits?( of measure(ment)?)?$"),
    (Field.TARGET, r"\b(target|goal|ambition|trajectory)\b"),
    (Field.ANNOTATION, r"\b(annotation|event)\b"),
    (Field.BREAKDOWN_TYPE, r"\b(category|breakdown|group) type\b"),
    (Field.PERIOD_START, r"\b(period start|start date|from date|date from|first day|start)\b"),
    (Field.PERIOD_END, r"\b(period end|end date|to date|date to|last day|end)\b"),
    (Field.DENOMINATOR, r"\b(denominator|population|pop|out of|base|cohort)\b"),
    (
        Field.COUNT,
        r"\b(numerator|count|counts|n|number|no|deaths|clients|cases|admissions|people)\b",
    ),
    (
        Field.AREA,
        r"\b(area|code|authority|authorities|council|la|utla|ltla|region|geography|gss|locality)\b",
    ),
    (Field.PERIOD, r"\b(period|year|time|quarter|month|date|fy)\b"),
    (Field.SEX, r"\b(sex|gender)\b"),
    (Field.AGE, r"\b(age|ages|age group|age band)\b"),
    (Field.INDICATOR, r"\b(indicator|measure|metric|kpi|description)\b"),
    (Field.VINTAGE, r"\b(vintage|edition|method|revision)\b"),
    (Field.NOTE, r"\b(note|notes|comment|comments|caveat|remark)\b"),
    (Field.BREAKDOWN, r"\b(breakdown|category|group|ethnicity|substance|drug|type)\b"),
    (
        Field.VALUE,
        r"\b(value|rate|percent\w*|proportion|share|estimate|ratio|amount|"
        r"per 1[, ]?0[0 ,]*0)\b|%",
    ),
)


def field_of(heading: str) -> Field | None:
    """Return what a heading says its column holds; None where it does not say."""
    plain = _plain(heading)
    for field in Field:
        if plain == field.value:
            return field
    for field, pattern in _WORDS:
        if field is Field.DENOMINATOR and _RATE.search(plain):
            return None if _CHANGE.search(plain) else Field.VALUE
        if re.search(pattern, plain):
            is_other = field in NUMBERS and names_identifiers(heading)
            is_postcode = field is Field.AREA and _POSTCODE.search(plain) is not None
            return None if is_other or is_postcode else field
    return None


def names_identifiers(heading: str) -> bool:
    """Whether a heading is that of phone numbers, postcodes, references and the like."""
    plain = _plain(heading)
    found = _IDENTIFIER.search(plain) or _POSTCODE.search(plain)
    return found is not None and _COUNT_OF.search(plain) is None


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[_\-/.()]+", " ", heading.lower()).split())
