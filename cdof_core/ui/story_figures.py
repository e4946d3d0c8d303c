"""What the pages of figures give to a slide: their chief picture or table."""

from typing import Final

from cdof_core.analysis.inequalities import Dimension
from cdof_core.analysis.overview_grid import area_order
from cdof_core.charts.theme import LIGHT
from cdof_core.narrative.names import in_sentence
from cdof_core.report.area_map_picture import amount_scale, area_map_picture
from cdof_core.report.area_trends_picture import area_trends_picture
from cdof_core.report.grid_picture import grid_picture
from cdof_core.report.harm_pictures import together_table
from cdof_core.report.inequality_picture import latest_picture
from cdof_core.report.journey_pictures import flow_picture
from cdof_core.report.need_groups_picture import group_penetration_picture
from cdof_core.report.need_pictures import bulls_eye_picture, segment_bars_picture
from cdof_core.report.picture import Picture
from cdof_core.report.pictures import map_picture, trend_picture
from cdof_core.report.population_picture import ages_picture, newest_reference, pyramid_picture
from cdof_core.report.relationship_picture import relationship_picture
from cdof_core.report.slides import Slide
from cdof_core.report.sources import source_line
from cdof_core.report.spine_picture import profile_finding
from cdof_core.report.table_texts import as_texts
from cdof_core.report.tables import Table, profile_table
from cdof_core.ui.cached import read_table
from cdof_core.ui.compare_areas import comparison_picture, load_areas_compared
from cdof_core.ui.downloads import snapshot_origin
from cdof_core.ui.england_and_regions import load_national_panels
from cdof_core.ui.framework import LEVELS, framework_datasets, measures_table
from cdof_core.ui.harm_and_supply import harm_finding, harms_counted, load_harm_page
from cdof_core.ui.inequalities import load_inequality, shown_dimension
from cdof_core.ui.journey_page import EVERY, JourneyPage, load_journey_page
from cdof_core.ui.journey_steps import step_picture
from cdof_core.ui.judged import load_area_profile, load_indicator_view, load_overview
from cdof_core.ui.map import map_source
from cdof_core.ui.map_shown import codes_of, load_maps, regions
from cdof_core.ui.maps import has_map, load_ground, shown_layout
from cdof_core.ui.need_page import load_need_page
from cdof_core.ui.overview import messages_of
from cdof_core.ui.overview_grid import load_overview_grid
from cdof_core.ui.population import load_population
from cdof_core.ui.reference_cases import findings_table, printed_datasets, shown_case
from cdof_core.ui.relationships import load_relationship
from cdof_core.ui.spend_table import spend_finding, spend_table
from cdof_core.ui.story_tables import table_slide
from cdof_core.ui.treatment_journey import journey_finding, leads_table
from cdof_core.ui.trends import load_shown_lines
from cdof_core.ui.value_page import load_value_page
from cdof_core.ui.who_is_in_need import load_who_is_in_need

_HEADLINE: Final = "headline"


def overview_slide() -> Slide | None:
    """Return the findings that come first, in sentences; None where nothing is held."""
    overview = load_overview()
    comparison = overview.comparison
    if comparison.is_empty:
        return None
    used = overview.findings["dataset_id"].unique()
    return Slide(
        profile_finding(comparison),
        points=tuple(f"{one.lead} {one.text}".strip() for one in messages_of(overview)),
        source=source_line(read_table("datasets"), used),
    )


def profile_slide() -> Slide | None:
    """Return the area's judged measures; None where nothing is held."""
    comparison = load_area_profile().comparison
    if comparison.is_empty:
        return None
    table = profile_table(comparison, origin=snapshot_origin())
    wanted = ["Measure", "Period", "Value", "Benchmark value", "Judgement", "Recent trend"]
    kept = [name for name in wanted if name in table.data]
    shown = Table(table.title, table.data[kept], table.decimals, table.about, table.built_at)
    label = in_sentence(comparison.places.chosen.label)
    return Slide(
        profile_finding(comparison),
        f"Newest figure of each measure beside {label}; units differ between rows",
        source_line(read_table("datasets"), comparison.rows["dataset_id"].unique()),
        table=as_texts(shown),
    )


def indicator_slide() -> Picture | None:
    """Return the measure's map, else its trend; None where nothing is held."""
    view = load_indicator_view()
    source = source_line(read_table("datasets"), view.sources)
    if view.has_local and has_map(shown_layout(), view.areas["area_code"]):
        return map_picture(view, ground=load_ground(shown_layout()), source=source)
    return None if view.trend.empty else trend_picture(view, source=source)


def compared_slide() -> Picture | None:
    """Return the areas compared; None where nothing is held."""
    compared = load_areas_compared()
    return comparison_picture(compared, palette=LIGHT) if compared.view.has_local else None


def trends_slide() -> Picture | None:
    """Return the lines chosen; None where nothing is held."""
    view = load_indicator_view()
    trends, is_index = load_shown_lines(view)
    if trends.is_empty:
        return None
    datasets = [str(name) for name in trends.lines["dataset_id"].unique() if name]
    source = source_line(read_table("datasets"), datasets)
    return area_trends_picture(view, trends, source=source, is_index=is_index)


def grid_slide() -> Picture | None:
    """Return every authority's judgements; None where nothing is held."""
    grid = load_overview_grid()
    if grid.is_empty:
        return None
    source = source_line(read_table("datasets"), grid.cells["dataset_id"].unique())
    return grid_picture(grid, order=area_order(grid, by="name"), source=source)


def national_slide() -> Picture | None:
    """Return the national panels; None where nothing is held."""
    panels = load_national_panels()
    return panels.picture if panels is not None else None


def inequality_slide() -> Picture | None:
    """Return the newest gap; None where nothing is held."""
    dimension = shown_dimension()
    if dimension is Dimension.ETHNICITY:
        return None
    view = load_inequality(dimension)
    return None if view.is_empty else latest_picture(view, datasets=read_table("datasets"))


def relationship_slide() -> Picture | None:
    """Return the two measures against each other; None where nothing is held."""
    view = load_relationship()
    if view is None or view.is_empty:
        return None
    return relationship_picture(view, datasets=read_table("datasets"))


def population_slide() -> Picture | None:
    """Return the population by age; None where nothing is held."""
    view = load_population()
    if view.pyramid.reference:
        return pyramid_picture(view, datasets=read_table("datasets"))
    return ages_picture(view, datasets=read_table("datasets")) if newest_reference(view) else None


def need_slide() -> Picture | None:
    """Return the estimate shown, as rings or bars; None where nothing is held."""
    page = load_need_page()
    if page.view is None or not page.has_rings:
        return None
    draw = bulls_eye_picture if page.view.is_drawn else segment_bars_picture
    source = source_line(read_table("datasets"), page.view.estimate.dataset_ids)
    return draw(page.view, source=source)


def area_map_slide() -> Picture | None:
    """Return the first map in the mode and of the region asked for; None without figures."""
    maps = load_maps()
    if maps.is_empty:
        return None
    shown = maps.first
    if not has_map(shown_layout(), shown.areas["area_code"], region=maps.region):
        return None
    return area_map_picture(
        shown,
        ground=load_ground(shown_layout(), region=maps.region),
        source=map_source(shown),
        only=codes_of(maps.region),
        part_name=regions().get(maps.region, ""),
        scale=amount_scale(shown),
    )


def journey_slide() -> Picture | Slide | None:
    """Return the flow of the year, or the step's picture, or the table of all steps."""
    page = load_journey_page()
    if page.journey.is_empty:
        return None
    datasets = read_table("datasets")
    if not (page.is_whole or page.part == EVERY):
        for view in page.steps:
            drawn = step_picture(view, journey=page.journey, period=page.period)
            if drawn is not None:
                return drawn
    elif not page.flow.why_not:
        return flow_picture(page.flow, datasets=datasets)
    return _leads(page)


def _leads(page: JourneyPage) -> Slide:
    source = source_line(read_table("datasets"), page.journey.sources)
    return table_slide(journey_finding(page), leads_table(page), says_more=True, source=source)


def groups_slide() -> Picture | None:
    """Return the rates of the first trait that they are held by."""
    held = [view for view in load_who_is_in_need().traits if not view.why_not]
    return group_penetration_picture(held[0], datasets=read_table("datasets")) if held else None


def harm_slide() -> Slide | None:
    """Return the measures of harm that the title counts, each against the benchmark."""
    view = load_harm_page()
    counted = harms_counted(view)
    if counted.empty:
        return None
    table = together_table(view, origin=snapshot_origin())
    own = table.data.loc[(view.latest.index.isin(counted.index))]
    against = next(name for name in own if str(name).startswith("Against "))
    data = own[["Measure", "Period", "Value", "England", against, "Recent trend"]]
    kept = Table(table.title, data, table.decimals, table.about, table.built_at)
    place = in_sentence(view.places.area.name)
    return Slide(
        harm_finding(view),
        f"Measures of harm published for {place}, newest figures; units differ between rows",
        source_line(read_table("datasets"), counted["dataset_id"].unique()),
        table=as_texts(kept),
    )


def spend_slide() -> Slide | None:
    """Return the lines of the return beside neighbours, region and England."""
    page = load_value_page()
    if page.spend.is_empty:
        return None
    used = page.spend.comparison.rows["dataset_id"].unique()
    return table_slide(
        spend_finding(page),
        spend_table(page),
        says_more=True,
        measure=f"Net spend, pounds per person of any age, {page.spend.spend_period}",
        source=source_line(read_table("datasets"), used),
    )


def framework_slide() -> Slide | None:
    """Return the headline measures with their national figures."""
    table = measures_table(_HEADLINE)
    if not table.groups:
        return None
    return table_slide(
        f"{LEVELS[_HEADLINE]} of the outcomes framework",
        table,
        columns=("Measure", "National", "Direction"),
        source=source_line(read_table("datasets"), framework_datasets(_HEADLINE)),
    )


def printed_slide() -> Slide:
    """Return what does not hold in the document chosen."""
    case = shown_case()
    table = findings_table(case)
    return table_slide(
        table.caption,
        table,
        columns=("Place", "As printed", "What follows", "Finding"),
        measure="A reference case: figures as printed in a past document, not current ones",
        source=source_line(read_table("datasets"), printed_datasets(case)),
    )
