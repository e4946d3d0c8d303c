"""Groups at one period, over time, and the gaps between them."""

from typing import Any, Final

import pandas as pd

from cdof_core.analysis.ethnic_penetration import PARITY, EthnicPenetration
from cdof_core.analysis.inequalities import Dimension, InequalityView, Scope
from cdof_core.charts.group_values import draw_group_values
from cdof_core.charts.paper import Wording
from cdof_core.charts.specification import Drawn
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.comparison.records import records_of
from cdof_core.narrative.inequality import gap_finding, penetration_finding
from cdof_core.narrative.names import at_start, in_sentence, listed
from cdof_core.narrative.numbers import interval_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.report.inequality_average import everyone_together
from cdof_core.report.panel_picture import PanelPlan, Panels, panels_picture
from cdof_core.report.picture import Picture
from cdof_core.report.sources import source_line
from cdof_core.report.view_words import axis_title, missing_text

SCOPES: Final = {
    Scope.LOCAL: "Published for some authorities.",
    Scope.NATIONAL: "National or regional only: not published for authorities.",
    Scope.AREAS: (
        "Groups of areas by how deprived the area is on average, not of people: deprived people "
        "live in every area."
    ),
}
_SUBJECTS: Final = {
    Dimension.DEPRIVATION: "the rate of deaths from drug poisoning",
    Dimension.AGE: "the rate of deaths from drug misuse",
    Dimension.SUBSTANCE: "the share of people not in treatment",
}


def subject_of(view: InequalityView) -> str:
    """Return what is measured, as a sentence has it."""
    own = _SUBJECTS.get(view.dimension)
    return own or str(view.latest["sentence_name"].iloc[0])


def inequality_finding(view: InequalityView) -> str:
    """Return the title: the gap of the chosen place, else of the first that has one."""
    if view.is_empty or not view.leads:
        return "No figures by group are held for this"
    return gap_finding(view.leads[0], subject=subject_of(view))


def without_groups(view: InequalityView, *, area_name: str) -> str:
    """Return the title where no figure by group is held: of whom, and between whom."""
    place = in_sentence(area_name)
    return f"No figures by {_by_words(view.dimension)} are held for {place}"


def inequality_measure(view: InequalityView) -> str:
    """Return measure, unit and period in a line."""
    if view.latest.empty:
        return SCOPES[view.scope]
    row = view.latest.iloc[0]
    names = listed([str(name) for name in view.latest["name"].drop_duplicates()])
    unit = "" if row["unit"] in names else f", {row['unit']}"
    return f"{names}{unit}, {period_text(str(row['period_label']))}."


def latest_picture(
    view: InequalityView, *, datasets: pd.DataFrame, palette: Palette = LIGHT
) -> Picture:
    """Draw the groups at the newest period.

    Args:
        view: The measure between groups.
        datasets: The catalogue of datasets.
        palette: The theme's colours.
    """
    rows = _labelled(view.latest)
    row = view.latest.iloc[0]
    series = list(dict.fromkeys(rows["series"]))
    average, together = everyone_together(view)
    line = f"Dashed line: {together}." if together else ""
    said = [inequality_measure(view), _bars(series), line, _counted(view)]
    wording = Wording(
        finding=f"{at_start(subject_of(view))} by {_by_words(view.dimension)}",
        measure=" ".join(filter(None, said)),
        source=source_line(datasets, view.latest["dataset_id"]),
        description=f"{_description(rows, series)}{f' {line}' if line else ''}",
    )

    def draw(width: int | None) -> Drawn:
        return draw_group_values(
            rows,
            unit=axis_title(str(row["unit"])),
            reference=average,
            reference_label=together,
            description=wording.description,
            palette=palette,
            width=width,
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def penetration_picture(
    view: EthnicPenetration, *, datasets: pd.DataFrame, palette: Palette = LIGHT
) -> Picture:
    """Draw penetration rates of the reference case around parity.

    Args:
        view: The rates.
        datasets: The catalogue of datasets.
        palette: The theme's colours.
    """
    rows = view.rows.assign(
        lower95=float("nan"), upper95=float("nan"), unit="%", decimals=0, flag=""
    )
    rows = _labelled(rows)
    own = view.rows[view.rows["line_rank"] == 0]
    wording = Wording(
        finding=penetration_finding(
            [{str(k): v for k, v in row.items()} for row in records_of(own)],
            place=str(own["line"].iloc[0]),
            period=view.period,
        ),
        measure=(
            "Share of people in treatment over share of the population (Census 2011), per cent, "
            f"{period_text(view.period)}: 100 is parity (dashed line). Recomputed from the printed "
            "shares, which carry no interval."
        ),
        source=source_line(datasets, [*view.rows["dataset_id"], *view.rows["census_dataset_id"]]),
        description=_description(rows, list(dict.fromkeys(rows["series"]))),
    )

    def draw(width: int | None) -> Drawn:
        return draw_group_values(
            rows,
            unit="per cent of its share of the population",
            reference=PARITY,
            reference_label="Parity",
            description=wording.description,
            palette=palette,
            width=width,
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def over_time_panels(
    view: InequalityView, *, datasets: pd.DataFrame, palette: Palette = LIGHT
) -> Panels:
    """Draw each group over time, all on one scale."""
    return _panels(
        view,
        view.over_time,
        events=view.events,
        title=f"{at_start(subject_of(view))} over time",
        shared=True,
        datasets=datasets,
        palette=palette,
    )


def gap_panels(view: InequalityView, *, datasets: pd.DataFrame, palette: Palette = LIGHT) -> Panels:
    """Draw difference, ratio and the indices over time."""
    lead = view.leads[0]
    # Its panels are named by what the gap is measured in; the area's events stand on each.
    area = view.gaps.loc[view.gaps["line_rank"] == 0, "line"]
    events = view.events[view.events["panel"].isin(["", *area])].assign(panel="")
    return _panels(
        view,
        view.gaps,
        events=events,
        title=f"The gap between {lead.high} and {lead.low} over time",
        shared=False,
        datasets=datasets,
        palette=palette,
    )


def _panels(
    view: InequalityView,
    rows: pd.DataFrame,
    *,
    events: pd.DataFrame,
    title: str,
    shared: bool,
    datasets: pd.DataFrame,
    palette: Palette,
) -> Panels:
    scale = "All panels have the same scale." if shared else "Each panel has a scale of its own."
    wording = Wording(
        finding=title,
        measure=f"{inequality_measure(view).rpartition(', ')[0]}. {scale}",
        source=source_line(datasets, rows["dataset_id"]),
        description=f"{rows['panel'].nunique()} line charts: {title}.",
    )
    plan = PanelPlan(
        rows=rows,
        events=events,
        strengths=datasets.set_index("dataset_id")["strength"],
        is_shared=shared,
        has_labels=False,
    )
    return panels_picture(plan, wording=wording, palette=palette)


def _labelled(rows: pd.DataFrame) -> pd.DataFrame:
    several = rows["line"].nunique() > 1
    texts = [_value(row) for row in records_of(rows)]
    return rows.assign(
        series=rows["line"],
        series_rank=rows["line_rank"],
        value_text=texts,
        interval_text=[
            interval_text(low, high, unit=str(unit), decimals=int(places)) or "none"
            for low, high, unit, places in zip(
                rows["lower95"], rows["upper95"], rows["unit"], rows["decimals"], strict=True
            )
        ],
        label=[
            f"{text} {line}" if several else text
            for text, line in zip(texts, rows["line"], strict=True)
        ],
    )


def _value(row: dict[Any, Any]) -> str:
    if pd.isna(row["value"]):
        return missing_text(str(row["flag"])).partition(":")[0]
    places = int(row["decimals"])
    return value_text(row["value"], unit=str(row["unit"]), decimals=places, with_unit=False)


def _bars(series: list[str]) -> str:
    """Name the bars of each group in their order; empty for one."""
    return f"Bars from the top: {', '.join(series)}." if len(series) > 1 else ""


def _by_words(dimension: Dimension) -> str:
    return {
        Dimension.AREAS: "decile of area deprivation (IMD 2025)",
        Dimension.AREAS_2019: "decile of area deprivation (IMD 2019)",
        Dimension.DEPRIVATION: "fifth of deprivation and sex",
    }.get(dimension, dimension.value)


def _counted(view: InequalityView) -> str:
    """Say how many areas a decile's value stands on, and how the value was made."""
    if view.scope is not Scope.AREAS:
        return ""
    used, without = int(view.latest["members"].sum()), int(view.latest["missing"].sum())
    said = f"{view.latest['line'].iloc[0]}: {used} of {used + without} authorities shown"
    why = f"; {without} without a figure that may be used (suppressed, withheld or not published)"
    own = ""
    if view.own_group and len(view.own_value):
        figure = view.own_value.iloc[0]
        value = value_text(
            figure["value"], unit=str(figure["unit"]), decimals=int(figure["decimals"])
        )
        own = f" The chosen area: {value}, in {view.own_group[:1].lower()}{view.own_group[1:]}."
    return f"{said}{why if without else ''}.{own}"


def _description(rows: pd.DataFrame, series: list[str]) -> str:
    said: list[str] = []
    for name in series:
        own = rows[rows["series"] == name]
        values = [
            f"{group} {text}" for group, text in zip(own["group"], own["value_text"], strict=True)
        ]
        said.append(f"{name}: {'; '.join(values)}")
    return f"Bar chart. {'. '.join(said)}."


def gap_note(view: InequalityView) -> str:
    """Return how gaps and indices are made, for the page and the sheet."""
    said = [
        "Limits of differences and ratios follow from the limits of the two values "
        "(Zou and Donner 2008; Donner and Zou 2012).",
    ]
    if view.dimension is Dimension.DEPRIVATION:
        said.append(
            "The slope and the relative index compare the two ends of a line through all five "
            "fifths, fitted on the logarithm of the rates because a straight line would fall below "
            "zero. The fifths are taken as equally populated: their populations are not published. "
            "Fifths follow the index of the day (2010, 2015, 2019), so lines break."
        )
    if view.scope is Scope.AREAS and any(lead.line.startswith("Median") for lead in view.leads):
        said.append(
            "Medians carry no interval; areas whose rate is withheld are left out, and these have "
            "few events, so that the least deprived deciles may be lower than shown."
        )
    if view.dimension is Dimension.SUBSTANCE:
        said.append(
            "Alcohol: adults of 18 and over; opiates and crack: ages 15 to 64. Both rest on "
            "estimates of how many people are in need."
        )
    return " ".join(said)
