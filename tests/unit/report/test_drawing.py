"""Pictures drawn in processes of their own, also where one dies."""

import io
import json
import os
import struct
import subprocess
import sys
import time
from concurrent.futures import CancelledError

import pytest
import vl_convert as vlc
from PIL import Image

from cdof_core.report import drawing
from cdof_core.report.drawing import DrawingRoom
from cdof_core.report.images import chart_png
from cdof_core.report.pictures import trend_picture

SPECIFICATION = {
    "mark": "bar",
    "data": {"values": [{"x": 1}]},
    "encoding": {"x": {"field": "x", "type": "quantitative"}},
}
WIDTH, SCALE = 300, 1.0
WORKER = drawing._WORKER


@pytest.fixture
def picture(view):
    return trend_picture(view("cin_parent_drug"), source="Source: invented.")


@pytest.fixture(autouse=True)
def two_processes(monkeypatch):
    """Nothing kept from before, and processes whatever the machine has."""
    monkeypatch.setattr(drawing, "_KEPT", type(drawing._KEPT)())
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def answering(monkeypatch, tmp_path, script):
    """Let processes answer by a script instead of drawing."""
    path = tmp_path / "worker.py"
    path.write_text(f"import struct, sys, time\nsys.stdin.buffer.read(4)\n{script}\n")
    monkeypatch.setattr(drawing, "_WORKER", path)


def drawn(picture):
    with DrawingRoom(expected=4) as room:
        return room.draw(picture, width=WIDTH, scale=SCALE).result()


def test_a_process_draws_what_is_drawn_here(picture):
    assert drawn(picture) == chart_png(picture, width=WIDTH, scale=SCALE)


def test_what_was_drawn_is_not_drawn_again(picture, monkeypatch, tmp_path):
    first = drawn(picture)
    answering(monkeypatch, tmp_path, "raise SystemExit(1)")
    monkeypatch.setattr(drawing, "draw_png", lambda *_, **__: b"drawn anew")
    assert drawn(picture) == first


@pytest.mark.parametrize(
    "script",
    [
        "",
        "sys.stdout.buffer.write(b'\\0\\0')",
        "sys.stdout.buffer.write(struct.pack('>I', 900) + b'\\x89PNG half of it')",
        "sys.stdout.buffer.write(struct.pack('>I', 0)); sys.stdout.flush(); time.sleep(60)",
    ],
    ids=["no answer", "half a head", "half a picture", "a picture it cannot draw"],
)
def test_a_process_that_dies_or_cannot_costs_no_picture(picture, monkeypatch, tmp_path, script):
    answering(monkeypatch, tmp_path, script)
    assert drawn(picture) == chart_png(picture, width=WIDTH, scale=SCALE)


def test_leaving_waits_for_no_process(picture, monkeypatch, tmp_path):
    answering(monkeypatch, tmp_path, "time.sleep(60)")
    begun = time.monotonic()
    with DrawingRoom(expected=4) as room:
        waiting = room.draw(picture, width=WIDTH, scale=SCALE)
        while not room._all:
            time.sleep(0.01)
    assert time.monotonic() - begun < 30
    assert room._all[0].returncode is not None
    with pytest.raises(CancelledError):
        waiting.result()
    assert not drawing._KEPT


def asked(messages: bytes) -> bytes:
    done = subprocess.run(  # noqa: S603 (the product's own script)
        [sys.executable, "-P", str(WORKER)],
        input=messages,
        capture_output=True,
        check=True,
        timeout=60,
    )
    return done.stdout


def message(specification: object) -> bytes:
    asked = {"specification": specification, "scale": 0.5, "ppi": 144}
    text = json.dumps(asked).encode()
    return struct.pack(">I", len(text)) + text


def test_the_worker_answers_each_message_and_ends_with_them():
    bad = {"mark": {"no": "mark"}, "encoding": 3}
    answer = io.BytesIO(asked(message(SPECIFICATION) + message(bad) + message(SPECIFICATION)))
    parts = []
    while head := answer.read(4):
        parts.append(answer.read(struct.unpack(">I", head)[0]))
    expected = vlc.vegalite_to_png(SPECIFICATION, scale=0.5, ppi=144)
    assert parts == [expected, b"", expected]
    assert Image.open(io.BytesIO(parts[0])).format == "PNG"


def test_the_worker_draws_nothing_of_half_a_message():
    half = message(SPECIFICATION)[:-5]
    assert asked(half) == b""
    assert asked(b"\0\0") == b""
