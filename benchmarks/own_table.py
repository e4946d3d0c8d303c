"""How long a long table of one's own takes until its report: found, read and checked.

Run `python -m benchmarks.own_table [ROWS]`. The file is made of invented areas and, like a real
one, has a mark or a slip in some of its cells. Ratios travel between machines; seconds do not.
"""

import sys
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from benchmarks.fingertips_import import AREAS, bare_import, invented_areas, measured, report

ROWS = 1_000_000
ROUNDS = 3
PERIODS = 24


def main() -> None:
    """Print seconds, the ratio and the peak memory."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.csv"
        write_table(path, rows)
        print(f"{rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB")
        bare = min(measured(bare_import, path).seconds for _ in range(ROUNDS))
        runs = [measured(own_report, path) for _ in range(ROUNDS)]
        best = min(run.seconds for run in runs)
        print(f"bare read_csv and CREATE TABLE {bare:.2f} s; report of an own table {best:.2f} s")
        print(
            f"ratio {best / bare:.1f}; {best:.1f} s (to stay below 15); processor "
            f"{min(run.processor for run in runs):.1f} s; peak memory "
            f"{max(run.memory for run in runs):,.0f} MB"
        )


def own_report(path: str) -> None:
    """Do what the Data page does until its report is shown."""
    from cdof_core.ingest.import_checks import check_import  # noqa: PLC0415
    from cdof_core.ingest.import_protection import protect_import  # noqa: PLC0415
    from cdof_core.ingest.own_table.opening import guess, open_own_file  # noqa: PLC0415
    from cdof_core.ingest.own_table.reading import read_own_table  # noqa: PLC0415

    known = invented_areas()
    started = time.perf_counter()
    file = open_own_file(Path(path))
    grid = file.grid()
    imported = read_own_table(grid, guess(grid, known), known, sources=[file.source])
    checked = protect_import(check_import(imported, known), known).imported
    report(started)
    print(len(checked.observations), len(checked.rejected), file=sys.stderr)
    for problem in checked.problems:
        print(problem, file=sys.stderr)


def write_table(path: Path, rows: int) -> None:
    """Write counts, denominators and values of measures, areas, years and sexes, some cells odd."""
    chance = np.random.default_rng(153)
    at = np.arange(rows)
    base = chance.integers(1_000, 90_000, rows)
    count = (base * chance.uniform(0.05, 0.3, rows)).astype("int64")
    value = np.round(100 * count / base, 2).astype("str").astype("object")
    odd = chance.random(rows)
    value[odd < 0.001] = "n/k"
    value[odd > 0.99] = "*"
    frame = pd.DataFrame(
        {
            "Indicator": [f"Invented measure {n} (%)" for n in at // (AREAS * PERIODS * 3)],
            "Area code": [f"E069{n:05d}" for n in at % AREAS],
            "Area name": [f"Invented area {n}" for n in at % AREAS],
            "Year": [f"{2001 + n}" for n in (at // AREAS) % PERIODS],
            "Sex": np.array(["Persons", "Male", "Female"])[(at // (AREAS * PERIODS)) % 3],
            "Count": count,
            "Denominator": base,
            "Value": value,
        }
    )
    with duckdb.connect() as connection:
        connection.from_df(frame).write_csv(str(path))


if __name__ == "__main__":
    main()
