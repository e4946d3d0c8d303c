"""Value for money: benefits over spend, with the range that rounded inputs leave open.

Source: value for money tool for drug treatment (National Treatment Agency, Public Health
England): benefit-cost ratio, net benefit and benefit per pound.
"""

from dataclasses import dataclass

from cdof_core.statistics.errors import StatisticsInputError


@dataclass(frozen=True, slots=True)
class RoundedAmount:
    """A printed amount and the range of amounts that would be printed so.

    Attributes:
        value: The amount printed.
        decimals: Decimals it is printed with; negative for tens, hundreds and so on.
    """

    value: float
    decimals: int

    @property
    def half_step(self) -> float:
        """Half of the last printed place."""
        return 0.5 * 10.0**-self.decimals

    @property
    def lowest(self) -> float:
        """Smallest amount that rounds to the printed one."""
        return self.value - self.half_step

    @property
    def highest(self) -> float:
        """Largest amount that rounds to the printed one."""
        return self.value + self.half_step


@dataclass(frozen=True, slots=True)
class Range:
    """A result with the range left open by rounded inputs.

    Attributes:
        value: Result from the amounts as printed.
        lowest: Smallest result the rounding allows.
        highest: Largest result the rounding allows.
    """

    value: float
    lowest: float
    highest: float

    def allows(self, printed: RoundedAmount) -> bool:
        """Tell whether a printed result could have come from the unrounded inputs."""
        return printed.highest >= self.lowest and printed.lowest <= self.highest


def benefit_cost_ratio(benefits: RoundedAmount, spend: RoundedAmount) -> Range:
    """Benefits for every pound spent.

    Args:
        benefits: Gross benefits.
        spend: Spend, in the same unit.

    Returns:
        ``benefits / spend`` with the range the rounding allows.

    Raises:
        StatisticsInputError: For negative benefits, or spend that may be zero.
    """
    if not benefits.value >= 0:
        raise StatisticsInputError(
            parameter="benefits", value=benefits.value, rule="must be zero or more"
        )
    if not spend.lowest > 0:
        raise StatisticsInputError(
            parameter="spend", value=spend.value, rule="must be above its own rounding"
        )
    return Range(
        benefits.value / spend.value,
        max(benefits.lowest, 0.0) / spend.highest,
        benefits.highest / spend.lowest,
    )


def net_benefit(benefits: RoundedAmount, spend: RoundedAmount) -> Range:
    """Benefits less spend.

    Args:
        benefits: Gross benefits.
        spend: Spend, in the same unit.

    Returns:
        ``benefits - spend`` with the range the rounding allows.
    """
    return Range(
        benefits.value - spend.value,
        benefits.lowest - spend.highest,
        benefits.highest - spend.lowest,
    )


def net_benefit_per_pound(benefits: RoundedAmount, spend: RoundedAmount) -> Range:
    """Net benefit for every pound spent: the benefit-cost ratio less the pound itself.

    Args:
        benefits: Gross benefits.
        spend: Spend, in the same unit.

    Returns:
        ``benefits / spend - 1`` with the range the rounding allows.

    Raises:
        StatisticsInputError: For negative benefits, or spend that may be zero.
    """
    ratio = benefit_cost_ratio(benefits, spend)
    return Range(ratio.value - 1, ratio.lowest - 1, ratio.highest - 1)


def total(*amounts: RoundedAmount) -> Range:
    """Sum of rounded amounts.

    Args:
        *amounts: The parts.

    Returns:
        The sum with the range the rounding allows.
    """
    return Range(
        sum(amount.value for amount in amounts),
        sum(amount.lowest for amount in amounts),
        sum(amount.highest for amount in amounts),
    )
