import pandas as pd
import pytest

from cdof_core.domain import CdofError
from cdof_core.ingest.imported import Imported, ImportRefusedError, Problem, Severity, refuse
from cdof_core.ingest.imported_rooms import write_room
from cdof_core.ingest.library import Library

WRONG = Problem(
    severity=Severity.ERROR,
    rule="known areas",
    file="mine.xlsx",
    sheet="Deaths",
    row=14,
    column="Area",
    value="E10000006",
    expected="This is no current authority.",
    remedy="Use E06000063.",
    count=3,
)


def test_a_problem_names_its_place_value_expectation_and_remedy():
    assert str(WRONG) == (
        "mine.xlsx, sheet Deaths, row 14, column Area: found 'E10000006'. "
        "This is no current authority. Use E06000063. The same in 2 more rows."
    )


def test_errors_and_warnings_are_told_apart():
    look = Problem(severity=Severity.WARNING, rule="jumps", file="mine.xlsx", expected="Look.")
    imported = Imported(
        dataset_id="mine", dataset={}, observations=pd.DataFrame(), importer="own table"
    ).with_problems([WRONG, look])
    assert (imported.errors, imported.warnings) == ((WRONG,), (look,))


def test_a_file_refused_says_why_in_one_sentence():
    with pytest.raises(ImportRefusedError) as caught:
        refuse(file="mine.csv", expected="The file is empty.", remedy="Save it again.")
    assert isinstance(caught.value, CdofError)
    assert str(caught.value) == "mine.csv. The file is empty. Save it again."


def test_a_table_without_rows_leaves_no_file_that_could_not_be_read_back(tmp_path):
    held = pd.DataFrame([{"area_code": "E06990001", "persons": 4}])
    imported = Imported(
        dataset_id="mine",
        dataset={},
        observations=pd.DataFrame(),
        importer="own table",
        tables={"area_population": held, "area_age_sex": pd.DataFrame()},
    )
    library = Library(tmp_path / "data")
    room = write_room(library, imported, who="tester")
    (folder,) = library.folders([room])
    assert [path.name for path in folder.glob("*.csv")] == ["area_population.csv"]
