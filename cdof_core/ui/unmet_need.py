"""The unmet need page: rings, bars, how sure, which estimate, and whether the parts fit."""

from functools import partial

import streamlit as st

from cdof_core.analysis.need_estimate import Figures, NeedEstimate, Substance
from cdof_core.analysis.need_reference import REFERENCE_COLLECTION
from cdof_core.analysis.unmet_need import UnmetNeedView, view_unmet_need
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.need import (
    SUBSTANCES,
    need_sentence,
    need_title,
    no_estimate_sentence,
    percent_text,
)
from cdof_core.narrative.numbers import MISSING, interval_text, number_text
from cdof_core.report.need_pictures import (
    bulls_eye_picture,
    estimates_table,
    segment_bars_picture,
    segment_table,
)
from cdof_core.report.need_words import (
    certainty_text,
    check_text,
    gap_text,
    other_estimate_texts,
    plain_table,
)
from cdof_core.report.sources import source_line
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import Cell, DataTable, Message, Row, show_key_messages, show_table
from cdof_core.ui.downloads import file_stem, plain_files
from cdof_core.ui.need_below import uses_below
from cdof_core.ui.need_missing import show_what_is_missing
from cdof_core.ui.need_page import NeedPage
from cdof_core.ui.need_typed import edit_typed_table
from cdof_core.ui.panels import show_caveats, show_reference_case
from cdof_core.ui.sources import Use, show_sources
from cdof_core.ui.steady import steady
from cdof_core.ui.text_version import show_folded
from cdof_core.ui.url import page_href, read_parameters

_BEFORE_USE = (
    "Estimates lag, have wide intervals, and differ by method: never read two methods as a change."
)
_OWN_SOURCE = "Source: typed in by the user; kept in this session only, checked against nothing."


@steady
def show_need_headline(page: NeedPage) -> None:
    """Show what the numbers say, as a title and a sentence."""
    for note in page.notes:
        st.caption(note)
    gap = page.view.headline if page.view else None
    if page.view is None or gap is None:
        st.title(f"Unmet need: no gap can be shown for {in_sentence(page.area_name)}")
        st.caption("How many people here need help and are not getting it?")
        return
    estimate = page.view.estimate
    compatible = gap.people >= 0
    st.title(
        need_title(
            substance=estimate.substance,
            area_name=estimate.area_name,
            segment=gap.segment,
            share=gap.share,
            is_compatible=compatible,
        )
    )
    said = need_sentence(
        substance=estimate.substance,
        area_name=estimate.area_name,
        segment=gap.segment,
        people=gap.people,
        users=estimate.prevalence,
        period=estimate.period,
    )
    st.caption(f"{said} This page asks: how many people need help and are not getting it?")
    if page.is_default:
        missing = no_estimate_sentence(
            substance=Substance.OCU, area_name=page.area_name, holds_estimate=False
        )
        st.caption(f"{missing}; {SUBSTANCES[page.substance].lower()} is shown instead.")


@steady
def show_need_choices(page: NeedPage) -> None:
    """Draw the menus of figures, substance and estimate, and the table to type in."""
    show_reference_case(
        REFERENCE_COLLECTION if page.figures is Figures.REFERENCE else page.figures.value
    )
    with st.container(horizontal=True, gap="small"):
        choose_parameter(
            "Figures",
            "figures",
            {
                Figures.OWN.value: f"Held for {in_sentence(page.places.area.name)}",
                Figures.ENGLAND.value: "England",
                Figures.REFERENCE.value: "Reference case: Bedford 2012/13",
                Figures.TYPED.value: "My own table, typed or pasted",
            },
            current=page.figures.value,
            width=300,
        )
        options = {kind.value: SUBSTANCES[kind] for kind in Substance}
        choose_parameter("Substance", "substance", options, current=page.substance.value, width=210)
        fitting = {
            item.estimate_id: item.label
            for item in page.estimates
            if item.substance is page.substance
        }
        if page.view is not None and len(fitting) > 1:
            choose_parameter(
                "Prevalence estimate",
                "estimate",
                fitting,
                current=page.view.estimate.estimate_id,
                width=330,
            )
    if page.figures is Figures.TYPED:
        edit_typed_table()


@steady
def show_gap(page: NeedPage) -> None:
    """Show the gap, how sure it is and what else is estimated; or what is missing for it."""
    if not page.has_rings:
        show_what_is_missing(page)
        return
    _show_rings(page)
    _show_need_messages(page)
    _show_checks(page)
    _show_every_estimate(page)


def _show_rings(page: NeedPage) -> None:
    """Show the rings and the bars beside them."""
    view = _shown(page)
    source, palette = _source(view), current_palette()
    stem = file_stem("unmet-need", view.estimate.area_name, view.estimate.period, page.substance)
    bars = segment_bars_picture(view, source=source, palette=palette)
    # Rings and bars say the same, so the same figures are taken away beside either.
    tables = plain_files(bars.wording.finding, segment_table(view), file_stem=stem)
    left, right = st.columns(2, gap="medium")
    if view.is_drawn:
        with left:
            show_picture(
                lambda: bulls_eye_picture(view, source=source, palette=palette),
                drawn_for=f"{view!r} {source} {palette.ground}",
                key="rings",
                file_stem=f"{stem}-rings",
                tables=tables,
                explains=view.estimate.dataset_ids,
                has_twin=True,
            )
    with right if view.is_drawn else left:
        show_picture(
            bars,
            drawn_for=f"{view!r} {source} {palette.ground}",
            key="bars",
            file_stem=f"{stem}-bars",
            tables=tables,
            explains=view.estimate.dataset_ids,
            has_twin=True,
        )
    show_folded("The same as a table", partial(_show_segments, view), key="segments")


def _show_segments(view: UnmetNeedView) -> None:
    st.table(plain_table(view))


def _show_need_messages(page: NeedPage) -> None:
    """Show both definitions, how sure they are, and what other estimates give."""
    view = _shown(page)
    messages = [
        Message(
            headline="Two ways to read the gap." if len(view.gaps) > 1 else "The gap.",
            text=" ".join(gap_text(gap) for gap in view.gaps),
        ),
        Message(headline="How sure?", text=certainty_text(view)),
        *(Message(headline="Which estimate?", text=text) for text in other_estimate_texts(view)),
    ]
    show_key_messages(messages, heading="What the numbers say")


def _show_every_estimate(page: NeedPage) -> None:
    """Show the same place under every estimate held for it, period by period."""
    fitting = [item for item in page.estimates if item.substance is page.substance]
    if len(fitting) < 2:  # noqa: PLR2004 (one estimate is on screen already)
        return
    show_folded(
        f"Under every estimate held ({len(fitting)})",
        partial(_show_estimates, fitting, page),
        key="estimates",
    )


def _show_estimates(fitting: list[NeedEstimate], page: NeedPage) -> None:
    title = f"{SUBSTANCES[page.substance]}: every estimate held"
    show_table(
        DataTable(
            caption=title,
            columns=(
                "Estimate",
                "Estimated users",
                "95% interval",
                "In treatment in the year",
                "Not in treatment",
                "Share",
            ),
            groups=(("", tuple(estimate_cells(item) for item in fitting)),),
            numbers=(1, 2, 3, 4, 5),
            noun="estimates",
        ),
        key="estimates",
    )
    st.caption(
        "Estimates of different methods or publications are not a trend: a difference between "
        "them can be the method alone."
    )
    stem = file_stem("estimates", page.substance, page.area_name)
    files = plain_files(
        f"{title}, {page.area_name}", partial(estimates_table, fitting), file_stem=stem
    )
    used = dict.fromkeys(name for item in fitting for name in item.dataset_ids)
    show_beside(files, key="estimates", sources=tuple(used))


def estimate_cells(estimate: NeedEstimate) -> Row:
    """Return an estimate with its wider gap as a row of a table."""
    gaps = view_unmet_need(estimate).gaps
    low, high = estimate.lower, estimate.upper
    interval = interval_text(low, high, unit="people", decimals=0) or "no interval"
    return (
        Cell(estimate.label.partition(" · ")[2] or estimate.label, below=estimate.origin),
        Cell(number_text(estimate.prevalence)),
        Cell(interval),
        Cell(number_text(estimate.caseload.in_year) if gaps else "not held"),
        Cell(number_text(gaps[-1].people) if gaps else MISSING),
        Cell(percent_text(gaps[-1].share) if gaps else MISSING),
    )


def _show_checks(page: NeedPage) -> None:
    """Show whether the parts fit together, and why not where they do not."""
    view = _shown(page)
    lines = [(check.holds, check_text(check)) for check in view.checks]
    marks = {True: ":material/check:", False: ":material/error:"}
    st.markdown("\n\n".join(f"{marks[holds]} {text}" for holds, text in lines if text))


def show_where_next(page: NeedPage) -> None:
    """Link to who is in need and to what happens to them, of the same place and figures."""
    figures = "" if page.figures is Figures.TYPED else page.figures.value
    asked = {**read_parameters(), "figures": figures}
    links = (
        ("who_is_in_need", "Who is in need: by ethnic group, sex and age"),
        ("treatment_journey", "What happens to those who come: the treatment journey"),
    )
    said = (f"[{label}]({page_href(name, asked)})" for name, label in links)
    st.markdown(" · ".join(said))


def show_need_sources(page: NeedPage) -> None:
    """Show what to know before using this, and where everything on the page comes from."""
    uses = uses_below(page)
    if page.view is not None:
        estimate = page.view.estimate
        show_caveats([*estimate.notes, _BEFORE_USE])
        named = f"{SUBSTANCES[page.substance]}: prevalence and treatment"
        uses = [*(Use(dataset_id, named) for dataset_id in estimate.dataset_ids), *uses]
    show_sources(uses, key="need")


def _shown(page: NeedPage) -> UnmetNeedView:
    if page.view is None:
        message = "No estimate is shown on this page."
        raise ValueError(message)
    return page.view


def _source(view: UnmetNeedView) -> str:
    if not view.estimate.dataset_ids:
        return _OWN_SOURCE
    return source_line(read_table("datasets"), view.estimate.dataset_ids)
