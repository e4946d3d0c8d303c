"""Expected limits are printed ones: Newcombe (Stat Med 1998;17:857-72), method 3, for Wilson;
Garwood's exact Poisson limits for small counts.
"""

import numpy as np
import pandas as pd
import pytest

from cdof_core.ingest.derive import complete_observations

INDICATORS = pd.DataFrame(
    [
        ("share", "proportion", 100.0, "wilson"),
        ("rate", "crude_rate", 1000.0, "byar"),
        ("spend", "money_rate", 1.0, "none"),
        ("deaths", "count", 1.0, "none"),
        ("asr", "standardised_rate", 1e5, "published"),
        ("delay", "median", 1.0, "none"),
    ],
    columns=["indicator_id", "value_kind", "multiplier", "interval_method"],
).assign(numerator_name="deaths")
LIMITS = ["lower95", "upper95", "lower998", "upper998"]


def complete(indicator_id: str, **given: object):
    """Complete one observation and return it with whether it contradicted itself."""
    row: dict[str, object] = dict.fromkeys(["numerator", "denominator", "value", *LIMITS], np.nan)
    row |= {
        "limits_basis": "",
        "value_basis": "",
        "flag": "",
        "note": "",
        "indicator_id": indicator_id,
    }
    completed = complete_observations(pd.DataFrame([row | given]), INDICATORS)
    return completed.observations.iloc[0], not completed.contradicted.empty


def test_a_proportion_is_numerator_over_denominator_with_wilson_limits():
    row, _ = complete("share", numerator=81.0, denominator=263.0)
    assert row["value"] == pytest.approx(100 * 81 / 263)
    assert row["lower95"] == pytest.approx(25.53, abs=0.005)
    assert row["upper95"] == pytest.approx(36.62, abs=0.005)
    assert row["lower998"] < row["lower95"]
    assert row["upper998"] > row["upper95"]
    assert (row["value_basis"], row["limits_basis"]) == ("computed", "computed")


def test_a_rate_of_few_events_has_exact_poisson_limits():
    row, _ = complete("rate", numerator=5.0, denominator=1000.0)
    assert row["value"] == pytest.approx(5.0)
    assert row["lower95"] == pytest.approx(1.6235, abs=0.00005)
    assert row["upper95"] == pytest.approx(11.6683, abs=0.00005)


@pytest.mark.parametrize(("deaths", "is_shown"), [(2.0, False), (9.0, False), (10.0, True)])
def test_a_median_of_fewer_deaths_than_a_rate_needs_is_withheld(deaths: float, *, is_shown: bool):
    row, _ = complete("delay", numerator=deaths, value=92.0)
    assert pd.notna(row["value"]) is is_shown
    assert row["flag"] == ("" if is_shown else "withheld")
    assert ("fewer than 10 deaths" in row["note"]) is not is_shown


def test_no_event_still_has_an_upper_limit():
    row, _ = complete("rate", numerator=0.0, denominator=1000.0)
    assert (row["value"], row["lower95"]) == (0.0, 0.0)
    assert row["upper95"] == pytest.approx(3.6889, abs=0.00005)


def test_a_published_value_stays_and_gets_limits():
    row, _ = complete("share", numerator=81.0, denominator=263.0, value=31.0)
    assert row["value"] == 31.0
    assert (row["value_basis"], row["limits_basis"]) == ("published", "computed")


def test_published_limits_stay_and_99_8_is_not_made_up_beside_them():
    row, _ = complete(
        "share", numerator=81.0, denominator=263.0, value=31.0, lower95=20.0, upper95=40.0
    )
    assert (row["lower95"], row["upper95"], row["limits_basis"]) == (20.0, 40.0, "published")
    assert np.isnan(row["lower998"])


def test_money_per_head_is_computed_without_limits():
    row, _ = complete("spend", numerator=900.0, denominator=300.0)
    assert (row["value"], row["value_basis"], row["limits_basis"]) == (3.0, "computed", "none")


@pytest.mark.parametrize("indicator_id", ["deaths", "asr"])
def test_only_proportions_and_crude_rates_follow_from_their_parts(indicator_id):
    row, _ = complete(indicator_id, numerator=5.0, denominator=100.0)
    assert np.isnan(row["value"])
    assert row["limits_basis"] == "none"


@pytest.mark.parametrize("flag", ["suppressed", "withheld", "not_comparable", "not_published"])
def test_what_a_publisher_holds_back_is_never_computed(flag):
    row, _ = complete("rate", numerator=5.0, denominator=1000.0, flag=flag)
    assert row[["value", *LIMITS]].isna().all()
    assert (row["flag"], row["limits_basis"]) == (flag, "none")


@pytest.mark.parametrize("flag", ["unreliable", "estimated"])
def test_other_flags_do_not_stop_a_value(flag):
    row, _ = complete("rate", numerator=5.0, denominator=1000.0, flag=flag)
    assert row["value"] == pytest.approx(5.0)


@pytest.mark.parametrize("flag", ["misprint", "suspect"])
def test_a_figure_printed_in_error_gets_no_limits(flag):
    row, _ = complete("share", numerator=81.0, denominator=263.0, value=99.0, flag=flag)
    assert row["value"] == 99.0
    assert row["limits_basis"] == "none"


@pytest.mark.parametrize("denominator", [0.0, np.nan])
def test_nothing_is_divided_by_nothing(denominator):
    row, _ = complete("rate", numerator=0.0, denominator=denominator)
    assert np.isnan(row["value"])


def test_a_value_outside_its_own_limits_is_reported_and_left_without():
    row, is_contradicted = complete("share", numerator=81.0, denominator=263.0, value=45.0)
    assert is_contradicted
    assert (row["value"], row["limits_basis"]) == (45.0, "none")
    assert row[LIMITS].isna().all()


def test_a_value_inside_its_limits_is_not_reported():
    assert not complete("share", numerator=81.0, denominator=263.0, value=31.0)[1]


def test_a_computed_value_is_never_called_printed():
    row, _ = complete("share", numerator=1.0, denominator=4.0, value_basis="as_printed")
    assert (row["value"], row["value_basis"]) == (25.0, "computed")


def test_an_undeclared_indicator_is_left_to_the_checks():
    row, _ = complete("unheard_of", numerator=1.0, denominator=4.0)
    assert np.isnan(row["value"])
