"""What the draws of a scenario's ranges give, in words."""

from math import isnan

from cdof_core.report.scenario_pictures import spread_text
from cdof_core.statistics.simulation import Simulation


def drawn_words(found: Simulation) -> list[tuple[str, str]]:
    """Say what the draws of a scenario's ranges give, as pairs of a lead and a text."""
    said = [f"{spread_text(found.people)} more people in treatment"]
    for spread, noun, is_money in (
        (found.completions, "more completions", False),
        (found.keyworkers, "more keyworkers", False),
        (found.cost, "a year", True),
    ):
        if not isnan(spread.lower):
            said.append(f"{spread_text(spread, is_money=is_money)} {noun}")
    words = [("With the ranges.", f"95% of {found.draws:,} draws lie within {'; '.join(said)}.")]
    if found.enough_already > 0:
        below = f"; in {found.incompatible:.0%} the estimate lies below the caseload"
        words.append(
            (
                "",
                f"In {found.enough_already:.0%} of draws nobody more is needed"
                f"{below if found.incompatible > 0 else ''}.",
            )
        )
    if found.clipped > 0:
        words.append(
            (
                "",
                f"In {found.clipped:.1%} of draws a number fell below nothing, or a share above "
                "all, and was set to that end.",
            )
        )
    return words
