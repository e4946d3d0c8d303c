"""From the counts of an export to figures and the indicators they are of."""

from typing import Any, Final

import numpy as np
import pandas as pd

from cdof_core.ingest.sources.findings import Findings
from cdof_core.ingest.sources.ndtms_columns import (
    WHO_WORDS,
    Counted,
)
from cdof_core.ingest.sources.ndtms_rates import (
    SOURCE,
    rate_indicators,
)
from cdof_core.ingest.sources.new_indicators import declare

ENGLAND: Final = "E92000001"


_SUBSTANCE = "substance group"


# A section whose every category is 0 among so many people was not collected that year.
ENOUGH_TO_TELL: Final = 50


def blank_uncollected(
    table: pd.DataFrame, numbers: pd.DataFrame, counted: list[Counted], findings: Findings
) -> None:
    """Take zeros away from sections that nobody was asked about in an area and year."""
    sections: dict[str, list[str]] = {}
    for reading in counted:
        group = "scnr" if reading.column.startswith("scnr_") else reading.indicator_id
        if reading.section or group == "scnr":
            sections.setdefault(group, []).append(reading.column)
    base = next(
        (name for name in ("intreatment_allintx", "num_intreatment_allintx") if name in numbers), ""
    )
    if not base:
        return
    years = pd.Series([period.label for period in table["period"]], index=table.index)
    keys = pd.Series(table["area_code"] + " " + years, index=table.index)
    for key in dict.fromkeys(keys):
        rows = keys == key
        if numbers.loc[rows, base].max() < ENOUGH_TO_TELL:
            continue
        for group, columns in sections.items():
            part = numbers.loc[rows, columns]
            if len(columns) > 1 and part.max().max() == 0:
                numbers.loc[rows, columns] = np.nan
                findings.warn(
                    "not collected",
                    f"{group}: every number of a year is 0, so it was not collected; left out.",
                    value=key,
                )


def figures(keys: pd.DataFrame, numbers: pd.Series, reading: Counted) -> pd.DataFrame:
    """Return the rows of one measure as figures."""
    held = numbers.notna().to_numpy()
    made = keys[held].copy()
    made["value"] = made["numerator"] = numbers[held].to_numpy(dtype=float)
    is_england = made["area_code"] == ENGLAND
    own = reading.indicator_id == "ndtms_in_treatment"
    national = "treatment_number" if own else reading.indicator_id
    made["indicator_id"] = np.where(is_england, national, reading.indicator_id)
    substance = made.pop("substance")
    if not reading.section:
        made["breakdown"] = substance
        made["breakdown_type"] = np.where(substance == "", "", _SUBSTANCE)
        return made
    together = f"{_SUBSTANCE} and {reading.section}"
    made["breakdown_type"] = np.where(substance == "", reading.section, together)
    made["breakdown"] = np.where(
        substance == "", reading.category, substance + ": " + reading.category
    )
    return made


def declare_counts(counted: list[Counted], used: set[str]) -> list[dict[str, Any]]:
    """Return the indicators that the export declares."""
    declared: dict[str, dict[str, Any]] = {}
    for reading in counted:
        if reading.section and reading.indicator_id in used:
            who = WHO_WORDS[reading.who]
            name = f"{who[:1].upper()}{who[1:]}, by {reading.section} (ViewIt)"
            declared[reading.indicator_id] = declare(
                reading.indicator_id,
                name=name,
                unit="people",
                value_kind="count",
                data_source=SOURCE,
                numerator_name=who,
                inclusion_basis="Adults aged 18 and over in contact with structured treatment.",
                limitations="Rounded to 5 by the publisher for local areas.",
            )
    return [*declared.values(), *rate_indicators(used)]
