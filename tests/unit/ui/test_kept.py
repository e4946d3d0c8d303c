"""What is kept is what was made from the very same results."""

import gc

from cdof_core.ui.kept import keep


class Result:
    """Any frozen result."""


def test_the_same_results_give_what_was_made_before():
    made, result = [], Result()
    for _ in range(2):
        keep(lambda: made.append(1), key="test same", made_from=[result])
    assert made == [1]


def test_another_key_or_another_result_makes_anew():
    first, second = Result(), Result()
    values = iter(range(4))
    found = [
        keep(lambda: next(values), key=key, made_from=[result])
        for key, result in (("test a", first), ("test b", first), ("test a", second))
    ]
    assert found == [0, 1, 2]


def test_no_later_result_takes_the_place_of_one_that_is_gone():
    # Freed memory is used again at once: without a hold on the first, identities would repeat.
    values = iter(range(50))
    found = set()
    for _ in range(50):
        found.add(keep(lambda: next(values), key="test gone", made_from=[Result()]))
        gc.collect()
    assert len(found) == 50
