import pandas as pd

from cdof_core.comparison.records import records_of

NOTHING = float("nan")


def test_a_row_is_a_mapping_of_plain_values():
    day = pd.Timestamp("2024-03-31")
    rows = pd.DataFrame(
        {
            "name": ["Deaths", "Need met"],
            "value": [5.5, NOTHING],
            "members": [3, 4],
            "is_own": [True, False],
            "period_end": [day, pd.NaT],
        },
        index=[7, 9],
    )
    first, second = records_of(rows)
    assert first == {
        "name": "Deaths",
        "value": 5.5,
        "members": 3,
        "is_own": True,
        "period_end": day,
    }
    assert [type(value) for value in first.values()] == [str, float, int, bool, pd.Timestamp]
    assert pd.isna(second["value"])
    assert second["period_end"] is pd.NaT


def test_no_rows_are_no_mappings():
    assert records_of(pd.DataFrame({"name": []})) == []
    assert records_of(pd.DataFrame()) == []
