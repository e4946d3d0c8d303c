"""Partnership and outcomes tracker: what is kept shows, and a viewer's page shows it too."""

from pathlib import Path

from tests.pages.conftest import Open


def test_a_member_takes_a_seat_and_the_gaps_are_named(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "partnership", area="E06000055")
    assert not app.exception
    assert app.header[0].value.startswith("0 of 10 recommended seats are filled; not yet: ")
    next(box for box in app.selectbox if box.label.startswith("Seat")).set_value("police")
    next(box for box in app.text_input if box.label == "Organisation").set_value("A police force")
    next(one for one in app.button if one.key == "member_keep").click().run()
    assert not app.exception
    assert app.success[0].value == "Kept."
    assert app.header[0].value.startswith("1 of 10 recommended seats is filled")
    assert "Police," not in app.header[0].value


def test_a_member_needs_an_organisation(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "partnership", area="E06000055")
    next(one for one in app.button if one.key == "member_keep").click().run()
    assert app.error[0].value == "This needs a name before it can be kept."


def test_the_tracker_counts_what_is_held_and_keeps_who_answers(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "outcomes_tracker", area="E06000055")
    assert not app.exception
    # 36 measures of the framework's three levels; the themes were never settled.
    assert app.header[0].value.startswith("Of 36 measures, ")
    assert app.header[0].value.endswith("0 have somebody who answers.")
    next(box for box in app.text_input if box.label == "Who answers for it").set_value("A. Person")
    next(one for one in app.button if one.label == "Keep").click().run()
    assert not app.exception
    assert app.success[0].value == "Kept."
    assert app.header[0].value.endswith("1 has somebody who answers.")
