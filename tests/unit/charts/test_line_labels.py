import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdof_core.charts.line_labels import dodged, name_times, nice_ticks, nice_top


@pytest.mark.parametrize(
    ("highest", "top"),
    [
        (20.9, 25.0),  # steps of 5
        (8.0, 8.0),  # steps of 2
        (10.1, 12.5),  # steps of 2.5
        (100.0, 100.0),  # steps of 20
        (0.07, 0.08),  # steps of 0.02
        (4532.0, 5000.0),  # steps of 1000
        (0.0, 1.0),
        (-3.0, 1.0),
    ],
)
def test_an_axis_ends_on_a_round_number(highest, top):
    assert nice_top(highest) == pytest.approx(top)


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [(3.5, [0.0, 2.0, 4.0]), (5.1, [0.0, 2.0, 4.0, 6.0]), (0.0, [0.0, 1.0])],
)
def test_an_axis_is_divided_at_round_numbers(highest, ticks):
    # 3.5 / 3 and 5.1 / 3 are steps of 2
    assert nice_ticks(highest, ticks=3) == ticks


@given(st.floats(1e-6, 1e9))
def test_an_axis_covers_its_values_without_much_waste(highest):
    top = nice_top(highest)
    assert highest * (1 - 1e-9) <= top <= highest * 1.5


def test_places_far_apart_stay():
    assert dodged([1.0, 5.0, 9.0], apart=1.0, top=10.0) == [1.0, 5.0, 9.0]


def test_two_places_part_around_their_middle():
    # Middle 5; half a step to either side.
    assert dodged([5.1, 4.9], apart=1.0, top=10.0) == pytest.approx([5.5, 4.5])


def test_equal_places_keep_the_order_given():
    assert dodged([5.0, 5.0], apart=1.0, top=10.0) == pytest.approx([4.5, 5.5])


def test_places_do_not_leave_the_axis():
    assert dodged([0.0, 0.1], apart=1.0, top=10.0) == pytest.approx([0.0, 1.0])
    assert dodged([10.0, 9.9], apart=1.0, top=10.0) == pytest.approx([10.0, 9.0])


@given(st.lists(st.floats(0, 100), max_size=6))
def test_no_two_names_overlap_and_their_order_is_kept(places):
    moved = dodged(places, apart=5.0, top=100.0)
    order = sorted(range(len(places)), key=lambda index: (places[index], index))
    ranked = [moved[index] for index in order]
    assert all(later - earlier >= 5.0 - 1e-6 for earlier, later in itertools.pairwise(ranked))
    assert all(-1e-9 <= place <= 100.0 + 1e-9 for place in moved)


def test_a_name_stands_behind_the_last_points_of_a_line_that_goes_on_a_little_longer():
    # 2023 lies within the last third of 2003 to 2024, 2010 does not.
    assert name_times([2023.0, 2024.0, 2010.0], first=2003.0) == [2024.0, 2024.0, 2010.0]


@pytest.mark.parametrize(("end", "begins"), [(2017.9, 2017.9), (2018.0, 2024.0), (2018.1, 2024.0)])
def test_a_third_of_the_time_shown_is_a_little(end, begins):
    # a third of 18 years before 2024 is 2018
    assert name_times([end, 2024.0], first=2006.0) == [begins, 2024.0]


def test_one_line_is_named_where_it_ends():
    assert name_times([2024.0], first=2024.0) == [2024.0]
    assert name_times([], first=2024.0) == []
