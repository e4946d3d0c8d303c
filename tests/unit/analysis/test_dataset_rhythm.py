from datetime import date

import pytest

from cdof_core.analysis.dataset_rhythm import Release, judge_rhythm


@pytest.mark.parametrize(
    ("frequency", "published", "today", "release", "expected"),
    [
        ("Yearly", "2024-10-17", date(2025, 10, 17), Release.EXPECTED, date(2025, 10, 17)),
        ("Yearly", "2024-10-17", date(2025, 10, 18), Release.DUE, date(2025, 10, 17)),
        # a year alone is taken to its end
        ("Yearly", "2024", date(2025, 12, 31), Release.EXPECTED, date(2025, 12, 31)),
        ("Yearly", "2013 to 2024", date(2026, 1, 1), Release.DUE, date(2025, 12, 31)),
        ("Every quarter, for the year to date", "June 2025", date(2025, 10, 1), Release.DUE,
         date(2025, 9, 30)),
        ("Every two years", "2024-02-29", date(2026, 1, 1), Release.EXPECTED, date(2026, 2, 28)),
        ("Yearly; ended with 2018/19", "2019", date(2026, 1, 1), Release.CLOSED, None),
        ("Once", "2012", date(2026, 1, 1), Release.CLOSED, None),
        ("Yearly", "", date(2026, 1, 1), Release.UNKNOWN, None),
        ("With each release", "2024", date(2026, 1, 1), Release.UNKNOWN, None),
    ],
)  # fmt: skip
def test_a_release_is_due_by_its_publisher_s_rhythm(frequency, published, today, release, expected):
    rhythm = judge_rhythm(frequency=frequency, published=published, today=today)
    assert (rhythm.release, rhythm.expected) == (release, expected)
