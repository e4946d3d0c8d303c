"""Imports of invented figures, for the tiny catalogue."""

import pandas as pd

from cdof_core.ingest.imported import Imported, SourceFile

DATASET = {
    "publisher": "Testshire Council",
    "publication": "Own counts",
    "table_name": "Sheet 1",
    "strength": "official_workbook",
    "sensitivity": "open",
    "disclosure_rule": "none",
    "collection": "current",
}


def observation(area_code: str, year: int, value: float, **other: object) -> dict[str, object]:
    """A complete row of the observation table, without its dataset."""
    return {
        "indicator_id": "offences",
        "area_code": area_code,
        "period_start": pd.Timestamp(year, 1, 1),
        "period_end": pd.Timestamp(year, 12, 31),
        "period_label": str(year),
        "period_kind": "calendar",
        "sex": "Persons",
        "age": "All ages",
        "breakdown_type": "",
        "breakdown": "",
        "numerator": float("nan"),
        "denominator": float("nan"),
        "value": value,
        "lower95": float("nan"),
        "upper95": float("nan"),
        "lower998": float("nan"),
        "upper998": float("nan"),
        "limits_basis": "none",
        "value_basis": "published",
        "flag": "",
        "vintage": "",
        "table_name": "Sheet 1",
        "note": "",
        **other,
    }


def own_import(
    rows: list[dict[str, object]], *, dataset_id: str = "own-counts", **dataset: str
) -> Imported:
    """An import of these rows as it is when it has been checked."""
    return Imported(
        dataset_id=dataset_id,
        dataset={**DATASET, **dataset},
        observations=pd.DataFrame(rows),
        importer="own table",
        sources=(SourceFile("own.csv", "ab" * 32, 100),),
    )
