"""Lines of a scorecard from a document's own targets, and from indicators of the snapshot."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from cdof_core.analysis.scorecard import Line, Point, Standing
from cdof_core.domain.indicator import Polarity
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store


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
        for target in wanted.to_dict("records")
    )


def indicator_points(series: pd.DataFrame, row: dict[Hashable, Any]) -> tuple[Point, ...]:
    """Return an indicator's figures of the kind that an area's profile shows.

    Args:
        series: The area's figures over time.
        row: The profile's row of the indicator, with its sex, age and vintage.
    """
    same = series[series["indicator_id"] == row["indicator_id"]]
    for column in ("sex", "age", "vintage"):
        same = same[same[column] == row[column]]
    return _points(same)


def standing_of(row: dict[Hashable, Any]) -> Standing:
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
    target: dict[Hashable, Any], indicator: "pd.Series[Any]", figures: pd.DataFrame
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
        for row in ordered.to_dict("records")
    )
