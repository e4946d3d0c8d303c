"""The area profile page: every indicator in one table."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from cdof_core.analysis.area_profile import AreaProfile
from cdof_core.analysis.places import Places
from cdof_core.domain import IndicatorId, Judgement, ValueKind
from cdof_core.narrative.key_messages import profile_headline
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.numbers import MISSING, interval_text, number_text, value_text
from cdof_core.narrative.other_years import population_of_another_year
from cdof_core.narrative.periods import period_text
from cdof_core.narrative.words import BASES, FLAGS, REASONS, trend_word
from cdof_core.ui.beside import show_beside
from cdof_core.ui.cached import read_table
from cdof_core.ui.components import BenchmarkCell, ProfileRow, ProfileTable, Spine, show_profile
from cdof_core.ui.downloads import file_stem, profile_files
from cdof_core.ui.group_spread import spread_sentence
from cdof_core.ui.panels import show_caveats
from cdof_core.ui.sources import Use, datasets_of, show_sources, warning_of
from cdof_core.ui.url import page_href, read_parameters


def show_profile_headline(profile: AreaProfile) -> None:
    """Show the title and the count of judgements."""
    places = profile.comparison.places
    label = in_sentence(places.chosen.label)
    st.title(f"{at_start(in_sentence(places.area.name))}: profile against {label}")
    said = profile_headline(
        list(profile.comparison.rows["judgement"]),
        area_name=places.area.name,
        benchmark_label=places.chosen.label,
    )
    if profile.comparison.rows["benchmark"].notna().any():
        # Without a benchmark there is no line to explain.
        said += (
            f" The spine shows all authorities: the line is {label}, the dark bar the middle half."
        )
    st.caption(said)
    if places.warning:
        st.caption(f"About this comparison: {places.warning}")


def show_profile_table(profile: AreaProfile) -> None:
    """Show the table."""
    places = profile.comparison.places
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
    outcomes = read_table("outcomes").set_index("outcome_id")["name"]
    label = in_sentence(places.chosen.label)
    show_profile(
        ProfileTable(
            area=places.area.name,
            benchmarks=tuple(names[key] for key in columns),
            caption=f"Indicators of {in_sentence(places.area.name)} against {label}",
            rows=tuple(
                _row(row, columns, outcomes, profile)
                for row in profile.comparison.rows.to_dict("records")
            ),
            spine_heading=f"Low ← {places.chosen.label} → high",
        )
    )


def show_profile_files(profile: AreaProfile) -> None:
    """Offer the table as files."""
    stem = file_stem("profile", profile.comparison.places.area.name)
    show_beside(
        profile_files(profile.comparison, file_stem=stem),
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
    row: Mapping[Any, Any], columns: list[str], outcomes: "pd.Series[str]", profile: AreaProfile
) -> ProfileRow:
    unit, decimals = str(row["unit"]), int(row["decimals"])
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
        spine=_spine(row),
        spine_text=_spine_text(row, unit, decimals),
        spark=spark,
        spark_text=_spark_text(spark, decimals),
        trend=word,
        trend_reason=why,
        href=page_href("indicator", read_parameters(), indicator=indicator_id, period="", sex=""),
        count_order=_known(row["numerator"]),
        value_order=_known(row["value"]),
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


def _spine(row: Mapping[Any, Any]) -> Spine | None:
    low, high = _known(row["spine_low"]), _known(row["spine_high"])
    if low is None or high is None:
        return None
    return Spine(
        low=low,
        p25=_known(row["spine_p25"]),
        p75=_known(row["spine_p75"]),
        high=high,
        marker=_known(row["spine_marker"]),
    )


def _spine_text(row: Mapping[Any, Any], unit: str, decimals: int) -> str:
    if _known(row["spine_low"]) is None:
        return "no range"
    low, high, value = (
        value_text(row[column], unit=unit, decimals=decimals, with_unit=False)
        for column in ("minimum", "maximum", "value")
    )
    return f"{value}; authorities range from {low} to {high}"


def _spark_text(spark: tuple[float | None, ...], decimals: int) -> str:
    known = [value for value in spark if value is not None]
    if len(known) <= 1:
        return ""
    first, last = number_text(known[0], decimals), number_text(known[-1], decimals)
    return f"From {first} to {last} over {len(spark)} periods"


def _known(value: Any) -> float | None:  # noqa: ANN401 (a cell of a table)
    return None if pd.isna(value) else float(value)
