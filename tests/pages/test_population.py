"""Who lives here: figures, comparators, and what is not held."""

from pathlib import Path

import pytest

from tests.pages.conftest import Open
from tests.pages.test_every_page import is_sound

PAGE = "population"


@pytest.mark.parametrize("area", ["E06000055", "E06000053", "E09000001", "E06000055+E06000056"])
def test_an_area_opens(area: str, snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, area=area)
    assert is_sound(app)
    assert "people in mid-2022" in app.title[0].value
    assert len(app.get("vega_lite_chart")) == 2


def test_the_chosen_comparison_comes_first(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, area="E06000009", vs="dfe")
    assert any(
        "Beside DfE statistical neighbours and England" in text.value for text in app.caption
    )


def test_the_pyramid_says_where_ages_differ(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, PAGE, area="E09000019")
    # ONS, mid-2022, MYE2: 61,824 of 220,373 in Islington and 10,454,295 of 57,106,398 in England.
    said = [header.value for header in app.header]
    assert any("aged 15 to 29 than England: 28.1% against 18.3%" in text for text in said)
    assert not app.info


def test_no_pyramid_is_faked(bare_snapshot: Path, open_app: Open) -> None:
    app = open_app(bare_snapshot, PAGE, area="E06000055")
    assert any("no age–sex pyramid" in info.value for info in app.info)


def test_where_nothing_is_held_the_page_says_so(bare_snapshot: Path, open_app: Open) -> None:
    app = open_app(bare_snapshot, PAGE, area="E06000055")
    assert is_sound(app)
    assert any("No population is held" in info.value for info in app.info)
