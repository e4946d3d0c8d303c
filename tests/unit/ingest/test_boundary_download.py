import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from cdof_core.ingest.boundary_download import (
    Patience,
    download_boundaries,
    service_address,
)
from cdof_core.ingest.boundary_errors import BoundaryDownloadError

QUICK = Patience(attempts=3, pause=0.01, timeout=2.0)


def feature(code: str) -> dict:
    place = {"type": "Polygon", "coordinates": [[[0, 51], [0, 52], [1, 52], [0, 51]]]}
    return {"type": "Feature", "properties": {"CTYUA23CD": code}, "geometry": place}


def page(*codes: str, **more: object) -> bytes:
    features = [feature(code) for code in codes]
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


@dataclass
class Publisher:
    """A server on this machine that gives prepared answers in turn, the last for ever."""

    answers: list[tuple[int, bytes]]
    address: str = ""
    asked: list[dict[str, list[str]]] = field(default_factory=list)

    def next_answer(self, path: str) -> tuple[int, bytes]:
        self.asked.append(parse_qs(urlsplit(path).query))
        return self.answers[min(len(self.asked), len(self.answers)) - 1]


@pytest.fixture
def publisher(monkeypatch) -> Iterator[Publisher]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    served = Publisher([])

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, content = served.next_answer(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Keeps the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        served.address = f"http://127.0.0.1:{server.server_port}/query"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield served
        server.shutdown()
        thread.join()


def codes_in(path) -> list[str]:
    features = json.loads(path.read_text())["features"]
    return [one["properties"]["CTYUA23CD"] for one in features]


def test_a_good_answer_is_stored(publisher, tmp_path):
    publisher.answers = [(200, page("E06000001", "E10000003"))]
    told: list[str] = []

    path = download_boundaries(
        tmp_path / "raw" / "ons.geojson",
        address=publisher.address,
        progress=told.append,
        patience=QUICK,
    )

    assert codes_in(path) == ["E06000001", "E10000003"]
    assert publisher.asked[0]["where"] == ["CTYUA23CD LIKE 'E%'"]
    assert publisher.asked[0]["f"] == ["geojson"]
    assert told == [
        f"Asking {urlsplit(publisher.address).netloc}.",
        "Received page 1: 2 areas so far.",
    ]


@pytest.mark.parametrize("where", ["top", "properties"])
def test_further_pages_are_asked_for(publisher, tmp_path, where):
    more = {"exceededTransferLimit": True}
    first = page("E06000001", **(more if where == "top" else {"properties": more}))
    publisher.answers = [(200, first), (200, page("E06000002"))]

    path = download_boundaries(tmp_path / "ons.geojson", address=publisher.address, patience=QUICK)

    assert codes_in(path) == ["E06000001", "E06000002"]
    assert [query["resultOffset"] for query in publisher.asked] == [["0"], ["1"]]


def test_a_server_that_recovers_is_asked_again(publisher, tmp_path):
    publisher.answers = [(500, b""), (503, b""), (200, page("E06000001"))]
    told: list[str] = []

    path = download_boundaries(
        tmp_path / "ons.geojson",
        address=publisher.address,
        progress=told.append,
        patience=QUICK,
    )

    assert codes_in(path) == ["E06000001"]
    assert "Attempt 1 failed (status 500); trying again in 0.01 seconds." in told
    assert "Attempt 2 failed (status 503); trying again in 0.02 seconds." in told


@pytest.mark.parametrize(
    ("answer", "asked", "message"),
    [
        ((500, b""), 3, "status 500"),
        ((404, b""), 1, "status 404"),
        ((200, page("E06000001")[:-20]), 3, "incomplete or not JSON"),
        ((200, b"<!DOCTYPE html><title>Sign in</title>"), 3, "a web page instead of boundaries"),
        ((200, b'{"error": {"code": 400, "message": "Bad query"}}'), 3, "reports 'Bad query'"),
        ((200, b"[1, 2]"), 3, "holds no features"),
        ((200, page()), 1, "without any area"),
    ],
)
def test_a_failure_is_explained_and_writes_nothing(publisher, tmp_path, answer, asked, message):
    publisher.answers = [answer]

    with pytest.raises(BoundaryDownloadError, match=message):
        download_boundaries(tmp_path / "ons.geojson", address=publisher.address, patience=QUICK)

    assert len(publisher.asked) == asked
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    with pytest.raises(BoundaryDownloadError, match=f"127.0.0.1:{port}.*Connection refused"):
        download_boundaries(
            tmp_path / "ons.geojson", address=f"http://127.0.0.1:{port}/query", patience=QUICK
        )


def test_a_silent_server_is_not_waited_for(tmp_path, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/query"
        patience = Patience(attempts=2, pause=0.01, timeout=0.1)

        with pytest.raises(BoundaryDownloadError, match="did not answer in time"):
            download_boundaries(tmp_path / "ons.geojson", address=address, patience=patience)


def test_a_file_is_not_a_web_address(tmp_path):
    secret = tmp_path / "secret.json"
    secret.write_bytes(page("E06000001"))

    with pytest.raises(BoundaryDownloadError, match="unknown url type"):
        download_boundaries(tmp_path / "out.json", address=secret.as_uri(), patience=QUICK)


def test_the_publishers_layer_is_that_of_december_2023():
    assert service_address("BUC").endswith(
        "/Counties_and_Unitary_Authorities_December_2023_Boundaries_UK_BUC/FeatureServer/0/query"
    )
