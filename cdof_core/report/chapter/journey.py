"""Tables of the treatment journey: people in treatment by group, each with what it rests on."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.analysis.treatment_journey import JourneyMeasure
from cdof_core.comparison.records import records_of
from cdof_core.domain.chapter import Block, BlockKind
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import MISSING, number_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.references import reference_of
from cdof_core.report.journey_tables import FigureLine, figure_lines

_COLUMNS: Final = ("Category", "People", "Share", "95% interval")
_NUMBERS: Final = (1, 2, 3)
_NONE: Final = "none"
_PARTS_OF_ALL: Final = ("journey_ethnicity",)
"""Measures whose categories would add to everybody if every person's were known."""
_REST_WORTH_SAYING: Final = 0.02
"""Six numbers rounded to 5 can be 15 people apart, about 1% of those in treatment."""


def journey_tables(facts: ChapterFacts, measures: Sequence[str], *, prefix: str) -> list[Block]:
    """Set out measures of treatment by category, for the newest period held.

    Args:
        facts: The facts.
        measures: Indicators in the template's order.
        prefix: Beginning of the blocks' names.

    Returns:
        One table a measure; none for a measure that the area has no categories of.
    """
    held = [facts.journey.measure(name) for name in measures]
    made = [_table(facts, measure, prefix=prefix) for measure in held if measure is not None]
    return [block for block in made if block is not None]


def _table(facts: ChapterFacts, measure: JourneyMeasure, *, prefix: str) -> Block | None:
    rows = measure.latest
    rows = rows[(rows["area_rank"] == 0) & (rows["category"].astype(str) != "")]
    if rows.empty:
        return None
    rows = rows.sort_values("category_rank", kind="stable")
    records = records_of(rows)
    ((_, lines),) = figure_lines(rows)
    name, place = str(measure.indicator["short_name"]), in_sentence(facts.places.area.name)
    remarks = dict.fromkeys(one.remark for one in lines if one.remark)
    rounded = facts.journey.rounded_to
    bases = {number_text(float(row["base"])) for row in records if pd.notna(row["base"])}
    notes = [f"Shares are of {bases.pop()} people."] if len(bases) == 1 else []
    notes += _rest_note(measure, records)
    notes += [f"The publisher rounds numbers of people to {rounded}."] if rounded > 1 else []
    return Block(
        block_id=f"{prefix}.journey.{measure.indicator['indicator_id']}",
        kind=BlockKind.TABLE,
        source="journey",
        caption=f"{name}, {place}, {period_text(measure.period)}",
        columns=_COLUMNS,
        rows=tuple(_cells(one, row) for one, row in zip(lines, records, strict=True)),
        number_columns=_NUMBERS,
        notes=(*notes, *remarks),
        references=tuple(reference_of(row) for row in records),
        datasets=tuple(dict.fromkeys(str(row) for row in rows["dataset_id"])),
    )


def _rest_note(measure: JourneyMeasure, records: Sequence[Mapping[Any, Any]]) -> list[str]:
    """Say for whom no group is shown, where the groups part everybody and leave some out.

    Said only above what rounding alone can leave open.
    """
    if str(measure.indicator["indicator_id"]) not in _PARTS_OF_ALL:
        return []
    people = [float(row["people"]) for row in records]
    bases = {float(row["base"]) for row in records}
    if any(pd.isna(one) for one in (*people, *bases)) or len(bases) != 1:
        return []
    (base,) = bases
    rest = base - sum(people)
    if rest <= 0 or rest / base < _REST_WORTH_SAYING:
        return []
    return [f"The other {number_text(100 * rest / base, 1)}% are people whose group is not known."]


def _cells(one: FigureLine, row: Mapping[Any, Any]) -> tuple[str, ...]:
    people = number_text(float(row["people"])) if pd.notna(row["people"]) else one.value
    share = one.value if row["share_is_made"] else MISSING
    return (one.name[:1].upper() + one.name[1:], people, share, one.interval or _NONE)
