"""What publishers call a period."""

import pytest

from cdof_core.ingest.sources.periods import read_period

PERIODS = """
2021                     2021-01-01  2021-12-31  calendar   2021
2019–21                  2019-01-01  2021-12-31  pooled     2019-21
1999-01                  1999-01-01  2001-12-31  pooled     1999-01
2019/20                  2019-04-01  2020-03-31  financial  2019/20
2018/19 - 20/21          2018-04-01  2021-03-31  pooled     2018/19-20/21
Apr 2019 to Mar 2020     2019-04-01  2020-03-31  financial  YE Mar 2020
Jan 1995 to Dec 1995     1995-01-01  1995-12-31  calendar   YE Dec 1995
Oct 2021 to Jun 2022     2021-10-01  2022-06-30  other      Oct 2021 to Jun 2022
year ending June 2025    2024-07-01  2025-06-30  rolling    YE Jun 2025
Apr-23                   2023-04-01  2023-04-30  other      Apr 2023
Sept'23                  2023-09-01  2023-09-30  other      Sep 2023
April-2023               2023-04-01  2023-04-30  other      Apr 2023
2024/25 Q4               2025-01-01  2025-03-31  quarter    2024/25 Q4
Q4 2024/25               2025-01-01  2025-03-31  quarter    2024/25 Q4
"""


@pytest.mark.parametrize("line", PERIODS.strip().splitlines())
def test_a_period_is_read(line):
    printed, start, end, kind, label = (part.strip() for part in line.split("  ") if part.strip())
    found = read_period(printed)
    assert found is not None
    assert (str(found.start), str(found.end), found.kind, found.label) == (start, end, kind, label)


@pytest.mark.parametrize(
    "text",
    ["", "E06000001", "9999", "2019/25", "2021-2020", "Q1", "12", "Apr 23", "Marriages 2023"],
)
def test_what_is_no_period_is_none(text):
    assert read_period(text) is None
