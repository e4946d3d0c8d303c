"""Unmet need on the figures that ship: Bedford's chapter to the digit, and what is missing."""

import math
from dataclasses import replace

import pytest

from cdof_core.analysis.need_estimate import Caseload, NeedEstimate, Substance
from cdof_core.analysis.need_estimates import area_estimates, england_estimates
from cdof_core.analysis.need_reference import reference_estimates
from cdof_core.analysis.unmet_need import Rule, Segment, view_unmet_need
from cdof_core.statistics.unmet_need import UnmetNeedFinding
from tests.unit.analysis.conftest import TWENTY_AREAS

NAN = float("nan")

TABLE_16 = [
    # substance, estimate, people in each ring, per cent as printed, not in treatment this year
    ("ocu", 1468, (423, 183, 158, 704), (28.8, 12.5, 10.8, 48.0), (862, 58.7)),
    ("opiate", 1270, (416, 175, 149, 530), (32.8, 13.8, 11.7, 41.7), (679, 53.5)),
    ("crack", 638, (207, 119, 78, 234), (32.4, 18.7, 12.2, 36.7), (312, 48.9)),
]


def reference_view(substance, prevalence):
    among = reference_estimates()
    (shown,) = [e for e in among if (e.substance, e.prevalence) == (substance, prevalence)]
    return view_unmet_need(shown, among=among)


@pytest.mark.parametrize(("substance", "users", "people", "shares", "year"), TABLE_16)
def test_table_16_of_the_bedford_chapter(substance, users, people, shares, year):
    view = reference_view(substance, users)
    assert [ring.segment for ring in view.rings] == [
        Segment.NOW,
        Segment.LATER,
        Segment.KNOWN,
        Segment.NOT_KNOWN,
    ]
    assert tuple(ring.people for ring in view.rings) == people
    assert tuple(round(ring.share * 100, 1) for ring in view.rings) == shares
    assert (view.gaps[1].people, round(view.gaps[1].share * 100, 1)) == year
    assert {gap.finding for gap in view.gaps} == {UnmetNeedFinding.INTERVAL_MISSING}
    adds_up = next(check for check in view.checks if check.rule is Rule.ADDS_UP)
    assert (adds_up.holds, adds_up.parts, adds_up.whole) == (True, people, users)


def test_the_chapters_other_estimate_gives_201():
    view = reference_view("ocu", 1468)
    (other,) = view.others
    # 965 - 423 - 183 - 158; 201 / 965
    assert other.headline.people == 201
    assert round(other.headline.share * 100, 1) == 20.8
    assert other.estimate.period == view.estimate.period


def test_opiates_and_crack_overlap_as_the_chapter_prints_them():
    (check,) = [c for c in reference_view("ocu", 1468).checks if c.rule is Rule.OVERLAP]
    # 416 + 207 - 423 and so on; 1,270 + 638 - 1,468
    assert (check.holds, check.parts, check.whole) == (True, (200, 111, 69, 60), 440)


def test_the_other_estimate_is_smaller_than_its_opiate_users():
    broken = [c for c in reference_view("ocu", 965).checks if c.rule is Rule.OVERLAP]
    assert [(c.holds, c.where) for c in broken] == [(False, "not_known"), (False, "estimate")]
    assert broken[1].parts == (1270, 638)
    assert broken[1].whole == 965


def estimate(prevalence, *, lower=NAN, upper=NAN, **people):
    return NeedEstimate(
        estimate_id="x",
        substance=Substance.OCU,
        area_code="",
        area_name="X",
        period="2024/25",
        label="",
        prevalence=prevalence,
        lower=lower,
        upper=upper,
        caseload=Caseload(**people),
        origin="an estimate",
    )


def test_parts_that_do_not_add_up_are_found():
    view = view_unmet_need(estimate(1000, in_year=400, known=100, printed_not_known=450))
    check = next(check for check in view.checks if check.rule is Rule.ADDS_UP)
    assert not check.holds
    assert (check.parts, check.whole) == ((400, 100, 450), 1000)


def test_an_estimate_below_the_caseload_is_never_cut_off_at_zero():
    view = view_unmet_need(estimate(500, lower=400, upper=700, in_year=600))
    assert view.headline.people == -100
    assert (view.headline.lower, view.headline.upper) == (-200, 100)
    assert view.headline.finding is UnmetNeedFinding.INCOMPATIBLE
    assert not view.is_drawn
    assert [check.holds for check in view.checks] == [False]


def test_an_interval_that_reaches_below_the_caseload_is_said():
    view = view_unmet_need(estimate(700, lower=550, upper=900, in_year=600))
    assert view.is_drawn
    assert view.headline.finding is UnmetNeedFinding.INCOMPATIBLE
    assert (view.headline.lower, view.headline.upper) == (-50, 300)


def test_without_a_caseload_there_is_no_gap():
    view = view_unmet_need(estimate(700))
    assert (view.rings, view.gaps, view.headline) == ((), (), None)


def test_hartlepool_carries_the_publishers_interval(look):
    """Indicator 93517, 2020/21: 45.3774% (36.4474 to 56.3390), 535 of 1,179 not in treatment."""
    held = area_estimates(look("E06000001")[1])
    shown = next(e for e in held if e.estimate_id == "ocu-opiate-unmet-need-2020-21")
    (gap,) = view_unmet_need(shown, among=held).gaps
    assert gap.people == 535
    assert (gap.share_lower * 100, gap.share_upper * 100) == pytest.approx((36.4474, 56.339))
    # 644 in treatment: 644 / (1 - 0.364474) and 644 / (1 - 0.56339), less 644
    assert (gap.lower, gap.upper) == pytest.approx((369.3, 831.0), abs=0.05)


def test_barnet_has_one_estimate_whose_limits_are_its_own(look):
    held = [e for e in area_estimates(look("E09000003")[1]) if e.substance == "ocu"]
    limits = {e.period: (math.isnan(e.lower), e.caseload.is_known) for e in held}
    assert limits == {
        "2011/12": (False, True),
        "2010/11": (True, True),
        "2009/10": (True, True),
        "2008/09": (True, False),
        "2006/07": (True, False),
    }
    newest = next(e for e in held if e.period == "2011/12")
    # 5.29 and 7.68 per 1,000 of 239,700
    assert (newest.lower, newest.upper) == pytest.approx((1268, 1841), abs=2)
    assert newest.caseload.in_year == 625


def test_bedford_has_alcohol_and_no_opiates(look):
    held = area_estimates(look("E06000055")[1])
    assert {e.substance for e in held} == {Substance.ALCOHOL}
    assert (held[0].period, held[0].prevalence, held[0].caseload.in_year) == pytest.approx(
        ("2018/19", 1568.333, 407)
    )


def test_a_partnership_adds_its_members_up_and_has_no_interval(look):
    held = area_estimates(look("E06000001+E06000002")[1])
    newest = next(e for e in held if e.estimate_id == "ocu-opiate-unmet-need-2020-21")
    # 1,179 + 2,267.33
    assert newest.prevalence == pytest.approx(3446.33)
    assert math.isnan(newest.lower)


@pytest.mark.parametrize("code", TWENTY_AREAS)
def test_every_estimate_of_an_area_can_be_viewed(code, look):
    held = area_estimates(look(code)[1])
    assert len({e.estimate_id for e in held}) == len(held)
    for shown in held:
        view = view_unmet_need(shown, among=held)
        assert bool(view.rings) == shown.caseload.is_known
        assert sum(ring.people for ring in view.rings) == pytest.approx(
            shown.prevalence if view.rings else 0
        )


def test_england_in_one_year_under_two_estimates():
    held = england_estimates()
    shown = next(e for e in held if e.estimate_id == "ocu-opiate-unmet-need-2019-20")
    (other,) = view_unmet_need(shown, among=held).others
    assert other.estimate.prevalence == 341_032
    # 305,118 less 159,112.33 not in treatment leaves 146,005.67
    assert shown.caseload.in_year == pytest.approx(146_005.67)
    assert other.headline.people == pytest.approx(341_032 - 146_006)


def test_no_random_bulls_eye_breaks_a_rule_or_hides_that_it_does(campaign):
    """People who use opiates only, crack only and both, ring by ring; some are misprinted."""
    dice = campaign.random()
    for _ in range(campaign.rounds(sample=300, full=10_000)):
        # In each of the four rings: opiates only, crack only, both.
        rings = [[dice.randrange(400) for _ in range(3)] for _ in range(4)]
        people = {
            Substance.OPIATE: [only + both for only, _, both in rings],
            Substance.CRACK: [only + both for _, only, both in rings],
            Substance.OCU: [sum(ring) for ring in rings],
        }
        slip = dice.choice([0, 0, 1, -1, 50]) if min(people[Substance.OCU]) > 1 else 0
        among = tuple(
            replace(
                estimate(
                    sum(parts) or 1,
                    now=parts[0],
                    in_year=parts[0] + parts[1],
                    known=parts[2],
                    printed_not_known=parts[3] + (slip if name is Substance.OCU else 0),
                ),
                estimate_id=name.value,
                substance=name,
            )
            for name, parts in people.items()
        )
        view = view_unmet_need(among[2], among=among)
        assert [ring.people for ring in view.rings][:3] == people[Substance.OCU][:3]
        assert sum(ring.people for ring in view.rings) == among[2].prevalence
        narrow, wide = view.gaps
        assert wide.people - narrow.people == people[Substance.OCU][2]
        checks = {check.rule: check for check in view.checks}
        is_whole = sum(people[Substance.OCU]) > 0
        assert checks[Rule.ADDS_UP].holds == (slip == 0 and is_whole)
        assert checks[Rule.LEAVES_ROOM].holds
        if all(sum(parts) > 0 for parts in people.values()):
            assert checks[Rule.OVERLAP].holds
            assert checks[Rule.OVERLAP].parts == tuple(both for _, _, both in rings)
