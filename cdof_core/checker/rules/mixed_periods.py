"""Years that do not go together: caption and rows, numerator and denominator, caption and note."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from cdof_core.checker.context import Context, at_cell, at_table
from cdof_core.checker.explaining import explain
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid
from cdof_core.checker.numbers import Form
from cdof_core.checker.periods import Span, spans
from cdof_core.checker.words import content, quoted

_SOURCE = re.compile(r"^\W*source|published|accessed|https?:|www\.|as at|retrieved", re.I)
_EDITION = re.compile(
    r"census|strategy|profile|framework|imd|deprivation|method|standard population|report|edition|"
    r"published|released|updated|revised",
    re.I,
)
_SINCE = re.compile(
    r"\bsince\b|\btrend|change|time series|over time|compared|v(?:ersu)?s\.?\b|"
    r"\bfrom (?:[a-z]+ )?(?:19|20)\d\d",
    re.I,
)
# A note that says what else is counted, or is not, gives the years of that and not of the table.
_COUNTED_IN = re.compile(r"\b(?:in|ex)clud(?:es?|ed|ing)\b", re.I)
_NOT_NAMES = frozenset(
    {"nta", "data", "report", "ndtms", "source", "include", "client", "financial"}
)


def find(context: Context) -> Iterator[Finding]:
    """Yield tables whose years contradict each other."""
    for grid in context.grids:
        yield from _caption_and_body(grid)
        yield from _caption_and_notes(grid)
        yield from _top_and_bottom(grid)
        for oriented in (grid, grid.turned):
            yield from _order(oriented)
            yield from _odd_one(oriented)


def _caption_and_body(grid: Grid) -> Iterator[Finding]:
    """A caption that names fewer or other years than the table shows."""
    named = [span for line in grid.table.caption for span in spans(line)]
    if not named or _SINCE.search(grid.table.title) or _EDITION.search(grid.table.title):
        return
    body = _body(grid)
    outside = [span for span in body if not any(one.covers(span) for one in named)]
    if not outside:
        return
    first, last = min(body).first, max(span.last for span in body)
    shown = str(Span(first, last, body[0].is_financial))
    caption = next(line for line in grid.table.caption if spans(line))
    inside = len(outside) < len(body)
    yield at_table(
        grid,
        kind=Kind.PERIODS,
        printed=caption,
        expected=f"a caption for {shown}" if inside else shown,
        confidence=Confidence.HIGH if len(outside) > 1 else Confidence.MEDIUM,
        wording=(
            f"The caption says {', '.join(map(str, named))}, but the table shows {shown}: "
            + (
                "the label is narrower than the content."
                if inside
                else "caption and content are of different years."
            )
        ),
    )


def _body(grid: Grid) -> list[Span]:
    labels = [line.text for line in (*grid.rows, *grid.columns)]
    found = {
        span
        for label in labels
        if not _EDITION.search(label)
        for span in spans(label)
        if not re.search(r"population|households|denominator", label, re.I)
    }
    return sorted(found)


def _caption_and_notes(grid: Grid) -> Iterator[Finding]:
    """A note that gives another year than the caption for what the caption names."""
    for line in grid.table.caption:
        for span in spans(line):
            around = _around(line, span)
            for note in grid.table.notes:
                others = spans(note)
                if len(note) > 120 or _SOURCE.search(note) or len(others) != 1:  # noqa: PLR2004
                    continue
                if _COUNTED_IN.search(note):
                    continue
                shared = (around & content(note)) - _NOT_NAMES
                if others[0] != span and shared and not others[0].overlaps(span):
                    yield at_table(
                        grid,
                        kind=Kind.PERIODS,
                        printed=f"{line} / {note}",
                        expected="one year for " + ", ".join(sorted(shared)),
                        confidence=Confidence.MEDIUM,
                        wording=(
                            f"The caption dates the {', '.join(sorted(shared))} {span}, the note "
                            f"“{quoted(note)}” {others[0]}. State one, or both and why."
                        ),
                    )


def _around(line: str, span: Span) -> frozenset[str]:
    """Return what stands in brackets with a year, or else the whole line."""
    for inner in re.findall(r"\(([^)]*)\)", line):
        if span in spans(inner):
            return content(inner)
    return content(line)


def _top_and_bottom(grid: Grid) -> Iterator[Finding]:
    """A rate whose numerator and denominator say different years."""
    for oriented in (grid, grid.turned):
        for explained in explain(oriented):
            names = explained.formula.words.replace(" + ", " ÷ ").split(" ÷ ")
            if len(names) != 2:  # noqa: PLR2004
                continue
            top, bottom = (spans(name) for name in names)
            if len(top) == len(bottom) == 1 and not top[0].overlaps(bottom[0]):
                yield at_table(
                    grid,
                    kind=Kind.PERIODS,
                    printed=f"{names[0]} and {names[1]}",
                    expected=f"both for {top[0]}",
                    confidence=Confidence.MEDIUM,
                    wording=(
                        f"The numerator is of {top[0]}, the denominator of {bottom[0]}: use a "
                        "denominator of the same year, or say why not."
                    ),
                )


def _order(grid: Grid) -> Iterator[Finding]:
    """Years in a series that repeat, run out of order or change from financial to calendar."""
    series = [
        (line, spans(line.label)[0])
        for line in grid.columns
        if len(spans(line.label)) == 1
        and re.fullmatch(r"[\s\d/–\-to]+", line.label)
        and not line.aspect
    ]
    groups: dict[tuple[str, ...], list[Span]] = {}
    for line, span in series:
        held = groups.setdefault(line.labels[:-1], [])
        if not line.is_continued:
            held.append(span)
    for years in groups.values():
        single = [span for span in years if span.years == 1]
        if len(single) < 4 or len(single) != len(years):  # noqa: PLR2004
            continue
        problem = _problem(single)
        if problem:
            yield at_table(
                grid,
                kind=Kind.PERIODS,
                printed=", ".join(map(str, single)),
                expected="one year a row, in order, of one kind",
                confidence=Confidence.MEDIUM,
                wording=f"In the series of years {problem}.",
            )


def _problem(years: list[Span]) -> str:
    repeated = [span for span, times in Counter(years).items() if times > 1]
    if len(repeated) == 1 and len(set(years)) == len(years) - 1:
        return f"{repeated[0]} stands twice"
    kinds = Counter(span.is_financial for span in years)
    if len(kinds) == 2:  # noqa: PLR2004
        odd = [span for span in years if span.is_financial is min(kinds, key=lambda k: kinds[k])]
        return f"financial and calendar years are mixed ({', '.join(map(str, odd))})"
    firsts = [span.first for span in years]
    steps = [after - before for before, after in pairwise(firsts)]
    turned = sum((step > 0) != (steps[0] > 0) for step in steps)
    if (turned == 1 and len(steps) > 2) or (turned == 2 and len(steps) > 4):  # noqa: PLR2004
        return "the order turns back: two years may have changed places"
    return ""


def _odd_one(grid: Grid) -> Iterator[Finding]:
    """One column of a year that none of the columns beside it is of."""
    named = [(line, spans(line.text)) for line in grid.columns]
    dated = [(line, found[0]) for line, found in named if len(found) == 1]
    text = [line for line, _ in dated if not re.fullmatch(r"[\s\d/–\-to]+", line.label)]
    if len(dated) < 3 or len(text) < len(dated):  # noqa: PLR2004
        return
    counted = Counter(span for _, span in dated)
    span, times = counted.most_common(1)[0]
    odd = [(line, other) for line, other in dated if other != span]
    if times < 2 or len(odd) != 1 or odd[0][1].overlaps(span):  # noqa: PLR2004
        return
    line, other = odd[0]
    cell = next((cell for cell in line.cells if cell.form is not Form.BLANK), None)
    if cell is not None and not _SINCE.search(grid.table.title):
        yield at_cell(
            grid,
            cell,
            kind=Kind.PERIODS,
            expected=str(span),
            confidence=Confidence.MEDIUM,
            wording=f"“{line.text}” is of {other}, what stands beside it of {span}.",
        )
