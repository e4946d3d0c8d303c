"""An estimate carried over several years says so; one that moves does not."""

from cdof_core.analysis.carried_estimates import note_carried_over
from cdof_core.analysis.need_estimate import Caseload, NeedEstimate, Substance


def estimate(period: str, users: float, *, source: str = "a survey") -> NeedEstimate:
    return NeedEstimate(
        estimate_id=f"{period}-{source}",
        substance=Substance.OCU,
        area_code="E06999991",
        area_name="Northmoor",
        period=period,
        label=f"{users:,.0f} · {period} · {source}",
        prevalence=users,
        lower=users - 50,
        upper=users + 50,
        caseload=Caseload(in_year=400.0),
        origin=f"the estimate used for {period}, {source}",
    )


def notes_by_period(*estimates: NeedEstimate) -> dict[str, tuple[str, ...]]:
    return {one.period: one.notes for one in note_carried_over(estimates)}


def test_years_in_a_row_with_one_number_say_so():
    notes = notes_by_period(
        estimate("2020/21", 900), estimate("2019/20", 900), estimate("2018/19", 850)
    )

    assert notes["2018/19"] == ()
    assert notes["2019/20"] == notes["2020/21"]
    assert "in every year held from 2019/20 to 2020/21" in notes["2020/21"][0]


def test_a_number_that_comes_back_after_another_is_no_carrying_over():
    notes = notes_by_period(
        estimate("2018/19", 900), estimate("2019/20", 870), estimate("2020/21", 900)
    )

    assert set(notes.values()) == {()}


def test_two_sources_with_one_number_are_two_estimates():
    notes = notes_by_period(
        estimate("2019/20", 900), estimate("2020/21", 900, source="another survey")
    )

    assert set(notes.values()) == {()}
