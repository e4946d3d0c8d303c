"""Grammar of every statement: all authorities, all measures, all outcomes."""

import itertools
import re

import pytest

from cdof_core.domain.judgement import Judgement, RecentTrend
from cdof_core.narrative.figures import Figure
from cdof_core.narrative.sentences import level_sentence, trend_sentence
from cdof_core.store import areas, indicators

WRONG = re.compile(
    r"\b(the the|a the|of of|in in|is is|The the|than than)\b"
    r"|\b1 (deaths|people|adults|admissions|offences|children|households|assessments)\b"
    r"|\bis 1 \w+s were\b"
    r"|  | ,| \.(?!\d)|\.\.|,\.|\(\)|\( | \)|\bnan\b|\bNone\b|\{|\}"
    r"|, (City|County) of\b"
)
OUTCOMES = [judgement.value for judgement in Judgement]
VALUES = (None, 0.0, 1.0, 12.3, 1234.5)
TRENDS = [(trend.value, "too_few_points") for trend in RecentTrend]


@pytest.fixture(scope="module", autouse=True)
def _snapshot(snapshot_path):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CDOF_SNAPSHOT", str(snapshot_path))
        yield


def figure(row, name, judgement, number, trend):
    missing = number is None
    return Figure(
        indicator_id=row["indicator_id"],
        area_code="E1",
        area_name=name,
        short_name=row["short_name"],
        sentence_name=row["sentence_name"],
        period="2019-21",
        value=number,
        unit=row["unit"],
        decimals=int(row["decimals"]),
        lower=None if missing else number * 0.9,
        upper=None if missing else number * 1.1,
        numerator=None if missing else number,
        denominator=None if missing else 2000.0,
        numerator_name=row["numerator_name"],
        denominator_name=row["denominator_name"],
        value_kind=row["value_kind"],
        polarity=row["polarity"],
        flag="",
        judgement=Judgement.NOT_COMPARED.value if missing else judgement,
        reason="suppressed" if missing else "no_interval",
        benchmark=8.0,
        benchmark_label="East of England",
        benchmark_basis="published",
        trend=trend[0],
        trend_reason=trend[1],
    )


def test_every_name_measure_and_outcome_reads_as_english(campaign):
    """Each name with each measure; in turn each outcome, or all of them in a full campaign."""
    known = areas.areas()
    names = sorted(known.loc[known["level"] == "upper_tier", "name"])
    rows = indicators.indicators().to_dict("records")
    assert len(names) == 153
    values, trends = itertools.cycle(VALUES), itertools.cycle(TRENDS)
    outcomes = itertools.cycle(OUTCOMES)
    for name in names:
        said = []
        # One step on: no outcome stays with the same measure from one name to the next.
        next(outcomes)
        for row in rows:
            for _ in range(campaign.rounds(sample=1, full=len(OUTCOMES))):
                made = figure(row, name, next(outcomes), next(values), next(trends))
                said.append(f"{level_sentence(made).text} {trend_sentence(made).text}".strip())
        assert [text for text in said if WRONG.search(text)] == []
        assert all(text[0].isupper() and text.endswith(".") for text in said)


@pytest.mark.parametrize(
    "text",
    ["There is 1 deaths.", "In the the North East", "It was  5.", "Bristol, City of had", "(nan)"],
)
def test_bad_grammar_is_found(text):
    assert WRONG.search(text)
