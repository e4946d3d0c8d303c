"""Statements of a chapter on one measure: each with the observations it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any, Final

import pandas as pd

from cdof_core.domain.chapter import Reference, Statement
from cdof_core.domain.judgement import Judgement, RecentTrend
from cdof_core.narrative.compared_with import compared_with
from cdof_core.narrative.figures import Figure
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import number_text, round_half_up
from cdof_core.narrative.periods import period_in_sentence
from cdof_core.narrative.ranks import rank_words
from cdof_core.narrative.references import reference_of, text_of
from cdof_core.narrative.sentences import is_known, level_sentence, trend_sentence
from cdof_core.narrative.tested_years import labels_tested

TWICE_AND_HALF: Final = (0.67, 1.5)
"""Between these a ratio says nothing that the two values do not."""
_FEWEST_RANKED: Final = 10
"""Among fewer areas a rank says little."""
_ALL_AGES: Final = ("", "All ages")


def level_statement(
    figure: Figure, *, row: Mapping[Any, Any], benchmark_code: str = ""
) -> Statement:
    """Say level, comparator and test, with a ratio where it is telling.

    Args:
        figure: The figure.
        row: The row it comes from.
        benchmark_code: Area code of the benchmark; empty for a group.
    """
    text = level_sentence(_told(figure)).text
    ratio = _ratio(figure)
    references = [reference_of(row)]
    if figure.benchmark is not None and not figure.benchmark_is_source:
        references.append(_benchmark_reference(figure, row, benchmark_code))
    return Statement(
        key=f"level|{figure.indicator_id}|{figure.area_code}",
        text=f"{text} {ratio}".strip(),
        references=tuple(references),
    )


def trend_statement(figure: Figure, *, series: pd.DataFrame) -> Statement | None:
    """Say the recent trend or why none is tested; None where this kind of figure has no test.

    Args:
        figure: The figure.
        series: Figures of the same series over time.
    """
    text = trend_sentence(figure).text
    if not text or not is_known(figure.value):
        return None
    is_tested = RecentTrend(figure.trend) is not RecentTrend.CANNOT_BE_CALCULATED
    rows = series.sort_values("period_end")
    labels = labels_tested(figure.trend_years)
    rows = rows[rows["period_label"].isin(labels)] if labels else rows.tail(5)
    used = rows.to_dict("records") if is_tested else []
    return Statement(
        key=f"trend|{figure.indicator_id}|{figure.area_code}",
        text=text,
        references=tuple(reference_of(row, role="trend") for row in used),
    )


def not_held_statement(
    figure: Figure, *, row: Mapping[Any, Any], period: str, authorities: int
) -> Statement | None:
    """Say that no newer period is held; None where none is missing.

    Args:
        figure: The figure.
        row: The row it comes from.
        period: The newest period that other authorities have and the area has not; empty for none.
        authorities: How many have it.
    """
    if not period:
        return None
    have = (
        "one authority has" if authorities == 1 else f"{number_text(authorities)} authorities have"
    )
    return Statement(
        key=f"not-held|{figure.indicator_id}|{figure.area_code}",
        text=f"No figure after {period_in_sentence(figure.period)} is held for "
        f"{in_sentence(figure.area_name)}; {have} one for {period_in_sentence(period)}.",
        references=(reference_of(row),),
    )


def rank_statement(figure: Figure, *, areas: pd.DataFrame) -> Statement | None:
    """Say the place among all authorities with a figure; None where there are few.

    Args:
        figure: The figure of one authority.
        areas: Every authority's figure of the same period: area_code, value and rank.
    """
    own = areas[(areas["area_code"] == figure.area_code) & areas["value"].notna()]
    ranked = areas[areas["rank"].notna()] if "rank" in areas else areas.iloc[:0]
    if own.empty or len(ranked) < _FEWEST_RANKED or pd.isna(own["rank"].iloc[0]):
        return None
    if figure.value_kind in ("count", "estimate", "money") or not is_known(figure.value):
        return None
    rank = int(own["rank"].iloc[0])
    same = ranked["value"].map(partial(_rounded, decimals=figure.decimals))
    mine = round_half_up(float(own["value"].iloc[0]), figure.decimals)
    if int((same == mine).sum()) > 1:
        higher = int((same > mine).sum())
        lower = int((same < mine).sum())
        words = f"{number_text(higher)} have a higher figure and {number_text(lower)} a lower one"
        text = f"Of {len(ranked)} authorities with a figure, {words}."
    else:
        text = f"It is the {rank_words(rank, len(ranked))} authorities with a figure."
    return Statement(
        key=f"rank|{figure.indicator_id}|{figure.area_code}",
        text=text,
        references=(
            Reference(figure.indicator_id, figure.area_code, figure.period, value=figure.value),
        ),
    )


def national_statement(figure: Figure, *, row: Mapping[Any, Any]) -> Statement:
    """Say a national figure as one, with the ages it is of."""
    text = level_sentence(_told(figure)).text
    age = str(row["age"])
    words = age.replace("-", " to ").replace("+", " and over")
    if age not in _ALL_AGES and not _says(figure.sentence_name, words):
        text += f" This is for ages {words[:1].lower()}{words[1:]}."
    return Statement(
        key=f"national|{figure.indicator_id}|{figure.area_code}",
        text=text,
        references=(reference_of(row),),
    )


def joined(statements: Sequence[Statement | None]) -> tuple[Statement, ...]:
    """Keep the statements that there are."""
    return tuple(statement for statement in statements if statement is not None)


def _rounded(value: float, *, decimals: int) -> Decimal:
    return round_half_up(float(value), decimals)


def _told(figure: Figure) -> Figure:
    """Leave out the counts of a share of an estimate: its interval is not one of those counts."""
    is_of_estimate = "estimated" in figure.denominator_name and figure.lower is not None
    return replace(figure, numerator=None) if is_of_estimate else figure


def _says(name: str, words: str) -> bool:
    return words.lower() in name.lower() or words.lower() in ("under 18", "18 and over")


def _ratio(figure: Figure) -> str:
    """Say how many times the benchmark a significantly different value is, where telling."""
    judged = Judgement(figure.judgement)
    if judged in (Judgement.NOT_COMPARED, Judgement.SIMILAR) or not figure.benchmark:
        return ""
    if figure.value is None or figure.value_kind not in (
        "crude_rate",
        "proportion",
        "standardised_rate",
    ):
        return ""
    times = figure.value / figure.benchmark
    shown = float(round_half_up(figure.value, figure.decimals)) / float(
        round_half_up(figure.benchmark, figure.decimals) or 1
    )
    low, high = TWICE_AND_HALF
    if low < times < high or number_text(times, 1) != number_text(shown, 1) or not times:
        return ""
    if round_half_up(times, 1) < 1:
        return ""
    against = compared_with(figure)
    return f"It is {number_text(times, 1)} times the figure of {against}."


def _benchmark_reference(figure: Figure, row: Mapping[Any, Any], code: str) -> Reference:
    return Reference(
        indicator_id=figure.indicator_id,
        area_code=code or figure.benchmark_label,
        period=figure.period,
        sex=text_of(row, "sex"),
        age=text_of(row, "age"),
        breakdown=text_of(row, "breakdown"),
        vintage=text_of(row, "vintage"),
        value=figure.benchmark,
        role=f"benchmark, {figure.benchmark_basis}".removesuffix(", "),
    )
