"""Questions drafted on analyses of treatment: unmet need, completions, ethnic groups."""

from collections.abc import Iterator
from typing import Any, Final

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.comparison.records import records_of
from cdof_core.domain.chapter import Statement
from cdof_core.narrative.chapter_findings import WITHOUT_INTERVAL, is_below
from cdof_core.narrative.chapter_questions import (
    age_sentence,
    completions_question,
    need_question,
    penetration_question,
)
from cdof_core.narrative.need_groups import is_fewer
from cdof_core.report.chapter.contents import computed_blocks, shortfall
from cdof_core.report.chapter.need import (
    told_needs,
)

NEED: Final = "unmet_need"
COMPLETIONS: Final = "completions_short"
PENETRATION: Final = "ethnic_penetration"

Asked = tuple[str, str, Statement]
"""The analysis asked of, the question, and the statement that is its evidence."""


def joined_text(*texts: str) -> str:
    """Join the sentences that there are."""
    return " ".join(text for text in texts if text)


def of_need(facts: ChapterFacts, *, is_short: bool) -> Iterator[Asked]:
    """Ask of the first gap that an estimate leaves room for."""
    for estimate, gap, references in told_needs(facts):
        if gap.people >= 0:
            question = need_question(
                substance=str(estimate.substance),
                segment=str(gap.segment),
                people=gap.people,
                users=estimate.prevalence,
                period=estimate.period,
                area_name=estimate.area_name,
                has_interval=str(gap.finding) != WITHOUT_INTERVAL,
                basis=estimate.basis,
                is_short=is_short,
            )
            question = joined_text(
                question, age_sentence(estimate.period, year=facts.built_at.year)
            )
            yield NEED, question, Statement(f"need|{estimate.estimate_id}", question, references)
            return


def of_treatment(facts: ChapterFacts) -> Iterator[Asked]:
    """Ask of the first completions that are short of the best quarter, then of ethnic groups."""
    said = _statements(facts, COMPLETIONS)
    for held, statement in zip(facts.completions, said, strict=True):
        if held.short > 0:
            question = completions_question(shortfall(facts, held))
            question = joined_text(question, age_sentence(held.period, year=facts.built_at.year))
            yield COMPLETIONS, question, statement
            break
    groups, name, period = _fewer(facts)
    if groups:
        question = penetration_question(
            groups, name=name, period=period, area_name=facts.places.area.name
        )
        yield PENETRATION, question, _statements(facts, PENETRATION)[0]


def _fewer(facts: ChapterFacts) -> tuple[list[dict[Any, Any]], str, str]:
    """Return the ethnic groups less often in treatment, the column of their names and when."""
    held = facts.penetration
    if held is not None and not held.is_empty:
        rows = records_of(held.rows[held.rows["line_rank"] == 0])
        return [row for row in rows if is_below(row)], "group", held.period
    if facts.groups.why_not:
        return [], "", ""
    rows = records_of(facts.groups.rows[facts.groups.rows["line_rank"] == 0])
    return [row for row in rows if is_fewer(row)], "category", facts.groups.period


def _statements(facts: ChapterFacts, name: str) -> tuple[Statement, ...]:
    blocks = computed_blocks(facts, name, prefix="", measures=())
    return tuple(one for block in blocks for one in block.statements)


def cited(facts: ChapterFacts, name: str) -> tuple[str, ...]:
    """Return the datasets of the first paragraph of an analysis."""
    return computed_blocks(facts, name, prefix="", measures=())[0].datasets
