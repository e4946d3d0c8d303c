"""What our pages take in a browser, as multiples of an empty page in the same run.

Run `python -m benchmarks.pages [--rounds 12] [--snapshot PATH] [page ...]`: starts the app and an
empty page with the same libraries and Streamlit's own settings, opens both in Chromium and prints a
table. Ratios travel between machines; milliseconds do not, and a busy machine widens both. Another
snapshot, such as that of `benchmarks.big_snapshot`, is measured with areas of its own.

Drawn means: the script has ended and nothing in the page changes any more, as far as the document
shows it. A chart that is painted anew in its place, without a change to the document, counts as
drawn when the script ends. What Streamlit's menus say to screen readers, and take back unseen some
seconds after a choice, is no drawing. The first change to an area computes, later ones find it
kept; both are given. The payload is what came over the socket and over HTTP beside Streamlit's own
assets, compressed here.
"""

import argparse
import math
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
from playwright.sync_api import Browser, Page, Response, WebSocket, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
HOME = "overview"
FIRST = "E06000055"
AREAS = (
    "Rutland", "Cumberland", "Buckinghamshire", "Cornwall", "Barnet", "Blackpool", "Derbyshire",
    "Liverpool", "Hackney", "West Sussex", "Gateshead", "Kent",
)  # fmt: skip
COUNTED = re.compile(r"^Run \d+$")
STARTS_WITHIN_SECONDS = 60
SETTLES_WITHIN_MS = 60_000
QUIET_MS = 400
"""Without a change for so long, a page stands still."""

EMPTY = """
import altair, docx, duckdb, geopandas, numpy, pandas, pyarrow, scipy, sqlalchemy, vl_convert
import xlsxwriter
import streamlit as st

st.session_state.count = st.session_state.get("count", 0) + 1
st.title("Empty")
st.button("Again")
st.write(f"Run {st.session_state.count}")
"""

# Notes when anything in the document or in a component changed last, and when the script ended.
TRACKER = f"""
window.cdof = {{ since: 0, changed: 0, ended: 0, ran: true }};
const isSpoken = (node) => !!(node.closest ? node : node.parentElement)?.closest("[data-live-announcer]");
const watch = (node) => new MutationObserver((records) => {{
  if (records.some((record) => !isSpoken(record.target))) window.cdof.changed = performance.now();
}}).observe(node, {{ childList: true, subtree: true, characterData: true }});
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) {{
  const root = attach.call(this, options); watch(root); return root;
}};
watch(document);
new MutationObserver((records) => {{
  const state = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState;
  if (state === "running" || records.some((record) => record.oldValue === "running")) window.cdof.ran = true;
  const told = records.some((record) => record.type === "attributes");
  if (state === "notRunning" && (told || !window.cdof.ended)) window.cdof.ended = performance.now();
}}).observe(document, {{ subtree: true, attributes: true, attributeFilter: ["data-test-script-state"], attributeOldValue: true, childList: true }});
window.cdofStill = () => {{
  const state = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState;
  const last = Math.max(window.cdof.changed, window.cdof.ended);
  return window.cdof.ran && state === "notRunning" && performance.now() - last > {QUIET_MS}
    && !document.querySelector('[data-testid="stSkeleton"]') && !!document.querySelector("h1");
}};
window.cdofStart = () => {{
  document.addEventListener("click", () => {{
    window.cdof = {{ since: performance.now(), changed: 0, ended: 0, ran: false }};
  }}, {{ capture: true, once: true }});
}};
"""  # noqa: E501


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one page, and what it sent.

    Attributes:
        cold: First openings, each in a fresh browser profile.
        new: Reruns after a choice that nobody made before.
        seen: Reruns after a choice made before.
        payload: Kilobytes of a first opening.
    """

    cold: list[float]
    new: list[float]
    seen: list[float]
    payload: float


def main() -> None:
    """Print one line a page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("pages", nargs="*", default=PAGES)
    parser.add_argument("--rounds", type=int, default=len(AREAS))
    parser.add_argument("--snapshot", type=Path)
    asked = parser.parse_args()
    first, areas = areas_of(asked.snapshot) if asked.snapshot else (FIRST, AREAS)
    rounds = min(asked.rounds, len(areas))
    load = os.getloadavg()[0]
    print(f"{rounds} changes a page; load {load:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        with server(script) as bare, server(ROOT / "app.py", snapshot=asked.snapshot) as ours:
            warm_up(browser, [bare, *(address(ours, page, first) for page in asked.pages)])
            empty = measure(browser, bare, [press] * rounds)
            print_line("page", empty, empty, heading=True)
            print_line("(empty)", empty, empty)
            choices = [choosing(area) for area in areas[:rounds]]
            for page in asked.pages:
                print_line(page, measure(browser, address(ours, page, first), choices), empty)
    print(f"load {os.getloadavg()[0]:.1f} at the end")


def areas_of(snapshot: Path) -> tuple[str, tuple[str, ...]]:
    """Return the code of one authority of a snapshot, and names of others to choose in turn."""
    with duckdb.connect(snapshot, read_only=True) as connection:
        held = connection.execute(
            "SELECT area_code, name FROM area WHERE level = 'upper_tier' ORDER BY area_code"
        ).fetchall()
    apart = max(1, len(held) // (len(AREAS) + 1))
    return held[0][0], tuple(name for _, name in held[apart::apart])[: len(AREAS)]


def address(base: str, page: str, area_code: str) -> str:
    """Return the address of a page for the area that every measurement begins with."""
    return f"{base}/{'' if page == HOME else page}?area={area_code}"


def measure(browser: Browser, url: str, changes: Sequence[Callable[[Page], None]]) -> Timing:
    """Open a page afresh a few times, then change it, twice through all changes."""
    sent: list[float] = []
    cold: list[float] = []
    for _ in range(3):
        with opened(browser, url, sent) as page:
            cold.append(drawn_after(page))
    payload = sum(sent) / 3 / 1000
    with opened(browser, url, []) as page:
        drawn_after(page)
        passes = [[changed(page, change) for change in changes] for _ in range(2)]
    return Timing(cold, passes[0], passes[1], payload)


def changed(page: Page, change: Callable[[Page], None]) -> float:
    """Return milliseconds from a click to the page standing still."""
    change(page)
    return drawn_after(page)


def press(page: Page) -> None:
    """Make the empty page run again."""
    said = page.get_by_text(COUNTED)
    count = int(said.inner_text().split()[-1])
    page.evaluate("cdofStart()")
    page.get_by_role("button", name="Again").click()
    page.get_by_text(f"Run {count + 1}", exact=True).wait_for()
    # So short a run can begin and end between two frames, and then nobody sees it running.
    page.evaluate("cdof.ran = true")


def choosing(area: str) -> Callable[[Page], None]:
    """Return what chooses an area in the bar; only the last click of it is timed."""

    def choose(page: Page) -> None:
        field = page.locator(".st-key-choose_area input")
        field.click()
        field.fill(area)
        option = page.get_by_role("option", name=area, exact=True)
        option.wait_for()
        before = page.url
        page.evaluate("cdofStart()")
        option.click()
        # The server writes the address when it has read the choice.
        page.wait_for_function("before => location.href !== before", arg=before)
        page.evaluate("cdof.ran = true")

    return choose


def drawn_after(page: Page) -> float:
    """Wait until a page stands still; return the milliseconds since it was asked for."""
    page.wait_for_function("window.cdofStill?.()", timeout=SETTLES_WITHIN_MS)
    return page.evaluate("Math.max(cdof.changed, cdof.ended) - cdof.since")


@contextmanager
def opened(browser: Browser, url: str, sent: list[float]) -> Iterator[Page]:
    """Open an address in a browser that has seen nothing, and note what it is sent."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.add_init_script(TRACKER)

    def note(content: bytes | str) -> None:
        data = content.encode() if isinstance(content, str) else content
        sent.append(float(len(zlib.compress(data))))

    def note_response(response: Response) -> None:
        path = urlsplit(response.url).path
        is_own = path.startswith(("/media/", "/app/static/", "/_stcore/bidi-components/"))
        if is_own and response.ok:
            note(response.body())

    def note_socket(socket_: WebSocket) -> None:
        socket_.on("framereceived", note)

    page.on("websocket", note_socket)
    page.on("response", note_response)
    page.goto(url)
    yield page
    context.close()


def warm_up(browser: Browser, urls: Sequence[str]) -> None:
    """Open every page once, so that nothing is imported for the first time while timed."""
    for url in urls:
        with opened(browser, url, []) as page:
            drawn_after(page)


def print_line(name: str, timing: Timing, empty: Timing, *, heading: bool = False) -> None:
    """Print what a page took, and its ratios to the empty page: reruns at p50 and at p95."""
    if heading:
        headings = (
            ("page", -22), ("cold ms", 9), ("ratio", 7), ("new p50", 9), ("ratio", 7), ("p95", 7),
            ("ratio", 7), ("seen p50", 10), ("ratio", 7), ("p95", 7), ("ratio", 7), ("kB", 7),
        )  # fmt: skip
        print("".join(f"{word:{'<' if room < 0 else '>'}{abs(room)}}" for word, room in headings))
        return
    base = [*empty.new, *empty.seen]
    cold, cold_base = statistics.median(timing.cold), statistics.median(empty.cold)
    line = f"{name:22}{cold:9.0f}{cold / cold_base:7.2f}"
    for times, width in ((timing.new, 9), (timing.seen, 10)):
        for rank, room in ((0.5, width), (0.95, 7)):
            line += f"{at(times, rank):{room}.0f}{at(times, rank) / at(base, rank):7.2f}"
    print(f"{line}{timing.payload:7.0f}", flush=True)


def at(times: Sequence[float], rank: float) -> float:
    """Return the time at a rank between 0 and 1; the nearest one that was measured."""
    ordered = sorted(times)
    return ordered[math.ceil(rank * len(ordered)) - 1]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium."""
    path = os.environ.get("CDOF_CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")
    arguments = ["--disable-gpu", "--no-first-run", "--disable-background-networking"]
    # Chromium refuses its sandbox to the administrator, whom containers run as.
    arguments += ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@contextmanager
def server(script: Path, *, snapshot: Path | None = None) -> Iterator[str]:
    """Run a script under Streamlit on a free port, with the settings of its own folder."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    url = f"http://{HOST}:{port}"
    # fmt: off
    command = [
        sys.executable, "-m", "streamlit", "run", str(script), "--server.address", HOST,
        "--server.port", str(port), "--server.headless", "true",
    ]
    # fmt: on
    started = subprocess.Popen(
        command,
        cwd=script.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | ({"CDOF_SNAPSHOT": str(snapshot.resolve())} if snapshot else {}),
    )
    try:
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while not answers(url):
            if time.monotonic() > deadline:
                message = f"{script} did not start within {STARTS_WITHIN_SECONDS} seconds"
                raise TimeoutError(message)
            time.sleep(0.1)
        yield url
    finally:
        started.terminate()
        started.wait()


def answers(url: str) -> bool:
    """Return whether a server says that it is well."""
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):  # noqa: S310
            return True
    except (urllib.error.URLError, TimeoutError):
        return False


if __name__ == "__main__":
    main()
