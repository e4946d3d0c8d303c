"""Panels of national series: their lines in order, their breaks, the period they share."""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from cdof_core.analysis.national_series import (
    COUNTRIES,
    events_of,
    parted_at_gaps,
    with_segments,
)


class Part(StrEnum):
    """What the page shows."""

    HEADLINE = "headline"
    REGIONS = "regions"
    SURVEY = "survey"
    TREATMENT = "treatment"
    DEATHS = "deaths"


@dataclass(frozen=True, slots=True)
class NationalView:
    """Series of one part of the page, panel by panel.

    Attributes:
        part: Which part.
        by: How its figures are parted; empty where there is one way only.
        indicator_id: The one indicator shown; empty for the headline measures.
        rows: One row a figure: panel (its title), line (its name), line_rank (0 for the line the
            panel is about), segment (changes where a line is broken), and the columns of
            `observation` with name, short_name, unit, decimals and value_kind. Panels are in the
            order shown; a figure that may not be used keeps its flag and has no value.
        events: Dated events: panel (empty for all), event_date, label, detail, breaks_series.
        is_shared: Whether all panels measure the same, so that one scale fits all.
        absent: Name of each headline measure without a national figure, and why.
    """

    part: Part
    by: str
    indicator_id: str
    rows: pd.DataFrame
    events: pd.DataFrame
    is_shared: bool
    absent: tuple[tuple[str, str], ...] = ()

    @property
    def main(self) -> pd.DataFrame:
        """Rows of the line that each panel is about."""
        return self.rows[self.rows["line_rank"] == 0]

    @property
    def newest(self) -> pd.DataFrame:
        """The newest figure of each panel, in order; of its own line, bar headline measures."""
        rows = self.rows if self.part is Part.HEADLINE else self.main
        known = rows[rows["value"].notna()]
        order = known["panel"].drop_duplicates()
        newest = known.sort_values("period_end").drop_duplicates("panel", keep="last")
        return newest.set_index("panel", drop=False).loc[list(order)].reset_index(drop=True)

    @property
    def is_empty(self) -> bool:
        """Whether there is no figure at all."""
        return not self.rows["value"].notna().any()


def at_common_period(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the figures of the newest period that at least half of the panels have.

    Args:
        rows: One line a panel: panel, period_start, period_end and value.

    Returns:
        The rows of that period that have a value; panels without one at that period are left out.
    """
    known = rows[rows["value"].notna()]
    if known.empty:
        return known
    keys = ["period_start", "period_end"]
    sizes = known.groupby(keys, as_index=False).agg(panels=("panel", "nunique"))
    # Where no period has half of the panels, the fullest.
    least = min(known["panel"].nunique() / 2, sizes["panels"].max())
    chosen = sizes[sizes["panels"] >= least].sort_values("period_end").iloc[-1]
    return known[(known[keys] == chosen[keys]).all(axis=1)].reset_index(drop=True)


def area_lines(rows: pd.DataFrame, names: dict[str, str] | None = None) -> "pd.Series[str]":
    """Name lines by their area, and by their method where an area has figures of several."""
    area = rows["area_code"].map({str(c): n for c, n in COUNTRIES.items()} | (names or {}))
    by_area = rows.groupby(["indicator_id", "area_code"])["vintage"].transform("nunique")
    places = rows.groupby("indicator_id")["area_code"].transform("nunique")
    method = rows["vintage"].str[:1].str.upper() + rows["vintage"].str[1:]
    named = method.where(places == 1, area + ", " + rows["vintage"])
    return area.where((by_area == 1) | (rows["vintage"] == ""), named)


def rank_lines(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Rank the lines of each panel: the place with the longest series, its newest method first."""
    lines = rows.groupby([*keys, "area_code", "line"], as_index=False).agg(
        newest=("period_end", "max"), figures=("value", "count")
    )
    lines["of_area"] = lines.groupby([*keys, "area_code"])["figures"].transform("sum")
    falling = ["of_area", "area_code", "newest"]
    lines = lines.sort_values([*keys, *falling], ascending=[*[True] * len(keys), *[False] * 3])
    lines["line_rank"] = lines.groupby(keys).cumcount()
    return rows.merge(lines[[*keys, "line", "line_rank"]], on=[*keys, "line"])


def panels_by_latest(rows: pd.DataFrame) -> list[str]:
    """Return panels by value at the newest period they share, highest first; the others last."""
    known = rows[rows["value"].notna()].sort_values("period_end")
    newest = known.drop_duplicates("panel", keep="last")
    at_common = at_common_period(rows).set_index("panel")["value"]
    common = newest["panel"].map(at_common)
    order = newest.assign(common=common).sort_values(
        ["common", "value"], ascending=False, na_position="last"
    )
    return list(order["panel"])


def in_order(rows: pd.DataFrame, panels: list[str]) -> pd.DataFrame:
    """Keep the rows of these panels, in the order given, lines and periods in theirs."""
    order = {panel: place for place, panel in enumerate(panels)}
    kept = rows[rows["panel"].isin(order)]
    place = kept["panel"].map(order)
    return kept.assign(place=place).sort_values(["place", "line_rank", "period_start"])


def finish_view(
    part: Part,
    rows: pd.DataFrame,
    *,
    by: str = "",
    is_shared: bool = True,
    absent: tuple[tuple[str, str], ...] = (),
) -> NationalView:
    """Return the view of rows that have their panel, line and line_rank.

    Args:
        part: Which part of the page.
        rows: Figures with metadata, in the order shown.
        by: How they are parted.
        is_shared: Whether one scale fits all panels.
        absent: Measures without a figure, and why.
    """
    used = list(dict.fromkeys(rows["indicator_id"]))
    events = events_of(used)
    titles = dict(zip(rows["indicator_id"], rows["panel"], strict=True))
    is_one = len(used) <= 1
    events = events.assign(panel="" if is_one else events["indicator_id"].map(titles).fillna(""))
    return NationalView(
        part=part,
        by=by,
        indicator_id=used[0] if is_one and used else "",
        rows=parted_at_gaps(with_segments(rows, events).reset_index(drop=True), ("panel", "line")),
        events=events,
        is_shared=is_shared,
        absent=absent,
    )
