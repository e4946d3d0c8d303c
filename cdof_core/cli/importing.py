"""What `import` and `fetch` have in common: the report of an import."""

import argparse
import sys
from pathlib import Path

import pyarrow.parquet as pq

from cdof_core.ingest.imported import Imported

MOST_SHOWN = 20


def add_choices_to(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--rejected", type=Path, help="write the rows left out to this CSV file")


def bring_in(imported: Imported, chosen: argparse.Namespace) -> int:
    """Print what was read; 1 where something blocks it."""
    print_report(imported)
    if chosen.rejected is not None:
        imported.rejected.to_csv(chosen.rejected, index=False)
    return 1 if imported.errors else 0


def print_report(imported: Imported) -> None:
    """Print how many figures were read and left out, and every finding."""
    figures = count_figures(imported)
    tables = "".join(f", {len(rows):,} rows of {name}" for name, rows in imported.tables.items())
    print(
        f"{imported.dataset_id}: {figures:,} figures{tables} by {imported.importer}; "
        f"{len(imported.rejected):,} rows left out; {len(imported.errors):,} errors, "
        f"{len(imported.warnings):,} warnings."
    )
    for problem in (*imported.errors, *imported.warnings)[:MOST_SHOWN]:
        print(f"{problem.severity.value}: {problem}", file=sys.stderr)


def count_figures(imported: Imported) -> int:
    """Return how many figures an import holds."""
    if isinstance(imported.observations, Path):
        return int(pq.read_metadata(imported.observations).num_rows)
    return len(imported.observations)
