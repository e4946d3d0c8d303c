"""Guesses what a printed table does not say: its rule, and which column lies within another."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Final

from cdof_core.disclosure.marks import CellKind
from cdof_core.disclosure.relations import Relation
from cdof_core.disclosure.rule_files import find_rule
from cdof_core.disclosure.rules import PRESETS, CountRange, SuppressionRule
from cdof_core.disclosure.tables import Table, is_total

_FIVE: Final = 5
_YEAR: Final = re.compile(r"\d{4}")
# Fewer pairs than this may be one above the other by chance.
_LEAST_PAIRS: Final = 4


def guess_rule(tables: Sequence[Table]) -> tuple[SuppressionRule, str]:
    """Guess the rule behind the marks from what is printed and what never is.

    Args:
        tables: The tables as printed.

    Returns:
        The rule, and why it was taken.
    """
    cells = [cell.printed for table in tables for cell in table.cells]
    stated = [cell.says for cell in cells if cell.says is not None]
    if stated:
        widest = CountRange(min(s.lowest for s in stated), max(s.highest for s in stated))
        return _unrounded(widest), f"the marks say that {widest} is hidden"
    shown = {cell.count for cell in cells if cell.count is not None}
    if shown and all(count % _FIVE == 0 for count in shown):
        if 0 in shown and _FIVE not in shown:
            return find_rule("hospital"), "all counts are multiples of 5, with 0 but never 5"
        return find_rule("ndtms"), "all counts are multiples of 5"
    smallest = min((count for count in shown if count > 0), default=_FIVE)
    # A table that shows 1 hides by some other rule; the mildest preset is asked of it.
    highest = min(smallest - 1, _FIVE - 1) or 2
    hides = CountRange(1 if 0 in shown else 0, highest)
    return _unrounded(hides), f"no count of {hides} is shown" if smallest > 1 else "1 is shown"


def _unrounded(hides: CountRange) -> SuppressionRule:
    """The preset that hides a range without rounding, or a rule made for it."""
    for rule in PRESETS:
        if rule.hides == hides and rule.round_to == 1:
            return rule
    lowest = min(hides.lowest, 1)
    return SuppressionRule(
        name=f"{lowest}-{hides.highest}",
        title=f"counts of {lowest} to {hides.highest}",
        source="guessed from the table",
        hides=CountRange(lowest, hides.highest),
    )


def guess_nesting(
    table: Table, rule: SuppressionRule
) -> Iterator[tuple[Relation, tuple[int, ...]]]:
    """Find labels whose counts always exceed another's, with a small count left over somewhere.

    Nobody said that one holds the other; where it does, the difference tells what is left.

    Args:
        table: A table as printed.
        rule: The rule behind it.

    Yields:
        What would have to hold, and the small counts that would then be known.
    """
    if rule.hides is None:
        return
    for dimension in range(len(table.dimensions)):
        counts: dict[str, dict[tuple[str, ...], int]] = {}
        for cell in table.cells:
            if cell.printed.kind is CellKind.COUNT and cell.printed.count is not None:
                others = cell.labels[:dimension] + cell.labels[dimension + 1 :]
                counts.setdefault(cell.labels[dimension], {})[others] = cell.printed.count
        labels = [label for label in counts if not _YEAR.search(label)]
        if any(map(is_total, counts)):
            continue
        for whole, part in permutations(labels, 2):
            left = [
                counts[whole][others] - count
                for others, count in counts[part].items()
                if others in counts[whole]
            ]
            small = tuple(count for count in left if rule.is_small(count))
            if len(left) >= _LEAST_PAIRS and min(left) >= 0 < max(left) and small:
                yield Relation(whole=whole, parts=(part,), is_complete=False), small
