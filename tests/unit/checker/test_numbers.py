"""Printed cells, as councils print them."""

import pytest

from cdof_core.checker.numbers import Form, counted, read_cell, read_number, show


@pytest.mark.parametrize(
    ("text", "form", "value"),
    [
        ("1,468", Form.NUMBER, 1468),
        ("28.8%", Form.PERCENT, 28.8),
        ("28.8 %", Form.PERCENT, 28.8),
        ("1.8%*", Form.PERCENT, 1.8),
        ("£5m", Form.MONEY, 5_000_000),
        ("£300K", Form.MONEY, 300_000),
        ("-3.4", Form.NUMBER, -3.4),
        ("12 (34%)", Form.NUMBER, 12),
        ("8.4 (8.3 to 8.6)", Form.NUMBER, 8.4),
        ("3% (5/154)", Form.PERCENT, 3),
        ("0.70", Form.NUMBER, 0.7),
    ],
)
def test_a_number_is_read(text, form, value):
    cell = read_cell(text)
    assert (cell.form, cell.quantity.value) == (form, pytest.approx(value))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("", Form.BLANK),
        ("White", Form.WORDS),
        ("PDU T = 10.8", Form.WORDS),
        ("<3", Form.HIDDEN),
        ("*", Form.HIDDEN),
        ("[c]", Form.HIDDEN),
        ("-", Form.MISSING),
        ("n/a", Form.MISSING),
        ("2011/12", Form.PERIOD),
        ("2009-11", Form.PERIOD),
        ("Q2", Form.PERIOD),
        ("(0/2)", Form.FRACTION),
        ("8.3–8.6", Form.RANGE),
    ],
)
def test_what_is_no_number_is_told_apart(text, form):
    assert read_cell(text).form is form


def test_composite_cells_keep_their_parts():
    low, high = read_cell("8.4 (8.3 to 8.6)").limits
    assert (low.value, high.value) == (8.3, 8.6)
    assert read_cell("12 (34%)").share.value == 34
    top, bottom = read_cell("(5/154)").parts
    assert (top.value, bottom.value) == (5, 154)
    assert read_cell("<3").below == 3
    assert read_cell("*").below is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("965", 965, 965),  # a count is exact
        ("103,500", 103_450, 103_550),  # a large one that ends in noughts is rounded to them
        ("300", 300, 300),
        ("28.8%", 28.75, 28.85),
        ("9.3", 9.25, 9.35),
    ],
)
def test_an_input_is_as_exact_as_it_is_printed(text, low, high):
    number = counted(read_number(text))
    assert (number.low, number.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    ("value", "like", "shown"),
    [(16.91, "19.6%", "16.9%"), (1785, "1,758", "1,785"), (8_200_000, "£5.0m", "£8.2m")],
)
def test_what_follows_is_written_like_what_is_printed(value, like, shown):
    assert show(value, like=read_number(like)) == shown
