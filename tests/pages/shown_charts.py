"""Reads what the charts of a page say to those who cannot see them."""

import re
from html import unescape

from streamlit.testing.v1 import AppTest

from cdof_core.ui.charts import CHART_NAME

_DESCRIBED = re.compile(r'<p class="cdof-described">(.*)</p>', re.DOTALL)


def described(app: AppTest) -> dict[str, str]:
    """Return what is said behind each chart, by the chart's key in the order of the page."""
    charts = app.get("vega_lite_chart")
    said = [match[1] for html in app.get("html") if (match := _DESCRIBED.match(html.proto.body))]
    assert all(chart.proto.alt == CHART_NAME for chart in charts)
    keys = [f"chart_{chart.proto.id.rpartition('chart_')[2]}" for chart in charts]
    return dict(zip(keys, map(unescape, said), strict=True))
