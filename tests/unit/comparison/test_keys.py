"""Rows that agree in all columns of a key."""

import numpy as np
import pandas as pd

from cdof_core.comparison.keys import cells_at, find_rows

HELD = pd.DataFrame(
    {
        "indicator_id": ["a", "a", "b", "a"],
        "period_start": pd.to_datetime(["2020-01-01", "2021-01-01", "2020-01-01", "2020-01-01"]),
        "value": [1.0, 2.0, 3.0, 4.0],
        "note": ["one", "two", "three", "four"],
    }
)
KEY = ["indicator_id", "period_start"]
WANTED = pd.DataFrame(
    {
        "indicator_id": ["b", "a", "c", "a"],
        "period_start": pd.to_datetime(["2020-01-01", "2020-01-01", "2020-01-01", "2022-01-01"]),
    }
)


def test_each_row_finds_the_first_that_agrees_in_every_column():
    assert list(find_rows(WANTED, HELD, KEY)) == [2, 0, -1, -1]


def test_nothing_is_found_among_nothing():
    assert list(find_rows(WANTED, HELD.iloc[:0], KEY)) == [-1, -1, -1, -1]
    assert len(find_rows(WANTED.iloc[:0], HELD, KEY)) == 0


def test_what_was_not_found_has_what_is_said_instead():
    found = find_rows(WANTED, HELD, KEY)

    values = cells_at(found, HELD["value"], otherwise=np.nan)

    assert list(values[:2]) == [3.0, 1.0]
    assert np.isnan(values[2:]).all()
    assert list(cells_at(found, HELD["note"], otherwise="")) == ["three", "one", "", ""]


def test_cells_of_an_empty_table_are_all_what_is_said_instead():
    cells = cells_at(np.array([-1, -1]), HELD["note"].iloc[:0], otherwise="none")

    assert list(cells) == ["none", "none"]
