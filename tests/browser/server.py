"""Runs the app under Streamlit as a user would, on a port of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app.py"
HOST = "127.0.0.1"
STARTS_WITHIN_SECONDS = 60
STOPS_WITHIN_SECONDS = 10


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def wait_until_healthy(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Waits for the server's own word that it answers, or fails with what it wrote."""
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):  # noqa: S310
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"The app did not start.\n{log.read_text(encoding='utf-8')}")


def workspace_of(folder: Path) -> str:
    """The database of what a server that logs in this folder saves."""
    return f"sqlite:///{folder}/workspace.sqlite"


@contextmanager
def running_server(script: Path, snapshot: Path | None, log: Path) -> Iterator[str]:
    """Runs a script under Streamlit, as a user would, and gives its address.

    Without a snapshot the app is left to build its own, beside its own data.
    """
    port = free_port()
    url = f"http://{HOST}:{port}"
    # fmt: off
    command = [
        sys.executable, "-m", "streamlit", "run", str(script),
        "--server.address", HOST, "--server.port", str(port), "--server.headless", "true",
        # A failing test shows the cause; users read a sentence instead.
        "--client.showErrorDetails", "full",
    ]
    # fmt: on
    environment = os.environ | {
        "CDOF_SNAPSHOT": "" if snapshot is None else str(snapshot),
        # What a test saves is nothing of the developer's own.
        "CDOF_WORKSPACE_URL": workspace_of(log.parent),
    }
    with log.open("wb") as output:
        server = subprocess.Popen(
            command,
            cwd=script.parent,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_healthy(url, server, log)
            yield url
        finally:
            server.terminate()
            try:
                server.wait(timeout=STOPS_WITHIN_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
