"""Who lives in an area, as pictures and as a table."""

from typing import Final

import pandas as pd

from cdof_core.analysis.population import ALL_AGES, BANDS, Population, reference_name
from cdof_core.charts.group_values import draw_group_values
from cdof_core.charts.paper import Wording
from cdof_core.charts.population_pyramid import draw_pyramid
from cdof_core.charts.specification import Drawn
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.comparison.records import records_of
from cdof_core.narrative.numbers import number_text
from cdof_core.narrative.population import (
    NO_PYRAMID,
    OVERLAP,
    VINTAGES,
    deprivation_finding,
    ethnicity_finding,
    population_finding,
    pyramid_finding,
)
from cdof_core.report.picture import Picture
from cdof_core.report.sources import source_line
from cdof_core.report.table_origin import Origin, method_lines, source_lines
from cdof_core.report.tables import Table

EDITIONS: Final = {"imd2025": "IMD 2025", "imd2019": "IMD 2019"}
_ADULTS: Final = "18+"
_AGE_NAMES: Final = {"18+": "18 and over", "15-64": "15 to 64", "16-59": "16 to 59"}
_GROUP_WIDTH: Final = 34
"""Letters of a group's name that a picture has room for."""


def newest_reference(view: Population) -> str:
    """Return the newest reference with age bands for the area; empty where there is none."""
    own = view.ages[(view.ages["place_rank"] == 0) & (view.ages["age"] == _ADULTS)]
    held = set(own["reference"])
    return next((name for name in view.references if name in held), "")


def population_title(view: Population) -> str:
    """Return the title of the page."""
    reference = newest_reference(view)
    rows = view.ages[view.ages["reference"] == reference]
    own = rows[(rows["place_rank"] == 0) & (rows["age"] == ALL_AGES)]["persons"]
    adults = rows[rows["age"] == _ADULTS].sort_values("place_rank")
    return population_finding(
        view.places.area.name,
        persons=float(own.iloc[0]) if len(own) else None,
        reference=reference_name(reference),
        shares=list(zip(adults["place"], adults["share"], strict=True)),
    )


def ages_picture(view: Population, *, datasets: pd.DataFrame, palette: Palette = LIGHT) -> Picture:
    """Draw the share of each age band beside the comparators."""
    reference = newest_reference(view)
    rows = view.ages[(view.ages["reference"] == reference) & view.ages["age"].isin(BANDS)]
    rows = rows.assign(group=rows["age"].map(_AGE_NAMES), order=rows["age"].map(BANDS.index))
    title = f"Age bands, {reference_name(reference)}: share of all ages"
    return _shares(
        rows.sort_values(["order", "place_rank"]),
        wording=Wording(
            finding=title,
            measure=f"Share of people of all ages, per cent. {OVERLAP} {_bars(rows)}",
            source=source_line(datasets, view.ages_sources),
            description=_description(rows, title),
        ),
        palette=palette,
    )


def pyramid_title(view: Population) -> str:
    """Return in which age group the area differs most from the first comparator."""
    groups = view.pyramid.groups.pivot_table(
        index=["age_from", "band"], columns="place", values="share"
    ).reset_index()
    names = [name for name in (view.places.area.name, *view.comparators) if name in groups]
    own, beside = names[0], names[1] if len(names) > 1 else ""
    shares = groups[["band", own, beside]].to_numpy().tolist() if beside else []
    return pyramid_finding(
        own,
        reference=reference_name(view.pyramid.reference),
        beside=beside,
        shares=[(str(band), float(ours), float(theirs)) for band, ours, theirs in shares],
    )


def pyramid_picture(
    view: Population,
    *,
    datasets: pd.DataFrame,
    palette: Palette = LIGHT,
    in_a_room: bool = False,
) -> Picture:
    """Draw ages by sex with the outlines of the comparators.

    Args:
        view: Who lives in the area.
        datasets: The catalogue of datasets.
        palette: The theme's colours.
        in_a_room: Whether it is for a projector that many look at; paper ignores it.
    """
    bands = view.pyramid.bands
    rows = bands.assign(
        people_text=bands["people"].map(number_text),
        share_text=[f"{number_text(share, 1)}%" for share in bands["share"]],
    )
    title = pyramid_title(view)
    wording = Wording(
        finding=title,
        measure=(
            f"{reference_name(view.pyramid.reference)}, females and males by age as a share of all "
            f"people of the place. {_pyramid_key(bands)}"
        ),
        source=source_line(datasets, view.pyramid.sources),
        description=_pyramid_description(view, title),
    )

    def draw(width: int | None) -> Drawn:
        return draw_pyramid(
            rows,
            description=wording.description,
            palette=palette,
            width=width,
            in_a_room=in_a_room and width is None,
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def _pyramid_key(bands: pd.DataFrame) -> str:
    """Say what the bars and lines are."""
    places = bands.sort_values("place_rank").drop_duplicates("place_rank")
    marks = ("Bars", "full line", "dashed line")
    named = [
        f"{marks[rank]}: {place}"
        for place, rank in zip(places["place"], places["place_rank"], strict=True)
    ]
    return f"{'; '.join(named)}."


def _pyramid_description(view: Population, title: str) -> str:
    said = [
        f"{place}: "
        + ", ".join(f"{row['band']} {number_text(row['share'], 1)}%" for row in records_of(part))
        for place, part in view.pyramid.groups.groupby("place", sort=False)
    ]
    return (
        f"Age–sex pyramid, males left and females right. {title}. Both sexes by age group: "
        f"{'. '.join(said)}."
    )


def ethnicity_picture(
    view: Population, *, datasets: pd.DataFrame, palette: Palette = LIGHT
) -> Picture:
    """Draw the share of each ethnic group beside the comparators."""
    rows = view.ethnicity
    own = rows[rows["place_rank"] == 0].sort_values("share", ascending=False)
    order = {group: place for place, group in enumerate(own["group"])}
    rows = rows.assign(order=rows["group"].map(order)).sort_values(["order", "place_rank"])
    rows["group"] = [_shortened(str(name)) for name in rows["group"]]
    title = ethnicity_finding(
        view.places.area.name, shares=list(zip(own["group"], own["share"], strict=True))
    )
    return _shares(
        rows,
        wording=Wording(
            finding=title,
            measure=f"Share of all people by ethnic group, per cent, Census 2021. {_bars(rows)}",
            source=source_line(datasets, view.ethnicity_sources),
            description=_description(rows, title),
        ),
        palette=palette,
    )


def deprivation_title(view: Population) -> str:
    """Return where the area stands by deprivation; empty for a combined area."""
    own = view.deprivation[(view.deprivation["place_rank"] == 0)]
    newest = own[own["index"] == "imd2025"]
    if len(newest) != 1:
        return ""
    row = newest.iloc[0]
    return deprivation_finding(
        view.places.area.name,
        rank=float(row["rank"]),
        of=view.authorities,
        score=float(row["score"]),
        year="IMD 2025",
    )


def population_table(view: Population, *, origin: Origin) -> Table:
    """Return populations, ethnic groups and deprivation as one table.

    Args:
        view: The population.
        origin: Where the figures come from.
    """
    ages = view.ages.assign(
        what="Population", of=view.ages["age"], when=view.ages["reference"].map(reference_name)
    ).rename(columns={"persons": "number"})
    bands = view.pyramid.bands
    pyramid = bands.assign(
        what="Age and sex",
        of=bands["sex"] + ", " + bands["band"],
        when=reference_name(view.pyramid.reference),
    ).rename(columns={"people": "number"})
    groups = view.ethnicity.assign(
        what="Ethnic group", of=view.ethnicity["group"], when="Census 2021"
    ).rename(columns={"people": "number"})
    scores = view.deprivation.assign(
        what="Deprivation", of="Average score", when=view.deprivation["index"].map(EDITIONS)
    )
    rows = pd.concat([ages, pyramid, groups, scores], ignore_index=True)
    data = pd.DataFrame(
        {
            "Place": rows["place"],
            "What": rows["what"],
            "Group": rows["of"],
            "Reference": rows["when"],
            "Number": rows["number"],
            "Share, %": rows["share"],
            "Score": rows["score"],
            "Rank (1 is the most deprived)": rows["rank"],
            "Decile (1 is the most deprived)": rows["decile"],
            "Authorities": rows["members"],
        }
    )
    title = population_title(view)
    about = [
        ("Title", title),
        ("Ages", OVERLAP),
        ("References", VINTAGES),
        ("Not held", "" if view.pyramid.reference else NO_PYRAMID),
        ("Deprivation", "A comparator's score is the median of its authorities."),
        *source_lines(view.sources, origin),
        *method_lines(origin),
    ]
    return Table(
        title=title,
        data=data,
        decimals={"Share, %": 1, "Score": 1},
        about=tuple((label, text) for label, text in about if text),
        built_at=origin.built_at,
    )


def _shares(rows: pd.DataFrame, *, wording: Wording, palette: Palette) -> Picture:
    texts = [f"{number_text(share, 1)}%" for share in rows["share"]]
    drawn = rows.assign(
        series=rows["place"],
        series_rank=rows["place_rank"],
        value=rows["share"],
        lower95=float("nan"),
        upper95=float("nan"),
        value_text=texts,
        interval_text="counted: no interval",
        label=[f"{text} {place}" for text, place in zip(texts, rows["place"], strict=True)],
    )

    def draw(width: int | None) -> Drawn:
        return draw_group_values(
            drawn,
            unit="per cent",
            description=wording.description,
            palette=palette,
            width=width,
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def _bars(rows: pd.DataFrame) -> str:
    """Name the bars of each group in their order."""
    places = rows.sort_values("place_rank")["place"].drop_duplicates()
    return f"Bars from the top: {', '.join(places)}."


def _description(rows: pd.DataFrame, title: str) -> str:
    said = [
        f"{place}: "
        + "; ".join(f"{row['group']} {number_text(row['share'], 1)}%" for row in records_of(part))
        for place, part in rows.groupby("place", sort=False)
    ]
    return f"Bar chart. {title}. {'. '.join(said)}."


def _shortened(name: str) -> str:
    """Return the first of the names that a census group carries."""
    first = name.partition(",")[0]
    return first if len(first) <= _GROUP_WIDTH else f"{first[: _GROUP_WIDTH - 1]}…"
