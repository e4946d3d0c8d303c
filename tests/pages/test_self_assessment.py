"""The self-assessment page: begin a round, rate, name an owner."""

from pathlib import Path

from tests.pages.conftest import Open


def test_a_round_is_begun_rated_and_assigned(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "self_assessment", area="E06000055")
    assert app.info[0].value.startswith("No round has begun")
    app.text_input(key="round_name").set_value("2027")
    app.button(key="round_start").click().run()
    assert not app.exception
    rating = next(one for one in app.button_group if str(one.key).startswith("rate_"))
    rating.set_value("partly").run()
    assert not app.exception
    assert any("1 of 131 statements" in one.value for one in app.header)
    owner = next(one for one in app.text_input if one.label == "Owner")
    owner.set_value("A. Person")
    next(one for one in app.button if str(one.key).startswith("keep_")).click().run()
    assert not app.exception
    assert any(one.label.endswith(": A. Person") for one in app.expander)
    assert not any("Nobody is named" in one.value for one in app.info)


def test_a_round_needs_a_name(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "self_assessment", area="E06000055")
    app.button(key="round_start").click().run()
    assert app.error[0].value.startswith("A round needs a name")
