"""Indicators and the datasets they come from."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

IndicatorId = NewType("IndicatorId", str)
"""A short stable name such as ``deaths_drug_misuse_3y_rate``."""

NO_INDICATOR = IndicatorId("")


class ValueKind(StrEnum):
    """What an indicator's value is; decides its intervals and whether areas can be pooled."""

    COUNT = "count"
    ESTIMATE = "estimate"
    CRUDE_RATE = "crude_rate"
    PROPORTION = "proportion"
    STANDARDISED_RATE = "standardised_rate"
    RATIO = "ratio"
    MEAN = "mean"
    MEDIAN = "median"
    MONEY = "money"
    MONEY_RATE = "money_rate"


COMPARABLE = frozenset(
    {
        ValueKind.CRUDE_RATE,
        ValueKind.PROPORTION,
        ValueKind.STANDARDISED_RATE,
        ValueKind.RATIO,
        ValueKind.MEAN,
        ValueKind.MEDIAN,
        ValueKind.MONEY_RATE,
    }
)
"""Kinds that take the size of an area into account. Counts, estimates and money do not."""

POOLABLE = frozenset({ValueKind.CRUDE_RATE, ValueKind.PROPORTION, ValueKind.MONEY_RATE})
"""Kinds whose value is numerator over denominator, so that areas can be combined."""

SUMMABLE = frozenset({ValueKind.COUNT, ValueKind.ESTIMATE, ValueKind.MONEY})
"""Kinds whose value for several areas is the sum of theirs."""


PERCENTAGE_POINTS = "percentage points"


def unit_of_difference(unit: str) -> str:
    """Return the unit of what one value is more than another: between shares, points.

    Args:
        unit: Unit of both values.
    """
    return PERCENTAGE_POINTS if unit == "%" else unit


class Polarity(StrEnum):
    """Which direction is good. Metadata of the indicator, never guessed from its name."""

    LOW_IS_GOOD = "low_is_good"
    HIGH_IS_GOOD = "high_is_good"
    NO_JUDGEMENT = "no_judgement"
    NOT_APPLICABLE = "not_applicable"


class NeedRole(StrEnum):
    """What an indicator is in the reckoning of need. Metadata of the indicator, like polarity."""

    NONE = ""
    DRUG_ESTIMATE = "drug_estimate"
    DRUG_COVERAGE = "drug_coverage"
    DRUG_CASELOAD = "drug_caseload"
    ALCOHOL_ESTIMATE = "alcohol_estimate"
    ALCOHOL_COVERAGE = "alcohol_coverage"
    ALCOHOL_CASELOAD = "alcohol_caseload"


RESTS_ON_ESTIMATE_OF_NEED = frozenset(
    {
        NeedRole.DRUG_ESTIMATE,
        NeedRole.DRUG_COVERAGE,
        NeedRole.ALCOHOL_ESTIMATE,
        NeedRole.ALCOHOL_COVERAGE,
    }
)
"""How many use, and which share of them is in treatment or not: as old as the estimate."""


class Sensitivity(StrEnum):
    """Who may see a dataset's rows."""

    OPEN = "open"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator with what a reader must know to use it.

    Attributes:
        indicator_id: Stable name.
        name: Full name with the field's terms.
        short_name: At most about forty characters, for tables and cards.
        outcome_id: Outcome of the framework it informs.
        unit: What one unit of the value is, for example "per 100,000".
        multiplier: Value per unit of numerator over denominator (100 for per cent).
        value_kind: Kind of value.
        polarity: Which direction is good.
        decimals: Places shown on screen and in text.
        definition: What is counted, in our own words.
        limitations: What it cannot tell.
    """

    indicator_id: IndicatorId
    name: str
    short_name: str
    outcome_id: str
    unit: str
    multiplier: float
    value_kind: ValueKind
    polarity: Polarity
    decimals: int
    definition: str = ""
    limitations: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Where figures come from.

    Attributes:
        dataset_id: Room under `data/`.
        publisher: Who publishes it.
        publication: Title of the publication.
        table_name: Table within it.
        published: Date or year of publication as text, empty where not known.
        licence: Licence name.
        attribution: Words the licence asks for.
        strength: How sound the evidence is, in words shown to the reader.
        caveats: What to know before citing it.
        sensitivity: Who may see it.
    """

    dataset_id: str
    publisher: str
    publication: str
    table_name: str
    published: str
    licence: str
    attribution: str
    strength: str
    caveats: str
    sensitivity: Sensitivity = Sensitivity.OPEN
