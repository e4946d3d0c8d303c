"""Blocks of the named analyses that a template may ask for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.analysis.completions_short import CompletionsShort
from cdof_core.analysis.findings import choose_findings, counts_all_crime
from cdof_core.comparison.records import records_of
from cdof_core.domain.chapter import Block, BlockKind, NoteKind, Reference, Statement
from cdof_core.domain.judgement import Judgement
from cdof_core.narrative.caveats import all_crime_sentence
from cdof_core.narrative.chapter_findings import (
    value_statement,
    worse_statement,
)
from cdof_core.narrative.completions import Shortfall, completions_statement
from cdof_core.narrative.key_messages import chapter_headline
from cdof_core.narrative.names import group_of
from cdof_core.narrative.references import reference_of
from cdof_core.narrative.spend import spend_statements
from cdof_core.narrative.statements import level_statement
from cdof_core.narrative.words import SECONDARY
from cdof_core.report.chapter.harm import HARM_TABLES, harm_table
from cdof_core.report.chapter.measures import measure_figure, measures_table, paragraph
from cdof_core.report.chapter.need import main_need_blocks, need_blocks, needs_together_blocks
from cdof_core.report.chapter.people import (
    deprivation_blocks,
    penetration_blocks,
    population_blocks,
    sex_blocks,
)

NEEDS_APART: Final = "People not in treatment are estimated apart and not counted here."
WORSE: Final = (Judgement.MUCH_WORSE.value, Judgement.WORSE.value)


def computed_blocks(
    facts: ChapterFacts, name: str, *, prefix: str, measures: Sequence[str]
) -> list[Block]:
    """Write the blocks of one analysis.

    Args:
        facts: The facts.
        name: One of the template's names of analyses.
        prefix: Beginning of the blocks' names.
        measures: The section's own measures, for its table.

    Returns:
        Blocks; none where the area has nothing for this analysis.
    """
    if name in ("measures_table", "performance_table"):
        only = measures if name == "performance_table" else ()
        table = measures_table(facts, prefix=prefix, only=only)
        return [table] if table else []
    if name in HARM_TABLES:
        return harm_table(facts, name, prefix=prefix)
    return [_named(block, prefix, name) for block in _MAKERS[name](facts)]


def worse_rows(facts: ChapterFacts) -> pd.DataFrame:
    """Return the area's measures that are significantly worse, in the framework's order."""
    rows = facts.comparison.rows
    return rows[rows["judgement"].isin(WORSE)]


def _named(block: Block, prefix: str, name: str) -> Block:
    tail = f".{block.block_id}" if block.block_id else ""
    return replace(block, block_id=f"{prefix}.{name}{tail}", source=block.source or name)


def _headline(facts: ChapterFacts) -> list[Block]:
    rows = facts.comparison.rows
    places = facts.places
    if len(rows) == 1:
        # Its own sentence says how it is judged.
        return []
    text = chapter_headline(
        list(rows["judgement"]), area_name=places.area.name, benchmark_label=places.chosen.label
    )
    used = tuple(reference_of(row) for row in records_of(rows))
    tally = Statement(f"headline|{places.area.code}", text, used)
    apart = [Statement(f"needs-apart|{places.area.code}", NEEDS_APART)] if facts.needs else []
    return paragraph([tally, *_all_crime(facts, rows), *apart])


def _all_crime(facts: ChapterFacts, rows: pd.DataFrame) -> list[Statement]:
    """Say how many of the measures just counted or named are of crime of all kinds."""
    crime = rows[counts_all_crime(rows)]
    text = all_crime_sentence(len(crime), of=len(rows))
    used = tuple(reference_of(row) for row in records_of(crime))
    return [Statement(f"all-crime|{facts.places.area.code}", text, used)] if text else []


def _key_messages(facts: ChapterFacts) -> list[Block]:
    rows = facts.comparison.rows
    chosen = choose_findings(rows)
    code = str(facts.places.chosen.code or "")
    made: list[Block] = []
    for row in records_of(chosen):
        figure = measure_figure(facts, row)
        statement = level_statement(figure, row=row, benchmark_code=code)
        made.append(
            Block(
                str(row["indicator_id"]),
                BlockKind.COMPUTED,
                text=str(row["short_name"]),
                statements=(statement,),
                datasets=(str(row["dataset_id"]),),
            )
        )
    return made


def _completions(facts: ChapterFacts) -> list[Block]:
    statements = [
        completions_statement(
            shortfall(facts, held),
            reference=Reference(
                str(held.indicator_id),
                str(facts.places.area.code),
                held.period,
                dataset_id=held.dataset_id,
                value=held.completions,
            ),
        )
        for held in facts.completions
    ]
    return paragraph(statements) if statements else []


def shortfall(facts: ChapterFacts, held: CompletionsShort) -> Shortfall:
    """Return what the words on completions need of those held."""
    strengths = facts.datasets.set_index("dataset_id")["strength"]
    return Shortfall(
        users=held.users,
        short=held.short,
        completions=held.completions,
        people=held.in_treatment,
        rate=held.target.rate,
        areas=held.target.areas,
        is_quoted=str(strengths.get(held.dataset_id, "")) == SECONDARY,
        group=held.group,
        period=held.period,
        area_name=facts.places.area.name,
    )


def _spend(facts: ChapterFacts) -> list[Block]:
    spend = facts.spend
    if spend.is_empty:
        return []
    rows = records_of(spend.comparison.rows)
    statements = spend_statements(
        area_name=facts.places.area.name,
        totals=[(one.name, one.per_head, one.areas) for one in spend.totals],
        zeros=spend.zeros,
        period=spend.spend_period,
        references=tuple(reference_of(row, role="part") for row in rows),
    )
    return paragraph(statements)


def _value_for_money(facts: ChapterFacts) -> list[Block]:
    summary = facts.value_summary
    if summary is None:
        return []
    statements = [
        value_statement(
            name=one.name,
            spend=one.spend.value,
            benefits=one.benefits.value,
            ratio=one.printed_ratio.value,
            period=summary.period,
            reference=Reference(
                "bedford_vfm_ratio",
                "Bedfordshire",
                summary.period,
                breakdown=one.name.lower(),
                dataset_id=summary.dataset_id,
                value=one.printed_ratio.value,
            ),
        )
        for one in summary.reckonings
        if one.ratio_is_allowed
    ]
    note = Block(
        "note",
        BlockKind.NOTE,
        text="These figures are of Bedfordshire as a whole, from the earlier printed chapter.",
        note_kind=NoteKind.CAUTION.value,
    )
    return [*paragraph(statements), note] if statements else []


def _worse(facts: ChapterFacts) -> list[Block]:
    rows = worse_rows(facts)
    places = facts.places
    statement = worse_statement(
        [str(name) for name in rows["sentence_name"]],
        area_name=places.area.name,
        against=group_of(places.chosen.label, area_name=places.area.name),
        references=tuple(reference_of(row) for row in records_of(rows)),
    )
    datasets = tuple(dict.fromkeys(rows["dataset_id"].astype(str)))
    return paragraph([statement, *_all_crime(facts, rows)], datasets=datasets)


def _inequalities(facts: ChapterFacts) -> list[Block]:
    parts = {
        "deprivation": deprivation_blocks,
        "by_sex": sex_blocks,
        "ethnicity": penetration_blocks,
    }
    statements = [
        one for make in parts.values() for block in make(facts) for one in block.statements
    ]
    return paragraph(statements)


_MAKERS: Final[Mapping[str, Callable[[ChapterFacts], list[Block]]]] = {
    "headline": _headline,
    "key_messages": _key_messages,
    "population": population_blocks,
    "deprivation": deprivation_blocks,
    "deaths_by_sex": sex_blocks,
    "ethnic_penetration": penetration_blocks,
    "unmet_need": need_blocks,
    "needs_together": needs_together_blocks,
    "main_needs": main_need_blocks,
    "completions_short": _completions,
    "spend": _spend,
    "value_for_money": _value_for_money,
    "worse_measures": _worse,
    "inequalities_found": _inequalities,
}
