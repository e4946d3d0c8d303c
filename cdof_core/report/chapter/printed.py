"""Figures of an area's earlier printed chapter: a table of parts, a statement of single figures."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.comparison.keys import is_usable
from cdof_core.comparison.records import records_of
from cdof_core.domain.chapter import Block, BlockKind, NoteKind, Statement
from cdof_core.narrative.names import at_start, in_sentence, listed
from cdof_core.narrative.numbers import MISSING, value_text
from cdof_core.narrative.periods import period_in_sentence, period_text
from cdof_core.narrative.references import reference_of
from cdof_core.narrative.words import DOUBTS

_NOT_OF_TODAY: Final = "Printed in the area's earlier chapter; not of today."
_NO_YEAR: Final = "year not printed"


def printed_blocks(facts: ChapterFacts, names: Sequence[str], *, prefix: str) -> list[Block]:
    """List figures that the area's earlier chapter prints, without those in doubt or withheld."""
    if facts.printed.empty or not names:
        return []
    rows = facts.printed[facts.printed["indicator_id"].isin(list(names))]
    hidden = set(rows.loc[rows["flag"] == "suppressed", "indicator_id"])
    sound = rows[is_usable(rows) & ~rows["flag"].isin(list(DOUBTS))]
    sound = sound[~sound["indicator_id"].isin(hidden)]
    cell = ["indicator_id", "area_name", "period_label", "breakdown"]
    same = sound.duplicated([*cell, "value"])
    # Lines that the chapter does not label cannot be told apart here.
    twice = sound[~same].duplicated(cell, keep=False).reindex(sound.index, fill_value=False)
    left_out = len(rows) - len(sound) + int(twice.sum())
    sound = sound[~same & ~twice]
    if sound.empty:
        return []
    has_parts = sound["breakdown"].astype(str).ne("")
    made = [
        _printed_table(part, area_name=facts.places.area.name, prefix=prefix)
        for _, part in sound[has_parts].groupby("indicator_id", sort=False)
    ]
    made += _paragraph(sound[~has_parts], prefix=prefix)
    if left_out:
        figures = "1 figure" if left_out == 1 else f"{left_out} figures"
        text = (
            f"Left out: {figures} of the earlier chapter that it withholds, that cannot follow "
            "from its own counts, or that it prints twice with different values."
        )
        made.append(
            Block(
                f"{prefix}.printed.left_out",
                BlockKind.NOTE,
                text=text,
                note_kind=NoteKind.CAUTION.value,
            )
        )
    return made


def _printed_table(rows: pd.DataFrame, *, area_name: str, prefix: str) -> Block:
    """Set the parts of one printed measure beside each other, a column a place and period.

    Args:
        rows: Usable figures of one measure with breakdown, area_name and period_label.
        area_name: The chosen area.
        prefix: Beginning of the block's name.
    """
    records = records_of(rows)
    heads = list(dict.fromkeys((row["area_name"], row["period_label"]) for row in records))
    parts = list(dict.fromkeys(str(row["breakdown"]) for row in records))
    cells = {(row["breakdown"], row["area_name"], row["period_label"]): row for row in records}
    name = str(records[0]["short_name"])
    return Block(
        block_id=f"{prefix}.printed.{records[0]['indicator_id']}",
        kind=BlockKind.TABLE,
        source="printed",
        caption=f"{name}, from the earlier chapter of {in_sentence(area_name)}",
        columns=(
            "Category",
            *(f"{place}, {period_text(str(period))}" for place, period in heads),
        ),
        rows=tuple(
            (part[:1].upper() + part[1:], *(_cell(cells.get((part, *head))) for head in heads))
            for part in parts
        ),
        number_columns=tuple(range(1, len(heads) + 1)),
        notes=(_NOT_OF_TODAY,),
        references=tuple(reference_of(row) for row in records),
        datasets=tuple(dict.fromkeys(str(row["dataset_id"]) for row in records)),
    )


def _paragraph(rows: pd.DataFrame, *, prefix: str) -> list[Block]:
    """Say single printed figures in one paragraph; nothing for none.

    Args:
        rows: Usable figures without parts.
        prefix: Beginning of the block's name.
    """
    statements: list[Statement] = []
    for name, group in rows.groupby("indicator_id", sort=False):
        again = group.groupby("period_label", sort=False)
        for place, (period, part) in enumerate(again):
            records = records_of(part)
            said = listed([f"{_cell(row)} in {in_sentence(row['area_name'])}" for row in records])
            when = (
                "without a year" if period == _NO_YEAR else f"for {period_in_sentence(str(period))}"
            )
            subject = str(records[0]["sentence_name"])
            opening = f"The earlier chapter prints, {when}, {subject}"
            if place:
                opening = f"{at_start(when)} it prints"
            statements.append(
                Statement(
                    f"printed|{name}|{period}",
                    f"{opening}: {said}." if not place else f"{opening} {said}.",
                    tuple(reference_of(row) for row in records),
                )
            )
    if not statements:
        return []
    datasets = tuple(dict.fromkeys(rows["dataset_id"].astype(str)))
    return [
        Block(
            f"{prefix}.printed",
            BlockKind.COMPUTED,
            source="printed",
            statements=tuple(statements),
            datasets=datasets,
        )
    ]


def _cell(row: Mapping[Any, Any] | None) -> str:
    if row is None:
        return MISSING
    return value_text(float(row["value"]), unit=str(row["unit"]), decimals=int(row["decimals"]))
