"""Lines of a partnership's own scorecard: what was promised, and figures entered for it."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import Engine

from cdof_core.domain import AreaCode, CdofError
from cdof_core.workspace.entries import (
    Actor,
    Entry,
    add_entry,
    change_entry,
    list_entries,
    remove_entry,
)

KIND: Final = "target"
DIRECTIONS: Final = ("at_least", "at_most")
MOST_POINTS: Final = 240
LONGEST_TEXT: Final = 2000
HIGHEST_TOLERANCE: Final = 50.0
_NUMBER: Final = re.compile(r"(\d{1,3})[.)] ")
"""How a report numbers its lines, at the start of a name."""


class InvalidLineError(CdofError):
    """A line of a scorecard that cannot be kept as it is."""


@dataclass(frozen=True, slots=True)
class KeptPoint:
    """One figure entered for a local measure.

    Attributes:
        start: First day.
        end: Last day.
        label: What the period is called.
        value: The figure; None where counts give it.
        numerator: Count behind it, if known.
        denominator: What it is counted out of, if known.
    """

    start: date
    end: date
    label: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One line as it is kept.

    Attributes:
        name: What is measured.
        indicator_id: Indicator of the snapshot whose figures it takes; empty for a local measure.
        unit: Unit of the figures and the target.
        decimals: Places shown.
        target: What was agreed; None while nothing is.
        direction: `at_least` or `at_most`.
        tolerance: Per cent of the target that may be missed.
        owner: Who answers for it.
        commentary: What they say of it.
        rule: Name of the rule that hides small counts of a local measure.
        points: Figures of a local measure, in order.
        benchmark: Figure that a local measure is compared with; None for none.
        benchmark_name: Whose figure that is.
        whole_id: Entry of the line for all clients that this one is a part of; empty for none.
        entry: As it was read; None while it is not kept.
    """

    name: str
    indicator_id: str = ""
    unit: str = "%"
    decimals: int = 1
    target: float | None = None
    direction: str = "at_least"
    tolerance: float = 0.0
    owner: str = ""
    commentary: str = ""
    rule: str = "ndtms"
    points: tuple[KeptPoint, ...] = ()
    benchmark: float | None = None
    benchmark_name: str = ""
    whole_id: str = ""
    entry: Entry | None = field(default=None, compare=False)


def list_lines(engine: Engine, *, area_code: AreaCode) -> list[KeptLine]:
    """Return the lines kept for an area, by name: the second before the tenth."""
    kept = list_entries(engine, kind=KIND, parent=area_code)
    return [_from_entry(entry) for entry in sorted(kept, key=_place)]


def _place(entry: Entry) -> tuple[int, str]:
    number = _NUMBER.match(entry.name)
    return (int(number[1]) if number else sys.maxsize, entry.name)


def keep_line(engine: Engine, actor: Actor, line: KeptLine, *, area_code: AreaCode) -> KeptLine:
    """Keep a line: a new one, or the changed one in the place of what was read.

    Args:
        engine: The workspace.
        actor: Who keeps it.
        line: The line; its `entry` names the version it was made from.
        area_code: Area or partnership of the scorecard.

    Raises:
        InvalidLineError: It lacks a name, or its target, tolerance or figures cannot be.
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed or deleted it since.
    """
    _check(line)
    content = _content(line)
    if line.entry is None:
        kept = add_entry(
            engine, actor, kind=KIND, parent=area_code, name=line.name, content=content
        )
    else:
        kept = change_entry(engine, actor, line.entry, name=line.name, content=content)
    return _from_entry(kept)


def remove_line(engine: Engine, actor: Actor, line: KeptLine) -> None:
    """Remove a line; the history keeps it, and it can be brought back.

    Raises:
        NotAllowedError: The actor may not write.
        ChangedMeanwhileError: Someone else changed or deleted it since.
    """
    if line.entry is not None:
        remove_entry(engine, actor, line.entry)


def _check(line: KeptLine) -> None:
    if not line.name.strip():
        raise InvalidLineError("A line needs a name: say what is measured.")
    if line.target is not None and not line.target > 0:
        raise InvalidLineError(f"A target is above zero; given: {line.target:g}.")
    if line.benchmark is not None and (line.benchmark < 0 or not line.benchmark_name.strip()):
        raise InvalidLineError("A benchmark is zero or more, and says whose figure it is.")
    if line.direction not in DIRECTIONS:
        raise InvalidLineError(f"A target is at least or at most; given: {line.direction!r}.")
    if not 0 <= line.tolerance <= HIGHEST_TOLERANCE:
        message = f"A tolerance is 0 to {HIGHEST_TOLERANCE:g} per cent; given: {line.tolerance:g}."
        raise InvalidLineError(message)
    if len(line.points) > MOST_POINTS:
        message = f"A line holds at most {MOST_POINTS} figures; given: {len(line.points)}."
        raise InvalidLineError(message)
    if max(len(t) for t in (line.commentary, line.owner, line.benchmark_name)) > LONGEST_TEXT:
        raise InvalidLineError(
            f"Owner, benchmark and commentary have at most {LONGEST_TEXT} characters each."
        )
    for point in line.points:
        _check_point(point)
    if len({(point.start, point.end) for point in line.points}) < len(line.points):
        raise InvalidLineError("Two figures have the same first and last day; each period once.")


def _check_point(point: KeptPoint) -> None:
    name = point.label or f"{point.start:%d %B %Y}"
    if point.end < point.start:
        raise InvalidLineError(f"{name}: the last day is before the first.")
    given = (point.value, point.numerator, point.denominator)
    if any(number is not None and number < 0 for number in given):
        raise InvalidLineError(f"{name}: figures are zero or more.")
    if point.value is None and point.numerator is None:
        raise InvalidLineError(f"{name}: give a figure, or a count with what it is out of.")
    if point.denominator is not None and (
        point.numerator is None or point.numerator > point.denominator or point.denominator == 0
    ):
        message = f"{name}: the count must be given, and lie from 0 to what it is out of."
        raise InvalidLineError(message)


def _content(line: KeptLine) -> dict[str, Any]:
    return {
        "indicator_id": line.indicator_id,
        "unit": line.unit,
        "decimals": line.decimals,
        "target": line.target,
        "direction": line.direction,
        "tolerance": line.tolerance,
        "owner": line.owner,
        "commentary": line.commentary,
        "rule": line.rule,
        "benchmark": line.benchmark,
        "benchmark_name": line.benchmark_name,
        "whole_id": line.whole_id,
        "points": [
            {
                "start": point.start.isoformat(),
                "end": point.end.isoformat(),
                "label": point.label,
                "value": point.value,
                "numerator": point.numerator,
                "denominator": point.denominator,
            }
            for point in sorted(line.points, key=lambda point: (point.end, point.start))
        ],
    }


def _from_entry(entry: Entry) -> KeptLine:
    content = entry.content
    return KeptLine(
        name=entry.name,
        indicator_id=str(content["indicator_id"]),
        unit=str(content["unit"]),
        decimals=int(content["decimals"]),
        target=None if content["target"] is None else float(content["target"]),
        direction=str(content["direction"]),
        tolerance=float(content["tolerance"]),
        owner=str(content["owner"]),
        commentary=str(content["commentary"]),
        rule=str(content["rule"]),
        # Lines kept before a benchmark could be typed have none.
        benchmark=content.get("benchmark"),
        benchmark_name=str(content.get("benchmark_name", "")),
        whole_id=str(content.get("whole_id", "")),
        points=tuple(_point(item) for item in content["points"]),
        entry=entry,
    )


def _point(item: Mapping[str, Any]) -> KeptPoint:
    return KeptPoint(
        start=date.fromisoformat(item["start"]),
        end=date.fromisoformat(item["end"]),
        label=str(item["label"]),
        value=item["value"],
        numerator=item["numerator"],
        denominator=item["denominator"],
    )
