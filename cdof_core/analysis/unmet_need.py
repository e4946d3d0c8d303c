"""Who needs treatment and is not in it: the bull's-eye with its uncertainty and its checks."""

from dataclasses import dataclass
from enum import StrEnum
from math import isnan
from typing import Final

from cdof_core.analysis.need_estimate import NeedEstimate, Substance
from cdof_core.statistics.errors import StatisticsInputError
from cdof_core.statistics.unmet_need import UnmetNeedFinding, bulls_eye, overlap, unmet_need


class Segment(StrEnum):
    """A ring of the bull's-eye, from its centre outwards."""

    NOW = "in_treatment_now"
    LATER = "in_treatment_this_year"
    IN_YEAR = "in_treatment_in_year"
    KNOWN = "known_not_treated"
    NOT_KNOWN = "not_known"
    NOT_IN_YEAR = "not_in_treatment"


@dataclass(frozen=True, slots=True)
class Ring:
    """One ring.

    Attributes:
        segment: Which.
        people: People in it; below zero where the estimate leaves no room for them.
        share: Of the estimate, 0 to 1.
        is_estimate: Whether it is what remains of an estimate, rather than counted.
    """

    segment: Segment
    people: float
    share: float
    is_estimate: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """Unmet need under one of its definitions.

    Attributes:
        segment: `NOT_KNOWN` or `NOT_IN_YEAR`.
        people: People.
        lower: Lower limit, NaN without an interval; may lie below zero.
        upper: Upper limit.
        share: Of the estimate, 0 to 1.
        share_lower: Lower limit.
        share_upper: Upper limit.
        finding: What can be said.
    """

    segment: Segment
    people: float
    lower: float
    upper: float
    share: float
    share_lower: float
    share_upper: float
    finding: UnmetNeedFinding


class Rule(StrEnum):
    """What the parts of a bull's-eye have to satisfy."""

    ADDS_UP = "adds_up"
    LEAVES_ROOM = "leaves_room"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """A rule held against the figures.

    Attributes:
        rule: The rule.
        holds: Whether it holds.
        parts: Numbers it adds up, in order.
        whole: What they should give.
        where: What it was checked in, for the overlap: a segment, or the estimate.
        detail: The error in words where no overlap could have these sizes; empty otherwise.
    """

    rule: Rule
    holds: bool
    parts: tuple[float, ...]
    whole: float
    where: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class UnmetNeedView:
    """One estimate looked at from every side.

    Attributes:
        estimate: The estimate and its caseload.
        rings: The bull's-eye from the centre outwards; empty without a caseload.
        gaps: Unmet need by definition, the narrower first.
        checks: Rules held against the figures.
        others: The other estimates held for the same group and period, as views of their own; each
            with the caseload of its own source.
    """

    estimate: NeedEstimate
    rings: tuple[Ring, ...]
    gaps: tuple[Gap, ...]
    checks: tuple[RuleCheck, ...]
    others: tuple["UnmetNeedView", ...] = ()

    @property
    def headline(self) -> Gap | None:
        """The gap a title speaks of: people not known where that can be told."""
        return self.gaps[0] if self.gaps else None

    @property
    def is_drawn(self) -> bool:
        """Whether rings can be drawn: none may hold fewer than nobody."""
        return bool(self.rings) and all(ring.people >= 0 for ring in self.rings)


_ROUNDING: Final = 1e-6


def view_unmet_need(
    estimate: NeedEstimate, *, among: tuple[NeedEstimate, ...] = ()
) -> UnmetNeedView:
    """Lay out one estimate.

    Args:
        estimate: The estimate.
        among: All estimates of the same source of figures: other estimates of the same period
            and the other substances, for the overlap, are found there.

    Returns:
        The view.
    """
    caseload = estimate.caseload
    if not caseload.is_known:
        return UnmetNeedView(estimate, (), (), ())
    checks = (*_sums(estimate), *_overlaps(estimate, among))
    return UnmetNeedView(
        estimate=estimate,
        rings=_rings(estimate),
        gaps=_gaps(estimate),
        checks=checks,
        others=tuple(view_unmet_need(other) for other in among if _is_other_view(other, estimate)),
    )


def _is_other_view(other: NeedEstimate, estimate: NeedEstimate) -> bool:
    """Tell whether another estimate says how many the same people's group has."""
    return (
        other.estimate_id != estimate.estimate_id
        and other.substance is estimate.substance
        and other.caseload.is_known
        and other.period == estimate.period
    )


def _rings(estimate: NeedEstimate) -> tuple[Ring, ...]:
    caseload, users = estimate.caseload, estimate.prevalence
    splits_year, knows_more = not isnan(caseload.now), not isnan(caseload.known)
    eye = bulls_eye(
        users,
        in_treatment_now=caseload.now if splits_year else caseload.in_year,
        in_treatment_this_year=caseload.in_year - caseload.now if splits_year else 0.0,
        known_not_treated=caseload.known if knows_more else 0.0,
    )
    people = {Segment.NOW if splits_year else Segment.IN_YEAR: eye.in_treatment_now}
    if splits_year:
        people[Segment.LATER] = eye.in_treatment_this_year
    if knows_more:
        people[Segment.KNOWN] = eye.known_not_treated
    people[Segment.NOT_KNOWN if knows_more else Segment.NOT_IN_YEAR] = eye.not_known
    remainder = (Segment.NOT_KNOWN, Segment.NOT_IN_YEAR)
    return tuple(
        Ring(segment, count, eye.share(count), segment in remainder)
        for segment, count in people.items()
    )


def _gaps(estimate: NeedEstimate) -> tuple[Gap, ...]:
    caseload = estimate.caseload
    wide = _gap(Segment.NOT_IN_YEAR, estimate, caseload.in_year)
    if isnan(caseload.known):
        return (wide,)
    return (_gap(Segment.NOT_KNOWN, estimate, caseload.in_year + caseload.known), wide)


def _gap(segment: Segment, estimate: NeedEstimate, people: float) -> Gap:
    need = unmet_need(
        estimate.prevalence,
        people,
        prevalence_lower=estimate.lower,
        prevalence_upper=estimate.upper,
    )
    return Gap(
        segment=segment,
        people=float(need.people),
        lower=float(need.people_lower),
        upper=float(need.people_upper),
        share=float(need.share),
        share_lower=float(need.share_lower),
        share_upper=float(need.share_upper),
        finding=UnmetNeedFinding(need.finding.item()),
    )


def _sums(estimate: NeedEstimate) -> tuple[RuleCheck, ...]:
    """Check that the parts given add up, and that the estimate leaves room for those counted."""
    caseload = estimate.caseload
    rings = [ring.people for ring in _rings(estimate)]
    counted = tuple(rings[:-1])
    total = sum(counted)
    room = RuleCheck(
        Rule.LEAVES_ROOM, total <= estimate.prevalence + _ROUNDING, counted, estimate.prevalence
    )
    if isnan(caseload.printed_not_known):
        return (room,)
    parts = (*counted, caseload.printed_not_known)
    holds = abs(sum(parts) - estimate.prevalence) <= _ROUNDING
    return (RuleCheck(Rule.ADDS_UP, holds, parts, estimate.prevalence), room)


def _overlaps(estimate: NeedEstimate, among: tuple[NeedEstimate, ...]) -> tuple[RuleCheck, ...]:
    """Check that opiate users and crack users overlap as two groups can, in every part.

    The overlap of the estimates has to be the sum of the overlaps of the parts.
    """
    # Where a substance has several estimates, the first is that of the table with the others.
    trio = {item.substance: item for item in reversed(among) if item.period == estimate.period}
    if estimate.substance is Substance.OCU:
        trio[Substance.OCU] = estimate
    wanted = (Substance.OPIATE, Substance.CRACK, Substance.OCU)
    if estimate.substance not in wanted or not all(
        name in trio and trio[name].caseload.is_known for name in wanted
    ):
        return ()
    rows = [{ring.segment: ring.people for ring in _rings(trio[name])} for name in wanted]
    users = [trio[name].prevalence for name in wanted]
    segments = [segment for segment in rows[0] if all(segment in row for row in rows)]
    checks = [_overlap_check([row[segment] for row in rows], segment.value) for segment in segments]
    whole = _overlap_check(users, "estimate")
    broken = tuple(check for check in (*checks, whole) if not check.holds)
    if broken:
        return broken
    parts = tuple(check.whole for check in checks)
    holds = abs(sum(parts) - whole.whole) <= _ROUNDING
    return (RuleCheck(Rule.OVERLAP, holds, parts, whole.whole, where="sum"),)


def _overlap_check(people: list[float], where: str) -> RuleCheck:
    first, second, either = people
    try:
        both = float(overlap(first, second, either))
    except StatisticsInputError as error:
        return RuleCheck(
            Rule.OVERLAP, False, (first, second), either, where=where, detail=str(error)
        )
    return RuleCheck(Rule.OVERLAP, True, (first, second), both, where=where)
