import pandas as pd
import pytest

from cdof_core.domain import DataError
from cdof_core.ingest.cells import cast_table
from cdof_core.ingest.schema import CellKind, Column, Table


def cast(kind: CellKind, cells: list[str], *, is_required: bool = False):
    table = Table(
        name="measurement",
        columns=(Column(name="cell", kind=kind, is_required=is_required),),
        key=(),
        rules=(),
    )
    texts = pd.DataFrame({"cell": cells}, dtype="str").assign(
        source_file="data/room/measurement.csv", source_line=range(2, len(cells) + 2)
    )
    problems: list[DataError] = []
    return cast_table(texts, table, problems)["cell"], problems


@pytest.mark.parametrize(
    ("kind", "cell", "expected"),
    [
        (CellKind.NUMBER, "12", 12.0),
        (CellKind.NUMBER, "-0.5", -0.5),
        (CellKind.NUMBER, " 3. ", 3.0),
        (CellKind.NUMBER, "1.5e3", 1500.0),
        (CellKind.WHOLE, "12", 12),
        (CellKind.WHOLE, "12.0", 12),
        (CellKind.DAY, "2024-02-29", pd.Timestamp(2024, 2, 29)),
        (CellKind.CHOICE, "true", True),
        (CellKind.CHOICE, "False", False),
        (CellKind.TEXT, " nan ", "nan"),
    ],
)
def test_a_cell_becomes_what_its_column_holds(kind, cell, expected):
    cells, problems = cast(kind, [cell])
    assert problems == []
    assert cells.tolist() == [expected]


@pytest.mark.parametrize(
    ("kind", "cell", "said"),
    [
        (CellKind.NUMBER, "1,234", "no thousands separators"),
        (CellKind.NUMBER, "nan", "a number"),
        (CellKind.NUMBER, "inf", "a number"),
        (CellKind.NUMBER, "<5", "a number"),
        (CellKind.NUMBER, "12%", "a number"),
        (CellKind.WHOLE, "12.5", "a whole number"),
        (CellKind.DAY, "2023-02-29", "a day that exists"),
        (CellKind.DAY, "31/03/2024", "written like 2024-03-31"),
        (CellKind.DAY, "2024", "written like 2024-03-31"),
        (CellKind.CHOICE, "yes", "true or false"),
    ],
)
def test_a_cell_that_does_not_fit_is_named_with_its_line(kind, cell, said):
    cells, problems = cast(kind, ["", cell])
    assert cells.isna().all()
    (problem,) = problems
    assert (problem.file, problem.row) == ("data/room/measurement.csv", 3)
    assert problem.value == cell
    assert "Column cell" in problem.expectation
    assert said in problem.expectation


def test_every_misfit_is_reported():
    _, problems = cast(CellKind.NUMBER, ["a", "1", "b"])
    assert [problem.row for problem in problems] == [2, 4]


def test_an_empty_cell_is_missing_unless_it_is_required():
    cells, problems = cast(CellKind.NUMBER, ["", " "])
    assert cells.isna().all()
    assert problems == []
    _, problems = cast(CellKind.NUMBER, ["1", " "], is_required=True)
    assert [(problem.row, problem.expectation) for problem in problems] == [
        (3, "Column cell must not be empty.")
    ]
