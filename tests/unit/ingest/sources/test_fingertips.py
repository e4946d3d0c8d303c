"""Exports as Fingertips has made them over the years, quirks included."""

import pytest
import sqlglot
from sqlglot import expressions

from cdof_core.ingest.imported import ImportRefusedError
from cdof_core.ingest.schema import QUERIES
from cdof_core.ingest.sources.fingertips import read
from cdof_core.ingest.sources.places import Places
from cdof_core.ingest.sources.sheets import open_file
from tests.unit.ingest.sources.malformed import HEADER, ROW, export

PLACES = Places(
    names={}, levels={}, same={"E08000038": "E08000016"}, parts={}, counties={}, forces={}
)


def imported(tmp_path, content: bytes):
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    return read(open_file(path), PLACES)


def changed(**cells: str) -> str:
    """The usual row with other cells; spaces of a heading are underscores."""
    names = HEADER.lower().replace(" ", "_").replace(".", "_").split(",")
    row = ROW.split(",")
    for name, cell in cells.items():
        row[names.index(name)] = cell
    return ",".join(row)


def only(tmp_path, *rows: str):
    (row,) = imported(tmp_path, export(*rows)).observations.to_dict("records")
    return row


def test_older_exports_have_a_column_less(tmp_path):
    older = HEADER.rsplit(",", 1)[0], ROW.rsplit(",", 1)[0]
    found = imported(tmp_path, "\n".join([*older, ""]).encode())
    assert len(found.observations) == 1
    assert found.errors == ()


@pytest.mark.parametrize("rows", [1, 3])
def test_rows_may_be_a_cell_shorter_than_the_header(tmp_path, rows):
    short = [changed(area_code=f"E0699000{n}").rsplit(",", 1)[0] for n in range(rows)]
    whole = [changed(area_code=f"E0699001{n}") for n in range(2)]
    found = imported(tmp_path, export(*whole, *short))
    assert len(found.observations) == rows + 2
    assert found.errors == ()


def test_the_heading_of_the_comparison_may_be_any(tmp_path):
    header = HEADER.replace("Column not used", "Compared to Regions (statistical) value")
    assert len(imported(tmp_path, f"{header}\n{ROW}\n".encode()).observations) == 1


def test_a_name_may_hold_a_line_break(tmp_path):
    row = changed(indicator_name='"Invented\nname"')
    found = imported(tmp_path, export(row, changed(area_code="E06990002")))
    assert len(found.observations) == 2


def test_a_repeated_row_is_used_once_and_counted(tmp_path):
    found = imported(tmp_path, export(ROW, ROW, ROW))
    assert len(found.observations) == 1
    assert [(problem.rule, problem.count) for problem in found.problems][:1] == [
        ("repeated row", 2)
    ]
    assert list(found.rejected["source_line"]) == [3, 4]


def test_a_repeated_row_is_known_whatever_the_case_of_its_sex(tmp_path):
    found = imported(tmp_path, export(changed(sex="Male"), changed(sex="male")))
    assert found.observations["sex"].tolist() == ["Male"]
    assert list(found.rejected["source_line"]) == [3]


def test_a_row_that_cannot_be_used_repeats_nothing(tmp_path):
    found = imported(tmp_path, export(changed(value="ten"), ROW))
    assert list(found.observations["value"]) == [10]
    assert [(problem.rule, problem.count) for problem in found.problems][:1] == [
        ("not a number", 1)
    ]


def test_rows_are_numbered_as_in_the_file_whatever_is_broken_before_them(tmp_path):
    def of(number: int) -> str:
        return changed(area_code=f"E069900{number:02d}")

    found = imported(
        tmp_path,
        export(
            of(2),
            f"{of(3)},stray",
            f"{of(4)},stray",
            of(5),
            of(6).rsplit(",", 1)[0],  # a cell short, read all the same
            of(7),
            changed(area_code="E06990008", value="ten"),
            of(9),
        ),
    )
    lines = dict(
        zip(found.observations["area_code"], found.observations["source_line"], strict=True)
    )
    # The header is row 1.
    assert lines == {f"E069900{number:02d}": number for number in (2, 5, 6, 7, 9)}
    assert list(found.observations["source_line"]) == [2, 5, 6, 7, 9]
    told = {problem.rule: problem.row for problem in found.problems}
    assert told["not a number"] == 8
    broken = [problem.row for problem in found.problems if problem.rule == "rows"]
    assert broken == [3, 4]


def test_of_two_values_of_one_figure_the_first_is_used_and_both_are_told(tmp_path):
    found = imported(tmp_path, export(ROW, changed(value="11")))
    assert list(found.observations["value"]) == [10]
    assert [problem.rule for problem in found.problems][:1] == ["two values"]


@pytest.mark.parametrize("code", ["E07000001", "E38000001", "E54000001", "A81001"])
def test_areas_that_are_not_held_are_left_out_with_a_count(tmp_path, code):
    found = imported(tmp_path, export(ROW, changed(area_code=code, area_type="Other")))
    assert len(found.observations) == 1
    told = next(problem for problem in found.problems if problem.rule == "area types")
    assert (told.value, told.count) == ("Other (1)", 1)


def test_a_code_of_another_year_is_the_same_area(tmp_path):
    row = only(tmp_path, changed(area_code="E08000038"))
    assert row["area_code"] == "E08000016"
    assert "E08000038" in row["note"]


@pytest.mark.parametrize(
    ("printed", "sortable", "length", "start", "end", "kind"),
    [
        ("2020", "20200000", "1y", "2020-01-01", "2020-12-31", "calendar"),
        ("2020/21", "20200000", "1y", "2020-04-01", "2021-03-31", "financial"),
        ("2019 - 21", "20190000", "3y", "2019-01-01", "2021-12-31", "pooled"),
        ("2018/19 - 20/21", "20180000", "3y", "2018-04-01", "2021-03-31", "pooled"),
        ("2020/21 Q1", "20200100", "3m", "2020-04-01", "2020-06-30", "quarter"),
    ],
)
def test_periods_are_read_from_their_label(  # noqa: PLR0917 - the columns of the table above
    tmp_path, printed, sortable, length, start, end, kind
):
    row = only(
        tmp_path,
        changed(time_period=printed, time_period_sortable=sortable, time_period_range=length),
    )
    assert (f"{row['period_start']:%Y-%m-%d}", f"{row['period_end']:%Y-%m-%d}") == (start, end)
    assert row["period_kind"] == kind


def test_a_blank_value_says_why(tmp_path):
    note = "Value suppressed for disclosure control due to small count"
    row = only(tmp_path, changed(value="", value_note=note, lower_ci_95_0_limit=""))
    assert (row["flag"], row["note"]) == ("suppressed", note)
    row = only(tmp_path, changed(value="", lower_ci_95_0_limit=""))
    assert row["flag"] == "not_published"
    assert row["note"]


def test_a_category_is_a_breakdown(tmp_path):
    row = only(tmp_path, changed(category_type="Deprivation", category="Most deprived decile"))
    assert (row["breakdown_type"], row["breakdown"]) == ("Deprivation", "Most deprived decile")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_other_encodings_are_read(tmp_path, encoding):
    text = f"{HEADER}\n{changed(area_name='Ynys Môn')}\n"
    assert len(imported(tmp_path, text.encode(encoding)).observations) == 1


def test_unit_and_kind_are_worked_out_where_the_parts_agree(tmp_path):
    rows = [
        changed(area_code=f"E069900{n:02d}", value=str(n), count=str(n), denominator="1000")
        for n in range(10, 40)
    ]
    per_thousand = [row.replace(",9,11,", ",,,") for row in rows]
    (indicator,) = imported(
        tmp_path, export(*(row.replace(",1000,", ",1000,") for row in per_thousand))
    ).indicators
    assert (indicator["value_kind"], indicator["polarity"]) == ("count", "no_judgement")
    shares = [
        changed(area_code=f"E069900{n:02d}", value=str(n / 10), count=str(n), denominator="1000")
        for n in range(10, 40)
    ]
    (indicator,) = imported(tmp_path, export(*shares)).indicators
    assert (indicator["value_kind"], indicator["unit"]) == ("proportion", "%")


def test_a_missing_column_is_named(tmp_path):
    with pytest.raises(ImportRefusedError, match="Columns are missing: Area code"):
        imported(tmp_path, export().replace(b"Area Code", b"Somewhere"))


def test_an_unreadable_number_names_its_row(tmp_path):
    found = imported(tmp_path, export(ROW, changed(area_code="E06990002", value="ten")))
    (problem,) = found.errors
    assert (problem.row, problem.value) == (3, "E06990002: ten")


@pytest.mark.parametrize("path", sorted(QUERIES.glob("sources/*.sql")), ids=lambda path: path.stem)
def test_a_query_is_one_select_with_the_columns_of_its_header(path):
    text = path.read_text(encoding="utf-8")
    (query,) = sqlglot.parse(text, read="duckdb")
    assert isinstance(query, expressions.Select)
    declared = text.splitlines()[3].removeprefix("-- returns: ").split(", ")
    assert [column.alias_or_name for column in query.expressions] == declared
    keeps_order = "in the order of the file" in text.splitlines()[1]
    assert (query.args.get("order") is None) == keeps_order


def test_a_column_that_was_taken_off_is_told(tmp_path):
    header = [name for name in HEADER.split(",") if name != "Sex"]
    at = HEADER.split(",").index("Sex")
    cells = ROW.split(",")
    short = ",".join([*cells[:at], *cells[at + 1 :]])
    found = imported(tmp_path, f"{','.join(header)}\n{short}\n".encode())
    (problem,) = [one for one in found.warnings if one.rule == "columns"]
    assert problem.value == "sex"
    assert found.observations["sex"].tolist() == ["Persons"]
