"""What `import` and `fetch` have in common: report, check, stage, publish."""

import argparse
import sys
from pathlib import Path

from cdof_core.cli.accounts import account_name
from cdof_core.cli.places import DATA_DIR
from cdof_core.ingest.bringing_in import (
    Proposal,
    check_and_protect,
    propose,
    publish_proposal,
)
from cdof_core.ingest.imported import Imported
from cdof_core.ingest.library import Library
from cdof_core.ingest.publish import drop_staged
from cdof_core.store.snapshot import current_snapshot

MOST_SHOWN = 20
EXIT_BLOCKED = 1


def add_choices_to(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--dry-run", action="store_true", help="read, check and compare, but publish nothing"
    )
    parser.add_argument(
        "--without-rejected",
        action="store_true",
        help="publish the other rows where some could not be used",
    )
    parser.add_argument("--rejected", type=Path, help="write the rows left out to this CSV file")


def bring_in(imported: Imported, chosen: argparse.Namespace) -> int:
    """Check an import, say what was found, and publish it; 1 where something blocks it."""
    library = Library(current_snapshot().path)
    protection = check_and_protect(library, imported)
    print_report(protection.imported)
    if chosen.rejected is not None:
        protection.imported.rejected.to_csv(chosen.rejected, index=False)
    if protection.sentence:
        print(protection.sentence)
    who = account_name()
    proposal = propose(
        library,
        DATA_DIR,
        protection,
        who=who,
        without_rejected=chosen.without_rejected,
        progress=_show_progress,
    )
    if proposal.staged is None:
        print("Nothing was published; the snapshot is as it was.", file=sys.stderr)
        return EXIT_BLOCKED
    _say_what_changes(proposal)
    if chosen.dry_run:
        drop_staged(proposal.staged)
        print("Nothing was published: this was a dry run.")
        return 0
    publish_proposal(library, DATA_DIR, proposal, who=who)
    print(f"Published {imported.dataset_id}; `python -m cdof_core snapshots list` shows it.")
    return 0


def print_report(imported: Imported) -> None:
    """Print how many figures were read and left out, and every finding."""
    figures = len(imported.observations)
    tables = "".join(f", {len(rows):,} rows of {name}" for name, rows in imported.tables.items())
    print(
        f"{imported.dataset_id}: {figures:,} figures{tables} by {imported.importer}; "
        f"{len(imported.rejected):,} rows left out; {len(imported.errors):,} errors, "
        f"{len(imported.warnings):,} warnings."
    )
    for problem in (*imported.errors, *imported.warnings)[:MOST_SHOWN]:
        print(f"{problem.severity.value}: {problem}", file=sys.stderr)


def _say_what_changes(proposal: Proposal) -> None:
    if proposal.differences is not None:
        print(proposal.differences.sentence())


def _show_progress(share: float, doing: str) -> None:
    print(f"{share:4.0%}  {doing}", file=sys.stderr, flush=True)
