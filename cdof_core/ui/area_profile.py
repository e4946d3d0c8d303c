"""The area profile page: every indicator in one table."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from cdof_core.analysis.area_profile import AreaProfile
from cdof_core.analysis.places import Places
from cdof_core.comparison.records import records_of
from cdof_core.domain import AreaCode, IndicatorId, Judgement, ValueKind
from cdof_core.narrative.figures import places_of
from cdof_core.narrative.key_messages import profile_headline
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import MISSING, interval_text, number_text, value_text
from cdof_core.narrative.other_years import population_of_another_year
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import BASES, FLAGS, REASONS, trend_word
from cdof_core.report.spine_picture import profile_finding
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import read_table
from cdof_core.ui.charts import current_palette
from cdof_core.ui.choices import choose_parameter
from cdof_core.ui.components import (
    BenchmarkCell,
    BesideCell,
    ProfileRow,
    ProfileTable,
    show_profile,
)
from cdof_core.ui.downloads import file_stem, profile_files, spine_files
from cdof_core.ui.group_spread import spread_sentence
from cdof_core.ui.judged import load_area_profile, load_profile_beside
from cdof_core.ui.lists import choose_measure_list, shown_measures
from cdof_core.ui.panels import as_plain_text, show_caveats
from cdof_core.ui.profile_spine import known, spark_text, spine, spine_text
from cdof_core.ui.session import current_places
from cdof_core.ui.sources import Use, datasets_of, show_sources, warning_of
from cdof_core.ui.text_version import is_text_only
from cdof_core.ui.url import page_href, read_parameters

_NONE = "none"


def load_listed_profile() -> AreaProfile:
    """Return the profile of the chosen area, with the measures of the list that is chosen."""
    profile, wanted = load_area_profile(), shown_measures()
    if not wanted:
        return profile
    rows = profile.comparison.rows
    kept = rows[rows["indicator_id"].isin(wanted)].reset_index(drop=True)
    return replace(profile, comparison=replace(profile.comparison, rows=kept))


def show_profile_headline(profile: AreaProfile) -> None:
    """Show the title and the count of judgements."""
    places = profile.comparison.places
    label = in_sentence(places.chosen.label)
    judgements = list(profile.comparison.rows["judgement"])
    st.title(profile_finding(profile.comparison))
    said = profile_headline(
        judgements,
        area_name=places.area.name,
        benchmark_label=places.chosen.label,
    )
    if profile.comparison.rows["benchmark"].notna().any() and not is_text_only():
        # Without a benchmark there is no line to explain.
        whom = "all authorities" if places.chosen == places.england else label
        said += f" The spine shows {whom}: the line is {label}, the dark bar the middle half."
    st.caption(f"How does this area do, measure by measure? {said}")
    if places.warning:
        st.caption(f"About this comparison: {places.warning}")


def show_profile_choices(profile: AreaProfile) -> None:
    """Draw the menu of a second area to stand beside the first."""
    own = set(profile.comparison.places.own_codes)
    others = {
        str(code): area.name
        for code, area in current_places().authorities.items()
        if code not in own
    }
    asked = read_parameters()["beside"].strip().upper()
    current = asked if asked in others else _NONE
    with st.container(horizontal=True, gap="small"):
        choose_parameter(
            "Side by side with", "beside", {_NONE: "No second area"} | others, current=current
        )
        choose_measure_list()
    if asked and asked != _NONE.upper() and current == _NONE:
        st.caption("The second area of this link is not one that can be shown beside this area.")


def _load_beside(profile: AreaProfile) -> tuple[str, pd.DataFrame]:
    """Return the second area's name and figures; no name where none is chosen."""
    asked = AreaCode(read_parameters()["beside"].strip().upper())
    if asked in profile.comparison.places.own_codes or asked not in current_places().authorities:
        return "", pd.DataFrame()
    return current_places().name_of(asked), load_profile_beside(profile, asked)


def show_profile_table(profile: AreaProfile) -> None:
    """Show the table, with the second area where one is chosen."""
    places = profile.comparison.places
    second, figures = _load_beside(profile)
    label = in_sentence(places.chosen.label)
    names = {
        "england": "England",
        "region": places.region.label if places.region else "",
        "neighbours": "Neighbours" if places.neighbours else "",
        "benchmark": places.chosen.label,
    }
    shown_already = {places.england, places.region, places.neighbours}
    columns = [
        key
        for key, name in names.items()
        if name and (key != "benchmark" or places.chosen not in shown_already)
    ]
    if second:
        # Two areas and the line both are held against are enough for one row.
        columns = [key for key in columns if key in ("england", "benchmark")] + [
            key for key in ("region", "neighbours") if getattr(places, key) == places.chosen
        ]
        st.caption(
            as_plain_text(
                f"Filled marks are {in_sentence(places.area.name)}, hollow ones "
                f"{in_sentence(second)}; both are judged against the same figures of {label}. "
                "A figure of another period is named and not put on the spine."
            )
        )
    outcomes = read_table("outcomes").set_index("outcome_id")["name"]
    beside = records_of(figures) if second else [None] * len(profile.comparison.rows)
    show_profile(
        ProfileTable(
            area=places.area.name,
            benchmarks=tuple(names[key] for key in columns),
            caption=f"Indicators of {in_sentence(places.area.name)} against {label}",
            rows=tuple(
                _row(row, columns, outcomes, profile, other)
                for row, other in zip(records_of(profile.comparison.rows), beside, strict=True)
            ),
            spine_heading=f"Low ← {places.chosen.label} → high",
            beside=second,
            judged_against=next(
                (i for i, key in enumerate(columns) if getattr(places, key, None) == places.chosen),
                len(columns) - 1,
            ),
        )
    )


def show_profile_files(profile: AreaProfile) -> None:
    """Offer the table as files."""
    second, figures = _load_beside(profile)
    stem = file_stem("profile", profile.comparison.places.area.name, second)
    beside = (second, figures) if second else None
    show_beside(
        [
            *profile_files(profile.comparison, file_stem=stem, beside=beside),
            *spine_files(
                profile.comparison, file_stem=stem, palette=current_palette(), beside=beside
            ),
        ],
        key="profile",
        defines=list(profile.comparison.rows["indicator_id"]),
    )


def show_profile_sources(profile: AreaProfile) -> None:
    """Show the sources of the table, and their caveats."""
    rows = profile.comparison.rows
    show_sources([Use(*pair) for pair in zip(rows["dataset_id"], rows["short_name"], strict=True)])
    datasets = datasets_of(list(rows["dataset_id"]))
    show_caveats([f"{dataset.publication}: {dataset.caveats}" for dataset in datasets])


def _row(
    row: Mapping[Any, Any],
    columns: list[str],
    outcomes: "pd.Series[str]",
    profile: AreaProfile,
    other: Mapping[Any, Any] | None,
) -> ProfileRow:
    unit, decimals = str(row["unit"]), places_of(row)
    indicator_id = str(row["indicator_id"])
    reason = str(row["reason"])
    flag = FLAGS.get(str(row["flag"]), "")
    population = population_of_another_year(str(row["note"]), period=str(row["period_label"]))
    spark = profile.sparks.get(indicator_id, ())
    trend = trend_word(str(row["trend"]), str(row["trend_reason"]), str(row["polarity"]))
    word, _, why = trend.partition(": ")
    return ProfileRow(
        indicator_id=IndicatorId(indicator_id),
        name=str(row["short_name"]),
        note=" · ".join(part for part in (flag, population) if part),
        outcome=str(outcomes.get(row["outcome_id"], "Context")),
        period=period_text(str(row["period_label"])),
        count=_count(row),
        value=value_text(row["value"], unit=unit, decimals=decimals, with_unit=False),
        unit="" if unit == "%" or unit.startswith("£") else unit,
        interval=interval_text(row["lower95"], row["upper95"], unit=unit, decimals=decimals)
        or "no interval",
        warning=warning_of(str(row["dataset_id"])),
        benchmarks=tuple(
            _benchmark_cell(row, column, profile.comparison.places) for column in columns
        ),
        judgement=Judgement(str(row["judgement"])),
        reason=reason,
        reason_sentence=REASONS.get(reason, ""),
        spine=None if is_text_only() else spine(row, other),
        spine_text=spine_text(row, unit, decimals),
        spark=() if is_text_only() else spark,
        spark_text=spark_text(spark, decimals),
        trend=word,
        trend_reason=why,
        href=page_href("indicator", read_parameters(), indicator=indicator_id, period="", sex=""),
        count_order=known(row["numerator"]),
        value_order=known(row["value"]),
        beside=_beside_cell(row, other) if other else None,
    )


def _count(row: Mapping[Any, Any]) -> str:
    """Return the count behind a value; money with its sign."""
    if row["value_kind"] == ValueKind.MONEY_RATE:
        name = str(row["numerator_name"])
        return value_text(row["numerator"], unit=name, decimals=0, with_unit=False)
    return number_text(row["numerator"])


def _benchmark_cell(row: Mapping[Any, Any], column: str, places: Places) -> BenchmarkCell:
    unit, decimals = str(row["unit"]), int(row["decimals"])
    text = value_text(row[column], unit=unit, decimals=decimals, with_unit=False)
    basis = str(row["benchmark_basis" if column == "benchmark" else f"{column}_basis"])
    is_chosen = column == "benchmark" or getattr(places, column) == places.chosen
    detail = spread_sentence(row, label=places.chosen.label) if is_chosen else ""
    if text == MISSING or basis == "published":
        return BenchmarkCell(text, detail=detail)
    return BenchmarkCell(text, BASES[basis].split(" ", maxsplit=1)[0], detail)


def _beside_cell(row: Mapping[Any, Any], other: Mapping[Any, Any]) -> BesideCell:
    """Return the second area's figure of a row."""
    if pd.isna(other["period_label"]):
        return BesideCell(MISSING, note="no figure published")
    unit, decimals = str(row["unit"]), places_of({**other, "decimals": row["decimals"]})
    notes = [FLAGS.get(str(other["flag"]), "")]
    if not other["is_alike"]:
        notes.append(f"another period or method: {period_text(str(other['period_label']))}")
    return BesideCell(
        value=value_text(other["value"], unit=unit, decimals=decimals, with_unit=False),
        interval=interval_text(other["lower95"], other["upper95"], unit=unit, decimals=decimals),
        note="; ".join(note for note in notes if note),
        judgement=Judgement(str(other["judgement"])),
        reason=str(other["reason"]),
    )
