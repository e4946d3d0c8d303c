"""National series: every part opens, from a link and from the menus."""

from pathlib import Path

import pytest

from cdof_core.analysis.england_and_regions import BY
from cdof_core.analysis.national_panels import Part
from tests.pages.conftest import Open
from tests.pages.test_every_page import is_sound

PAGE = "england_and_regions"


@pytest.mark.parametrize(
    ("part", "by"), [(part.value, by) for part in Part for by in BY[part] or ("",)]
)
def test_every_part_opens_from_a_link(
    part: str, by: str, snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, PAGE, area="E06000055", part=part, by=by)
    assert is_sound(app)
    assert app.selectbox(key="choose_part").value == part
    assert len(app.get("vega_lite_chart")) >= 4


def test_a_measure_that_no_region_has_is_said(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, part="regions", indicator="treatment_number")
    assert any("not published by region" in caption.value for caption in app.caption)
    assert len(app.get("vega_lite_chart")) == 9


def test_a_broken_link_shows_the_headline_measures(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, part="nowhere", by="'; DROP TABLE area")
    assert is_sound(app)
    assert app.selectbox(key="choose_part").value == "headline"


def test_quoted_figures_carry_the_warning(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, part="headline")
    assert any("check before citing" in text.value for text in app.markdown)


def test_where_nothing_is_published_the_page_says_so(bare_snapshot: Path, open_app: Open) -> None:
    app = open_app(bare_snapshot, PAGE, part="regions")
    assert is_sound(app)
    assert app.info
