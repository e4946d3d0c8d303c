"""The unmet need page: rings, bars, how sure, which estimate, and whether the parts fit."""

from dataclasses import dataclass
from enum import StrEnum
from math import isnan
from typing import TypeVar

import streamlit as st

from cdof_core.analysis.need_estimates import (
    REFERENCE_COLLECTION,
    Figures,
    NeedEstimate,
    Substance,
    area_estimates,
    england_estimates,
    reference_estimates,
)
from cdof_core.analysis.places import Places
from cdof_core.analysis.unmet_need import Gap, Rule, RuleCheck, UnmetNeedView, view_unmet_need
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.need import (
    SUBSTANCES,
    certainty_sentence,
    gap_sentence,
    need_sentence,
    need_title,
    no_estimate_sentence,
    other_estimate_sentence,
    overlap_sentence,
    room_sentence,
    sum_sentence,
)
from cdof_core.narrative.numbers import number_text
from cdof_core.report.need_pictures import (
    bulls_eye_picture,
    segment_bars_picture,
    segment_table,
)
from cdof_core.report.sources import source_line
from cdof_core.ui.cached import content_hash, read_table
from cdof_core.ui.charts import current_palette, show_picture
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import Message, show_key_messages
from cdof_core.ui.downloads import file_stem, plain_files
from cdof_core.ui.judged import RESULTS_KEPT, chosen
from cdof_core.ui.need_typed import edit_typed_table, typed_table
from cdof_core.ui.panels import show_caveats, show_no_data, show_reference_case
from cdof_core.ui.sources import Use, show_sources
from cdof_core.ui.url import read_parameters, write_parameters

Member = TypeVar("Member", bound=StrEnum)

_OWN_SOURCE = "Source: typed in by the user; kept in this session only, checked against nothing."
_UNSETTLED = (
    "The chapter does not settle whether the two differ by year or by area (Bedford Borough or "
    "all Bedfordshire), so neither does this page."
)
_ANOTHER_METHOD = "The difference is the estimate, not a change in need."


@dataclass(frozen=True, slots=True)
class NeedPage:
    """What the page shows.

    Attributes:
        figures: Whose figures.
        substance: Whose need.
        estimates: Every estimate of these figures.
        view: The estimate shown; None where none is held for the substance.
        places: The chosen area and its benchmarks.
        is_default: Whether the substance was picked because nothing is held for the usual one.
    """

    figures: Figures
    substance: Substance
    estimates: tuple[NeedEstimate, ...]
    view: UnmetNeedView | None
    places: Places
    is_default: bool

    @property
    def area_name(self) -> str:
        """Place whose figures are shown."""
        if self.view is not None:
            return self.view.estimate.area_name
        fixed = {Figures.ENGLAND: "England", Figures.REFERENCE: "Bedford"}
        return fixed.get(self.figures, self.places.area.name)

    @property
    def has_rings(self) -> bool:
        """Whether there is a gap to show."""
        return self.view is not None and bool(self.view.rings)


def load_need_page() -> NeedPage:
    """Return what the address asks for, with the usual choice where it asks for nothing."""
    parameters = read_parameters()
    _, places = chosen()
    figures = _member(Figures, parameters["figures"]) or Figures.OWN
    estimates = _estimates(figures, places)
    asked = _member(Substance, parameters["substance"])
    held = [item.substance for item in estimates if item.caseload.is_known]
    usual = Substance.OCU if Substance.OCU in held or not held else held[0]
    substance = asked or usual
    fitting = [item for item in estimates if item.substance is substance]
    wanted = [item for item in fitting if item.estimate_id == parameters["estimate"]]
    shown = next(iter([*wanted, *fitting]), None)
    view = None if shown is None else view_unmet_need(shown, among=estimates)
    return NeedPage(
        figures, substance, estimates, view, places, asked is None and usual is not Substance.OCU
    )


def show_need_headline(page: NeedPage) -> None:
    """Show what the numbers say, as a title and a sentence."""
    gap = page.view.headline if page.view else None
    if page.view is None or gap is None:
        st.title(f"Unmet need: no gap can be shown for {in_sentence(page.area_name)}")
        st.caption("How many people here need help and are not getting it?")
        return
    estimate = page.view.estimate
    compatible = gap.people >= 0
    st.title(need_title(segment=gap.segment, share=gap.share, is_compatible=compatible))
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


def show_rings(page: NeedPage) -> None:
    """Show the rings and the bars beside them."""
    view = _shown(page)
    source, palette = _source(view), current_palette()
    stem = file_stem("unmet-need", view.estimate.area_name, view.estimate.period, page.substance)
    left, right = st.columns(2, gap="medium")
    if view.is_drawn:
        with left:
            show_picture(
                bulls_eye_picture(view, source=source, palette=palette),
                key="rings",
                file_stem=f"{stem}-rings",
            )
    with right if view.is_drawn else left:
        picture = segment_bars_picture(view, source=source, palette=palette)
        tables = plain_files(picture.wording.finding, segment_table(view), file_stem=stem)
        show_picture(picture, key="bars", file_stem=f"{stem}-bars", tables=tables)
    with st.expander("The same as a table"):
        st.table(_plain_table(view))


def show_need_messages(page: NeedPage) -> None:
    """Show both definitions, how sure they are, and what other estimates give."""
    view = _shown(page)
    messages = [
        Message(
            headline="Two ways to read the gap." if len(view.gaps) > 1 else "The gap.",
            text=" ".join(_gap_text(gap) for gap in view.gaps),
        ),
        Message(headline="How sure?", text=_certainty(view)),
        *(Message(headline="Which estimate?", text=text) for text in _others(view)),
    ]
    show_key_messages(messages, heading="What the numbers say")


def show_checks(page: NeedPage) -> None:
    """Show whether the parts fit together, and why not where they do not."""
    view = _shown(page)
    lines = [(check.holds, _check_text(check)) for check in view.checks]
    marks = {True: ":material/check:", False: ":material/error:"}
    st.markdown("\n\n".join(f"{marks[holds]} {text}" for holds, text in lines if text))


def show_what_is_missing(page: NeedPage) -> None:
    """Say what is not held, and what can be done: alcohol, typing in, and what is not yet there."""
    sentence = no_estimate_sentence(
        substance=page.substance,
        area_name=page.area_name,
        holds_estimate=page.view is not None,
    )
    if page.figures is Figures.TYPED:
        show_no_data(
            f"The table holds no {SUBSTANCES[page.substance].lower()} row with an estimate and "
            "people in treatment",
            why="Fill one in above, or paste a table.",
        )
        return
    held = ""
    if page.view is not None:
        estimate = page.view.estimate
        held = f"The estimate is {number_text(estimate.prevalence)} for {estimate.period}. "
    show_no_data(
        at_start(sentence),
        why=(
            f"{held}Most authorities have no public local estimate of opiate and crack use in the "
            "data shipped here, and none is made up from other areas. Importing the estimates "
            "from the public health profiles (indicators 91117 and 93517) is not in this version."
        ),
    )
    with st.container(horizontal=True, gap="small"):
        if any(item.substance is Substance.ALCOHOL for item in page.estimates):
            st.button(
                "Show alcohol need",
                on_click=write_parameters,
                kwargs={"substance": Substance.ALCOHOL.value, "estimate": ""},
            )
        st.button(
            "Type in a local estimate",
            on_click=write_parameters,
            kwargs={"figures": Figures.TYPED.value, "estimate": ""},
        )
        if page.figures is Figures.OWN:
            st.button(
                "Show England",
                on_click=write_parameters,
                kwargs={"figures": Figures.ENGLAND.value, "estimate": ""},
            )


def show_need_sources(page: NeedPage) -> None:
    """Show what to know before using this, and where it comes from."""
    if page.view is None:
        return
    estimate = page.view.estimate
    show_caveats(
        [
            *estimate.notes,
            "Estimates lag, have wide intervals, and differ by method: never read two methods as "
            "a change.",
        ]
    )
    named = f"{SUBSTANCES[page.substance]}: prevalence and treatment"
    show_sources([Use(dataset_id, named) for dataset_id in estimate.dataset_ids], key="need")


def _estimates(figures: Figures, places: Places) -> tuple[NeedEstimate, ...]:
    if figures is Figures.TYPED:
        return typed_table().estimates
    code = places.area.code if figures is Figures.OWN else ""
    return _held(figures, code, content_hash(), places)


@st.cache_resource(max_entries=RESULTS_KEPT, show_spinner=False)
def _held(
    figures: Figures,
    code: str,  # noqa: ARG001 (the area the entry is for)
    key: str,  # noqa: ARG001 (the snapshot the entry is for)
    _places: Places,
) -> tuple[NeedEstimate, ...]:
    if figures is Figures.ENGLAND:
        return england_estimates()
    if figures is Figures.REFERENCE:
        return reference_estimates()
    return area_estimates(_places)


def _member(kind: type[Member], asked: str) -> Member | None:
    return next((member for member in kind if member.value == asked), None)


def _shown(page: NeedPage) -> UnmetNeedView:
    if page.view is None:
        message = "No estimate is shown on this page."
        raise ValueError(message)
    return page.view


def _source(view: UnmetNeedView) -> str:
    if not view.estimate.dataset_ids:
        return _OWN_SOURCE
    return source_line(read_table("datasets"), view.estimate.dataset_ids)


def _gap_text(gap: Gap) -> str:
    return gap_sentence(
        segment=gap.segment,
        people=gap.people,
        share=gap.share,
        lower=gap.lower,
        upper=gap.upper,
        share_lower=gap.share_lower,
        share_upper=gap.share_upper,
    )


def _certainty(view: UnmetNeedView) -> str:
    gap, estimate = view.gaps[0], view.estimate
    return certainty_sentence(
        finding=gap.finding.value,
        users=estimate.prevalence,
        lower=estimate.lower,
        treated=estimate.prevalence - gap.people,
    )


def _others(view: UnmetNeedView) -> list[str]:
    here = view.gaps[0]
    tail = _UNSETTLED if view.estimate.collection == REFERENCE_COLLECTION else _ANOTHER_METHOD
    return [
        other_estimate_sentence(
            segment=here.segment,
            here=(here.people, here.share, view.estimate.origin),
            there=(there.people, there.share, other.estimate.origin),
            tail=tail,
        )
        for other in view.others
        for there in other.gaps
        if there.segment is here.segment
    ]


def _check_text(check: RuleCheck) -> str:
    if check.rule is Rule.ADDS_UP:
        return sum_sentence(check.parts, check.whole, holds=check.holds)
    if check.rule is Rule.LEAVES_ROOM:
        return room_sentence(check.parts, check.whole, holds=check.holds)
    return overlap_sentence(
        check.parts,
        check.whole,
        holds=check.holds,
        where=check.where,
        is_possible=not check.detail,
    )


def _plain_table(view: UnmetNeedView) -> dict[str, list[str]]:
    table = segment_table(view)
    return {
        "Group": [str(name) for name in table["Group"]],
        "People": [number_text(value) for value in table["People"]],
        "Share of the estimate": [
            f"{number_text(value, 1)}%" for value in table["Share of estimate (%)"]
        ],
        "95% interval": [
            "–" if isnan(low) else f"{number_text(low)}–{number_text(high)}"
            for low, high in zip(table["Lower 95% limit"], table["Upper 95% limit"], strict=True)
        ],
        "How known": list(table["How known"]),
    }
