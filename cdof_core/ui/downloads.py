"""The figures on a page as files, made when somebody asks for one."""

import re
from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from cdof_core.analysis.area_comparison import AreaComparison
from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.report.profile_beside_table import with_second_area
from cdof_core.report.table_files import CSV_TYPE, XLSX_TYPE, as_csv, as_xlsx
from cdof_core.report.tables import Origin, Table, profile_table, trend_table, view_table
from cdof_core.ui.cached import built_at, content_hash, read_table
from cdof_core.ui.panels import Download


def profile_files(
    comparison: AreaComparison, *, file_stem: str, beside: tuple[str, pd.DataFrame] | None = None
) -> list[Download]:
    """Return an area's judged figures as files.

    Args:
        comparison: The figures.
        file_stem: Beginning of the files' names.
        beside: Name and figures of a second area; None for none.
    """

    def make() -> Table:
        table = profile_table(comparison, origin=snapshot_origin())
        return table if beside is None else with_second_area(table, beside[1], name=beside[0])

    return table_files(make, file_stem=file_stem)


def area_files(view: IndicatorView, *, file_stem: str) -> list[Download]:
    """Return every authority's figure of one measure as files."""
    return table_files(partial(view_table, view, origin=snapshot_origin()), file_stem=file_stem)


def trend_files(view: IndicatorView, *, file_stem: str) -> list[Download]:
    """Return an area and its benchmarks over time as files."""
    return table_files(partial(trend_table, view, origin=snapshot_origin()), file_stem=file_stem)


def plain_files(
    title: str, data: pd.DataFrame | Callable[[], pd.DataFrame], *, file_stem: str
) -> list[Download]:
    """Return a table that is shown as it is held as files.

    Args:
        title: What it shows.
        data: With plain headings; a function where working it out takes time.
        file_stem: Beginning of the files' names.
    """
    about = (("Title", title), ("Snapshot", content_hash()), ("Link", _link()))
    made_at = built_at()

    def make() -> Table:
        held = data() if callable(data) else data
        return Table(title, held, decimals={}, about=about, built_at=made_at)

    return table_files(make, file_stem=file_stem)


def file_stem(*parts: object) -> str:
    """Return the beginning of a file's name: plain letters, figures and hyphens."""
    said = " ".join(str(part) for part in parts).lower()
    return re.sub(r"[^a-z0-9]+", "-", said).strip("-")


def table_files(make: Callable[[], Table], *, file_stem: str) -> list[Download]:
    """Return a table as CSV and as an Excel workbook; it is made when one is asked for."""
    return [
        Download("CSV", f"{file_stem}.csv", CSV_TYPE, lambda: as_csv(make()), table=make),
        Download("Excel", f"{file_stem}.xlsx", XLSX_TYPE, lambda: as_xlsx(make())),
    ]


def snapshot_origin() -> Origin:
    """Return where every figure of the snapshot comes from, for the sheet that travels with it."""
    return Origin(
        datasets=read_table("datasets"),
        content_hash=content_hash(),
        built_at=built_at(),
        link=_link(),
    )


def _link() -> str:
    return str(st.context.url or "")
