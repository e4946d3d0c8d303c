"""Fetches indicators, metadata, areas and nearest neighbours from the Fingertips service."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pandas as pd

from cdof_core.ingest.imported import Imported, Problem, Severity
from cdof_core.ingest.sources.fetching import (
    Answer,
    Fetcher,
    FetchError,
    Patience,
    Progress,
    is_web_page,
    say_nothing,
)
from cdof_core.ingest.sources.findings import as_observations
from cdof_core.ingest.sources.fingertips import NAME, URL, read_export
from cdof_core.ingest.sources.fingertips_known import default_set
from cdof_core.ingest.sources.opening import describe_dataset
from cdof_core.ingest.sources.places import Places
from cdof_core.ingest.sources.sheets import open_file

ADDRESS: Final = "https://fingertips.phe.org.uk/api/"
MOST_AT_ONCE: Final = 100
"""Indicators that the service takes in one question."""
UPPER_TIER: Final = 502
REGION: Final = 6
ENGLAND: Final = 15
_DATA = b"indicator id"
_METADATA = b"indicator"


class Client:
    """Asks the service, and keeps its answers."""

    def __init__(
        self,
        folder: Path,
        *,
        address: str = ADDRESS,
        progress: Progress | None = None,
        patience: Patience | None = None,
    ) -> None:
        """Prepare to ask.

        Args:
            folder: Where answers are kept; what was fetched today is not asked for again.
            address: The service.
            progress: Told in a sentence what goes on.
            patience: Attempts, pauses and timeouts.
        """
        self._tell: Progress = progress or say_nothing
        self._fetcher = Fetcher(address, folder, progress=progress, patience=patience)

    def by_indicator_id(
        self, numbers: Sequence[int], *, area_type: int = UPPER_TIER, parent: int = REGION
    ) -> Iterator[Answer]:
        """Yield the data of indicators, up to a hundred in one answer."""
        for batch in _batches(numbers):
            yield self._data(
                "by_indicator_id", {"indicator_ids": _joined(batch)}, area_type, parent
            )

    def by_profile_id(
        self, profile: int, *, area_type: int = UPPER_TIER, parent: int = REGION
    ) -> Answer:
        """Return the data of all indicators of a profile."""
        return self._data("by_profile_id", {"profile_id": profile}, area_type, parent)

    def by_group_id(
        self, group: int, *, area_type: int = UPPER_TIER, parent: int = REGION
    ) -> Answer:
        """Return the data of all indicators of one group of a profile."""
        return self._data("by_group_id", {"group_id": group}, area_type, parent)

    def metadata(self, kind: str, question: Mapping[str, object]) -> dict[int, dict[str, str]]:
        """Return the publisher's description of indicators, by their number.

        Args:
            kind: `by_indicator_id`, `by_profile_id` or `by_group_id`.
            question: Its parameter.
        """
        self._tell("Asking for the description of the indicators.")
        answer = self._fetcher.get(
            f"indicator_metadata/csv/{kind}",
            question,
            complain=_complain_of(_METADATA),
            ending="csv",
        )
        with answer.path.open(encoding="utf-8-sig", newline="") as file:
            rows = [
                {" ".join(str(name).split()): str(cell or "") for name, cell in row.items()}
                for row in csv.DictReader(file)
            ]
        return {
            int(row["Indicator ID"]): row for row in rows if row.get("Indicator ID", "").isdigit()
        }

    def areas(self, area_type: int) -> list[dict[str, Any]]:
        """Return the areas of a type: code and name."""
        return self._list("areas/by_area_type", {"area_type_id": area_type})

    def nearest_neighbours(
        self, code: str, *, scheme: int, area_type: int = UPPER_TIER
    ) -> list[str]:
        """Return the codes of an area's nearest neighbours, the nearest first."""
        parent = f"nn-{scheme}-{code}"
        found = self._list(
            "areas/by_parent_area_code",
            {"area_type_id": area_type, "parent_area_code": parent},
        )
        codes = [str(area.get("Code", "")) for area in found]
        return [other for other in codes if other and other != code]

    def _list(self, what: str, question: Mapping[str, object]) -> list[dict[str, Any]]:
        answer = self._fetcher.get(what, question, complain=_complain_of_json, ending="json")
        try:
            content = json.loads(answer.path.read_text(encoding="utf-8-sig"))
        except ValueError:
            content = None
        if not isinstance(content, list):
            answer.path.unlink(missing_ok=True)
            message = f"The service answered {what} with something other than a list."
            raise FetchError(message)
        return [area for area in content if isinstance(area, dict)]

    def _data(
        self, kind: str, question: Mapping[str, object], area_type: int, parent: int
    ) -> Answer:
        asked = ", ".join(str(value) for value in question.values())
        shown = asked if len(asked) <= 60 else f"{asked[:57]}..."  # noqa: PLR2004 - one line
        self._tell(f"Asking for {kind.removesuffix('_id').replace('_', ' ')} {shown}.")
        types = {"child_area_type_id": area_type, "parent_area_type_id": parent}
        return self._fetcher.get(
            f"all_data/csv/{kind}",
            {**question, **types},
            complain=_complain_of(_DATA),
            ending="csv",
        )


def fetch_indicators(
    client: Client, places: Places, *, numbers: Sequence[int] = (), area_type: int = UPPER_TIER
) -> Iterator[Imported]:
    """Fetch indicators with their metadata, and read them.

    Args:
        client: The service.
        places: The catalogue's areas.
        numbers: Indicators; the default set of drug, alcohol and context indicators if empty.
        area_type: Type of the areas below region.

    Yields:
        One import for each hundred indicators.

    Raises:
        FetchError: The service did not answer; what was fetched so far stays on disk.
    """
    wanted = list(dict.fromkeys(numbers)) or default_set()
    answers = client.by_indicator_id(wanted, area_type=area_type)
    for batch, answer in zip(_batches(wanted), answers, strict=True):
        metadata = client.metadata("by_indicator_id", {"indicator_ids": _joined(batch)})
        named = f"{NAME}-{'-'.join(map(str, batch))}" if len(batch) <= 3 else ""  # noqa: PLR2004
        if not numbers:
            # A second hundred must not take the first one's place.
            part = wanted.index(batch[0]) // MOST_AT_ONCE
            named = f"{NAME}-default-set" + (f"-{part + 1}" if part else "")
        imported = _read(answer, places, metadata, dataset_id=named)
        silent = sorted(set(batch) - _numbers_in(answer.path))
        yield imported if not silent else imported.with_problems([_about_silent(silent, answer)])


def fetch_profile(client: Client, places: Places, *, profile: int) -> Imported:
    """Fetch all indicators of a profile."""
    answer = client.by_profile_id(profile)
    metadata = client.metadata("by_profile_id", {"profile_id": profile})
    return _read(answer, places, metadata, dataset_id=f"{NAME}-profile-{profile}")


def fetch_group(client: Client, places: Places, *, group: int) -> Imported:
    """Fetch all indicators of one group of a profile."""
    answer = client.by_group_id(group)
    metadata = client.metadata("by_group_id", {"group_ids": group})
    return _read(answer, places, metadata, dataset_id=f"{NAME}-group-{group}")


def fetch_neighbours(client: Client, places: Places, *, scheme: int, title: str) -> Imported:
    """Fetch the nearest neighbours of every upper-tier authority.

    Args:
        client: The service.
        places: The catalogue's areas.
        scheme: The service's number of the kind of neighbours.
        title: What that kind is called.

    Returns:
        A group scheme with its members; neighbours outside the catalogue are left out.
    """
    owners = [code for code, level in places.levels.items() if level == "upper_tier"]
    rows: list[dict[str, object]] = []
    for code in owners:
        found = [places.own_code(other) for other in client.nearest_neighbours(code, scheme=scheme)]
        for rank, other in enumerate((one for one in found if one is not None), start=1):
            rows.append(
                {
                    "scheme": f"fingertips_{scheme}",
                    "group_id": code,
                    "group_name": f"Neighbours of {places.names[code]}",
                    "owner_code": code,
                    "area_code": other,
                    "rank": rank,
                    "closeness": "",
                }
            )
    scheme_row = {
        "scheme": f"fingertips_{scheme}",
        "name": title,
        "description": "Nearest neighbours as the Fingertips service lists them.",
        "warning": "Made from populations and economies, not from drug use.",
    }
    return Imported(
        dataset_id=f"{NAME}-neighbours-{scheme}",
        dataset=describe_dataset(
            publisher="Office for Health Improvement and Disparities",
            publication="Public health profiles (Fingertips), nearest neighbours",
            table_name=title,
            url=URL,
            frequency="Irregular",
            attribution="Source: Office for Health Improvement and Disparities, Public health "
            "profiles (Fingertips), licensed under the Open Government Licence v3.0.",
        ),
        observations=as_observations(pd.DataFrame()),
        importer=NAME,
        tables={
            "group_scheme": pd.DataFrame([scheme_row]),
            "area_group_member": pd.DataFrame(rows),
        },
    )


def _read(
    answer: Answer, places: Places, metadata: Mapping[int, Mapping[str, str]], *, dataset_id: str
) -> Imported:
    opened = open_file(answer.path, name=f"{NAME}.csv")
    read = read_export(
        opened, places, metadata=metadata, dataset_id=dataset_id, retrieved=answer.day
    )
    sources = tuple(replace(source, name=answer.address) for source in read.sources)
    return replace(read, sources=sources)


def _about_silent(numbers: list[int], answer: Answer) -> Problem:
    return Problem(
        severity=Severity.WARNING,
        rule="no data",
        file=answer.address.split("?")[0],
        value=", ".join(map(str, numbers)),
        expected="The service has no data of these indicators for this type of area.",
        remedy="Look at the profile for the area type that they are published for.",
        count=len(numbers),
    )


def _numbers_in(path: Path) -> set[int]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        reader = csv.reader(file)
        next(reader, None)
        return {int(row[0]) for row in reader if row and row[0].isdigit()}


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), MOST_AT_ONCE):
        yield numbers[start : start + MOST_AT_ONCE]


def _joined(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))


def _complain_of(first: bytes) -> Any:  # noqa: ANN401 - a `Complaint`
    def complain(content: bytes) -> str:
        if is_web_page(content):
            return "it answered with a web page instead of a table"
        head = content.lstrip(b"\xef\xbb\xbf\"' \r\n").lower()
        return "" if head.startswith(first) else "its answer is not the table asked for"

    return complain


def _complain_of_json(content: bytes) -> str:
    if is_web_page(content):
        return "it answered with a web page instead of a list"
    return "" if content.lstrip()[:1] in {b"[", b"{"} else "its answer is not a list"
