"""`fetch`: fetch indicators from Fingertips, an explicit action that needs a network."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cdof_core.cli.importing import add_choices_to, bring_in
from cdof_core.cli.places import DATA_DIR
from cdof_core.ingest.imported import Imported
from cdof_core.ingest.sources.fetching import CACHE
from cdof_core.ingest.sources.fingertips_client import (
    ADDRESS,
    UPPER_TIER,
    Client,
    fetch_group,
    fetch_indicators,
    fetch_neighbours,
    fetch_profile,
)
from cdof_core.ingest.sources.places import read_places
from cdof_core.ingest.sources.recognise import without_known


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "fetch", help="fetch indicators from their publisher and bring them in"
    )
    parser.add_argument("source", metavar="SOURCE", choices=["fingertips"], help="fingertips")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--indicators",
        type=_numbers,
        default=(),
        metavar="ID,ID",
        help="numbers of indicators (default: the drug, alcohol and context indicators)",
    )
    what.add_argument("--profile", type=int, help="all indicators of a profile")
    what.add_argument("--group", type=int, help="all indicators of a group of a profile")
    what.add_argument("--neighbours", type=int, metavar="SCHEME", help="nearest neighbours")
    parser.add_argument("--area-type", type=int, default=UPPER_TIER, help="default: %(default)s")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where answers are kept")
    parser.add_argument("--address", default=ADDRESS, help="the service (default: %(default)s)")
    add_choices_to(parser)
    parser.set_defaults(execute=execute)


def execute(chosen: argparse.Namespace) -> int:
    """Fetch and bring in; 1 where something is blocked."""
    return max(
        (bring_in(without_known(one, DATA_DIR), chosen) for one in _fetch(chosen)), default=0
    )


def _fetch(chosen: argparse.Namespace) -> Iterator[Imported]:
    places = read_places(DATA_DIR)
    client = Client(chosen.cache, address=chosen.address, progress=_tell)
    if chosen.profile is not None:
        yield fetch_profile(client, places, profile=chosen.profile)
    elif chosen.group is not None:
        yield fetch_group(client, places, group=chosen.group)
    elif chosen.neighbours is not None:
        title = f"Nearest neighbours (Fingertips scheme {chosen.neighbours})"
        yield fetch_neighbours(client, places, scheme=chosen.neighbours, title=title)
    else:
        yield from fetch_indicators(
            client, places, numbers=chosen.indicators, area_type=chosen.area_type
        )


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",") if part.strip())


def _tell(doing: str) -> None:
    print(doing, file=sys.stderr, flush=True)
