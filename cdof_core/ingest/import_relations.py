"""What adds up to what among the figures of an import: sexes, ages, parts, years, areas."""

from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd

from cdof_core.disclosure import Relation
from cdof_core.ingest.known import Known

AREA: Final = "area"
PERIOD: Final = "period"
SEX: Final = "sex"
AGE: Final = "age"
PART: Final = "part"
VINTAGE: Final = "vintage"
DIMENSIONS: Final = (AREA, PERIOD, SEX, AGE, PART, VINTAGE)
MEASURE: Final = "measure"
COUNT: Final = "counted"
REST: Final = "not counted"
BASE: Final = "base"
WHOLE: Final = "whole"
_EVERY_AGE: Final = "every age"

# A label's meaning must not be guessed from its words: dimension and colon keep them apart.
_ENGLAND: Final = "E92000001"


def label_rows(rows: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return for each figure its labels in `DIMENSIONS`."""
    age = rows["age"].where(rows["age"] != "All ages", _EVERY_AGE)
    part = (rows["breakdown_type"] + ": " + rows["breakdown"]).where(rows["breakdown"] != "", WHOLE)
    spans = rows["period_start"].dt.strftime("from %Y-%m-%d") + rows["period_end"].dt.strftime(
        " until %Y-%m-%d"
    )
    vintage = "edition " + rows["vintage"]
    columns = (rows["area_code"], spans, "sex " + rows["sex"], "age " + age, part, vintage)
    return list(zip(*(column.astype("str") for column in columns), strict=True))


def state_relations(cells: pd.DataFrame, known: Known) -> list[Relation]:
    """State what adds up to what among the labels of one indicator.

    Where the numbers agree the parts are all of the whole; otherwise the whole holds them and
    more, which a reader may know as well.

    Args:
        cells: One row a cell with `DIMENSIONS`, `MEASURE` and `number`.
        known: Areas.

    Returns:
        Statements for `protect_tables`.
    """
    stated: list[Relation] = []
    sexes = [label for label in ("sex Female", "sex Male") if _has(cells, SEX, label)]
    stated += _state(cells, SEX, "sex Persons", [sexes])
    ages = [label for label in cells[AGE].unique() if label != f"age {_EVERY_AGE}"]
    stated += _state(cells, AGE, f"age {_EVERY_AGE}", [ages])
    parts = pd.Series([label for label in cells[PART].unique() if label != WHOLE], dtype="str")
    kinds = parts.str.split(": ").str[0]
    stated += _state(cells, PART, WHOLE, [list(group) for _, group in parts.groupby(kinds)])
    stated += _windows(cells)
    stated += _nested_areas(cells, known)
    stated += _state(cells, MEASURE, BASE, [[COUNT, REST]])
    return stated


def _has(cells: pd.DataFrame, dimension: str, label: str) -> bool:
    return bool((cells[dimension] == label).any())


def _state(
    cells: pd.DataFrame, dimension: str, whole: str, groups: Iterable[list[str]]
) -> list[Relation]:
    if not _has(cells, dimension, whole):
        return []
    stated: list[Relation] = []
    for parts in groups:
        if not parts:
            continue
        wide = _wide(cells, dimension)
        missing = [part for part in parts if part not in wide]
        sums = wide[[part for part in parts if part in wide]].sum(axis=1, skipna=False)
        both = pd.DataFrame({"whole": wide[whole], "parts": sums}).dropna()
        adds_up = not missing and len(parts) > 1 and len(both) > 0
        if adds_up and np.allclose(both["whole"], both["parts"]):
            stated.append(Relation(whole, tuple(parts)))
            continue
        # Parts that overlap make no statement together, yet each lies within the whole.
        for part in parts:
            pair = wide.reindex(columns=[whole, part]).dropna()
            if bool((pair[whole] >= pair[part]).all()):
                stated.append(Relation(whole, (part,), is_complete=False))
    return stated


def _wide(cells: pd.DataFrame, dimension: str) -> pd.DataFrame:
    others = [name for name in (*DIMENSIONS, MEASURE) if name != dimension]
    return cells.pivot_table(
        index=others, columns=dimension, values="number", aggfunc="first", dropna=False
    ).dropna(how="all")


def _windows(cells: pd.DataFrame) -> list[Relation]:
    """State which periods make up which longer one, and which lie within one another."""
    labels = sorted(cells[PERIOD].unique())
    spans = {label: _span(label) for label in labels}
    stated: list[Relation] = []
    for whole, (start, end) in spans.items():
        inside = [
            label
            for label, (first, last) in spans.items()
            if label != whole and first >= start and last <= end
        ]
        if not inside:
            continue
        tiles = _tiling(inside, spans, start, end)
        stated += _state(cells, PERIOD, whole, [tiles or inside])
    return stated


def _span(label: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    _, start, _, end = label.split(" ")
    return pd.Timestamp(start), pd.Timestamp(end)


def _tiling(
    labels: list[str],
    spans: dict[str, tuple[pd.Timestamp, pd.Timestamp]],
    start: pd.Timestamp,
    end: pd.Timestamp,
) -> list[str]:
    """Return the shortest periods that follow each other from start to end; none if they do not."""
    chosen: list[str] = []
    at = start
    while at <= end:
        nexts = [label for label in labels if spans[label][0] == at]
        if not nexts:
            return []
        shortest = min(nexts, key=lambda label: spans[label][1])
        chosen.append(shortest)
        at = spans[shortest][1] + pd.Timedelta(days=1)
    return chosen


def _nested_areas(cells: pd.DataFrame, known: Known) -> list[Relation]:
    """State which regions hold which authorities, and England its regions."""
    given = set(cells[AREA])
    areas = known.areas[known.areas["level"].isin(["upper_tier", "region"])]
    stated: list[Relation] = []
    authorities = areas[areas["level"] == "upper_tier"]
    for region, members in authorities.groupby("region_code"):
        listed = [code for code in members["area_code"] if code in given]
        if region in given and listed:
            stated += _state(cells, AREA, str(region), [listed])
    if _ENGLAND in given:
        regions = [
            code for code in areas.loc[areas["level"] == "region", "area_code"] if code in given
        ]
        loose = [
            code
            for code, region in zip(
                authorities["area_code"], authorities["region_code"], strict=True
            )
            if code in given and region not in given
        ]
        stated += _state(cells, AREA, _ENGLAND, [part for part in (regions, loose) if part])
    return stated
