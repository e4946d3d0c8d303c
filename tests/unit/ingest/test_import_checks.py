"""Every rule on a table small enough to see why it holds."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cdof_core.ingest.import_checks import check_import
from cdof_core.ingest.import_rows import OBSERVATION_COLUMNS
from cdof_core.ingest.imported import FiguresFile
from cdof_core.ingest.known import Known
from tests.imports import observation, own_import

AREAS = [
    ("E92000001", "England", "country", ""),
    ("E12000099", "Testland", "region", ""),
    ("E06990001", "Testshire", "upper_tier", "E12000099"),
    ("E06990002", "Samplebury", "upper_tier", "E12000099"),
]


@pytest.fixture(scope="module")
def known():
    areas = pd.DataFrame(AREAS, columns=["area_code", "name", "level", "region_code"]).assign(
        valid_to=pd.NaT
    )
    ended = ("E06990009", "Oldshire", "legacy", "", pd.Timestamp(2020, 3, 31))
    areas.loc[len(areas)] = list(ended)
    changes = pd.DataFrame(
        [("E06990009", "Oldshire", "E06990001", "Testshire", "recode", "April 2020")],
        columns=["old_code", "old_name", "new_code", "new_name", "change", "effective"],
    )
    columns = ["indicator_id", "name", "value_kind", "unit", "multiplier", "decimals"]
    rows = [
        ("offences", "Offences", "count", "offences", 1.0, 0),
        ("share", "Share", "proportion", "%", 100.0, 1),
        ("rate", "Rate", "crude_rate", "per 1,000", 1000.0, 1),
    ]
    indicators = pd.DataFrame(rows, columns=columns).assign(
        interval_method=["none", "wilson", "byar"],
        polarity="low_is_good",
        numerator_name="offences",
    )
    return Known(areas, changes, indicators)


def found_by(known, *rows):
    return check_import(own_import(list(rows)), known)


def rules(imported):
    return [(problem.rule, problem.severity.value) for problem in imported.problems]


A, B = "E06990001", "E06990002"


def test_a_sound_import_passes_and_is_completed(known):
    parts = {"numerator": 25.0, "denominator": 100.0, "limits_basis": ""}
    row = observation(A, 2022, np.nan, indicator_id="share", **parts)
    done = found_by(known, row)
    assert rules(done) == []
    assert done.observations["value"].tolist() == [25]
    # Wilson, 25 of 100: 17.5 to 34.3 (Newcombe 1998, method 3)
    assert done.observations["lower95"].round(1).tolist() == [17.5]
    assert done.observations["upper95"].round(1).tolist() == [34.3]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (observation("E06990077", 2022, 5), "known areas"),
        (observation("E06990009", 2022, 5), "areas of their time"),
        (observation(A, 2022, 5, indicator_id="nothing"), "known indicators"),
        (observation(A, 2022, 5, numerator=-1.0), "counts"),
        (observation(A, 2022, 5, sex="Both"), "sex"),
        (observation(A, 2022, 5, flag="hidden"), "flags"),
        (observation(A, 2022, 5, lower95=6.0, upper95=9.0), "limits"),
        (observation(A, 2022, 5, lower95=1.0, upper95=4.0), "limits"),
        (observation(A, 2022, np.nan), "figures"),
        (observation(A, 2022, 120, indicator_id="share"), "units"),
        (
            observation(A, 2022, np.nan, indicator_id="share", numerator=5.0, denominator=4.0),
            "proportions",
        ),
        (observation(A, 2022, np.nan, indicator_id="share", numerator=5.0), "lone counts"),
        (
            observation(A, 2022, np.nan, indicator_id="rate", numerator=0.0, denominator=0.0),
            "lone counts",
        ),
    ],
)
def test_a_row_that_cannot_be_used_is_set_aside(known, row, rule):
    done = found_by(known, observation(B, 2022, 7), row)
    assert (rule, "error") in rules(done)
    assert done.observations["area_code"].tolist() == [B]
    assert len(done.rejected) == 1
    assert not done.faults  # it may be published without that row


def test_an_area_of_the_past_is_fine_in_its_time(known):
    assert rules(found_by(known, observation("E06990009", 2019, 5))) == []


def test_a_figure_twice_is_set_aside_once(known):
    done = found_by(known, observation(A, 2022, 5), observation(A, 2022, 6))
    assert rules(done) == [("duplicates", "error")]
    assert done.observations["value"].tolist() == [5]


def test_a_label_of_two_spans_blocks(known):
    other = observation(B, 2022, 5, period_end=pd.Timestamp(2022, 6, 30))
    done = found_by(known, observation(A, 2022, 5), other)
    assert [problem.rule for problem in done.faults] == ["labels"]


def test_a_value_must_follow_from_its_parts_within_rounding(known):
    rate = {"indicator_id": "rate", "numerator": 5.0, "denominator": 1000.0}
    assert rules(found_by(known, observation(A, 2022, 5.1, **rate))) == []
    done = found_by(known, observation(A, 2022, 5.2, **rate))
    assert ("values", "warning") in rules(done)


@pytest.mark.parametrize(("persons", "expected"), [(12.0, []), (13.0, [("totals", "warning")])])
def test_persons_are_females_and_males(known, persons, expected):
    rows = [
        observation(A, 2022, number, sex=sex, numerator=number)
        for sex, number in (("Persons", persons), ("Female", 5.0), ("Male", 7.0))
    ]
    assert rules(found_by(known, *rows)) == expected


@pytest.mark.parametrize(("total", "expected"), [(9.0, []), (10.0, [("parts", "warning")])])
def test_a_total_is_the_sum_of_its_parts(known, total, expected):
    parts = [
        observation(A, 2022, n, numerator=n, breakdown_type="substance", breakdown=name)
        for name, n in (("Opiates", 4.0), ("Other", 5.0))
    ]
    assert rules(found_by(known, observation(A, 2022, total, numerator=total), *parts)) == expected


@pytest.mark.parametrize(
    ("indicator", "kind", "total", "expected"),
    [
        # of 9 deaths some name both
        ("deaths_by_substance_rate", "substance", 8.0, []),
        ("deaths_by_substance_rate", "substance", 4.0, [("parts", "warning")]),
        ("deaths_by_substance_rate", "ethnicity", 8.0, [("parts", "warning")]),
        ("seizures", "drug", 8.0, []),
        ("offences", "substance", 8.0, [("parts", "warning")]),
    ],
)
def test_parts_that_the_catalogue_says_overlap_have_no_sum(known, indicator, kind, total, expected):
    named = known.indicators.query("indicator_id == 'offences'").assign(indicator_id=indicator)
    indicators = pd.concat([known.indicators, named]).drop_duplicates("indicator_id")
    rows = [
        observation(A, 2022, total, numerator=total),
        observation(A, 2022, 4.0, numerator=4.0, breakdown_type=kind, breakdown="Heroin"),
        observation(A, 2022, 5.0, numerator=5.0, breakdown_type=kind, breakdown="Cocaine"),
    ]
    rows = [row | {"indicator_id": indicator} for row in rows]
    assert rules(found_by(replace(known, indicators=indicators), *rows)) == expected


@pytest.mark.parametrize(("england", "expected"), [(35.0, []), (36.0, [("england", "warning")])])
def test_england_is_the_sum_of_all_authorities(known, england, expected):
    # 10 + 20, give or take 2.5 for each of two rounded parts
    rows = [
        observation(area, 2022, n, numerator=n)
        for area, n in ((A, 10.0), (B, 20.0), ("E92000001", england))
    ]
    assert rules(found_by(known, *rows)) == expected


def test_a_jump_beyond_six_sigma_is_pointed_out(known):
    steady = [observation(A, 2010 + n, 100 + n % 2) for n in range(8)]
    assert rules(found_by(known, *steady)) == []
    done = found_by(known, *steady, observation(A, 2018, 1000))
    assert rules(done) == [("jumps", "warning")]
    assert "1000.0 in 2018" in done.problems[0].value


@pytest.mark.parametrize(
    ("values", "years"),
    [
        # the other steps are 1, -1, 1, -1: mean 0, variance 4 / 3, six deviations 6.93
        ("10 11 10 11 10 16", []),
        ("10 11 10 11 10 17", [2015]),
        # a slip is a step to it and a step back; neither stands in the way of the other
        ("10 11 10 16 10 11 10", []),
        ("10 11 10 17 10 11 10", [2013]),
        ("10 11 10 100 10 11 10 11", [2013]),
        # a level that stays: one step, away from 0 by 10
        ("10 11 10 20 21 20 21", [2013]),
        # too few other steps to say what is usual
        ("10 11 10 11 100", []),
        # no other step differs from 0: ten times as much is told, less is not
        ("5 5 5 5 5 50", [2015]),
        ("5 5 5 50 5 5 5", [2013]),
        ("50 50 50 50 50 5", [2015]),
        ("5 5 5 5 5 45", []),
        ("0 0 0 0 0 5", []),
    ],
)
def test_a_jump_is_held_against_the_steps_it_has_no_part_in(known, values, years):
    rows = [observation(A, 2010 + n, float(one)) for n, one in enumerate(values.split())]
    told = [found for found in found_by(known, *rows).problems if found.rule == "jumps"]
    assert [int(found.value.split(" in ")[1][:4]) for found in told] == years
    assert [found.count for found in told] == [1] * len(years)


@pytest.mark.parametrize(
    ("counts", "values", "years"),
    [
        # chance alone: a step from 12 to 47 deviates by 59 ** 0.5 = 7.7; six such are 46 deaths
        ("10 13 13 12 14 12 47", "0.3 0.5 0.5 0.4 0.6 0.4 1.6", []),
        # six times (12 + 80) ** 0.5 are 58 deaths
        ("10 13 13 12 14 12 80", "0.3 0.5 0.5 0.4 0.6 0.4 2.7", [2016]),
        # the same deaths with a slip of the decimal point
        ("10 13 13 12 14 12 13", "0.3 0.5 0.5 0.4 0.6 0.4 5", [2016]),
        # thousands, of which chance makes little
        ("3000 3100 3000 3100 3000 4700", "30 31 30 31 30 47", [2015]),
    ],
)
def test_a_jump_is_held_against_the_chance_of_its_counts_too(known, counts, values, years):
    rows = [
        observation(A, 2010 + n, float(value), indicator_id="rate", numerator=float(count))
        for n, (count, value) in enumerate(zip(counts.split(), values.split(), strict=True))
    ]
    told = [found for found in found_by(known, *rows).problems if found.rule == "jumps"]
    assert [int(found.value.split(" in ")[1][:4]) for found in told] == years


def test_mixed_vintages_and_overlapping_periods_are_pointed_out(known):
    old = observation(A, 2021, 5, vintage="old method")
    financial = observation(
        A, 2022, 5, period_label="2022/23", period_kind="financial",
        period_start=pd.Timestamp(2022, 4, 1), period_end=pd.Timestamp(2023, 3, 31),
    )  # fmt: skip
    done = found_by(known, old, observation(A, 2022, 5), financial)
    assert rules(done) == [("vintages", "warning"), ("overlaps", "warning")]


def test_nothing_that_can_be_used_is_a_fault(known):
    done = found_by(known, observation("E06990077", 2022, 5))
    assert [problem.expected for problem in done.faults] == ["Not one row can be used."]


def test_rounded_parts_may_miss_their_total_a_little(known):
    # 5 + 10 to the nearest 5 may be anything from 2.5 + 7.5 to 7.4 + 12.4
    split = [("Persons", 20.0), ("Female", 5.0), ("Male", 10.0)]
    rows = [observation(A, 2022, number, sex=sex, numerator=number) for sex, number in split]
    assert rules(found_by(known, *rows)) == []
    rows[0] = observation(A, 2022, 25.0, numerator=25.0)
    assert rules(found_by(known, *rows)) == [("totals", "warning")]


def test_what_has_no_figures_but_fills_another_table_is_no_fault(known):
    neighbours = pd.DataFrame({"group_id": [A], "area_code": [B]})
    bare = replace(
        own_import([observation("X", 2022, 1.0)]),
        tables={"area_group_member": neighbours},
    )
    assert rules(check_import(bare, known)) == [("known areas", "error")]


def test_a_file_of_figures_is_checked_as_a_frame_is(known, monkeypatch):
    share = {"indicator_id": "share", "numerator": 25.0, "denominator": 100.0, "limits_basis": ""}
    rows = [
        observation(A, 2022, np.nan, **share),
        observation("E06990099", 2022, 3.0),
        observation(B, 2022, 5.0),
        observation(B, 2022, 6.0),
        observation(A, 2022, 6.0, numerator=-1.0),
        observation(B, 2021, 40.0, **{**share, "numerator": 80.0}),
        observation("E06990098", 2022, 3.0),
        observation(A, 2021, 8.0),
    ]
    whole = found_by(known, *rows)
    file = FiguresFile()
    pd.DataFrame(rows).to_parquet(file.path)
    monkeypatch.setattr("cdof_core.ingest.import_checks._AT_ONCE", 3)
    parts = check_import(replace(own_import(rows), observations=file), known)
    pd.testing.assert_frame_equal(
        parts.observations.read(), whole.observations[list(OBSERVATION_COLUMNS)]
    )
    assert sorted(map(str, parts.problems)) == sorted(map(str, whole.problems))
    told = ["source_line", "reason", "area_code"]
    pd.testing.assert_frame_equal(
        parts.rejected.sort_values("source_line")[told].reset_index(drop=True),
        whole.rejected.sort_values("source_line")[told].reset_index(drop=True),
        check_dtype=False,
    )
    assert len(parts.rejected) == 4


def test_a_file_of_figures_goes_with_its_last_holder():
    file = FiguresFile()
    folder = file.path.parent
    assert folder.is_dir()
    del file
    assert not folder.exists()
