"""What has to be hidden beside a small count, rule by rule.

                          a     b     c   Total    printed
seed: below 3 is hidden, nothing is rounded
  needs another           1     9    20    30      *  *  20  30     30 - 20 = 10 to share
  share enough            1     1    20    22      *  *  20  22     22 - 20 = 2, as 0 + 2 or 2 + 0
  cannot share enough     0     1    20    21      *  *   *  21     21 - 20 = 1 is less than 2
  nothing small           3     9    20    32      3  9  20  32

NDTMS: below 5 is hidden, the rest to the nearest 5
  room by rounding        1    31          32      *  30     30     28..32 less 28..32: 0 to 4
  not enough room         4     9          13      *  *      15     13..17 less  8..12: 1 to 9
  both are small          4     4    21    29      *  *   *  30     28..32 less 18..22: two of at
                                                                    most 4 would be 2 at least

hospital: 1 to 7 is hidden, 0 is shown, the rest to the nearest 5
  zero is shown           0    12    20    32      0  10 20  30
  room by rounding        1    12          13      *  10     15     13..17 less  8..12: 1 to 9
  not enough room         1    13          14      *  *      15     13..17 less 13..17: 0 to 4
"""

import pytest

from cdof_core.disclosure import attack_tables, find_rule, make_table, protect_tables

LINES = [
    ("seed", [1, 9, 20], "* * 20 30"),
    ("seed", [1, 1, 20], "* * 20 22"),
    ("seed", [0, 1, 20], "* * * 21"),
    ("seed", [3, 9, 20], "3 9 20 32"),
    ("ndtms", [1, 31], "* 30 30"),
    ("ndtms", [4, 9], "* * 15"),
    ("ndtms", [4, 4, 21], "* * * 30"),
    ("hospital", [0, 12, 20], "0 10 20 30"),
    ("hospital", [1, 12], "* 10 15"),
    ("hospital", [1, 13], "* * 15"),
]


def line(values):
    labels = [*"abcdefgh"[: len(values)], "Total"]
    return make_table("T", rows=["x"], columns=labels, values=[[*values, sum(values)]])


@pytest.mark.parametrize(("name", "values", "printed"), LINES)
def test_a_line_with_its_total(name, values, printed):
    rule = find_rule(name)
    made = protect_tables([line(values)], rule)
    assert " ".join(cell.printed.text for cell in made.tables[0].cells) == printed
    assert attack_tables(made.tables, rule).leaks == ()
