"""Sentences on unmet need: how many, how sure, on which estimate, and whether the parts fit."""

from collections.abc import Sequence
from math import isnan
from typing import Final

from cdof_core.narrative.names import at_start, in_sentence, listed
from cdof_core.narrative.numbers import number_text, value_text
from cdof_core.narrative.periods import estimate_period, period_in_sentence

USERS: Final = {
    "ocu": "people using opiates and/or crack",
    "opiate": "people using opiates",
    "crack": "people using crack",
    "alcohol": "adults dependent on alcohol",
}
SUBSTANCES: Final = {
    "ocu": "Opiates and/or crack",
    "opiate": "Opiates",
    "crack": "Crack",
    "alcohol": "Alcohol",
}
# "In the year", not "this year": the estimate's year is often long past.
SEGMENTS: Final = {
    "in_treatment_now": "In treatment now",
    "in_treatment_this_year": "In treatment in the year, not now",
    "in_treatment_in_year": "In treatment in the year",
    "known_not_treated": "Known before, not treated in the year",
    "not_known": "Not known to treatment",
    "not_in_treatment": "Not in treatment in the year",
}
_GAPS: Final = {
    "not_known": "were not known to treatment",
    "not_in_treatment": "were not in treatment in the year",
}
_FRACTIONS: Final = (
    (0.10, "one in ten"),
    (0.20, "one in five"),
    (0.25, "a quarter"),
    (1 / 3, "a third"),
    (0.40, "two in five"),
    (0.50, "half"),
    (0.60, "three in five"),
    (2 / 3, "two thirds"),
    (0.75, "three quarters"),
    (0.80, "four in five"),
    (0.90, "nine in ten"),
)
_NEAR: Final = 0.025
_SPOT_ON: Final = 0.005


def share_words(share: float) -> str:
    """Say a share as people do: 0.480 is "nearly half"; far from any fraction, per cent.

    Args:
        share: 0 to 1.

    Returns:
        Words for the start or the middle of a sentence.
    """
    fraction, words = min(_FRACTIONS, key=lambda known: abs(known[0] - share))
    distance = round(share - fraction, 9)
    if abs(distance) > _NEAR:
        return percent_text(share)
    if abs(distance) <= _SPOT_ON:
        return f"about {words}"
    return f"more than {words}" if distance > 0 else f"nearly {words}"


def percent_text(share: float) -> str:
    """Write a share as per cent to one place; a dash where it is missing."""
    return value_text(share * 100, unit="%", decimals=1)


def need_title(
    *, substance: str, area_name: str, segment: str, share: float, is_compatible: bool
) -> str:
    """Return the headline: where and of what, the share in words, that it rests on an estimate.

    Args:
        substance: `ocu`, `opiate`, `crack` or `alcohol`.
        area_name: Empty for figures of no place.
        segment: `not_known` or `not_in_treatment`.
        share: Of the estimate, 0 to 1.
        is_compatible: Whether the estimate leaves room for the caseload.
    """
    if not is_compatible and share < 0:
        said = "this estimate is incompatible with the caseload"
    else:
        said = f"{share_words(share)} {_GAPS[segment]}, on this estimate"
    drug = SUBSTANCES[substance]
    where = f"{at_start(in_sentence(area_name))}, {drug.lower()}" if area_name else drug
    return f"{where}: {said}"


def need_sentence(
    *, substance: str, area_name: str, segment: str, people: float, users: float, period: str
) -> str:
    """Say how many of how many, where and when, or that the estimate leaves no gap to tell."""
    place = f"{at_start(in_sentence(area_name))}, {period_in_sentence(period)}: "
    if people < 0:
        return (
            f"{place}{number_text(users)} {USERS[substance]} are estimated, fewer than are counted "
            "in treatment: no gap can be told from this estimate."
        )
    return (
        f"{place}{number_text(people)} of an estimated {number_text(users)} {USERS[substance]} "
        f"({percent_text(people / users)}) {_GAPS[segment]}."
    )


def needs_sentence(
    needs: Sequence[tuple[str, str, float, float, str, str]], *, area_name: str
) -> str:
    """Say several gaps at once: substance, segment, people, users, period and basis of each.

    Two estimates of the same people and year are named as two.
    """
    told: dict[tuple[str, str, str], list[str]] = {}
    for substance, segment, people, users, period, basis in needs:
        told.setdefault((substance, segment, estimate_period(period, basis=basis)), []).append(
            percent_text(people / users)
        )
    parts = [
        f"{shares[0]} of {USERS[substance]} {_GAPS[segment]} ({period}"
        + "".join(f"; {share} by another estimate" for share in shares[1:])
        + ")"
        for (substance, segment, period), shares in told.items()
    ]
    return f"In {in_sentence(area_name)}, by the estimates above: {'; '.join(parts)}."


def differing_sentence(*, substance: str, estimates: Sequence[float]) -> str:
    """Say that one source gives several estimates of the same people."""
    given = listed([number_text(one) for one in estimates])
    return (
        f"The earlier chapter prints {given} for {USERS[substance]} and does not say why they "
        "differ: settle which holds before citing either share."
    )


def gap_sentence(
    *,
    segment: str,
    people: float,
    share: float,
    lower: float,
    upper: float,
    share_lower: float,
    share_upper: float,
) -> str:
    """Say one definition of the gap with its interval, where there is one."""
    said = f"{SEGMENTS[segment]}: {number_text(people)} ({percent_text(share)})"
    if isnan(lower) or isnan(upper):
        return f"{said}."
    return (
        f"{said}, 95% interval {number_text(lower)} to {number_text(upper)} "
        f"({percent_text(share_lower)} to {percent_text(share_upper)})."
    )


def certainty_sentence(*, finding: str, users: float, lower: float, treated: float) -> str:
    """Say how sure the gap is.

    Args:
        finding: Text of `UnmetNeedFinding`.
        users: The estimate.
        lower: Its lower limit; NaN without an interval.
        treated: People it is held against.
    """
    if finding == "interval missing":
        return (
            "This estimate comes without an interval, so none is shown. With one, unmet need "
            "carries it."
        )
    if finding != "estimate incompatible with caseload":
        return "Limits are those of the estimate less the caseload, which is counted."
    if users < treated:
        return (
            f"The estimate is incompatible with the caseload: {number_text(users)} are estimated "
            f"and {number_text(treated)} were counted. One of them is of other people, ages or "
            "times, or the estimate is too low. The gap is shown as it comes out, below zero."
        )
    return (
        f"The lower limit of the estimate ({number_text(lower)}) is incompatible with the "
        f"caseload: {number_text(treated)} people were counted. The lower part of the interval "
        "cannot be true, so it is shown as it comes out and not cut off at zero."
    )


def other_estimate_sentence(
    *, segment: str, here: tuple[float, float, str], there: tuple[float, float, str], tail: str = ""
) -> str:
    """Say what another estimate of the same caseload gives.

    Args:
        segment: `not_known` or `not_in_treatment`.
        here: People, share and origin on the estimate shown.
        there: The same on the other.
        tail: What is to be said of the two; empty for nothing.
    """
    name = SEGMENTS[segment].lower()
    said = (
        f"{at_start(name)}: {number_text(here[0])} ({percent_text(here[1])}) on {here[2]}; "
        f"{number_text(there[0])} ({percent_text(there[1])}) on {there[2]}."
    )
    return f"{said} {tail}".strip()


def different_caseloads_sentence(here: float, there: float) -> str:
    """Say that two estimates of a period stand beside different numbers in treatment."""
    return (
        f"They are held against different numbers in treatment ({number_text(here)} and "
        f"{number_text(there)}), so the difference is not the estimate alone."
    )


def sum_sentence(parts: Sequence[float], whole: float, *, holds: bool) -> str:
    """Say whether the parts add up to the estimate."""
    total = sum(parts)
    addition = " + ".join(number_text(part) for part in parts)
    if holds:
        return f"Segments add to the estimate ({addition} = {number_text(whole)})."
    difference = number_text(abs(total - whole))
    way = "more" if total > whole else "fewer"
    return (
        f"The parts do not add up: {addition} = {number_text(total)}, {difference} {way} than the "
        f"estimate of {number_text(whole)}. A part is misprinted, counted twice or missing, or the "
        "estimate is another one. Rings and shares take “not known” as what is left of it."
    )


def room_sentence(parts: Sequence[float], whole: float, *, holds: bool) -> str:
    """Say whether the estimate leaves room for those who were counted."""
    total = sum(parts)
    if holds:
        return (
            f"The estimate ({number_text(whole)}) leaves room for the {number_text(total)} "
            "people counted."
        )
    return (
        f"{number_text(total)} people were counted, {number_text(total - whole)} more than the "
        f"{number_text(whole)} estimated: the estimate is incompatible with the caseload."
    )


def overlap_sentence(
    parts: Sequence[float], whole: float, *, holds: bool, where: str, is_possible: bool
) -> str:
    """Say whether opiate users and crack users overlap as two groups can.

    Args:
        parts: Overlaps by segment where the sum was checked; otherwise opiate and crack users.
        whole: Their sum as it should be; otherwise users of either.
        holds: Whether the rule holds.
        where: `sum`, `estimate` or a segment.
        is_possible: Whether each overlap by itself could be true.
    """
    if where == "sum":
        addition = " + ".join(number_text(part) for part in parts)
        if holds:
            return (
                f"Opiates plus crack less either gives {number_text(whole)} people who use both, "
                f"and the same by segment ({addition})."
            )
        return (
            f"Users of both are {number_text(whole)} by the estimates but {addition} = "
            f"{number_text(sum(parts))} by segment: the three columns are not of the same people."
        )
    if is_possible:
        return ""
    place = (
        "In the estimates" if where == "estimate" else f"Among those “{SEGMENTS[where].lower()}”"
    )
    opiates, crack = parts
    if whole < max(opiates, crack):
        why = "users of either cannot be fewer than users of one of them"
    else:
        why = "users of either cannot be more than users of both together"
    return (
        f"{place}, {number_text(opiates)} use opiates, {number_text(crack)} crack and "
        f"{number_text(whole)} either: {why}. These figures cannot be of the same people."
    )


def no_estimate_sentence(*, substance: str, area_name: str, holds_estimate: bool) -> str:
    """Say that no gap can be shown, and what is missing for it."""
    place = in_sentence(area_name)
    if holds_estimate:
        return (
            f"An estimate of {USERS[substance]} is held for {place}, but not how many were in "
            "treatment in the same year"
        )
    return f"No estimate of {USERS[substance]} is held for {place}"
