"""What a chapter's numbers say together: people, need, money, inequalities, gaps."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from cdof_core.domain.chapter import Reference, Statement
from cdof_core.narrative.inequality import Gap, gap_finding, groups_behind
from cdof_core.narrative.money import pounds_text
from cdof_core.narrative.names import (
    at_start,
    in_sentence,
    is_or_are,
    is_plural,
    listed,
    measures_listed,
)
from cdof_core.narrative.need import certainty_sentence, need_sentence, percent_text
from cdof_core.narrative.numbers import number_text, value_text
from cdof_core.narrative.periods import period_in_sentence
from cdof_core.narrative.ranks import ordinal
from cdof_core.narrative.references import reference_of

WITHOUT_INTERVAL: Final = "interval missing"


def need_statements(
    *,
    key: str,
    substance: str,
    area_name: str,
    segment: str,
    people: float,
    users: float,
    lower: float,
    treated: float,
    finding: str,
    period: str,
    origin: str,
    limits: tuple[float, float, float, float],
    references: tuple[Reference, ...],
    caseload_is: str = "",
) -> tuple[Statement, ...]:
    """Say how many are not in treatment, on which estimate, and how sure that is.

    Args:
        key: Stable name of the estimate.
        substance: `ocu`, `opiate`, `crack` or `alcohol`.
        area_name: The area.
        segment: `not_known` or `not_in_treatment`.
        people: People not in treatment, or not known.
        users: The estimate.
        lower: Its lower limit; NaN without an interval.
        treated: People it is held against.
        finding: Text of `UnmetNeedFinding`.
        period: Label of the period.
        origin: Which estimate, in words.
        limits: Lower and upper limit of the people, then of their share (0 to 1).
        references: Observations behind it.
        caseload_is: Of whom those in treatment are, where that is not as in the estimate.
    """
    said = need_sentence(
        substance=substance,
        area_name=area_name,
        segment=segment,
        people=people,
        users=users,
        period=period,
    )
    sure = certainty_sentence(finding=finding, users=users, lower=lower, treated=treated)
    if finding == "estimated":
        low, high, share_low, share_high = limits
        sure = (
            f"By the limits of the estimate it may be {number_text(low)} to {number_text(high)} "
            f"people ({percent_text(share_low)} to {percent_text(share_high)}); those in treatment "
            "were counted."
        )
    if finding == WITHOUT_INTERVAL:
        sure = "No interval of it is held here, so how far it may be off cannot be said."
    rests = f"This rests on {origin}."
    if caseload_is:
        rests += f" The {number_text(treated)} in treatment are {caseload_is}."
    return (
        Statement(f"need|{key}", f"{said} {rests}", references),
        Statement(f"need-certainty|{key}", sure, references),
    )


def none_sure_statement(area_name: str, references: tuple[Reference, ...]) -> Statement:
    """Say of several estimates at once that none has an interval."""
    text = (
        "No interval of any of these estimates is held here, so how far they may be off cannot be "
        "said."
    )
    return Statement(f"need-certainty|{area_name}", text, references)


def value_statement(
    *, name: str, spend: float, benefits: float, ratio: float, period: str, reference: Reference
) -> Statement:
    """Say what each pound brought in a published summary, in its own area's name.

    Args:
        name: Accrued or in the year.
        spend: £ million.
        benefits: £ million.
        ratio: Benefits for every £1.
        period: Label as printed.
        reference: The printed figures.
    """
    return Statement(
        f"value|{name}",
        f"{name}, Bedfordshire, {period_in_sentence(period)}: benefits of "
        f"{pounds_text(benefits, 1)} million on a spend of {pounds_text(spend, 1)} million, "
        f"{pounds_text(ratio, 2)} for every £1 spent.",
        (reference,),
    )


def people_statement(
    area_name: str, *, persons: float, reference: str, adults: float, dataset_id: str, code: str
) -> Statement:
    """Say how many people live in an area and what share are adults.

    Args:
        area_name: The area.
        persons: People of all ages.
        reference: Of when, for example mid-2022.
        adults: Share aged 18 and over, in per cent; NaN where not held.
        dataset_id: Where the populations come from.
        code: Area code.
    """
    verb = "have" if is_plural(area_name) else "has"
    text = (
        f"{at_start(in_sentence(area_name))} {verb} {number_text(persons)} people ({reference} "
        "estimate)"
    )
    if not pd.isna(adults):
        text += f"; {value_text(adults, unit='%', decimals=1)} of them are 18 or over"
    reference_ = Reference(
        "population", code, reference, age="All ages", dataset_id=dataset_id, value=persons
    )
    return Statement(f"people|{area_name}", f"{text}.", (reference_,))


def deprivation_statement(
    area_name: str, *, rank: float, of: int, score: float, year: str, dataset_id: str, code: str
) -> Statement:
    """Say where an area stands by deprivation, 1st being the most deprived."""
    rank_text = "the" if rank == 1 else f"the {ordinal(int(rank))}"
    return Statement(
        f"deprivation|{area_name}",
        f"By the Index of Multiple Deprivation {year}, {in_sentence(area_name)} "
        f"{is_or_are(area_name)} {rank_text} most "
        f"deprived of {of} authorities (score {number_text(score, 1)}).",
        (Reference(f"imd{year}_score", code, year, dataset_id=dataset_id, value=score),),
    )


def gap_statements(
    leads: Sequence[Gap], *, area_name: str, subject: str, rows: pd.DataFrame
) -> tuple[Statement, ...]:
    """Say the gaps between groups of one area, with their test where there is one.

    Args:
        leads: Gaps of the places shown.
        area_name: The area; gaps of other places are left to the page.
        subject: What is measured.
        rows: The figures behind them.
    """
    own = [lead for lead in leads if lead.line == area_name]
    used = rows[rows["line"] == area_name].to_dict("records") if "line" in rows else []
    references = tuple(reference_of(row, role="part") for row in used)
    behind = "" if any(lead.missing for lead in own) else groups_behind(used)
    return tuple(
        Statement(
            f"gap|{subject}|{lead.high}|{lead.low}|{area_name}",
            " ".join(f"{part}." for part in (gap_finding(lead, subject=subject), behind) if part),
            references,
        )
        for lead in own
    )


def penetration_statement(
    rows: Sequence[Mapping[Any, Any]], *, place: str, period: str, references: tuple[Reference, ...]
) -> Statement:
    """Say which groups are below their share of the people, and what that assumes."""
    below = [row for row in rows if is_below(row)]
    said = listed([f"{row['group']} ({number_text(float(row['value']))}%)" for row in below])
    where = f"In {in_sentence(place)} in {period_in_sentence(period)},"
    text = (
        f"{where} these ethnic groups were less often in treatment than in the population, by "
        f"their penetration rate: {said}."
        if below
        else f"{where} no ethnic group was less often in treatment than in the population."
    )
    return Statement(
        f"penetration|{place}",
        f"{text} This assumes that drug use is the same in every group. The numbers of people are "
        "not held, so no interval can be given; they may be small.",
        references,
    )


def is_below(row: Mapping[Any, Any]) -> bool:
    """Whether a group is below its share of the people however its share in treatment rounded."""
    return float(row["in_treatment"]) + _HALF_OF_LAST_DIGIT < float(row["population"])


def worse_statement(
    names: Sequence[str], *, area_name: str, against: str, references: tuple[Reference, ...]
) -> Statement:
    """Name the measures on which an area is significantly worse, by their noun phrases."""
    place = f"{in_sentence(area_name)} {is_or_are(area_name)}"
    start = f"By the 95% intervals, {place} worse than {against} on"
    if not names:
        text = f"{start} no measure judged here."
    else:
        measures = "one measure" if len(names) == 1 else f"{number_text(len(names))} measures"
        text = f"{start} {measures}: {measures_listed(names)}."
    return Statement(f"worse|{area_name}", text, references)


_HALF_OF_LAST_DIGIT: Final = 0.05
"""Shares in treatment are printed to one decimal place."""
