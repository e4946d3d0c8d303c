import pytest

from cdof_core.domain import DataError
from cdof_core.ingest.problems import CatalogueError, list_problems, raise_if_any


def problem(row: int, expectation: str = "A number is expected.") -> DataError:
    return DataError(file="data/room/a.csv", row=row, value="x", expectation=expectation)


def test_nothing_wrong_raises_nothing():
    raise_if_any([])


def test_the_error_is_the_first_problem_and_lists_the_others():
    with pytest.raises(CatalogueError) as caught:
        raise_if_any([problem(3), problem(7, "A day is expected.")])
    assert (caught.value.row, len(caught.value.problems)) == (3, 2)
    assert str(caught.value).splitlines() == [
        "data/room/a.csv, line 3: found 'x'. A number is expected.",
        "data/room/a.csv, line 7: found 'x'. A day is expected.",
    ]


def test_many_of_a_kind_do_not_hide_the_others():
    listed = list_problems([*map(problem, range(2, 102)), problem(7, "A day is expected.")])
    assert listed.splitlines()[3:] == [
        "    ... and 97 more of this kind in data/room/a.csv.",
        "data/room/a.csv, line 7: found 'x'. A day is expected.",
    ]


def test_the_list_stays_short():
    lines = list_problems([problem(row, f"Rule {row}.") for row in range(2, 52)]).splitlines()
    assert len(lines) == 21
    assert lines[-1] == "... and 30 more lines."
