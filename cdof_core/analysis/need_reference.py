"""The bull's-eyes of the Bedford chapter, under every estimate it prints."""

from collections.abc import Iterator
from math import nan
from typing import Final

from cdof_core.analysis.ageing import is_long_ago
from cdof_core.analysis.need_estimate import Caseload, NeedEstimate, Substance
from cdof_core.analysis.need_estimates import estimate_slug
from cdof_core.comparison.records import records_of
from cdof_core.store import observations as observation_store

REFERENCE_AREA: Final = "E06000055"
REFERENCE_COLLECTION: Final = "bedford_jsna"

_TWO_PRINTED: Final = {
    "Table 1, 2011/12": "the estimate printed in Table 1 of the earlier chapter",
    "Table 16": "the estimate printed in Table 16 of the earlier chapter",
}
_SEGMENTS: Final = {
    "now": "in treatment now",
    "year": "in treatment this year, not now",
    "known": "known, not treated this year",
    "not_known": "not known",
}


def reference_estimates() -> tuple[NeedEstimate, ...]:
    """Return the bull's-eyes of the Bedford chapter under every estimate it prints."""
    return tuple(
        estimate
        for substance in (Substance.OCU, Substance.OPIATE, Substance.CRACK)
        for estimate in _reference(substance)
    )


def _reference(substance: Substance) -> Iterator[NeedEstimate]:
    """Yield the chapter's caseload of a substance under each estimate printed for it."""
    parts = observation_store.breakdown_series(
        indicator_id=f"bedford_{substance}_segments", area_codes=[REFERENCE_AREA]
    )
    if parts.empty:
        return
    people = dict(zip(parts["breakdown"], parts["value"].astype(float), strict=True))
    period = str(parts["period_label"].iloc[0])
    estimates = observation_store.series_of_areas(
        indicator_ids=[f"bedford_{substance}_prevalence"], area_codes=[REFERENCE_AREA]
    ).sort_values("value", ascending=False)
    printed_with = str(parts["vintage"].iloc[0])
    now, year, known, not_known = (people[name] for name in _SEGMENTS.values())
    for row in records_of(estimates):
        vintage = str(row["vintage"])
        users = float(row["value"])
        yield NeedEstimate(
            estimate_id=estimate_slug(substance, row["indicator_id"], row["period_label"], vintage),
            substance=substance,
            area_code=REFERENCE_AREA,
            area_name="Bedford",
            period=period,
            label=f"{users:,.0f} · {vintage}",
            prevalence=users,
            lower=nan,
            upper=nan,
            caseload=Caseload(
                in_year=now + year,
                now=now,
                known=known,
                # The remainder is printed for the estimate of its own table only.
                printed_not_known=not_known if vintage == printed_with else nan,
            ),
            origin=_TWO_PRINTED.get(
                vintage, f"the estimate printed in {vintage} of the earlier chapter"
            ),
            dataset_ids=tuple(dict.fromkeys([str(row["dataset_id"]), *parts["dataset_id"]])),
            notes=("The chapter prints this estimate without an interval.", str(row["note"])),
            collection=REFERENCE_COLLECTION,
            is_long_ago=bool(is_long_ago(parts).iloc[0]),
        )
