"""Verification of rates, proportions, means and standardised rates against reference files."""

import numpy as np

from cdof_core.statistics.byar import EXACT_POISSON_BELOW, crude_rate, rate_limits
from cdof_core.statistics.confidence import TWO_LEVELS
from cdof_core.statistics.indirect_standardisation import (
    MINIMUM_AGE_BANDS,
    RatioToReference,
    crude_rate_ratio,
    indirectly_standardised_ratio,
)
from cdof_core.statistics.inputs import FloatArray, FloatResult
from cdof_core.statistics.standardisation import (
    StandardisedRates,
    WithheldReason,
    directly_standardised_rate,
    repeat_event_rate,
)
from cdof_core.statistics.student import group_means
from cdof_core.statistics.verification_tables import MISSING_WORDS, ReferenceTable, Tally
from cdof_core.statistics.wilson import proportion, proportion_limits

SIMPLE_TOLERANCE = 1e-10
MEAN_TOLERANCE = 1e-9
STANDARDISED_TOLERANCE = 1e-9
PROPORTION_ABSOLUTE = 1e-12
ROUNDING = 1e-15
"""Difference of rounding allowed beside a relative tolerance, per unit of the multiplier."""

LIMIT_COLUMNS = ("lower95", "upper95", "lower99_8", "upper99_8")


def check_rates(tables: dict[str, ReferenceTable]) -> Tally:
    """Compare crude rates and their limits with ``rates.csv``."""
    table = tables["rates.csv"]
    tally = Tally(table.size)
    count, scale = table.numbers("count"), table.numbers("multiplier")
    _compare_rates(tally, table, count, table.numbers("denominator"), scale)
    return tally


def check_grouped_rates(tables: dict[str, ReferenceTable]) -> Tally:
    """Compare rates of summed regions with ``rates_grouped_expected.csv``."""
    given, table = tables["rates_grouped_input.csv"], tables["rates_grouped_expected.csv"]
    tally = Tally(table.size)
    groups = given.rows_by("region")
    sums = {
        column: np.array(
            [
                given.numbers(column)[groups.get((region,), [])].sum()
                for region in table.text("region")
            ]
        )
        for column in ("count", "denominator")
    }
    for column, summed in sums.items():
        tally.numbers(column, summed, table.numbers(column), relative=SIMPLE_TOLERANCE)
    _compare_rates(tally, table, sums["count"], sums["denominator"], np.array(100_000.0))
    return tally


def check_proportions(tables: dict[str, ReferenceTable]) -> Tally:
    """Compare proportions and their limits with ``proportions.csv``."""
    table = tables["proportions.csv"]
    tally = Tally(table.size)
    scale = table.numbers("multiplier")
    counts = (table.numbers("count"), table.numbers("denominator"))
    limits = proportion_limits(*counts, confidence=TWO_LEVELS, multiplier=scale)
    ours = _by_column(proportion(*counts, multiplier=scale), limits.lower, limits.upper)
    for column, numbers in ours.items():
        tally.numbers(
            column,
            numbers,
            table.numbers(column),
            relative=SIMPLE_TOLERANCE,
            absolute=PROPORTION_ABSOLUTE * scale,
        )
    return tally


def check_means(tables: dict[str, ReferenceTable]) -> Tally:
    """Compare means and their limits with ``means_expected.csv``."""
    given, table = tables["means_input.csv"], tables["means_expected.csv"]
    tally = Tally(table.size)
    means = group_means(given.text("case_id"), given.numbers("value"), confidence=TWO_LEVELS)
    place = {name: number for number, name in enumerate(means.group.tolist())}
    order = [place[name] for name in table.text("case_id")]
    ours = _by_column(means.mean, means.lower, means.upper)
    ours |= {"value_sum": means.total, "stdev": means.deviation}
    ours |= {"value_count": means.size.astype(np.float64)}
    for column, numbers in ours.items():
        # A sum or a limit near zero is a difference of larger numbers.
        absolute = ROUNDING * np.nan_to_num(np.abs(means.total) + means.deviation)[order]
        tally.numbers(
            column,
            numbers[order],
            table.numbers(column),
            relative=MEAN_TOLERANCE,
            absolute=absolute,
        )
    return tally


def check_standardised_rates(tables: dict[str, ReferenceTable]) -> Tally:
    """Compare directly standardised rates with ``dsr_expected.csv``."""
    given, table = tables["dsr_input.csv"], tables["dsr_expected.csv"]
    cases = given.rows_by("case_id")
    rates = [
        _standardised(given.subset(cases[(case,)]), scale)
        for case, scale in zip(
            table.text("case_id"), table.numbers("multiplier").tolist(), strict=True
        )
    ]
    tally = _compare_standardised(table, rates)
    variance = np.array([float(rate.variance) for rate in rates])
    tally.numbers(
        "dsr_variance", variance, table.numbers("dsr_variance"), relative=STANDARDISED_TOLERANCE
    )
    return tally


def check_repeat_event_rates(tables: dict[str, ReferenceTable]) -> Tally:
    """Compare rates of repeat events with ``dsr_nonindependent_expected.csv``."""
    given = tables["dsr_nonindependent_input.csv"]
    table = tables["dsr_nonindependent_expected.csv"]
    cases = given.rows_by("case_id")
    rates = [
        _repeated(given.subset(cases[(case,)]), scale)
        for case, scale in zip(
            table.text("case_id"), table.numbers("multiplier").tolist(), strict=True
        )
    ]
    return _compare_standardised(table, rates)


def check_indirect_ratios(tables: dict[str, ReferenceTable]) -> Tally:
    """Compare indirectly standardised ratios and rates with ``isr_expected.csv``."""
    given, table = tables["isr_input.csv"], tables["isr_expected.csv"]
    tally = Tally(table.size)
    cases = given.rows_by("case_id")
    ratios = [_indirect(given.subset(cases[(case,)])) for case in table.text("case_id")]
    nothing_expected = np.array([float(ratio.expected) == 0 for ratio in ratios])
    for column, numbers in _indirect_columns(ratios).items():
        tally.numbers(
            column,
            numbers,
            table.numbers(column),
            relative=SIMPLE_TOLERANCE,
            excused=nothing_expected,
        )
    tally.words("method", _methods(_column(ratios, "observed")), table.text("method"))
    return tally


def check_accepted_inputs(tables: dict[str, ReferenceTable]) -> Tally:
    """Compare which inputs are accepted with ``validation.csv``."""
    table = tables["validation.csv"]
    tally = Tally(table.size)
    functions = {"phe_rate": rate_limits, "phe_proportion": proportion_limits}
    accepted: list[str] = []
    for name, count, base, confidence, scale in zip(
        table.text("fn"),
        table.numbers("count"),
        table.numbers("denominator"),
        table.text("confidence"),
        table.numbers("multiplier"),
        strict=True,
    ):
        try:
            functions[name](count, base, multiplier=scale, **_levels(confidence))
        except (ValueError, ArithmeticError):
            # Refused by the statistics, or a level that is no number at all.
            accepted.append("FALSE")
        except KeyError:
            accepted.append(f"no such function: {name}")
        else:
            accepted.append("TRUE")
    tally.words("accepted", accepted, table.text("accepted"))
    return tally


def _levels(text: str) -> dict[str, list[float]]:
    """Confidence as an argument; an empty cell leaves it at its default."""
    words = text.split(";") if text else []
    levels = [np.nan if word in MISSING_WORDS else float(word) for word in words]
    return {"confidence": levels} if levels else {}


def _compare_rates(
    tally: Tally, table: ReferenceTable, count: FloatArray, base: FloatArray, scale: FloatArray
) -> None:
    limits = rate_limits(count, base, confidence=TWO_LEVELS, multiplier=scale)
    ours = _by_column(crude_rate(count, base, multiplier=scale), limits.lower, limits.upper)
    for column, numbers in ours.items():
        tally.numbers(column, numbers, table.numbers(column), relative=SIMPLE_TOLERANCE)
    tally.words("method", _methods(count), table.text("method"))


def _by_column(value: FloatResult, lower: FloatResult, upper: FloatResult) -> dict[str, FloatArray]:
    low, high = np.asarray(lower), np.asarray(upper)
    columns = (low[0], high[0], low[1], high[1])
    return {"value": np.asarray(value), **dict(zip(LIMIT_COLUMNS, columns, strict=True))}


def _methods(count: FloatArray) -> list[str]:
    names = np.where(count < EXACT_POISSON_BELOW, "Exact", "Byars")
    return np.where(np.isnan(count), "", names).tolist()


def _standardised(case: ReferenceTable, scale: float) -> StandardisedRates:
    return directly_standardised_rate(
        case.numbers("count"),
        case.numbers("population"),
        case.numbers("std_pop"),
        confidence=TWO_LEVELS,
        multiplier=scale,
        missing_count_is_zero=True,
    )


def _repeated(case: ReferenceTable, scale: float) -> StandardisedRates:
    bands = case.rows_by("age_band")
    frequencies = np.unique(case.numbers("event_freq"))
    people = np.zeros((len(bands), frequencies.size))
    row_of = {band: number for number, band in enumerate(bands)}
    for band, frequency, persons in zip(
        case.text("age_band"),
        case.numbers("event_freq"),
        np.nan_to_num(case.numbers("unique_individuals")),
        strict=True,
    ):
        people[row_of[(band,)], np.searchsorted(frequencies, frequency)] += persons
    first = [rows[0] for rows in bands.values()]
    return repeat_event_rate(
        people,
        frequencies,
        case.numbers("population")[first],
        case.numbers("std_pop")[first],
        confidence=TWO_LEVELS,
        multiplier=scale,
    )


def _compare_standardised(table: ReferenceTable, rates: list[StandardisedRates]) -> Tally:
    tally = Tally(table.size)
    lower = np.array([rate.lower for rate in rates]).T
    upper = np.array([rate.upper for rate in rates]).T
    ours = _by_column(np.array([float(rate.value) for rate in rates]), lower, upper)
    ours["total_count"] = np.array([float(rate.total_count) for rate in rates])
    ours["total_pop"] = np.array([float(rate.total_population) for rate in rates])
    for column, numbers in ours.items():
        tally.numbers(
            column,
            numbers,
            table.numbers(column),
            relative=STANDARDISED_TOLERANCE,
            absolute=ROUNDING * table.numbers("multiplier"),
        )
    few = WithheldReason.FEWER_THAN_TEN_EVENTS
    withheld = ["TRUE" if rate.reason.item() is few else "FALSE" for rate in rates]
    tally.words("suppressed", withheld, table.text("suppressed"))
    return tally


def _indirect(case: ReferenceTable) -> RatioToReference:
    columns = ("count", "population", "ref_count", "ref_population")
    bands = [case.numbers(column) for column in columns]
    if case.size < MINIMUM_AGE_BANDS:
        return crude_rate_ratio(
            *(band[0] for band in bands), confidence=TWO_LEVELS, missing_is_zero=True
        )
    return indirectly_standardised_ratio(*bands, confidence=TWO_LEVELS, missing_is_zero=True)


def _indirect_columns(ratios: list[RatioToReference]) -> dict[str, FloatArray]:
    columns = {
        "observed": _column(ratios, "observed"),
        "expected": _column(ratios, "expected"),
        "ratio": _column(ratios, "ratio"),
        "smr100": _column(ratios, "ratio") * 100,
        "ref_rate": _column(ratios, "reference_rate"),
        "rate": _column(ratios, "rate"),
    }
    for measure in ("ratio", "rate"):
        lower = _column(ratios, f"{measure}_lower")
        upper = _column(ratios, f"{measure}_upper")
        for level, name in enumerate(("95", "99_8")):
            columns[f"{measure}_lower{name}"] = lower[:, level]
            columns[f"{measure}_upper{name}"] = upper[:, level]
    return columns


def _column(ratios: list[RatioToReference], name: str) -> FloatArray:
    return np.array([getattr(ratio, name) for ratio in ratios], dtype=np.float64)
