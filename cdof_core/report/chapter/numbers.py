"""Live numbers in an analyst's prose: tokens that take their text from the facts every time."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.comparison.records import records_of
from cdof_core.domain.chapter import Block, BlockKind, Chapter, Statement
from cdof_core.narrative.figures import Figure
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import MISSING, interval_text, number_text, value_text
from cdof_core.narrative.periods import period_in_sentence
from cdof_core.report.chapter.measures import measure_figure

TOKEN: Final = re.compile(r"\[\[([a-z][a-z0-9_]*)\.([a-z]+)\]\]")
"""A token: a measure and a part of its figure, for example [[cin_parent_drug.value]]."""
PARTS: Final = ("value", "period", "interval", "numerator", "denominator", "benchmark", "name")
NOT_HELD: Final = "not held"
_SAID_BY: Final = {
    "level": ("value", "period", "interval", "numerator", "denominator", "benchmark"),
    "national": ("value", "period", "interval", "numerator", "denominator"),
}
"""What of the figure a computed sentence says, by its kind; others say of other observations."""


@dataclass(frozen=True, slots=True)
class LiveText:
    """Prose with its numbers filled in.

    Attributes:
        text: As it stands in a document.
        numbers: Each token and its text now.
        unknown: Tokens that name no measure, or none with a figure of the area.
        datasets: Datasets of the numbers.
    """

    text: str
    numbers: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    datasets: tuple[str, ...]


def fill_numbers(block: Block, facts: ChapterFacts) -> LiveText:
    """Fill a prose block's tokens from the facts.

    Args:
        block: Prose or another typed block.
        facts: The facts.

    Returns:
        The text; a token that cannot be filled reads "not held" and is listed.
    """
    rows = {str(row["indicator_id"]): row for row in records_of(facts.comparison.rows)}
    now: dict[str, str] = {}
    unknown: list[str] = []
    datasets: dict[str, None] = {}

    def put(found: re.Match[str]) -> str:
        token, name, part = found[0], found[1], found[2]
        text = NOT_HELD
        if name in rows and part in PARTS:
            text = _part(measure_figure(facts, rows[name]), part)
            datasets[str(rows[name]["dataset_id"])] = None
        if text == NOT_HELD:
            unknown.append(token)
        now[token] = text
        return text

    text = TOKEN.sub(put, block.text)
    return LiveText(text, tuple(now.items()), tuple(unknown), tuple(datasets))


def with_live_wording(chapter: Chapter, facts: ChapterFacts) -> Chapter:
    """Return a chapter whose reworded sentences have their live numbers filled in."""

    def filled(block: Block) -> Block:
        if not any("[[" in one.edited for one in block.statements):
            return block
        return replace(
            block,
            statements=tuple(
                replace(one, edited=live_wording(one, facts)) for one in block.statements
            ),
        )

    return _with_each_block(chapter, filled)


def with_numbers_cited(chapter: Chapter, facts: ChapterFacts) -> Chapter:
    """Return a chapter whose blocks name the datasets of the live numbers typed into them.

    What reads a figure is audited and cited as what shows it: a number typed into prose comes from
    a dataset as much as a row of a table does.
    """

    def cited(block: Block) -> Block:
        typed = " ".join([block.text, *(one.edited for one in block.statements)])
        if "[[" not in typed:
            return block
        read = fill_numbers(Block("", BlockKind.PROSE, text=typed), facts).datasets
        return replace(block, datasets=tuple(dict.fromkeys([*block.datasets, *read])))

    return _with_each_block(chapter, cited)


def _with_each_block(chapter: Chapter, change: Callable[[Block], Block]) -> Chapter:
    return replace(
        chapter,
        sections=tuple(
            replace(section, blocks=tuple(change(block) for block in section.blocks))
            for section in chapter.sections
        ),
    )


def live_wording(statement: Statement, facts: ChapterFacts) -> str:
    """Return the analyst's wording of a sentence with its live numbers filled in."""
    return fill_numbers(Block("", BlockKind.PROSE, text=statement.edited), facts).text


def with_tokens(statement: Statement, facts: ChapterFacts) -> str:
    """Return a computed sentence with tokens where its numbers can stay live.

    A number becomes a token only where it can be no other: two parts of a figure that read alike,
    and a number that stands twice, stay as they are.

    Args:
        statement: The sentence.
        facts: The facts it was written from.

    Returns:
        Its text; filling the tokens gives the sentence back, letter for letter.
    """
    text = statement.text
    parts = _SAID_BY.get(statement.key.partition("|")[0], ())
    rows = {str(row["indicator_id"]): row for row in records_of(facts.comparison.rows)}
    names = [one.indicator_id for one in statement.references if one.indicator_id in rows]
    if not parts or not names:
        return text
    figure = measure_figure(facts, rows[names[0]])
    said = {part: _part(figure, part) for part in PARTS if part != "name"}
    others = {number_text(count) for count in (figure.benchmark_members,) if count is not None}
    alone = {
        part: number
        for part, number in said.items()
        if part in parts and [*said.values(), *others].count(number) == 1 and number != NOT_HELD
    }
    # The longest first: an interval holds what may be another part's text.
    for part, number in sorted(alone.items(), key=lambda item: -len(item[1])):
        whole = re.compile(rf"(?<![\w.,\[]){re.escape(number)}(?![\w\]]|[.,]\d)")
        if len(whole.findall(text)) == 1:
            text = whole.sub(f"[[{names[0]}.{part}]]", text)
    return text


def _part(figure: Figure, part: str) -> str:
    unit, decimals = figure.unit, figure.decimals
    said = {
        "value": value_text(figure.value, unit=unit, decimals=decimals),
        "period": period_in_sentence(figure.period),
        "interval": interval_text(
            figure.lower, figure.upper, unit=unit, decimals=decimals, joiner=" to "
        ),
        "numerator": number_text(figure.numerator),
        "denominator": number_text(figure.denominator),
        "benchmark": value_text(figure.benchmark, unit=unit, decimals=decimals),
        "name": in_sentence(figure.area_name),
    }[part]
    return NOT_HELD if said in ("", MISSING) else said
