"""Pinned views as slides: each drawn anew from today's figures, as its page would draw it."""

from collections.abc import Callable, Mapping, Sequence

from cdof_core.analysis.inequalities import Dimension
from cdof_core.analysis.overview_grid import area_order
from cdof_core.charts.theme import LIGHT
from cdof_core.domain import CdofError
from cdof_core.report.area_trends_picture import area_trends_picture
from cdof_core.report.grid_picture import grid_picture
from cdof_core.report.inequality_picture import latest_picture
from cdof_core.report.need_pictures import bulls_eye_picture, segment_bars_picture
from cdof_core.report.picture import Picture
from cdof_core.report.pictures import map_picture, trend_picture
from cdof_core.report.population_picture import ages_picture, newest_reference
from cdof_core.report.relationship_picture import relationship_picture
from cdof_core.report.slides import Slide
from cdof_core.report.sources import source_line
from cdof_core.report.table_texts import as_texts
from cdof_core.report.tables import Table, profile_table
from cdof_core.ui.cached import read_table
from cdof_core.ui.compare_areas import comparison_picture, load_areas_compared
from cdof_core.ui.downloads import snapshot_origin
from cdof_core.ui.england_and_regions import load_national_panels
from cdof_core.ui.inequalities import load_inequality, shown_dimension
from cdof_core.ui.judged import load_area_profile, load_indicator_view
from cdof_core.ui.maps import load_ground, shown_layout
from cdof_core.ui.need_page import load_need_page
from cdof_core.ui.overview_grid import load_overview_grid
from cdof_core.ui.population import load_population
from cdof_core.ui.relationships import load_relationship
from cdof_core.ui.session import viewing_as
from cdof_core.ui.trends import load_shown_lines
from cdof_core.ui.url import page_href
from cdof_core.workspace.pinned_views import PinnedView

Shown = Picture | Table | None


def slides_of(
    views: Sequence[PinnedView], *, address: str, notes: Mapping[str, Sequence[str]]
) -> list[Slide]:
    """Return a slide for each view.

    A title that nobody changed is computed anew, so that a slide never says what yesterday's
    figures said. A page with neither chart nor table of figures of its own gives its title.

    Args:
        views: In the order of the story.
        address: Where this installation is reached, for the link in the speaker's notes.
        notes: Further notes to take along, by the view's identifier.
    """
    return [_slide(view, address=address, notes=notes.get(view.view_id, ())) for view in views]


def _slide(view: PinnedView, *, address: str, notes: Sequence[str]) -> Slide:
    link = page_href(view.page, view.parameters).removeprefix("./")
    spoken = "\n\n".join(part for part in (view.note, *notes, f"{address}{link}") if part)
    try:
        with viewing_as(view.parameters):
            shown = _MAKERS.get(view.page, _nothing)()
            return _of(view, shown, spoken)
    except CdofError as error:
        return Slide(view.title, points=(str(error),), notes=spoken)


def _of(view: PinnedView, shown: Shown, spoken: str) -> Slide:
    if isinstance(shown, Picture):
        words = shown.wording
        title = view.title if view.has_own_title or not words.finding else words.finding
        return Slide(title, words.measure, words.source, picture=shown, notes=spoken)
    if isinstance(shown, Table):
        sources = "; ".join(text for label, text in shown.about if label.startswith("Source"))
        title = view.title if view.has_own_title else shown.title
        return Slide(title, source=sources[:300], table=as_texts(shown), notes=spoken)
    return Slide(view.title, notes=spoken)


def _nothing() -> Shown:
    return None


def _profile() -> Shown:
    comparison = load_area_profile().comparison
    if comparison.is_empty:
        return None
    table = profile_table(comparison, origin=snapshot_origin())
    wanted = ["Measure", "Period", "Value", "Benchmark value", "Judgement", "Recent trend"]
    kept = [name for name in wanted if name in table.data]
    return Table(table.title, table.data[kept], table.decimals, table.about, table.built_at)


def _indicator() -> Shown:
    view = load_indicator_view()
    source = source_line(read_table("datasets"), view.sources)
    if view.has_local:
        return map_picture(view, ground=load_ground(shown_layout()), source=source)
    return None if view.trend.empty else trend_picture(view, source=source)


def _compared() -> Shown:
    compared = load_areas_compared()
    return comparison_picture(compared, palette=LIGHT) if compared.view.has_local else None


def _trends() -> Shown:
    view = load_indicator_view()
    trends, is_index = load_shown_lines(view)
    if trends.is_empty:
        return None
    datasets = [str(name) for name in trends.lines["dataset_id"].unique() if name]
    source = source_line(read_table("datasets"), datasets)
    return area_trends_picture(view, trends, source=source, is_index=is_index)


def _grid() -> Shown:
    grid = load_overview_grid()
    if grid.is_empty:
        return None
    source = source_line(read_table("datasets"), grid.cells["dataset_id"].unique())
    return grid_picture(grid, order=area_order(grid, by="name"), source=source)


def _national() -> Shown:
    panels = load_national_panels()
    return panels.picture if panels is not None else None


def _inequality() -> Shown:
    dimension = shown_dimension()
    if dimension is Dimension.ETHNICITY:
        return None
    view = load_inequality(dimension)
    return None if view.is_empty else latest_picture(view, datasets=read_table("datasets"))


def _relationship() -> Shown:
    view = load_relationship()
    if view is None or view.is_empty:
        return None
    return relationship_picture(view, datasets=read_table("datasets"))


def _population() -> Shown:
    view = load_population()
    return ages_picture(view, datasets=read_table("datasets")) if newest_reference(view) else None


def _need() -> Shown:
    page = load_need_page()
    if page.view is None or not page.has_rings:
        return None
    draw = bulls_eye_picture if page.view.is_drawn else segment_bars_picture
    source = source_line(read_table("datasets"), page.view.estimate.dataset_ids)
    return draw(page.view, source=source)


_MAKERS: dict[str, Callable[[], Shown]] = {
    "overview": _profile,
    "area_profile": _profile,
    "indicator": _indicator,
    "compare_areas": _compared,
    "trends": _trends,
    "overview_grid": _grid,
    "england_and_regions": _national,
    "inequalities": _inequality,
    "relationships": _relationship,
    "population": _population,
    "unmet_need": _need,
}
