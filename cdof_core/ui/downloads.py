"""The figures on a page as files, made when somebody asks for one."""

import re
from collections.abc import Callable
from functools import partial
from typing import Final
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from cdof_core.analysis.area_comparison import AreaComparison
from cdof_core.analysis.indicator_view import IndicatorView
from cdof_core.charts.theme import Palette
from cdof_core.report.images import chart_png, chart_svg
from cdof_core.report.picture import PRINT_WIDTH, Picture
from cdof_core.report.profile_beside_table import with_second_area
from cdof_core.report.sources import source_line
from cdof_core.report.spine_picture import spine_picture
from cdof_core.report.table_files import CSV_TYPE, XLSX_TYPE, as_csv, as_xlsx
from cdof_core.report.tables import Origin, Table, profile_table, trend_table, view_table
from cdof_core.ui.cached import built_at, content_hash, read_table
from cdof_core.ui.panels import Download
from cdof_core.ui.url import view_parameters

_SPINE_WIDTH: Final = 900
"""Pixels across a picture of spines: a line holds a name, two numbers, both ends and the spine."""


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


def spine_files(
    comparison: AreaComparison,
    *,
    file_stem: str,
    palette: Palette,
    beside: tuple[str, pd.DataFrame] | None = None,
) -> list[Download]:
    """Return an area's judged figures, each on its spine, as pictures.

    Args:
        comparison: The figures, at least one.
        file_stem: Beginning of the files' names.
        palette: The theme's colours.
        beside: Name and figures of a second area; None for none.
    """

    def make() -> Picture:
        datasets = comparison.rows["dataset_id"].unique()
        return spine_picture(
            comparison,
            outcomes=read_table("outcomes"),
            source=source_line(read_table("datasets"), datasets),
            palette=palette,
            beside=beside,
        )

    return picture_files(make, file_stem=file_stem, width=_SPINE_WIDTH)


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


def picture_files(
    picture: Picture | Callable[[], Picture], *, file_stem: str, width: int = PRINT_WIDTH
) -> list[Download]:
    """Return a picture at print size, its title and source inside; drawn when one is asked for.

    Args:
        picture: The picture, or what makes it.
        file_stem: Beginning of the files' names.
        width: Width of the picture in pixels.
    """

    def made() -> Picture:
        return picture if isinstance(picture, Picture) else picture()

    return [
        Download("PNG", f"{file_stem}.png", "image/png", lambda: chart_png(made(), width=width)),
        Download(
            "SVG",
            f"{file_stem}.svg",
            "image/svg+xml",
            lambda: chart_svg(made(), width=width).encode(),
        ),
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
    """Return the address of the view; the server is told that of the page alone."""
    page, chosen = str(st.context.url or ""), view_parameters()
    return f"{page}?{urlencode(chosen)}" if page and chosen else page
