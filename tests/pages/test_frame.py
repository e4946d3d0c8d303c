"""What the frame says when something goes wrong, and of whose figures are on screen."""

import logging
from pathlib import Path

import pytest

import cdof_core.ui.overview
from tests.pages.conftest import Open


def test_what_nobody_foresaw_is_said_in_one_sentence_and_logged(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    bare_snapshot: Path,
    open_app: Open,
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError("a secret of the code")

    monkeypatch.setattr(cdof_core.ui.overview, "show_headline", fail)
    with caplog.at_level(logging.ERROR):
        app = open_app(bare_snapshot, area="E06000055")
    assert not app.exception
    (error,) = app.error
    assert error.value.startswith("This page could not be shown")
    assert "secret" not in error.value
    (record,) = [item for item in caplog.records if item.name == "cdof_core.ui.frame"]
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError
    # The frame around the page is whole.
    assert app.selectbox(key="choose_area").value == "E06000055"


def status(app: object) -> str:
    """What the end of the bar says."""
    return next(
        str(item.proto)
        for item in app.get("bidi_component")  # type: ignore[attr-defined]
        if item.proto.id.endswith("-status")
    )


@pytest.mark.parametrize("stem", ["area_profile", "jsna_section"])
def test_a_page_that_stops_early_still_has_its_frame(
    stem: str, bare_snapshot: Path, open_app: Open
) -> None:
    app = open_app(bare_snapshot, stem, area="E06000055")
    assert "Open data only" in status(app)


def test_restricted_figures_are_announced(restricted_snapshot: Path, open_app: Open) -> None:
    with_it = open_app(restricted_snapshot, "area_profile", area="E06000055")
    assert "Restricted data on screen" in status(with_it)
    assert "Restricted figures are on this page" in with_it.warning[0].value
    without = open_app(restricted_snapshot, "indicator", area="E06000055")
    assert "Open data only" in status(without)
    assert not without.warning
