"""`snapshots`: list, compare and restore kept snapshots."""

import argparse
from pathlib import Path
from typing import Any

from cdof_core.ingest.differences import compare_snapshots
from cdof_core.ingest.history import list_snapshots, restore_snapshot, snapshot_file
from cdof_core.ingest.library import Library
from cdof_core.report.table_files import harmless
from cdof_core.store.snapshot import current_snapshot
from cdof_core.store.snapshot_info import snapshot_info

SHOWN = 20


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "snapshots", help="list, compare and restore the snapshots that were kept"
    )
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="say which are kept: when, by whom, from what")
    listing.set_defaults(execute=_list)
    comparing = actions.add_parser("diff", help="say what changed from one to another")
    comparing.add_argument("older", help='a snapshot of the list, or "current"')
    comparing.add_argument("newer", help='likewise; "current" is the one in use')
    comparing.add_argument("--csv", type=Path, help="write every changed figure to this file")
    comparing.set_defaults(execute=_compare)
    restoring = actions.add_parser("restore", help="put one back into use")
    restoring.add_argument("snapshot", help="a snapshot of the list")
    restoring.set_defaults(execute=_restore)


def _list(_chosen: argparse.Namespace) -> int:
    library = Library(current_snapshot().path)
    kept = list_snapshots(library)
    if not kept:
        print("No snapshot is kept yet; each build and import keeps one.")
        return 0
    in_use = str(snapshot_info().iloc[0]["content_hash"]) if library.snapshot.exists() else ""
    for one in kept:
        mark = "  in use" if one.content_hash == in_use else ""
        print(
            f"{one.snapshot_id}  {one.published_at[:16]}  {one.figures:>9,} figures  "
            f"{one.who or '-'}: {one.why}{mark}"
        )
        for source in one.sources:
            print(f"    {source['name']}  sha256 {str(source['sha256'])[:12]}")
    return 0


def _compare(chosen: argparse.Namespace) -> int:
    library = Library(current_snapshot().path)
    found = compare_snapshots(
        snapshot_file(library, chosen.older), snapshot_file(library, chosen.newer)
    )
    print(found.sentence())
    for record in found.figures.head(SHOWN).to_dict("records"):
        row = {str(key): cell for key, cell in record.items()}
        told = [row["indicator_name"], row["area_name"], row["period_label"]]
        told += [row[name] for name in ("sex", "age", "breakdown") if row[name]]
        print(f"  {row['change']}: {', '.join(told)}: {_shown(row, 'old')} -> {_shown(row, 'new')}")
    if len(found.figures) > SHOWN:
        print(f"  ... and {len(found.figures) - SHOWN:,} more; --csv FILE writes all.")
    if chosen.csv is not None:
        found.figures.map(_safe).to_csv(
            chosen.csv, index=False, encoding="utf-8-sig", date_format="%Y-%m-%d"
        )
    return 0


def _safe(cell: Any) -> Any:  # noqa: ANN401 - a cell may hold anything
    return harmless(cell) if isinstance(cell, str) else cell


def _shown(row: dict[str, Any], which: str) -> str:
    value, flag = row[f"{which}_value"], row[f"{which}_flag"]
    number = "no value" if value != value else f"{value:,.10g}"  # noqa: PLR0124 (a gap)
    return f"{number} ({flag})" if flag else number


def _restore(chosen: argparse.Namespace) -> int:
    library = Library(current_snapshot().path)
    kept = restore_snapshot(library, chosen.snapshot)
    print(
        f"{kept.snapshot_id} is in use again: {kept.figures:,} figures, published "
        f"{kept.published_at[:16]}. It stays until something is imported or built anew."
    )
    return 0
