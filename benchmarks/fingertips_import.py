"""How long a large Fingertips export takes, as a multiple of the bare reading of the same file.

Run `python -m benchmarks.fingertips_import [ROWS]`. The file is made of invented areas. Ratios
travel between machines; seconds do not.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from cdof_core.ingest.known import Known

ROWS = 1_500_000
ROUNDS = 3
AREAS = 150
COLUMNS = """Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,
Age,Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,
Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,
Compared to England value or percentiles,Compared to Regions (statistical) value or percentiles,
Time period Sortable,New data,Compared to goal""".replace("\n", "")


def main() -> None:
    """Print seconds, the ratio and the peak memory."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        write_export(path, rows)
        print(f"{rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB")
        # In turn, so that what else the machine does falls on both alike.
        pairs = [(measured(bare_import, path), measured(whole_import, path)) for _ in range(ROUNDS)]
        for name in ("seconds", "processor"):
            bare, ours = (min(getattr(pair[at], name) for pair in pairs) for at in (0, 1))
            said = "by the clock" if name == "seconds" else "of the processors"
            print(
                f"bare read_csv and CREATE TABLE {bare:.2f} s, import with its checks {ours:.2f} s"
            )
            print(f"{said}: ratio {ours / bare:.2f} (to stay below 3)")
        print(f"peak memory {max(ours.memory for _, ours in pairs):,.0f} MB (1,500)")


@dataclass(frozen=True, slots=True)
class Run:
    """What one run in a process of its own took.

    Attributes:
        seconds: By the clock.
        processor: Seconds of all processors together.
        memory: Peak memory of the process in MB.
    """

    seconds: float
    processor: float
    memory: float


def measured(run: Callable[[str], None], path: Path) -> Run:
    """Run one function of a benchmark in a process of its own."""
    module = run.__code__.co_filename.rsplit("/", 1)[-1].removesuffix(".py")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"from benchmarks.{module} import {run.__name__} as run\nrun({str(path)!r})",
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    return Run(*map(float, done.stdout.split()[-3:]))


def bare_import(path: str) -> None:
    """Read the file into a table and do nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        with duckdb.connect(Path(folder) / "bare.duckdb") as connection:
            connection.read_csv(path, all_varchar=True).create("export_rows")
            report(started)


def whole_import(path: str) -> None:
    """Do what the application does until an import could be published: read, check, keep."""
    from cdof_core.ingest.import_checks import check_import  # noqa: PLC0415
    from cdof_core.ingest.import_protection import protect_import  # noqa: PLC0415
    from cdof_core.ingest.imported_rooms import write_room  # noqa: PLC0415
    from cdof_core.ingest.library import Library  # noqa: PLC0415
    from cdof_core.ingest.sources.fingertips import read  # noqa: PLC0415
    from cdof_core.ingest.sources.places import Places  # noqa: PLC0415
    from cdof_core.ingest.sources.sheets import open_file  # noqa: PLC0415

    known = invented_areas()
    places = Places(names=known.area_names, levels={}, same={}, parts={}, counties={}, forces={})
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        imported = read(open_file(Path(path)), places)
        checked = protect_import(check_import(imported, known), known).imported
        write_room(Library(Path(folder) / "cdof.duckdb"), checked, who="")
        report(started)
    for problem in checked.problems:
        print(problem, file=sys.stderr)


def invented_areas() -> Known:
    """Return a snapshot's knowledge of areas that do not exist, and of no indicator."""
    codes = [f"E069{at:05d}" for at in range(AREAS)]
    areas = pd.DataFrame(
        {
            "area_code": codes,
            "name": [f"Invented area {at}" for at in range(AREAS)],
            "level": "upper_tier",
            "valid_to": pd.NaT,
            "region_code": "",
        }
    )
    no_changes = pd.DataFrame(
        columns=["old_code", "old_name", "new_code", "new_name", "change", "effective"], dtype="str"
    )
    indicators = pd.DataFrame(
        {
            "indicator_id": ["invented"],
            "name": ["Another invented measure"],
            "value_kind": ["proportion"],
            "unit": ["%"],
            "multiplier": [100.0],
            "decimals": [1],
            "polarity": ["low_is_good"],
            "interval_method": ["wilson"],
        }
    )
    return Known(areas, no_changes, indicators)


def report(started: float) -> None:
    """Print seconds since a start, those of the processors, and the peak memory in MB."""
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(seconds, time.process_time(), peak / 1000)


def write_export(path: Path, rows: int) -> None:
    """Write an export of indicators, areas, years and sexes that do not exist."""
    places, years = AREAS, 20
    sexes = "['Persons', 'Male', 'Female']"
    with duckdb.connect() as connection:
        made = connection.sql(
            f"""
            SELECT
                90000 + i // {places * years * 3} AS a,
                'Invented indicator number ' || (i // {places * years * 3}) AS b,
                'E92000001' AS c, 'England' AS d,
                'E069' || lpad((i % {places})::VARCHAR, 5, '0') AS e,
                'Invented area ' || (i % {places}) AS f,
                'Counties & UAs (from Apr 2023)' AS g,
                {sexes}[1 + (i // {places * years}) % 3] AS h,
                'All ages' AS i1, NULL AS j, NULL AS k,
                (2001 + (i // {places}) % {years})::VARCHAR AS l,
                round(100 * (i % 97) / (100 + i % 53), 6) AS m,
                round(90 * (i % 97) / (100 + i % 53), 6) AS n,
                round(110 * (i % 97) / (100 + i % 53), 6) AS o,
                NULL AS p, NULL AS q, i % 97 AS r, 100 + i % 53 AS s,
                CASE WHEN i % 211 = 0 THEN 'Value suppressed for disclosure control' END AS t,
                'Cannot be calculated' AS u, 'Similar' AS v, 'Similar' AS w,
                (2001 + (i // {places}) % {years})::VARCHAR || '0000' AS x,
                NULL AS y, NULL AS z
            FROM range({rows}) AS numbers (i)
            """  # noqa: S608 - numbers of this module
        )
        body = path.with_suffix(".body")
        made.write_csv(str(body), header=False)
        with path.open("wb") as file, body.open("rb") as source:
            file.write(COLUMNS.encode() + b"\n")
            while part := source.read(1 << 22):
                file.write(part)
        body.unlink()


if __name__ == "__main__":
    main()
