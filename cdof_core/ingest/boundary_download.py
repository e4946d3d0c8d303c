"""Fetches boundaries from ONS Open Geography: an explicit action, never taken by the app itself.

The service is an ArcGIS feature layer; its query returns GeoJSON, in pages where there is much of
it (https://developers.arcgis.com/rest/services-reference/enterprise/query-feature-service-layer/).
"""

import json
import socket
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any, Literal

from cdof_core.ingest.boundary_errors import BoundaryDownloadError

Generalisation = Literal["BSC", "BUC"]
"""Super-generalised (200 m) or ultra-generalised (500 m), both clipped to the coast."""

Progress = Callable[[str], None]

_SERVICE = (
    "https://services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services/"
    "Counties_and_Unitary_Authorities_December_2023_Boundaries_UK_{generalisation}"
    "/FeatureServer/0/query"
)
_QUERY = {
    "where": "CTYUA23CD LIKE 'E%'",
    "outFields": "CTYUA23CD,CTYUA23NM",
    "outSR": "4326",
    "f": "geojson",
}
_USER_AGENT = "combating-drugs-needs-explorer"
_WEB_HANDLERS = (
    urllib.request.ProxyHandler,
    urllib.request.UnknownHandler,
    urllib.request.HTTPHandler,
    urllib.request.HTTPSHandler,
    urllib.request.HTTPDefaultErrorHandler,
    urllib.request.HTTPRedirectHandler,
    urllib.request.HTTPErrorProcessor,
)
_MOST_PAGES = 200
_MOST_BYTES = 64_000_000
_TRIED_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to try.

    Attributes:
        attempts: Times each page is asked for.
        pause: Seconds before the second attempt; doubled before each further one.
        timeout: Seconds to wait for the server at any one point.
    """

    attempts: int = 3
    pause: float = 2.0
    timeout: float = 30.0


def service_address(generalisation: Generalisation = "BSC") -> str:
    """Return the address of the publisher's layer for December 2023."""
    return _SERVICE.format(generalisation=generalisation)


def download_boundaries(
    destination: Path,
    *,
    address: str = "",
    progress: Progress | None = None,
    patience: Patience | None = None,
) -> Path:
    """Fetch the English counties and unitary authorities of December 2023 as GeoJSON.

    Args:
        destination: File to write, for `import_boundaries` to take over; written only when all of
            it has come.
        address: The layer's query address; empty for the publisher's.
        progress: Told in a sentence what goes on.
        patience: Attempts, pauses and timeouts.

    Returns:
        The destination.

    Raises:
        BoundaryDownloadError: No answer, a refusal, or an answer that is not boundaries.
    """
    address = address or service_address()
    tell = progress or _say_nothing
    features: list[Any] = []
    for page in range(_MOST_PAGES):
        query = urllib.parse.urlencode({**_QUERY, "resultOffset": str(len(features))})
        answer = _ask(f"{address}?{query}", tell, patience or Patience())
        features += answer["features"]
        tell(f"Received page {page + 1}: {len(features)} areas so far.")
        if not (_has_more(answer) and answer["features"]):
            break
    if not features:
        message = f"{_host(address)} answered without any area."
        raise BoundaryDownloadError(message)
    return _write(destination, {"type": "FeatureCollection", "features": features})


def _ask(url: str, tell: Progress, patience: Patience) -> dict[str, Any]:
    """One page, asked for again while the fault may pass."""
    fault = ""
    for attempt in range(1, patience.attempts + 1):
        if attempt > 1:
            pause = patience.pause * 2 ** (attempt - 2)
            tell(f"Attempt {attempt - 1} failed ({fault}); trying again in {pause:g} seconds.")
            time.sleep(pause)
        else:
            tell(f"Asking {_host(url)}.")
        try:
            return _read_answer(_fetch(url, patience.timeout))
        except urllib.error.HTTPError as error:
            fault = f"status {error.code}"
            error.close()
            if error.code not in _TRIED_AGAIN:
                break
        except _AnswerError as error:
            fault = str(error)
        except (HTTPException, OSError) as error:
            fault = _reason(error)
    message = (
        f"The boundaries could not be fetched from {_host(url)}: {fault}. Nothing was changed. "
        "Try later, or download the file in a browser and give it with --file."
    )
    raise BoundaryDownloadError(message)


class _AnswerError(Exception):
    """The server answered, but not with boundaries."""


def _fetch(url: str, timeout: float) -> bytes:
    with _web_only().open(url, timeout=timeout) as response:
        content = response.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        message = f"the answer is larger than {_MOST_BYTES // 1_000_000} MB"
        raise _AnswerError(message)
    return content


def _web_only() -> urllib.request.OpenerDirector:
    """An opener that knows the web and no other kind of address, files least of all."""
    opener = urllib.request.OpenerDirector()
    for handler in _WEB_HANDLERS:
        opener.add_handler(handler())
    opener.addheaders = [("Accept", "application/geo+json"), ("User-Agent", _USER_AGENT)]
    return opener


def _read_answer(content: bytes) -> dict[str, Any]:
    """Check that an answer is a page of outlines; the service reports faults with status 200."""
    if content.lstrip().startswith(b"<"):
        message = "it answered with a web page instead of boundaries"
        raise _AnswerError(message)
    try:
        answer = json.loads(content)
    except ValueError as error:
        message = "its answer is incomplete or not JSON"
        raise _AnswerError(message) from error
    if isinstance(answer, dict) and isinstance(answer.get("features"), list):
        return answer
    error = answer.get("error") if isinstance(answer, dict) else None
    detail = error.get("message", "") if isinstance(error, Mapping) else ""
    message = f"it reports {detail!r}" if detail else "its answer holds no features"
    raise _AnswerError(message)


def _has_more(answer: Mapping[str, Any]) -> bool:
    """Whether the service cut the answer short; it says so in one of two places."""
    properties = answer.get("properties")
    inside = properties.get("exceededTransferLimit") if isinstance(properties, Mapping) else False
    return bool(answer.get("exceededTransferLimit") or inside)


def _reason(error: Exception) -> str:
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, TimeoutError):
        return "it did not answer in time"
    if isinstance(cause, socket.gaierror):
        return "its name cannot be found; is this machine online?"
    return str(cause) or type(cause).__name__


def _write(destination: Path, collection: Mapping[str, Any]) -> Path:
    unfinished = destination.with_name(f"{destination.name}.part")
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(collection), encoding="utf-8")
        return unfinished.replace(destination)
    except OSError as error:
        message = f"The download cannot be written to {destination}: {error.strerror}."
        raise BoundaryDownloadError(message) from error


def _host(url: str) -> str:
    return urllib.parse.urlsplit(url).netloc


def _say_nothing(_: str) -> None:
    return None
