"""Pictures of groups and of the gap between them."""

from cdof_core.analysis.inequalities import Dimension, view_inequality
from cdof_core.report.inequality_picture import gap_panels, over_time_panels
from tests.unit.report.conftest import places_of, select


def test_what_happened_to_an_area_stands_on_its_gap_as_on_its_lines(origin):
    # Buckinghamshire became one authority in April 2020.
    view = view_inequality(
        Dimension.SEX,
        indicator_id="deaths_drug_misuse_3y_rate",
        sex="Persons",
        places=places_of(select("E06000060", "england")),
    )
    lines = over_time_panels(view, datasets=origin.datasets).charts
    marked = [event for chart in lines for event in chart.datasets["events"]]
    assert marked
    gaps = gap_panels(view, datasets=origin.datasets).charts
    assert gaps
    assert all(chart.datasets["events"] == marked for chart in gaps)
