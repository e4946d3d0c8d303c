"""`boundaries`: take over real boundaries for the map, from a file or from the publisher."""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from cdof_core.domain import AreaLevel
from cdof_core.ingest.boundaries import BoundaryReport, import_boundaries
from cdof_core.ingest.boundary_download import download_boundaries
from cdof_core.store.areas import area_changes, areas
from cdof_core.store.snapshot import boundaries_path


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "boundaries", help="take over real boundaries of the upper-tier authorities for the map"
    )
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--file", type=Path, help="GeoJSON, GeoPackage or (zipped) shapefile")
    source.add_argument(
        "--download", action="store_true", help="fetch them from ONS Open Geography"
    )
    parser.set_defaults(execute=execute)


def execute(chosen: argparse.Namespace) -> int:
    """Take the boundaries over and say what did not match."""
    if not chosen.download:
        take_over(chosen.file)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        fetched = download_boundaries(Path(folder) / "downloaded.geojson", progress=_tell)
        take_over(fetched)
    return 0


def take_over(path: Path) -> None:
    """Take the boundaries in a file over for the map, and print what did not match.

    Raises:
        CdofError: The file holds no such boundaries; nothing was changed.
    """
    known = areas()
    authorities = known[known["level"] == AreaLevel.UPPER_TIER.value]
    changes = area_changes()
    report = import_boundaries(
        path,
        known_areas=dict(zip(authorities["area_code"], authorities["name"], strict=True)),
        destination=boundaries_path(),
        code_changes=list(zip(changes["old_code"], changes["new_code"], strict=True)),
    )
    _print_report(report)


def _print_report(report: BoundaryReport) -> None:
    print(
        f"{report.destination}: {report.authorities} authorities, {report.bytes_written:,} bytes, "
        f"detail below about {report.tolerance:,} m taken off."
    )
    for file_code, own_code in report.recoded:
        print(f"{file_code} in the file is {own_code} here.")
    for code, own_name, file_name in report.renamed:
        print(f"{code} is {own_name} here, {file_name} in the file; our name is kept.")
    for code in report.unexpected:
        print(f"{code} is in the file but is no authority of this snapshot; left out.")
    for code in report.repaired:
        print(f"The outline of {code} was not valid and was repaired.")


def _tell(doing: str) -> None:
    print(doing, file=sys.stderr, flush=True)
