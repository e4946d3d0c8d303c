"""The printed summary of value for money, recomputed, as tables for files."""

from typing import Final

import pandas as pd

from cdof_core.analysis.reference_case.printed import Verdict
from cdof_core.analysis.value_for_money import PublishedSummary

VERDICTS: Final = {
    Verdict.YES: "Follows",
    Verdict.CONSISTENT: "Within rounding",
    Verdict.NO: "Does not fit",
    Verdict.NOT_TESTABLE: "No inputs printed",
}
_LEGACY: Final = "X-BEDFORDSHIRE"


def reckoning_table(summary: PublishedSummary) -> pd.DataFrame:
    """Lay out each reckoning: amounts as printed, what follows from them and the range left open.

    Amounts are in millions of pounds.
    """
    return pd.DataFrame(
        [
            {
                "Reckoning": item.name,
                "Benefits (£ million)": item.benefits.value,
                "Spend (£ million)": item.spend.value,
                "Net benefit (£ million)": item.net.value,
                "Net benefit, lowest": item.net.lowest,
                "Net benefit, highest": item.net.highest,
                "Net benefit, as printed": item.printed_net.text,
                "For every £1": item.ratio.value,
                "For every £1, lowest": item.ratio.lowest,
                "For every £1, highest": item.ratio.highest,
                "For every £1, as printed": item.printed_ratio.text,
                "Printed ratio within rounding": "yes" if item.ratio_is_allowed else "no",
                "Net per £1": item.net_per_pound.value,
            }
            for item in summary.reckonings
        ]
    )


def printed_table(summary: PublishedSummary) -> pd.DataFrame:
    """List every figure as it stands in the document, with what to know of it."""
    return pd.DataFrame(
        [
            {"Figure": item.name, "Printed": item.cell, "What to know of it": item.note}
            for item in summary.printed
        ]
    )


def checks_table(summary: PublishedSummary) -> pd.DataFrame:
    """List every printed figure beside what its inputs give."""
    return pd.DataFrame(
        [
            {
                "Figure": check.cell,
                "Printed": check.printed.replace(_LEGACY, "Bedfordshire"),
                "Follows": check.follows,
                "Finding": VERDICTS[check.verdict],
            }
            for check in summary.checks
        ]
    )
