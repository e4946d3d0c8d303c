"""Applies a rule to counts on their way to a view: small ones go, others are rounded.

This is the first step alone. Whatever is shown together with totals, other breakdowns, other years
or other areas needs `protect_tables` on all of it at once.
"""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from cdof_core.disclosure.errors import TableError
from cdof_core.disclosure.rules import SuppressionRule

SUPPRESSED_COLUMN: Final = "suppressed"
STANDING_COLUMN: Final = "rate_standing"


def suppress_small(counts: pd.Series, rule: SuppressionRule) -> pd.Series:
    """Hide and round counts.

    Args:
        counts: Whole counts; gaps stay gaps.
        rule: The rule.

    Returns:
        A new series of nullable whole numbers with the same index; hidden counts are gaps.

    Raises:
        TableError: A value is negative or not whole.
    """
    numbers = pd.to_numeric(counts, errors="coerce")
    strange = counts.notna() & (numbers.isna() | (numbers < 0) | (numbers % 1 != 0))
    if strange.any():
        raise TableError(f"{counts[strange].iloc[0]!r} is no count, so no rule hides or rounds it.")
    return pd.Series(
        [_shown(number, rule) for number in numbers],
        index=counts.index,
        name=counts.name,
        dtype="Int64",
    )


def suppress_small_rows(
    frame: pd.DataFrame, rule: SuppressionRule, *, count: str, beside: Sequence[str] = ()
) -> pd.DataFrame:
    """Hide small counts of a frame, and what would give them away in the same row.

    Args:
        frame: One row for each figure.
        rule: The rule.
        count: Column of the counts that the rule is about.
        beside: Columns computed from the count, such as a rate and its limits. They go where the
            count is hidden, and where the rule withholds rates on so few events. Where a rule
            rounds, compute them from the returned counts: an exact rate tells the exact count.

    Returns:
        A new frame with the columns ``suppressed`` (whether the row's count is hidden) and
        ``rate_standing`` (reliable, unreliable or withheld; a gap without a count).

    Raises:
        TableError: A count is negative or not whole.
    """
    shown = suppress_small(frame[count], rule)
    is_hidden = frame[count].notna() & shown.isna()
    standing = pd.Series(
        [None if pd.isna(n) else rule.judge_rate(int(n)).value for n in frame[count]],
        index=frame.index,
        dtype="object",
    )
    # A standing is a statement about the count: of a hidden one nothing is said.
    standing = standing.mask(is_hidden)
    made = frame.copy()
    made[count] = shown
    for column in beside:
        made[column] = made[column].mask(is_hidden | (standing == "withheld"))
    made[SUPPRESSED_COLUMN] = is_hidden
    made[STANDING_COLUMN] = standing
    return made


def _shown(number: float, rule: SuppressionRule) -> int | None:
    if pd.isna(number) or rule.is_small(int(number)):
        return None
    return rule.printed(int(number))
