"""Measures of own tables: those the explorer knows, and new ones declared from what is given."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from cdof_core.ingest.findings import Sieve, read_each
from cdof_core.ingest.known import Known
from cdof_core.ingest.own_table.mapping import TableMapping
from cdof_core.ingest.own_table.percents import HAS_SIGN, UNIT, warn_of_percents
from cdof_core.ingest.own_table.units import HUNDRED, PERCENT, NewMeasure, measure_of

_LONGEST_SHORT_NAME = 48
_MOST = 0.5


def declare_measures(
    rows: pd.DataFrame, mapping: TableMapping, known: Known, sieve: Sieve
) -> tuple[pd.DataFrame, tuple[dict[str, Any], ...]]:
    """Give every row its indicator, declaring those that are new.

    Args:
        rows: Rows with the measure's name as `indicator_id`.
        mapping: What the user says of a new measure.
        known: Indicators that the snapshot knows.
        sieve: Receives warnings.

    Returns:
        The rows with identifiers and the `direction` of their targets, and the new indicators.
    """
    names = rows["indicator_id"].drop_duplicates().tolist()
    identifiers = {name: known.indicator_words.get(name.lower(), "") for name in names}
    polarities = dict(
        zip(known.indicators["indicator_id"], known.indicators["polarity"], strict=True)
    )
    new: list[dict[str, Any]] = []
    given = rows.groupby("indicator_id")[["denominator", "value"]].count()
    said = _measures_said(rows, mapping)
    for name in names:
        if identifiers[name]:
            continue
        made = _declare(
            name,
            said[name],
            source=mapping.dataset,
            has_denominator=bool(given.loc[name, "denominator"]),
            has_value=bool(given.loc[name, "value"]),
            position=900 + len(new),
        )
        identifiers[name] = made["indicator_id"]
        polarities[made["indicator_id"]] = made["polarity"]
        new.append(made)
    is_new = rows["indicator_id"].isin([entry["name"] for entry in new])
    if new and not mapping.measure.polarity:
        everywhere = is_new.reindex(sieve.rows.index, fill_value=False)
        sieve.warn(
            everywhere,
            rule="polarity",
            values=sieve.rows["indicator_id"],
            expected=lambda name: f"Nobody said whether low or high is good of {name!r}.",
            remedy="It is shown without better and worse; choose a polarity to have it judged.",
        )
    held = pd.concat([known.indicators, pd.DataFrame(new)])
    unit_of = dict(zip(held["indicator_id"], held["unit"], strict=True))
    warn_of_percents(rows, {name: unit_of[identifiers[name]] for name in names}, sieve)
    asked = read_each(rows["indicator_id"], identifiers.__getitem__)
    return rows.assign(
        indicator_id=asked.column(),
        direction=asked.column(
            lambda one: "at_least" if polarities.get(one) == "high_is_good" else "at_most"
        ),
    ), tuple(new)


def _measures_said(rows: pd.DataFrame, mapping: TableMapping) -> dict[str, NewMeasure]:
    """Return what is said of each measure, with its unit."""
    figures = rows[rows["value"].notna()]
    signs = figures.groupby("indicator_id")[HAS_SIGN].mean()
    units = figures.loc[figures[UNIT] != "", ["indicator_id", UNIT]].value_counts(sort=True)
    first = units.reset_index().drop_duplicates("indicator_id").set_index("indicator_id")[UNIT]
    return {
        name: measure_of(
            name,
            mapping.measure,
            unit=str(first.get(name, "")),
            is_percent=bool(signs.get(name, 0) > _MOST),
        )
        for name in rows["indicator_id"].drop_duplicates()
    }


def _declare(
    name: str,
    said: NewMeasure,
    *,
    source: Mapping[str, str],
    has_denominator: bool,
    has_value: bool,
    position: int,
) -> dict[str, Any]:
    kind, unit, multiplier = said.value_kind, said.unit, said.multiplier
    percent = "%" in unit or "%" in name or "percent" in name.lower()
    if not kind:
        if has_denominator:
            kind = "proportion" if percent or not unit else "crude_rate"
        else:
            kind = "proportion" if percent else "count" if not has_value else "ratio"
    if kind == "proportion" and multiplier == 1.0:
        unit, multiplier = unit or PERCENT, HUNDRED
    short = name if len(name) <= _LONGEST_SHORT_NAME else name[: _LONGEST_SHORT_NAME - 1] + "…"
    intervals = {"proportion": "wilson", "crude_rate": "byar"}
    return {
        "indicator_id": f"own_{re.sub(r'[^a-z0-9]+', '_', name.lower()).strip('_')[:60]}",
        "name": name,
        "short_name": short,
        "outcome_id": "",
        "position": position,
        "role": "context",
        "profile": True,
        "definition": said.definition,
        "inclusion_basis": "",
        "limitations": "An own table, not an official statistic.",
        "data_source": source.get("publication", "") or "Own table",
        "geography": "",
        "frequency": source.get("frequency", ""),
        "unit": unit or ("events" if kind == "count" else ""),
        "multiplier": multiplier,
        "value_kind": kind,
        "polarity": said.polarity or "no_judgement",
        "interval_method": intervals.get(kind, "none") if has_denominator else "none",
        "decimals": 0 if kind == "count" else said.decimals,
        "numerator_name": "events",
        "denominator_name": "people",
        "sentence_name": name[:1].lower() + name[1:],
        "comparability": "",
        "collection": "current",
        "derived_from": "",
        "need": "",
        "part_of": "",
    }
