"""Drafts of what is to be settled: evidence and a question each, never a policy."""

from typing import Any, Final

import pandas as pd

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.analysis.findings import counts_all_crime
from cdof_core.comparison.records import records_of
from cdof_core.domain.chapter import Block, BlockKind, NoteKind
from cdof_core.domain.judgement import Judgement, RecentTrend
from cdof_core.narrative.caveats import all_crime_sentence
from cdof_core.narrative.chapter_questions import (
    age_sentence,
    crime_question,
    current_estimate_question,
    part_sentence,
    short_question,
    worse_question,
)
from cdof_core.narrative.figures import Figure
from cdof_core.narrative.names import at_start, group_of, measures_listed
from cdof_core.narrative.sentences import trend_sentence
from cdof_core.narrative.statements import level_statement
from cdof_core.narrative.steps import is_recorded
from cdof_core.report.chapter.caveats import caveats_of
from cdof_core.report.chapter.contents import worse_rows
from cdof_core.report.chapter.draft_analyses import (
    COMPLETIONS,
    NEED,
    PENETRATION,
    cited,
    joined_text,
    of_need,
    of_treatment,
)
from cdof_core.report.chapter.measures import measure_figure, note_block
from cdof_core.report.chapter.need import (
    estimate_reference,
    old_drug_estimate,
)

_MOST: Final = 5
_FIRST: Final = ("deaths", "treatment", "recovery", "use", "supply", "crime")
"""Outcomes in the order in which they are taken up: crime is not of drugs alone."""
_FOR_PROVIDERS: Final = ("treatment", "recovery")
_KINDS: Final = {
    COMPLETIONS: "completions",
    PENETRATION: "penetration",
}
_SUBJECTS: Final = {
    COMPLETIONS: "Completed treatment",
    PENETRATION: "Treatment by ethnic group",
}

_NOTHING_FOR_PROVIDERS: Final = {
    True: "No local measure of treatment or recovery held here is worse: nothing is drafted.",
    False: (
        "No local measure of treatment or recovery held here can be judged, so nothing is drafted. "
        "That says nothing of how treatment does."
    ),
}


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
    is_of_need = audience != "providers"
    asked = of_need(facts, is_short=is_short) if is_of_need else of_treatment(facts)
    for name, question, said in asked:
        text = question
        if is_short and name != NEED:
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
                datasets=cited(facts, name),
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
            evidence=(f"level|{old.indicator_id}|{old.area_code}", f"need|{old.estimate_id}"),
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
    records = records_of(worse.assign(is_crime=counts_all_crime(worse)))
    said: set[str] = set()
    of_name = {str(row["indicator_id"]): row for row in records}
    part_of = {str(row["part_of"]): row for row in records if row["part_of"]}
    # A measure and the one it is a part of are asked about together, once.
    for row in [one for one in records if str(one["part_of"]) not in of_name][:_MOST]:
        part = part_of.get(str(row["indicator_id"]))
        # Asked of the part, which is of drugs alone; the whole is named with it.
        asked, whole = (row, None) if part is None else (part, row)
        figures = [measure_figure(facts, one) for one in (asked, whole) if one is not None]
        statements = [
            level_statement(figure, row=one, benchmark_code=code)
            for figure, one in zip(figures, (asked, whole), strict=False)
            if one is not None
        ]
        doubts = _doubts(facts, asked, figures[0])
        made.append(
            Block(
                f"{prefix}.{audience}.{figures[0].indicator_id}",
                BlockKind.RECOMMENDATION,
                text=joined_text(
                    _question(figures[0], is_crime=bool(asked["is_crime"])),
                    part_sentence(figures[1]) if whole is not None else "",
                    *(one for one in doubts if one not in said),
                ),
                audience=audience,
                source=figures[0].indicator_id,
                evidence=tuple(one.key for one in statements),
                references=tuple(ref for one in statements for ref in one.references),
                datasets=tuple(
                    dict.fromkeys(str(one["dataset_id"]) for one in (asked, whole) if one)
                ),
            )
        )
        said.update(caveats_of([figures[0].indicator_id], facts))
    return made


def _doubts(facts: ChapterFacts, row: dict[Any, Any], figure: Figure) -> tuple[str, ...]:
    """Return what a reader must know before asking: its age, its trend, how it is recorded."""
    recorded = caveats_of([figure.indicator_id], facts) if is_recorded(row) else ()
    has_trend = figure.trend in (RecentTrend.INCREASING, RecentTrend.DECREASING)
    trend = trend_sentence(figure).text if has_trend else ""
    return (trend, *recorded, age_sentence(figure.period, year=facts.built_at.year))


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
            text=joined_text(
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
    text = joined_text(
        f"Also worse, and to be weighed with these: {measures_listed(names)}.",
        _crime_among(others),
    )
    return [note_block(f"{prefix}.{audience}.others", text, NoteKind.CAUTION)]


def _crime_among(rows: pd.DataFrame) -> str:
    return all_crime_sentence(int(counts_all_crime(rows).sum()), of=len(rows))


def _question(figure: Figure, *, is_crime: bool) -> str:
    """Ask of one measure; what a measure cannot tell stands in its section, with the value."""
    if is_crime:
        return joined_text(crime_question(figure), all_crime_sentence(1, of=1))
    return worse_question(figure)
