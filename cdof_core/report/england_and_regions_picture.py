"""National series as small charts with their words."""

from typing import Final

import pandas as pd

from cdof_core.analysis.national_breakdowns import DEATHS_BY_SEX
from cdof_core.analysis.national_panels import NationalView, Part, at_common_period
from cdof_core.analysis.national_series import COUNTRIES
from cdof_core.charts.paper import Wording
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.comparison.records import records_of
from cdof_core.narrative.names import at_start, listed
from cdof_core.narrative.national import (
    extremes_finding,
    headline_finding,
    latest_words,
    most_finding,
)
from cdof_core.report.panel_picture import PanelPlan, Panels, panels_picture
from cdof_core.report.sources import source_line

_WHOLE: Final = {
    Part.SURVEY: "Any drug",
    Part.TREATMENT: "All adults in treatment",
    Part.DEATHS: "All drug poisoning",
}
_OWN_SCALES: Final = "Each panel has a scale of its own."
_ONE_SCALE: Final = "All panels have the same scale."
_PLACES: Final = "Figures are for England unless a line is named otherwise."
_OVERLAP: Final = {
    Part.DEATHS: "A death may mention several substances, so panels do not add up.",
    Part.SURVEY: "People may have used several drugs, so panels do not add up.",
}


def national_finding(view: NationalView) -> str:
    """Return the title of a part of the page."""
    if view.is_empty:
        return "No national figures are held for this"
    if view.part is Part.HEADLINE:
        held = view.rows["measure_id"].nunique()
        newest = records_of(view.newest)
        return headline_finding(newest, held=held, total=held + len(view.absent))
    common = at_common_period(view.main)
    subject = str(view.rows["sentence_name"].iloc[0])
    rows = records_of(common.sort_values("value", ascending=False))
    if view.part in (Part.SURVEY, Part.TREATMENT) or view.by == "substance":
        return most_finding(rows, subject=subject, whole=_WHOLE[view.part])
    if view.indicator_id == DEATHS_BY_SEX and view.part is Part.DEATHS:
        return _by_sex(view, subject)
    if view.by == "deprivation":
        subject = f"{subject}, males"
    return extremes_finding(rows, subject=subject, beside=_beside(view, common))


def national_panels(
    view: NationalView, *, datasets: pd.DataFrame, palette: Palette = LIGHT
) -> Panels:
    """Draw the panels of a part of the page.

    Args:
        view: Series, panel by panel.
        datasets: The catalogue of datasets.
        palette: The theme's colours.

    Returns:
        The panels and the whole.
    """
    has_labels = view.part is Part.HEADLINE or _lines_differ(view.rows)
    finding = national_finding(view)
    newest = [f"{row['panel']} {latest_words(row)}" for row in records_of(view.newest)]
    wording = Wording(
        finding=finding,
        measure=measure_of(view),
        source=source_line(datasets, view.rows["dataset_id"]),
        description=f"{view.rows['panel'].nunique()} line charts. {'; '.join(newest)}.",
    )
    plan = PanelPlan(
        rows=view.rows,
        events=view.events,
        strengths=datasets.set_index("dataset_id")["strength"],
        is_shared=view.is_shared,
        has_labels=has_labels,
    )
    return panels_picture(plan, wording=wording, palette=palette)


def measure_of(view: NationalView) -> str:
    """Return measure, unit, place and scale in a line."""
    said: list[str] = []
    if view.part is not Part.HEADLINE and not view.rows.empty:
        row = view.rows.iloc[0]
        unit = "" if row["unit"] in row["name"] else f", {row['unit']}"
        places = listed(list(dict.fromkeys(_place_names(view))))
        said.append(f"{row['name']}{unit}, {places}.")
    if view.part is Part.HEADLINE:
        said.append(_PLACES)
    said.append(_ONE_SCALE if view.is_shared else _OWN_SCALES)
    if view.part is Part.SURVEY or view.by == "substance":
        said.append(_OVERLAP[view.part])
    return " ".join(said)


def _place_names(view: NationalView) -> list[str]:
    if view.part is Part.REGIONS or view.indicator_id == DEATHS_BY_SEX:
        return ["England’s regions"]
    return [COUNTRIES[code] for code in view.rows["area_code"]]


def _beside(view: NationalView, common: pd.DataFrame) -> dict[str, object] | None:
    """Return the figure of the whole at the period that the panels are compared at."""
    if view.part is not Part.REGIONS or common.empty:
        return None
    beside = view.rows[(view.rows["line_rank"] > 0) & view.rows["value"].notna()]
    same = (
        (beside["period_start"] == common["period_start"].iloc[0])
        & (beside["period_end"] == common["period_end"].iloc[0])
        & ~beside["area_code"].isin(common["area_code"])
    )
    found = beside[same]
    return None if found.empty else {str(k): v for k, v in found.iloc[0].to_dict().items()}


def _by_sex(view: NationalView, subject: str) -> str:
    first = view.rows[view.rows["panel"] == view.rows["panel"].iloc[0]]
    newest = first[first["value"].notna()].sort_values("period_end")
    newest = newest.drop_duplicates("line", keep="last").sort_values("line_rank")
    said = [f"{row['line'].lower()} {latest_words(row)}" for row in records_of(newest)]
    return f"{at_start(subject)}, {first['panel'].iloc[0]}: {', '.join(said)}"


def _lines_differ(rows: pd.DataFrame) -> bool:
    """Return whether the same role has different names in different panels, bar its own line."""
    others = rows[rows["line_rank"] > 0]
    own = rows[rows["line_rank"] == 0]
    same_own = own["line"].nunique() == 1 or (own["line"] == own["panel"]).all()
    return bool((others.groupby("line_rank")["line"].nunique() > 1).any()) or not same_own
