"""Verification of the indices of inequality against reference files."""

import math

import numpy as np

from cdof_core.statistics.confidence import TWO_LEVELS
from cdof_core.statistics.inequality import (
    QuantileValues,
    ValueScale,
    inequality_indices,
    quantile_values,
)
from cdof_core.statistics.inequality_limits import (
    SIMULATIONS,
    InequalityLimits,
    simulated_limits,
)
from cdof_core.statistics.verification_tables import ReferenceTable, Tally

INDEX_TOLERANCE = 1e-8
REFERENCE_SIMULATIONS = 100_000
REFERENCE_REPLICATES = 20
SIMULATION_DEVIATIONS = 6

_SCALES = (ValueScale.NORMAL, ValueScale.RATE, ValueScale.PROPORTION)


def check_inequality(tables: dict[str, ReferenceTable]) -> Tally:
    """Compare slope and relative indices of inequality with ``sii_expected.csv``."""
    given, table = tables["sii_input.csv"], tables["sii_expected.csv"]
    tally = Tally(table.size)
    cases = given.rows_by("case_id")
    quantiles = [
        _quantiles(given.subset(cases[(case,)]), table.subset([row]))
        for row, case in enumerate(table.text("case_id"))
    ]
    indices = [inequality_indices(values) for values in quantiles]
    for column, attribute in (
        ("sii", "slope_index"),
        ("rii", "relative_index"),
        ("intercept", "intercept"),
    ):
        ours = np.array([getattr(index, attribute) for index in indices])
        tally.numbers(column, ours, table.numbers(column), relative=INDEX_TOLERANCE)
    limits = [simulated_limits(values, confidence=TWO_LEVELS) for values in quantiles]
    _compare_simulated(tally, table, limits)
    return tally


def _compare_simulated(tally: Tally, table: ReferenceTable, limits: list[InequalityLimits]) -> None:
    largest = tally.largest
    spread = math.sqrt(1 / REFERENCE_REPLICATES + REFERENCE_SIMULATIONS / SIMULATIONS)
    for index, attribute in (("sii", "slope"), ("rii", "relative")):
        for side in ("lower", "upper"):
            for level, name in enumerate(("95", "99_8")):
                column = f"{index}_{side}{name}"
                ours = np.array([getattr(limit, f"{attribute}_{side}")[level] for limit in limits])
                allowed = SIMULATION_DEVIATIONS * spread * table.numbers(f"{column}_mcsd")
                theirs = table.numbers(f"{column}_mcmean")
                tally.numbers(f"{column}_mcmean", ours, theirs, relative=0.0, absolute=allowed)
    # Simulations differ by chance: their distance says nothing of exactness.
    tally.largest = largest


def _quantiles(rows: ReferenceTable, case: ReferenceTable) -> QuantileValues:
    by_error = case.word("ci_source") == "se"
    order = np.argsort(rows.numbers("quantile"), kind="stable")
    value, population = rows.numbers("value"), rows.numbers("population")
    # A proportion may be given as its count alone.
    value = np.where(np.isnan(value), rows.numbers("count") / population, value)
    return quantile_values(
        value[order],
        population[order],
        scale=_SCALES[int(case.number("value_type"))],
        lower=None if by_error else rows.numbers("lower95")[order],
        upper=None if by_error else rows.numbers("upper95")[order],
        standard_error=rows.numbers("se")[order] if by_error else None,
        fit_transformed=bool(case.flags("transform")[0]),
        multiplier=case.number("multiplier"),
    )
