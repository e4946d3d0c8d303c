"""Rates that publishers did not print, from their counts and a stated population."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from cdof_core.domain import DataError
from cdof_core.ingest.cells import SOURCE, SOURCE_FILE, SOURCE_LINE
from cdof_core.ingest.derive import NEVER_COMPUTED
from cdof_core.ingest.rooms import CATALOGUE
from cdof_core.ingest.text_files import read_entries

FILE = "derived_rates.toml"
FROM_POPULATION = "population"
FROM_ROW = "row"
_KEYS = [
    "indicator_id",
    "numerator_indicator_id",
    "denominator",
    "population_reference",
    "age",
    "periods",
    "note",
]


@dataclass(frozen=True, slots=True)
class DerivedRate:
    """One rate that the build computes.

    Attributes:
        indicator_id: The rate.
        numerator_indicator_id: Indicator whose counts are its numerators.
        denominator: "population", or "row" for the denominator printed beside the count.
        population_reference: Which population, for example mid-2022.
        age: Ages of both count and population; empty with "row" for every age.
        periods: Labels of the periods to compute; empty with "row" for every period.
        note: Said beside every value.
        file: Where it is declared.
        line: Line of the declaration.
    """

    indicator_id: str
    numerator_indicator_id: str
    denominator: str
    population_reference: str
    age: str
    periods: tuple[str, ...]
    note: str
    file: str
    line: int


def read_derived_rates(data_dir: Path, problems: list[DataError]) -> list[DerivedRate]:
    """Read which rates to compute.

    Args:
        data_dir: The catalogue's folder; without the file there is nothing to compute.
        problems: Receives what is wrong with a declaration.

    Returns:
        The declarations without fault.
    """
    path = data_dir / CATALOGUE / FILE
    if not path.is_file():
        return []
    shown_as = f"data/{CATALOGUE}/{FILE}"
    try:
        entries = read_entries(path, "derived_rate", shown_as=shown_as, allowed=_KEYS)
    except DataError as error:
        problems.append(error)
        return []
    rates = [_as_rate(entry) for _, entry in entries.iterrows()]
    faults = [(rate, _fault(rate)) for rate in rates]
    problems.extend(
        DataError(file=rate.file, row=rate.line, value=rate.indicator_id, expectation=fault)
        for rate, fault in faults
        if fault
    )
    return [rate for rate, fault in faults if not fault]


def derive_rates(
    rates: list[DerivedRate],
    catalogue: dict[str, pd.DataFrame],
    problems: list[DataError],
) -> pd.DataFrame:
    """Lay out the rows of computed rates; `complete_observations` gives them value and limits.

    A count that is withheld, suppressed, not published or not comparable gives a row without a
    value that carries the count's flag. An area without the stated population gives no row.

    Args:
        rates: What to compute.
        catalogue: Typed tables, of which observation, area_population and indicator are read.
        problems: Receives rates that find no count or no population.

    Returns:
        Rows of the `observation` table with numerator and denominator, without a value.
    """
    known = set(catalogue["indicator"]["indicator_id"])
    made: list[pd.DataFrame] = []
    for rate in rates:
        rows = _rows_of(rate, catalogue)
        missing = {rate.indicator_id, rate.numerator_indicator_id} - known
        if missing:
            problems.append(_problem(rate, f"Indicator not declared: {', '.join(missing)}."))
        elif rows.empty:
            problems.append(_problem(rate, "No count has these periods, age and population."))
        else:
            made.append(rows)
    if not made:
        return catalogue["observation"].iloc[:0]
    return pd.concat(made, ignore_index=True)


def _as_rate(entry: pd.Series) -> DerivedRate:
    texts = {key: str(entry[key]).strip() for key in _KEYS if key != "periods"}
    return DerivedRate(
        **texts,
        periods=tuple(filter(None, str(entry["periods"]).split("\n"))),
        file=str(entry[SOURCE_FILE]),
        line=int(entry[SOURCE_LINE]),
    )


def _fault(rate: DerivedRate) -> str:
    if rate.denominator not in {FROM_POPULATION, FROM_ROW}:
        return 'denominator must be "population" or "row".'
    if rate.denominator == FROM_POPULATION and not (
        rate.population_reference and rate.age and rate.periods
    ):
        return "A rate over a population names population_reference, age and periods."
    return ""


def _rows_of(rate: DerivedRate, catalogue: dict[str, pd.DataFrame]) -> pd.DataFrame:
    counts = catalogue["observation"]
    chosen = counts["indicator_id"] == rate.numerator_indicator_id
    if rate.age:
        chosen &= counts["age"] == rate.age
    if rate.periods:
        chosen &= counts["period_label"].isin(list(rate.periods))
    if rate.denominator == FROM_POPULATION:
        # Populations are held for all persons; no other figure may be divided by them.
        chosen &= (counts["sex"] == "Persons") & (counts["breakdown_type"] == "")
    rows = counts[chosen]
    numerators = rows["numerator"].fillna(rows["value"])
    denominators = _denominators(rate, rows, catalogue["area_population"])
    hidden = rows["flag"].isin(NEVER_COMPUTED)
    laid_out = rows.assign(
        indicator_id=rate.indicator_id,
        numerator=numerators,
        denominator=denominators,
        limits_basis="",
        value_basis="computed",
        note=_joined(rows["note"], rate.note),
        **dict.fromkeys(["value", "lower95", "upper95", "lower998", "upper998"], np.nan),
    )
    at_source = dict(zip(SOURCE, (rate.file, rate.line), strict=True))
    return laid_out[hidden | denominators.gt(0)].assign(**at_source)


def _denominators(rate: DerivedRate, rows: pd.DataFrame, populations: pd.DataFrame) -> pd.Series:
    if rate.denominator == FROM_ROW:
        return rows["denominator"]
    stated = populations[
        (populations["reference"] == rate.population_reference) & (populations["age"] == rate.age)
    ].drop_duplicates("area_code")
    return rows["area_code"].map(stated.set_index("area_code")["persons"].astype("float64"))


def _joined(notes: pd.Series, note: str) -> pd.Series:
    return (notes.where(notes == "", notes + " ") + note).str.strip()


def _problem(rate: DerivedRate, expectation: str) -> DataError:
    return DataError(
        file=rate.file, row=rate.line, value=rate.indicator_id, expectation=expectation
    )
