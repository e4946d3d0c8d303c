"""What stated amounts of money give: net benefit, ratio, cost a person, worth of completions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isnan

from cdof_core.analysis.assumptions import Assumed
from cdof_core.analysis.completions_short import CompletionsShort
from cdof_core.analysis.local_spend import THOUSAND, TREATMENT_LINES, LocalSpend
from cdof_core.comparison.keys import is_usable
from cdof_core.domain.errors import CdofError
from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.printed_numbers import Quantity


class MoneyError(CdofError):
    """Amounts that cannot be put together, with the reason."""


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


def amounts_held(spend: LocalSpend, shorts: Sequence[CompletionsShort]) -> dict[Money, Assumed]:
    """Return what is held of an area as amounts for `calculate`; the rest stays blank.

    Args:
        spend: What it returned: both treatment lines of adults together, net.
        shorts: Completions it is short of its group's top quartile, by group of users; those of
            one group are offered, as groups may be of different years.

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
    short = short_offered(shorts)
    if short is not None:
        said = f"Short of the top quartile of {short.group}, {short.users}, {short.period}"
        held[Money.COMPLETIONS] = Assumed(short.short, source=said)
    return held


def short_offered(shorts: Sequence[CompletionsShort]) -> CompletionsShort | None:
    """Return the group of users whose missing completions `amounts_held` offers; None for none."""
    return next((item for item in shorts if item.short > 0), None)


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
