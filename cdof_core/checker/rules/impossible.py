"""Values that nothing could have: shares above all, people below none, parts above their whole."""

import re
from collections.abc import Iterator
from itertools import chain

from cdof_core.checker.context import Context, at_cell, at_sentence
from cdof_core.checker.document import Sentence
from cdof_core.checker.explaining import Explained, explain
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, Form, read_number
from cdof_core.checker.roles import Role, names_count, read_line
from cdof_core.checker.rules.stated import masked_years

_MAY_EXCEED = re.compile(
    r"penetration|index|ratio|change|increase|growth|of target|of plan|target|relative|"
    r"representation|compared|benchmark|occupancy|utili|capacity|variance|difference|\brise\b",
    re.I,
)
_MAY_FALL = re.compile(
    r"change|difference|variance|gap|decrease|reduction|net|saving|cost|balance", re.I
)
_OF_A_MEASURE = re.compile(
    r"budget|fund(?:s|ing)?\b|spen[dt]|allocat|average|baseline|\blevels?\b|"
    r"(?:last|previous|prior) (?:year|quarter)|expect|forecast|planned|\bbeds?\b|\bplaces\b",
    re.I,
)
"""Words beside which a percentage may be of something else than all of its own kind."""
_PART = re.compile(
    r"(?P<n>\d[\d,]*(?:\.\d+)?)\s?(?:%|per cent) (?:of (?:all |the )?(?:clients|people|adults|"
    r"service users|users|residents|patients|deaths|those|young people|"
    r"parents|referrals|children))",
    re.I,
)
_ABOVE_ALL = re.compile(
    r"(?P<n>\d[\d,]*(?:\.\d+)?)\s?(?:%|per cent)(?!age)(?=\s+(?:of (?:[\w-]+ ){1,3})?"
    r"(?:were|was|are|is|had|have|has|did|do|completed|reported|lived|said|identified|live|"
    r"remained|received|left|started|died)\b)",
    re.I,
)
_SHARE_IS = re.compile(
    r"\b(?:proportion|share|percentage|retention|coverage|completion rate)\b[^.;%\d]{0,60}?"
    r"\b(?:is|was|are|were|stood at|stands at|came to|reached)\s+(?:about |around |nearly |only )?"
    r"(?P<n>\d[\d,]*(?:\.\d+)?)\s?(?:%|per cent)(?!age)(?!\s+(?:of (?:the|that|its|what)\b|"
    r"points?\b|above|below))",
    re.I,
)
_PLACE = re.compile(
    r"\b(?P<top>\d{1,3})(?:st|nd|rd|th) (?:\w+ )?(?:out )?of (?:the |its )?(?P<bottom>\d{1,3})\b"
    r"(?!\s?(?:%|per cent))",
    re.I,
)
_PEOPLE = re.compile(
    r"(?<![\d.,£–-])\d[\d,]*\.\d+ (?:deaths|people|clients|adults|admissions|children|referrals|"
    r"service users|completions|residents|households|patients)\b",
    re.I,
)
_MAY_BE_PARTS = re.compile(
    r"\bper\b|rates?\b|average|\bmean\b|median|expected|thousand|million|\b000s?\b|\beach\b|"
    r"every|estimate|model|equivalent|\bf\.?t\.?e|\bw\.?t\.?e|ratio|weighted|standardi|forecast|"
    r"project|\bhead\b|%|years?['’]? of|multipl|times",
    re.I,
)
"""Words beside which a number of people may well have a decimal place."""
_OUT_OF = re.compile(
    r"\b(?P<top>\d[\d,]*) (?:\w+ )?out of (?:the |a total of )?(?P<bottom>\d[\d,]*)\b"
)
_AGE = re.compile(
    r"\b(?:average|mean|median|oldest|youngest) (?:\w+ ){0,3}?aged?\b(?: [a-z]+){0,5}? "
    r"(?P<n>\d+(?:\.\d+)?)\b(?!\s?%)",
    re.I,
)
_OLDEST = 115


def find(context: Context) -> Iterator[Finding]:
    """Yield values that are impossible whatever the data."""
    for grid in context.grids:
        yield from _in_columns(grid)
        if not any(read_line(line).role is Role.PERCENT for line in grid.columns):
            yield from _in_columns(grid.turned)
        yield from _parts_above_whole(grid)
    for sentence in context.document.sentences:
        yield from _above_all(sentence)
        yield from _part_of_a_person(sentence)
        for found in _AGE.finditer(sentence.text):
            if float(found["n"]) > _OLDEST and not re.fullmatch(r"(?:19|20)\d\d", found["n"]):
                yield at_sentence(
                    sentence,
                    kind=Kind.IMPOSSIBLE,
                    printed=found[0],
                    expected="an age in years",
                    wording=f"Nobody is {found['n']} years old.",
                )
        for found in chain(*(one.finditer(sentence.text) for one in (_OUT_OF, _PLACE))):
            top, bottom = read_number(found["top"]), read_number(found["bottom"])
            if top and bottom and top.value > bottom.value > 0:
                yield at_sentence(
                    sentence,
                    kind=Kind.IMPOSSIBLE,
                    printed=found[0],
                    expected=f"at most {bottom.text}",
                    wording=f"“{found[0]}” is more than the whole: the two may be swapped.",
                )


def _above_all(sentence: Sentence) -> Iterator[Finding]:
    """Shares of people, or of anything called a share, that are more than all of it."""
    if _MAY_EXCEED.search(sentence.text) or _OF_A_MEASURE.search(sentence.text):
        return
    text = masked_years(sentence.text)
    seen: set[int] = set()
    for pattern in (_PART, _ABOVE_ALL, _SHARE_IS):
        for found in pattern.finditer(text):
            value = read_number(found["n"])
            if not value or value.low <= 100 or found.start("n") in seen:  # noqa: PLR2004
                continue
            seen.add(found.start("n"))
            printed = sentence.text[found.start() : found.end()]
            yield at_sentence(
                sentence,
                kind=Kind.IMPOSSIBLE,
                printed=printed,
                expected="at most 100%",
                wording=f"“{printed}” is more than all of them.",
            )


def _in_columns(grid: Grid) -> Iterator[Finding]:
    for column in grid.columns:
        role = read_line(column, caption=grid.table.title).role
        named = f"{column.text} {grid.table.title}"
        for cell, row in zip(column.cells, grid.rows, strict=True):
            if cell.quantity is None or cell.form is Form.PERIOD:
                continue
            words = f"{named} {row.text}"
            if role is Role.PERCENT and cell.form in (Form.PERCENT, Form.NUMBER):
                if cell.quantity.low > 100 and not _MAY_EXCEED.search(words):  # noqa: PLR2004
                    yield _impossible(grid, cell, "at most 100%", "is more than all of them")
                elif cell.quantity.value < 0 and not _MAY_FALL.search(words):
                    yield _impossible(grid, cell, "at least 0%", "is less than none")
            elif role is Role.COUNT and _is_count(column, row):
                if cell.quantity.value < 0 and not _MAY_FALL.search(words):
                    yield _impossible(grid, cell, "at least 0", "is less than none")
                elif cell.quantity.places and _others_whole(column, cell, named):
                    yield _impossible(grid, cell, "a whole number", "is not a whole number")


def _is_count(column: Line, row: Line) -> bool:
    named = read_line(row).role
    return named in (Role.COUNT, Role.NUMBER) and (
        names_count(column.text) or read_line(column).role is Role.COUNT
    )


def _others_whole(column: Line, cell: Cell, named: str) -> bool:
    others = [
        other.quantity
        for other in column.cells
        if other is not cell and other.quantity is not None and other.form is Form.NUMBER
    ]
    is_named = names_count(column.label) and not _MAY_BE_PARTS.search(named)
    return len(others) > 1 and is_named and all(not other.places for other in others)


def _part_of_a_person(sentence: Sentence) -> Iterator[Finding]:
    """A number of people with a decimal place, which is no average, no rate and no thousands."""
    if _MAY_BE_PARTS.search(sentence.text):
        return
    for found in _PEOPLE.finditer(masked_years(sentence.text)):
        yield at_sentence(
            sentence,
            kind=Kind.IMPOSSIBLE,
            printed=found[0],
            expected="a whole number",
            wording=f"“{found[0]}” is not a whole number: a digit or a unit may be misprinted.",
        )


def _impossible(grid: Grid, cell: Cell, expected: str, why: str) -> Finding:
    return at_cell(
        grid, cell, kind=Kind.IMPOSSIBLE, expected=expected, wording=f"{cell.text} {why}."
    )


def _parts_above_whole(grid: Grid) -> Iterator[Finding]:
    """Numerators above their denominators, where the columns are sure to be those."""
    for oriented in (grid, grid.turned):
        for explained in explain(oriented):
            # One share over another may be any size; a part over its whole may not.
            is_ratio = read_line(explained.column).role is Role.RATIO
            fits = len(explained.fits) > 1 and explained.formula.multiplier == 100.0  # noqa: PLR2004
            if fits and not is_ratio:
                yield from _above(explained)
        yield from _named_above(oriented)


def _above(explained: Explained) -> Iterator[Finding]:
    if "÷" not in explained.formula.words:
        return
    for unit, cell in enumerate(explained.column.cells):
        top, bottom = explained.formula.tops[unit], explained.formula.bottoms[unit]
        if top is None or bottom is None or top.value <= bottom.value or not cell.is_number:
            continue
        yield at_cell(
            explained.grid,
            cell,
            kind=Kind.IMPOSSIBLE,
            expected=f"a numerator of at most {bottom.value:,.0f}",
            wording=(
                f"The numerator {top.value:,.0f} is above its denominator {bottom.value:,.0f}: "
                "they may be swapped."
            ),
        )


def _named_above(grid: Grid) -> Iterator[Finding]:
    """Columns called numerator and denominator, or the like, one row of which is upside down."""
    bottoms = [
        line
        for line in grid.columns
        if re.search(
            r"denominator|population|^all (?:clients|adults|people)|^total", line.label, re.I
        )
        and read_line(line).role is Role.COUNT
    ]
    if len(bottoms) != 1:
        return
    for line in grid.columns:
        is_part = names_count(line.label) and read_line(line).role is Role.COUNT
        if line is bottoms[0] or not is_part:
            continue
        pairs = [
            (top, bottom)
            for top, bottom in zip(line.cells, bottoms[0].cells, strict=True)
            if top.form is Form.NUMBER and bottom.form is Form.NUMBER
        ]
        above = [
            (top, bottom)
            for top, bottom in pairs
            if top.quantity and bottom.quantity and top.quantity.value > bottom.quantity.value
        ]
        if len(above) * 2 < len(pairs) and len(pairs) > 2:  # noqa: PLR2004
            for top, bottom in above:
                yield at_cell(
                    grid,
                    top,
                    kind=Kind.IMPOSSIBLE,
                    expected=f"at most {bottom.text}",
                    confidence=Confidence.HIGH,
                    wording=(
                        f"{top.text} is above {bottom.text}, of which it is a part: numerator and "
                        "denominator may be swapped."
                    ),
                )
