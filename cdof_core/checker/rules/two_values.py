"""One quantity printed with two values in one document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cdof_core.checker.context import Context, at_cell
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import Cell, Form
from cdof_core.checker.periods import Span, spans
from cdof_core.checker.roles import Role, read_line, role_of_words
from cdof_core.checker.words import content, label_key

_ANY_QUANTITY = content(
    "value values people persons number count figure rate share percent interval"
)
_VINTAGE = re.compile(r"vintage|revised|provisional|method|edition|previous|restated", re.I)


@dataclass(frozen=True, slots=True)
class _Printed:
    grid: Grid
    cell: Cell
    subject: str
    area: str
    periods: frozenset[Span]
    concept: frozenset[str]
    role: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What two printings have to share before anything else is asked."""
        return self.subject, self.area, self.role

    def is_same_as(self, other: "_Printed") -> bool:
        """Whether the labels leave no difference between two quantities."""
        if self.key != other.key:
            return False
        same_period = self.periods == other.periods or bool(self.periods & other.periods)
        narrower, wider = sorted((self.concept, other.concept), key=len)
        return same_period and bool(narrower) and narrower <= wider


def find(context: Context) -> Iterator[Finding]:
    """Yield the later of two printings of one quantity that disagree."""
    seen: dict[tuple[str, str, str], list[_Printed]] = {}
    for grid in context.grids:
        here = list(_printed(context, grid))
        for one in here:
            alike = seen.get(one.key, [])
            other = next((held for held in alike if _differs(held, one)), None)
            if other is not None:
                yield _as_finding(one, other)
        for one in here:
            seen.setdefault(one.key, []).append(one)


def _differs(held: _Printed, one: _Printed) -> bool:
    if held.cell.text == one.cell.text or not held.is_same_as(one):
        return False
    if held.cell.quantity is None or one.cell.quantity is None:
        return False
    return not (
        held.cell.quantity.low <= one.cell.quantity.high
        and one.cell.quantity.low <= held.cell.quantity.high
    )


def _printed(context: Context, grid: Grid) -> Iterator[_Printed]:
    title = grid.table.title
    if _VINTAGE.search(title):
        return
    for row in grid.rows:
        if row.is_continued:
            continue
        for column, cell in zip(grid.columns, row.cells, strict=True):
            if cell.form in (Form.NUMBER, Form.PERCENT) and cell.quantity is not None:
                found = _as_printed(context, grid, (row, column), cell)
                if found is not None:
                    yield found


def _as_printed(
    context: Context, grid: Grid, lines: tuple[Line, Line], cell: Cell
) -> _Printed | None:
    row, column = lines
    title = grid.table.title
    labels = f"{column.text} {row.text}"
    area = _area(context, grid, row, column, title)
    own = spans(labels)
    periods = frozenset(own or spans(title))
    subject = content(row.text) - content(area)
    names = content(column.text) - content(area)
    if not subject:
        # An area's own row: what the column says is the subject.
        subject, names = names, frozenset[str]()
    told = content(title) - content(area) - subject
    # A column of values says nothing of what they are of: then the table's title does.
    concept = told | names if names <= _ANY_QUANTITY else names
    if not area or not subject or not periods or not concept:
        return None
    # Ages tell groups apart that share every word.
    ages = " ".join(
        re.findall(r"\d+\s?[-–+]\s?\d*|\d+", label_key(re.sub(r"\S*20\d\d\S*", "", labels)))
    )
    reading = role_of_words(column.label) or role_of_words(row.label) or read_line(column)
    role = reading.role if cell.form is not Form.PERCENT else Role.PERCENT
    return _Printed(grid, cell, " ".join(sorted(subject)) + ages, area, periods, concept, f"{role}")


def _area(context: Context, grid: Grid, row: Line, column: Line, title: str) -> str:
    for text in (*row.labels, *column.labels, grid.corner):
        area = context.places.area_of(text)
        if area:
            return area
    named = set(context.places.named_in(title))
    return named.pop() if len(named) == 1 else ""


def _as_finding(one: _Printed, other: _Printed) -> Finding:
    spans_of = ", ".join(str(span) for span in sorted(one.periods & other.periods or one.periods))
    return at_cell(
        one.grid,
        one.cell,
        kind=Kind.TWO_VALUES,
        expected=f"{other.cell.text}, as in {other.grid.place(other.cell)}",
        confidence=Confidence.MEDIUM,
        wording=(
            f"{one.cell.text} is printed here and {other.cell.text} in {other.grid.table.name} for "
            f"what the labels call the same quantity ({spans_of}). If they are of different years, "
            "areas or editions, say so; if not, one is wrong."
        ),
    )
