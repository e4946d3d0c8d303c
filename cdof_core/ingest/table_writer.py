"""A Parquet file written one lot of rows at a time while the next is being made."""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow.parquet as pq


class TableWriter:
    """Writes tables of one schema in their order.

    Packing rows holds no interpreter, so it goes on beside the work on the next lot. No more than
    one lot waits: a caller who is faster is held up, and memory stays bounded.
    """

    def __init__(
        self,
        path: Path,
        *,
        compression: str,
        coerce_timestamps: str | None = None,
        store_schema: bool = True,
    ) -> None:
        """Prepare to write.

        Args:
            path: The file, which the first table makes.
            compression: As Parquet names it.
            coerce_timestamps: Precision of times, None for their own.
            store_schema: Whether Arrow's own types are kept beside Parquet's.
        """
        self._path = path
        self._open = partial(
            pq.ParquetWriter,
            compression=compression,
            coerce_timestamps=coerce_timestamps,
            store_schema=store_schema,
        )
        self._writer: pq.ParquetWriter | None = None
        self._beside = ThreadPoolExecutor(max_workers=1)
        self._waiting: Future[None] | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write what waits and close the file; a lot that could not be written raises here."""
        try:
            self._settle()
        finally:
            self._beside.shutdown()
            if self._writer is not None:
                self._writer.close()

    def write(self, table: Any) -> None:  # noqa: ANN401 (pyarrow brings no types)
        """Add a table at the end.

        Args:
            table: A `pyarrow.Table` of the first one's schema.

        Raises:
            OSError: The lot before could not be written.
        """
        self._settle()
        if self._writer is None:
            self._writer = self._open(self._path, table.schema)
        self._waiting = self._beside.submit(self._writer.write_table, table)

    def _settle(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.result()
