"""The Data page: a file in, its findings, what would change, publish, and back again."""

import shutil
import threading
import time

import numpy as np
import pytest

from cdof_core.ingest.history import list_snapshots
from cdof_core.ingest.imported_rooms import write_room
from cdof_core.ingest.library import Library
from cdof_core.ingest.publish import publish_rooms, rooms_with
from cdof_core.store.observations import local_series
from cdof_core.store.snapshot import Snapshot
from cdof_core.ui import people
from cdof_core.workspace import LOCAL_USER, Actor, Role
from tests.imports import observation, own_import
from tests.pages.shown_tables import tables
from tests.tiny_catalogue import write_catalogue

OWN = """Indicator,Area code,Year,Count
Own clients,E06990001,2022,12
Own clients,E06990002,2022,30
Own clients,E06990099,2022,4
"""


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
    for module in ("first_start", "data_import", "data_held"):
        monkeypatch.setattr(f"cdof_core.ui.{module}.DATA", tmp_path / "all" / "data")
    return Library(tmp_path / "all" / "cdof.duckdb")


def texts(app) -> str:
    shown = [*app.markdown, *app.caption, *app.info, *app.success, *app.error, *app.warning]
    return "\n".join(str(one.value) for one in [*app.title, *app.subheader, *shown])


def content_read(app, library) -> str:
    """The hash of the snapshot that a session reads."""
    reading = app.session_state["snapshot_held"][library.snapshot]
    return reading.cursor().execute("SELECT content_hash FROM snapshot").fetchone()[0]


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


def test_an_own_table_comes_in_and_goes_again(open_app, library):
    app = open_app(library.snapshot, page="data")
    assert not app.exception
    app.file_uploader(key="data_file").upload("clients.csv", OWN.encode(), "text/csv")
    app.selectbox(key="data_source").set_value("own").run()
    app.selectbox(key="own_sensitivity").set_value("open").run()
    press(app, "check_data_file")
    assert "2 figures can be used; 1 row cannot" in texts(app)
    assert app.button(key="stage_import").disabled
    app.checkbox(key="without_rejected").check().run()
    press(app, "stage_import")
    assert "2 added" in texts(app)
    before = library.snapshot.read_bytes()
    press(app, "publish_import")
    assert "is in use" in texts(app)
    assert library.snapshot.read_bytes() != before
    asked = "SELECT value FROM observation WHERE dataset_id = 'own-clients' ORDER BY value"
    assert Snapshot(library.snapshot).cursor().execute(asked).fetchall() == [(12,), (30,)]
    app.selectbox(key="kept_snapshot").set_value(list_snapshots(library)[1].snapshot_id).run()
    press(app, "restore_kept")
    assert Snapshot(library.snapshot).cursor().execute(asked).fetchall() == []


def test_a_file_that_is_no_table_is_refused_in_a_sentence(open_app, library):
    app = open_app(library.snapshot, page="data")
    app.file_uploader(key="data_file").upload("empty.csv", b"", "text/csv")
    app.run()
    press(app, "check_data_file")
    assert "empty.csv" in texts(app)
    assert len(list_snapshots(library)) == 2


def test_a_file_of_no_publisher_is_read_as_an_own_table_in_one_press(open_app, library):
    app = open_app(library.snapshot, page="data")
    app.file_uploader(key="data_file").upload("clients.csv", OWN.encode(), "text/csv").run()
    press(app, "check_data_file")
    assert "none of the sources that are known here" in texts(app)
    app.button(key="as_own").click().run()
    assert app.selectbox(key="data_source").value == "own"
    labels = [box.label for box in app.selectbox if str(box.key).startswith("own_column_")]
    assert labels[0] == "Indicator (such as Own clients)"
    press(app, "check_data_file")
    assert "2 figures can be used; 1 row cannot" in texts(app)


def test_columns_are_groups_of_one_measure_in_one_press(open_app, library):
    text = "Area,Year,White,Asian\nE06990001,2022,120,30\n"
    app = open_app(library.snapshot, page="data")
    app.file_uploader(key="data_file").upload("clients.csv", text.encode(), "text/csv")
    app.selectbox(key="data_source").set_value("own").run()
    assert not [one for one in app.text_input if one.label == "The measure of the whole table"]
    app.radio(key="own_across").set_value("breakdown").run()
    asked = {one.label: one for one in app.text_input}
    asked["The measure of the whole table"].set_value("Clients").run()
    asked = {one.label: one for one in app.text_input}
    asked["What the groups are, such as ethnicity"].set_value("ethnicity").run()
    press(app, "check_data_file")
    figures = app.session_state["data_job"].result.imported.observations
    shown = figures[["indicator_id", "breakdown_type", "breakdown", "numerator"]]
    assert list(shown.itertuples(index=False, name=None)) == [
        ("own_clients", "ethnicity", "White", 120),
        ("own_clients", "ethnicity", "Asian", 30),
    ]


def test_a_damaged_file_is_not_offered_as_an_own_table(open_app, library):
    app = open_app(library.snapshot, page="data")
    app.file_uploader(key="data_file").upload("empty.csv", b"", "text/csv").run()
    press(app, "check_data_file")
    assert not [one for one in app.button if one.key == "as_own"]


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


def test_fetching_without_a_network_ends_in_a_sentence_and_can_be_tried_again(
    open_app, library, monkeypatch, tmp_path
):
    monkeypatch.setattr("cdof_core.ui.data_fetch.ADDRESS", "http://127.0.0.1:9/api/")
    monkeypatch.setattr("cdof_core.ui.data_fetch.CACHE", tmp_path / "cache")
    app = open_app(library.snapshot, page="data")
    app.selectbox(key="fetch_what").set_value("indicators").run()
    assert app.button(key="fetch_fingertips").disabled
    app.text_input(key="fetch_numbers").set_value("ninety").run()
    assert "Give whole numbers" in texts(app)
    app.text_input(key="fetch_numbers").set_value("90245").run()
    press(app, "fetch_fingertips")
    sentence = "it refuses the connection; is this machine online? Nothing was changed."
    assert sentence in texts(app)
    press(app, "repeat_failed")
    assert sentence in texts(app)
    press(app, "forget_failed")
    assert "Nothing is being brought in" in texts(app)


def test_what_goes_on_can_be_stopped(open_app, library, monkeypatch):
    goes_on = threading.Event()

    def wait(_client, _what, _numbers):
        goes_on.wait(60)
        raise AssertionError

    monkeypatch.setattr("cdof_core.ui.data_fetch._fetch", wait)
    app = open_app(library.snapshot, page="data")
    app.button(key="fetch_fingertips").click().run()
    app.button(key="stop_job").click().run()
    app.run()
    assert "Fetching from Fingertips was stopped; nothing was changed." in texts(app)
    goes_on.set()


def test_an_own_rule_is_stated_and_applied(open_app, library):
    app = open_app(library.snapshot, page="data")
    app.file_uploader(key="data_file").upload("clients.csv", OWN.encode(), "text/csv")
    app.selectbox(key="data_source").set_value("own").run()
    app.selectbox(key="own_rule").set_value("own").run()
    app.number_input(key="own_rule_highest").set_value(15).run()
    app.number_input(key="own_rule_rounding").set_value(10).run()
    press(app, "check_data_file")
    assert "Rule: Own rule: counts of 1 to 15 hidden, others rounded to 10." in texts(app)
    assert "1 counts hidden as small (1 to 15)" in texts(app)  # 12 of 12 and 30


def test_an_open_session_keeps_its_figures_until_it_asks_for_the_new_ones(open_app, library):
    app = open_app(library.snapshot, page="about")
    assert "A newer snapshot" not in texts(app)
    before = content_read(app, library)
    name = write_room(library, own_import([observation("E06990001", 2022, 75)]), who="Ada")
    publish_rooms(library, library.snapshot.parent / "data", (name,), who="Ada", why="Imported")
    app.run()
    assert "A newer snapshot was published" in texts(app)
    assert content_read(app, library) == before
    app.button(key="reopen_snapshot").click().run()
    assert "A newer snapshot" not in texts(app)
    assert content_read(app, library) != before
    fresh = open_app(library.snapshot, page="about")
    assert content_read(fresh, library) == content_read(app, library)


def test_nobody_goes_on_looking_at_what_was_taken_out(open_app, library):
    data = library.snapshot.parent / "data"
    name = write_room(library, own_import([observation("E06990001", 2022, 75)]), who="Ada")
    publish_rooms(library, data, (name,), who="Ada", why="Imported")
    app = open_app(library.snapshot, page="about")
    before = content_read(app, library)
    publish_rooms(library, data, (), who="Ada", why="Removed own-counts")
    app.run()
    assert "Taken out or protected anew since you opened this" in texts(app)
    assert content_read(app, library) != before
    app.run()
    assert "Taken out" not in texts(app)
    assert "A newer snapshot" not in texts(app)


@pytest.mark.parametrize(
    ("corrected", "goes_on"),
    [
        ({"value": np.nan, "numerator": np.nan, "flag": "suppressed"}, False),
        ({"value": np.nan, "flag": "withheld", "numerator": 3}, False),
        ({"value": 4, "numerator": 4}, False),
        ({"value": 3, "numerator": 3, "note": "Checked again"}, True),
    ],
)
def test_nobody_goes_on_looking_at_an_own_figure_that_is_hidden_or_another_now(
    open_app, library, corrected, goes_on
):
    data = library.snapshot.parent / "data"
    first = {"value": 3, "numerator": 3}
    for what, figure in (("Imported", first), ("Corrected", corrected)):
        rows = [
            observation("E06990001", 2022, 75),
            observation("E06990002", 2022, 0) | figure,
        ]
        name = write_room(library, own_import(rows), who="Ada")
        publish_rooms(library, data, (name,), who="Ada", why=what)
        if what == "Imported":
            app = open_app(library.snapshot, page="about")
            before = content_read(app, library)
    app.run()
    assert ("Taken out or protected anew since you opened this" in texts(app)) is not goes_on
    assert (content_read(app, library) == before) is goes_on
    assert ("A newer snapshot was published" in texts(app)) is goes_on


_KEPT = observation("E06990001", 2022, 75, numerator=75)
_OTHER = observation("E06990002", 2022, 30, numerator=30)


@pytest.mark.parametrize(("rule", "goes_on"), [("none", True), ("ndtms", False)])
@pytest.mark.parametrize("corrected", [[_KEPT], [_KEPT, _OTHER | {"value": 35, "numerator": 35}]])
def test_nobody_goes_on_looking_at_a_row_that_a_protected_table_no_longer_tells(
    open_app, library, rule, goes_on, corrected
):
    data = library.snapshot.parent / "data"
    for what, rows in (("Imported", [_KEPT, _OTHER]), ("Corrected", corrected)):
        given = own_import(rows, dataset_id="counts", disclosure_rule=rule)
        publish_rooms(library, data, (write_room(library, given, who="Ada"),), who="Ada", why=what)
        if what == "Imported":
            app = open_app(library.snapshot, page="about")
            before = content_read(app, library)
    app.run()
    assert ("Taken out or protected anew since you opened this" in texts(app)) is not goes_on
    assert (content_read(app, library) == before) is goes_on


def test_open_and_restricted_figures_are_held_of_one_publication(open_app, library, monkeypatch):
    monkeypatch.setenv("CDOF_RESTRICTED", "allowed")
    app = open_app(library.snapshot, page="data")
    held = app.session_state["snapshot_held"]
    assert set(held) == {library.snapshot, library.restricted}
    asked = "SELECT value FROM observation WHERE dataset_id = 'own-counts'"
    hidden = held[library.restricted].cursor().execute(asked).fetchall()
    # Published since: one figure more, restricted as well.
    rows = [observation("E06990002", 2022, 70), observation("E06990001", 2022, 71)]
    name = write_room(library, own_import(rows, sensitivity="restricted"), who="Ada")
    publish_rooms(library, library.snapshot.parent / "data", (name,), who="Ada", why="Imported")
    app.toggle(key="unlock_restricted").set_value(True).run()
    reading = app.session_state["snapshot_held"][library.restricted]
    assert reading.cursor().execute(asked).fetchall() == hidden == [(70,)]
    assert len(Snapshot(library.restricted).cursor().execute(asked).fetchall()) == 2


def test_a_viewer_who_sends_a_press_all_the_same_changes_no_snapshot(
    open_app, library, monkeypatch
):
    name = write_room(library, own_import([observation("E06990001", 2022, 75)]), who="Ada")
    publish_rooms(library, library.snapshot.parent / "data", (name,), who="Ada", why="Imported")
    app = open_app(library.snapshot, page="data")
    app.selectbox(key="import_to_remove").set_value("own-counts").run()
    oldest = list_snapshots(library)[-1].snapshot_id
    app.selectbox(key="kept_snapshot").set_value(oldest).run()
    before, kept = library.snapshot.read_bytes(), list_snapshots(library)
    # The role is taken away while the page stands: its buttons are known to the server.
    monkeypatch.setattr(people, "LOCAL_USER", Actor("Vi", Role.VIEWER))
    for key in ("remove_import", "restore_kept", "fetch_fingertips"):
        button = app.button(key=key) if key in {one.key for one in app.button} else None
        if button is None:
            monkeypatch.setattr(people, "LOCAL_USER", LOCAL_USER)
            app.run()
            monkeypatch.setattr(people, "LOCAL_USER", Actor("Vi", Role.VIEWER))
            button = app.button(key=key)
        states = app._tree.get_widget_states()
        next(one for one in states.widgets if one.id == button.proto.id).trigger_value = True
        app._run(states)
        assert not app.exception
        job = app.session_state["data_job"]
        assert job.failure.endswith("needs the role editor or more, yours is viewer.")
    assert library.snapshot.read_bytes() == before
    assert list_snapshots(library) == kept


def test_datasets_with_a_newer_release_come_first_and_lead_to_their_publisher(
    snapshot_path, open_app
):
    app = open_app(snapshot_path, page="data")
    (held,) = (table for table in tables(app) if table["columns"][0] == "Dataset")
    releases = [row[2] for row in held["groups"][0]["rows"]]
    is_due = ["newer release is likely out" in cell["text"] for cell in releases]
    assert any(is_due)
    assert is_due == sorted(is_due, reverse=True)
    for cell, due in zip(releases, is_due, strict=True):
        assert cell.get("href", "").startswith("https://") == due
