"""The text-only version: every page in words and tables, and what a measure means beside it."""

from pathlib import Path

import pytest

from tests.pages.conftest import Open
from tests.pages.test_every_page import PAGES, is_sound


@pytest.mark.parametrize("stem", PAGES)
def test_a_page_says_everything_without_charts(
    stem: str, snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, stem, area="E06000055", mode="text")
    assert is_sound(app)
    assert not app.error
    assert not app.get("vega_lite_chart")
    assert not app.get("arrow_vega_lite_chart")
    # Each page says in one line which question it answers.
    assert any("?" in item.value for item in [*app.title, *app.caption])
    # What is folded away elsewhere is read in full here.
    assert not app.expander


@pytest.mark.parametrize("stem", ["area_profile", "indicator", "population", "unmet_need"])
def test_definitions_are_part_of_the_text(stem: str, snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, stem, area="E06000055", mode="text")
    assert any(item.value.startswith("Definition") for item in [*app.subheader, *app.header])


def test_elsewhere_definitions_wait_for_a_click(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "trends", area="E06000055", indicator="cin_parent_drug")
    labels = [block.proto.popover.label for block in app.get("popover")]
    assert "Definition" in labels
