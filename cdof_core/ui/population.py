"""The page of populations: ages, ethnic groups and deprivation beside two comparators."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from cdof_core.analysis.places import Places
from cdof_core.analysis.population import (
    ALL_AGES,
    BANDS,
    Population,
    reference_name,
    view_population,
)
from cdof_core.comparison.records import records_of
from cdof_core.domain import Selection
from cdof_core.narrative.numbers import number_text
from cdof_core.narrative.population import NO_PYRAMID, OVERLAP, VINTAGES
from cdof_core.report.picture import Picture
from cdof_core.report.population_picture import (
    EDITIONS,
    ages_picture,
    deprivation_title,
    ethnicity_picture,
    newest_reference,
    population_table,
    population_title,
    pyramid_picture,
)
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.components import Cell, DataTable, Row, show_table
from cdof_core.ui.downloads import file_stem, snapshot_origin, table_files
from cdof_core.ui.judged import chosen
from cdof_core.ui.panels import (
    Download,
    as_plain_text,
    show_caveats,
    show_no_data,
)
from cdof_core.ui.sources import Use, datasets_of, show_sources
from cdof_core.ui.text_version import show_folded
from cdof_core.ui.workshop import is_workshop

_QUESTION = "Who lives here, and how does that differ from elsewhere?"
_AGES = {ALL_AGES: "All ages", "18+": "18 and over", "15-64": "15 to 64", "16-59": "16 to 59"}


def load_population() -> Population:
    """Return who lives in the chosen area and in two comparators."""
    selection, places = chosen()
    return _view(selection, content_hash(), _places=places)


def show_population_title(view: Population) -> None:
    """Show the finding, the question and what it stands beside."""
    st.title(as_plain_text(population_title(view)), anchor=False)
    beside = f" Beside {' and '.join(view.comparators)}." if view.comparators else ""
    st.caption(as_plain_text(f"{_QUESTION}{beside}"))
    if view.is_empty:
        show_no_data("No population is held for this area")
    if view.places.warning:
        st.caption(f"About this comparison: {view.places.warning}")


def show_ages(view: Population) -> None:
    """Show ages by sex, or age bands and why there is no pyramid."""
    if view.pyramid.reference:
        _show_pyramid(view)
    elif newest_reference(view):
        _show(view, ages_picture, key="ages", stem="age-bands", sources=view.ages_sources)
    if not view.pyramid.reference:
        st.info(NO_PYRAMID, icon=":material/info:")
    if not view.ages.empty:
        show_folded("Populations that rates are made of", partial(_show_bands, view), key="ages")


def _show_pyramid(view: Population) -> None:
    in_a_room = is_workshop()
    _show(
        view,
        partial(pyramid_picture, in_a_room=in_a_room),
        key="pyramid",
        stem="age-and-sex",
        sources=view.pyramid.sources,
        drawn_for=str(in_a_room),
    )
    show_folded(
        "Ages by sex as a table",
        lambda: show_table(partial(_pyramid_table, view), key="pyramid", drawn_from=[view]),
        key="pyramid",
    )


def _show_bands(view: Population) -> None:
    show_table(partial(_ages_table, view), key="ages", drawn_from=[view])
    st.caption(f"{OVERLAP} {VINTAGES}")


def _show(
    view: Population,
    draw: Callable[..., Picture],
    *,
    key: str,
    stem: str,
    sources: Sequence[str],
    drawn_for: str = "",
) -> None:
    """Show one of the page's pictures, its figures offered with all others of the page."""
    palette = current_palette()
    show_picture(
        lambda: draw(view, datasets=read_table("datasets"), palette=palette),
        drawn_for=f"{palette.ground} {drawn_for}",
        drawn_from=[view],
        key=key,
        file_stem=stem,
        tables=_files(view),
        explains=sources,
        has_twin=True,
    )


def show_ethnicity(view: Population) -> None:
    """Show ethnic groups of the Census 2021."""
    if not (view.ethnicity["place_rank"] == 0).any():
        return
    _show(
        view,
        ethnicity_picture,
        key="ethnicity",
        stem="ethnic-groups",
        sources=view.ethnicity_sources,
    )
    show_folded(
        "Ethnic groups as a table",
        lambda: show_table(partial(_ethnicity_table, view), key="ethnicity", drawn_from=[view]),
        key="ethnicity",
    )


def show_deprivation(view: Population) -> None:
    """Show score, rank and decile of both editions."""
    if view.deprivation.empty:
        return
    st.header(as_plain_text(deprivation_title(view) or "Deprivation"), anchor=False)
    st.caption(
        "Index of multiple deprivation, average score of the area: higher is more deprived; rank "
        "and decile 1 are the most deprived. The deciles are of authorities and were derived here; "
        "other publications number them the other way round. A comparator has the median of its "
        "authorities. Scores of two editions are not comparable in level, ranks with care."
    )
    show_table(partial(_deprivation_table, view), key="deprivation", drawn_from=[view])
    show_beside(_files(view), key="deprivation", sources=view.sources)


def show_population_sources(view: Population) -> None:
    """Show sources and caveats."""
    show_sources(Use(name, "Population") for name in view.sources)
    datasets = datasets_of(list(view.sources))
    show_caveats([f"{dataset.publication}: {dataset.caveats}" for dataset in datasets])


def _files(view: Population) -> list[Download]:
    make = partial(population_table, view, origin=snapshot_origin())
    return table_files(make, file_stem=file_stem("population", view.places.area.name))


def _ages_table(view: Population) -> DataTable:
    places = list(dict.fromkeys(view.ages.sort_values("place_rank")["place"]))
    cells = {
        (str(row["reference"]), str(row["age"]), str(row["place"])): row
        for row in records_of(view.ages)
    }
    groups = tuple(
        (
            label,
            tuple(
                (
                    Cell(_AGES[age]),
                    *(_count(cells, (reference, age, place)) for place in places),
                )
                for age in (ALL_AGES, *BANDS)
                if any((reference, age, place) in cells for place in places)
            ),
        )
        for reference, label in view.references.items()
        if (view.ages["reference"] == reference).any()
    )
    return DataTable(
        caption="Population by age band",
        columns=("Age", *places),
        groups=groups,
        numbers=tuple(range(1, len(places) + 1)),
        noun="rows",
        is_compact=True,
    )


def _pyramid_table(view: Population) -> DataTable:
    bands = view.pyramid.bands
    places = list(dict.fromkeys(bands["place"]))
    columns = [(place, sex) for place in places for sex in ("Male", "Female")]
    cells = {(row["band"], row["place"], row["sex"]): row for row in records_of(bands)}
    rows: tuple[Row, ...] = tuple(
        (Cell(str(band)), *(_people(cells[band, place, sex]) for place, sex in columns))
        for band in dict.fromkeys(bands["band"])
    )
    return DataTable(
        caption=f"Males and females by age, {reference_name(view.pyramid.reference)}",
        columns=("Age", *(f"{sex}s, {place}" for place, sex in columns)),
        groups=(("", rows),),
        numbers=tuple(range(1, len(columns) + 1)),
        noun="bands",
        is_compact=True,
    )


def _people(row: Mapping[Any, Any]) -> Cell:
    return Cell(number_text(row["people"]), below=f"{number_text(row['share'], 1)}%")


def _count(
    cells: Mapping[tuple[str, str, str], Mapping[Any, Any]], key: tuple[str, str, str]
) -> Cell:
    if key not in cells:
        return Cell("–", below="a member has no figure")
    row = cells[key]
    share = "" if key[1] == ALL_AGES else f"{number_text(row['share'], 1)}% of all ages"
    return Cell(number_text(row["persons"]), below=share)


def _ethnicity_table(view: Population) -> DataTable:
    ordered = view.ethnicity.sort_values(["place_rank", "people"], ascending=[True, False])
    places = list(dict.fromkeys(ordered["place"]))
    cells = {(row["group"], row["place"]): row for row in records_of(ordered)}
    rows: tuple[Row, ...] = tuple(
        (Cell(str(group)), *(_share(cells.get((group, place))) for place in places))
        for group in dict.fromkeys(ordered["group"])
    )
    return DataTable(
        caption="Ethnic groups, Census 2021",
        columns=("Ethnic group", *places),
        groups=(("", rows),),
        numbers=tuple(range(1, len(places) + 1)),
        noun="groups",
        is_compact=True,
    )


def _share(row: Mapping[Any, Any] | None) -> Cell:
    if row is None:
        return Cell("–", below="a member has no figure")
    return Cell(f"{number_text(row['share'], 1)}%", below=f"{number_text(row['people'])} people")


def _deprivation_table(view: Population) -> DataTable:
    groups = tuple(
        (
            edition,
            tuple(
                _deprivation_row(row, view.authorities)
                for row in records_of(view.deprivation[view.deprivation["index"] == index])
            ),
        )
        for index, edition in EDITIONS.items()
    )
    return DataTable(
        caption="Deprivation of the area and of its comparators",
        columns=("Place", "Average score", "Rank", "Decile"),
        groups=groups,
        numbers=(1, 2, 3),
        noun="rows",
        is_compact=True,
    )


def _deprivation_row(row: dict[Any, Any], authorities: int) -> Row:
    if row["is_median"]:
        below = f"median of {row['members']} authorities"
        return (
            Cell(str(row["place"]), below=below),
            Cell(number_text(row["score"], 1)),
            Cell("–"),
            Cell("–"),
        )
    return (
        Cell(str(row["place"])),
        Cell(number_text(row["score"], 1)),
        Cell(number_text(row["rank"]), below=f"of {authorities}"),
        Cell(number_text(row["decile"])),
    )


@st.cache_resource(max_entries=100, show_spinner="Reading…")
def _view(selection: Selection, key: str, *, _places: Places) -> Population:  # noqa: ARG001
    return view_population(_places)
