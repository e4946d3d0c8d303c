"""Authorities and counties of the table of recorded crime, summed where all parts are there."""

from collections.abc import Mapping
from typing import Final

from cdof_core.domain import Period
from cdof_core.ingest.sources.findings import Findings
from cdof_core.ingest.sources.places import Places

NOTE_SUMMED: Final = "Sum of the figures of its districts."


class Total:
    """Counts of one area, from one row or several."""

    def __init__(self, index: int) -> None:
        self.index = index
        self.rows = 0
        self.counts: dict[str, float] = {}
        self.missing: dict[str, str] = {}

    def add(self, counts: Mapping[str, float | str]) -> None:
        """Add a row: numbers, or the flag that stands in place of one."""
        self.rows += 1
        for name, count in counts.items():
            if isinstance(count, str):
                self.missing[name] = count
            else:
                self.counts[name] = self.counts.get(name, 0) + count

    def result(self) -> dict[str, float | str]:
        """Return the sums; where one part is missing, its flag."""
        return {**self.counts, **self.missing}


def add_authorities(
    findings: Findings, totals: Mapping[str, Total], places: Places, period: Period
) -> None:
    """Add the figures of authorities that are a row of their own."""
    own: set[str] = set()
    for code, total in totals.items():
        area = places.own_code(code)
        if area is not None:
            own.add(area)
            note = NOTE_SUMMED if total.rows > 1 else ""
            add(findings, total.index, period, area, total.result(), note=note)
        elif code not in places.counties:
            findings.reject(total.index, "The explorer holds no such area.", {"code": code})
    for area, districts in places.parts.items():
        if area not in own and all(district in totals for district in districts):
            _add_sum(findings, [totals[district] for district in districts], period, area)


def add_counties(
    findings: Findings,
    totals: Mapping[str, Total],
    combined: Mapping[str, Total],
    places: Places,
    period: Period,
) -> None:
    """Add counties from their districts, and from partnerships that cover several districts.

    Such a partnership names no authority. It lies in the county where its force has but one.
    """
    counties: dict[str, list[str]] = {}
    for district, county in places.counties.items():
        counties.setdefault(county, []).append(district)
    for county, districts in counties.items():
        held = [totals[district] for district in districts if district in totals]
        force = places.forces.get(county, "")
        is_alone = sum(places.forces.get(other) == force for other in counties) == 1
        if places.levels.get(county) != "upper_tier" or county in totals:
            continue
        if len(held) == len(districts):
            _add_sum(findings, held, period, county)
        elif is_alone and force in combined:
            _add_sum(findings, [*held, combined[force]], period, county)
        elif held:
            findings.warn(
                "districts",
                f"{places.names[county]} is left out: of its {len(districts)} districts only "
                f"{len(held)} are in the table.",
            )


def _add_sum(findings: Findings, parts: list[Total], period: Period, area: str) -> None:
    """Add a sum, or say why there is none."""
    whole = Total(parts[0].index)
    for part in parts:
        whole.add(part.result())
    add(findings, whole.index, period, area, whole.result(), note=NOTE_SUMMED)


def add(
    findings: Findings,
    index: int,
    period: Period,
    area: str | None,
    counts: Mapping[str, float | str],
    *,
    note: str = "",
) -> None:
    """Add one figure."""
    if area is None:
        findings.reject(index, "The explorer holds no such police force.", {})
        return
    for indicator, count in counts.items():
        shown = {"flag": count} if isinstance(count, str) else {"numerator": count, "value": count}
        findings.add(
            index,
            period,
            indicator_id=indicator,
            area_code=area,
            table_name="Table C2",
            note=note,
            **shown,
        )
