"""Value for money: benefits, spend and their ratio, as far as the summary prints its inputs."""

from typing import Final

from cdof_core.analysis.reference_case.places import BEDFORD
from cdof_core.analysis.reference_case.printed import PrintedCheck, PrintedFigures, Verdict
from cdof_core.analysis.reference_case.rules import check
from cdof_core.analysis.reference_case.treatment import from_parts
from cdof_core.statistics.printed_numbers import Quantity, total
from cdof_core.statistics.value_for_money import (
    Range,
    RoundedAmount,
    benefit_cost_ratio,
    net_benefit,
)

BENEFITS: Final = "bedford_vfm_benefits"
TABLE: Final = "Value for money"
DIVISIONS: Final = {
    "crime and health": "crime+health",
    "savings and health gains": "savings+QALY",
    "treatment and recovery": "treatment+recovery",
}
IN_YEAR_PART: Final = "effective treatment, in the year"


def check_value_for_money(figures: PrintedFigures) -> list[PrintedCheck]:
    """Add up the benefits three ways, and recompute net benefit and ratio with their ranges."""
    whole, spend = figures.number(BENEFITS), figures.number("bedford_vfm_spend")
    in_year = figures.number(BENEFITS, breakdown=IN_YEAR_PART)
    sums = [
        check(
            "VfM",
            f"Total benefits: {name}",
            printed=whole,
            recomputed=total(row.quantity for row in figures.rows(BENEFITS, breakdown_type=kind)),
        )
        for kind, name in DIVISIONS.items()
    ]
    reckonings = {"Accrued": ("accrued", whole), "In-year": ("in the year", in_year)}
    measures = {
        "net benefit": ("bedford_vfm_net_benefit", net_benefit),
        "BCR": ("bedford_vfm_ratio", benefit_cost_ratio),
    }
    results = [
        check(
            "VfM",
            f"{name} {cell}",
            printed=figures.number(indicator_id, breakdown=kind),
            recomputed=_as_quantity(measure(_as_amount(benefit), _as_amount(spend))),
        )
        for cell, (indicator_id, measure) in measures.items()
        for name, (kind, benefit) in reckonings.items()
    ]
    crimes = figures.rows("bedford_vfm_crimes_prevented")
    return [*sums, *results, from_parts("VfM", "Crimes prevented", crimes), _area(figures)]


def _as_amount(printed: Quantity) -> RoundedAmount:
    return RoundedAmount(printed.value, printed.places)


def _as_quantity(result: Range) -> Quantity:
    return Quantity(result.value, result.lowest, result.highest)


def _area(figures: PrintedFigures) -> PrintedCheck:
    """The summary's area beside the chapter's."""
    areas = sorted({row.area_code for row in figures.all_rows if row.table_name == TABLE})
    return PrintedCheck(
        table="VfM",
        cell="Area",
        printed=", ".join(areas),
        recomputed=None,
        follows="the chapter is about Bedford Borough",
        verdict=Verdict.YES if areas == [BEDFORD] else Verdict.NO,
    )
