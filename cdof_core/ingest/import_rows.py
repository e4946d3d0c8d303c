"""Checks of imported rows by themselves, and their completion."""

from typing import Any, Final

import numpy as np
import pandas as pd

from cdof_core.ingest.cells import SOURCE_FILE, SOURCE_LINE
from cdof_core.ingest.derive import complete_observations
from cdof_core.ingest.findings import Sieve, each
from cdof_core.ingest.import_rules import sieve_rows
from cdof_core.ingest.imported import SOURCE_SHEET, Imported, Problem
from cdof_core.ingest.known import Known
from cdof_core.ingest.observation_columns import NUMBERS, OBSERVATION_COLUMNS, SOURCE

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
_RULE_COLUMNS: Final = ("value_kind", "unit", "multiplier", "decimals")


def type_rows(given: pd.DataFrame, imported: Imported, *, before: int = 0) -> pd.DataFrame:
    """Return rows of an import with every column of the table, each of its type.

    Args:
        given: Rows as the importer read them.
        imported: The import they are of.
        before: How many rows of it were looked at before these.
    """
    rows = given.set_axis(pd.RangeIndex(before, before + len(given)))
    made: dict[str, Any] = {}
    for name, otherwise in text_defaults(imported).items():
        made[name] = _texts(rows, name, otherwise)
    for name in NUMBERS:
        numbers = rows[name] if name in rows else pd.Series(np.nan, index=rows.index)
        made[name] = numbers.astype("float64")
    for name in ("period_start", "period_end"):
        made[name] = pd.to_datetime(rows[name])
    counted = pd.Series(rows.index + 2, index=rows.index)
    lines = rows[SOURCE_LINE].fillna(0) if SOURCE_LINE in rows else counted
    made[SOURCE_LINE] = lines.astype("int64")
    return pd.DataFrame(made)


def text_defaults(imported: Imported) -> dict[str, str]:
    """Return every column of texts with what stands for an empty or missing one."""
    return {
        **_TEXTS,
        "table_name": imported.dataset.get("table_name", ""),
        SOURCE_FILE: imported.sources[0].name if imported.sources else imported.dataset_id,
        SOURCE_SHEET: "",
    }


def _texts(rows: pd.DataFrame, name: str, otherwise: str) -> pd.Series:
    if name not in rows:
        return pd.Series(otherwise, index=rows.index, dtype="str")
    texts = rows[name].astype("str").fillna("")
    return texts.mask(texts == "", otherwise) if otherwise else texts


def sieve_rows_alone(
    rows: pd.DataFrame, indicators: pd.DataFrame, known: Known, *, added: frozenset[str]
) -> Sieve:
    """Set aside every row that cannot be used, whatever the others are.

    Args:
        rows: Typed.
        indicators: Those of the snapshot, then those of the import.
        known: Areas and their changes.
        added: Codes of areas that the import brings itself.
    """
    sieve = Sieve(_with_rules(rows, indicators))
    _check_places(sieve, known, indicators, added)
    sieve_rows(sieve)
    return sieve


def complete_rows(
    kept: pd.DataFrame, indicators: pd.DataFrame
) -> tuple[pd.DataFrame, list[Problem]]:
    """Compute what rows leave out; return them in the order of the table, and what is odd."""
    without = kept.drop(columns=[*_RULE_COLUMNS], errors="ignore")
    done = complete_observations(_counts_as_values(without, indicators), indicators)
    odd = Sieve(done.contradicted)
    odd.warn(
        pd.Series(data=True, index=odd.rows.index),
        rule="limits",
        expected="The value lies outside the limits of its own count and denominator.",
        remedy="It is published without limits.",
        column="value",
        values=odd.rows["value"],
    )
    return done.observations[[*OBSERVATION_COLUMNS, *SOURCE]], odd.problems


def added_areas(imported: Imported) -> frozenset[str]:
    """Return the codes of the areas that an import brings itself."""
    areas = imported.tables.get("area")
    return frozenset() if areas is None else frozenset(areas["area_code"])


def rules_of(indicators: pd.DataFrame) -> pd.DataFrame:
    """Return indicator_id and what its figures are held against; the last declaration counts."""
    return indicators.drop_duplicates("indicator_id", keep="last")[["indicator_id", *_RULE_COLUMNS]]


def _with_rules(rows: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    rules = rules_of(indicators).set_index("indicator_id")
    codes, different = pd.factorize(rows["indicator_id"])
    wanted = rules.reindex(different).take(codes).set_index(rows.index)
    return pd.concat([rows, wanted], axis=1)


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
    ended = pd.to_datetime(each(rows["area_code"], known.ends.get))
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
    counts = each(rows["indicator_id"], lambda one: kinds.get(one) == "count")
    filled = rows["value"].fillna(rows["numerator"].where(counts & (rows["flag"] == "")))
    return rows.assign(value=filled)
