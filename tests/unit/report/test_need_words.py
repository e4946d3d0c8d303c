"""What two estimates of a period differ by: the estimate, or the number in treatment as well."""

from dataclasses import replace

import pytest

from cdof_core.analysis.need_estimate import Caseload, NeedEstimate, Substance
from cdof_core.analysis.unmet_need import view_unmet_need
from cdof_core.report.need_words import other_estimate_texts

SHOWN = NeedEstimate(
    estimate_id="first",
    substance=Substance.OCU,
    area_code="E06999991",
    area_name="Northmoor",
    period="2020/21",
    label="1,000 · 2020/21 · a survey",
    prevalence=1000.0,
    lower=900.0,
    upper=1100.0,
    caseload=Caseload(in_year=400.0),
    origin="the estimate for 2020/21, a survey",
)


@pytest.mark.parametrize(
    ("treated", "ending"),
    [
        (400.0, "The difference is the estimate, not a change in need."),
        (
            450.0,
            "They are held against different numbers in treatment (400 and 450), so the "
            "difference is not the estimate alone.",
        ),
    ],
)
def test_the_difference_is_laid_on_the_estimate_only_where_caseloads_agree(treated, ending):
    other = replace(
        SHOWN, estimate_id="second", prevalence=950.0, caseload=Caseload(in_year=treated)
    )

    (said,) = other_estimate_texts(view_unmet_need(SHOWN, among=(SHOWN, other)))

    assert said.endswith(ending)
