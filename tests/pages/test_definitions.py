"""The definitions page says of a measure what the window beside a chart says, and more."""

from pathlib import Path

from tests.pages.conftest import Open
from tests.pages.shown_tables import rows_of, tables


def test_a_measure_is_explained_in_full(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(
        snapshot_path, "definitions", area="E06000055", indicator="deaths_drug_misuse_3y_rate"
    )
    assert not app.exception
    assert not app.error
    told = dict(rows_of(tables(app)[0]))
    assert told["Direction"] == "Lower is better"
    assert "Reducing drug-related deaths and harm" in told["Why it is here"]
    assert told["What it cannot tell"]
    # ONS published the figures of 2021 registrations in August 2022.
    assert "2022" in told["Updated"]


def test_what_a_round_is_rated_on_is_explained(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(
        snapshot_path, "self_assessment", area="E06000055", part="1-Indicators of prevention"
    )
    app.text_input(key="round_name").set_value("2027")
    app.button(key="round_start").click().run()
    labels = [block.proto.popover.label for block in app.get("popover")]
    # Three measures bear on the indicators of prevention.
    assert "Definitions (3)" in labels
