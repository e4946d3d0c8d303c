"""Scorecards: the Essex report as printed, and lines entered by hand."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pandas as pd
import pytest
from docx import Document

from cdof_core.analysis.scorecard import (
    Against,
    Line,
    NoForecast,
    Point,
    Standing,
    build_scorecard,
    foresee_year_end,
    year_end_of,
)
from cdof_core.analysis.scorecard_lines import printed_lines, standing_of
from cdof_core.analysis.scorecard_mix import find_case_mix
from cdof_core.domain import TargetOutcome
from cdof_core.domain.judgement import Judgement
from cdof_core.narrative.scorecard import (
    benchmark_words,
    claim_sentence,
    direction_words,
    missed_sentence,
    mix_sentence,
    scorecard_finding,
    year_end_words,
)
from cdof_core.report.scorecard_document import write_scorecard
from cdof_core.report.scorecard_picture import scorecard_table
from cdof_core.store.datasets import datasets
from cdof_core.store.framework import printed_findings


@pytest.fixture
def essex():
    return build_scorecard(printed_lines("essex_performance"))


def test_the_essex_report_meets_18_of_its_23_targets(essex) -> None:
    assert len(essex.comparisons) == 23
    assert essex.count(TargetOutcome.MET) == 18
    assert essex.count(TargetOutcome.NOT_MET) == 5
    assert scorecard_finding(essex) == "18 of 23 comparisons with a target meet it and 5 do not."
    missed = essex.comparisons[essex.comparisons["outcome"] == "not_met"]
    assert sorted(set(zip(missed["name"].str.split(".").str[0], missed["part"], strict=True))) == [
        ("10", ""),
        ("2", ""),
        ("4", "problem drug users"),
    ]
    assert "81.0% against 86.5%" in missed_sentence(essex)


def test_the_mix_behind_the_essex_target_is_named(essex) -> None:
    # By targets: 26.9 of 33.7 points between the parts; by figures: 28.0 of 40.9.
    newest = essex.mixes[-1]
    assert (round(newest.assumed), round(newest.actual)) == (80, 68)
    assert newest.part == "problem drug users"
    # 0.6846 × 10.8 + 0.3154 × 44.5
    assert newest.adjusted == pytest.approx(21.43, abs=0.005)
    said = mix_sentence(newest)
    assert "assumes that 80% are problem drug users" in said
    assert "imply 68%" in said
    # At the mix of the first period the targets ask for 21.0, which 20.7 misses.
    assert "which 20.7% has not met" in mix_sentence(essex.mixes[0])


def months(values: list[float | None], *, start: date = date(2030, 4, 1)) -> tuple[Point, ...]:
    points: list[Point] = []
    for value in values:
        after = (start.replace(day=28) + timedelta(days=4)).replace(day=1)
        points.append(Point(start, after - timedelta(days=1), f"{start:%b %Y}", value))
        start = after
    return tuple(points)


def line(points: tuple[Point, ...], **changes: object) -> Line:
    given = {"line_id": "a", "name": "Seen in three weeks", "unit": "%", "target": 90.0}
    return Line(**(given | {"direction": "at_least", "points": points} | changes))


@pytest.mark.parametrize(
    ("points", "why"),
    [
        (months([80, 82, 81, 84, 85]), NoForecast.TOO_FEW),
        (months([80.0] * 12), NoForecast.YEAR_COMPLETE),
        (
            # Two quarters and five months: counts of both are not of one line.
            (
                Point(date(2029, 10, 1), date(2029, 12, 31), "Q3", 300.0),
                Point(date(2030, 1, 1), date(2030, 3, 31), "Q4", 310.0),
                *months([100.0, 98, 103, 99, 101]),
            ),
            NoForecast.MIXED,
        ),
        (
            tuple(
                Point(date(year, 4, 1), date(year + 1, 3, 31), str(year), 80.0)
                for year in range(2030, 2037)
            ),
            NoForecast.YEARLY,
        ),
        (
            (
                Point(date(2030, 1, 1), date(2030, 12, 31), "a", 80.0),
                Point(date(2030, 2, 1), date(2031, 1, 31), "b", 81.0),
            ),
            NoForecast.OVERLAPPING,
        ),
        ((), NoForecast.TOO_FEW),
    ],
)
def test_nothing_is_foreseen_where_it_would_mislead(points, why) -> None:
    assert foresee_year_end(line(points)).why_not is why


def test_a_straight_line_of_months_is_carried_to_march() -> None:
    # 1 point a month from 60 in April: about 71 in March; the months differ in length.
    found = foresee_year_end(line(months([60.0 + month for month in range(8)])))
    assert found.ends == date(2031, 3, 31)
    assert found.value == pytest.approx(71, abs=0.1)
    assert found.lower < found.value < found.upper
    said = year_end_words(found, unit="%", decimals=0)
    assert said.startswith("71% (95% interval 70.9 to 71.0) by the end of March 2031")


def test_a_share_is_never_foreseen_above_a_hundred() -> None:
    found = foresee_year_end(line(months([86, 90, 91, 95, 97, 99])))
    assert found.value == 100
    assert found.upper == 100


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2030, 3, 31), date(2030, 3, 31)),
        (date(2030, 4, 1), date(2031, 3, 31)),
        (date(2030, 12, 31), date(2031, 3, 31)),
    ],
)
def test_the_financial_year_ends_in_march(day: date, ends: date) -> None:
    assert year_end_of(day) == ends


def test_movement_is_said_with_its_side_of_the_target_and_not_as_a_trend() -> None:
    card = build_scorecard([line(months([80.0, 84.0])), line(months([8, 9]), direction="at_most")])
    latest = card.latest.to_dict("records")
    assert direction_words(latest[0]) == "up from 80.0%, towards the target"
    assert direction_words(latest[1]) == "up from 8.0%, away from the target"
    first = card.comparisons.iloc[0].to_dict()
    assert direction_words(first) == "no earlier figure"


@pytest.mark.parametrize(
    ("value", "polarity", "standing"),
    [
        (5.0, "low_is_good", Standing.BEST),
        (10.0, "low_is_good", Standing.BEST),
        (10.1, "low_is_good", Standing.SECOND),
        (20.1, "low_is_good", Standing.THIRD),
        (30.1, "low_is_good", Standing.WORST),
        (30.0, "high_is_good", Standing.BEST),
        (29.9, "high_is_good", Standing.SECOND),
        (19.9, "high_is_good", Standing.THIRD),
        (9.9, "high_is_good", Standing.WORST),
        (5.0, "no_judgement", Standing.UNKNOWN),
        (float("nan"), "low_is_good", Standing.UNKNOWN),
    ],
)
def test_the_standing_follows_the_quartiles_and_the_polarity(value, polarity, standing) -> None:
    row = {"value": value, "polarity": polarity, "spine_lower_quartile": 10.0}
    row |= {"spine_median": 20.0, "spine_upper_quartile": 30.0}
    assert standing_of(row) is standing


@pytest.mark.parametrize(
    ("against", "said"),
    [
        (Against("England", 5.94, Judgement.WORSE), "5.9% (England): worse"),
        (Against("England", 5.94, Judgement.NOT_COMPARED, "no_interval"), "5.9% (England): "),
        (Against("Our region, 2030", 6), "6.0% (Our region, 2030): typed in, not tested"),
        (None, ""),
    ],
)
def test_a_benchmark_is_said_with_its_judgement(against: Against | None, said: str) -> None:
    line = Line("a", "A", "%", 5.0, "at_most", months([8.0]), benchmark=against)
    assert benchmark_words(line).startswith(said)
    assert (benchmark_words(line) == "") == (against is None)


def paragraphs_of(card, *, claims: tuple[str, ...] = ()) -> list[str]:
    written = write_scorecard(
        card,
        name="Ours",
        claims=claims,
        datasets=datasets(),
        content_hash="0" * 64,
        built_at=pd.Timestamp("2030-06-01"),
    )
    return [paragraph.text for paragraph in Document(BytesIO(written)).paragraphs]


def test_the_report_says_what_does_not_follow_and_where_its_figures_come_from(essex) -> None:
    found = printed_findings(collection="essex_performance").to_dict("records")
    said = paragraphs_of(essex, claims=tuple(claim_sentence(row) for row in found))
    where = said.index("What does not follow from the figures")
    assert "“in the top quartile in all three domains”" in said[where + 1]
    # The note names three domains; problem drug users fell short in each of the three periods.
    assert "problem drug users 10.3% against T of 10.8%" in said[where + 1]
    sources = said[said.index("Sources") + 1 :]
    assert len(sources) == 2  # one source for all lines, and whether it may be passed on
    assert sources[0].startswith("Every line: Essex County Council, ")
    assert sources[1].startswith(("Open data only", "Restricted"))


def test_the_files_of_a_scorecard_say_benchmark_and_why_nothing_is_foreseen() -> None:
    against = Against("England", 5.9, Judgement.WORSE)
    line = Line("a", "A", "%", 5.0, "at_most", months([7.0, 8.0]), benchmark=against)
    card = build_scorecard([line])
    table = scorecard_table(card)
    assert list(table["Compared with"]) == ["", "5.9% (England): worse"]
    assert table["Benchmark"].isna().tolist() == [True, False]
    assert table["Benchmark"].iloc[1] == 5.9
    assert table["Year end"].iloc[1] == "not foreseen: fewer than six figures"
    said = paragraphs_of(card)
    assert "A: entered by the partnership; not published data." in said
    assert "A: 5.9% (England): worse" in said
    assert "A: not foreseen: fewer than six figures" in said


def test_a_scorecard_of_lines_without_figures_has_nothing_to_say_of_them() -> None:
    card = build_scorecard([Line("a", "A", "%", 5.0, "at_most", ())])
    assert missed_sentence(card) == ""
    assert card.latest.empty
    assert "outcome" in card.latest


def test_a_mix_is_read_from_figures_of_one_period():
    """A rolling year of all clients beside a quarter of each group implies no mix of theirs."""

    def row(part: str, start: date, value: float, target: float) -> dict[str, object]:
        ends = date(2031, 3, 31)
        return {"measure": "m", "name": "Completions", "part": part, "period_start": start,
                "period_end": ends, "period_label": "x", "value": value, "target": target,
                "direction": "at_least"}  # fmt: skip

    year, quarter = date(2030, 4, 1), date(2031, 1, 1)
    parts = [row("opiates", quarter, 10.0, 10.0), row("others", quarter, 40.0, 40.0)]
    # 16 = 0.8 × 10 + 0.2 × 40 is assumed; 25 = 0.5 × 10 + 0.5 × 40 is what came.
    assert len(find_case_mix(pd.DataFrame([*parts, row("", quarter, 25.0, 16.0)]))) == 1
    assert find_case_mix(pd.DataFrame([*parts, row("", year, 25.0, 16.0)])) == ()


def test_years_that_an_indicator_brings_along_owe_nothing() -> None:
    points = tuple(
        Point(date(year, 4, 1), date(year + 1, 3, 31), str(year), value)
        for year, value in ((2019, 4.0), (2020, 6.0), (2021, 9.0))
    )
    own = Line("own", "Completions", "%", target=8.0, direction="at_least", points=points)
    of_indicator = replace(own, line_id="held", indicator_id="completions")
    assert scorecard_finding(build_scorecard([of_indicator])) == (
        "1 of 1 comparison with a target meets it."
    )
    assert scorecard_finding(build_scorecard([own])) == (
        "1 of 3 comparisons with a target meets it and 2 do not."
    )
