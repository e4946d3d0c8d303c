"""Charts as plain specifications, with their rows apart: drawn once, fed with new rows cheaply."""

import math
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

import altair as alt
import pandas as pd
from altair.utils import schemapi

Rows = list[dict[str, Any]]
Datasets = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Specified:
    """A chart that was drawn before and fitted to its rows: what a page sends, sooner.

    Attributes:
        specification: Vega-Lite without data; not to be changed inside.
        datasets: Rows by name.
    """

    specification: dict[str, Any]
    datasets: Datasets

    def to_dict(self) -> dict[str, Any]:
        """Return the whole chart as Vega-Lite has it."""
        return self.specification | {"datasets": self.datasets}


Drawn = alt.LayerChart | Specified
"""A chart for a page or, where its width is given, for paper."""


_DRAWERS: set[object] = set()
_COMING_OR_GOING: Final = Lock()


@contextmanager
def unchecked() -> Generator[None]:
    """Draw without checks against the schema, which take longer than the drawing.

    Tests draw every chart with them. Altair's switch is one for all threads: the first to come
    turns the checks off and the last to go on again, so that nobody's slots are checked half-way.
    """
    drawer = object()
    with _COMING_OR_GOING:
        _DRAWERS.add(drawer)
        schemapi.disable_debug_mode()
    try:
        yield
    finally:
        with _COMING_OR_GOING:
            _DRAWERS.remove(drawer)
            if not _DRAWERS:
                schemapi.enable_debug_mode()


def named(name: str) -> alt.NamedData:
    """Return the reference by which a layer reads rows that stand beside the specification."""
    return alt.NamedData(name=name)


def rows_of(frame: pd.DataFrame, columns: Sequence[str]) -> Rows:
    """Return the columns a chart reads as plain rows that JSON can hold.

    Args:
        frame: Any table with these columns; others are left behind.
        columns: What the chart reads.

    Returns:
        One mapping a row; numbers and texts are Python's own and anything missing is None.
    """
    lists = [[_plain(cell) for cell in frame[column].tolist()] for column in columns]
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*lists, strict=True)]


class _Slots(dict[str, Any]):
    """Every slot stands for itself."""

    def __missing__(self, slot: str) -> str:
        return slot


SLOTS: Final[Mapping[str, Any]] = _Slots()
"""What a chart is drawn with once, in place of what differs."""


def drawn_with_slots(draw: Callable[[], alt.LayerChart]) -> dict[str, Any]:
    """Draw a chart once that has names of slots, such as `"@unit"`, in place of what differs.

    Args:
        draw: Draws it. Nothing is checked against the schema, which knows of no slots.

    Returns:
        Its specification, to be filled by `fitted` as often as wanted.
    """
    with unchecked():
        return spec_and_rows(draw())[0]


def from_rows(dataset: str, column: str) -> Any:  # noqa: ANN401 (Altair's own type is wide)
    """Return an expression for what every row of a dataset says alike.

    A picture whose figures change is fed with the new rows; one whose specification changes is
    built anew by the browser, which takes longer than everything else on the page. So what follows
    from the figures, the end of an axis for example, is sent with them.

    Args:
        dataset: Rows by the name under which a layer reads them.
        column: Says the same in every row; one is read where there are none.
    """
    return {"expr": first_of(dataset, column)}


def first_of(dataset: str, column: str) -> str:
    """Return the same as the text of an expression, to be part of a longer one."""
    return f"(data('{dataset}')[0] || {{{column}: 1}}).{column}"


def each_of(dataset: str, column: str) -> Any:  # noqa: ANN401 (Altair's own type is wide)
    """Return an expression for the values of an axis that its rows give.

    Args:
        dataset: Rows by the name under which a layer reads them.
        column: Where the axis has a value; once for each, missing in the other rows.
    """
    return {"expr": f"pluck(data('{dataset}'), '{column}')"}


def text_beside(dataset: str, column: str, *, text: str) -> str:
    """Return the text of an expression that labels an axis whose values are `each_of` its rows.

    Args:
        dataset: Rows by the name under which a layer reads them.
        column: Where the axis has a value.
        text: Column that says what is written there.
    """
    row = f"data('{dataset}')[indexof(pluck(data('{dataset}'), '{column}'), datum.value)]"
    # The rows without a value give a label too, of nothing at nought.
    return f"isValid(datum.value) ? ({row} || {{{text}: ''}}).{text} : ''"


def steps_of(dataset: str, *, first: str, last: str, step: str) -> Any:  # noqa: ANN401 (likewise)
    """Return an expression for evenly spaced values of an axis, both ends among them.

    Args:
        dataset: Rows by the name under which a layer reads them.
        first: Column with the first value, the same in every row.
        last: Likewise with the last value.
        step: Likewise with the distance between two.
    """
    start, end, apart = (first_of(dataset, column) for column in (first, last, step))
    return {"expr": f"sequence({start}, {end} + {apart} / 2, {apart})"}


def specified(
    drawn: dict[str, Any], slots: Mapping[str, Any], *, description: str, datasets: Datasets
) -> Specified:
    """Return a chart that was drawn once, fitted to what it is to show.

    Args:
        drawn: From `drawn_with_slots`.
        slots: What goes where, by the slot's name.
        description: Alternative text.
        datasets: Rows by name.
    """
    return Specified(fitted(drawn, slots) | {"description": description}, datasets)


def fitted(part: Any, slots: Mapping[str, Any]) -> Any:  # noqa: ANN401 (any part of a chart)
    """Return a specification with everything that stands for a slot put in its place.

    Args:
        part: A specification from `drawn_with_slots`, or a part of one.
        slots: What goes where, by the slot's name.
    """
    if isinstance(part, str):
        return slots.get(part, part)
    if isinstance(part, dict):
        return {name: fitted(inner, slots) for name, inner in part.items()}
    return [fitted(inner, slots) for inner in part] if isinstance(part, list) else part


def spec_and_rows(
    chart: Drawn,
) -> tuple[dict[str, Any], Datasets]:
    """Part a chart into its specification and its rows.

    The specification depends on the chart's shape and words only. It can be kept, and sent with
    the rows as named datasets: `st.vega_lite_chart(spec={**spec, "datasets": rows})`.

    Args:
        chart: A chart of this package.

    Returns:
        The Vega-Lite specification without data, and the datasets by name: rows, or outlines as
        a GeoJSON feature collection.
    """
    if isinstance(chart, Specified):
        return dict(chart.specification), dict(chart.datasets)
    # The schema check of thousands of values costs more than the drawing; tests check the schema.
    bare = chart.copy(deep=False)
    bare["datasets"] = alt.Undefined
    return bare.to_dict(validate=False), dict(chart.datasets)


def _plain(cell: Any) -> Any:  # noqa: ANN401 (a cell may hold anything)
    if cell is None or cell is pd.NA or cell is pd.NaT:
        return None
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell
