"""Lines of a scorecard from a document's own targets, and from indicators of the snapshot."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.area_comparison import AreaComparison
from cdof_core.analysis.scorecard import PER_CENT, Against, Line, Point, Standing
from cdof_core.analysis.scorecard_mix import Apart
from cdof_core.comparison.records import records_of
from cdof_core.disclosure.rules import PRESETS
from cdof_core.domain.indicator import Polarity
from cdof_core.domain.judgement import Judgement
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store
from cdof_core.workspace.scorecard_lines import KeptLine, KeptPoint

_RULES: Final = {rule.name: rule for rule in PRESETS}
_COUNT_UNITS: Final = ("people", "adults", "children", "deaths", "admissions", "completions")


def printed_lines(collection: str) -> tuple[Line, ...]:
    """Return the lines of a reference case: every target with the figures printed for it.

    Args:
        collection: The reference case.

    Returns:
        In the order of the document; none where it prints no targets.
    """
    targets = indicator_store.targets(collection=collection)
    if targets.empty:
        return ()
    catalogue = indicator_store.indicators(collection=collection).set_index("indicator_id")
    figures = observation_store.printed_figures(collection=collection)
    wanted = targets.assign(position=targets["indicator_id"].map(catalogue["position"]))
    wanted = wanted.sort_values(["position", "target_id"], kind="stable")
    return tuple(
        _printed_line(target, catalogue.loc[target["indicator_id"]], figures)
        for target in records_of(wanted)
    )


def own_lines(kept: Sequence[KeptLine], comparison: AreaComparison | None) -> tuple[Line, ...]:
    """Return a partnership's own lines with their figures.

    Args:
        kept: Lines as they are kept.
        comparison: The area's judged figures, where a line takes an indicator's.

    Returns:
        In the order given, parts after the line for all clients that they belong to. Counts that
        a line's rule hides are withheld, and so is what is worked out from them.
    """
    rows = {} if comparison is None else _by_indicator(comparison.rows)
    lines: list[Line] = []
    for line in kept:
        line_id = "" if line.entry is None else line.entry.entry_id
        row = rows.get(line.indicator_id)
        if line.indicator_id and comparison is not None and row is not None:
            lines.append(_indicator_line(line_id, line, row, comparison.series))
        else:
            points = (
                () if line.indicator_id else tuple(_entered(line, point) for point in line.points)
            )
            lines.append(_as_line(line_id, line, points))
    return _with_parts(kept, lines)


def _with_parts(kept: Sequence[KeptLine], lines: Sequence[Line]) -> tuple[Line, ...]:
    """Put each part after its whole, as a part of the same measure where both are percentages."""
    by_id = {line.line_id: line for line in lines if line.line_id}
    whole_ids = {line.line_id: one.whole_id for one, line in zip(kept, lines, strict=True)}
    parts: dict[str, list[Line]] = {}
    alone: list[Line] = []
    for one, line in zip(kept, lines, strict=True):
        whole = by_id.get(one.whole_id)
        apart = _why_apart(line, whole, of_whole=whole_ids.get(one.whole_id, ""))
        if not one.whole_id or whole is None or apart is not Apart.NONE:
            alone.append(replace(line, apart=apart) if one.whole_id else line)
        else:
            part = replace(line, name=whole.name, part=line.name, measure=whole.line_id)
            parts.setdefault(whole.line_id, []).append(part)
    return tuple(one for line in alone for one in (line, *parts.get(line.line_id, [])))


def _why_apart(line: Line, whole: Line | None, *, of_whole: str) -> Apart:
    """Return why a line cannot be read as a part of another."""
    if whole is None:
        return Apart.WHOLE_REMOVED
    if of_whole:
        return Apart.WHOLE_IS_PART
    if whole.unit != PER_CENT or line.unit != PER_CENT:
        return Apart.NOT_PER_CENT
    return Apart.NONE


def _by_indicator(rows: pd.DataFrame) -> dict[str, dict[str, Any]]:
    return {str(row["indicator_id"]): row for row in records_of(rows)}


def _indicator_line(
    line_id: str, line: KeptLine, row: dict[str, Any], series: pd.DataFrame
) -> Line:
    made = _as_line(line_id, line, indicator_points(series, row))
    return replace(
        made,
        unit=str(row["unit"]),
        decimals=int(row["decimals"]),
        dataset_id=str(row["dataset_id"]),
        indicator_id=line.indicator_id,
        standing=standing_of(row),
        benchmark=_benchmark(row),
    )


def _benchmark(row: dict[str, Any]) -> Against | None:
    """Return the benchmark that the profile judged the indicator's newest figure by."""
    if pd.isna(row["benchmark"]):
        return None
    return Against(
        name=str(row["benchmark_label"]),
        value=float(row["benchmark"]),
        judgement=Judgement(row["judgement"]),
        reason=str(row["reason"]),
    )


def _as_line(line_id: str, line: KeptLine, points: tuple[Point, ...]) -> Line:
    return Line(
        line_id=line_id,
        name=line.name,
        unit=line.unit,
        decimals=line.decimals,
        target=line.target,
        direction=line.direction,
        tolerance=line.tolerance,
        points=points,
        owner=line.owner,
        commentary=line.commentary,
        measure=line_id or line.name,
        benchmark=None
        if line.benchmark is None
        else Against(name=line.benchmark_name, value=line.benchmark),
    )


def _entered(line: KeptLine, point: KeptPoint) -> Point:
    """Return a figure that was typed in, withheld where its rule hides the count behind it."""
    rule = _RULES.get(line.rule, _RULES["ndtms"])
    count = point.numerator
    if count is None and line.unit in _COUNT_UNITS:
        count = point.value
    if count is not None and count == round(count) and rule.is_small(int(count)):
        return Point(
            point.start, point.end, point.label, None, f"withheld: {rule.hides} are hidden"
        )
    value = point.value
    if value is None and point.numerator is not None:
        value = point.numerator
        if point.denominator:
            value = point.numerator / point.denominator * (100 if line.unit == PER_CENT else 1)
    return Point(point.start, point.end, point.label, value)


def indicator_points(series: pd.DataFrame, row: dict[str, Any]) -> tuple[Point, ...]:
    """Return an indicator's figures of the kind that an area's profile shows.

    Args:
        series: The area's figures over time.
        row: The profile's row of the indicator, with its sex, age and vintage.
    """
    same = series[series["indicator_id"] == row["indicator_id"]]
    for column in ("sex", "age", "vintage"):
        same = same[same[column] == row[column]]
    return _points(same)


def standing_of(row: dict[str, Any]) -> Standing:
    """Return the quarter of all authorities that a profile's figure lies in, the best first.

    Args:
        row: The profile's row: value, polarity and the quartiles of all authorities.
    """
    bounds = [row[f"spine_{name}"] for name in ("lower_quartile", "median", "upper_quartile")]
    if pd.isna(row["value"]) or any(pd.isna(bound) for bound in bounds):
        return Standing.UNKNOWN
    lower, middle, upper = (float(bound) for bound in bounds)
    value = float(row["value"])
    quarters = (Standing.BEST, Standing.SECOND, Standing.THIRD, Standing.WORST)
    if row["polarity"] == Polarity.LOW_IS_GOOD.value:
        below = (value <= lower, value <= middle, value <= upper)
    elif row["polarity"] == Polarity.HIGH_IS_GOOD.value:
        below = (value >= upper, value >= middle, value >= lower)
    else:
        return Standing.UNKNOWN
    return next(
        (quarter for quarter, is_in in zip(quarters, below, strict=False) if is_in), Standing.WORST
    )


def _printed_line(
    target: dict[str, Any], indicator: "pd.Series[Any]", figures: pd.DataFrame
) -> Line:
    of_target = figures[
        (figures["indicator_id"] == target["indicator_id"])
        & (figures["breakdown"] == target["breakdown"])
    ]
    first = of_target["dataset_id"].iloc[0] if len(of_target) else target["dataset_id"]
    return Line(
        line_id=str(target["target_id"]),
        name=str(indicator["name"]),
        part=str(target["breakdown"]),
        measure=str(target["indicator_id"]),
        unit=str(indicator["unit"]),
        decimals=int(indicator["decimals"]),
        target=float(target["value"]),
        direction=str(target["direction"]),
        points=_points(of_target),
        commentary=str(target["note"]),
        dataset_id=str(first),
    )


def _points(figures: pd.DataFrame) -> tuple[Point, ...]:
    ordered = figures.sort_values(["period_end", "period_start"])
    return tuple(
        Point(
            start=pd.Timestamp(row["period_start"]).date(),
            end=pd.Timestamp(row["period_end"]).date(),
            label=str(row["period_label"]),
            value=None if pd.isna(row["value"]) else float(row["value"]),
            note=str(row["note"]),
        )
        for row in records_of(ordered)
    )
