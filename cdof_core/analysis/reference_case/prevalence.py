"""Introduction, Table 1 and Table 16: how many use, and how many of them treatment reaches."""

from typing import Final

from cdof_core.analysis.reference_case.places import BEDFORD, ENGLAND
from cdof_core.analysis.reference_case.printed import PrintedCheck, PrintedFigures, Verdict
from cdof_core.analysis.reference_case.rules import check, compare
from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.printed_numbers import Quantity, exact, total
from cdof_core.statistics.unmet_need import bulls_eye, overlap

SEGMENTS: Final = {
    "in treatment now": "in treatment now",
    "in treatment this year, not now": "in year not now",
    "known, not treated this year": "known not treated",
    "not known": "not known",
}
SUBSTANCES: Final = {"ocu": "OCU", "opiate": "Opiates", "crack": "Crack"}
FALLS: Final = {
    "OCU fall 2005-06 to 2010-11": "bedford_national_ocu",
    "New OCU treatment starts": "bedford_national_new_starts",
    "First-ever heroin starts": "bedford_national_first_heroin",
}


def check_introduction(figures: PrintedFigures) -> list[PrintedCheck]:
    """Work out the falls that the introduction describes without a percentage."""
    return [_fall(figures, cell, indicator_id) for cell, indicator_id in FALLS.items()]


def check_table_1(figures: PrintedFigures) -> list[PrintedCheck]:
    """Hold the rates of Table 1 against the numbers behind them, and its estimate against 16's."""
    rate = "bedford_ocu_prevalence_rate"
    ours = figures.row(rate, area_code=BEDFORD)
    users = figures.number("bedford_ocu_prevalence", vintage=ours.vintage)
    people = figures.number("bedford_population_15_64")
    printed = figures.row(rate, area_code=ENGLAND, vintage=ours.vintage)
    published = figures.row(rate, area_code=ENGLAND, vintage="Published estimate")
    return [
        check(
            "T1",
            "Bedford OCU rate per 1,000",
            printed=ours.quantity,
            recomputed=users.over(people, multiplier=1000),
        ),
        check(
            "T1",
            "England OCU rate per 1,000",
            printed=printed.quantity,
            recomputed=exact(published.numerator or 0).over(
                exact(published.denominator or 0), multiplier=1000
            ),
        ),
        _two_estimates(figures),
    ]


def check_table_16(figures: PrintedFigures) -> list[PrintedCheck]:
    """Recompute the bull's-eye: sums, shares, overlap, and unmet need on the other estimate."""
    checks = [made for substance in SUBSTANCES for made in _segments(figures, substance)]
    return [*checks, _overlap(figures), *_unmet_need(figures)]


def _fall(figures: PrintedFigures, cell: str, indicator_id: str) -> PrintedCheck:
    first, last = (row.quantity for row in figures.rows(indicator_id))
    change = last.over(first, multiplier=100) - exact(100)
    return check("Intro", cell, printed=None, recomputed=change, unit="%")


def _two_estimates(figures: PrintedFigures) -> PrintedCheck:
    rows = figures.rows("bedford_ocu_prevalence", area_code=BEDFORD)
    agree = len({row.quantity.value for row in rows}) == 1
    people = figures.number("bedford_population_15_64").value
    rates = [f"{row.quantity.value / people * 1000:.1f}" for row in rows]
    return PrintedCheck(
        table="T1 v T16",
        cell="Bedford OCU prevalence",
        printed=" v ".join(f"{row.cell} ({row.table_name})" for row in rows),
        recomputed=None,
        follows=f"{' or '.join(rates)} per 1,000",
        verdict=Verdict.YES if agree else Verdict.NO,
    )


def _prevalence(figures: PrintedFigures, substance: str) -> Quantity:
    return figures.number(f"bedford_{substance}_prevalence", vintage="Table 16")


def _segment(figures: PrintedFigures, substance: str, segment: str) -> Quantity:
    return figures.number(f"bedford_{substance}_segments", breakdown=segment)


def _segments(figures: PrintedFigures, substance: str) -> list[PrintedCheck]:
    name = SUBSTANCES[substance]
    whole = _prevalence(figures, substance)
    counts = {segment: _segment(figures, substance, segment) for segment in SEGMENTS}
    added = check(
        "T16",
        f"{name} segments sum to prevalence",
        printed=whole,
        recomputed=total(counts.values()),
    )
    shares = [
        check(
            "T16",
            f"{name} {SEGMENTS[segment]}",
            printed=figures.number(f"bedford_{substance}_segment_share", breakdown=segment),
            recomputed=count.over(whole, multiplier=100),
            unit="%",
        )
        for segment, count in counts.items()
    ]
    return [added, *shares]


def _overlap(figures: PrintedFigures) -> PrintedCheck:
    """Users of both: opiates plus crack less either, in all and in each segment."""
    wholes = {name: _prevalence(figures, name).value for name in SUBSTANCES}
    counts = {
        name: [_segment(figures, name, segment).value for segment in SEGMENTS]
        for name in SUBSTANCES
    }
    printed = {name: [wholes[name], *counts[name]] for name in SUBSTANCES}
    try:
        both = overlap(printed["opiate"], printed["crack"], printed["ocu"]).tolist()
    except StatisticsInputError as error:
        return _no_overlap(error)
    overall, *parts = both
    return PrintedCheck(
        table="T16",
        cell="Opiate+crack overlap",
        printed="(not printed)",
        recomputed=overall,
        follows=" + ".join(f"{part:g}" for part in parts) + f" = {overall:g}",
        verdict=compare(total(map(exact, parts)), exact(overall)),
    )


def _no_overlap(error: StatisticsInputError) -> PrintedCheck:
    """No people could be counted so: an overlap is below nought or above one of its groups."""
    return PrintedCheck(
        "T16", "Opiate+crack overlap", "(not printed)", None, str(error), Verdict.NO
    )


def _unmet_need(figures: PrintedFigures) -> list[PrintedCheck]:
    now, this_year, known, _ = (_segment(figures, "ocu", name).value for name in SEGMENTS)
    printed, other = (
        bulls_eye(
            prevalence.value,
            in_treatment_now=now,
            in_treatment_this_year=this_year,
            known_not_treated=known,
        )
        for prevalence in (
            _prevalence(figures, "ocu"),
            figures.number("bedford_ocu_prevalence", vintage="Table 1, 2011/12"),
        )
    )
    return [
        check(
            "T16",
            "OCU not known with T1 prevalence",
            printed=None,
            recomputed=exact(other.share(other.not_known) * 100),
            unit="%",
        ),
        check(
            "T16",
            "OCU not in treatment in year",
            printed=None,
            recomputed=exact(printed.share(printed.not_in_treatment_this_year) * 100),
            unit="%",
        ),
    ]
