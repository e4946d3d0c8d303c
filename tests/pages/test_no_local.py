"""A measure that authorities lack for the chosen sex: said as such, with the way out."""

from pathlib import Path

import pytest

from tests.pages.conftest import Open

BEDFORD, PARENT = "E06000055", "cin_parent_drug"


@pytest.mark.parametrize("page", ["indicator", "trends", "map", "compare_areas"])
def test_a_sex_that_the_measure_lacks_is_named_and_the_way_out_linked(
    page: str, snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, page, area=BEDFORD, indicator=PARENT, sex="Female")
    assert not app.exception
    assert [item.value for item in app.info] == [
        "No authority has a figure for females. Authorities have figures for persons."
    ]
    (link,) = [item.value for item in app.markdown if item.value.startswith("[Show persons]")]
    assert f"{page}?" in link
    assert "sex=Female" not in link


def test_the_title_of_an_indicator_does_not_speak_of_breakdowns_for_a_sex_it_lacks(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "indicator", area=BEDFORD, indicator=PARENT, sex="Female")
    assert app.title[0].value == "Assessments: drug misuse by a parent: no figures for females"


def test_a_national_series_of_the_sex_is_said_where_authorities_have_none(
    snapshot_path: Path, open_app: Open
) -> None:
    asked = {"indicator": "deaths_drug_misuse_count", "sex": "Female"}
    app = open_app(snapshot_path, "indicator", area=BEDFORD, **asked)
    assert app.info[0].value.startswith("No authority has a figure for females.")
    assert "no figures" not in app.title[0].value
    assert "England" in app.title[0].value


def test_inequalities_say_that_another_measure_than_the_links_is_shown(
    snapshot_path: Path, open_app: Open
) -> None:
    app = open_app(snapshot_path, "inequalities", area=BEDFORD, indicator=PARENT)
    said = [item.value for item in app.caption if "is shown" in item.value]
    assert said == [
        "Assessments: drug misuse by a parent is not held by this breakdown; "
        "Drug misuse deaths, 3-year rate is shown."
    ]
