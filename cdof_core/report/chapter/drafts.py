"""Drafts of what is to be settled: evidence and a question each, never a policy."""

from typing import Final

import pandas as pd

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.analysis.findings import counts_all_crime
from cdof_core.domain.chapter import Block, BlockKind, NoteKind, Statement
from cdof_core.narrative.caveats import all_crime_sentence
from cdof_core.narrative.chapter_findings import prompt_text, short_prompt_text
from cdof_core.narrative.names import at_start, group_of, measures_listed
from cdof_core.narrative.statements import level_statement
from cdof_core.report.chapter.caveats import caveats_of
from cdof_core.report.chapter.contents import computed_blocks, worse_rows
from cdof_core.report.chapter.measures import measure_figure, note_block

_MOST: Final = 5
_FIRST: Final = ("deaths", "treatment", "recovery", "use", "supply", "crime")
"""Outcomes in the order in which they are taken up: crime is not of drugs alone."""
_FOR_PROVIDERS: Final = ("treatment", "recovery")
_NEED: Final = "unmet_need"
_KINDS: Final = {
    _NEED: "need",
    "completions_short": "completions",
    "ethnic_penetration": "penetration",
}
_SUBJECTS: Final = {
    _NEED: "Unmet need",
    "completions_short": "Completed treatment",
    "ethnic_penetration": "Treatment by ethnic group",
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
    made = measures(facts, audience, prefix=prefix)
    sources = (_NEED,) if audience != "providers" else ("completions_short", "ethnic_penetration")
    for name in sources:
        for block in computed_blocks(facts, name, prefix=prefix, measures=())[:1]:
            said = next((one for one in block.statements if not _says_none(one)), None)
            if said is None:
                continue
            text = (
                short_prompt_text(subject=_SUBJECTS[name], kind=_KINDS[name])
                if is_short
                else prompt_text(text=said.text, kind=_KINDS[name])
            )
            made.append(
                Block(
                    f"{prefix}.{audience}.{name}",
                    BlockKind.RECOMMENDATION,
                    text=text,
                    audience=audience,
                    source=name,
                    evidence=(said.key,),
                    references=said.references,
                    datasets=block.datasets,
                )
            )
    if made:
        return made + _others(facts, audience, prefix=prefix)
    text = "No measure judged here is worse, and no estimate of need is held: nothing is drafted."
    if audience == "providers":
        text = "No local measure of treatment or recovery held here is worse: nothing is drafted."
    return [note_block(f"{prefix}.{audience}.none", text, NoteKind.NO_DATA)]


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
                text=prompt_text(
                    text=statement.text,
                    kind="crime" if row["is_crime"] else "worse",
                    caveats=caveats_of([figure.indicator_id], facts),
                ),
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
                short_prompt_text(subject=subject, kind=kind),
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


def _says_none(statement: Statement) -> bool:
    none = ("none short of", "Too few", "no ethnic group was")
    return any(words in statement.text for words in none)
