"""Harm, crime and supply as small charts, and one table of all of it to take away."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from cdof_core.analysis.harm_and_supply import HarmAndSupply
from cdof_core.analysis.harm_measures import Geography, Theme
from cdof_core.charts.paper import Wording
from cdof_core.charts.rates_beside import draw_rates_beside
from cdof_core.charts.specification import Drawn
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.comparison.keys import is_usable
from cdof_core.comparison.records import records_of
from cdof_core.domain.indicator import COMPARABLE
from cdof_core.narrative.harm_and_supply import GEOGRAPHIES, THEMES, rates_title
from cdof_core.narrative.names import at_start, in_sentence, listed
from cdof_core.narrative.numbers import interval_text, number_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import FLAGS, chip_word, trend_word
from cdof_core.report.panel_picture import PanelPlan, Panels, panels_picture
from cdof_core.report.picture import Picture
from cdof_core.report.sources import source_line
from cdof_core.report.table_origin import Origin, method_lines, source_lines, source_names
from cdof_core.report.tables import Table

_KINDS: Final = frozenset(kind.value for kind in COMPARABLE)
_CRIMES: Final = {
    "recorded_drug_offences_rate": "drug offences",
    "recorded_burglary_rate": "burglary",
    "recorded_robbery_rate": "robbery",
    "recorded_theft_person_rate": "theft from the person",
    "recorded_vehicle_rate": "vehicle offences",
}


def theme_panels(
    view: HarmAndSupply,
    *,
    themes: Sequence[Theme],
    geography: Geography,
    datasets: pd.DataFrame,
    palette: Palette = LIGHT,
) -> Panels:
    """Draw the series of some themes, of one kind of place.

    Args:
        view: The figures.
        themes: What they tell about.
        geography: The kind of place.
        datasets: The catalogue of datasets.
        palette: The theme's colours.

    Returns:
        The panels, each with a scale of its own.
    """
    rows = view.drawn(geography, *themes)
    wording = theme_wording(rows, themes=themes, geography=geography, datasets=datasets)
    events = view.events
    is_here = events["theme"].isin([theme.value for theme in themes]) & (
        events["geography"] == geography.value
    )
    plan = PanelPlan(
        rows=rows,
        events=events.loc[is_here, ["panel", "event_date", "label"]],
        strengths=datasets.set_index("dataset_id")["strength"],
        is_shared=False,
        has_labels=False,
    )
    return panels_picture(plan, wording=wording, palette=palette)


def theme_wording(
    rows: pd.DataFrame, *, themes: Sequence[Theme], geography: Geography, datasets: pd.DataFrame
) -> Wording:
    """Return the words of the charts of some themes, which need no chart to be drawn.

    Args:
        rows: Their lines, see `HarmAndSupply.drawn`.
        themes: What they tell about.
        geography: The kind of place.
        datasets: The catalogue of datasets.
    """
    own = rows[rows["line_rank"] == 0]
    places = list(dict.fromkeys(own["line"]))
    forces = list(dict.fromkeys(rows["line"])) if geography is Geography.FORCE else places
    where = listed([in_sentence(name) for name in forces[:4]])
    subject = at_start(listed([THEMES[theme].lower() for theme in themes]))
    title = f"{subject} over time: {where}"
    return Wording(
        finding=title,
        measure=f"Figures are of: {where} ({GEOGRAPHIES[geography]}). Each panel has a scale of "
        "its own.",
        source=source_line(datasets, rows["dataset_id"][rows["dataset_id"] != ""].unique()),
        description=f"{own['panel'].nunique()} line charts. {title}.",
    )


def crime_picture(view: HarmAndSupply, *, source: str, palette: Palette = LIGHT) -> Picture | None:
    """Draw the authority's recorded crime beside England and its region.

    Args:
        view: The figures.
        source: Source and licence line.
        palette: The theme's colours.

    Returns:
        The picture; None where no rate is published for the area.
    """
    rates = crime_rates(view)
    if rates.empty:
        return None
    region = view.places.region.label if view.places.region else ""
    columns = {"England": "england", **({region: "region"} if region else {})}
    beside = {
        name: pd.DataFrame(
            {
                "measure": rates["measure"],
                "value": rates[column],
                "value_text": [number_text(value, 1) for value in rates[column]],
            }
        )
        for name, column in columns.items()
    }
    place, unit = view.places.area.name, str(rates["unit"].iloc[0])
    signs = {"England": "upright stroke: England", region: f"diamond: {in_sentence(region)}"}
    legend = "; ".join(signs[name] for name in columns)
    judged = list(zip(rates["crime"], rates["judgement"], strict=True))
    said = [
        f"{row['measure']} {row['value_text']} (England {number_text(row['england'], 1)})"
        for row in records_of(rates)
    ]
    wording = Wording(
        finding=rates_title(judged, area_name=place, benchmark_label=view.places.chosen.label),
        measure=(
            f"Police recorded crime {unit}, {period_text(str(rates['period_label'].iloc[0]))}. "
            f"Bar: {in_sentence(place)}, with its 95% interval; {legend}. Recorded drug offences "
            "also measure how much the police look."
        ),
        source=source,
        description=f"Bar chart of {len(rates)} rates. {'; '.join(said)}.",
    )

    def draw(width: int | None) -> Drawn:
        return draw_rates_beside(
            rates,
            beside=beside,
            unit=unit,
            description=wording.description,
            palette=palette,
            width=width,
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def crime_rates(view: HarmAndSupply) -> pd.DataFrame:
    """Return the authority's crime rates of its newest period, with their words."""
    latest = view.latest
    rows = latest[
        (latest["theme"] == Theme.CRIME.value) & (latest["geography"] == Geography.AUTHORITY.value)
    ]
    # Homicide has another scale and weapons no good direction: the table lists them.
    rows = rows[is_usable(rows) & rows["indicator_id"].isin(list(_CRIMES))]
    if rows.empty:
        return rows
    # One scale and one year: what is published for another stays in the table.
    same = (rows["unit"] == rows["unit"].iloc[0]) & (rows["period_end"] == rows["period_end"].max())
    rows = rows[same]
    return rows.assign(
        measure=[at_start(_CRIMES[str(name)]) for name in rows["indicator_id"]],
        crime=[_CRIMES[str(name)] for name in rows["indicator_id"]],
        value_text=[number_text(value, 1) for value in rows["value"]],
        interval_text=[
            interval_text(low, high, unit=str(unit), decimals=1) or "none"
            for low, high, unit in zip(rows["lower95"], rows["upper95"], rows["unit"], strict=True)
        ],
        judgement_word=[
            chip_word(str(word), str(reason))
            for word, reason in zip(rows["judgement"], rows["reason"], strict=True)
        ],
    ).reset_index(drop=True)


def _comparable(row: Mapping[Any, Any]) -> bool:
    """Tell whether a figure may stand beside one of a place of another size."""
    return str(row["value_kind"]) in _KINDS


def together_table(view: HarmAndSupply, *, origin: Origin) -> Table:
    """Return every newest figure of the page as one table.

    Args:
        view: The figures.
        origin: Where they come from.

    Returns:
        One row a measure and place.
    """
    rows = view.latest
    records = records_of(rows)
    label = view.places.chosen.label
    data = pd.DataFrame(
        {
            "Theme": rows["theme"].map(THEMES),
            "Measure": rows["name"],
            "Place": rows["place"],
            "Kind of place": rows["geography"].map(GEOGRAPHIES),
            "Area code": rows["area_code"],
            "Period": [period_text(str(name)) for name in rows["period_label"]],
            "Value": rows["value"],
            "Unit": rows["unit"],
            "Lower 95% limit": rows["lower95"],
            "Upper 95% limit": rows["upper95"],
            "England": [row.get("england") if _comparable(row) else None for row in records],
            "Region": [row.get("region") if _comparable(row) else None for row in records],
            f"Against {in_sentence(label)}": [_judged(row) for row in records],
            "Recent trend": [_trend_text(row) for row in records],
            "What is missing and why": [FLAGS.get(str(row["flag"]), "") for row in records],
            "Publisher's note": rows["note"],
            "Source": source_names(rows["dataset_id"].replace("", None), origin),
        }
    )
    title = f"Harm, supply and crime: {view.places.area.name}"
    about = [
        ("Title", title),
        ("Places", "Each figure is of the place named in its row, and of no other."),
        *source_lines(rows["dataset_id"].unique(), origin),
        *method_lines(origin),
    ]
    return Table(
        title=title,
        data=data.reset_index(drop=True),
        decimals={},
        about=tuple((name, text) for name, text in about if text),
        built_at=origin.built_at,
    )


def _trend_text(row: Mapping[Any, Any]) -> str:
    """Return the recent trend of a figure in words."""
    return trend_word(str(row["trend"]), str(row["trend_reason"]), str(row["polarity"]))


def _judged(row: Mapping[Any, Any]) -> str:
    if row["geography"] == Geography.FORCE.value:
        return "Not compared: of the whole police force area"
    return chip_word(str(row["judgement"]), str(row["reason"]))
