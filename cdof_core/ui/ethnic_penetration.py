"""Treatment by ethnic group: the reference case, under its banner."""

from functools import partial

import pandas as pd
import streamlit as st

from cdof_core.analysis.ethnic_penetration import COLLECTION, EthnicPenetration, view_penetration
from cdof_core.analysis.need_estimate import Figures
from cdof_core.analysis.need_groups import Trait
from cdof_core.comparison.records import records_of
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import number_text
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import FLAGS
from cdof_core.report.inequality_picture import penetration_picture
from cdof_core.report.picture import Picture
from cdof_core.statistics.penetration import ASSUMPTION
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.components import Cell, DataTable, show_table
from cdof_core.ui.downloads import plain_files
from cdof_core.ui.judged import chosen_of_whole_area
from cdof_core.ui.panels import as_plain_text, show_caveats, show_no_data, show_reference_case
from cdof_core.ui.sources import Use, show_sources
from cdof_core.ui.url import page_href, read_parameters
from cdof_core.ui.who_is_in_need import period_of_rates


def load_penetration() -> EthnicPenetration:
    """Return treatment by ethnic group of the reference case."""
    return _penetration(content_hash())


def show_penetration_title(view: EthnicPenetration) -> None:
    """Show the finding, and that it is of the reference case."""
    if view.is_empty:
        st.title("Treatment by ethnic group is not held here", anchor=False)
        return
    st.title(as_plain_text(_picture(view).wording.finding), anchor=False)
    st.caption(
        "Who is over- or under-served? A reference case, for Bedford and England, whichever "
        f"area is chosen. {_newer_words(view.period)}"
    )


def _newer_words(shown: str) -> str:
    """Say where newer rates are, as far as any are held: for the area, else for England."""
    area = in_sentence(chosen_of_whole_area()[1].area.name)
    for figures, whose in ((Figures.OWN, area), (Figures.ENGLAND, "England")):
        period = period_of_rates(Trait.ETHNICITY, figures)
        if _first_year(period) > _first_year(shown):
            href = page_href("who_is_in_need", read_parameters(), by="", figures=figures.value)
            none = "" if figures is Figures.OWN else f"No newer figures are held for {area}. "
            return (
                f"{as_plain_text(none)}Newer figures for {as_plain_text(whose)}, of "
                f"{period_text(period)}, are under [Who is in need]({href})."
            )
    return as_plain_text(f"No newer figures are held for {area} or for England.")


def _first_year(period: str) -> str:
    """Return the year in which a labelled period begins; empty for none."""
    return period[:4]


def show_penetration(view: EthnicPenetration) -> None:
    """Show treatment by ethnic group under the banner of the reference case."""
    if view.is_empty:
        show_no_data("No publication held here parts treatment by ethnic group")
        return
    palette = current_palette()
    show_reference_case(COLLECTION)
    used = dict.fromkeys([*view.rows["dataset_id"], *view.rows["census_dataset_id"]])
    tables = plain_files("Penetration rates", _penetration_file(view), file_stem="penetration")
    show_picture(
        partial(_picture, view),
        drawn_for=palette.ground,
        drawn_from=[view],
        key="penetration",
        file_stem="penetration",
        tables=tables,
        explains=[str(name) for name in used],
        has_twin=True,
    )
    show_table(partial(_penetration_table, view), key="penetration", drawn_from=[view])
    unknown = "; ".join(
        f"{place} {number_text(share, 1)}%" for place, share in view.unknown.items()
    )
    show_caveats(
        [
            ASSUMPTION,
            f"People in treatment whose group was not known stay in the total: {unknown}.",
            "The shares are printed to one place, and no counts: rates of small groups are rough.",
        ]
    )
    show_sources(Use(str(name), "Penetration rates") for name in used)


def _picture(view: EthnicPenetration) -> Picture:
    return penetration_picture(view, datasets=read_table("datasets"), palette=current_palette())


def _penetration_table(view: EthnicPenetration) -> DataTable:
    groups = tuple(
        (
            str(place),
            tuple(
                (
                    Cell(str(row["group"])),
                    Cell(f"{number_text(row['in_treatment'], 1)}%"),
                    Cell(f"{number_text(row['population'], 1)}%"),
                    Cell(f"{number_text(row['value'])}%"),
                    Cell(
                        f"{number_text(row['printed'])}%",
                        below=FLAGS.get(str(row["printed_flag"]), ""),
                    ),
                )
                for row in records_of(part)
            ),
        )
        for place, part in view.rows.groupby("line", sort=False)
    )
    return DataTable(
        caption="Ethnic groups in treatment and in the population",
        columns=("Ethnic group", "In treatment", "Population", "Penetration", "As printed"),
        groups=groups,
        numbers=(1, 2, 3, 4),
        noun="groups",
        is_compact=True,
    )


def _penetration_file(view: EthnicPenetration) -> pd.DataFrame:
    rows = view.rows
    return pd.DataFrame(
        {
            "Place": rows["line"],
            "Period": view.period,
            "Ethnic group": rows["group"],
            "Share of people in treatment, %": rows["in_treatment"],
            "Share of the population (Census 2011), %": rows["population"],
            "Penetration rate, recomputed (100 is parity)": rows["value"],
            "Penetration rate as printed": rows["printed"],
            "About the printed figure": [FLAGS.get(str(flag), "") for flag in rows["printed_flag"]],
        }
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def _penetration(key: str) -> EthnicPenetration:  # noqa: ARG001 (the snapshot the entry is for)
    return view_penetration()
