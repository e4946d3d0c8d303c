"""What a reader sees: the bounds that each cell's print and rule leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cdof_core.disclosure.counts import CellSystem
from cdof_core.disclosure.knowledge import beyond
from cdof_core.disclosure.marks import CellKind, Printed
from cdof_core.disclosure.rules import CountRange, SuppressionRule
from cdof_core.disclosure.solving import Counts
from cdof_core.disclosure.tables import Table


@dataclass(frozen=True, slots=True)
class Sight:
    """Bounds of every count as printed.

    Attributes:
        lower: Least count of each, shape (n,).
        upper: Largest count of each, shape (n,).
        limitless: A count beyond all that the printed ones could bound.
        hidden: Counts with a mark somewhere.
        spans: What the count must still be able to be, by its index.
        default_span: The same for counts that are printed nowhere.
    """

    lower: Counts
    upper: Counts
    limitless: int
    hidden: frozenset[int]
    spans: Mapping[int, CountRange | None]
    default_span: CountRange | None

    def span_of(self, index: int) -> CountRange | None:
        """Return what a count must still be able to be."""
        return self.spans.get(index, self.default_span)


def look_at(
    system: CellSystem,
    tables: Sequence[Table],
    rules: SuppressionRule | Mapping[str, SuppressionRule],
    *,
    only_small: bool = False,
) -> Sight:
    """Read the bounds of every count off the tables.

    Args:
        system: The tables' counts.
        tables: The tables as printed.
        rules: The rule behind them, or one for each by its name.
        only_small: Whether every mark hides a small count.
    """
    by_table = [
        rules if isinstance(rules, SuppressionRule) else rules[table.name] for table in tables
    ]
    shown = [
        cell.printed.count
        for table in tables
        for cell in table.cells
        if cell.printed.count is not None
    ]
    limitless = beyond(shown)
    lower = np.zeros(len(system.quantities), dtype=np.int64)
    upper = np.full(len(system.quantities), limitless, dtype=np.int64)
    hidden: set[int] = set()
    spans: dict[int, CountRange | None] = {}
    for index, quantity in enumerate(system.quantities):
        for table, place in quantity.places:
            printed, rule = tables[table].cells[place].printed, by_table[table]
            bounds = _bounds(printed, rule, limitless, only_small=only_small)
            lower[index] = max(lower[index], bounds.lowest)
            upper[index] = min(upper[index], bounds.highest)
            if printed.kind is CellKind.HIDDEN:
                hidden.add(index)
                spans[index] = printed.says or rule.span
    return Sight(
        lower=lower,
        upper=upper,
        limitless=limitless,
        hidden=frozenset(hidden),
        spans=spans,
        default_span=_widest_span(by_table),
    )


def _bounds(
    printed: Printed, rule: SuppressionRule, limitless: int, *, only_small: bool
) -> CountRange:
    if printed.count is not None:
        return rule.behind(printed.count)
    if printed.says is not None:
        return printed.says
    if printed.kind is CellKind.HIDDEN and only_small and rule.hides is not None:
        return rule.hides
    return CountRange(0, limitless)


def _widest_span(rules: Sequence[SuppressionRule]) -> CountRange | None:
    """The widest span that any of the rules asks for."""
    spans = [rule.span for rule in rules if rule.span is not None]
    if not spans:
        return None
    return CountRange(min(span.lowest for span in spans), max(span.highest for span in spans))
