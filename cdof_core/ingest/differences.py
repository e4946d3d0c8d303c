"""What changed from one snapshot to another: revisions change conclusions."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from cdof_core.domain import SnapshotError
from cdof_core.ingest.schema import QUERIES

CHANGES = ("added", "removed", "revised", "re-flagged", "rounded")
_WORDS = {"rounded": "the same to the decimals given"}


@dataclass(frozen=True, slots=True)
class Differences:
    """Two snapshots compared, figure by figure.

    Attributes:
        figures: One row a changed figure with `change` (see `CHANGES`; rounded: the same figure
            where one of the two tables gives fewer decimals), what it is of, `old_value`,
            `new_value`, `difference`, `share` (of the old value), flags and datasets; the largest
            changes first, by share, and those that are only rounded last.
        unchanged: How many figures are the same in both.
    """

    figures: pd.DataFrame
    unchanged: int

    @property
    def counts(self) -> dict[str, int]:
        """How many figures changed in each way, in the order of `CHANGES`."""
        found = self.figures["change"].value_counts()
        return {change: int(found.get(change, 0)) for change in CHANGES}

    @property
    def is_empty(self) -> bool:
        """Whether both hold the same figures."""
        return self.figures.empty

    def sentence(self) -> str:
        """Say it in one line."""
        if self.is_empty:
            return f"No figure changes; {self.unchanged:,} stay the same."
        told = ", ".join(
            f"{count:,} {_WORDS.get(change, change)}"
            for change, count in self.counts.items()
            if count
        )
        return f"{told}; {self.unchanged:,} figures stay the same."


def compare_snapshots(older: Path, newer: Path) -> Differences:
    """Compare two snapshots.

    Args:
        older: The earlier file.
        newer: The later file.

    Returns:
        Every figure that is not the same in both.

    Raises:
        SnapshotError: One of them is missing or damaged.
    """
    query = (QUERIES / "differences" / "figures.sql").read_text(encoding="utf-8")
    for path in (older, newer):
        if not path.is_file():
            message = f"There is no snapshot at {path}."
            raise SnapshotError(message)
    try:
        with duckdb.connect(":memory:") as connection:
            connection.execute(_attach(older, "older"))
            connection.execute(_attach(newer, "newer"))
            figures = connection.execute(query).df()
            counted = connection.execute("SELECT count(*) FROM newer.observation").fetchall()
    except duckdb.Error as error:
        message = f"{older.name} and {newer.name} cannot be compared: one of them is damaged."
        raise SnapshotError(message) from error
    changed = int((figures["change"] != "removed").sum())
    return Differences(figures=figures, unchanged=int(counted[0][0]) - changed)


def _attach(path: Path, name: str) -> str:
    quoted = str(path).replace("'", "''")
    return f"ATTACH '{quoted}' AS {name} (READ_ONLY)"
