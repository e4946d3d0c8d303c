"""What every test may ask for: the snapshot, publishers' raw files, the length of a campaign."""

import os
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
REFERENCE_VARIABLE = "CDOF_REFERENCE_DIR"
IS_FULL_CAMPAIGN = os.environ.get("CDOF_CAMPAIGN") == "full"
# Any fixed number will do: it makes the everyday sample of a campaign the same on every machine.
CAMPAIGN_SEED = 153

# Two busy cores make any deadline a matter of luck.
settings.register_profile(
    "sample",
    max_examples=50,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "full", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("full" if IS_FULL_CAMPAIGN else "sample")


@dataclass(frozen=True, slots=True)
class Campaign:
    """How long a campaign runs: in full on `make acceptance`, as a seeded sample otherwise."""

    is_full: bool

    def rounds(self, *, sample: int, full: int) -> int:
        """The number of rounds to run."""
        return full if self.is_full else sample

    def random(self) -> random.Random:
        """A generator of its own for each caller, so that the order of tests changes nothing."""
        return random.Random(None if self.is_full else CAMPAIGN_SEED)  # noqa: S311


@pytest.fixture(autouse=True)
def own_main_module() -> Iterator[None]:
    """Takes back the place of the main module, in which Streamlit puts every script that it runs.

    A process started later would otherwise run the last page before its own work.
    """
    own = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = own


@pytest.fixture(scope="session")
def campaign() -> Campaign:
    """The length of this run's campaigns."""
    return Campaign(is_full=IS_FULL_CAMPAIGN)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def reference_dir() -> Path:
    """Publishers' files that may be read but not copied; only test_*_raw.py may ask for them."""
    return Path(os.environ[REFERENCE_VARIABLE])


@pytest.fixture(scope="session")
def snapshot_path(pytestconfig: pytest.Config) -> Path:
    """The real snapshot: the developer's own where it is up to date, else one built and kept."""
    # Imported here: the tests of other floors must run while this one is broken.
    from cdof_core.ingest.build import build_snapshot, is_up_to_date  # noqa: PLC0415

    data = ROOT / "data"
    own = data / "cdof.duckdb"
    if own.exists() and is_up_to_date(data, own):
        return own
    # Asked for only now: a run without pytest's cache does with the developer's own.
    kept = pytestconfig.cache.mkdir("snapshot") / own.name
    if not (kept.exists() and is_up_to_date(data, kept)):
        build_snapshot(data, kept)
    return kept


@pytest.fixture
def restricted_snapshot(tmp_path: Path, snapshot_path: Path) -> Path:
    """The real snapshot, with one dataset that not everybody may see."""
    path = Path(shutil.copy(snapshot_path, tmp_path / "restricted.duckdb"))
    with duckdb.connect(path) as connection:
        connection.execute(
            "UPDATE dataset SET sensitivity = 'restricted' "
            "WHERE dataset_id = 'deaths-ohid-fingertips-92432'"
        )
        connection.execute("UPDATE snapshot SET content_hash = 'restricted in a workshop'")
    return path


def pytest_configure() -> None:
    """Refuses a reference folder that is not there: a typing error must not pass for "none"."""
    named = os.environ.get(REFERENCE_VARIABLE)
    if named and not Path(named).is_dir():
        raise pytest.UsageError(f"{REFERENCE_VARIABLE} names {named!r}, which is not a folder.")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leaves out the tests of raw files where there are none."""
    is_left_out = is_raw_test(collection_path) and not os.environ.get(REFERENCE_VARIABLE)
    return True if is_left_out else None


def is_raw_test(path: Path) -> bool:
    """Whether a file holds tests that read the reference folder."""
    return path.name.startswith("test_") and path.name.endswith("_raw.py")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow tests last, so that a plain mistake shows within seconds.

    Playwright also keeps an event loop running in the main thread from its first test on; nothing
    else should have to run beside it.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says in one line that tests of raw files were left out."""
    if not os.environ.get(REFERENCE_VARIABLE):
        files = sum(is_raw_test(path) for path in (ROOT / "tests").rglob("test_*.py"))
        terminalreporter.write_line(
            f"{REFERENCE_VARIABLE} is not set: {files} test files that read publishers' raw files "
            "were not collected."
        )
