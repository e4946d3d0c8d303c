"""Statements of what adds up to what."""

import pytest

from cdof_core.disclosure import Relation, RelationError, read_relation, read_relations
from cdof_core.disclosure.relations import guess_windows


@pytest.mark.parametrize(
    ("line", "relation"),
    [
        ("All = Men + Women", Relation("All", ("Men", "Women"))),
        ("County > Borough", Relation("County", ("Borough",), is_complete=False)),
        ('Adults = 18-64 + "65+"', Relation("Adults", ("18-64", "65+"))),
        ('"" = "a ""b"" c" + d', Relation("", ('a "b" c', "d"))),
    ],
)
def test_statements(line, relation):
    assert read_relation(line) == relation
    assert read_relation(str(relation)) == relation


@pytest.mark.parametrize(
    "line", ["", "County", "A = ", "= B", "A + B", "A = B = C", "A = A + B", "A = 65+", "A > B = C"]
)
def test_what_is_no_statement_is_refused(line):
    with pytest.raises(RelationError, match="is not a relation"):
        read_relation(line)


def test_comments_and_empty_lines_are_passed_over():
    assert read_relations(["# of areas", "", "A > B"]) == (
        Relation("A", ("B",), is_complete=False),
    )


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (["2009", "2010", "2011", "2009-11"], {"2009-11": ("2009", "2010", "2011")}),
        (["2011", "Deaths 2009 to 2011"], {"Deaths 2009 to 2011": ("2009", "2010", "2011")}),
        (
            ["2009-11", "2010-2012"],
            {"2009-11": ("2009", "2010", "2011"), "2010-2012": ("2010", "2011", "2012")},
        ),
        (["2009", "2010", "2009-10"], {}),  # two years may be a financial year
        (["2001", "2009-11"], {}),
        (["2009-11"], {}),
        (["2009", "2009-11 and 2010-12"], {}),
    ],
)
def test_windows_of_years(labels, found):
    assert {made.whole: made.parts for made in guess_windows(labels)} == found
