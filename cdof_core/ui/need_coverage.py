"""Treatment coverage beside other areas: rank, map and over time."""

import streamlit as st

from cdof_core.analysis.coverage_funnel import coverage_funnel
from cdof_core.analysis.need_estimate import Substance
from cdof_core.analysis.places import Places
from cdof_core.analysis.treatment_coverage import (
    FEWEST_AUTHORITIES,
    CoverageHeld,
    CoverageMeasure,
    TreatmentCoverage,
    coverage_held,
    too_few,
    view_coverage,
)
from cdof_core.domain import Selection
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.need import USERS
from cdof_core.narrative.numbers import number_text
from cdof_core.narrative.periods import period_in_sentence
from cdof_core.report.coverage_picture import coverage_funnel_picture
from cdof_core.report.pictures import map_picture, ranking_picture, trend_picture
from cdof_core.report.sources import source_line
from cdof_core.report.view_words import is_usable
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.downloads import area_files, file_stem, plain_files, trend_files
from cdof_core.ui.judged import RESULTS_KEPT, chosen_of_whole_area, whole_area_key
from cdof_core.ui.maps import (
    ground_key,
    has_map,
    load_ground,
    outlines_url,
    show_no_map,
    shown_layout,
)
from cdof_core.ui.panels import as_plain_text, show_no_data
from cdof_core.ui.url import read_parameters

_PICTURES = {
    "ranking": "In order of coverage",
    "funnel": "Against chance: a funnel",
    "map": "On the map",
}


def load_coverage(substance: Substance, *, period: str) -> TreatmentCoverage | None:
    """Return coverage of a need at a period, else the newest with enough authorities to compare.

    Where too few authorities have a figure of that need, alcohol stands in; None where not even
    that is held.
    """
    own = held_coverage(substance)
    held = own if own.measure is not None else held_coverage(Substance.ALCOHOL)
    if held.measure is None:
        return None
    selection, places = chosen_of_whole_area()
    shown = held.period_beside(period)
    return _coverage(selection, shown, held.measure, whole_area_key(), places)


def held_coverage(substance: Substance) -> CoverageHeld:
    """Return for how many authorities coverage of a need is held, and of which periods."""
    return _held(substance.value, content_hash())


def show_coverage(coverage: TreatmentCoverage, *, asked_for: Substance, period: str) -> None:
    """Show where the area's coverage stands among its group, on the map, and over time.

    Args:
        coverage: What is held.
        asked_for: Whose need the page is about; another's coverage is shown with the reason.
        period: Period label of the page's own figures; coverage of another is said to be so.
    """
    st.header("How much of the need does treatment reach elsewhere?", anchor=False)
    stands_in = "" if coverage.measure.substance is asked_for else _stands_in(asked_for)
    parts = (stands_in, _other_period(coverage, period), _rank_sentence(coverage))
    said = " ".join(text for text in parts if text)
    if said:
        st.caption(as_plain_text(said))
    asked = read_parameters()["picture"]
    shown = asked if asked in _PICTURES else next(iter(_PICTURES))
    choose_parameter("Picture", "picture", _PICTURES, current=shown, width=260)
    left, right = st.columns(2, gap="medium")
    with left:
        shows = {"ranking": _show_ranking, "funnel": _show_funnel, "map": _show_map}
        shows[shown](coverage)
    with right:
        if not coverage.view.trend.empty:
            _show_trend(coverage)


def _stem(coverage: TreatmentCoverage) -> str:
    view = coverage.view
    return file_stem(coverage.measure.indicator_id, view.places.area.name, view.period)


def _defines(coverage: TreatmentCoverage) -> list[str]:
    return [str(coverage.view.indicator["indicator_id"])]


def _show_ranking(coverage: TreatmentCoverage) -> None:
    """Show the area among its group, or among every authority where it has none."""
    view, palette, group = coverage.view, current_palette(), coverage.group
    members = None if group is None else list(group.members)
    show_picture(
        lambda: ranking_picture(
            view,
            source=_source(coverage),
            palette=palette,
            only=members,
            group_name="" if group is None else group.label,
        ),
        drawn_for=palette.ground,
        drawn_from=[coverage],
        key="coverage_ranking",
        file_stem=f"{_stem(coverage)}-ranking",
        picks_area=True,
        tables=area_files(view, file_stem=_stem(coverage)),
        defines=_defines(coverage),
        height=640 if members is None else None,
    )


def _show_map(coverage: TreatmentCoverage) -> None:
    view, palette, layout = coverage.view, current_palette(), shown_layout()
    if not has_map(layout, view.areas["area_code"]):
        show_no_map()
        return
    url = outlines_url(layout)
    show_picture(
        lambda: map_picture(
            view,
            ground=load_ground(layout),
            source=_source(coverage),
            palette=palette,
            outlines_url=url,
        ),
        drawn_for=f"{ground_key(layout)} {palette.ground} {url}",
        drawn_from=[view],
        key="coverage_map",
        file_stem=f"{_stem(coverage)}-map",
        picks_area=True,
        tables=area_files(view, file_stem=_stem(coverage)),
        defines=_defines(coverage),
    )


def _show_trend(coverage: TreatmentCoverage) -> None:
    view, palette, stem = coverage.view, current_palette(), f"{_stem(coverage)}-trend"
    show_picture(
        lambda: trend_picture(view, source=_source(coverage), palette=palette),
        drawn_for=palette.ground,
        drawn_from=[view],
        key="coverage_trend",
        file_stem=stem,
        tables=trend_files(view, file_stem=stem),
        defines=_defines(coverage),
    )


def _show_funnel(coverage: TreatmentCoverage) -> None:
    funnel = coverage_funnel(coverage)
    if funnel is None:
        show_no_data("Fewer than four areas have counts", why="A funnel needs more to be one.")
        return
    picture = coverage_funnel_picture(
        funnel,
        area_name=coverage.view.places.area.name,
        group_name="" if coverage.group is None else coverage.group.label,
        need_name=USERS[coverage.measure.substance],
        source=_source(coverage),
        palette=current_palette(),
    )
    stem = f"{_stem(coverage)}-funnel"
    table = funnel.areas.drop(columns="is_chosen").rename(
        columns={
            "area_code": "Area code",
            "area_name": "Area",
            "need": "Estimated need",
            "treated": "In treatment",
            "coverage": "Coverage (%)",
            "outside": "Outside the limits",
        }
    )
    tables = plain_files(picture.wording.finding, table, file_stem=stem)
    show_picture(
        picture,
        key="coverage_funnel",
        file_stem=stem,
        picks_area=True,
        tables=tables,
        defines=_defines(coverage),
    )


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner="Comparing…")
def _coverage(
    selection: Selection,
    period: str,
    measure: CoverageMeasure,
    key: str,  # noqa: ARG001 (the snapshot and group the entry is for)
    _places: Places,
) -> TreatmentCoverage | None:
    return view_coverage(selection, places=_places, measure=measure, period=period)


@st.cache_resource(max_entries=8, show_spinner=False)
def _held(substance: str, key: str) -> CoverageHeld:  # noqa: ARG001 (the snapshot)
    return coverage_held(Substance(substance))


def _stands_in(substance: Substance) -> str:
    """Say why another need's coverage is shown, and what would change that."""
    return f"{too_few(substance, held_coverage(substance).authorities)} Alcohol is shown instead."


def _other_period(coverage: TreatmentCoverage, period: str) -> str:
    """Say that areas are compared at another period than the page's figures, and why."""
    shown = coverage.view.period
    if not period or not shown or shown == period:
        return ""
    return (
        f"Areas are compared in {period_in_sentence(shown)}: for {period_in_sentence(period)} "
        f"fewer than {FEWEST_AUTHORITIES} authorities have a figure of "
        f"{coverage.view.indicator['sentence_name']}."
    )


def _source(coverage: TreatmentCoverage) -> str:
    return source_line(read_table("datasets"), coverage.view.sources)


def _rank_sentence(coverage: TreatmentCoverage) -> str:
    """Say where the area stands in its group, the area itself counted."""
    view, group = coverage.view, coverage.group
    own = view.chosen[is_usable(view.chosen)]
    if group is None or own.empty:
        return ""
    others = view.areas[
        view.areas["area_code"].isin(list(group.members))
        & ~view.areas["area_code"].isin(list(view.places.own_codes))
        & is_usable(view.areas)
    ]
    value = float(own["value"].iloc[0])
    is_met = coverage.measure.is_met
    ahead = int((others["value"].gt(value) if is_met else others["value"].lt(value)).sum())
    place = in_sentence(view.places.area.name)
    state, first = ("in treatment", "highest") if is_met else ("not in treatment", "lowest")
    return (
        f"{at_start(place)} is number {ahead + 1} of {len(others) + 1} "
        f"({in_sentence(group.label)} with figures, and itself) with "
        f"{number_text(value, 1)}% {state} in {view.period}; {first} is first."
    )
