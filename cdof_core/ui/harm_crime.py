"""Crime on the page of harm: what is recorded in the authority, beside England and region."""

from functools import partial

import streamlit as st

from cdof_core.analysis.harm_and_supply import HarmAndSupply
from cdof_core.analysis.harm_measures import Geography, Theme
from cdof_core.narrative.harm_and_supply import THEMES
from cdof_core.narrative.names import in_sentence
from cdof_core.report.harm_pictures import crime_picture, together_table
from cdof_core.report.picture import Picture
from cdof_core.report.sources import source_line
from cdof_core.ui.cached import read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.downloads import file_stem, snapshot_origin, table_files
from cdof_core.ui.kept import keep
from cdof_core.ui.panels import show_no_data


def show_crime(view: HarmAndSupply) -> None:
    """Show the authority's recorded crime beside England and region."""
    st.header(THEMES[Theme.CRIME], anchor=False)
    latest = view.latest
    own = latest[
        (latest["theme"] == Theme.CRIME.value) & (latest["geography"] == Geography.AUTHORITY.value)
    ]
    palette = current_palette()

    def draw() -> Picture | None:
        source = source_line(read_table("datasets"), list(own["dataset_id"].unique()))
        return crime_picture(view, source=source, palette=palette)

    picture = keep(draw, key=f"crime {palette.ground}", made_from=[view])
    if picture is None:
        show_no_data(
            f"No recorded crime is held for {in_sentence(view.places.area.name)}",
            why="Police forces publish it by authority; this one has no figure here.",
        )
    else:
        stem = file_stem("recorded-crime", view.places.area.name)
        make = partial(together_table, view, origin=snapshot_origin())
        show_picture(
            picture,
            drawn_for=palette.ground,
            drawn_from=[view],
            key="crime",
            file_stem=stem,
            tables=table_files(make, file_stem=stem),
            defines=[str(name) for name in own["indicator_id"]],
            has_twin=True,
        )
