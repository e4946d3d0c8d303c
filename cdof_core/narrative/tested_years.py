"""The years that a recent trend rests on, in words: all of them where years between are missing."""

import re
from typing import Final

from cdof_core.comparison.trends import JOINED_YEARS, SKIPPED_YEARS
from cdof_core.narrative.names import listed
from cdof_core.narrative.periods import period_in_sentence, period_text

_YEAR_TO: Final = re.compile(r"^the year to (\w+) (\d{4})$")


def years_with_gaps(tested: str) -> str:
    """Name the years tested where they do not follow each other; empty where they do.

    For example "2006/07 and 2008/09 to 2011/12", or "the years to March 2019 and 2022 to 2025".

    Args:
        tested: The periods as `judge_trends` writes them.
    """
    if SKIPPED_YEARS not in tested:
        return ""
    runs = [run.split(JOINED_YEARS) for run in tested.split(SKIPPED_YEARS)]
    named = [[period_in_sentence(label) for label in run] for run in runs]
    found = [_YEAR_TO.match(name) for run in named for name in run]
    months = {one[1] for one in found if one}
    if all(found) and len(months) == 1:
        ends = [[_YEAR_TO.sub("\\2", name) for name in run] for run in named]
        return f"the years to {months.pop()} {_listed(ends)}"
    return _listed(named)


def number_tested(tested: str) -> str:
    """Say for a table on how many years a trend rests; empty where none is tested.

    For example "5 years to 2025", or "5 years between 2019 and 2025" where some are not held.

    Args:
        tested: The periods as `judge_trends` writes them.
    """
    if not tested:
        return ""
    labels = labels_tested(tested)
    first, last = period_text(labels[0]), period_text(labels[-1])
    if SKIPPED_YEARS in tested:
        return f"{len(labels)} years between {first} and {last}"
    return f"{len(labels)} years to {last}"


def labels_tested(tested: str) -> list[str]:
    """Return the labels of the periods tested, in time; none where nothing is.

    Args:
        tested: The periods as `judge_trends` writes them.
    """
    return tested.replace(SKIPPED_YEARS, JOINED_YEARS).split(JOINED_YEARS) if tested else []


def _listed(runs: list[list[str]]) -> str:
    """List runs of years, those of three or more by their ends."""
    said: list[str] = []
    for run in runs:
        said += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else run  # noqa: PLR2004
    return listed(said)
