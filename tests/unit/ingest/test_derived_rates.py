import numpy as np
import pytest

from cdof_core.ingest.problems import CatalogueError
from tests.tiny_catalogue import append, indicator, replace, write

DERIVED = """
    [[derived_rate]]
    indicator_id = "offences_rate"
    numerator_indicator_id = "offences"
    denominator = "population"
    population_reference = "mid-2022"
    age = "All ages"
    periods = ["2022"]
    note = "Over the mid-2022 population."
"""


@pytest.fixture
def declared(catalogue):
    """Return the catalogue with a rate of offences per 1,000 people."""
    write(
        catalogue,
        "catalogue/indicators/derived.toml",
        indicator("offences_rate", value_kind="crude_rate", interval_method="byar"),
    )
    write(catalogue, "catalogue/derived_rates.toml", DERIVED)
    return catalogue


@pytest.fixture
def rates(declared, build):  # noqa: ARG001 - the rates must be declared
    """Build and return the rates of offences by area."""
    return lambda: of_offences(build("observation"))


def of_offences(rows):
    return rows[rows["indicator_id"] == "offences_rate"].set_index("area_code")


def test_a_rate_is_the_count_over_the_stated_population(rates):
    rate = rates().loc["E06990001"]
    assert rate["value"] == pytest.approx(2.5)  # 50 / 20,000 × 1,000
    assert (rate["numerator"], rate["denominator"]) == (50.0, 20000.0)
    assert (rate["value_basis"], rate["limits_basis"]) == ("computed", "computed")
    assert rate["lower95"] < 2.5 < rate["upper95"]
    assert rate["note"] == "Over the mid-2022 population."
    assert (rate["dataset_id"], rate["period_label"]) == ("figures", "2022")


def test_a_withheld_count_gives_a_withheld_rate(declared, rates):
    append(
        declared,
        "figures/observation.csv",
        "offences,E06990002,2022-01-01,2022-12-31,2022,calendar,,,,,withheld",
    )
    rate = rates().loc["E06990002"]
    assert rate["flag"] == "withheld"
    assert np.isnan(rate["value"])
    assert rate["limits_basis"] == "none"


@pytest.mark.parametrize(
    "count",
    [
        # an area without a population
        "offences,E06990003,2022-01-01,2022-12-31,2022,calendar,,,,7,",
        # a period that is not named
        "offences,E06990002,2019-01-01,2019-12-31,2019,calendar,,,,7,",
        # one sex, where the population is of all persons
        "offences,E06990002,2022-01-01,2022-12-31,2022,calendar,Male,,,7,",
    ],
)
def test_no_other_count_is_divided(declared, rates, count):
    append(declared, "figures/observation.csv", count)
    assert list(rates().index) == ["E06990001"]


def test_a_count_of_other_ages_or_a_part_of_the_whole_is_not_divided(declared, rates):
    write(
        declared,
        "figures/observation_parts.csv",
        """
        indicator_id,area_code,period_start,period_end,period_label,period_kind,age,breakdown_type,breakdown,value
        offences,E06990002,2022-01-01,2022-12-31,2022,calendar,18+,,,7
        offences,E06990002,2022-01-01,2022-12-31,2022,calendar,,offence,Possession,7
        """,
    )
    assert list(rates().index) == ["E06990001"]


def test_a_row_may_carry_its_own_denominator(declared, rates):
    write(
        declared,
        "catalogue/derived_rates.toml",
        """
        [[derived_rate]]
        indicator_id = "offences_rate"
        numerator_indicator_id = "deaths_rate"
        denominator = "row"
        """,
    )
    found = rates()
    # 12 / 50,000 × 1,000, although the publisher rounds its own to 0.2
    assert found.loc["E06990002", "value"] == pytest.approx(0.24)
    assert "E92000001" not in found.index  # has no denominator


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"offences_rate"', '"unheard_of"', "Indicator not declared: unheard_of"),
        ('["2022"]', '["1999"]', "No count has these periods"),
        ('"mid-2022"', '"mid-1999"', "No count has these periods, age and population"),
        ('"population"', '"people"', 'denominator must be "population" or "row"'),
        ('age = "All ages"', 'age = ""', "names population_reference, age and periods"),
        ("note =", "remark =", "found 'remark'"),
    ],
)
def test_a_rate_that_cannot_be_computed_is_refused(declared, build, old, new, said):
    replace(declared, "catalogue/derived_rates.toml", old, new)
    with pytest.raises(CatalogueError, match=said) as caught:
        build("observation")
    assert caught.value.file == "data/catalogue/derived_rates.toml"
