"""Estimates of how many people use, each with the caseload it is held against."""

from collections.abc import Iterator, Mapping
from math import isnan, nan
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.area_comparison import area_series
from cdof_core.analysis.carried_estimates import note_carried_over
from cdof_core.analysis.catalogue_columns import with_metadata
from cdof_core.analysis.need_estimate import Caseload, NeedEstimate, Substance
from cdof_core.analysis.places import Places
from cdof_core.comparison.keys import is_usable
from cdof_core.comparison.records import records_of
from cdof_core.domain.area import ENGLAND, partnership_members
from cdof_core.domain.indicator import NeedRole, Polarity, ValueKind
from cdof_core.domain.sex import PERSONS
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store

_SHARE_LIMITS: Final = (
    "The limits of prevalence follow from the publisher's limits of the share not in treatment, "
    "the caseload being counted."
)
_NO_INTERVAL: Final = "This estimate is held here without an interval."
_SAMPLING_ONLY: Final = (
    "The limits beside this estimate are narrow sampling limits, not those of the estimate, and "
    "are left out."
)
_DECIMALS: Final = 2
"""Places of the published numbers of people, which are averages of draws."""
_ROUNDED: Final = "People in treatment are rounded to the nearest 5 by their publisher."
_LIMITS_OF_ESTIMATE: Final = "limits are those of the estimate"


def area_estimates(places: Places) -> tuple[NeedEstimate, ...]:
    """Return every estimate held for the chosen area, all substances, the newest first.

    Args:
        places: The area and its benchmarks; a partnership's figures are added up where every
            member has them.

    Returns:
        Estimates; those without a caseload come last within their substance.
    """
    catalogue = indicator_store.indicators()
    rows = area_series(places, indicator_ids=_of_need(catalogue), catalogue=catalogue)
    return _newest_first(_from_rows(rows, places.area.code, places.area.name))


def england_estimates() -> tuple[NeedEstimate, ...]:
    """Return every estimate held for England, the newest first."""
    catalogue = indicator_store.indicators()
    rows = observation_store.series_of_areas(
        indicator_ids=_of_need(catalogue), area_codes=[ENGLAND]
    )
    rows = with_metadata(rows, catalogue)
    return _newest_first(_from_rows(rows, ENGLAND, "England"))


_PUBLISHED_RATE: Final = "ft_91117"
"""The public health profiles' estimate, once a user has brought it in."""
_COVERAGE: Final = {
    NeedRole.ALCOHOL_COVERAGE: Substance.ALCOHOL,
    NeedRole.DRUG_COVERAGE: Substance.OCU,
}
_ROLES: Final = (*_COVERAGE, NeedRole.DRUG_ESTIMATE, NeedRole.DRUG_CASELOAD)


def _of_need(catalogue: pd.DataFrame) -> list[str]:
    """Return the indicators that estimates and their caseloads are taken from."""
    is_of_need = catalogue["need"].isin([role.value for role in _ROLES])
    return [str(name) for name in catalogue.loc[is_of_need, "indicator_id"]]


def _from_rows(rows: pd.DataFrame, code: str, name: str) -> Iterator[NeedEstimate]:
    usable = rows[is_usable(rows) & rows["sex"].eq(PERSONS)]
    # A rate comes before the number of people that it repeats.
    by_role = {
        NeedRole(str(role)): list(records_of(group))
        for role, group in usable.sort_values(
            ["value_kind", "indicator_id"], kind="stable"
        ).groupby("need")
    }
    for role, substance in _COVERAGE.items():
        for row in by_role.get(role, []):
            yield _of_share(row, substance, code, name)
    counted = {str(row["period_label"]): row for row in _counted(by_role)}
    estimates = by_role.get(NeedRole.DRUG_ESTIMATE, [])
    numbers = {_edition(row) for row in estimates if not _is_rate(row)}
    for row in estimates:
        # A rate repeats a number of the same period and method, not one of another year.
        repeats = _is_rate(row) and _edition(row) in numbers
        if not isnan(float(row["numerator"])) and not repeats:
            yield _of_estimate(row, counted.get(str(row["period_label"])), code, name)


def _is_rate(row: Mapping[Any, Any]) -> bool:
    return row["value_kind"] != ValueKind.ESTIMATE.value


def _edition(row: Mapping[Any, Any]) -> tuple[str, str]:
    return str(row["period_label"]), str(row["vintage"])


def _counted(by_role: Mapping[NeedRole, list[dict[Any, Any]]]) -> Iterator[dict[Any, Any]]:
    """Yield people in treatment for opiates or crack by period, counted or implied."""
    for row in by_role.get(NeedRole.DRUG_COVERAGE, []):
        people = float(row["denominator"]) - float(row["numerator"])
        yield {**row, "people": round(people)}
    for row in by_role.get(NeedRole.DRUG_CASELOAD, []):
        yield {**row, "people": float(row["value"])}


def _of_share(row: Mapping[Any, Any], substance: Substance, code: str, name: str) -> NeedEstimate:
    """Take an estimate from a share of users in treatment, or not, with its counts."""
    met = row["polarity"] == Polarity.HIGH_IS_GOOD.value
    users, part = float(row["denominator"]), float(row["numerator"])
    treated = part if met else round(users - part, _DECIMALS)
    low, high = float(row["lower95"]), float(row["upper95"])
    # Limits that this product computes for pooled shares know nothing of the estimates behind them.
    is_published = not met and not partnership_members(code)
    has_limits = is_published and not isnan(low) and not isnan(high)
    period = str(row["period_label"])
    basis = _BASES.get((str(row["indicator_id"]), period), "")
    made_by = _maker_of(row)
    origin = f"the estimate used for {period}{_said_of(made_by)}"
    return NeedEstimate(
        estimate_id=estimate_slug(substance, row["indicator_id"], period, row["vintage"]),
        substance=substance,
        area_code=code,
        area_name=name,
        period=period,
        label=" · ".join(part for part in (f"{users:,.0f}", period, made_by) if part),
        prevalence=users,
        lower=treated / (1 - low / 100) if has_limits else nan,
        upper=treated / (1 - high / 100) if has_limits else nan,
        caseload=Caseload(in_year=treated),
        # Its own year is not given: the same estimate can serve the caseloads of several years.
        origin=f"{origin} ({basis})" if basis else origin,
        basis=basis,
        dataset_ids=(str(row["dataset_id"]),),
        is_long_ago=bool(row["is_long_ago"]),
        indicator_id=str(row["indicator_id"]),
        notes=(_SHARE_LIMITS if has_limits else _NO_INTERVAL, *_notes(row)),
    )


def _of_estimate(
    row: Mapping[Any, Any], counted: Mapping[Any, Any] | None, code: str, name: str
) -> NeedEstimate:
    """Take an estimate published by itself, and the caseload of the same year where one is held."""
    users, period = float(row["numerator"]), str(row["period_label"])
    vintage = _maker_of(row)
    lower, upper, said = _limits_of(row, users)
    sources = [str(row["dataset_id"])]
    notes = [said, *_notes(row)]
    if counted is not None:
        sources.append(str(counted["dataset_id"]))
        notes.append(_CASELOAD_FROM.get(NeedRole(counted["need"]), ""))
    return NeedEstimate(
        estimate_id=estimate_slug(Substance.OCU, row["indicator_id"], period, vintage),
        substance=Substance.OCU,
        area_code=code,
        area_name=name,
        period=period,
        label=" · ".join(part for part in (f"{users:,.0f}", period, vintage) if part),
        prevalence=users,
        lower=lower,
        upper=upper,
        caseload=Caseload(in_year=nan if counted is None else float(counted["people"])),
        origin=f"the estimate for {period}{_said_of(vintage)}",
        caseload_is=_CASELOAD_IS.get(NeedRole(counted["need"]), "") if counted else "",
        dataset_ids=tuple(dict.fromkeys(sources)),
        is_long_ago=bool(row["is_long_ago"]),
        indicator_id=str(row["indicator_id"]),
        notes=tuple(note for note in notes if note),
    )


_CASELOAD_FROM: Final = {
    NeedRole.DRUG_COVERAGE: (
        "People in treatment are those implied by the published number not in treatment "
        "(indicator 93517) for the same year; prevalence comes from another publication."
    ),
    NeedRole.DRUG_CASELOAD: (f"People in treatment are those aged 18 and over. {_ROUNDED}"),
}
_BASES: Final = {("alcohol_need_met", "2018/19"): "the mean of the three years before"}
"""Estimates that are none of their year: so in every authority held (see the dataset's caveats).

Here, not in the catalogue: it is a remark on one period's figures, and a measure has many.
"""
_CASELOAD_IS: Final = {
    NeedRole.DRUG_CASELOAD: (
        "aged 18 and over, while the estimate is for ages 15 to 64; the count is rounded to the "
        "nearest 5"
    ),
}
_ORIGINS: Final = {
    "alcohol_need_met": "University of Sheffield (ONS)",
    "alcohol_unmet_need": "Fingertips 93532",
    "opiate_unmet_need": "Fingertips 93517",
    _PUBLISHED_RATE: "Fingertips 91117",
}
"""Whose an estimate is, in a word for a menu: the catalogue names publications, as long as a line.

A measure that has none is called by the edition of its figures, and needs no entry.
"""
_IN_WORDS: Final = {
    "University of Sheffield (ONS)": "that the University of Sheffield made and ONS publishes",
    "Fingertips 93532": "in OHID's public health profiles (Fingertips 93532)",
    "Fingertips 93517": "in OHID's public health profiles (Fingertips 93517)",
    "Fingertips 91117": "in OHID's public health profiles (Fingertips 91117)",
    "NTA/PHE estimates": "by the National Treatment Agency and Public Health England",
    "revised method": "by the revised method",
    "LJMU method": "by the method of Liverpool John Moores University",
}
"""Who made an estimate, as a sentence says it: in short, Sheffield would be the city."""


def _maker_of(row: Mapping[Any, Any]) -> str:
    """Return whose an estimate is, in a word: by its figures' edition, else by its measure."""
    return str(row["vintage"]) or _ORIGINS.get(str(row["indicator_id"]), "")


def _said_of(vintage: str) -> str:
    """Return whose an estimate is, as it follows its period in a sentence."""
    return f" {_IN_WORDS[vintage]}" if vintage in _IN_WORDS else f", {vintage}" if vintage else ""


def _limits_of(row: Mapping[Any, Any], users: float) -> tuple[float, float, str]:
    """Return the limits in people, where they are those of the estimate, and what to say."""
    low, high = float(row["lower95"]), float(row["upper95"])
    if isnan(low) or isnan(high):
        return nan, nan, _NO_INTERVAL
    if not _is_rate(row):
        return low, high, ""
    is_own = (
        str(row["indicator_id"]) == _PUBLISHED_RATE
        or _LIMITS_OF_ESTIMATE in str(row["note"])
        or str(row["period_label"]) == "2011/12"
    )
    if not is_own:
        return nan, nan, _SAMPLING_ONLY
    scale = users / float(row["value"])
    return low * scale, high * scale, ""


def _notes(row: Mapping[Any, Any]) -> tuple[str, ...]:
    note = str(row["note"])
    return (note,) if note else ()


def estimate_slug(substance: Substance, indicator: object, period: object, vintage: object) -> str:
    """Return a stable name of an estimate, fit for a link."""
    text = "-".join(str(part) for part in (substance.value, indicator, period, vintage) if part)
    return "".join(sign if sign.isalnum() else "-" for sign in text.lower())


def _newest_first(estimates: Iterator[NeedEstimate]) -> tuple[NeedEstimate, ...]:
    def order(estimate: NeedEstimate) -> tuple[bool, str, bool]:
        return estimate.caseload.is_known, estimate.period, not isnan(estimate.lower)

    return tuple(sorted(note_carried_over(tuple(estimates)), key=order, reverse=True))
