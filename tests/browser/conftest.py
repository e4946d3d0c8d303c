"""The app in a real browser: one server on the real snapshot, one page for each test."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.chromium import find_chromium
from tests.browser.server import APP, HOST, running_server, workspace_of
from tests.browser.settling import PAGE_SETTLES_WITHIN_MS, settle

# Chromium asks its makers for updates and lists on its own; the tests are to run without a network.
QUIET_CHROMIUM = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

expect.set_options(timeout=PAGE_SETTLES_WITHIN_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every test of this folder, so that they can be left out where there is no browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def start_server(snapshot_path: Path, tmp_path: Path) -> Callable[[], AbstractContextManager[str]]:
    """Starts a further server, for tests of the very first request."""
    return lambda: running_server(APP, snapshot_path, tmp_path / "server.log")


@pytest.fixture(scope="session")
def server_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the shared app writes its log and keeps what is saved."""
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="session")
def base_url(snapshot_path: Path, server_folder: Path) -> Iterator[str]:
    """The address of the app that the tests of this folder share."""
    with running_server(APP, snapshot_path, server_folder / "server.log") as url:
        yield url


@pytest.fixture
def workspace_url(base_url: str, server_folder: Path) -> str:  # noqa: ARG001 (the app makes it)
    """What the shared app keeps, for tests that need something saved."""
    return workspace_of(server_folder)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium instead of a download of Playwright's."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    # Chromium refuses its sandbox to the administrator, whom containers run as.
    sandbox = ("--no-sandbox",) if is_root else ()
    return browser_type_launch_args | {
        "executable_path": str(find_chromium()),
        "args": [*QUIET_CHROMIUM, *sandbox],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A laptop in England."""
    return browser_context_args | {
        "viewport": {"width": 1440, "height": 900},
        "locale": "en-GB",
        "timezone_id": "Europe/London",
    }


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page that fails its test when it asks anyone but our own server for anything."""
    foreign: list[str] = []

    def note_foreign(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.hostname != HOST:
            foreign.append(request.url)

    page.on("request", note_foreign)
    yield page
    assert foreign == [], "the page asked other servers"


@pytest.fixture
def open_page(page: Page) -> Callable[[str], Page]:
    """Opens a path of the app, for instance "/area_profile?area=E06000055", and waits for it."""

    def open_path(path: str) -> Page:
        page.goto(path)
        settle(page)
        return page

    return open_path
