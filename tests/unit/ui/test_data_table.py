"""What the browser gets of a table that can be put in order."""

from cdof_core.domain import Judgement
from cdof_core.ui.components.data_table import Cell, DataTable, _data_of


def table(*, is_sortable):
    return DataTable(
        caption="Two areas",
        columns=("Area", "Value", "Judgement"),
        groups=(
            (
                "",
                (
                    (
                        Cell("Luton"),
                        Cell("1,568", order=1568.0),
                        Cell("", judgement=Judgement.WORSE),
                    ),
                    (
                        Cell("Thurrock"),
                        Cell("–", order=float("nan")),
                        Cell("", judgement=Judgement.NOT_COMPARED, reason="no_value"),
                    ),
                ),
            ),
        ),
        is_sortable=is_sortable,
        pinned=((Cell("England"), Cell("5.1"), Cell("")),),
    )


def orders(rows):
    return [[cell.get("order") for cell in row] for row in rows]


def test_figures_are_put_in_order_by_number_judgements_by_rank_and_the_missing_by_nothing():
    data = _data_of(table(is_sortable=True))
    assert orders(data["groups"][0]["rows"]) == [["Luton", 1568.0, 1], ["Thurrock", None, None]]


def test_what_is_pinned_stands_apart_from_the_rows():
    data = _data_of(table(is_sortable=True))
    assert [row[0]["text"] for row in data["pinned"]] == ["England"]
    assert len(data["groups"][0]["rows"]) == 2


def test_a_table_that_keeps_its_order_sends_none():
    data = _data_of(table(is_sortable=False))
    assert not data["sortable"]
    assert "order" not in data["groups"][0]["rows"][0][0]


def test_the_row_of_the_chosen_area_is_named_and_no_other():
    rows = ((Cell("Luton", is_chosen=True), Cell("1")), (Cell("Thurrock"), Cell("2")))
    data = _data_of(DataTable(caption="Two", columns=("Area", "Value"), groups=(("", rows),)))
    first, second = data["groups"][0]["rows"]
    assert first[0]["chosen"] is True
    assert "chosen" not in second[0]
