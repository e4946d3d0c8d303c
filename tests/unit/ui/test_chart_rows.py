"""Rows as they are sent: packed where they are rows, left alone where they are not."""

import pandas as pd
import pyarrow as pa
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from cdof_core.ui.chart_rows import packed

ROWS = [
    {"line": "England", "value": 1.5, "people": 3, "is_alone": True, "label": None},
    {"line": "Wales", "value": None, "people": 4, "is_alone": False, "label": "Wales"},
]


def read(sent):
    return pa.ipc.open_stream(sent).read_all().to_pylist()


def test_rows_arrive_as_they_were():
    assert read(packed({"points": ROWS})["points"]) == ROWS


def test_they_hold_what_streamlit_would_have_sent():
    sent = convert_anything_to_arrow_bytes(pd.DataFrame(ROWS))
    assert read(packed({"points": ROWS})["points"]) == read(sent)


def test_no_rows_are_packed_as_none():
    assert read(packed({"events": []})["events"]) == []


def test_outlines_and_mixed_columns_are_left_to_streamlit():
    outlines = {"type": "FeatureCollection", "features": []}
    features = [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [0, 0]}}]
    mixed = [{"value": "a"}, {"value": 1.0}]
    kept = {"outlines": outlines, "features": features, "mixed": mixed}
    assert packed(kept) == kept
