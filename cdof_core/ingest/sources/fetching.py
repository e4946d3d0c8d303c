"""Fetches answers of a web service politely: tried again, kept on disk, never half."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit

import requests
from requests.adapters import HTTPAdapter

from cdof_core.domain import CdofError

Progress = Callable[[str], None]
Complaint = Callable[[bytes], str]
"""Looks at a whole answer and says what is wrong with it; empty for nothing."""

CACHE: Final = Path.home() / ".cache" / "combating-drugs-needs-explorer" / "fingertips"
"""Where answers are kept from one run to the next."""

USER_AGENT: Final = "combating-drugs-needs-explorer"
LARGEST_ANSWER: Final = 600_000_000
_CHUNK = 1 << 18
_TRIED_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_UNREACHABLE_ATTEMPTS = 3
_NOT_MODIFIED = 304


class FetchError(CdofError):
    """A service could not be reached, or did not answer with what was asked for."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to try.

    The service is known to answer once in twenty tries on bad days, so it is asked often, with
    growing pauses.

    Attributes:
        attempts: Times each answer is asked for.
        pause: Seconds before the second attempt; doubled before each further one.
        longest_pause: Seconds that no pause exceeds.
        timeout: Seconds to wait for the server at any one point.
    """

    attempts: int = 24
    pause: float = 1.0
    longest_pause: float = 20.0
    timeout: float = 120.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer on disk.

    Attributes:
        path: Where it lies.
        address: What was asked.
        day: Day on which it was fetched or found unchanged, ISO.
        is_from_disk: Whether it was used without being sent again.
    """

    path: Path
    address: str
    day: str
    is_from_disk: bool


class _FaultError(Exception):
    """One attempt failed; the text says how."""


class Fetcher:
    """Asks one service, and keeps its answers in a folder."""

    def __init__(
        self,
        address: str,
        folder: Path,
        *,
        progress: Progress | None = None,
        patience: Patience | None = None,
    ) -> None:
        """Prepare to ask.

        Args:
            address: Start of every address, with a slash at its end; http or https.
            folder: Where answers are kept from one run to the next.
            progress: Told in a sentence what goes on.
            patience: Attempts, pauses and timeouts.

        Raises:
            FetchError: The address is of another kind.
        """
        if urlsplit(address).scheme not in {"http", "https"}:
            message = f"{address!r} is no address of the web."
            raise FetchError(message)
        self._address = address
        self._folder = folder
        self._tell = progress or say_nothing
        self._patience = patience or Patience()
        self._session = requests.Session()  # honours the proxies of the environment
        self._session.headers["User-Agent"] = USER_AGENT
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=0))

    def get(
        self, what: str, question: Mapping[str, object], *, complain: Complaint, ending: str
    ) -> Answer:
        """Return one answer: from disk where it was fetched today, else from the service.

        Args:
            what: Path after the service's address.
            question: Its parameters.
            complain: Looks whether an answer is what was asked for.
            ending: Ending of the file's name.

        Raises:
            FetchError: All attempts failed; nothing was changed.
        """
        url = f"{self._address}{what}?{urlencode(question)}"
        digest = hashlib.sha256(url.encode()).hexdigest()[:24]
        path = self._folder / f"{digest}.{ending}"
        note = path.with_suffix(".json.note")
        known = _read_note(note) if path.exists() else {}
        today = datetime.now(UTC).date().isoformat()
        if known.get("day") == today:
            return Answer(path, url, today, is_from_disk=True)
        self._folder.mkdir(parents=True, exist_ok=True)
        is_same = self._ask(url, path, known, complain)
        noted = {**known, "day": today} if is_same else {**self._validators, "day": today}
        note.write_text(json.dumps({**noted, "address": url}), encoding="utf-8")
        return Answer(path, url, today, is_from_disk=is_same)

    _validators: dict[str, str]

    def _ask(self, url: str, path: Path, known: Mapping[str, str], complain: Complaint) -> bool:
        """Ask until an answer is whole; return whether the one on disk still holds."""
        fault, host = "", urlsplit(url).netloc
        for attempt in range(1, self._patience.attempts + 1):
            pause = 0.0
            try:
                return self._try(url, path, known, complain)
            except _FaultError as error:
                fault = str(error.args[0])
                pause = error.args[1] if len(error.args) > 1 else 0.0
            except requests.exceptions.Timeout:
                fault = "it did not answer in time"
            except requests.exceptions.ConnectionError as error:
                fault = _reason(error)
                if "Remote" not in str(error) and attempt >= _UNREACHABLE_ATTEMPTS:
                    break
            except requests.exceptions.RequestException as error:
                fault = _reason(error)
            if pause < 0:
                break
            if attempt < self._patience.attempts:
                self._wait(attempt, fault, pause)
        message = (
            f"Nothing could be fetched from {host}: {fault.rstrip('?')}"
            f"{'?' if fault.endswith('?') else '.'} Nothing was changed. Try later, or download "
            "the file in a browser and import it."
        )
        raise FetchError(message)

    def _wait(self, attempt: int, fault: str, asked_for: float) -> None:
        doubled = self._patience.pause * 2.0 ** min(attempt - 1, 10)
        pause = min(max(doubled, asked_for), self._patience.longest_pause)
        self._tell(f"Attempt {attempt} failed ({fault}); trying again in {pause:g} seconds.")
        time.sleep(pause)

    def _try(self, url: str, path: Path, known: Mapping[str, str], complain: Complaint) -> bool:
        asked = {"If-None-Match": "etag", "If-Modified-Since": "modified"}
        headers = {name: known[key] for name, key in asked.items() if known.get(key)}
        with self._session.get(
            url, headers=headers, timeout=self._patience.timeout, stream=True
        ) as answer:
            if answer.status_code == _NOT_MODIFIED:
                return True
            if answer.status_code in _TRIED_AGAIN:
                raise _FaultError(f"status {answer.status_code}", _retry_after(answer))
            if not answer.ok:
                raise _FaultError(f"status {answer.status_code}", -1.0)
            unfinished = path.with_name(f"{path.name}.part")
            size, start = 0, b""
            with unfinished.open("wb") as file:
                for chunk in answer.iter_content(_CHUNK):
                    size += len(chunk)
                    start = start or chunk[:4096]
                    if size > LARGEST_ANSWER:
                        raise _FaultError("the answer is too large", -1.0)
                    file.write(chunk)
            _refuse_cut(answer, size)
            wrong = complain(start) or complain(_end_of(unfinished, start))
            if wrong:
                raise _FaultError(wrong)
            unfinished.replace(path)
            self._validators = {
                key: answer.headers[name]
                for name, key in {"ETag": "etag", "Last-Modified": "modified"}.items()
                if name in answer.headers
            }
            return False


def is_web_page(content: bytes) -> bool:
    """Whether an answer begins like a web page."""
    return content.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<!doctype", b"<html", b"<"))


def _refuse_cut(answer: requests.Response, size: int) -> None:
    length = answer.headers.get("Content-Length", "")
    is_plain = "Content-Encoding" not in answer.headers
    if is_plain and length.isdigit() and int(length) != size:
        raise _FaultError(f"the answer broke off after {size:,} of {int(length):,} bytes")
    if size == 0:
        raise _FaultError("the answer is empty")


def _end_of(path: Path, start: bytes) -> bytes:
    """The start and the end of a file, joined: enough to see whether an answer is whole."""
    with path.open("rb") as file:
        file.seek(-min(4096, path.stat().st_size), 2)
        return start[:200] + file.read()


def _retry_after(answer: requests.Response) -> float:
    given = answer.headers.get("Retry-After", "")
    return float(given) if given.isdigit() else 0.0


def _read_note(path: Path) -> dict[str, str]:
    try:
        noted = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in noted.items()} if isinstance(noted, dict) else {}


def _reason(error: Exception) -> str:
    text = str(error)
    if "NameResolution" in text or "getaddrinfo" in text or "Name or service" in text:
        return "its name cannot be found; is this machine online?"
    if "refused" in text:
        return "it refuses the connection; is this machine online?"
    if "roxy" in text:
        return "the proxy of this machine does not let it through"
    if "IncompleteRead" in text or "broken" in text or "Remote" in text:
        return "the answer broke off"
    return type(error).__name__


def say_nothing(_: str) -> None:
    """Take the place of a progress display."""
