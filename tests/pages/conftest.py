"""The app as AppTest runs it: on the real snapshot, or on one that holds areas and nothing else."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from cdof_core.ingest.schema import create_tables
from cdof_core.store.snapshot import SCHEMA_VERSION

APP = Path(__file__).resolve().parents[2] / "app.py"
SLOWEST_RUN_SECONDS = 60
Open = Callable[..., AppTest]


@pytest.fixture
def bare_snapshot(tmp_path: Path) -> Path:
    """A real file with every table, two authorities and England, and not one figure."""
    path = tmp_path / "bare.duckdb"
    with duckdb.connect(path) as connection:
        create_tables(connection)
        for code, name, level, region in (
            ("E06000055", "Bedford", "upper_tier", "E12000006"),
            ("E06000056", "Central Bedfordshire", "upper_tier", "E12000006"),
            ("E12000006", "East of England", "region", ""),
            ("E92000001", "England", "country", ""),
        ):
            connection.execute(
                "INSERT INTO area (area_code, name, level, authority_type, region_code, "
                "police_force_code, note) VALUES (?, ?, ?, '', ?, '', '')",
                [code, name, level, region],
            )
        connection.execute(
            "INSERT INTO snapshot VALUES ('bare', 'bare', ?, TIMESTAMP '2026-11-21 09:00:00')",
            [SCHEMA_VERSION],
        )
    return path


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Open:
    """Opens a page on a snapshot with some parameters in its address."""
    monkeypatch.setenv("CDOF_WORKSPACE_URL", f"sqlite:///{tmp_path}/workspace.sqlite")

    def open_page(snapshot: Path, page: str = "overview", **parameters: str) -> AppTest:
        monkeypatch.setenv("CDOF_SNAPSHOT", str(snapshot))
        app = AppTest.from_file(str(APP), default_timeout=SLOWEST_RUN_SECONDS)
        for name, value in parameters.items():
            app.query_params[name] = value
        app.run()
        if page != "overview":
            app.switch_page(f"pages/{page}.py").run()
        return app

    return open_page
