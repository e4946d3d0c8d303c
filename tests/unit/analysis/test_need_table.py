"""Tables typed in or pasted: both ways round, odd cells, and what is refused."""

import math

import pytest

from cdof_core.analysis.need_estimate import Substance
from cdof_core.analysis.need_table import NeedRow, read_pasted, typed_estimates
from cdof_core.analysis.unmet_need import view_unmet_need

TABLE_16 = """Treatment segment\tOCU\t%\tOpiates\t%\tCrack\t%
In treatment now\t423\t28.8%\t416\t32.8%\t207\t32.4%
In treatment this year, not now\t183\t12.5%\t175\t13.8%\t119\t18.7%
Known, not treated this year\t158\t10.8%\t149\t11.7%\t78\t12.2%
Not known\t704\t48.0%\t530\t41.7%\t234\t36.7%
Estimated prevalence\t1,468\t\t1,270\t\t638\t
"""


def test_table_16_pasted_gives_the_same_bulls_eye():
    read = read_pasted(TABLE_16)
    assert read.problems == ()
    held, problems = typed_estimates(read.rows, area_name="Bedford", period="2012/13")
    assert problems == ()
    views = {e.substance: view_unmet_need(e, among=held) for e in held}
    assert {name.value: view.headline.people for name, view in views.items()} == {
        "ocu": 704,
        "opiate": 530,
        "crack": 234,
    }
    assert all(check.holds for view in views.values() for check in view.checks)
    assert len(views[Substance.OCU].checks) == 3


def test_substances_down_with_limits_and_one_number_for_the_year():
    read = read_pasted(
        "Substance;Estimate;Lower limit;Upper limit;In treatment in the year\n"
        'Opiates and/or crack;1,179;1013;1475;604 (51.2%)\nAlcohol;"1 339";1011;1833;320\n'
    )
    assert read.problems == ()
    first = read.rows[0]
    assert (first.prevalence, first.lower, first.upper, first.in_year) == (1179, 1013, 1475, 604)
    assert math.isnan(first.now)
    assert (read.rows[1].prevalence, read.rows[1].lower) == (1339, 1011)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("<5", "is hidden by its publisher and stays empty, not guessed"),
        ("*", "is hidden by its publisher"),
        ("about many", "is not a number and stays empty"),
        ("-3", "is not a number"),
        ("20–30", "is not a number"),
        ("1,013 to 1,475", "is not a number"),
        ("1.468.000", "is not a number"),
        ("12,34", "is not a number"),
    ],
)
def test_a_cell_that_holds_no_number_stays_empty_and_is_said(cell, said):
    read = read_pasted(f"Substance\tEstimate\tIn treatment now\nCrack\t638\t{cell}")
    assert said in read.problems[0]
    assert read.rows[0].prevalence == 638
    assert math.isnan(read.rows[0].now)


@pytest.mark.parametrize("text", ["", "one line", "a\tb\nc\td", "\n\n"])
def test_what_is_no_table_is_said(text):
    read = read_pasted(text)
    assert read.rows == ()
    assert len(read.problems) == 1


REFUSED = [
    # row -> what is said
    (NeedRow(Substance.OCU, now=5), "the number of estimated users is empty"),
    (NeedRow(Substance.OCU, 100, 120, 140, in_year=5), "must hold its number"),
    (NeedRow(Substance.OCU, 100, 90, in_year=5), "needs both of its ends"),
    (NeedRow(Substance.OCU, 0, in_year=5), "must be above zero"),
    (NeedRow(Substance.OCU, 100, in_year=50, now=60), "is above the year's 50"),
    (NeedRow(Substance.OCU, 100, in_year=50, now=30, later=10), "not the sum of its two parts, 40"),
    (NeedRow(Substance.OCU, 100, in_year=-1), "is below zero"),
]


@pytest.mark.parametrize(("row", "said"), REFUSED)
def test_a_row_that_cannot_be_is_refused_in_words(row, said):
    held, problems = typed_estimates([row], area_name="X", period="Y")
    assert held == ()
    assert said in problems[0]
    assert problems[0].startswith("Opiates and/or crack: ")


def test_an_empty_row_is_passed_over():
    assert typed_estimates([NeedRow(Substance.CRACK)], area_name="X", period="Y") == ((), ())


def test_typed_figures_belong_to_no_area_and_no_source():
    held, _ = typed_estimates(
        [NeedRow(Substance.OCU, 100, now=30, later=10)], area_name="X", period="Y"
    )
    assert (held[0].area_code, held[0].dataset_ids, held[0].collection) == ("", (), "typed")
    assert held[0].caseload.in_year == 40


@pytest.mark.parametrize(
    "given",
    [
        "\tOCU\nNot in treatment this year\t862\nIn treatment this year\t606\nEstimate\t1,468",
        "\tOCU\nTotal in treatment\t606\nEstimated prevalence\t1,468",
    ],
)
def test_what_is_left_of_an_estimate_is_no_caseload_and_a_caseload_no_estimate(given):
    (row,) = read_pasted(given).rows
    assert (row.in_year, row.prevalence) == (606, 1468)


def test_a_second_number_for_one_cell_is_said():
    found = read_pasted(
        "\tOCU\nIn treatment this year\t606\nPeople in treatment\t650\nEstimate\t1,468"
    )
    assert found.rows[0].in_year == 606
    assert any("650 is a second number beside 606" in problem for problem in found.problems)
