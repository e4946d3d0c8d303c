"""A tiny catalogue in a folder of its own, and what a build makes of it."""

import multiprocessing
import multiprocessing.context
from pathlib import Path

import pandas as pd
import pytest

from cdof_core.ingest.build import build_snapshot
from cdof_core.store.snapshot import Snapshot
from tests.tiny_catalogue import write_catalogue


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return write_catalogue(tmp_path / "data")


@pytest.fixture
def build(catalogue, tmp_path):
    """Build the catalogue and return the rows of one table."""

    def run(table: str) -> pd.DataFrame:
        destination = tmp_path / "cdof.duckdb"
        build_snapshot(catalogue, destination)
        return Snapshot(destination).cursor().table(table).df()

    return run


@pytest.fixture(scope="session")
def warm_processes() -> multiprocessing.context.ForkServerContext:
    """Processes that have already imported the build, so that starting one costs little."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["cdof_core.ingest.build"])
    return context
