"""The columns of an observation as importers hand it on, in the order of the table."""

from typing import Final

from cdof_core.ingest.cells import SOURCE_FILE, SOURCE_LINE
from cdof_core.ingest.imported import SOURCE_SHEET

SOURCE: Final = (SOURCE_FILE, SOURCE_SHEET, SOURCE_LINE)
"""Where a row was read."""

NUMBERS: Final = ("numerator", "denominator", "value", "lower95", "upper95", "lower998", "upper998")

OBSERVATION_COLUMNS: Final = (
    "indicator_id",
    "area_code",
    "period_start",
    "period_end",
    "period_label",
    "period_kind",
    "sex",
    "age",
    "breakdown_type",
    "breakdown",
    *NUMBERS,
    "limits_basis",
    "value_basis",
    "flag",
    "vintage",
    "table_name",
    "note",
)
