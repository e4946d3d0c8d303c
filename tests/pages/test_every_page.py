"""Every page opens: full, empty, and with an address that asks for what does not exist."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import APP, Open

PAGES = sorted(path.stem for path in (APP.parent / "pages").glob("*.py"))

BROKEN = {
    "area": "E10000006",
    "vs": "mars",
    "group": "../../etc/passwd",
    "indicator": "'; DROP TABLE observation; --",
    "period": "\u0000<script>",
    "sex": "neither",
    "levels": "-1",
    "keep": "perhaps",
    "layout": "globe",
}


def is_sound(app: AppTest) -> bool:
    """Whether a page ran to its end without a traceback, and says what it is."""
    return not app.exception and len(app.title) == 1 and bool(app.title[0].value)


@pytest.mark.parametrize("stem", PAGES)
def test_a_page_opens_on_the_real_snapshot(stem: str, snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, stem, area="E06000055")
    assert is_sound(app)
    assert not app.error


@pytest.mark.parametrize("stem", PAGES)
def test_a_page_opens_where_nothing_is_published(
    stem: str, bare_snapshot: Path, open_app: Open
) -> None:
    app = open_app(bare_snapshot, stem, area="E06000056")
    assert is_sound(app)
    assert not app.error


@pytest.mark.parametrize("stem", PAGES)
def test_a_page_opens_with_a_broken_address(stem: str, snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, stem, **BROKEN)
    assert is_sound(app)
    assert not app.error


@pytest.mark.parametrize(
    "area",
    [
        "E06000053",  # Isles of Scilly
        "E09000001",  # City of London
        "E06000017",  # Rutland
        "E06000063",  # Cumberland
        "E06000060",  # Buckinghamshire
        "E06000055+E06000056",  # a partnership
    ],
)
@pytest.mark.parametrize("stem", ["overview", "area_profile", "indicator", "jsna_section"])
def test_unusual_areas_open(stem: str, area: str, snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, stem, area=area)
    assert is_sound(app)
    assert app.selectbox(key="choose_area").value == area


@pytest.mark.parametrize(("area", "vs"), [("E06000055", ""), ("E09000003", "region")])
def test_overview_and_profile_have_the_same_finding(
    area: str, vs: str, snapshot_path: Path, open_app: Open
) -> None:
    titles = [
        open_app(snapshot_path, page, area=area, vs=vs).title[0].value
        for page in ("overview", "area_profile")
    ]
    assert titles[0] == titles[1]
    assert " worse than " in titles[0]


def test_the_bar_shows_what_the_address_says(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, area="E06000063", vs="region", levels="5", keep="yes")
    assert app.selectbox(key="choose_area").value == "E06000063"
    assert app.selectbox(key="choose_vs").value == "region"
    assert app.radio(key="choose_levels").value == "5"
    assert app.checkbox(key="choose_keep").value is True


def test_the_area_menu_lists_every_authority(snapshot_path: Path, open_app: Open) -> None:
    options = open_app(snapshot_path).selectbox(key="choose_area").options
    # 153 authorities and the two pairs that publishers report together.
    assert len(options) == 155
    assert {"Cornwall with Isles of Scilly", "Hackney with City of London"} <= set(options)


def test_a_choice_in_the_bar_goes_into_the_address(snapshot_path: Path, open_app: Open) -> None:
    app = open_app(snapshot_path, area="E06000055")
    app.selectbox(key="choose_area").set_value("E06000017").run()
    app.selectbox(key="choose_vs").set_value("dfe").run()
    assert app.session_state["area"] == "E06000017"
    assert app.session_state["vs"] == "dfe"
    app.selectbox(key="choose_vs").set_value("england").run()
    assert app.session_state["vs"] == ""
    assert app.session_state["area"] == "E06000017"


def test_a_missing_snapshot_is_said_in_one_sentence(tmp_path: Path, open_app: Open) -> None:
    app = open_app(tmp_path / "nowhere.duckdb")
    assert not app.exception
    (error,) = app.error
    assert "There is no snapshot at" in error.value
    assert "python -m cdof_core build" in error.value


def test_a_damaged_snapshot_is_said_in_one_sentence(tmp_path: Path, open_app: Open) -> None:
    damaged = tmp_path / "damaged.duckdb"
    damaged.write_bytes(b"not a database" * 500)
    app = open_app(damaged)
    assert not app.exception
    assert "is damaged, unfinished or not a snapshot" in app.error[0].value
