"""Table 8: drug-related deaths, their rates and ratios, and what they give away."""

import re
from typing import Final

from cdof_core.analysis.reference_case.places import (
    BEDFORD,
    BEDFORDSHIRE,
    EAST_OF_ENGLAND,
    PLACE_NAMES,
)
from cdof_core.analysis.reference_case.printed import (
    PrintedCheck,
    PrintedFigures,
    PrintedRow,
    Verdict,
)
from cdof_core.analysis.reference_case.rules import check, compare
from cdof_core.statistics.byar import crude_rate
from cdof_core.statistics.indirect_standardisation import crude_rate_ratio
from cdof_core.statistics.printed_numbers import Quantity, exact, gives_away, total

COUNT: Final = "bedford_drug_deaths"
POPULATION: Final = "bedford_deaths_population"
POOLED: Final = "2009-11"
POOLED_YEARS: Final = ("2009", "2010", "2011")
AREAS: Final = (BEDFORDSHIRE, BEDFORD, EAST_OF_ENGLAND)
# A region is not that much older than one of its boroughs.
PLAUSIBLE_GAP_POINTS: Final = 10.0
TITLE: Final = re.compile(r'title reads "(?P<title>[^"]*)"')
YEARS: Final = re.compile(r"(?P<first>\d{4})-(?P<last>\d{2})\b")


def check_table_8(figures: PrintedFigures) -> list[PrintedCheck]:
    """Recompute sums, rates, expected deaths and ratios, and look for hidden counts laid open."""
    checks = [made for area in AREAS for made in _check_area(figures, area)]
    return [*checks, _population(figures), _rest_of_county(figures), _title(figures)]


def _check_area(figures: PrintedFigures, area: str) -> list[PrintedCheck]:
    name = PLACE_NAMES[area]
    deaths, population = _deaths(figures, area), _population_of(figures, area)
    ratio = crude_rate_ratio(
        deaths.value,
        population.value,
        _deaths(figures, EAST_OF_ENGLAND).value,
        _population_of(figures, EAST_OF_ENGLAND).value,
    )
    rate = crude_rate(deaths.value, population.value, multiplier=100_000)
    followed = {
        "average deaths": ("bedford_drug_deaths_mean", deaths.over(exact(len(POOLED_YEARS)))),
        "rate per 100,000": ("bedford_drug_deaths_rate", exact(float(rate))),
        "expected deaths": ("bedford_drug_deaths_expected", exact(float(ratio.expected))),
        "SMR": ("bedford_drug_deaths_ratio", exact(float(ratio.ratio))),
    }
    return [
        _three_years(figures, area),
        *(
            check(
                "T8",
                f"{name} {cell}",
                printed=figures.number(indicator_id, area_code=area),
                recomputed=recomputed,
            )
            for cell, (indicator_id, recomputed) in followed.items()
        ),
    ]


def _deaths(figures: PrintedFigures, area: str) -> Quantity:
    return figures.number(COUNT, area_code=area, period_label=POOLED)


def _population_of(figures: PrintedFigures, area: str) -> Quantity:
    return figures.number(POPULATION, area_code=area)


def _three_years(figures: PrintedFigures, area: str) -> PrintedCheck:
    """The total of three years against the years; it may give a hidden year away."""
    years = [figures.row(COUNT, area_code=area, period_label=year) for year in POOLED_YEARS]
    shown = total(row.quantity for row in years if row.hidden_below is None)
    limits = [row.hidden_below for row in years if row.hidden_below is not None]
    whole = _deaths(figures, area)
    residual = whole.value - shown.value
    verdict = Verdict.DISCLOSIVE if gives_away(residual, limits) else compare(whole, shown)
    return PrintedCheck(
        table="T8",
        cell=f"{PLACE_NAMES[area]} deaths {POOLED}",
        printed=whole.text,
        recomputed=whole.value if limits else shown.value,
        follows=f"the hidden count is {residual:g}" if limits else f"{shown.value:g}",
        verdict=verdict,
    )


def _population(figures: PrintedFigures) -> PrintedCheck:
    """The region's people aged 15 and over as a share of all ages, beside the borough's."""
    shares = {
        area: _population_of(figures, area)
        .over(exact(len(POOLED_YEARS)))
        .over(figures.number("bedford_census_2011_population", area_code=area), multiplier=100)
        for area in (EAST_OF_ENGLAND, BEDFORD)
    }
    gap = shares[EAST_OF_ENGLAND].value - shares[BEDFORD].value
    return PrintedCheck(
        table="T8",
        cell=f"East population 15+ {POOLED}",
        printed=_population_of(figures, EAST_OF_ENGLAND).text,
        recomputed=shares[EAST_OF_ENGLAND].value,
        follows=f"{shares[EAST_OF_ENGLAND].value:.1f}% of all ages, "
        f"in the borough {shares[BEDFORD].value:.1f}%",
        verdict=Verdict.SUSPECT if abs(gap) > PLAUSIBLE_GAP_POINTS else Verdict.CONSISTENT,
    )


def _rest_of_county(figures: PrintedFigures) -> PrintedCheck:
    """Counts below the table's own limit that the county less the borough lays open."""
    rows = figures.rows(COUNT)
    limit = max(row.hidden_below or 0 for row in rows)
    borough = {row.period_label: row for row in rows if row.area_code == BEDFORD}
    found: list[tuple[PrintedRow, PrintedRow, float]] = []
    for county in figures.rows(COUNT, area_code=BEDFORDSHIRE):
        inner = borough[county.period_label]
        if inner.hidden_below is not None or county.hidden_below is not None:
            continue
        rest = county.quantity.value - inner.quantity.value
        if 0 <= rest < limit:
            found.append((county, inner, rest))
    return PrintedCheck(
        table="T8",
        cell="Bedfordshire minus Bedford " + ",".join(row.period_label for row, _, _ in found),
        printed=",".join(inner.cell for _, inner, _ in found)
        + " v "
        + ",".join(county.cell for county, _, _ in found),
        recomputed=None,
        follows=";".join(f"{rest:g}" for _, _, rest in found),
        verdict=Verdict.DISCLOSIVE if found else Verdict.YES,
    )


def _title(figures: PrintedFigures) -> PrintedCheck:
    """The years and the area that the title names, beside those of the rows."""
    rows = figures.rows(COUNT)
    title = next(found["title"] for row in rows if (found := TITLE.search(row.note)))
    years = [int(row.period_label) for row in rows if row.period_label.isdigit()]
    areas = {row.area_code for row in rows}
    named = YEARS.search(title)
    spans = named is not None and (int(named["first"]), int(named["last"])) == (
        min(years),
        max(years) % 100,
    )
    is_one_area = len(areas) == 1
    return PrintedCheck(
        table="T8",
        cell="Title",
        printed=title,
        recomputed=None,
        follows=f"rows run {min(years)}-{max(years)}, {len(areas)} areas",
        verdict=Verdict.YES if spans and is_one_area else Verdict.NO,
    )
