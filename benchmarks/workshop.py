"""Thirty phones vote at once while one screen shows the result: how long each waits, what is lost.

Run `python -m benchmarks.workshop`. It starts the explorer on a workspace of its own and speaks
Streamlit's own protocol, one connection a phone: open the ballot, answer everything, vote, and
again. A wait is the time from a press until the server has run the page to its end.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from cdof_core.workspace import LOCAL_USER, open_workspace
from cdof_core.workspace.ballots import list_ballots
from cdof_core.workspace.priorities import (
    Criterion,
    Method,
    add_workshop,
    change_workshop,
)
from cdof_core.workspace.priority_candidates import new_candidate

ROOT = Path(__file__).resolve().parents[1]
PHONES = 30
VOTES = 5
MOST_SECONDS = 1.0
"""95 of 100 votes are taken in within this, on a machine that does nothing else."""
CANDIDATES = 8
PAUSE_SECONDS = 2.0
"""Between two presses of one phone, about: people read before they vote."""


@dataclass
class Phone:
    """One open connection with the widgets that its page holds."""

    number: int
    socket: ClientConnection
    query: str
    groups: Sequence[Mapping[str, Any]] = ()
    form: str = ""
    fragment: str = ""
    said: str = ""

    async def run(self, *, score: int | None = None) -> float:
        """Open the page, or hand in every answer with a score, and wait for the end; in seconds."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        if score is not None:
            message.rerun_script.fragment_id = self.fragment
            event = {"event": "vote", "value": {"answers": self.answers(score), "voter": ""}}
            message.rerun_script.widget_states.widgets.add(id=self.form, json_value="{}")
            message.rerun_script.widget_states.widgets.add(
                id=f"$$STREAMLIT_INTERNAL_KEY_{self.form}__events",
                json_trigger_value=json.dumps([event]),
            )
        started = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(await self.socket.recv())
            self.note(answer)
            if answer.WhichOneof("type") == "script_finished":
                return time.perf_counter() - started

    def answers(self, score: int) -> dict[str, dict[str, float]]:
        """Return one score for everything that is asked."""
        return {
            choice["first"]: {other["second"]: float(score) for other in group["choices"]}
            for group in self.groups
            for choice in group["choices"]
        }

    def note(self, answer: ForwardMsg) -> None:
        """Remember the ballot that the page sends, and what it says to a vote."""
        element = answer.delta.new_element
        if element.WhichOneof("type") == "bidi_component":
            shown = json.loads(element.bidi_component.json)
            self.groups, self.said = shown["groups"], shown["said"]
            self.form, self.fragment = element.bidi_component.id, answer.delta.fragment_id


async def vote(number: int, url: str, code: str) -> list[float]:
    """Open the ballot on one phone and vote a few times; returns the waits."""
    query = f"session={code}&voter=phone{number}"
    address = f"{url.replace('http', 'ws')}/_stcore/stream"
    async with connect(
        address, subprotocols=["streamlit"], origin=url, max_size=None
    ) as connection:
        phone = Phone(number, connection, query)
        waits = [await phone.run()]
        for round_number in range(VOTES):
            await asyncio.sleep(PAUSE_SECONDS * (0.5 + (number * 7 % 10) / 10))
            phone.said = ""
            waits.append(await phone.run(score=(number + round_number) % 11))
            if "Your vote is in" not in phone.said:
                message = f"Phone {number} was told {phone.said!r}."
                raise RuntimeError(message)
    return waits


async def measure(url: str, code: str) -> list[list[float]]:
    """All phones at once."""
    return list(await asyncio.gather(*(vote(n, url, code) for n in range(PHONES))))


def main() -> int:
    """Print the waits and what was lost; exit status 1 where anything was, or voting took long."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CDOF_WORKSPACE_URL"] = f"sqlite:///{folder}/workspace.sqlite"
        made = add_workshop(
            open_workspace(),
            LOCAL_USER,
            name="Thirty",
            area_code="E06000055",
            method=Method.WEIGHTED,
            criteria=(Criterion("Harm", 2), Criterion("Fit", 1)),
        )
        candidates = tuple(new_candidate(f"Candidate {n}") for n in range(CANDIDATES))
        made = change_workshop(
            open_workspace(), LOCAL_USER, made, candidates=candidates, is_open=True
        )
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
        command += ["--server.port", str(port)]
        server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            url = f"http://localhost:{port}"
            wait_for(url)
            asyncio.run(warm(url, made.code))
            before = cpu_seconds(server.pid)
            waits = asyncio.run(measure(url, made.code))
            used = cpu_seconds(server.pid) - before
        finally:
            server.terminate()
            server.wait()
        kept = list_ballots(open_workspace(), made)
        last = {f"phone{n}": float((n + VOTES - 1) % 11) for n in range(PHONES)}
        lost = [
            name
            for name, score in last.items()
            if not any(
                b.phone == name
                and all(a == {"Harm": score, "Fit": score} for a in b.answers.values())
                for b in kept
            )
        ]
    opening = np.array([row[0] for row in waits])
    voting = np.array([wait for row in waits for wait in row[1:]])
    for name, seconds in (("opening the ballot", opening), ("voting", voting)):
        median, high = np.percentile(seconds, [50, 95])
        print(f"{name}: median {median:.2f} s, p95 {high:.2f} s, longest {seconds.max():.2f} s")
    runs = PHONES * (VOTES + 1)
    print(f"the server's processor: {1000 * used / runs:.0f} ms a run, {runs} runs")
    print(f"{len(kept)} of {PHONES} ballots kept; last votes lost: {len(lost)}")
    return 1 if lost or np.percentile(voting, 95) > MOST_SECONDS else 0


async def warm(url: str, code: str) -> None:
    """One phone first: the server imports what it needs once."""
    async with connect(
        f"{url.replace('http', 'ws')}/_stcore/stream",
        subprotocols=["streamlit"],
        origin=url,
        max_size=None,
    ) as connection:
        await Phone(0, connection, f"session={code}&voter=phone0").run()


def cpu_seconds(process: int) -> float:
    """What a process has used of a processor: the same however busy the machine is."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_for(url: str) -> None:
    """Wait until the server answers."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
