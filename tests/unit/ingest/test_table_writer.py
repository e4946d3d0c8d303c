"""Rows written beside the work on the next keep their order, and a failure is not lost."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cdof_core.ingest.table_writer import TableWriter


def lot(*numbers):
    return pa.table({"number": pa.array(numbers, pa.int64())})


def test_lots_stand_in_the_file_in_their_order(tmp_path):
    path = tmp_path / "rows.parquet"
    with TableWriter(path, compression="zstd") as writer:
        for first in range(0, 50, 2):
            writer.write(lot(first, first + 1))
    assert pq.read_table(path)["number"].to_pylist() == list(range(50))


def write_lots_of_two_schemas(path):
    with TableWriter(path, compression="zstd") as writer:
        writer.write(lot(1))
        writer.write(pa.table({"other": ["a"]}))


def test_a_lot_that_cannot_be_written_is_told_and_the_file_closed(tmp_path):
    path = tmp_path / "rows.parquet"
    with pytest.raises(ValueError, match="schema"):
        write_lots_of_two_schemas(path)
    assert pq.read_table(path)["number"].to_pylist() == [1]
