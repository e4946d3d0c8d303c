"""What a new installation and a new server do with the first thing they are asked for."""

import shutil
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.server import ROOT, running_server
from tests.browser.settling import settle

BEDFORD = "E06000055"
PARTS = ("app.py", "pages", "cdof_core", "queries", "data", ".streamlit")
PRODUCTS = shutil.ignore_patterns("*.duckdb*", "__pycache__", "boundaries")


def copy_installation(destination: Path) -> Path:
    """The app as it is cloned: everything but what it makes itself."""
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, destination / part, ignore=PRODUCTS)
        else:
            shutil.copy(ROOT / part, destination / part)
    return destination / "app.py"


def test_a_deep_link_to_a_new_server_opens_inside_the_frame(page, start_server):
    with start_server() as url:
        page.goto(f"{url}/area_profile?area={BEDFORD}")
        settle(page)
        # Without the frame Streamlit lists the bare files, under no headings and its own title.
        expect(page).to_have_title("Area profile · Combating drugs needs explorer")
        expect(page.get_by_test_id("stSidebarNav").get_by_text("Explore")).to_be_visible()
        assert f"area={BEDFORD}" in page.url


def test_the_first_start_builds_the_database_and_says_so(page, tmp_path):
    script = copy_installation(tmp_path)
    database = tmp_path / "data" / "cdof.duckdb"
    assert not database.exists()
    with running_server(script, None, tmp_path / "server.log") as url:
        page.goto(url)
        expect(page.get_by_test_id("stProgress")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        settle(page)
        assert database.exists()
        expect(page.get_by_test_id("stProgress")).to_have_count(0)
