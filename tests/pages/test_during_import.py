"""Pages answer from the snapshot in use while an import is built, checked and published."""

import shutil
import threading

import pytest

from cdof_core.ingest.imported_rooms import write_room
from cdof_core.ingest.library import Library
from cdof_core.ingest.publish import publish_staged, rooms_with, stage_snapshot
from tests.imports import observation, own_import
from tests.pages.conftest import APP
from tests.pages.test_every_page import PAGES, is_sound
from tests.tiny_catalogue import write_catalogue

LONGEST_SECONDS = 60


class HaltedImport:
    """An import in a thread of its own, which waits before each step until it is let go on."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._at_step, self._may_go = threading.Semaphore(0), threading.Semaphore(0)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.failure: Exception | None = None

    def start(self) -> None:
        self._thread.start()

    def wait_for_step(self) -> bool:
        """Whether a step was reached; False once the import is done."""
        while not self._at_step.acquire(timeout=0.05):
            if not self._thread.is_alive():
                return False
        return True

    def go_on(self) -> None:
        self._may_go.release()

    def _halt(self, _share: float, _doing: str) -> None:
        self._at_step.release()
        if not self._may_go.acquire(timeout=LONGEST_SECONDS):
            raise TimeoutError

    def _run(self) -> None:
        try:
            data = self._library.snapshot.parent / "data"
            name = write_room(
                self._library, own_import([observation("E06990001", 2022, 75)]), who="Ada"
            )
            rooms = rooms_with(self._library, name)
            staged = stage_snapshot(self._library, data, rooms, progress=self._halt)
            publish_staged(self._library, data, staged, who="Ada", why="Imported")
        except Exception as failure:
            self.failure = failure


@pytest.fixture
def library(snapshot_path, tmp_path):
    """The real snapshot in use; what is brought in is built from a small catalogue."""
    shutil.copyfile(snapshot_path, tmp_path / "cdof.duckdb")
    write_catalogue(tmp_path / "data")
    return Library(tmp_path / "cdof.duckdb")


def content_read(app, library) -> str:
    reading = app.session_state["snapshot_held"][library.snapshot]
    return reading.cursor().execute("SELECT content_hash FROM snapshot").fetchone()[0]


def test_every_page_answers_from_the_old_snapshot_at_every_step(open_app, library):
    app = open_app(library.snapshot, page="about")
    before = content_read(app, library)
    running = HaltedImport(library)
    running.start()
    left = list(PAGES)
    steps = 0
    while running.wait_for_step():
        steps += 1
        # A few pages a step, so that each is opened while the import is under way.
        for stem in left[: len(PAGES) // 4 + 1]:
            app.switch_page(str(APP.parent / "pages" / f"{stem}.py")).run()
            assert is_sound(app), stem
            assert not app.error, stem
            assert content_read(app, library) == before
            left.remove(stem)
        fresh = open_app(library.snapshot) if steps == 1 else None
        assert fresh is None or (is_sound(fresh) and content_read(fresh, library) == before)
        running.go_on()
    assert running.failure is None
    assert (left, steps > 3) == ([], True)
    # Published: whoever comes now reads the new one.
    assert content_read(open_app(library.snapshot), library) != before
