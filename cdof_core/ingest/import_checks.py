"""Checks of an import as a whole, and its completion: what comes out is fit to become a room."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from cdof_core.ingest.findings import Sieve, merge_alike, rejected_rows
from cdof_core.ingest.import_rows import (
    added_areas,
    complete_rows,
    rules_of,
    sieve_rows_alone,
    text_defaults,
    type_rows,
)
from cdof_core.ingest.import_whole import (
    REPEATED,
    add_incoming_file,
    check_whole,
    find_whole_faults,
)
from cdof_core.ingest.imported import FiguresFile, Imported, Problem, Severity
from cdof_core.ingest.known import Known
from cdof_core.ingest.observation_columns import OBSERVATION_COLUMNS
from cdof_core.ingest.table_writer import TableWriter

_AT_ONCE: Final = 150_000
"""Rows of a large import that are held in memory at the same time."""

_MEMORY: Final = "500MB"
_MOST_REJECTED: Final = 100_000


@dataclass(frozen=True, slots=True)
class _Checked:
    observations: pd.DataFrame | FiguresFile
    problems: list[Problem]
    rejected: pd.DataFrame


def check_import(imported: Imported, known: Known) -> Imported:
    """Check an import, set aside what cannot be used and complete the rest.

    Args:
        imported: As its importer read it.
        known: Areas and indicators that the snapshot knows.

    Returns:
        The same with complete observations (all columns of the table but `dataset_id`, computed
        values and limits included), further findings and further rejected rows.
    """
    declared = pd.DataFrame([dict(entry) for entry in imported.indicators])
    indicators = pd.concat([known.indicators, declared], ignore_index=True)
    given = imported.observations
    if isinstance(given, FiguresFile):
        checked = _check_file(given, imported, known, indicators)
    else:
        checked = _check_frame(given, imported, known, indicators)
    # Neighbours, boundaries, targets and the like come without figures.
    is_bare = not len(checked.observations) and not any(map(len, imported.tables.values()))
    faults = [_nothing_left(imported)] if is_bare else []
    return replace(
        imported,
        observations=checked.observations,
        problems=(*imported.problems, *checked.problems, *faults),
        rejected=pd.concat([imported.rejected, checked.rejected], ignore_index=True)
        if len(checked.rejected)
        else imported.rejected,
    )


def _check_frame(
    given: pd.DataFrame, imported: Imported, known: Known, indicators: pd.DataFrame
) -> _Checked:
    rows = type_rows(given, imported)
    sieve = sieve_rows_alone(rows, indicators, known, added=added_areas(imported))
    check_whole(sieve, known)
    done, odd = complete_rows(sieve.kept(), indicators)
    return _Checked(
        done.reset_index(drop=True), [*sieve.problems, *odd], _set_aside(sieve, rows, given)
    )


def _check_file(
    given: FiguresFile, imported: Imported, known: Known, indicators: pd.DataFrame
) -> _Checked:
    """Do the same some rows at a time; what concerns them all is asked of a database on disk."""
    problems: list[Problem] = []
    rejected: list[pd.DataFrame] = []
    left_out = np.zeros(len(given), dtype="bool")
    added = added_areas(imported)
    with (
        tempfile.TemporaryDirectory(prefix="cdof-checks-") as folder,
        duckdb.connect(config={"memory_limit": _MEMORY, "temp_directory": folder}) as held,
    ):
        for part, rows in _parts(given, imported):
            sieve = sieve_rows_alone(rows, indicators, known, added=added)
            problems += sieve.problems
            left_out[rows.index] = sieve.reasons != ""
            if sum(map(len, rejected)) < _MOST_REJECTED:
                rejected.append(_set_aside(sieve, rows, part))
        add_incoming_file(
            held,
            given,
            defaults=text_defaults(imported),
            rules=rules_of(indicators),
            left_out=left_out,
        )
        repeated = np.zeros(len(given), dtype="bool")
        for problem, again in find_whole_faults(held, known):
            problems.append(problem)
            repeated[again] = True
    made = FiguresFile()
    with TableWriter(made.path, compression="zstd") as writer:
        for part, rows in _parts(given, imported):
            sieve = Sieve(rows)
            sieve.reasons[repeated[rows.index]] = REPEATED
            rejected.append(_set_aside(sieve, rows, part))
            done, odd = complete_rows(rows[~(left_out | repeated)[rows.index]], indicators)
            kept = done[list(OBSERVATION_COLUMNS)]
            writer.write(pa.Table.from_pandas(kept, preserve_index=False))
            problems += odd
    return _Checked(made, merge_alike(problems), pd.concat(rejected, ignore_index=True))


def _parts(given: FiguresFile, imported: Imported) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Yield some rows at a time: as they were given, and typed."""
    before = 0
    for batch in pq.ParquetFile(given.path).iter_batches(_AT_ONCE):
        part = batch.to_pandas()
        yield part, type_rows(part, imported, before=before)
        before += len(part)


def _set_aside(sieve: Sieve, rows: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """Return the rows left out, with the columns that the importer gave."""
    return rejected_rows(sieve, rows[[name for name in OBSERVATION_COLUMNS if name in given]])


def _nothing_left(imported: Imported) -> Problem:
    name = imported.sources[0].name if imported.sources else imported.dataset_id
    return Problem(
        severity=Severity.ERROR,
        rule="figures",
        file=name,
        expected="Not one row can be used.",
        remedy="Mend what is listed, or say anew what the columns hold.",
    )
