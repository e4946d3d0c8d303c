"""Blocks on the people of an area: how many, how deprived, men and women, ethnic groups."""

from math import nan
from typing import Final

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.analysis.population import DEPRIVATION_DATASET
from cdof_core.comparison.records import records_of
from cdof_core.domain.chapter import Block, BlockKind, Reference, Statement
from cdof_core.narrative.chapter_findings import (
    deprivation_statement,
    gap_statements,
    penetration_statement,
    people_statement,
)
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.need_groups import fewer_sentence
from cdof_core.narrative.numbers import interval_text, number_text
from cdof_core.narrative.references import reference_of
from cdof_core.report.chapter.measures import paragraph

_REFERENCE: Final = "mid-2022"
_IMD_YEAR: Final = "2025"


def population_blocks(facts: ChapterFacts) -> list[Block]:
    """Say how many people live there."""
    ages = facts.population.ages
    own = ages[(ages["place_rank"] == 0) & (ages["reference"] == _REFERENCE)] if len(ages) else ages
    whole = own[own["age"] == "All ages"] if len(own) else own
    if whole.empty:
        return []
    adults = own.loc[own["age"] == "18+", "share"]
    statement = people_statement(
        facts.places.area.name,
        persons=float(whole["persons"].iloc[0]),
        reference=_REFERENCE,
        adults=float(adults.iloc[0]) if len(adults) else nan,
        dataset_id=str(facts.population.ages_sources[0]),
        code=str(facts.places.area.code),
    )
    return paragraph([statement])


def deprivation_blocks(facts: ChapterFacts) -> list[Block]:
    """Say where the area stands by deprivation."""
    rows = facts.population.deprivation
    if rows.empty:
        return []
    own = rows[(rows["place_rank"] == 0) & rows["index"].astype(str).str.contains(_IMD_YEAR)]
    own = own[own["rank"].notna() & own["score"].notna()]
    if own.empty:
        return []
    statement = deprivation_statement(
        facts.places.area.name,
        rank=float(own["rank"].iloc[0]),
        of=facts.population.authorities,
        score=float(own["score"].iloc[0]),
        year=_IMD_YEAR,
        dataset_id=DEPRIVATION_DATASET,
        code=str(facts.places.area.code),
    )
    return paragraph([statement])


def sex_blocks(facts: ChapterFacts) -> list[Block]:
    """Say the gap in deaths between men and women."""
    view = facts.by_sex
    leads = [lead for lead in view.leads if not lead.missing or lead.line]
    statements = gap_statements(
        leads,
        area_name=facts.places.area.name,
        subject="deaths from drug misuse",
        rows=view.latest,
    )
    return paragraph(statements)


def penetration_blocks(facts: ChapterFacts) -> list[Block]:
    """Set people in treatment beside those of the place, by ethnic group."""
    held = facts.penetration
    if held is None or held.is_empty:
        return _group_blocks(facts)
    own = held.rows[held.rows["line_rank"] == 0]
    references = tuple(
        Reference(
            "bedford_treatment_ethnicity",
            str(row["area_code"]),
            held.period,
            breakdown=str(row["breakdown"]),
            dataset_id=str(row["dataset_id"]),
            value=float(row["in_treatment"]),
            role="part",
        )
        for row in records_of(own)
    )
    statement = penetration_statement(
        records_of(own),
        place=facts.places.area.name,
        period=held.period,
        references=references,
    )
    table = Block(
        "table",
        BlockKind.TABLE,
        caption=f"Penetration rate by ethnic group, {facts.places.area.name}, {held.period}",
        columns=("Ethnic group", "In treatment", "Population, Census 2011", "Penetration rate"),
        rows=tuple(
            (
                str(row["group"]),
                f"{number_text(float(row['in_treatment']), 1)}%",
                f"{number_text(float(row['population']), 1)}%",
                f"{number_text(float(row['value']))}%",
            )
            for row in records_of(own)
        ),
        number_columns=(1, 2, 3),
        notes=(
            "The rate is the share in treatment over the share of the population: below 100%, "
            "people of the group are less often in treatment than in the population. People whose "
            "group is not known stay in the total.",
        ),
        references=references,
        datasets=tuple(
            dict.fromkeys([*own["dataset_id"].astype(str), *own["census_dataset_id"].astype(str)])
        ),
    )
    return [*paragraph([statement]), table]


def _group_blocks(facts: ChapterFacts) -> list[Block]:
    """Set the newest year of treatment beside the Census, each group with its interval."""
    held = facts.groups
    if held.why_not:
        return []
    own = records_of(held.rows[held.rows["line_rank"] == 0])
    references = tuple(
        reference_of({**row, "value": row["in_treatment"]}, role="part") for row in own
    )
    name, code = facts.places.area.name, facts.places.area.code
    text = fewer_sentence(own, area_name=name, period=held.period, reference=held.reference)
    unknown = held.unknown.get(str(own[0]["line"]), 0.0)
    table = Block(
        "table",
        BlockKind.TABLE,
        caption=f"Penetration rate by ethnic group, {in_sentence(name)}, {held.period}",
        columns=(
            "Ethnic group",
            "In treatment",
            held.reference,
            "Penetration rate",
            "95% interval",
        ),
        rows=tuple(
            (
                str(row["category"]),
                f"{number_text(float(row['in_treatment']), 1)}%",
                f"{number_text(float(row['population']), 1)}%",
                f"{number_text(float(row['value']))}%",
                interval_text(row["lower95"], row["upper95"], unit="%", decimals=0),
            )
            for row in own
        ),
        number_columns=(1, 2, 3, 4),
        notes=(
            "The rate is the share in treatment over the share of the population: below 100%, "
            "people of the group are less often in treatment than in the population. The interval "
            "carries chance and the rounding of the numbers in treatment. People whose group is "
            f"not known ({number_text(unknown, 1)}%) stay in the total.",
        ),
        references=references,
        datasets=held.dataset_ids,
    )
    return [*paragraph([Statement(f"penetration|{code}", text, references)]), table]
