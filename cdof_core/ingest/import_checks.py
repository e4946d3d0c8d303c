"""Checks of an import as a whole, and its completion: what comes out is fit to become a room."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from cdof_core.ingest.cells import SOURCE_FILE, SOURCE_LINE
from cdof_core.ingest.derive import complete_observations
from cdof_core.ingest.findings import Sieve, rejected_rows
from cdof_core.ingest.import_rules import sieve_rows
from cdof_core.ingest.import_whole import check_whole
from cdof_core.ingest.imported import SOURCE_SHEET, Imported, Problem, Severity
from cdof_core.ingest.known import Known

_SOURCES: Final = (SOURCE_FILE, SOURCE_SHEET, SOURCE_LINE)
_TEXTS: Final = {
    "indicator_id": "",
    "area_code": "",
    "period_label": "",
    "period_kind": "other",
    "sex": "Persons",
    "age": "All ages",
    "breakdown_type": "",
    "breakdown": "",
    "limits_basis": "",
    "value_basis": "",
    "flag": "",
    "vintage": "",
    "table_name": "",
    "note": "",
}
_NUMBERS: Final = (
    "numerator",
    "denominator",
    "value",
    "lower95",
    "upper95",
    "lower998",
    "upper998",
)
_RULE_COLUMNS: Final = ("value_kind", "unit", "multiplier", "decimals")
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
    *_NUMBERS,
    "limits_basis",
    "value_basis",
    "flag",
    "vintage",
    "table_name",
    "note",
)


def check_import(imported: Imported, known: Known) -> Imported:
    """Check an import, set aside what cannot be used and complete the rest.

    Args:
        imported: As its importer read it.
        known: Areas and indicators that the snapshot knows.

    Returns:
        The same with complete observations (all columns of the table but `dataset_id`, computed
        values and limits included), further findings and further rejected rows.
    """
    rows = _typed(imported)
    declared = pd.DataFrame([dict(entry) for entry in imported.indicators])
    indicators = pd.concat([known.indicators, declared], ignore_index=True)
    sieve = Sieve(_with_rules(rows, indicators))
    _check_places(sieve, known, indicators, _added_areas(imported))
    sieve_rows(sieve)
    check_whole(sieve, known)
    kept = sieve.kept().drop(columns=[*_RULE_COLUMNS])
    done = complete_observations(_counts_as_values(kept, indicators), indicators)
    sieve.warn(
        pd.Series(sieve.rows.index.isin(done.contradicted.index), index=sieve.rows.index),
        rule="limits",
        expected="The value lies outside the limits of its own count and denominator.",
        remedy="It is published without limits.",
        column="value",
        values=sieve.rows["value"],
    )
    sources = [name for name in _SOURCES if name in done.observations]
    fresh = rejected_rows(sieve, rows[[name for name in OBSERVATION_COLUMNS if name in rows]])
    faults = [] if len(done.observations) else [_nothing_left(imported)]
    return replace(
        imported,
        observations=done.observations[[*OBSERVATION_COLUMNS, *sources]].reset_index(drop=True),
        problems=(*imported.problems, *sieve.problems, *faults),
        rejected=pd.concat([imported.rejected, fresh], ignore_index=True)
        if len(fresh)
        else imported.rejected,
    )


def _nothing_left(imported: Imported) -> Problem:
    name = imported.sources[0].name if imported.sources else imported.dataset_id
    return Problem(
        severity=Severity.ERROR,
        rule="figures",
        file=name,
        expected="Not one row can be used.",
        remedy="Mend what is listed, or say anew what the columns hold.",
    )


def _typed(imported: Imported) -> pd.DataFrame:
    given = imported.observations
    rows = pd.read_parquet(given) if isinstance(given, Path) else given
    rows = rows.reset_index(drop=True)
    made: dict[str, Any] = {}
    for name, otherwise in _TEXTS.items():
        column = rows.get(name, pd.Series(otherwise, index=rows.index, dtype="str"))
        texts = column.astype("str").where(column.notna(), otherwise)
        made[name] = texts.where(texts != "", otherwise)
    for name in _NUMBERS:
        made[name] = rows.get(name, pd.Series(np.nan, index=rows.index)).astype("float64")
    for name in ("period_start", "period_end"):
        made[name] = pd.to_datetime(rows[name])
    table = imported.dataset.get("table_name", "")
    made["table_name"] = made["table_name"].where(made["table_name"] != "", table)
    name = imported.sources[0].name if imported.sources else imported.dataset_id
    made[SOURCE_FILE] = rows.get(SOURCE_FILE, pd.Series(name, index=rows.index, dtype="str"))
    made[SOURCE_SHEET] = rows.get(SOURCE_SHEET, pd.Series("", index=rows.index, dtype="str"))
    lines = pd.Series(np.arange(2, len(rows) + 2), index=rows.index)
    made[SOURCE_LINE] = rows.get(SOURCE_LINE, lines).fillna(0).astype("int64")
    return pd.DataFrame(made)


def _with_rules(rows: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    rules = indicators.drop_duplicates("indicator_id", keep="last").set_index("indicator_id")
    wanted = rules[list(_RULE_COLUMNS)].reindex(rows["indicator_id"]).set_index(rows.index)
    return pd.concat([rows, wanted], axis=1)


def _added_areas(imported: Imported) -> frozenset[str]:
    areas = imported.tables.get("area")
    return frozenset() if areas is None else frozenset(areas["area_code"])


def _check_places(
    sieve: Sieve, known: Known, indicators: pd.DataFrame, added: frozenset[str]
) -> None:
    rows = sieve.rows
    declared = set(known.area_names) | added
    sieve.refuse(
        ~rows["area_code"].isin(list(declared)),
        rule="known areas",
        column="area_code",
        values=rows["area_code"],
        expected=known.explain_area,
    )
    ended = pd.to_datetime(rows["area_code"].map(known.ends))
    sieve.refuse(
        ended.notna() & (rows["period_start"] > ended),
        rule="areas of their time",
        column="area_code",
        values=rows["area_code"],
        expected=known.explain_area,
        remedy="Give figures from then on for those that followed.",
    )
    sieve.refuse(
        ~rows["indicator_id"].isin(indicators["indicator_id"].tolist()),
        rule="known indicators",
        column="indicator_id",
        values=rows["indicator_id"],
        expected="No indicator of this name is declared.",
        remedy="Declare it, or use the name of one that is.",
    )


def _counts_as_values(rows: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Fill in the value of an indicator that counts: the count itself."""
    kinds = dict(zip(indicators["indicator_id"], indicators["value_kind"], strict=True))
    counts = rows["indicator_id"].map(kinds) == "count"
    filled = rows["value"].fillna(rows["numerator"].where(counts & (rows["flag"] == "")))
    return rows.assign(value=filled)
