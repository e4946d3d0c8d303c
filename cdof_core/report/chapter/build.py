"""Builds a chapter from a template and the facts: sections, what is missing, what is to settle."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.domain.chapter import (
    MOST_SECTIONS_OF_SHORT,
    Block,
    BlockKind,
    Chapter,
    NoteKind,
    Section,
)
from cdof_core.domain.progress import Progress, tell_nobody
from cdof_core.narrative.names import in_sentence
from cdof_core.report.chapter.caveats import with_caveats
from cdof_core.report.chapter.contents import computed_blocks
from cdof_core.report.chapter.drafts import drafted
from cdof_core.report.chapter.harm import HARM_TABLES, harm_table, noted_once
from cdof_core.report.chapter.journey import journey_tables
from cdof_core.report.chapter.measures import is_local, measure_blocks, note_block
from cdof_core.report.chapter.need import unknown_drug_need
from cdof_core.report.chapter.printed import printed_blocks
from cdof_core.report.chapter.scope import scope_text
from cdof_core.report.chapter.template import Template, TemplateError, TemplateSection

METHODS_VERSION: Final = "1"
"""Rises whenever a rule of judgement, trend or suppression changes a figure or a word."""
_DRUG_NEED: Final = "drug_need"
_INFORMATION: Final = "information_needed"
_NOTHING: Final = {True: "No local figure is held.", False: "Nothing local is held here."}
_SCOPE: Final = "{scope}"
_SUMMARY: Final = "inequalities_found"


def build_chapter(
    template: Template,
    facts: ChapterFacts,
    *,
    progress: Progress | None = None,
) -> Chapter:
    """Build a chapter.

    Args:
        template: Its sections and what each asks for.
        facts: What is known of the area; must have been gathered for the template's measures.
        progress: Called with a share from 0 to 1 and what is being written.

    Returns:
        The chapter; the same template and facts give the same chapter.

    Raises:
        TemplateError: The template names a measure that the snapshot does not have.
    """
    _refuse_unknown(template, facts)
    report = progress or tell_nobody
    places = facts.places
    sections: list[Section] = []
    is_short = len(template.sections) <= MOST_SECTIONS_OF_SHORT
    for place, wanted in enumerate(template.sections):
        report(place / len(template.sections), wanted.heading)
        sections.append(_section(wanted, facts, is_short=is_short))
    area = in_sentence(places.area.name)
    built = facts.built_at
    review = built + pd.DateOffset(months=template.review_months)
    chapter = Chapter(
        title=_filled(template.title, area),
        area_code=str(places.area.code),
        area_name=places.area.name,
        benchmark=str(facts.selection.benchmark),
        benchmark_label=places.chosen.label,
        template_id=template.template_id,
        template_version=template.version,
        content_hash=facts.content_hash,
        built_on=f"{built:%Y-%m-%d}",
        review_on=f"{review:%Y-%m-%d}",
        methods_version=METHODS_VERSION,
        sections=noted_once(sections),
    )
    report(1.0, "Done")
    return _with_information_needed(chapter, template, facts)


def asks_for_harm(template: Template) -> bool:
    """Return whether a section asks for a table of harm, which the facts are gathered with then."""
    return any(name in HARM_TABLES for one in template.sections for name in one.computed)


def with_added_measures(
    chapter: Chapter, added: Mapping[str, Sequence[str]], facts: ChapterFacts
) -> Chapter:
    """Return a chapter with measures that its template does not ask for.

    Args:
        chapter: The chapter.
        added: Measures, and tables of `HARM_TABLES`, by section.
        facts: What is known of the area; must have been gathered for these measures too.

    Returns:
        The chapter; each measure is a paragraph, and a picture where it can have one.
    """
    return replace(
        chapter,
        sections=tuple(
            replace(section, blocks=(*section.blocks, *_new(section, added, facts)))
            for section in chapter.sections
        ),
    )


def _new(
    section: Section, added: Mapping[str, Sequence[str]], facts: ChapterFacts
) -> tuple[Block, ...]:
    there = {block.block_id for block in section.blocks}
    names = added.get(section.section_id, ())
    made = measure_blocks(facts, names, pictures=names, prefix=section.section_id)
    for name in names:
        made += harm_table(facts, name, prefix=section.section_id)
    made = [block for block in made if block.block_id not in there]
    return tuple(with_caveats(made, facts, above=section.blocks))


def _refuse_unknown(template: Template, facts: ChapterFacts) -> None:
    known = set(facts.catalogue["indicator_id"])
    for section in template.sections:
        for name in (*section.measures, *section.tables):
            if name not in known:
                message = (
                    f"{template.template_id}.toml, section “{section.section_id}”: the snapshot "
                    f"has no measure named {name!r}. Take a name from the page of measures."
                )
                raise TemplateError(message)


def _section(wanted: TemplateSection, facts: ChapterFacts, *, is_short: bool) -> Section:
    area = in_sentence(facts.places.area.name)
    prefix = wanted.section_id
    blocks: list[Block] = []
    if wanted.text:
        text = _filled(wanted.text, area)
        if _SCOPE in text:
            text = text.replace(_SCOPE, scope_text(facts))
        blocks.append(Block(f"{prefix}.text", BlockKind.PROSE, text=text))
    if wanted.prompt:
        blocks.append(note_block(f"{prefix}.prompt", wanted.prompt, NoteKind.AUTHOR))
    unknown = unknown_drug_need(facts) if _DRUG_NEED in wanted.computed else None
    if unknown is not None:
        blocks.append(note_block(f"{prefix}.{_DRUG_NEED}", unknown.text, NoteKind.NO_DATA))
    found = measure_blocks(facts, wanted.measures, pictures=wanted.pictures, prefix=prefix)
    for name in wanted.computed:
        if name not in (_INFORMATION, _DRUG_NEED):
            found += computed_blocks(facts, name, prefix=prefix, measures=wanted.measures)
    found += journey_tables(facts, wanted.tables, prefix=prefix)
    found += printed_blocks(facts, wanted.printed, prefix=prefix)
    found = with_caveats(_local_first(_in_order(_said_once(found), wanted)), facts)
    blocks += found
    for audience in wanted.recommendations:
        blocks += drafted(facts, audience, prefix=prefix, is_short=is_short)
    local = [block for block in found if _is_of_area(block, facts)]
    is_told = unknown is not None and wanted.lacks_drug_need
    if wanted.missing and not is_told and not _holds(local, wanted, facts):
        start = "Not all that matters here is held." if local else _NOTHING[_asks_figures(wanted)]
        text = f"{start} {_needed(wanted.missing)}"
        blocks.append(note_block(f"{prefix}.missing", text, NoteKind.NO_DATA))
    return Section(prefix, _filled(wanted.heading, area), wanted.level, tuple(blocks))


def _asks_figures(wanted: TemplateSection) -> bool:
    """Whether a section is filled with figures; else with what somebody writes."""
    asked = (*wanted.measures, *wanted.computed, *wanted.tables, *wanted.printed)
    return bool(asked) or not wanted.prompt


def _local_first(found: list[Block]) -> list[Block]:
    """Put paragraphs on the country, each with its picture, behind those on the area."""
    local: list[Block] = []
    national: list[Block] = []
    kept = local
    for block in found:
        # A picture stays with the paragraph above it.
        if block.kind is not BlockKind.FIGURE:
            kept = local if is_local(block) else national
        kept.append(block)
    return [*local, *national]


def _said_once(found: list[Block]) -> list[Block]:
    """Leave out of a summary what another block of its section says in full."""
    said = {one.key for block in found if block.source != _SUMMARY for one in block.statements}
    kept = [_without(block, said) if block.source == _SUMMARY else block for block in found]
    return [block for block in kept if block.source != _SUMMARY or block.statements]


def _without(block: Block, said: set[str]) -> Block:
    left = tuple(one for one in block.statements if one.key not in said)
    used = {reference.dataset_id for one in left for reference in one.references}
    datasets = tuple(name for name in block.datasets if name in used)
    return replace(block, statements=left, datasets=datasets)


def _is_of_area(block: Block, facts: ChapterFacts) -> bool:
    """Whether a block holds a figure of the area itself; a table of harm may name others only."""
    if block.source in HARM_TABLES:
        return any(one.area_code == facts.places.area.code for one in block.references)
    return is_local(block)


def _holds(local: Sequence[Block], wanted: TemplateSection, facts: ChapterFacts) -> bool:
    """Whether blocks on the area hold what the section needs most, or anything if it names none."""
    if not wanted.missing_unless:
        return bool(local)
    used = [
        one
        for block in local
        for one in (*block.references, *(r for s in block.statements for r in s.references))
    ]
    return any(
        one.indicator_id in wanted.missing_unless
        and one.area_code == facts.places.area.code
        and one.value is not None
        for one in used
    )


def _in_order(found: list[Block], wanted: TemplateSection) -> list[Block]:
    """Put what sums up (a headline, a table) before single measures, as a reader expects."""
    first = [block for block in found if block.source in ("headline", "performance_table")]
    first += [block for block in found if block.source in ("key_messages",)]
    if not first or not wanted.measures:
        return found
    names = {block.block_id for block in first}
    return [*first, *(block for block in found if block.block_id not in names)]


def _with_information_needed(chapter: Chapter, template: Template, facts: ChapterFacts) -> Chapter:
    """Fill the section that gathers what the others lack."""
    wanted = {one.section_id for one in template.sections if _INFORMATION in one.computed}
    if not wanted:
        return chapter
    texts = {one.section_id: one.missing for one in template.sections}
    rows = {
        text: (section.heading.removesuffix("?"), text)
        for section in chapter.sections
        for block in section.blocks
        if block.block_id == f"{section.section_id}.missing"
        for text in [texts[section.section_id].rstrip(".") + "."]
    }
    lacking = [
        section.heading.removesuffix("?")
        for section in chapter.sections
        for block in section.blocks
        if block.block_id == f"{section.section_id}.{_DRUG_NEED}"
    ]
    # Several sections lack it: one row names them all.
    unknown = unknown_drug_need(facts) if lacking else None
    of_need = [("; ".join(lacking), unknown.needed)] if unknown is not None else []
    listed = [*of_need, *rows.values()]
    gathered = (
        Block(
            f"{_INFORMATION}.table",
            BlockKind.TABLE,
            source=_INFORMATION,
            caption=f"Figures still needed for {in_sentence(chapter.area_name)}, by section",
            columns=("Section", "Needed"),
            rows=tuple(listed),
        )
        if listed
        else note_block(
            f"{_INFORMATION}.none", "Every section has local figures.", NoteKind.NO_DATA
        )
    )
    return replace(
        chapter,
        sections=tuple(
            replace(section, blocks=(*section.blocks, gathered))
            if section.section_id in wanted
            else section
            for section in chapter.sections
        ),
    )


def _needed(missing: str) -> str:
    """Return what would fill a section in a sentence; the template may hold one of its own."""
    if missing.endswith("."):
        return missing
    first = missing.split(" ", 1)[0]
    is_name = len(first) > 1 and first.isupper()
    return f"Needed: {missing if is_name else missing[:1].lower() + missing[1:]}."


def _filled(text: str, area: str) -> str:
    return text.replace("{area}", area)
