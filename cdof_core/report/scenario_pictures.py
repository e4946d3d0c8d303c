"""What moves a scenario most as a picture, and scenarios beside one another as a table."""

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Final

import altair as alt
import pandas as pd

from cdof_core.analysis.need_scenario import (
    PERCENT,
    SHARES,
    Assumption,
    NeedScenario,
    TargetKind,
    scenario_inputs,
    work_out,
)
from cdof_core.charts.paper import Wording
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.charts.tornado import draw_tornado
from cdof_core.comparison.records import records_of
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.need import SUBSTANCES, USERS
from cdof_core.narrative.numbers import count_text, number_text, stated_text
from cdof_core.narrative.periods import period_text
from cdof_core.report.picture import Picture
from cdof_core.statistics.simulation import Simulation, Spread, Swing, tornado

ASSUMPTIONS: Final = {
    Assumption.COVERAGE: "Coverage to reach (%)",
    Assumption.COMPLETION_SHARE: "Share who complete in a year (%)",
    Assumption.COMPLETIONS_NOW: "Completions in a year now",
    Assumption.CASELOAD: "People a keyworker carries",
    Assumption.UNIT_COST: "Cost of a person in treatment for a year (£)",
}
TARGETS: Final = {
    TargetKind.HOLD: "Hold today's number",
    TargetKind.REGION: "Reach the region's average",
    TargetKind.TOP_QUARTILE: "Reach the group's top quartile",
    TargetKind.TYPED: "Reach a coverage of your own",
}
_INPUTS: Final = {
    "prevalence": "Estimated users",
    "in_treatment": "People in treatment",
    **{name.value: label for name, label in ASSUMPTIONS.items()},
}
_UNITS: Final = {
    "prevalence": "people",
    "in_treatment": "people",
    Assumption.COVERAGE.value: "%",
    Assumption.COMPLETION_SHARE.value: "%",
    Assumption.COMPLETIONS_NOW.value: "completions",
    Assumption.CASELOAD.value: "people",
    Assumption.UNIT_COST.value: "£",
}
_PLACES: Final = 9
"""Places kept of a share made a per cent; what lies behind them is the computer's."""


def money_text(pounds: float) -> str:
    """Write an amount of money in full pounds; a dash where there is none."""
    text = number_text(pounds)
    return text if text == "–" else f"£{text}"


def spread_text(spread: Spread, *, is_money: bool = False) -> str:
    """Write the 95% range of what was drawn; empty where nothing was.

    Money is rounded to three figures: the draws themselves say no more.
    """
    if isnan(spread.lower):
        return ""
    if is_money:
        return f"{money_text(_three_figures(spread.lower))} to " + money_text(
            _three_figures(spread.upper)
        )
    return f"{number_text(spread.lower)} to {number_text(spread.upper)}"


def _three_figures(amount: float) -> float:
    return float(f"{amount:.3g}")


def tornado_picture(scenario: NeedScenario, *, palette: Palette = LIGHT) -> Picture | None:
    """Draw which range moves the outcome most: cost where one is stated, else people.

    Args:
        scenario: The scenario.
        palette: The theme's colours.

    Returns:
        The picture; None where no input has a range that moves the outcome.
    """
    swings, is_money = _swings(scenario)
    if not swings:
        return None
    outcome = "cost" if is_money else "people"
    write = money_text if is_money else number_text
    noun = "cost of a year" if is_money else "more people in treatment"
    centre = float(getattr(work_out(scenario), outcome))
    rows = pd.DataFrame([_swing_row(swing, is_money=is_money) for swing in swings])
    first = rows.iloc[0]
    wording = Wording(
        finding=(
            f"What matters most: {str(first['label']).split(' (')[0].lower()}, from "
            f"{first['left_text']} to {first['right_text']}"
        ),
        measure=(
            f"{at_start(noun)} at the ends of each range while the other inputs stay as stated; "
            f"{at_start(in_sentence(scenario.area_name))}, {period_text(scenario.period)}."
        ),
        source="Source: worked out here from the assumptions listed above.",
        description="Tornado chart. "
        + "; ".join(
            f"{row['label']} {row['range_text']} gives {row['left_text']} to {row['right_text']}"
            for row in records_of(rows)
        )
        + ".",
    )

    def draw(width: int | None) -> alt.LayerChart:
        return draw_tornado(
            rows,
            centre=centre,
            centre_text=f"as stated {write(centre)}",
            description=wording.description,
            palette=palette,
            width=width,
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def tornado_table(scenario: NeedScenario) -> pd.DataFrame:
    """List the same swings as numbers, the largest first; no rows where nothing has a range.

    Returns:
        Input, Unit (of the two ends), Low end, High end, and the outcome at either end, its unit in
        the heading.
    """
    swings, is_money = _swings(scenario)
    outcome = "Cost of a year (£)" if is_money else "More people in treatment"
    return pd.DataFrame(
        [
            {
                "Input": _INPUTS[swing.name],
                "Unit": _UNITS[swing.name],
                "Low end": _as_stated(swing.low, swing),
                "High end": _as_stated(swing.high, swing),
                f"{outcome}, at the low end": swing.at_lower,
                f"{outcome}, at the high end": swing.at_upper,
            }
            for swing in swings
        ]
    )


def scenario_table(
    scenarios: Mapping[str, NeedScenario], *, simulated: Mapping[str, Simulation] | None = None
) -> pd.DataFrame:
    """Lay scenarios beside one another: what each rests on, and what it asks for.

    Args:
        scenarios: Scenarios by name.
        simulated: Simulations by the same names, for those that were drawn.

    Returns:
        One row a scenario, numbers as numbers.
    """
    drawn = simulated or {}
    return pd.DataFrame(
        [_table_row(name, scenario, drawn.get(name)) for name, scenario in scenarios.items()]
    )


def assumption_table(scenarios: Mapping[str, NeedScenario]) -> pd.DataFrame:
    """List every number that scenarios rest on, with its range and where it comes from."""
    rows: list[dict[str, object]] = []
    for name, scenario in scenarios.items():
        stated = {"prevalence": scenario.prevalence, "coverage": scenario.coverage}
        for key, given in (stated | dict(scenario.assumed)).items():
            rows.append(
                {
                    "Scenario": name,
                    "Assumption": _INPUTS[key],
                    "Value": given.value,
                    "Low": given.lower,
                    "High": given.upper,
                    "Source": given.source or "not stated",
                }
            )
    return pd.DataFrame(rows)


def people_sentence(scenario: NeedScenario) -> str:
    """Say in one sentence what a scenario asks for, and of whom."""
    found = work_out(scenario)
    people = float(found.people)
    label = f"{TARGETS[TargetKind(scenario.target)]}, {USERS[scenario.substance]}"
    if people == 0:
        if scenario.in_treatment > scenario.prevalence.value:
            return f"{label}: cannot be said, for the estimate is below the number in treatment."
        return f"{label}: no further people in treatment are needed to reach it."
    parts = [f"{count_text(people, 'people')} more in treatment"]
    if not isnan(float(found.completions)):
        parts.append(f"{count_text(float(found.completions), 'completions')} more in the year")
    if not isnan(float(found.keyworkers)):
        parts.append(f"{number_text(float(found.keyworkers))} more keyworkers")
    if not isnan(float(found.cost)):
        parts.append(f"{money_text(float(found.cost))} a year")
    return f"{label}: {', '.join(parts)}."


def _table_row(name: str, scenario: NeedScenario, drawn: Simulation | None) -> dict[str, object]:
    found = work_out(scenario)
    row: dict[str, object] = {
        "Scenario": name,
        "Area": scenario.area_name,
        "Substance": SUBSTANCES[scenario.substance],
        "Period": scenario.period,
        "Estimated users": scenario.prevalence.value,
        "In treatment": scenario.in_treatment,
        "Target": TARGETS[TargetKind(scenario.target)],
        "Where the target comes from": scenario.basis,
        "Coverage then (%)": float(found.coverage) * PERCENT,
        "More people in treatment": float(found.people),
        "More completions in a year": float(found.completions),
        "More keyworkers": float(found.keyworkers),
        "Cost of a year (£)": float(found.cost),
    }
    if drawn is not None:
        row |= {
            "People, 95% range": spread_text(drawn.people),
            "Completions, 95% range": spread_text(drawn.completions),
            "Keyworkers, 95% range": spread_text(drawn.keyworkers),
            "Cost, 95% range": spread_text(drawn.cost, is_money=True),
            "Draws": drawn.draws,
            "Seed": drawn.seed,
        }
    return row


def _swings(scenario: NeedScenario) -> tuple[list[Swing], bool]:
    """Return what moves the outcome, and whether that is money."""
    inputs = scenario_inputs(scenario)
    is_money = inputs.unit_cost.is_stated
    found = tornado(inputs, outcome="cost" if is_money else "people")
    return [swing for swing in found if swing.size > 0], is_money


def _scale(swing: Swing) -> float:
    return PERCENT if swing.name in {name.value for name in SHARES} else 1.0


def _as_stated(value: float, swing: Swing) -> float:
    """Return an end of a range in the unit it was stated in."""
    return round(value * _scale(swing), _PLACES)


def _swing_row(swing: Swing, *, is_money: bool) -> dict[str, object]:
    write = money_text if is_money else number_text
    ends: Sequence[float] = sorted((swing.at_lower, swing.at_upper))
    low, high = (stated_text(_as_stated(end, swing)) for end in (swing.low, swing.high))
    return {
        "label": _INPUTS[swing.name],
        "range_text": f"{low} to {high}",
        "left": ends[0],
        "right": ends[1],
        "left_text": write(ends[0]),
        "right_text": write(ends[1]),
        "left_is_lower": swing.at_lower <= swing.at_upper,
    }
