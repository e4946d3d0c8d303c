"""The words of an unmet need view: each gap, how sure it is, other estimates, and the checks."""

from math import isnan
from typing import Final

from cdof_core.analysis.need_reference import REFERENCE_COLLECTION
from cdof_core.analysis.unmet_need import Gap, Rule, RuleCheck, UnmetNeedView
from cdof_core.narrative.need import (
    certainty_sentence,
    different_caseloads_sentence,
    gap_sentence,
    other_estimate_sentence,
    overlap_sentence,
    room_sentence,
    sum_sentence,
)
from cdof_core.narrative.numbers import number_text
from cdof_core.report.need_pictures import segment_table

_UNSETTLED: Final = (
    "The chapter does not settle whether the two differ by year or by area (Bedford Borough or "
    "all Bedfordshire), so neither does this page."
)
_ANOTHER_METHOD: Final = "The difference is the estimate, not a change in need."


def gap_text(gap: Gap) -> str:
    """Say one gap with its interval."""
    return gap_sentence(
        segment=gap.segment,
        people=gap.people,
        share=gap.share,
        lower=gap.lower,
        upper=gap.upper,
        share_lower=gap.share_lower,
        share_upper=gap.share_upper,
    )


def certainty_text(view: UnmetNeedView) -> str:
    """Say how sure the headline gap of a view with a caseload is."""
    gap, estimate = view.gaps[0], view.estimate
    return certainty_sentence(
        finding=gap.finding.value,
        users=estimate.prevalence,
        lower=estimate.lower,
        treated=estimate.prevalence - gap.people,
    )


def other_estimate_texts(view: UnmetNeedView) -> list[str]:
    """Say what each other estimate of the same period gives, and what the two differ by."""
    here = view.gaps[0]
    return [
        other_estimate_sentence(
            segment=here.segment,
            here=(here.people, here.share, view.estimate.origin),
            there=(there.people, there.share, other.estimate.origin),
            tail=_what_differs(view, other),
        )
        for other in view.others
        for there in other.gaps
        if there.segment is here.segment
    ]


def _what_differs(view: UnmetNeedView, other: UnmetNeedView) -> str:
    here, there = view.estimate.caseload, other.estimate.caseload
    if here.in_year != there.in_year:
        return different_caseloads_sentence(here.in_year, there.in_year)
    return _UNSETTLED if view.estimate.collection == REFERENCE_COLLECTION else _ANOTHER_METHOD


def check_text(check: RuleCheck) -> str:
    """Say whether a rule holds, and why not; empty where there is nothing to say."""
    if check.rule is Rule.ADDS_UP:
        return sum_sentence(check.parts, check.whole, holds=check.holds)
    if check.rule is Rule.LEAVES_ROOM:
        return room_sentence(check.parts, check.whole, holds=check.holds)
    return overlap_sentence(
        check.parts,
        check.whole,
        holds=check.holds,
        where=check.where,
        is_possible=not check.detail,
    )


def plain_table(view: UnmetNeedView) -> dict[str, list[str]]:
    """Return the bull's-eye as columns of final texts."""
    table = segment_table(view)
    return {
        "Group": [str(name) for name in table["Group"]],
        "People": [number_text(value) for value in table["People"]],
        "Share of the estimate": [
            f"{number_text(value, 1)}%" for value in table["Share of estimate (%)"]
        ],
        "95% interval": [
            "–" if isnan(low) else f"{number_text(low)}–{number_text(high)}"
            for low, high in zip(table["Lower 95% limit"], table["Upper 95% limit"], strict=True)
        ],
        "How known": list(table["How known"]),
    }
