"""Value for money: two published summaries recomputed, and a calculator that assumes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from cdof_core.analysis.assumptions import Assumed
from cdof_core.analysis.money_calculation import Money
from cdof_core.analysis.reference_case.money import check_value_for_money
from cdof_core.analysis.reference_case.printed import (
    PrintedCheck,
    PrintedFigures,
    read_figures,
)
from cdof_core.comparison.records import records_of
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


def _printed(rows: pd.DataFrame) -> Iterator[PrintedAmount]:
    """Yield every figure of a summary as printed, with the note of its row."""
    for row in records_of(rows.sort_values(["indicator_id", "breakdown_type", "breakdown"])):
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
