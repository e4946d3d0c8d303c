"""What a slide has room for: letters are reckoned at 0.53 of their size across, 1.2 of it down."""

import pytest

from cdof_core.report.slide_fit import (
    column_widths,
    fitting_parts,
    fitting_size,
    lines_of,
    row_height,
)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("ten ten ab", 1),  # 10 characters of the 10 that 54 points hold at size 10
        ("ten ten abc", 2),
        ("elevenletts", 2),  # one word longer than a line
        ("a\nb", 2),
        ("ab elevenletts", 3),
    ],
)
def test_lines_are_broken_at_spaces_and_within_words_that_are_too_long(text, lines) -> None:
    assert lines_of(text, width=54, size=10) == lines


def test_a_text_is_set_smaller_until_it_fits() -> None:
    # At 20 points 5 letters a line and 24 points a line: two lines of 48 points.
    assert fitting_size("aaaaa bbbbb", (20, 10), width=54, height=48) == 20
    assert fitting_size("aaaaa bbbbb", (20, 10), width=54, height=47) == 10
    assert fitting_size("aaaaa " * 50, (20, 10), width=54, height=47) == 10


@pytest.mark.parametrize(
    ("height", "said"),
    [(36, "one; two; three; four"), (24, "one; two; and 2 more"), (12, "And 4 more")],
)
def test_parts_that_do_not_fit_are_counted(height: float, said: str) -> None:
    # Ten letters a line of 12 points.
    found = fitting_parts(
        "one; two; three; four",
        separator="; ",
        more="; and {} more",
        width=54,
        height=height,
        size=10,
    )
    assert found == said


def test_columns_share_the_width_and_rows_are_as_high_as_their_longest_text() -> None:
    widths = column_widths(("A", "B"), [("x" * 7, "y" * 7)], width=100)
    assert widths == pytest.approx([50, 50])
    narrow, wide = column_widths(("A", "B"), [("x", "y" * 70)], width=100)
    assert narrow + wide == pytest.approx(100)
    assert wide / narrow == pytest.approx(10**0.6)
    # 54 points inside 14.4 of margins: two lines of 12 points, and 7.2 of margins.
    assert row_height(("abc", "ten ten abc"), (68.4, 68.4), size=10) == pytest.approx(31.2)
