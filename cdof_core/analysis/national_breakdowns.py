"""The crime survey, treatment and deaths in England by substance, sex, age and deprivation."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

import pandas as pd

from cdof_core.analysis.national_panels import (
    NationalView,
    Part,
    finish_view,
    in_order,
    panels_by_latest,
)
from cdof_core.analysis.national_series import (
    broken_down_series,
    headline_series,
    regions,
)
from cdof_core.domain.area import ENGLAND, ENGLAND_AND_WALES
from cdof_core.domain.indicator import IndicatorId
from cdof_core.domain.sex import ADULT_GROUPS, FEMALE, PERSONS, SEX_GROUPS

_SURVEY_AGES: Final = ("16-59", "16-24")
_TREATMENT_AGES: Final = ("18-29", "30-49", "50+")
_ADULTS: Final = "18+"
_EVERYTHING: Final = ""

TREATMENT: Final = IndicatorId("treatment_number")
DEATHS_BY_SUBSTANCE: Final = IndicatorId("deaths_by_substance_rate")
DEATHS_BY_AGE: Final = IndicatorId("deaths_drug_misuse_age_rate")
DEATHS_BY_DEPRIVATION: Final = IndicatorId("deaths_drug_poisoning_deprivation_rate")
DEATHS_BY_SEX: Final = IndicatorId("deaths_drug_misuse_rate")
USE: Final = MappingProxyType(
    {"year": IndicatorId("drug_use_last_year"), "month": IndicatorId("drug_use_last_month")}
)


def survey_view(by: str) -> NationalView:
    """Return drug use by drug and age; `by` is the time asked about, one of `USE`."""
    chosen = USE[by]
    rows = _with_total(chosen, [ENGLAND_AND_WALES], total="Any drug")
    rows = rows[rows["age"].isin(_SURVEY_AGES)]
    rows = rows.assign(line="Ages " + rows["age"].str.replace("-", "–"))
    rows["line_rank"] = rows["age"].map({age: rank for rank, age in enumerate(_SURVEY_AGES)})
    order = panels_by_latest(rows[rows["line_rank"] == 0])
    return finish_view(Part.SURVEY, in_order(rows, order), by=by, is_shared=False)


def treatment_view(by: str) -> NationalView:
    """Return adults in treatment by substance; `by` is sex or age."""
    rows = _with_total(TREATMENT, [ENGLAND], total="All adults in treatment")
    everyone = (rows["sex"] == PERSONS) & (rows["age"] == _ADULTS)
    if by == "sex":
        parts = (rows["age"] == _ADULTS) & rows["sex"].isin(SEX_GROUPS)
        names = rows["sex"].map(ADULT_GROUPS)
        ranks = {name: 1 + rank for rank, name in enumerate(ADULT_GROUPS.values())}
    else:
        parts = (rows["sex"] == PERSONS) & rows["age"].isin(_TREATMENT_AGES)
        names = rows["age"].str.replace("-", "–")
        ranks = {age.replace("-", "–"): 1 + rank for rank, age in enumerate(_TREATMENT_AGES)}
    rows = rows.assign(line=names.where(parts, "All"))[everyone | parts]
    rows["line_rank"] = rows["line"].map(ranks | {"All": 0})
    order = panels_by_latest(rows[rows["line_rank"] == 0])
    return finish_view(Part.TREATMENT, in_order(rows, order), by=by, is_shared=False)


def deaths_view(by: str) -> NationalView:
    """Return deaths; `by` is substance, age, deprivation or sex."""
    rows = _DEATHS[by]()
    return finish_view(Part.DEATHS, rows, by=by, is_shared=by != "substance")


def _deaths_by_substance() -> pd.DataFrame:
    rows = _with_total(DEATHS_BY_SUBSTANCE, [ENGLAND_AND_WALES], total="All drug poisoning")
    rows = rows.assign(line="Deaths that mention it", line_rank=0)
    return in_order(rows, panels_by_latest(rows))


def _deaths_by_age() -> pd.DataFrame:
    rows = headline_series([DEATHS_BY_AGE], [ENGLAND_AND_WALES])
    titles = ("Ages " + rows["age"].str.replace("-", "–")).str.replace("Ages Under", "Ages under")
    rows = rows.assign(panel=titles, line=titles, line_rank=0)
    youngest = rows.assign(first=rows["age"].str.extract(r"(\d+)", expand=False).astype(float))
    youngest.loc[youngest["age"].str.startswith("Under"), "first"] = 0
    order = youngest.sort_values("first")["panel"].drop_duplicates()
    return in_order(rows, list(order))


def _deaths_by_deprivation() -> pd.DataFrame:
    rows = broken_down_series(DEATHS_BY_DEPRIVATION, [ENGLAND])
    rows = rows[rows["sex"].isin(SEX_GROUPS)].assign(panel=rows["breakdown"])
    rows = _by_sex(rows)
    return in_order(rows, sorted(set(rows["panel"])))


def _deaths_by_sex() -> pd.DataFrame:
    names = {str(ENGLAND): "England"} | regions()
    rows = headline_series([DEATHS_BY_SEX], list(names))
    rows = _by_sex(rows[rows["sex"].isin(SEX_GROUPS)])
    rows = rows.assign(panel=rows["area_code"].map(names))
    return in_order(rows, list(names.values()))


def _by_sex(rows: pd.DataFrame) -> pd.DataFrame:
    lines = rows["sex"].map(SEX_GROUPS)
    return rows.assign(line=lines, line_rank=(lines == SEX_GROUPS[FEMALE]).astype(int))


def _with_total(indicator_id: str, area_codes: list[str], *, total: str) -> pd.DataFrame:
    """Return all figures of an indicator, a panel for each breakdown and one for all together."""
    rows = pd.concat(
        [headline_series([indicator_id], area_codes), broken_down_series(indicator_id, area_codes)],
        ignore_index=True,
    )
    return rows.assign(panel=rows["breakdown"].where(rows["breakdown"] != _EVERYTHING, total))


_DEATHS: Final[MappingProxyType[str, Callable[[], pd.DataFrame]]] = MappingProxyType(
    {
        "substance": _deaths_by_substance,
        "age": _deaths_by_age,
        "deprivation": _deaths_by_deprivation,
        "sex": _deaths_by_sex,
    }
)
