"""Drafts of what is to be settled: evidence and a question each, never a policy."""

from collections.abc import Iterator
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.analysis.findings import counts_all_crime
from cdof_core.domain.chapter import Block, BlockKind, NoteKind, Statement
from cdof_core.domain.judgement import Judgement
from cdof_core.narrative.caveats import all_crime_sentence
from cdof_core.narrative.chapter_findings import WITHOUT_INTERVAL, is_below
from cdof_core.narrative.chapter_questions import (
    completions_question,
    crime_question,
    current_estimate_question,
    need_question,
    penetration_question,
    short_question,
    worse_question,
)
from cdof_core.narrative.figures import Figure
from cdof_core.narrative.names import at_start, group_of, measures_listed
from cdof_core.narrative.need_groups import is_fewer
from cdof_core.narrative.statements import level_statement
from cdof_core.report.chapter.contents import computed_blocks, is_quoted, worse_rows
from cdof_core.report.chapter.measures import measure_figure, note_block
from cdof_core.report.chapter.need import (
    estimate_reference,
    old_drug_estimate,
    told_needs,
)

_MOST: Final = 5
_FIRST: Final = ("deaths", "treatment", "recovery", "use", "supply", "crime")
"""Outcomes in the order in which they are taken up: crime is not of drugs alone."""
_FOR_PROVIDERS: Final = ("treatment", "recovery")
_NEED: Final = "unmet_need"
_COMPLETIONS: Final = "completions_short"
_PENETRATION: Final = "ethnic_penetration"
_KINDS: Final = {
    _COMPLETIONS: "completions",
    _PENETRATION: "penetration",
}
_SUBJECTS: Final = {
    _COMPLETIONS: "Completed treatment",
    _PENETRATION: "Treatment by ethnic group",
}

_NOTHING_FOR_PROVIDERS: Final = {
    True: "No local measure of treatment or recovery held here is worse: nothing is drafted.",
    False: (
        "No local measure of treatment or recovery held here can be judged, so nothing is drafted. "
        "That says nothing of how treatment does."
    ),
}

Asked = tuple[str, str, Statement]
"""The analysis asked of, the question, and the statement that is its evidence."""


def drafted(facts: ChapterFacts, audience: str, *, prefix: str, is_short: bool) -> list[Block]:
    """Draft what is to be settled, or say that nothing calls for it.

    Args:
        facts: What is known of the area.
        audience: For whom: `commissioners`, `providers` or `partnership`.
        prefix: Beginning of the blocks' names.
        is_short: Whether the chapter is a briefing: its evidence stands on the same two pages and
            is named, not said again.

    Returns:
        Recommendations, or one note.
    """
    measures = _together if is_short else _of_measures
    made = _current_estimate(facts, audience, prefix=prefix, is_short=is_short)
    made += measures(facts, audience, prefix=prefix)
    ask = _need if audience != "providers" else _of_treatment
    for name, question, said in ask(facts, is_short=is_short):
        text = question
        if is_short and name != _NEED:
            text = short_question(subject=_SUBJECTS[name], kind=_KINDS[name])
        made.append(
            Block(
                f"{prefix}.{audience}.{name}",
                BlockKind.RECOMMENDATION,
                text=text,
                audience=audience,
                source=name,
                evidence=(said.key,),
                references=said.references,
                datasets=_cited(facts, name),
            )
        )
    if made:
        return made + _others(facts, audience, prefix=prefix)
    text = "No measure judged here is worse, and no estimate of need is held: nothing is drafted."
    if audience == "providers":
        text = _NOTHING_FOR_PROVIDERS[_judges_treatment(facts)]
    return [note_block(f"{prefix}.{audience}.none", text, NoteKind.NO_DATA)]


def _current_estimate(
    facts: ChapterFacts, audience: str, *, prefix: str, is_short: bool
) -> list[Block]:
    """Ask for a current estimate of drug need where the newest held is of long ago."""
    old = old_drug_estimate(facts)
    if old is None or audience == "providers":
        return []
    used = estimate_reference(old)
    return [
        Block(
            f"{prefix}.{audience}.current_estimate",
            BlockKind.RECOMMENDATION,
            text=current_estimate_question(
                area_name=facts.places.area.name, period=old.period, is_short=is_short
            ),
            audience=audience,
            source="current_estimate",
            evidence=(f"level|ocu_rate|{old.area_code}", f"need|{old.estimate_id}"),
            references=(used,),
            datasets=old.dataset_ids,
        )
    ]


def _judges_treatment(facts: ChapterFacts) -> bool:
    rows = facts.comparison.rows
    judged = rows["judgement"] != Judgement.NOT_COMPARED.value
    return bool((judged & rows["outcome_id"].isin(list(_FOR_PROVIDERS))).any())


def _of_measures(facts: ChapterFacts, audience: str, *, prefix: str) -> list[Block]:
    code = str(facts.places.chosen.code or "")
    made: list[Block] = []
    worse = _worse(facts, audience)
    for row in worse.assign(is_crime=counts_all_crime(worse)).head(_MOST).to_dict("records"):
        figure = measure_figure(facts, row)
        statement = level_statement(figure, row=row, benchmark_code=code)
        made.append(
            Block(
                f"{prefix}.{audience}.{figure.indicator_id}",
                BlockKind.RECOMMENDATION,
                text=_question(figure, is_crime=bool(row["is_crime"])),
                audience=audience,
                source=figure.indicator_id,
                evidence=(statement.key,),
                references=statement.references,
                datasets=(str(row["dataset_id"]),),
            )
        )
    return made


def _together(facts: ChapterFacts, audience: str, *, prefix: str) -> list[Block]:
    """Ask once of every measure that is worse, each by its name."""
    single = _of_measures(facts, audience, prefix=prefix)
    if not single:
        return []
    places = facts.places
    worse = _worse(facts, audience).head(_MOST)
    names = [str(name) for name in worse["sentence_name"]]
    against = group_of(places.chosen.label, area_name=places.area.name)
    subject = f"{at_start(measures_listed(names))} (worse than {against})"
    kind = "worse" if len(names) == 1 else "several worse"
    return [
        Block(
            f"{prefix}.{audience}.worse",
            BlockKind.RECOMMENDATION,
            text=_joined(
                short_question(subject=subject, kind=kind),
                _crime_among(worse),
            ),
            audience=audience,
            source="worse_measures",
            evidence=tuple(key for one in single for key in one.evidence),
            references=tuple(one for block in single for one in block.references),
            datasets=tuple(dict.fromkeys(name for one in single for name in one.datasets)),
        )
    ]


def _worse(facts: ChapterFacts, audience: str) -> pd.DataFrame:
    worse = worse_rows(facts)
    if audience == "providers":
        worse = worse[worse["outcome_id"].isin(list(_FOR_PROVIDERS))]
    order = {name: place for place, name in enumerate(_FIRST)}
    places = worse["outcome_id"].map(order).fillna(len(order))
    return worse.loc[places.sort_values(kind="stable").index]


def _others(facts: ChapterFacts, audience: str, *, prefix: str) -> list[Block]:
    """Name what is worse as well and has no draft of its own."""
    others = _worse(facts, audience).iloc[_MOST:]
    names = [str(name) for name in others["sentence_name"]]
    if not names:
        return []
    text = _joined(
        f"Also worse, and to be weighed with these: {measures_listed(names)}.",
        _crime_among(others),
    )
    return [note_block(f"{prefix}.{audience}.others", text, NoteKind.CAUTION)]


def _crime_among(rows: pd.DataFrame) -> str:
    return all_crime_sentence(int(counts_all_crime(rows).sum()), of=len(rows))


def _joined(*texts: str) -> str:
    return " ".join(text for text in texts if text)


def _question(figure: Figure, *, is_crime: bool) -> str:
    """Ask of one measure; what a measure cannot tell stands in its section, with the value."""
    if is_crime:
        return _joined(crime_question(figure), all_crime_sentence(1, of=1))
    return worse_question(figure)


def _need(facts: ChapterFacts, *, is_short: bool) -> Iterator[Asked]:
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
            yield _NEED, question, Statement(f"need|{estimate.estimate_id}", question, references)
            return


def _of_treatment(facts: ChapterFacts, *, is_short: bool) -> Iterator[Asked]:  # noqa: ARG001
    """Ask of the first completions that are short of the best quarter, then of ethnic groups."""
    said = _statements(facts, _COMPLETIONS)
    for held, statement in zip(facts.completions, said, strict=True):
        if held.short > 0:
            question = completions_question(
                users=held.users,
                short=held.short,
                completions=held.completions,
                people=held.in_treatment,
                rate=held.target.rate,
                areas=held.target.areas,
                is_quoted=is_quoted(facts, held.dataset_id),
                group=held.group,
                period=held.period,
                area_name=facts.places.area.name,
            )
            yield _COMPLETIONS, question, statement
            break
    groups, name, period = _fewer(facts)
    if groups:
        question = penetration_question(
            groups, name=name, period=period, area_name=facts.places.area.name
        )
        yield _PENETRATION, question, _statements(facts, _PENETRATION)[0]


def _fewer(facts: ChapterFacts) -> tuple[list[dict[Any, Any]], str, str]:
    """Return the ethnic groups less often in treatment, the column of their names and when."""
    held = facts.penetration
    if held is not None and not held.is_empty:
        rows = held.rows[held.rows["line_rank"] == 0].to_dict("records")
        return [row for row in rows if is_below(row)], "group", held.period
    if facts.groups.why_not:
        return [], "", ""
    rows = facts.groups.rows[facts.groups.rows["line_rank"] == 0].to_dict("records")
    return [row for row in rows if is_fewer(row)], "category", facts.groups.period


def _statements(facts: ChapterFacts, name: str) -> tuple[Statement, ...]:
    blocks = computed_blocks(facts, name, prefix="", measures=())
    return tuple(one for block in blocks for one in block.statements)


def _cited(facts: ChapterFacts, name: str) -> tuple[str, ...]:
    """Return the datasets of the first paragraph of an analysis."""
    return computed_blocks(facts, name, prefix="", measures=())[0].datasets
