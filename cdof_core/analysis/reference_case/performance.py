"""The Essex report: performance against target, and what the mix of clients does to it."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from cdof_core.analysis.reference_case.printed import (
    PrintedCheck,
    PrintedFigures,
    PrintedRow,
    ReferenceCaseError,
    Verdict,
)
from cdof_core.analysis.reference_case.rules import compare
from cdof_core.analysis.reference_case.treatment import from_parts
from cdof_core.statistics.case_mix import implied_share
from cdof_core.statistics.performance import performance_against_target
from cdof_core.statistics.printed_numbers import Quantity, exact

PLANNED: Final = "essex_4_planned_exits_of_clients"
CLAIM: Final = "Top Quartile"
# Indicator: the words of its line, by breakdown.
LINES: Final[dict[str, dict[str, str]]] = {
    "essex_1_problem_users_in_effective_treatment": {"": "PDU in effective treatment"},
    "essex_2_adults_in_effective_treatment": {"": "All adults in effective treatment"},
    "essex_3_planned_exits_of_exits": {"": "Planned exits / all exits"},
    PLANNED: {"problem drug users": "PDU", "other drug users": "non-PDU", "": "all adults"},
    "essex_5_waiting_three_weeks": {"": "Waiting <=3 weeks"},
    "essex_6_outcome_profile": {
        "start": "TOP start",
        "review": "TOP review",
        "planned exit": "TOP planned exit",
    },
    "essex_7_young_people_specialist": {"": "YP specialist intervention"},
    "essex_8_young_people_care_plans": {"": "YP care plans"},
    "essex_9_young_people_waiting": {"": "YP waiting <=3 weeks"},
    "essex_10_young_people_planned_discharge": {"": "YP planned discharge"},
    "essex_11_young_people_outcome_profile": {
        "start": "YP TOP start",
        "review": "YP TOP review",
        "planned exit": "YP TOP planned exit",
    },
}


@dataclass(frozen=True, slots=True)
class Targets:
    """The targets of the report, found by indicator and breakdown.

    Attributes:
        rows: Rows with the columns of the `target` table.
    """

    rows: pd.DataFrame

    def number(self, indicator_id: str, breakdown: str) -> Quantity:
        """Return the only target of an indicator's line.

        Raises:
            ReferenceCaseError: None or several are held.
        """
        held = self.rows
        found = held[(held["indicator_id"] == indicator_id) & (held["breakdown"] == breakdown)]
        if len(found) != 1:
            message = f"Needs one target of {indicator_id} {breakdown}; found {len(found)}."
            raise ReferenceCaseError(message)
        return exact(float(found["value"].iloc[0]))


def check_performance(figures: PrintedFigures, targets: Targets) -> list[PrintedCheck]:
    """Hold every line of every period against its target."""
    return [
        _against_target(row, targets.number(indicator_id, breakdown), indicator_id, line)
        for indicator_id, lines in LINES.items()
        for breakdown, line in lines.items()
        for row in figures.rows(indicator_id, breakdown=breakdown)
    ]


def check_case_mix(figures: PrintedFigures, targets: Targets) -> list[PrintedCheck]:
    """Work out the share of problem drug users that the three rates of indicator 4 imply."""
    periods = [row.period_label for row in figures.rows(PLANNED, breakdown="")]
    checks = [
        _implied_share(
            f"{_short(period)} implied PDU share",
            {b: figures.number(PLANNED, breakdown=b, period_label=period) for b in LINES[PLANNED]},
        )
        for period in periods
    ]
    wanted = {breakdown: targets.number(PLANNED, breakdown) for breakdown in LINES[PLANNED]}
    return [*checks, _implied_share("Target implied PDU share", wanted)]


def check_claim(figures: PrintedFigures, targets: Targets) -> list[PrintedCheck]:
    """Hold the claim of a top quartile in all domains against T, if T is that quartile."""
    rows = [row for row in figures.rows(PLANNED) if CLAIM in row.note]
    short = [
        row for row in rows if row.quantity.value < targets.number(PLANNED, row.breakdown).value
    ]
    return [
        PrintedCheck(
            table="#4",
            cell='"top quartile in all three domains"',
            printed="claim",
            recomputed=None,
            follows="; ".join(
                f"{row.breakdown or 'all adults'} {row.cell} below T" for row in short
            ),
            verdict=Verdict.NO if short else Verdict.NOT_TESTABLE,
        )
    ]


def check_savings(figures: PrintedFigures) -> list[PrintedCheck]:
    """Try the savings for every £1, which are published without their inputs."""
    rows = figures.rows("essex_vfm_saved_per_pound")
    return [from_parts("VfM", "Saved for every £1", rows)]


def _against_target(
    row: PrintedRow, target: Quantity, indicator_id: str, line: str
) -> PrintedCheck:
    judged = performance_against_target(row.quantity.value, target.value)
    share = float(judged.percent_of_target)
    number = indicator_id.split("_")[1]
    return PrintedCheck(
        table=f"#{number}",
        cell=f"{_short(row.period_label)} {line}" if indicator_id == PLANNED else line,
        printed=row.cell,
        recomputed=share,
        follows=f"{float(judged.difference):+.1f}; {share:.1f}% of target; "
        + ("met" if judged.met else "not met"),
        verdict=compare(None, exact(share)),
    )


def _implied_share(cell: str, rates: dict[str, Quantity]) -> PrintedCheck:
    """A mixed rate lies between two rates as far along as the share of the one group."""
    problem, other, mixed = (rates[b].value for b in ("problem drug users", "other drug users", ""))
    share = float(implied_share(problem, other, mixed)) * 100
    return PrintedCheck(
        table="#4",
        cell=cell,
        printed="(not printed)",
        recomputed=share,
        follows=f"{share:.6g}%",
        verdict=compare(None, exact(share)),
    )


def _short(period: str) -> str:
    """Jul 2010 to Jun 2011 becomes Jul10-Jun11."""
    return "-".join(f"{month}{year[-2:]}" for month, year in map(str.split, period.split(" to ")))
