"""All authorities on a map, each with the colour and the mark of what it is."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Final

import altair as alt
import pandas as pd

from cdof_core.charts.map_amounts import (
    IS_VALUED,
    AmountScale,
    fill_by_amount,
    write_amounts,
)
from cdof_core.charts.map_chosen import name_chosen, outline_chosen
from cdof_core.charts.map_corner import LegendPlace
from cdof_core.charts.map_ground import MapGround
from cdof_core.charts.map_legend import draw_legend, legend_labels
from cdof_core.charts.map_shades import shades_in_order
from cdof_core.charts.specification import (
    SLOTS,
    Drawn,
    named,
    rows_of,
    specified,
)
from cdof_core.charts.theme import FILL, LIGHT, Palette, drawn_in_theme, themed

_COLUMNS: Final = [
    "area_code",
    "area_name",
    "value_text",
    "interval_text",
    "judgement_word",
    "shade",
    "is_chosen",
    "x",
    "y",
    "radius",
]
_HEIGHTS_ON_SCREEN: Final[dict[LegendPlace, int]] = {"above": 540, "corner": 290}
"""A laptop shows the whole map, a phone leaves little empty; a projector enlarges every picture."""
_LEGEND_WIDTH: Final = 215
_NARROW: Final = 480
"""Pictures below this width put the legend below the map."""
_MARK_SHARE: Final = 0.8
"""Side of a mark by the radius of the largest circle inside its area."""
_SMALLEST_MARK: Final = 4.0
_LARGEST_MARK: Final = 12.0
"""Pixels; an area too small for the smallest mark has none, and its tooltip says the word."""
_ROOM_OF_FULL_WEIGHT: Final = 11.0
_LIGHTEST: Final = 0.3
"""Lines are lighter where areas are small, so that they do not cover them."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a map looks like whatever area is chosen."""

    ground: MapGround
    labels: tuple[tuple[str, str], ...]
    amounts: AmountScale | None
    palette: Palette
    outlines_url: str
    class_title: str
    border: float
    height: int
    place: LegendPlace


def draw_authority_map(
    areas: pd.DataFrame,
    *,
    ground: MapGround,
    description: str,
    palette: Palette = LIGHT,
    width: int | None = None,
    outlines_url: str = "",
    amounts: AmountScale | None = None,
    class_title: str = "Judgement",
    in_a_room: bool = False,
) -> Drawn:
    """Draw every authority in the colour of its judgement, with a mark that says the same.

    Args:
        areas: One row an area of the map: area_code, area_name, value_text, interval_text,
            judgement_word, shade (see `map_shades`), shade_label (words of the legend, counts
            not included) and is_chosen; with `amounts`, for areas of the shade `VALUED`, amount and
            amount_text as well.
        ground: Outlines, places of marks, borders.
        description: Alternative text.
        palette: The theme's colours.
        width: Width of the whole picture on paper in pixels; None fills the container of a screen.
        outlines_url: Address from which a browser reads the outlines, so that they need not be
            sent with every picture (see `ground_file`); empty puts them into the chart, as on
            paper.
        amounts: Scale of the areas that are shown by an amount; None where none is.
        class_title: What `judgement_word` is, for the tooltip.
        in_a_room: Whether many look at it on a projector: lower, its legend in a corner.

    Returns:
        A chart with the dataset `areas` and, without an address, `outlines` and `regions`; a
        click on an area selects it under the name `pick`.
    """
    is_beside = width is not None and width >= _NARROW
    if width is not None:  # On paper, which no browser reads and nobody stands before.
        in_a_room, outlines_url = False, ""
    across = None if width is None else width - (_LEGEND_WIDTH if is_beside else 0)
    place: LegendPlace = "beside" if is_beside else "corner" if in_a_room else "above"
    on_screen = _HEIGHTS_ON_SCREEN.get(place, 0)
    height = on_screen if across is None else round(across * ground.height / ground.width)
    rows = _with_places(areas, ground)
    room = rows["radius"] * height / ground.height
    shape = _Shape(
        ground=ground,
        labels=legend_labels(rows),
        amounts=amounts,
        palette=palette,
        outlines_url=outlines_url,
        class_title=class_title,
        border=3 * _weight(room.median()),
        height=height,
        place=place,
    )
    weight = _weight(room[rows["is_chosen"]].max())
    slots = {"@halo": 7 * weight, "@outline": 3.5 * weight}
    datasets = {
        "areas": rows_of(rows, [*_COLUMNS, *(("amount", "amount_text") if amounts else ())]),
        **({} if outlines_url else {"outlines": ground.outlines, "regions": ground.regions}),
    }
    if outlines_url:
        return specified(_drawn_once(shape), slots, description=description, datasets=datasets)
    chart = _layered(shape, slots, across=across)
    return themed(chart, palette=palette, description=description, datasets=datasets)


@lru_cache(maxsize=64)
def _drawn_once(shape: _Shape) -> dict[str, Any]:
    return drawn_in_theme(lambda: _layered(shape, SLOTS, across=None), shape.palette)


def _layered(shape: _Shape, slots: Mapping[str, Any], *, across: int | None) -> Any:  # noqa: ANN401 (Altair's methods lose the chart's own type)
    ground, palette, amounts, url = shape.ground, shape.palette, shape.amounts, shape.outlines_url
    source = alt.UrlData(url, format=_features()) if url else _outlines()
    classes = [key for key, _ in shape.labels]
    draw_classes = partial(draw_legend, place=shape.place, is_after=amounts is not None)
    fill_amounts = partial(fill_by_amount, palette=palette, place=shape.place)
    layers = (
        *([_fill(classes, source, palette)] if classes else []),
        *([fill_amounts(_shaped(source), amounts)] if amounts else []),
        *([draw_classes(dict(shape.labels), palette)] if classes else []),
        _borders(ground, url, palette, width=shape.border),
        *([_marks(classes, palette, size=_mark_size(ground, across=across))] if classes else []),
        *([write_amounts(amounts, ground, palette, across=across)] if amounts else []),
        *outline_chosen(_shaped(source), palette, slots),
        *name_chosen(palette),
        _touch(source, palette, class_title=shape.class_title),
    )
    return (
        alt.layer(*layers, width=FILL if across is None else across, height=shape.height)
        .project(type="identity", reflectY=True, **_fit(ground, across))
        .resolve_scale(color="independent", shape="independent")
    )


def _with_places(areas: pd.DataFrame, ground: MapGround) -> pd.DataFrame:
    """Give each area the place of its mark and the room it has, in the outlines' unit."""
    marks = [ground.marks[code] for code in areas["area_code"]]
    return areas.assign(
        x=[x for x, _, _ in marks],
        y=[y for _, y, _ in marks],
        radius=[radius for _, _, radius in marks],
    )


def _fit(ground: MapGround, across: int | None) -> dict[str, Any]:
    """Fit the outlines to the picture: in the middle of its width, at its upper edge.

    Left to itself the drawing stands under a band of nothing on a phone. Paper is as high as its
    map and needs numbers: without a browser expressions find no size, every area is a point.
    """
    if across is not None:
        whole = across / ground.width
        return {"scale": whole, "translate": [-ground.left * whole, ground.top * whole]}
    scale = f"min(width / {ground.width}, height / {ground.height})"
    left = f"(width - {ground.width} * {scale}) / 2 - {ground.left} * {scale}"
    translate = f"[{left}, {ground.top} * {scale}]"
    return {"scale": alt.ExprRef(scale), "translate": alt.ExprRef(translate)}


def _weight(room: float) -> float:
    """Return how heavy a line may be where areas have so many pixels' room; 1 is full weight."""
    return 1.0 if math.isnan(room) else max(_LIGHTEST, min(room / _ROOM_OF_FULL_WEIGHT, 1.0))


def _mark_size(ground: MapGround, *, across: int | None) -> Any:  # noqa: ANN401
    """Size marks to the room they have on the map as drawn, in pixels squared; 0 for too little."""
    scale = (
        f"min(width / {ground.width}, height / {ground.height})"
        if across is None
        else f"{across / ground.width}"
    )
    side = f"min({_LARGEST_MARK}, datum.radius * {_MARK_SHARE} * {scale})"
    return {"expr": f"{side} < {_SMALLEST_MARK} ? 0 : pow({side}, 2)"}


def _features() -> alt.DataFormat:
    return alt.DataFormat(type="json", property="features")


def _outlines() -> alt.NamedData:
    return alt.NamedData(name="outlines", format=_features())


def _shaped(source: Any) -> alt.Chart:  # noqa: ANN401 (named data or an address)
    """Join the rows to their outlines."""
    return alt.Chart(named("areas")).transform_lookup(
        lookup="area_code",
        from_=alt.LookupData(data=source, key="properties.area_code", fields=["type", "geometry"]),
    )


def _fill(classes: list[str], source: Any, palette: Palette) -> alt.Chart:  # noqa: ANN401
    """Draw the areas in the colours of their shades."""
    shades = shades_in_order(classes)
    scale = alt.Scale(
        domain=[shade.key for shade in shades], range=[shade.fill(palette) for shade in shades]
    )
    return (
        _shaped(source)
        .transform_filter(f"!({IS_VALUED})")
        .mark_geoshape(stroke=palette.ground, strokeWidth=0.8)
        .encode(color=alt.Color("shade:N", scale=scale, legend=None))
    )


def _touch(source: Any, palette: Palette, *, class_title: str) -> alt.Chart:  # noqa: ANN401
    """Lay clear areas over everything: they answer mouse and click, borders must not."""
    pick = alt.selection_point(name="pick", fields=["area_code"], on="click", empty=False)
    return (
        _shaped(source)
        .mark_geoshape(fill=palette.ground, fillOpacity=0, cursor="pointer")
        .encode(
            tooltip=[
                alt.Tooltip("area_name:N", title="Area"),
                alt.Tooltip("value_text:N", title="Value"),
                alt.Tooltip("interval_text:N", title="95% interval"),
                alt.Tooltip("judgement_word:N", title=class_title),
            ],
        )
        .add_params(pick)
    )


def _borders(ground: MapGround, outlines_url: str, palette: Palette, *, width: float) -> alt.Chart:
    """Part the regions by broader lines of the ground's colour."""
    if outlines_url:
        # One file has the outlines and all borders, so that a browser asks once.
        codes = [feature["properties"]["region_code"] for feature in ground.regions["features"]]
        source: Any = alt.UrlData(outlines_url, format=_features())
        base = alt.Chart(source).transform_filter(
            f"indexof({json.dumps(codes)}, datum.properties.region_code) >= 0"
        )
    else:
        base = alt.Chart(alt.NamedData(name="regions", format=_features()))
    return base.mark_geoshape(filled=False, stroke=palette.ground, strokeWidth=width)


def _marks(classes: list[str], palette: Palette, *, size: Any) -> alt.Chart:  # noqa: ANN401
    """Put the mark of its shade into every area that has room for it."""
    shades = shades_in_order(classes)
    domain = [shade.key for shade in shades]
    return (
        alt.Chart(named("areas"))
        .transform_filter(f"!({IS_VALUED})")
        .mark_point(filled=True, opacity=1, strokeWidth=0, size=size)
        .encode(
            longitude=alt.Longitude("x:Q"),
            latitude=alt.Latitude("y:Q"),
            shape=alt.Shape(
                "shade:N",
                scale=alt.Scale(domain=domain, range=[shade.shape for shade in shades]),
                legend=None,
            ),
            color=alt.Color(
                "shade:N",
                scale=alt.Scale(domain=domain, range=[shade.mark(palette) for shade in shades]),
                legend=None,
            ),
        )
    )
