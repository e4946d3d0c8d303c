"""`import`: read publishers' files and say what was read, left out and found wrong."""

import argparse
import sys
from pathlib import Path
from typing import Any

from cdof_core.cli.boundaries import take_over
from cdof_core.cli.importing import add_choices_to, bring_in
from cdof_core.cli.own_tables import add_own_choices_to, read_own
from cdof_core.cli.places import DATA_DIR
from cdof_core.ingest.sources.recognise import AUTO, IMPORTERS, import_file

OWN = "own"
BOUNDARIES = "ons-boundaries"
_OTHERS = {
    BOUNDARIES: "ONS: boundaries of upper-tier authorities, for the map (geojson, gpkg, shp, zip)",
    OWN: "A table of your own, in the template or with columns told (csv, xlsx, ods)",
}


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Declare the command."""
    titles = {name: one.title for name, one in IMPORTERS.items()} | _OTHERS
    sources = "\n".join(f"  {name:<20}{title}" for name, title in titles.items())
    parser: argparse.ArgumentParser = commands.add_parser(
        "import",
        help="bring publishers' files into the snapshot",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=f"sources:\n  {AUTO:<20}find out from the file\n{sources}",
    )
    parser.add_argument("source", metavar="SOURCE", choices=[AUTO, *titles], help="see below")
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+")
    add_choices_to(parser)
    add_own_choices_to(parser)
    parser.set_defaults(execute=execute)


def execute(chosen: argparse.Namespace) -> int:
    """Bring the files in one after the other; 1 where one of them is blocked."""
    status = 0
    for path in chosen.files:
        print(f"Reading {path.name}", file=sys.stderr, flush=True)
        if chosen.source == BOUNDARIES:
            take_over(path)
            continue
        if chosen.source == OWN:
            imported = read_own(path, chosen)
        else:
            imported = import_file(path, DATA_DIR, source=chosen.source)
        status = max(status, bring_in(imported, chosen))
    return status
