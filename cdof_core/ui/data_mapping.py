"""The mapping assistant: columns guessed, shown, corrected and remembered."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pandas as pd
import streamlit as st

from cdof_core.disclosure import PRESETS, CountRange, own_rule, read_own_rule
from cdof_core.store.snapshot import open_snapshot_path
from cdof_core.ui.ingesting import (
    AXES,
    MEANINGS,
    Field,
    Grid,
    Imported,
    NewMeasure,
    Standing,
    TableMapping,
    guess,
    mapping_from,
    open_own_file,
    read_known,
    read_own_table,
    signature,
    stand_for,
)
from cdof_core.ui.panels import as_plain_text
from cdof_core.ui.people import current_actor
from cdof_core.workspace import add_entry, change_entry, list_entries, open_workspace

_KIND = "mapping"
_UNUSED = "not used"
_OWN_RULE = "own"
_ACROSS: Final = {
    Field.INDICATOR: "measures of their own",
    Field.BREAKDOWN: "groups of one measure",
}
_ABREAST: Final = 2
_LOOKED_AT: Final = 200
_SHOWN: Final = 3
_LONGEST_SAMPLE: Final = 60
_POLARITIES: Final = {
    "": "Nobody has said",
    "low_is_good": "Low is good",
    "high_is_good": "High is good",
    "no_judgement": "Not judged",
}
_SENSITIVITIES: Final = {
    "restricted": "Restricted: only where it is unlocked",
    "open": "Open: everybody may see it",
}


def read_as_mapped(path: Path, *, name: str) -> Callable[[], Imported]:
    """Let somebody say how a table is read.

    Args:
        path: The file.
        name: How the user calls it.

    Returns:
        What reads the table as said, and remembers how.

    Raises:
        ImportRefusedError: The file holds no table.
    """
    file = open_own_file(path, name=name)
    sheet = st.selectbox("Sheet", file.sheet_names, key="own_sheet") if file.sheet_names[1:] else ""
    grid = file.grid(str(sheet or ""))
    known = read_known(open_snapshot_path())
    remembered = _remembered(grid)
    mapping = remembered or guess(grid, known)
    if remembered is not None:
        st.caption("A table with these headings was read before; it is read the same way again.")
    mapping = _choose_columns(grid, mapping)
    mapping = _choose_constants(mapping)
    mapping = _choose_dataset(mapping, name=name)
    if missing := mapping.missing():
        st.warning(f"Still to be said: {', '.join(missing)}.")
    remember = _memory_for(grid)

    def read() -> Imported:
        found = read_own_table(grid, mapping, known, sources=[file.source])
        remember(mapping)
        return found

    return read


def _remembered(grid: Grid) -> TableMapping | None:
    wanted = signature(grid.headings)
    for entry in list_entries(open_workspace(), kind=_KIND):
        if entry.name == wanted:
            try:
                held = mapping_from(entry.content)
            except ValueError:
                return None
            # The years of a newer release have other names; they are found anew.
            return held if set(held.spread) <= set(grid.headings) else None
    return None


def _memory_for(grid: Grid) -> Callable[[TableMapping], None]:
    """Return what remembers how the table is read; made on the page, called beside it."""
    actor, engine = current_actor(), open_workspace()
    wanted = signature(grid.headings)

    def remember(mapping: TableMapping) -> None:
        content = mapping.as_content()
        entries = list_entries(engine, kind=_KIND)
        held = next((entry for entry in entries if entry.name == wanted), None)
        if held is None:
            add_entry(engine, actor, kind=_KIND, name=wanted, content=content)
        elif dict(held.content) != content:
            change_entry(engine, actor, held, content=content)

    return remember


def _choose_columns(grid: Grid, mapping: TableMapping) -> TableMapping:
    columns: dict[str, Field] = {}
    spread: dict[str, Standing] = {}
    asked: list[tuple[str, str]] = []
    with st.expander("What each column holds", expanded=True):
        mapping, across = _choose_across(mapping)
        for heading, cells in zip(grid.headings, grid.columns, strict=True):
            held = mapping.spread.get(heading)
            if held is not None and held.axis is Field.PERIOD:
                spread[heading] = held
                st.caption(as_plain_text(f"{heading}: {held.said()}"))
            else:
                asked.append((heading, _sample(cells)))
        for first in range(0, len(asked), _ABREAST):
            abreast = zip(st.columns(_ABREAST), asked[first : first + _ABREAST], strict=False)
            for place, (heading, sample) in abreast:
                with place:
                    chosen = _choose_column(heading, sample, mapping, across)
                if isinstance(chosen, Standing):
                    spread[heading] = chosen
                elif chosen is not None:
                    columns[heading] = chosen
    return replace(mapping, columns=columns, spread=spread)


def _choose_across(mapping: TableMapping) -> tuple[TableMapping, str]:
    """Let somebody say at once what all columns of numbers are; return that in a word too."""
    axes = {one.axis for one in mapping.spread.values()} & _ACROSS.keys()
    if not axes:
        return mapping, ""
    chosen = st.radio(
        "The columns of numbers are",
        list(_ACROSS),
        index=list(_ACROSS).index(axes.pop()),
        format_func=lambda axis: _ACROSS[axis],
        horizontal=True,
        key="own_across",
    )
    spread = {
        heading: replace(one, axis=chosen) if one.axis in _ACROSS else one
        for heading, one in mapping.spread.items()
    }
    return replace(mapping, spread=spread), f"{chosen.value}_"


def _choose_column(
    heading: str, sample: str, mapping: TableMapping, across: str
) -> Field | Standing | None:
    held = mapping.columns.get(heading)
    options: dict[str, Field | Standing | None] = {_UNUSED: None}
    options |= {field.value: field for field in Field}
    options |= {
        f"{field} of {words}": stand_for(axis, heading, field)
        for axis, words in AXES.items()
        for field in (Field.COUNT, Field.VALUE)
    }
    guessed = mapping.spread.get(heading, held)
    chosen = st.selectbox(
        as_plain_text(f"{heading} ({sample})"),
        list(options),
        index=list(options.values()).index(guessed) if guessed in options.values() else 0,
        key=f"own_column_{across}{heading}",
        help=None if held is None else MEANINGS[held],
    )
    return options[str(chosen)]


def _sample(cells: Sequence[Any] | pd.Series) -> str:
    """Return the first different cells of a column, in words."""
    filled = (text for cell in cells[:_LOOKED_AT] if (text := str(cell).strip()))
    first = list(itertools.islice(dict.fromkeys(filled), _SHOWN))
    return f"such as {', '.join(first)[:_LONGEST_SAMPLE]}" if first else "empty"


def _choose_constants(mapping: TableMapping) -> TableMapping:
    constants = dict(mapping.constants)
    for field, words in (
        (Field.INDICATOR, "The measure of the whole table"),
        (Field.AREA, "The area of the whole table"),
        (Field.PERIOD, "The period of the whole table"),
        (Field.BREAKDOWN_TYPE, "What the groups are, such as ethnicity"),
    ):
        is_asked = field is not Field.BREAKDOWN_TYPE or mapping.stands_for(Field.BREAKDOWN)
        if mapping.heading_of(field) or mapping.stands_for(field) or not is_asked:
            continue
        constants[field] = st.text_input(
            words, value=constants.get(field, ""), key=f"own_constant_{field.name}"
        )
    return replace(mapping, constants=constants)


def _choose_dataset(mapping: TableMapping, *, name: str) -> TableMapping:
    said, measure = mapping.dataset, mapping.measure
    left, right = st.columns(2)
    with left:
        publication = st.text_input(
            "Name of the dataset",
            value=said.get("publication", name.rsplit(".", 1)[0]),
            key="own_publication",
        )
        publisher = st.text_input("Publisher", value=said.get("publisher", ""), key="own_publisher")
        unit = st.text_input("Unit of a new measure", value=measure.unit, key="own_unit")
        polarity = st.selectbox(
            "What is good in a new measure",
            list(_POLARITIES),
            index=list(_POLARITIES).index(measure.polarity),
            format_func=lambda value: _POLARITIES[value],
            key="own_polarity",
        )
    with right:
        rule = _choose_rule(said.get("disclosure_rule", "none"))
        sensitivity = st.selectbox(
            "Who may see it",
            list(_SENSITIVITIES),
            index=list(_SENSITIVITIES).index(said.get("sensitivity", "restricted")),
            format_func=lambda value: _SENSITIVITIES[value],
            key="own_sensitivity",
        )
        multiplier = st.number_input(
            "A rate is per (1 for counts, 100 for percentages)",
            value=measure.multiplier,
            min_value=0.001,
            key="own_multiplier",
        )
    told = NewMeasure(
        unit=unit,
        multiplier=float(multiplier),
        value_kind=measure.value_kind,
        polarity=str(polarity),
        decimals=measure.decimals,
        definition=measure.definition,
    )
    return replace(mapping, measure=told).with_dataset(
        publication=publication,
        publisher=publisher,
        disclosure_rule=rule,
        sensitivity=str(sensitivity),
    )


def _choose_rule(held: str) -> str:
    """Let somebody choose a preset or state a rule of their own; return its name."""
    rules = {rule.name: rule.title for rule in PRESETS} | {_OWN_RULE: "A rule of my own"}
    own = read_own_rule(held)
    names = list(rules)
    chosen = st.selectbox(
        "Small numbers",
        names,
        index=names.index(_OWN_RULE if own else held) if own or held in names else 0,
        format_func=lambda value: rules[value],
        key="own_rule",
        help="Applied before anything is kept, with whatever else would give a number away.",
    )
    if chosen != _OWN_RULE:
        return str(chosen)
    hides = own.hides if own and own.hides else CountRange(1, 4)
    lowest = st.radio(
        "Hide counts from",
        (0, 1),
        index=hides.lowest,
        horizontal=True,
        key="own_rule_lowest",
        help="From 1 where a count of 0 may be seen.",
    )
    highest = st.number_input(
        "up to (0 hides none)", 0, 1000, hides.highest, key="own_rule_highest"
    )
    rounded = st.number_input(
        "Round all others to", 1, 1000, own.round_to if own else 5, key="own_rule_rounding"
    )
    hidden = CountRange(int(lowest), int(highest)) if highest else None
    return own_rule(hides=hidden, round_to=int(rounded)).name
