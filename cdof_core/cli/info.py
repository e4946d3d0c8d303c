"""`info`: say which snapshot is in use and what it holds."""

import argparse
from typing import Any

from cdof_core.store.datasets import dataset_tables, datasets
from cdof_core.store.snapshot import current_snapshot
from cdof_core.store.snapshot_info import snapshot_info


def add_to(commands: Any) -> None:  # noqa: ANN401 - argparse does not name this type
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "info", help="say which snapshot is in use and what it holds"
    )
    parser.set_defaults(execute=execute)


def execute(_chosen: argparse.Namespace) -> int:
    """Print the snapshot's path, age, content hash and datasets."""
    snapshot = current_snapshot()
    with snapshot.reading():
        about = snapshot_info().iloc[0]
        described = datasets()
        tables = dataset_tables()
    print(f"{snapshot.path}, built {about['built_at']:%d %B %Y %H:%M} UTC")
    print(f"content {about['content_hash']}")
    figures = tables.groupby("dataset_id")["figures"].sum()
    print(f"{figures.sum():,} figures in {len(described):,} datasets:")
    counts = described["dataset_id"].map(figures).fillna(0).astype(int)
    for count, (_, dataset) in zip(counts, described.iterrows(), strict=True):
        print(
            f"{count:>8,}  {dataset['dataset_id']}: {dataset['publisher']}, "
            f"{dataset['publication']}"
        )
    return 0
