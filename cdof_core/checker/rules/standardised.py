"""Ratios and rates called standardised that are not."""

import re
from collections.abc import Iterator

from cdof_core.checker.context import Context, at_cell, at_sentence, at_table
from cdof_core.checker.explaining import Explained, explain
from cdof_core.checker.finding import Confidence, Finding, Kind
from cdof_core.checker.grid import Grid, Line
from cdof_core.checker.numbers import show

_ADJUSTED = re.compile(
    r"standardi[sz]ed|\bDSR\b|\bASR\b|\bISR\b|\badjusted\b|\bSMR\b|\bSAR\b", re.I
)
_SMR = re.compile(r"\bSMRs?\b|standardi[sz]ed (?:mortality|admission|morbidity|incidence)", re.I)
_HOW = re.compile(
    r"age[- ](?:and[- ]sex[- ])?(?:standardi[sz]|specific|adjust|band|group)|"
    r"(?:in)?directly (?:age[- ])?standardi[sz]|standard population|five-year age|by age band",
    re.I,
)
_EXPECTED = re.compile(r"\bexpected\b", re.I)
_OBSERVED = re.compile(
    r"\bobserved\b|\bdeaths\b|\badmissions\b|\bcases\b|\bnumber\b|\bcount\b", re.I
)
_POPULATION = re.compile(r"population|person-years|\bbase\b|denominator", re.I)


def claims_adjustment(explained: Explained, grid: Grid) -> bool:
    """Whether a rate says of itself that it is more than its count over its population."""
    own = explained.column.text
    is_ratio = re.search(r"ratio|\bSMR\b|\bSAR\b", own, re.I) and "÷" in explained.formula.words
    if is_ratio:
        return False
    return bool(_ADJUSTED.search(f"{own} {grid.table.title}"))


def find(context: Context) -> Iterator[Finding]:
    """Yield ratios whose expected number is one crude rate times the population, and the like."""
    shown: set[str] = set()
    for grid in context.grids:
        for oriented in (grid, grid.turned):
            for finding in (*_crude_expected(oriented), *_crude_rates(oriented)):
                shown.add(grid.table.name)
                yield finding
    text = " ".join(sentence.text for sentence in context.document.sentences)
    text += " ".join(grid.table.title + " ".join(grid.table.notes) for grid in context.grids)
    if not shown and not _HOW.search(text):
        yield from _unexplained(context)


def _crude_expected(grid: Grid) -> Iterator[Finding]:
    """Expected numbers that are one reference unit's crude rate times every population."""
    expected = next((line for line in grid.columns if _EXPECTED.search(line.label)), None)
    population = next((line for line in grid.columns if _POPULATION.search(line.label)), None)
    if expected is None or population is None:
        return
    rates: list[tuple[float, float]] = []
    for above, below in zip(expected.cells, population.cells, strict=True):
        if above.quantity is None or below.counted is None or below.counted.low <= 0:
            continue
        rate = above.quantity.over(below.counted)
        rates.append((rate.low, rate.high))
    if len(rates) < 2 or max(low for low, _ in rates) > min(high for _, high in rates):  # noqa: PLR2004
        return
    ratio = next((line for line in grid.columns if _SMR.search(line.label)), None)
    if ratio is None:
        return
    cell = next((cell for cell in ratio.cells if cell.is_number), ratio.cells[0])
    yield at_cell(
        grid,
        cell,
        kind=Kind.SMR,
        expected="a crude rate ratio",
        wording=(
            f"“{ratio.label}” is a crude rate ratio: the expected numbers are one crude rate times "
            "each population, so nothing is standardised for age. Call it a crude rate ratio, or "
            "compute expected numbers by age band."
        ),
    )


def _crude_rates(grid: Grid) -> Iterator[Finding]:
    """Rates called standardised that are exactly the count over the population."""
    for explained in explain(grid):
        column = explained.column
        named = _ADJUSTED.search(column.label) and not _SMR.search(column.label)
        if not named or explained.misfits or len(explained.fits) < 2:  # noqa: PLR2004
            continue
        cell = column.cells[explained.fits[0]]
        follows = explained.formula.follows(explained.fits[0])
        yield at_cell(
            grid,
            cell,
            kind=Kind.SMR,
            expected=f"a crude rate ({show(follows.value, like=cell.quantity) if follows else ''})",
            wording=(
                f"“{column.label}” is called standardised, but {explained.formula.words} gives it "
                "exactly: it is a crude rate."
            ),
        )


def _unexplained(context: Context) -> Iterator[Finding]:
    """An SMR of which the document says nowhere how it was standardised."""
    for grid in context.grids:
        lines = (*grid.columns, *grid.rows)
        line = next((line for line in lines if _SMR.search(line.label)), None)
        if line is None and not _SMR.search(grid.table.title):
            continue
        yield at_table(
            grid,
            kind=Kind.SMR,
            printed=line.label if line else grid.table.title,
            expected="how it was standardised, or another name",
            confidence=_confidence(line, grid),
            wording=(
                "A standardised ratio is named, but no age bands, standard population or method "
                "stand anywhere in the document. State them, or call it a crude rate ratio."
            ),
        )
        return
    for sentence in context.document.sentences:
        if _SMR.search(sentence.text) and re.search(r"\d", sentence.text):
            yield at_sentence(
                sentence,
                kind=Kind.SMR,
                printed=sentence.text,
                expected="how it was standardised, or another name",
                confidence=Confidence.LOW,
                wording=(
                    "A standardised ratio is quoted, but the document does not say how it was "
                    "standardised."
                ),
            )
            return


def _confidence(line: Line | None, grid: Grid) -> Confidence:
    has_age = any(re.search(r"\bage\b|\d\s?[-–]\s?\d", row.text) for row in grid.rows)
    return Confidence.MEDIUM if line is not None and not has_age else Confidence.LOW
