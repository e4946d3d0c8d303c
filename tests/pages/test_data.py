"""The Data page: a file in, its findings, what would change, publish, and back again."""

import shutil
import time

import pytest

from cdof_core.ingest.history import list_snapshots
from cdof_core.ingest.imported_rooms import write_room
from cdof_core.ingest.library import Library
from cdof_core.ingest.publish import publish_rooms, rooms_with
from cdof_core.store.observations import local_series
from cdof_core.store.snapshot import Snapshot
from tests.imports import observation, own_import
from tests.tiny_catalogue import write_catalogue


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    library = Library(folder / "cdof.duckdb")
    publish_rooms(library, write_catalogue(folder / "data"), (), who="Ada", why="Built")
    hidden = own_import([observation("E06990002", 2022, 70)], sensitivity="restricted")
    name = write_room(library, hidden, who="Ada")
    publish_rooms(library, folder / "data", rooms_with(library, name), who="Ada", why="Imported")
    return folder


@pytest.fixture
def library(built, tmp_path, monkeypatch):
    shutil.copytree(built, tmp_path / "all")
    for module in ("first_start", "data_held"):
        monkeypatch.setattr(f"cdof_core.ui.{module}.DATA", tmp_path / "all" / "data")
    return Library(tmp_path / "all" / "cdof.duckdb")


def texts(app) -> str:
    shown = [*app.markdown, *app.caption, *app.info, *app.success, *app.error, *app.warning]
    return "\n".join(str(one.value) for one in [*app.title, *app.subheader, *shown])


def _is_done(app) -> bool:
    return "data_job" not in app.session_state or app.session_state["data_job"].is_done


def press(app, key):
    app.button(key=key).click().run()
    last = time.monotonic() + 60
    while not _is_done(app) and time.monotonic() < last:
        time.sleep(0.1)
    app.run()
    assert not app.exception
    return app


def test_an_earlier_snapshot_is_compared_and_restored(open_app, library):
    name = write_room(library, own_import([observation("E06990001", 2022, 75)]), who="Ada")
    publish_rooms(library, library.snapshot.parent / "data", (name,), who="Ada", why="Imported")
    app = open_app(library.snapshot, page="data")
    oldest = list_snapshots(library)[-1].snapshot_id
    app.selectbox(key="kept_snapshot").set_value(oldest).run()
    app.toggle(key="compare_kept").set_value(True).run()
    assert "1 revised; 5 figures stay the same" in texts(app)
    press(app, "restore_kept")
    asked = "SELECT value FROM observation WHERE indicator_id = 'offences'"
    assert Snapshot(library.snapshot).cursor().execute(asked).fetchall() == [(50,)]


def test_an_import_is_taken_out_again(open_app, library):
    name = write_room(library, own_import([observation("E06990001", 2022, 75)]), who="Ada")
    publish_rooms(library, library.snapshot.parent / "data", (name,), who="Ada", why="Imported")
    app = open_app(library.snapshot, page="data")
    app.selectbox(key="import_to_remove").set_value("own-counts").run()
    press(app, "remove_import")
    assert library.active().rooms == ()


def test_restricted_figures_stay_hidden_until_allowed_and_unlocked(open_app, library, monkeypatch):
    def seen():
        return set(local_series(indicator_id="offences", sex="Persons")["dataset_id"])

    app = open_app(library.snapshot, page="data")
    assert "not shown by this installation" in texts(app)
    assert "4 datasets;" in texts(app)
    assert "Nothing was imported" in texts(app)
    monkeypatch.setenv("CDOF_RESTRICTED", "allowed")
    assert seen() == {"figures"}
    app.run()
    app.toggle(key="unlock_restricted").set_value(True).run()
    app.run()
    assert "Restricted figures are unlocked" in texts(app)
    assert "5 datasets;" in texts(app)  # 4 rooms of the catalogue and the restricted one
    assert seen() == {"figures"}  # outside the session that unlocked them
    app.switch_page("pages/about.py").run()
    assert "Restricted figures are unlocked" in texts(app)
