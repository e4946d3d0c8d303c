"""`imports`: say what was imported, and take it out again."""

import argparse
from typing import Any

from cdof_core.cli.accounts import account_name
from cdof_core.cli.places import DATA_DIR
from cdof_core.ingest.library import Library
from cdof_core.ingest.publish import list_imports, publish_rooms, rooms_without
from cdof_core.store.snapshot import current_snapshot


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "imports", help="list what was imported, or take it out again"
    )
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="say what was imported: when, by whom, from what")
    listing.set_defaults(execute=_list)
    removing = actions.add_parser("remove", help="publish a snapshot without an imported dataset")
    removing.add_argument("dataset", help="its name in the list")
    removing.set_defaults(execute=_remove)


def _list(_chosen: argparse.Namespace) -> int:
    records = list_imports(Library(current_snapshot().path))
    for record in records:
        print(
            f"{record.dataset_id}  {record.when[:16]}  {record.figures:,} figures  "
            f"{record.dataset.get('sensitivity', '')}  {record.who or '-'}  ({record.importer})"
        )
        for source in record.sources:
            print(f"    {source['name']}  sha256 {str(source['sha256'])[:12]}")
    if not records:
        print("Nothing was imported; the snapshot holds the catalogue alone.")
    return 0


def _remove(chosen: argparse.Namespace) -> int:
    library = Library(current_snapshot().path)
    publish_rooms(
        library,
        DATA_DIR,
        rooms_without(library, chosen.dataset),
        who=account_name(),
        why=f"Removed {chosen.dataset}",
    )
    print(
        f"{chosen.dataset} is out of the snapshot; "
        "`python -m cdof_core snapshots restore` brings it back."
    )
    return 0
