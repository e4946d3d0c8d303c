"""Blocks on people who need treatment and are not in it."""

import re
from math import isnan
from typing import Final

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.analysis.need_estimate import NeedEstimate, Substance
from cdof_core.analysis.need_reference import REFERENCE_COLLECTION
from cdof_core.analysis.unmet_need import Gap
from cdof_core.domain.chapter import Block, BlockKind, Reference, Statement
from cdof_core.domain.indicator import NeedRole
from cdof_core.narrative.chapter_findings import (
    WITHOUT_INTERVAL,
    need_statements,
    none_sure_statement,
)
from cdof_core.narrative.drug_need import Lack, UnknownNeed, unknown_need
from cdof_core.narrative.need import differing_sentence, needs_sentence
from cdof_core.report.chapter.measures import paragraph

_MAIN: Final = ("ocu", "alcohol")
"""Users of opiates and of crack alone are parts of the first."""


def unknown_drug_need(facts: ChapterFacts) -> UnknownNeed | None:
    """Say that drug need cannot be stated, where no recent local estimate allows it; else None."""
    name = facts.places.area.name
    every = _of_drugs(facts)
    if not every:
        return unknown_need(name, lack=Lack.NO_ESTIMATE, treated_is_held=_is_treated(facts))
    old = old_drug_estimate(facts)
    if old is not None:
        return unknown_need(
            name,
            lack=Lack.OLD_ESTIMATE,
            newest=old.period,
            treated_is_held=_is_treated(facts),
        )
    # An old estimate with its caseload does not stand in for a recent one without.
    treated = [view.estimate for view in facts.needs]
    if not any(one in treated for one in every if not one.is_long_ago):
        return unknown_need(name, lack=Lack.NO_CASELOAD)
    return None


def old_drug_estimate(facts: ChapterFacts) -> NeedEstimate | None:
    """Return the newest local estimate of drug users where it is of long ago; else None."""
    every = _of_drugs(facts)
    if any(not one.is_long_ago for one in every):
        return None
    return max(every, key=lambda one: _year(one.period), default=None)


def _of_drugs(facts: ChapterFacts) -> list[NeedEstimate]:
    """Return the local estimates of drug users, those with a caseload first."""
    every = (*(view.estimate for view in facts.needs), *facts.estimates)
    return [one for one in every if one.substance is not Substance.ALCOHOL]


def estimate_reference(estimate: NeedEstimate) -> Reference:
    """Point to the number of people that an estimate gives."""
    return _need_reference(estimate, estimate.prevalence, "estimate")


def _is_treated(facts: ChapterFacts) -> bool:
    """Whether it is held how many people who use opiates or crack are in treatment."""
    rows = facts.comparison.rows
    return bool((rows["need"].eq(NeedRole.DRUG_CASELOAD.value) & rows["value"].notna()).any())


def _year(period: str) -> int:
    """Return the first year that a period names."""
    found = re.search(r"\d{4}", period)
    return int(found.group()) if found else 0


def told_needs(facts: ChapterFacts) -> list[tuple[NeedEstimate, Gap, tuple[Reference, ...]]]:
    """Return the estimates to be told: the newest of each substance, and all that are printed."""
    told: list[tuple[NeedEstimate, Gap, tuple[Reference, ...]]] = []
    seen: set[str] = set()
    for view in facts.needs:
        estimate, gap = view.estimate, view.headline
        name = f"{estimate.substance}|{estimate.collection}"
        is_earlier = estimate.collection == REFERENCE_COLLECTION
        if gap is None or (name in seen and not is_earlier):
            continue
        seen.add(name)
        references = (
            _need_reference(estimate, estimate.prevalence, "estimate"),
            _need_reference(estimate, estimate.caseload.in_year, "in treatment"),
        )
        told.append((estimate, gap, references))
    return told


def needs_together_blocks(facts: ChapterFacts) -> list[Block]:
    """Say every gap once more in one sentence, for a section that sums up."""
    told = told_needs(facts)
    if not told:
        return []
    text = needs_sentence(
        [
            (
                str(one.substance),
                str(gap.segment),
                gap.people,
                one.prevalence,
                one.period,
                one.basis,
            )
            for one, gap, _ in told
        ],
        area_name=facts.places.area.name,
    )
    references = tuple(one for _, _, several in told for one in several)
    datasets = tuple(dict.fromkeys(name for one, _, _ in told for name in one.dataset_ids))
    name = f"needs|{facts.places.area.code}"
    return paragraph([Statement(name, text, references)], datasets=datasets)


def main_need_blocks(facts: ChapterFacts) -> list[Block]:
    """Say the gaps of a briefing: users of opiates and crack together, and drinkers."""
    return _need_blocks([one for one in told_needs(facts) if str(one[0].substance) in _MAIN])


def need_blocks(facts: ChapterFacts) -> list[Block]:
    """Say each gap, the estimate it rests on, and how sure it is."""
    return _need_blocks(told_needs(facts))


def _need_blocks(told: list[tuple[NeedEstimate, Gap, tuple[Reference, ...]]]) -> list[Block]:
    made: list[Block] = []
    said_once = len(told) > 1 and all(str(gap.finding) == WITHOUT_INTERVAL for _, gap, _ in told)
    for place, (estimate, gap, references) in enumerate(told):
        treated = estimate.prevalence - gap.people
        statements = need_statements(
            key=estimate.estimate_id,
            substance=str(estimate.substance),
            area_name=estimate.area_name,
            segment=str(gap.segment),
            people=gap.people,
            users=estimate.prevalence,
            lower=estimate.lower,
            treated=treated,
            finding=str(gap.finding),
            period=estimate.period,
            origin=estimate.origin,
            caseload_is=estimate.caseload_is,
            limits=(gap.lower, gap.upper, gap.share_lower, gap.share_upper),
            references=references,
        )
        if said_once:
            statements = statements[:1]
        same = [
            one.prevalence
            for one, _, _ in told[: place + 1]
            if (one.substance, one.collection, one.period)
            == (estimate.substance, REFERENCE_COLLECTION, estimate.period)
        ]
        if len(same) > 1:
            text = differing_sentence(substance=str(estimate.substance), estimates=same)
            key = f"need-differs|{estimate.estimate_id}"
            statements = (*statements, Statement(key, text, references))
        made.append(
            Block(
                estimate.estimate_id,
                BlockKind.COMPUTED,
                statements=statements,
                datasets=estimate.dataset_ids,
            )
        )
    if said_once:
        used = tuple(one for _, _, several in told for one in several)
        statement = none_sure_statement(told[0][0].area_name, used)
        datasets = tuple(dict.fromkeys(name for one, _, _ in told for name in one.dataset_ids))
        made.append(
            Block("certainty", BlockKind.COMPUTED, statements=(statement,), datasets=datasets)
        )
    return made


def _need_reference(estimate: NeedEstimate, value: float, what: str) -> Reference:
    return Reference(
        indicator_id=estimate.estimate_id,
        area_code=estimate.area_code,
        period=estimate.period,
        breakdown=what,
        dataset_id=estimate.dataset_ids[0] if estimate.dataset_ids else "",
        value=None if isnan(value) else value,
        role="part",
    )
