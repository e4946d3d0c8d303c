"""How a measure differs between groups of people or areas, now and over time."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import pandas as pd

from cdof_core.analysis.decile_values import DECILES, values_by_decile
from cdof_core.analysis.inequality_gaps import Lead, gap_rows, index_rows, newest_leads
from cdof_core.analysis.national_breakdowns import deaths_view
from cdof_core.analysis.national_series import (
    COUNTRIES,
    events_of,
    headline_series,
    parted_at_gaps,
    with_segments,
)
from cdof_core.analysis.places import Places
from cdof_core.analysis.segment_average import judge_groups
from cdof_core.domain.area import ENGLAND
from cdof_core.domain.indicator import IndicatorId
from cdof_core.domain.own_event import OwnEvent
from cdof_core.domain.sex import PERSONS, SEX_GROUPS

BY_SEX: Final = (
    IndicatorId("deaths_drug_misuse_3y_rate"),
    IndicatorId("deaths_drug_misuse_rate"),
    IndicatorId("deaths_drug_poisoning_rate"),
)
"""Rates published for each sex: the first for authorities, the others for regions and England."""

UNMET_NEED: Final = MappingProxyType(
    {
        IndicatorId("alcohol_unmet_need"): "Alcohol",
        IndicatorId("opiate_unmet_need"): "Opiates or crack",
    }
)


class Dimension(StrEnum):
    """Between whom."""

    SEX = "sex"
    AGE = "age"
    DEPRIVATION = "deprivation"
    AREAS = "areas"
    AREAS_2019 = "areas2019"
    SUBSTANCE = "substance"
    ETHNICITY = "ethnicity"


class Scope(StrEnum):
    """For which places a breakdown is published."""

    LOCAL = "local"
    NATIONAL = "national"
    AREAS = "areas"


SCHEMES: Final = MappingProxyType({Dimension.AREAS: "imd2025", Dimension.AREAS_2019: "imd2019"})


@dataclass(frozen=True, slots=True)
class InequalityView:
    """One measure between groups.

    Attributes:
        dimension: Between whom.
        scope: For which places it is published.
        indicator_ids: Measures shown; empty where none is held.
        latest: Figures of the newest period: group, line (a place, or a sex), line_rank, members
            and missing (areas, by decile only), the columns of `observation` with metadata, and
            average, judgement and reason: against everyone together, see `judge_groups`.
        over_time: Figures of all periods, with panel, line, line_rank and segment.
        gaps: Difference, ratio and, between fifths, slope and relative index over time, likewise.
        leads: The gap of each line at the newest period.
        events: Dated events: panel (empty for all), event_date, label, detail, breaks_series.
        everyone: Who everyone is, in words; empty where their figure is not held.
        own_group: Group of the chosen area, by decile only; empty elsewhere.
        own_value: Its newest row of the same period as `latest`, by decile only.
    """

    dimension: Dimension
    scope: Scope
    indicator_ids: tuple[IndicatorId, ...]
    latest: pd.DataFrame
    over_time: pd.DataFrame
    gaps: pd.DataFrame
    leads: tuple[Lead, ...]
    events: pd.DataFrame
    everyone: str = ""
    own_group: str = ""
    own_value: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def is_empty(self) -> bool:
        """Whether there is no figure at all."""
        return self.latest.empty or not self.latest["value"].notna().any()


def view_inequality(
    dimension: Dimension,
    *,
    indicator_id: str,
    sex: str,
    places: Places,
    events: Sequence[OwnEvent] = (),
) -> InequalityView:
    """Gather one measure between groups.

    Args:
        dimension: Between whom; ethnicity has a view of its own.
        indicator_id: Measure, where a dimension offers several; else it has its own.
        sex: `Persons`, `Female` or `Male`, by decile only.
        places: The chosen area.
        events: Events of the users; they stand on the area's own lines.

    Returns:
        The view.
    """
    if dimension is Dimension.SEX:
        chosen = indicator_id if indicator_id in BY_SEX else BY_SEX[0]
        return _by_sex(IndicatorId(chosen), places, events)
    if dimension is Dimension.AGE:
        return _by_age()
    if dimension is Dimension.DEPRIVATION:
        return _by_deprivation()
    if dimension is Dimension.SUBSTANCE:
        return _by_substance(places, events)
    return _by_decile(dimension, indicator_id=IndicatorId(indicator_id), sex=sex, places=places)


def _by_sex(indicator_id: IndicatorId, places: Places, own: Sequence[OwnEvent]) -> InequalityView:
    names = _places_beside(places)
    rows = headline_series([indicator_id], list(names))
    everyone = rows[rows["sex"] == PERSONS].assign(line=lambda one: one["area_code"].map(names))
    rows = rows[rows["sex"] != PERSONS]
    rows = rows.assign(
        group=rows["sex"].map(SEX_GROUPS),
        line=rows["area_code"].map(names),
    )
    rows["line_rank"] = rows["line"].map({name: rank for rank, name in enumerate(names.values())})
    events = events_of([indicator_id], places=names, own=own)
    high, low = SEX_GROUPS.values()
    rows = _ordered(rows, [high, low], events)
    scope = Scope.LOCAL if indicator_id == BY_SEX[0] else Scope.NATIONAL
    view = _finished(Dimension.SEX, scope, rows, high=high, low=low, panels_are="line")
    view = replace(view, events=events)
    return _beside_everyone(view, everyone, who="males and females together")


def _by_age() -> InequalityView:
    rows = deaths_view("age").rows
    rows = rows.assign(group=rows["panel"], line="England and Wales")
    newest = _newest(rows).sort_values("value")
    if newest.empty:
        return _nothing(Dimension.AGE, Scope.NATIONAL, rows)
    low, high = str(newest["group"].iloc[0]), str(newest["group"].iloc[-1])
    return _finished(Dimension.AGE, Scope.NATIONAL, rows, high=high, low=low, panels_are="group")


def _by_deprivation() -> InequalityView:
    rows = deaths_view("deprivation").rows
    rows = rows.assign(group=rows["panel"])
    groups = list(rows["group"].drop_duplicates())
    if not groups:
        return _nothing(Dimension.DEPRIVATION, Scope.NATIONAL, rows)
    return _finished(
        Dimension.DEPRIVATION,
        Scope.NATIONAL,
        rows,
        high=groups[0],
        low=groups[-1],
        panels_are="group",
        fifths=groups,
    )


def _by_substance(places: Places, own: Sequence[OwnEvent]) -> InequalityView:
    names = {code: name for code, name in _places_beside(places).items() if code[:3] != "E12"}
    rows = headline_series(list(UNMET_NEED), list(names))
    rows = rows.assign(
        group=rows["indicator_id"].map(dict(UNMET_NEED)), line=rows["area_code"].map(names)
    )
    ranks = {name: rank for rank, name in enumerate(names.values())}
    rows["line_rank"] = rows["line"].map(ranks)
    events = events_of(list(UNMET_NEED), places=names, own=own)
    rows = _ordered(rows, list(UNMET_NEED.values()), events)
    high, low = UNMET_NEED.values()
    view = _finished(Dimension.SUBSTANCE, Scope.LOCAL, rows, high=high, low=low, panels_are="line")
    return replace(view, events=events)


def _by_decile(
    dimension: Dimension, *, indicator_id: IndicatorId, sex: str, places: Places
) -> InequalityView:
    found = values_by_decile(
        indicator_id, scheme=SCHEMES[dimension], sex=sex, area_code=places.area.code
    )
    rows = found.rows
    groups = list(rows["group"].drop_duplicates())
    if len(groups) < DECILES:
        return _nothing(dimension, Scope.AREAS, rows.assign(panel=""))
    view = _finished(
        dimension, Scope.AREAS, rows, high=groups[0], low=groups[-1], panels_are="group"
    )
    when = view.latest["period_end"].iloc[0]
    own = found.own_rows
    view = replace(
        view,
        indicator_ids=(indicator_id,),
        own_group=found.own,
        own_value=own[own["period_end"] == when].reset_index(drop=True),
    )
    country = headline_series([indicator_id], [ENGLAND])
    # Its one figure stands behind the deciles that are pooled and those that have a median.
    lines = pd.DataFrame({"line": rows["line"].unique()})
    everyone = country[country["sex"] == sex].drop(columns="line", errors="ignore")
    return _beside_everyone(view, everyone.merge(lines, how="cross"), who=COUNTRIES[ENGLAND])


def _beside_everyone(view: InequalityView, everyone: pd.DataFrame, *, who: str) -> InequalityView:
    """Hold the newest figures of groups against those of everyone together."""
    if view.latest.empty:
        return view
    latest = judge_groups(view.latest, everyone)
    return replace(view, latest=latest, everyone=who if latest["average"].notna().any() else "")


def _places_beside(places: Places) -> dict[str, str]:
    """Return the chosen area, its region and England, as far as there are figures for such."""
    own = {} if places.area.is_partnership else {str(places.area.code): places.area.name}
    region = {} if places.region is None else {str(places.region.code): places.region.label}
    return own | region | {str(ENGLAND): COUNTRIES[ENGLAND]}


def _ordered(rows: pd.DataFrame, groups: list[str], events: pd.DataFrame) -> pd.DataFrame:
    rows = with_segments(rows, events)
    place = rows["group"].map({group: number for number, group in enumerate(groups)})
    return rows.assign(place=place).sort_values(
        ["line_rank", "place", "period_start"], ignore_index=True
    )


def _newest(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the figures of the newest period that any has a value for."""
    known = rows[rows["value"].notna()]
    if known.empty:
        return known
    last = known.sort_values(["period_end", "period_start"]).iloc[-1]
    same = (rows["period_end"] == last["period_end"]) & (
        rows["period_start"] == last["period_start"]
    )
    return rows[same].reset_index(drop=True)


def _finished(
    dimension: Dimension,
    scope: Scope,
    rows: pd.DataFrame,
    *,
    high: str,
    low: str,
    panels_are: str,
    fifths: list[str] | None = None,
) -> InequalityView:
    latest = _newest(rows)
    gaps = gap_rows(rows, high=high, low=low)
    if fifths:
        gaps = pd.concat([gaps, index_rows(rows, groups=fifths)], ignore_index=True)
    lines_are = "group" if panels_are == "line" else "line"
    over_time = rows.assign(panel=rows[panels_are], line=rows[lines_are])
    if lines_are == "group":
        order = {group: rank for rank, group in enumerate(rows["group"].drop_duplicates())}
        over_time["line_rank"] = over_time["line"].map(order)
    over_time, gaps = (parted_at_gaps(part, ["panel", "line"]) for part in (over_time, gaps))
    used = tuple(IndicatorId(str(name)) for name in dict.fromkeys(rows["indicator_id"]))
    return InequalityView(
        dimension=dimension,
        scope=scope,
        indicator_ids=used,
        latest=latest,
        over_time=over_time,
        gaps=gaps,
        leads=newest_leads(latest, gaps, high=high, low=low),
        events=events_of(used),
    )


def _nothing(dimension: Dimension, scope: Scope, rows: pd.DataFrame) -> InequalityView:
    none = rows.iloc[0:0]
    return InequalityView(dimension, scope, (), none, none, none, (), events_of([]))
