"""The client against a server on this machine that replays answers, and misbehaves."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from cdof_core.ingest.sources.fetching import FetchError, Patience
from cdof_core.ingest.sources.fingertips_client import (
    Client,
    fetch_indicators,
    fetch_neighbours,
)
from cdof_core.ingest.sources.fingertips_known import default_set
from cdof_core.ingest.sources.places import Places
from tests.unit.ingest.sources.malformed import HEADER

PLACES = Places(
    names={"E06990001": "Misty", "E06990002": "Foggy"},
    levels={"E06990001": "upper_tier", "E06990002": "upper_tier"},
    same={},
    parts={},
    counties={},
    forces={},
)
METADATA = (
    "Indicator ID,Indicator,Definition,Value type,Unit\n"
    '{number},Invented share,"What it is",Proportion,%\n'
)
QUICK = Patience(attempts=24, pause=0.001, longest_pause=0.01, timeout=0.5)


class Service(ThreadingHTTPServer):
    """Answers as the publisher does, after as many faults as it is told to make."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.faults: list[str] = []
        self.asked: list[str] = []
        self.etag = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/api/"


class Handler(BaseHTTPRequestHandler):
    server: Service

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        service = self.server
        service.asked.append(self.path)
        if service.faults:
            self._misbehave(service.faults.pop(0))
        elif service.etag and self.headers.get("If-None-Match") == service.etag:
            self._send(304, b"")
        else:
            self._send(200, answer_to(self.path))

    def _misbehave(self, fault: str) -> None:
        if fault == "html":
            self._send(200, b"<!DOCTYPE html><html>Try later</html>")
        elif fault == "truncated":
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(HEADER.encode())
        elif fault == "slow":
            threading.Event().wait(0.8)
            self.close_connection = True
        else:
            self._send(int(fault), b"", {"Retry-After": "0"})

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if self.server.etag and status == 200:
            self.send_header("ETag", self.server.etag)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def answer_to(path: str) -> bytes:
    parts = urlsplit(path)
    question = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if "indicator_metadata" in parts.path:
        return METADATA.format(number=question["indicator_ids"].split(",")[0]).encode()
    if parts.path.endswith("by_parent_area_code"):
        own = question["parent_area_code"].rsplit("-", 1)[1]
        other = "E06990002" if own == "E06990001" else "E06990001"
        return json.dumps([{"Code": other, "Name": "x"}, {"Code": "E06990009"}]).encode()
    rows = [
        f"{number},Invented,E92000001,England,E06990001,Misty,UA,Persons,18+ yrs,,,2020/21,"
        "25,20,30,,,25,100,,,Similar,Not compared,20200000,,,1y"
        for number in question["indicator_ids"].split(",")
        if number != "404"
    ]
    return "\n".join([HEADER, *rows, ""]).encode()


@pytest.fixture
def service() -> Iterator[Service]:
    server = Service()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def client(service, tmp_path):
    return Client(tmp_path / "cache", address=service.address, patience=QUICK)


def test_an_indicator_comes_with_what_its_publisher_says_of_it(client):
    (imported,) = fetch_indicators(client, PLACES, numbers=[99999])
    (row,) = imported.observations.to_dict("records")
    assert (row["indicator_id"], row["area_code"], row["value"]) == ("ft_99999", "E06990001", 25)
    assert (row["age"], row["period_label"], row["limits_basis"]) == ("18+", "2020/21", "published")
    (indicator,) = imported.indicators
    assert (indicator["unit"], indicator["value_kind"]) == ("%", "proportion")
    assert indicator["polarity"] == "no_judgement"
    assert imported.problems == ()
    assert "indicator_ids=99999" in imported.sources[0].name


def test_at_most_a_hundred_indicators_are_asked_for_at_once(client, service):
    assert len(list(fetch_indicators(client, PLACES, numbers=range(90_001, 90_251)))) == 3
    asked = [path for path in service.asked if "all_data" in path]
    numbers = [parse_qs(urlsplit(path).query)["indicator_ids"][0].split(",") for path in asked]
    assert [len(batch) for batch in numbers] == [100, 100, 50]


def test_the_default_set_is_fetched_where_nothing_is_asked_for(client):
    (imported,) = fetch_indicators(client, PLACES)
    assert imported.dataset_id == "fingertips-default-set"
    assert set(imported.observations["table_name"]) == {f"Indicator {n}" for n in default_set()}


@pytest.mark.parametrize("fault", ["429", "500", "503", "html", "truncated", "slow"])
def test_a_fault_that_passes_is_waited_for(client, service, fault):
    service.faults = [fault, fault]
    (imported,) = fetch_indicators(client, PLACES, numbers=[99999])
    assert len(imported.observations) == 1
    assert len(service.asked) == 4  # two faults, the data, the description


def test_one_answer_in_twenty_is_enough(client, service):
    service.faults = ["500", "429", "html", "truncated", "503"] * 3 + ["500"] * 4
    assert len(service.faults) == 19
    (imported,) = fetch_indicators(client, PLACES, numbers=[99999])
    assert len(imported.observations) == 1


def test_a_service_that_never_answers_is_told_in_one_sentence(service, tmp_path):
    service.faults = ["500"] * 10
    client = Client(tmp_path, address=service.address, patience=Patience(attempts=3, pause=0.001))
    with pytest.raises(FetchError, match=r"status 500\. Nothing was changed\. Try later"):
        list(fetch_indicators(client, PLACES, numbers=[99999]))
    assert [path for path in tmp_path.iterdir() if path.suffix == ".csv"] == []


def test_a_question_that_is_refused_is_not_repeated(client, service):
    service.faults = ["404"]
    with pytest.raises(FetchError, match="status 404"):
        list(fetch_indicators(client, PLACES, numbers=[99999]))
    assert len(service.asked) == 1


def test_without_a_network_nothing_is_changed(tmp_path):
    client = Client(tmp_path, address="http://127.0.0.1:9/api/", patience=QUICK)
    with pytest.raises(FetchError, match=r"is this machine online\? Nothing was changed"):
        list(fetch_indicators(client, PLACES, numbers=[99999]))


def test_a_stopped_fetch_goes_on_where_it_stopped(client, service):
    numbers = range(90_001, 90_201)
    first = fetch_indicators(client, PLACES, numbers=numbers)
    next(first)
    first.close()
    before = len(service.asked)
    assert len(list(fetch_indicators(client, PLACES, numbers=numbers))) == 2
    assert len(service.asked) == before + 2  # the second hundred and its description alone


def test_what_did_not_change_is_not_sent_again(client, service, tmp_path):
    service.etag = '"v1"'
    list(fetch_indicators(client, PLACES, numbers=[99999]))
    for note in (tmp_path / "cache").glob("*.note"):
        known = json.loads(note.read_text(encoding="utf-8"))
        note.write_text(json.dumps({**known, "day": "2020-01-01"}), encoding="utf-8")
    (imported,) = fetch_indicators(client, PLACES, numbers=[99999])
    assert len(imported.observations) == 1
    assert len(service.asked) == 4


def test_an_indicator_without_data_is_named(client):
    (imported,) = fetch_indicators(client, PLACES, numbers=[99999, 404])
    (problem,) = imported.problems
    assert (problem.rule, problem.value) == ("no data", "404")


def test_neighbours_become_a_group_scheme(client):
    imported = fetch_neighbours(client, PLACES, scheme=1, title="CIPFA")
    members = imported.tables["area_group_member"]
    assert list(zip(members["owner_code"], members["area_code"], members["rank"], strict=True)) == [
        ("E06990001", "E06990002", 1),
        ("E06990002", "E06990001", 1),
    ]


def test_only_addresses_of_the_web_are_asked(tmp_path):
    with pytest.raises(FetchError, match="no address of the web"):
        Client(tmp_path, address="file:///etc/")
