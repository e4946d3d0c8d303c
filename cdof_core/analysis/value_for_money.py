"""Value for money: two published summaries recomputed, and a calculator that assumes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import isnan
from typing import Final

import pandas as pd

from cdof_core.analysis.assumptions import Assumed
from cdof_core.analysis.completions_short import CompletionsShort
from cdof_core.analysis.local_spend import THOUSAND, TREATMENT_LINES, LocalSpend
from cdof_core.analysis.reference_case.money import check_value_for_money
from cdof_core.analysis.reference_case.printed import (
    PrintedCheck,
    PrintedFigures,
    read_figures,
)
from cdof_core.comparison.keys import is_usable
from cdof_core.domain.errors import CdofError
from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.printed_numbers import Quantity
from cdof_core.statistics.value_for_money import (
    Range,
    RoundedAmount,
    benefit_cost_ratio,
    net_benefit,
    net_benefit_per_pound,
)
from cdof_core.store import observations as observation_store

BEDFORD: Final = "bedford_jsna"
ESSEX: Final = "essex_performance"
_IN_YEAR: Final = "effective treatment, in the year"
_MILLION: Final = 1e6
_PRINTED_NAMES: Final = {
    "bedford_vfm_benefits": "Benefits",
    "bedford_vfm_crimes_prevented": "Crimes prevented",
    "bedford_vfm_harm": "Cost of harm",
    "bedford_vfm_net_benefit": "Net benefit",
    "bedford_vfm_ratio": "Benefits for every £1",
    "bedford_vfm_spend": "Spend",
}


class MoneyError(CdofError):
    """Amounts that cannot be put together, with the reason."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """One way to count the benefits of a published summary, recomputed; in £ million.

    Attributes:
        name: Accrued or in the year.
        benefits: Benefits as printed.
        spend: Spend as printed.
        net: Benefits less spend, with what rounding leaves open.
        ratio: Benefits for every £1 spent.
        net_per_pound: Net benefit for every £1 spent.
        printed_net: Net benefit as printed.
        printed_ratio: Ratio as printed.
    """

    name: str
    benefits: Quantity
    spend: Quantity
    net: Range
    ratio: Range
    net_per_pound: Range
    printed_net: Quantity
    printed_ratio: Quantity

    @property
    def ratio_is_allowed(self) -> bool:
        """Whether the printed ratio could come from the amounts before rounding."""
        return self.ratio.allows(_amount(self.printed_ratio))


@dataclass(frozen=True, slots=True)
class PrintedAmount:
    """One figure of a published summary, as printed.

    Attributes:
        name: What it is, in the chapter's terms.
        cell: As printed.
        note: What is to be known of it: a misprint, a line that breaks off.
    """

    name: str
    cell: str
    note: str


@dataclass(frozen=True, slots=True)
class PublishedSummary:
    """The Bedfordshire summary of the Bedford chapter.

    Attributes:
        period: Period as printed.
        printed: Every figure of the summary, as printed.
        reckonings: Accrued and in the year.
        checks: Every printed figure held against its inputs.
        dataset_id: Where it is printed.
    """

    period: str
    printed: tuple[PrintedAmount, ...]
    reckonings: tuple[Reckoning, ...]
    checks: tuple[PrintedCheck, ...]
    dataset_id: str


@dataclass(frozen=True, slots=True)
class PublishedSaving:
    """A saving for every £1 published without its inputs.

    Attributes:
        period: Period as printed.
        cell: As printed.
        value: Pounds for every £1.
        dataset_id: Where it is printed.
    """

    period: str
    cell: str
    value: float
    dataset_id: str


class Money(StrEnum):
    """What the calculator may be told; nothing is filled in."""

    SPEND = "spend"
    BENEFITS = "benefits"
    PEOPLE = "people"
    COMPLETIONS = "extra_completions"
    VALUE = "value_of_completion"
    COST = "cost_of_completion"


@dataclass(frozen=True, slots=True)
class Calculation:
    """What stated amounts give; None where one that is needed was not stated.

    Attributes:
        net: Benefits less spend, in pounds.
        ratio: Benefits for every £1 spent.
        per_person: Spend for every person in treatment, in pounds.
        returned: What the extra completions would return, in pounds.
        returned_net: The same less what they would cost.
    """

    net: Quantity | None
    ratio: Quantity | None
    per_person: Quantity | None
    returned: Quantity | None
    returned_net: Quantity | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be worked out yet."""
        return self.net is None and self.per_person is None and self.returned is None


def bedford_summary() -> PublishedSummary | None:
    """Recompute the value-for-money summary of the Bedford chapter.

    Returns:
        The summary; None where the snapshot does not hold the chapter.

    Raises:
        ReferenceCaseError: A figure it needs is missing or unreadable.
    """
    rows = observation_store.printed_figures(collection=BEDFORD)
    rows = rows[rows["indicator_id"].str.startswith("bedford_vfm")]
    if rows.empty:
        return None
    figures = read_figures(rows)
    whole = figures.number("bedford_vfm_benefits")
    in_year = figures.number("bedford_vfm_benefits", breakdown=_IN_YEAR)
    return PublishedSummary(
        period=figures.row("bedford_vfm_spend").period_label,
        printed=tuple(_printed(rows)),
        reckonings=(
            _reckoning("Accrued", whole, "accrued", figures),
            _reckoning("In the year", in_year, "in the year", figures),
        ),
        checks=tuple(check_value_for_money(figures)),
        dataset_id=str(rows["dataset_id"].iloc[0]),
    )


def amounts_of(reckoning: Reckoning, *, source: str) -> dict[Money, Assumed]:
    """Return a published reckoning as amounts for `calculate`, in pounds.

    Args:
        reckoning: Accrued or in the year.
        source: Where it is printed.

    Returns:
        Spend and benefits, each with the range that its rounding leaves open.
    """
    return {
        name: Assumed(given.value * _MILLION, given.low * _MILLION, given.high * _MILLION, source)
        for name, given in (
            (Money.SPEND, reckoning.spend),
            (Money.BENEFITS, reckoning.benefits),
        )
    }


def amounts_held(spend: LocalSpend, short: CompletionsShort | None) -> dict[Money, Assumed]:
    """Return what is held of an area as amounts for `calculate`; the rest stays blank.

    Args:
        spend: What it returned: both treatment lines of adults together, net.
        short: Completions it is short of its group's top quartile; None where none are held.

    Returns:
        Spend where both lines are held and together above nothing, and extra completions.
    """
    rows = spend.comparison.rows
    lines = rows[rows["indicator_id"].isin(TREATMENT_LINES) & is_usable(rows)]
    held: dict[Money, Assumed] = {}
    total = float(lines["numerator"].sum()) * THOUSAND
    if len(lines) == len(TREATMENT_LINES) and total > 0:
        said = f"RO3 {spend.spend_period}: drug and alcohol treatment of adults, net"
        held[Money.SPEND] = Assumed(total, source=said)
    if short is not None and short.short > 0:
        said = f"Short of the top quartile of {short.group}, non-opiate users, {short.period}"
        held[Money.COMPLETIONS] = Assumed(short.short, source=said)
    return held


def essex_savings() -> tuple[PublishedSaving, ...]:
    """Return the savings for every £1 that the Essex report prints, as printed."""
    rows = observation_store.printed_figures(collection=ESSEX)
    rows = rows[rows["indicator_id"] == "essex_vfm_saved_per_pound"]
    if rows.empty:
        return ()
    dataset_id = str(rows["dataset_id"].iloc[0])
    return tuple(
        PublishedSaving(row.period_label, row.cell, row.quantity.value, dataset_id)
        for row in read_figures(rows).rows("essex_vfm_saved_per_pound")
    )


def calculate(stated: Mapping[Money, Assumed]) -> Calculation:
    """Work out what stated amounts give, with the range that theirs leave open.

    Ranges are carried end to end: the lowest result joins the ends that make it lowest.

    Args:
        stated: Amounts in pounds, people in people; those left blank are not assumed.

    Returns:
        The results.

    Raises:
        MoneyError: A range that does not hold its number, or a division by nothing.
    """
    given = {name: _quantity(name, stated.get(name, Assumed())) for name in Money}
    spend, benefits, people = (given[name] for name in (Money.SPEND, Money.BENEFITS, Money.PEOPLE))
    more, value, cost = (given[name] for name in (Money.COMPLETIONS, Money.VALUE, Money.COST))
    returned = _product(more, value)
    asked = _product(more, cost)
    try:
        return Calculation(
            net=None if benefits is None or spend is None else benefits - spend,
            ratio=None if benefits is None or spend is None else benefits.over(spend),
            per_person=None if spend is None or people is None else spend.over(people),
            returned=returned,
            # The same completions are returned and paid for, so they are taken once.
            returned_net=None
            if returned is None or asked is None or more is None or value is None or cost is None
            else _net_of(more, value - cost),
        )
    except StatisticsInputError as error:
        message = f"These amounts cannot be put together: {error}."
        raise MoneyError(message) from error


def _printed(rows: pd.DataFrame) -> Iterator[PrintedAmount]:
    """Yield every figure of a summary as printed, with the note of its row."""
    for row in rows.sort_values(["indicator_id", "breakdown_type", "breakdown"]).to_dict("records"):
        cell, _, note = str(row["note"]).removeprefix("printed as ").partition("; ")
        name = _PRINTED_NAMES.get(str(row["indicator_id"]), str(row["indicator_id"]))
        part = f": {row['breakdown']}" if row["breakdown"] else ""
        yield PrintedAmount(f"{name}{part}", cell, note)


def _reckoning(name: str, benefits: Quantity, breakdown: str, figures: PrintedFigures) -> Reckoning:
    spend = figures.number("bedford_vfm_spend")
    gains, costs = _amount(benefits), _amount(spend)
    return Reckoning(
        name=name,
        benefits=benefits,
        spend=spend,
        net=net_benefit(gains, costs),
        ratio=benefit_cost_ratio(gains, costs),
        net_per_pound=net_benefit_per_pound(gains, costs),
        printed_net=figures.number("bedford_vfm_net_benefit", breakdown=breakdown),
        printed_ratio=figures.number("bedford_vfm_ratio", breakdown=breakdown),
    )


def _amount(printed: Quantity) -> RoundedAmount:
    return RoundedAmount(printed.value, printed.places)


def _quantity(name: Money, given: Assumed) -> Quantity | None:
    if not given.is_stated:
        return None
    low = given.value if isnan(given.lower) else given.lower
    high = given.value if isnan(given.upper) else given.upper
    if not low <= given.value <= high:
        message = (
            f"The range of {name.value.replace('_', ' ')} must hold its number: "
            f"{low:,.10g} to {high:,.10g} does not hold {given.value:,.10g}."
        )
        raise MoneyError(message)
    return Quantity(given.value, low, high)


def _product(first: Quantity | None, second: Quantity | None) -> Quantity | None:
    """Multiply two numbers of which neither is below zero."""
    if first is None or second is None:
        return None
    return Quantity(first.value * second.value, first.low * second.low, first.high * second.high)


def _net_of(count: Quantity, gain: Quantity) -> Quantity:
    """Multiply a count by a gain that may be a loss."""
    ends = [count.low * gain.low, count.low * gain.high, count.high * gain.low]
    ends.append(count.high * gain.high)
    return Quantity(count.value * gain.value, min(ends), max(ends))
