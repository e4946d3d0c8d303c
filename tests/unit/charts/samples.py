"""Small hand-made rows and outlines for charts."""

from typing import Any
from xml.etree import ElementTree

import pandas as pd
import vl_convert as vlc

from cdof_core.charts.map_ground import MapGround, lay_ground

SVG = "{http://www.w3.org/2000/svg}"


def square(code: str, left: float, low: float, side: float = 10.0) -> dict[str, object]:
    """A square area."""
    right, high = left + side, low + side
    ring = [[left, low], [left, high], [right, high], [right, low], [left, low]]
    return {
        "type": "Feature",
        "id": code,
        "properties": {"area_code": code, "name": code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def four_squares() -> MapGround:
    """Two areas of region R1 above each other at the left, two of R2 at the right."""
    features = [square("A", 0, 0), square("B", 0, 10), square("C", 10, 0), square("D", 10, 10)]
    return lay_ground(
        {"type": "FeatureCollection", "features": features},
        attribution="Squares of our own.",
        regions={"A": "R1", "B": "R1", "C": "R2", "D": "R2"},
    )


def texts_of(specification: dict[str, Any], *, width: int = 600) -> list[ElementTree.Element]:
    """Return the texts of a chart as it is drawn, with their looks."""
    # As wide as a laptop's page, which only a browser knows.
    svg = vlc.vegalite_to_svg(specification | {"width": width})
    root = ElementTree.fromstring(svg)  # noqa: S314 (made here)
    return [text for text in root.iter(f"{SVG}text") if text.text]


def words_of(specification: dict[str, Any], *, width: int = 600) -> list[str]:
    """Every text of the drawing in words, in its order."""
    return [text.text or "" for text in texts_of(specification, width=width)]


def height_of(specification: dict[str, Any]) -> float:
    """Return how tall a chart is as it is drawn, in pixels."""
    svg = vlc.vegalite_to_svg(specification | {"width": 600})
    return float(ElementTree.fromstring(svg).attrib["height"])  # noqa: S314 (made here)


def ranked_rows() -> pd.DataFrame:
    """Three areas, the second chosen, the third without an interval."""
    return pd.DataFrame(
        {
            "area_code": ["A", "B", "C"],
            "area_name": ["Ashby", 'Bell"s End', "Colne"],
            "place": [1, 2, 3],
            "value": [9.0, 6.0, 3.0],
            "lower95": [8.0, 4.0, None],
            "upper95": [10.0, 8.0, None],
            "value_text": ["9.0%", "6.0%", "3.0%"],
            "interval_text": ["8.0–10.0", "4.0–8.0", "none"],
            "judgement": ["worse", "similar", "not_compared"],
            "judgement_word": ["Worse", "Similar", "Not compared: no interval"],
            "is_chosen": [False, True, False],
            "label": ["9.0%", "6.0%", "3.0%"],
            "label_at": [10.0, 8.0, 3.0],
        }
    )


def map_rows() -> pd.DataFrame:
    """One worse, one better, one withheld and chosen, one without a figure."""
    return pd.DataFrame(
        {
            "area_code": ["A", "B", "C", "D"],
            "area_name": ["Ashby", "Bell", "Colne", "Dale"],
            "value_text": ["9.0%", "3.0%", "Withheld by the publisher", "No figure published"],
            "interval_text": ["8.0–10.0", "2.0–4.0", "none", "none"],
            "judgement_word": ["Worse", "Better", "Not compared: withheld", "Not compared"],
            "shade": ["worse", "better", "withheld", "absent"],
            "shade_label": ["Worse", "Better", "Withheld, small numbers", "No figure published"],
            "is_chosen": [False, False, True, False],
        }
    )


def trend_rows() -> pd.DataFrame:
    """An area with a gap in 2021, and England, close together at the end."""
    area = pd.DataFrame(
        {
            "series": "Ashby",
            "role": "area",
            "time": [2019.5, 2020.5, 2021.5, 2022.5],
            "period_text": ["2019", "2020", "2021", "2022"],
            "segment": "#0",
            "value": [4.0, 5.0, None, 6.0],
            "lower95": [3.0, 4.0, None, 5.0],
            "upper95": [5.0, 6.0, None, 7.0],
            "is_last": [False, False, False, True],
        }
    )
    england = area.assign(
        series="England", role="england", value=[5.0, 5.5, 5.8, 6.1], lower95=None, upper95=None
    )
    rows = pd.concat([area, england], ignore_index=True)
    return rows.assign(value_text="", interval_text="", basis_word="published")
