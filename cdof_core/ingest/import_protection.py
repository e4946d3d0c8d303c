"""Applies a publisher's rule to the counts of an import before anything of it is kept.

What is kept of a protected import is what a reader may see: hidden counts are gone, further ones
that would give them away are gone too, the rest is rounded, and rates are computed from the rounded
counts. So no view, export, address or cache can hold more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from cdof_core.disclosure import (
    DisclosureError,
    HiddenReason,
    RateStanding,
    SuppressionRule,
    Table,
    TableCell,
    find_rule,
    protect_tables,
)
from cdof_core.disclosure.marks import CellKind, read_cell
from cdof_core.ingest.derive import complete_observations
from cdof_core.ingest.import_relations import (
    BASE,
    COUNT,
    DIMENSIONS,
    MEASURE,
    REST,
    label_rows,
    state_relations,
)
from cdof_core.ingest.imported import FiguresFile, Imported, Problem, Severity
from cdof_core.ingest.known import Known

_LIMITS: Final = ["lower95", "upper95", "lower998", "upper998"]
_ROUNDING: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Protection:
    """An import fit to be kept, and what was done to it.

    Attributes:
        imported: With protected observations; or as it was, where it could not be protected and
            its problems say why.
        rule: The rule.
        small: Counts hidden because they are small.
        further: Counts hidden to protect those.
        withheld: Rates withheld because they rest on few events.
        sentence: What was done and how the attack ended; empty where the rule asks for nothing.
    """

    imported: Imported
    rule: SuppressionRule
    small: int = 0
    further: int = 0
    withheld: int = 0
    sentence: str = ""


def protect_import(imported: Imported, known: Known) -> Protection:
    """Apply the rule that the dataset names.

    Args:
        imported: Checked and complete; its observations are the true figures.
        known: Areas and indicators that the snapshot knows.

    Returns:
        What may be kept. Where the counts cannot be protected its problems say so and block.

    Raises:
        RuleError: There is no rule of the name.
    """
    rule = find_rule(imported.dataset.get("disclosure_rule", "") or "none")
    is_nothing_asked = (
        rule.hides is None and rule.round_to == 1 and rule.unreliable_rates_below == 0
    )
    if is_nothing_asked:
        return Protection(imported, rule)
    if imported.is_public:
        return Protection(
            imported,
            rule,
            sentence=f"Rule: {rule.title}. The publisher has applied it; the figures are kept as "
            "they are published.",
        )
    given = imported.observations
    observations = given.read() if isinstance(given, FiguresFile) else given
    declared = pd.DataFrame([dict(entry) for entry in imported.indicators])
    indicators = pd.concat([known.indicators, declared], ignore_index=True)
    kinds = dict(zip(indicators["indicator_id"], indicators["value_kind"], strict=True))
    parts: list[pd.DataFrame] = []
    problems: list[Problem] = []
    counted = dict.fromkeys(HiddenReason, 0)
    for indicator_id, rows in observations.groupby("indicator_id", sort=False):
        kind = str(kinds.get(indicator_id, ""))
        try:
            made, found = _protect_indicator(rows, kind, rule, known)
        except DisclosureError as error:
            problems.append(_refusal(imported, str(indicator_id), str(error)))
            continue
        parts.append(made)
        for reason, number in found.items():
            counted[reason] += number
    if problems:
        return Protection(imported.with_problems(problems), rule)
    rows = pd.concat(parts).sort_index()
    withheld = int((rows["flag"] == "withheld").sum() - (observations["flag"] == "withheld").sum())
    done = complete_observations(rows, indicators).observations
    small, further = counted[HiddenReason.PRIMARY], counted[HiddenReason.SECONDARY]
    return Protection(
        imported=replace(imported, observations=done),
        rule=rule,
        small=small,
        further=further,
        withheld=withheld,
        sentence=_sentence(rule, small, further, withheld),
    )


def _sentence(rule: SuppressionRule, small: int, further: int, withheld: int) -> str:
    said = [f"Rule: {rule.title}."]
    if rule.hides is not None:
        said.append(
            f"{small:,} counts hidden as small ({rule.hides}) and {further:,} more to protect them."
        )
        said.append(
            "Attacked with every figure of the table at once, each hidden count can still be "
            f"anything from {rule.span}."
        )
    if rule.round_to > 1:
        said.append(f"All other counts are rounded to {rule.round_to}; rates follow from these.")
    if rule.withhold_rates_below:
        said.append(
            f"{withheld:,} rates on fewer than {rule.withhold_rates_below} events are withheld."
        )
    return " ".join(said)


def _refusal(imported: Imported, indicator_id: str, reason: str) -> Problem:
    return Problem(
        severity=Severity.ERROR,
        rule="disclosure",
        file=imported.sources[0].name if imported.sources else imported.dataset_id,
        value=indicator_id,
        expected=reason,
        remedy="Mend the counts, or choose the rule none if they are already public as they stand.",
    )


def _protect_indicator(
    rows: pd.DataFrame, kind: str, rule: SuppressionRule, known: Known
) -> tuple[pd.DataFrame, Mapping[HiddenReason, int]]:
    counts = rows["numerator"].fillna(rows["value"] if kind == "count" else np.nan)
    _refuse_what_is_no_count(rows, counts)
    tables = _tables(rows, counts, kind)
    relations = state_relations(tables, known)
    protected = protect_tables([_as_table(tables)], rule, relations, share=False)
    shown = {cell.labels: _count_of(cell) for cell in protected.tables[0].cells}
    labels = label_rows(rows)
    numbers = pd.Series(
        [shown.get((*label, COUNT), np.nan) for label in labels], index=rows.index, dtype="float64"
    )
    bases = pd.Series(
        [shown.get((*label, BASE), np.nan) for label in labels], index=rows.index, dtype="float64"
    )
    made = _rewritten(rows, counts, numbers, bases, kind=kind, rule=rule)
    return made, {reason: protected.count(reason) for reason in HiddenReason}


def _refuse_what_is_no_count(rows: pd.DataFrame, counts: pd.Series) -> None:
    bare = rows["value"].notna() & counts.isna()
    if bare.any():
        raise DisclosureError(
            f"{int(bare.sum()):,} figures have a value but no count, so no rule can tell which of "
            "them are small."
        )
    broken = counts.notna() & ((counts % 1).abs() > _ROUNDING)
    if broken.any():
        raise DisclosureError(f"{counts[broken].iloc[0]:g} is no whole count.")


def _tables(rows: pd.DataFrame, counts: pd.Series, kind: str) -> pd.DataFrame:
    """Return one row a cell: labels and the true count; of proportions base and rest as well."""
    labels = pd.DataFrame(label_rows(rows), columns=list(DIMENSIONS), index=rows.index)
    cells = labels.assign(**{MEASURE: COUNT, "number": counts})
    if kind == "proportion":
        whole = rows["denominator"]
        is_counted = whole.notna() & counts.notna() & (whole % 1 == 0) & (whole >= counts)
        base = labels[is_counted].assign(**{MEASURE: BASE, "number": whole[is_counted]})
        rest = base.assign(**{MEASURE: REST, "number": (whole - counts)[is_counted]})
        cells = pd.concat([cells, base, rest])
    return cells.drop_duplicates([*DIMENSIONS, MEASURE])


def _as_table(cells: pd.DataFrame) -> Table:
    made = tuple(
        TableCell(
            labels=tuple(map(str, row[:-1])),
            printed=read_cell("" if np.isnan(row[-1]) else f"{row[-1]:.0f}"),
        )
        for row in cells[[*DIMENSIONS, MEASURE, "number"]].itertuples(index=False, name=None)
    )
    return Table(name="import", dimensions=(*DIMENSIONS, MEASURE), cells=made)


def _count_of(cell: TableCell) -> float:
    if cell.printed.kind is CellKind.HIDDEN or cell.printed.count is None:
        return np.nan
    return float(cell.printed.count)


def _rewritten(
    rows: pd.DataFrame,
    counts: pd.Series,
    numbers: pd.Series,
    bases: pd.Series,
    *,
    kind: str,
    rule: SuppressionRule,
) -> pd.DataFrame:
    """Return rows that say no more than the protected counts do."""
    made = rows.copy()
    hidden = counts.notna() & numbers.isna()
    had_numerator = rows["numerator"].notna()
    made["numerator"] = numbers.where(had_numerator)
    if kind == "proportion":
        made["denominator"] = bases.where(rows["denominator"].notna())
    is_exact = rule.round_to == 1 and rule.hides is None
    if kind == "count":
        made["value"] = numbers
    elif not is_exact:
        # An exact rate tells the exact count; it is computed anew from the printed one.
        computable = made["numerator"].notna() & (made["denominator"] > 0)
        made["value"] = np.nan
        made["flag"] = made["flag"].mask(
            ~computable & ~hidden & rows["value"].notna() & (made["flag"] == ""), "withheld"
        )
    if not is_exact:
        made[_LIMITS] = np.nan
        made["limits_basis"] = ""
        made["value_basis"] = "computed"
    made["flag"] = made["flag"].mask(hidden, "suppressed")
    made.loc[hidden, ["value", *_LIMITS]] = np.nan
    made.loc[hidden, "limits_basis"] = "none"
    return made if kind == "count" else _with_standing(made, counts, rule)


def _with_standing(rows: pd.DataFrame, counts: pd.Series, rule: SuppressionRule) -> pd.DataFrame:
    """Withhold and mark rates on few events, as the rule says."""
    # A rate that rests on no known count is left as it is.
    events = counts.fillna(rule.unreliable_rates_below).astype("int64")
    standing = pd.Series([rule.judge_rate(number) for number in events], index=rows.index)
    bare = (rows["flag"] == "") & (standing == RateStanding.WITHHELD)
    rows.loc[bare, "flag"] = "withheld"
    rows.loc[bare, ["value", *_LIMITS]] = np.nan
    rows.loc[bare, "limits_basis"] = "none"
    weak = (rows["flag"] == "") & (standing == RateStanding.UNRELIABLE)
    rows.loc[weak, "flag"] = "unreliable"
    return rows
