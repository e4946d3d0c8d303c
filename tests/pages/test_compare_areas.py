"""The page that compares areas: what its address can ask for."""

from pathlib import Path

import pytest

from tests.pages.conftest import Open

BEDFORD = "E06000055"


@pytest.mark.parametrize(
    "choices",
    [
        {"chart": "funnel", "areas": "dfe", "before": "YE Mar 2020"},
        {"chart": "box", "areas": "all"},
        {"chart": "dots", "vs": "region", "levels": "5"},
        {"chart": "funnel", "indicator": "deaths_drug_misuse_3y_rate"},
        {"chart": "box", "indicator": "drug_use_last_year"},
    ],
)
def test_the_address_is_shown(choices: dict[str, str], snapshot_path: Path, open_app: Open) -> None:
    given = {"indicator": "cin_parent_drug"} | choices
    app = open_app(snapshot_path, "compare_areas", area=BEDFORD, **given)
    assert not app.exception
    assert not app.error
    assert app.title[0].value
    if given["indicator"] != "drug_use_last_year":
        assert app.selectbox(key="choose_chart").value == choices["chart"]
        assert app.selectbox(key="choose_before").value == choices.get("before", "none")


def test_what_does_not_exist_falls_back_and_is_said(snapshot_path: Path, open_app: Open) -> None:
    broken = dict.fromkeys(["areas", "chart", "before"], "<script>")
    app = open_app(snapshot_path, "compare_areas", area=BEDFORD, **broken)
    assert not app.exception
    assert not app.error
    assert app.selectbox(key="choose_chart").value == "bars"
    assert any("cannot be compared with" in caption.value for caption in app.caption)


@pytest.mark.parametrize("area", ["E06000053", "E06000055+E06000056"])
def test_unusual_areas(area: str, snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, "compare_areas", area=area)
    assert not app.exception
    assert not app.error
