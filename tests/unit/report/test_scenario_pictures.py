"""What moves a scenario most, as numbers: with units, and with the places that were stated."""

import pytest

from cdof_core.analysis.assumptions import Assumed
from cdof_core.analysis.need_scenario import NeedScenario
from cdof_core.report.scenario_pictures import people_sentence, tornado_picture, tornado_table

SCENARIO = NeedScenario(
    area_name="Testland",
    substance="ocu",
    period="2023/24",
    origin="an estimate",
    prevalence=Assumed(1000, 900, 1100),
    in_treatment=400,
    target="typed",
    coverage=Assumed(60, 57.5, 62.25),
    basis="Typed in.",
    assumed={"unit_cost": Assumed(3000, 2500.5, 3500)},
)


def test_each_row_of_the_tornado_has_its_unit_and_the_places_stated():
    rows = tornado_table(SCENARIO).set_index("Input")
    assert dict(rows["Unit"]) == {
        "Estimated users": "people",
        "Coverage to reach (%)": "%",
        "Cost of a person in treatment for a year (£)": "£",
    }
    ends = rows[["Low end", "High end"]]
    assert list(ends.loc["Coverage to reach (%)"]) == [57.5, 62.25]
    assert list(ends.loc["Cost of a person in treatment for a year (£)"]) == [2500.5, 3500]
    # 57.5% of 1,000 is 575, 175 more than 400; at £3,000 each.
    (column,) = [name for name in rows.columns if name.endswith("at the low end")]
    assert column.startswith("Cost of a year (£)")
    assert rows.loc["Coverage to reach (%)", column] == 525_000


def test_the_picture_says_the_same_ends():
    picture = tornado_picture(SCENARIO)
    assert picture is not None
    assert "57.5 to 62.25" in picture.wording.description
    assert "2,500.5 to 3,500" in picture.wording.description


def test_no_gap_is_told_where_the_estimate_is_below_the_caseload():
    held = {name: getattr(SCENARIO, name) for name in SCENARIO.__slots__}
    below = NeedScenario(**held | {"prevalence": Assumed(SCENARIO.in_treatment - 50)})
    assert "cannot be said" in people_sentence(below)


@pytest.mark.parametrize(
    ("coverage", "said"),
    [
        (60, ": 200 people more in treatment, £600,000 a year."),
        (40, ": no further people in treatment are needed to reach it."),
    ],
)
def test_a_sentence_names_whose_treatment_it_is(coverage, said):
    scenario = NeedScenario(
        **{
            **{name: getattr(SCENARIO, name) for name in SCENARIO.__slots__},
            "coverage": Assumed(coverage),
        }
    )
    text = people_sentence(scenario)
    assert text == f"Reach a coverage of your own, people using opiates and/or crack{said}"
