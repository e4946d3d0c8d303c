"""Penetration rates by a trait, as bars around parity, and as a table to take away."""

from typing import Final

import pandas as pd

from cdof_core.analysis.need_groups import PARITY, GroupPenetration, Trait
from cdof_core.charts.group_values import draw_group_values
from cdof_core.charts.paper import Wording
from cdof_core.charts.specification import Drawn
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.comparison.records import records_of
from cdof_core.narrative.need_groups import groups_title
from cdof_core.narrative.numbers import interval_text, number_text, value_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import chip_word
from cdof_core.report.picture import Picture
from cdof_core.report.sources import source_line

NOUNS: Final = {Trait.ETHNICITY: "ethnic group", Trait.SEX: "sex", Trait.AGE: "age group"}


def group_penetration_picture(
    view: GroupPenetration, *, datasets: pd.DataFrame, palette: Palette = LIGHT
) -> Picture:
    """Draw the rates of a view that has any.

    Args:
        view: Rates by one trait.
        datasets: The catalogue of datasets.
        palette: The theme's colours.
    """
    rows = view.rows.assign(
        group=view.rows["category"],
        series=view.rows["line"],
        series_rank=view.rows["line_rank"],
        value_text=[value_text(value, unit="%", decimals=0) for value in view.rows["value"]],
        interval_text=[
            interval_text(low, high, unit="%", decimals=0) or "none"
            for low, high in zip(view.rows["lower95"], view.rows["upper95"], strict=True)
        ],
    )
    series = list(dict.fromkeys(rows["series"]))
    several = len(series) > 1
    rows = rows.assign(label=rows["value_text"] + (" " + rows["series"] if several else ""))
    own = rows[rows["line_rank"] == 0]
    bars = f" Bars from the top: {', '.join(series)}." if several else ""
    said = "; ".join(
        f"{row['group']}, {row['series']}: {row['value_text']}" for row in records_of(rows)
    )
    wording = Wording(
        finding=groups_title(
            records_of(own), noun=NOUNS[view.trait], area_name=str(own["line"].iloc[0])
        ),
        measure=(
            f"Share of people in treatment over share of the population ({view.reference}), per "
            f"cent, {period_text(view.period)}; 100 is parity (dashed line).{bars}"
        ),
        source=source_line(datasets, view.dataset_ids),
        description=f"Bar chart of penetration rates around parity of 100%. {said}.",
    )

    def draw(width: int | None) -> Drawn:
        return draw_group_values(
            rows,
            unit="Penetration rate, %",
            description=wording.description,
            reference=PARITY,
            reference_label="Parity",
            palette=palette,
            width=width,
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def group_penetration_table(view: GroupPenetration) -> pd.DataFrame:
    """Return the rates with plain headings."""
    rows = view.rows
    return pd.DataFrame(
        {
            "Area": rows["line"],
            "Group": rows["category"],
            "Period of treatment": view.period,
            "People in treatment": rows["people"],
            "All in treatment": rows["base"],
            "Share of treatment (%)": rows["in_treatment"],
            f"Share of the population (%), {view.reference}": rows["population"],
            "Penetration rate (100 is parity)": rows["value"],
            "Lower 95% limit": rows["lower95"],
            "Upper 95% limit": rows["upper95"],
            "Against parity": [
                chip_word(str(judged), str(reason))
                for judged, reason in zip(rows["judgement"], rows["reason"], strict=True)
            ],
        }
    )


def unknown_sentence(view: GroupPenetration) -> str:
    """Say how many people in treatment have no group on record, and where they are counted."""
    shares = "; ".join(f"{place} {number_text(share, 1)}%" for place, share in view.unknown.items())
    return (
        f"{NOUNS[view.trait].capitalize()}: people of no recorded group count in the treatment "
        f"total ({shares})."
    )
