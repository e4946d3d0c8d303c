"""One estimate of how many people use, and the caseload it is held against."""

from dataclasses import dataclass
from enum import StrEnum
from math import isnan, nan


class Substance(StrEnum):
    """Whose need is looked at."""

    OCU = "ocu"
    OPIATE = "opiate"
    CRACK = "crack"
    ALCOHOL = "alcohol"


class Figures(StrEnum):
    """Whose figures a page shows."""

    OWN = "own"
    ENGLAND = "england"
    REFERENCE = "bedford"
    TYPED = "typed"

    @property
    def is_of_area(self) -> bool:
        """Whether they are of the chosen area; those of another place stand alone."""
        return self in (Figures.OWN, Figures.TYPED)


@dataclass(frozen=True, slots=True)
class Caseload:
    """People whom services know, as far as a source tells them apart; NaN where it does not.

    Attributes:
        in_year: In treatment during the year, those in treatment now among them.
        now: In treatment on the day.
        known: Known before, not treated this year.
        printed_not_known: Not known, as the source itself gives it.
    """

    in_year: float = nan
    now: float = nan
    known: float = nan
    printed_not_known: float = nan

    @property
    def is_known(self) -> bool:
        """Whether anything is known of how many were treated."""
        return not isnan(self.in_year)


@dataclass(frozen=True, slots=True)
class NeedEstimate:
    """An estimate of prevalence with its interval and the caseload beside it.

    Attributes:
        estimate_id: Stable name, fit for a link.
        substance: Whose need.
        area_code: Area, or partnership; empty for figures of the user's own.
        area_name: Its name.
        period: Label of the caseload's period.
        label: Period and origin, for a menu.
        prevalence: Estimated users.
        lower: Lower 95% limit; NaN where none that carries the estimate's uncertainty is given.
        upper: Upper 95% limit.
        caseload: People whom services know.
        origin: Which estimate, in words for a sentence: "the estimate for 2018/19".
        dataset_ids: Datasets behind it; empty for figures of the user's own.
        notes: What to know before using it.
        collection: `current`, or a reference case.
        basis: What it is where it was made of other years' estimates, in words; else empty.
        is_long_ago: Whether it is too old to say what need is today (see `LONG_AGO_YEARS`).
        indicator_id: The measure it was taken from; empty for printed and typed ones.
        caseload_is: Of whom the caseload is where that is not those of the estimate, in words.
    """

    estimate_id: str
    substance: Substance
    area_code: str
    area_name: str
    period: str
    label: str
    prevalence: float
    lower: float
    upper: float
    caseload: Caseload
    origin: str
    dataset_ids: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    collection: str = "current"
    basis: str = ""
    caseload_is: str = ""
    is_long_ago: bool = False
    indicator_id: str = ""
