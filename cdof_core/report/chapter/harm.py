"""Tables of harm and supply: the newest figure of each measure, for the place it is of."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.chapter import ChapterFacts
from cdof_core.analysis.harm_measures import Geography, Theme, measures_of
from cdof_core.comparison.records import records_of
from cdof_core.domain.chapter import Block, BlockKind, Section
from cdof_core.narrative.figures import places_of
from cdof_core.narrative.harm_and_supply import THEMES
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import MISSING, interval_text, value_text
from cdof_core.narrative.periods import period_text, periods_of
from cdof_core.narrative.references import reference_of
from cdof_core.narrative.words import DOUBTS, FLAGS, chip_word, trend_word

_BEGINNING: Final = "harm_"
HARM_TABLES: Final = {f"{_BEGINNING}{theme}": THEMES[theme] for theme in Theme}
"""Names of the tables that a section may ask for, each with what it is of."""
_COLUMNS: Final = (
    "Measure",
    "Place",
    "Period",
    "Value",
    "95% interval",
    "Judgement",
    "Recent trend",
)
_NUMBERS: Final = (3, 4)
_OF_ITS_PLACE: Final = "Each figure is of the place named in its row, and of no other."


def local_measures(tables: Iterable[str]) -> tuple[str, ...]:
    """Return the measures that tables of harm show of an authority itself, in order.

    Args:
        tables: Names; those that are not of `HARM_TABLES` add nothing.
    """
    themes = {name.removeprefix(_BEGINNING) for name in tables if name in HARM_TABLES}
    held = measures_of(Geography.AUTHORITY)
    return tuple(name for name, theme in held.items() if theme.value in themes)


def harm_table(facts: ChapterFacts, name: str, *, prefix: str) -> list[Block]:
    """Set out the newest figures of one theme of harm, supply or crime.

    Args:
        facts: The facts, gathered with harm.
        name: One of `HARM_TABLES`; any other name has no table here.
        prefix: Beginning of the block's name.

    Returns:
        One table; none where nothing of the theme is held.
    """
    if facts.harm is None or name not in HARM_TABLES:
        return []
    rows = facts.harm.latest
    rows = rows[rows["theme"] == name.removeprefix(_BEGINNING)]
    # What a sentence must explain, a table would only print.
    rows = rows[~rows["flag"].isin(list(DOUBTS))]
    rows = _of_one_time(rows)
    if rows.empty:
        return []
    records = records_of(rows)
    against = in_sentence(facts.places.chosen.label)
    place = in_sentence(facts.places.area.name)
    return [
        Block(
            f"{prefix}.{name}",
            BlockKind.TABLE,
            source=name,
            caption=f"{HARM_TABLES[name]} in and around {place}: newest figure of each measure in "
            f"the data used, {periods_of(rows)}",
            columns=_COLUMNS,
            rows=tuple(_cells(row) for row in records),
            number_columns=_NUMBERS,
            notes=(
                _OF_ITS_PLACE,
                f"Judged against {against} where a comparable figure is published.",
            ),
            references=tuple(reference_of(row) for row in records),
            datasets=tuple(dict.fromkeys(str(row["dataset_id"]) for row in records)),
        )
    ]


def noted_once(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Say only under the first table of a chapter that each figure is of the place it names."""
    is_said = False
    made: list[Section] = []
    for section in sections:
        blocks: list[Block] = []
        for block in section.blocks:
            has_note = _OF_ITS_PLACE in block.notes
            left = tuple(note for note in block.notes if note != _OF_ITS_PLACE)
            blocks.append(replace(block, notes=left) if has_note and is_said else block)
            is_said = is_said or has_note
        made.append(replace(section, blocks=tuple(blocks)))
    return tuple(made)


def _of_one_time(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out what is of another place and another time than the area's own figure.

    A reader sets two lines of one measure beside each other, whatever the columns say.
    """
    own = rows[rows["geography"] == Geography.AUTHORITY.value]
    periods = dict(zip(own["indicator_id"], own["period_label"], strict=True))
    held = rows["indicator_id"].map(periods)
    return rows[held.isna() | (held == rows["period_label"])]


def _cells(row: Mapping[Any, Any]) -> tuple[str, ...]:
    unit, decimals = str(row["unit"]), places_of(row)
    reason = FLAGS.get(str(row["flag"]), MISSING) if pd.isna(row["value"]) else ""
    is_of_force = row["geography"] == Geography.FORCE.value
    return (
        str(row["short_name"]),
        str(row["place"]),
        period_text(str(row["period_label"])),
        reason or value_text(row["value"], unit=unit, decimals=decimals),
        interval_text(row["lower95"], row["upper95"], unit=unit, decimals=decimals) or "none held",
        "Not compared: of the whole police force area"
        if is_of_force
        else chip_word(str(row["judgement"]), str(row["reason"])),
        trend_word(str(row["trend"]), str(row["trend_reason"]), str(row["polarity"])).partition(
            ":"
        )[0],
    )
