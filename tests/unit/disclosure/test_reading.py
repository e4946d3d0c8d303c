"""Files as people keep them, read and written back in their own shape."""

import pytest

from cdof_core.disclosure import RelationError, TableError, find_rule, protect_tables, read_relation
from cdof_core.disclosure.reading import neutral, read_file, write_file


@pytest.fixture
def write(tmp_path):
    def write(text, name="table.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def cells_of(table):
    return {cell.labels: cell.printed.text for cell in table.cells}


def test_a_cross_table(write):
    (table,) = read_file(write("Area,Men,Total\na,1,9\nTotal,4,20\n")).tables
    assert (table.name, table.dimensions) == ("table", ("Area", "column"))
    assert cells_of(table) == {
        ("a", "Men"): "1",
        ("a", "Total"): "9",
        ("Total", "Men"): "4",
        ("Total", "Total"): "20",
    }


def test_a_long_list_of_any_labels(write):
    text = "area,age,year,value\na,18-24,2020,3\na,25-49,2020,<3\n"
    (table,) = read_file(write(text)).tables
    assert table.dimensions == ("area", "age", "year")
    assert cells_of(table) == {("a", "18-24", "2020"): "3", ("a", "25-49", "2020"): "<3"}


def test_a_long_list_of_several_tables_with_weights_and_public_cells(write):
    text = "table,row,column,value,public,weight\nA,a,x,3,yes,\nA,b,x,4,no,2.5\nB,a,x,5,,\n"
    first, second = read_file(write(text)).tables
    assert (first.name, second.name) == ("A", "B")
    assert [(cell.is_public, cell.weight) for cell in first.cells] == [(True, None), (False, 2.5)]


def test_several_tables_parted_by_empty_lines_and_named_above(write):
    text = "# a comment\nBy sex\narea,men\na,1\n\n,young,old\na,2,3\n"
    first, second = read_file(write(text)).tables
    assert (first.name, second.name) == ("By sex", "table 2")
    assert second.dimensions == ("row", "column")


def test_relations_may_stand_in_the_file(write):
    file = read_file(write("# relation: County > Borough\nyear,County,Borough\n2020,9,4\n"))
    assert file.relations == (read_relation("County > Borough"),)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Area;Männer\na;1.0\n", "cp1252"),
        ("\ufeffArea,Männer\na,1.0\n", "utf-8"),
        ("Area\tMänner\na\t1.0\n", "utf-8"),
    ],
)
def test_other_ways_to_write_csv(write, text, encoding):
    (table,) = read_file(write(text, encoding=encoding)).tables
    assert [(cell.labels, cell.printed.count) for cell in table.cells] == [(("a", "Männer"), 1)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no table"),
        ("just a line\n", "header"),
        ("area,men\n", "header with labels and counts"),
        ("area,men\na,1,2\n", "line 2: the line has more cells than the header"),
        ("area,men\na,1\na,2\n", "two cells are called a / men"),
        ("area,men,men\na,1,2\n", "two cells are called a / men"),
        ('area,men\n"a,1\n', "is not a CSV file"),
        ("area,value,public\na,1,perhaps\n", "'perhaps' under 'public'"),
        ("area,value,weight\na,1,-2\n", "'-2' under 'weight'"),
        ("area,value,weight\na,1,nan\n", "'nan' under 'weight'"),
        ("area\0,men\na,1\n", "not a text file"),
    ],
)
def test_what_is_no_table_is_refused(write, text, message):
    with pytest.raises(TableError, match=message):
        read_file(write(text))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(TableError, match=r"nothing\.csv cannot be read"):
        read_file(tmp_path / "nothing.csv")


def test_a_relation_in_the_file_that_cannot_be_read_is_refused(write):
    with pytest.raises(RelationError, match="is not a relation"):
        read_file(write("# relation: County\nyear,County\n2020,9\n"))


def test_a_protected_file_keeps_its_shape(write):
    text = '# as agreed\nBy sex\nArea,Men,Women,Total\na,1,"1,200","1,201"\n\nx,value\nq,7\n'
    file = read_file(write(text))
    made = protect_tables(file.tables, find_rule("seed"))
    # 1 = 1,201 - 1,200: with the total shown, the part beside it must go too.
    assert write_file(file, made.tables) == (
        '# as agreed\nBy sex\nArea,Men,Women,Total\na,*,*,"1,201"\n\nx,value\nq,7\n'
    )


@pytest.mark.parametrize("text", ["=1+1", "+49", "-cmd", "@sum", "\tx"])
def test_formulas_are_made_texts(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["=1+1", "+49", "-cmd", "@sum"])
def test_no_formula_leaves_in_a_label(write, text):
    file = read_file(write(f'area,men\n"{text}",7\n'))
    assert write_file(file, file.tables).splitlines()[1].startswith("'")


@pytest.mark.parametrize("text", ["", "-", "a=b", "7", "*"])
def test_other_texts_stay(text):
    assert neutral(text) == text
