"""What can be found: areas with their former names, measures, terms, and words in use for them."""

import csv
from collections.abc import Container, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from cdof_core.analysis.search import Entry, Kind, OtherName, SearchIndex, Synonym
from cdof_core.comparison.records import records_of
from cdof_core.domain import AreaLevel

_SYNONYMS = Path(__file__).with_name("search_synonyms.csv")
_AS_AREAS = "areas"
_ENGLAND = "England"


@cache
def read_synonyms() -> tuple[Synonym, ...]:
    """Return the words that people use for what publications name otherwise."""
    with _SYNONYMS.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Synonym(
                said=row["said"],
                is_area=row["kind"] == _AS_AREAS,
                means=tuple(part.strip() for part in row["means"].split(";")),
                note=row["note"],
            )
            for row in csv.DictReader(lines)
        )


def build_index(
    *,
    areas: pd.DataFrame,
    area_changes: pd.DataFrame,
    indicators: pd.DataFrame,
    glossary: pd.DataFrame,
    synonyms: tuple[Synonym, ...],
) -> SearchIndex:
    """Put together what can be found.

    Args:
        areas: As `store.areas.areas` returns them.
        area_changes: As `store.areas.area_changes` returns them.
        indicators: Those with current figures.
        glossary: Terms and their meaning.
        synonyms: From `read_synonyms`.
    """
    index = SearchIndex(synonyms=synonyms)
    for entries in (_areas(areas, area_changes), _measures(indicators), _terms(glossary)):
        for entry in entries:
            index.add(entry)
    return index


def _areas(areas: pd.DataFrame, changes: pd.DataFrame) -> Iterator[Entry]:
    records = records_of(areas)
    names = {str(row["area_code"]): str(row["name"]) for row in records}
    today = {row["area_code"] for row in records if row["level"] == AreaLevel.UPPER_TIER.value}
    former: dict[str, list[OtherName]] = {}
    for row in records_of(changes):
        former.setdefault(str(row["new_code"]), []).extend(_former_names(row, names, today))
    for row in records:
        code, name = str(row["area_code"]), str(row["name"])
        if code in today:
            others = (OtherName(code), *former.get(code, ()))
            region = names.get(str(row["region_code"]), "")
            yield Entry(Kind.AREA, code, name, about=region, others=others)
        elif row["level"] == AreaLevel.REGION.value or name == _ENGLAND:
            yield Entry(Kind.NATIONAL, code, name, others=(OtherName(code),))


def _former_names(
    row: Mapping[Any, Any], names: Mapping[str, str], today: Container[str]
) -> Iterator[OtherName]:
    """Give what an area, or a part of it, was called and numbered before."""
    code, name, change = str(row["old_code"]), str(row["old_name"]), str(row["change"])
    new = names.get(str(row["new_code"]), "")
    since = f", {row['effective']}" if row["effective"] else ""
    if code not in today:
        yield OtherName(code, f"{code} is a former code: {name} {change} {new}{since}.")
    if name != new:
        yield OtherName(name, f"{name}: {change} {new}{since}.")


def _measures(indicators: pd.DataFrame) -> Iterator[Entry]:
    for row in records_of(indicators):
        others = (OtherName(str(row["name"])), OtherName(str(row["sentence_name"])))
        key, name = str(row["indicator_id"]), str(row["short_name"])
        yield Entry(Kind.MEASURE, key, name, about=str(row["definition"]), others=others)


def _terms(glossary: pd.DataFrame) -> Iterator[Entry]:
    for row in records_of(glossary):
        term = str(row["term"])
        yield Entry(Kind.TERM, term, term, about=str(row["meaning"]))
