"""What the attack tells of printed tables; every interval can be worked out by hand."""

import pytest

from cdof_core.disclosure import (
    CellStatus,
    ContradictionError,
    RelationError,
    TableError,
    attack_tables,
    find_rule,
    make_table,
    read_relation,
)
from cdof_core.disclosure.attack import judge_interval
from cdof_core.disclosure.rules import CountRange

SEED = find_rule("seed")


def column(*values, name="T", total=None):
    rows = [chr(ord("a") + index) for index in range(len(values))]
    if total is not None:
        rows, values = [*rows, "Total"], [*values, total]
    return make_table(name, rows=rows, columns=["x"], values=[[value] for value in values])


def told(attack):
    return {cell.name: (cell.lowest, cell.highest) for cell in attack.cells}


@pytest.mark.parametrize(
    ("lowest", "highest", "printed", "status"),
    [
        (0, 2, True, CellStatus.PROTECTED),
        (0, None, True, CellStatus.PROTECTED),
        (0, 1, True, CellStatus.NARROWED),
        (1, 9, True, CellStatus.NARROWED),
        (1, 1, True, CellStatus.DISCLOSED),
        (5, 9, True, CellStatus.NARROWED),
        (5, 5, True, CellStatus.DISCLOSED),
        (5, 9, False, CellStatus.NOT_SMALL),
        (3, 3, False, CellStatus.NOT_SMALL),
        (2, 9, False, CellStatus.NARROWED),
        (2, 2, False, CellStatus.DISCLOSED),
    ],
)
def test_verdicts_on_a_range_of_0_to_2(lowest, highest, printed, status):
    assert judge_interval(lowest, highest, CountRange(0, 2), is_printed=printed) is status


def test_a_single_mark_is_the_difference():
    attack = attack_tables([column("*", 9, total=10)], SEED)
    assert told(attack) == {"T: a / x": (1, 1)}
    assert [cell.status for cell in attack.cells] == [CellStatus.DISCLOSED]


def test_two_marks_share_what_is_left():
    # 10 - 6 = 4 for both: each 0 to 4.
    attack = attack_tables([column("*", "*", 6, total=10)], SEED)
    assert told(attack) == {"T: a / x": (0, 4), "T: b / x": (0, 4)}
    assert attack.leaks == ()


def test_marks_known_to_be_small_leave_less():
    # Both at most 2 and together 4: each is 2.
    table = column("*", "*", 6, total=10)
    attack = attack_tables([table], SEED, only_small=True)
    assert told(attack) == {"T: a / x": (2, 2), "T: b / x": (2, 2)}
    said = attack_tables([column("<3", "<3", 6, total=10)], SEED)
    assert told(said) == told(attack)


def test_rounding_widens_what_can_be_told():
    # Total 48 to 52, other part 43 to 47: between 48 - 47 and 52 - 43.
    attack = attack_tables([column("*", 45, total=50)], find_rule("ndtms"))
    assert told(attack) == {"T: a / x": (1, 9)}
    assert [cell.status for cell in attack.cells] == [CellStatus.NARROWED]


def test_a_five_stands_for_no_hidden_count():
    # Total 5 to 7, not 3 to 7: the hidden ones share it with a part of 5 to 7.
    attack = attack_tables([column("*", "*", 5, total=5)], find_rule("ndtms"))
    assert told(attack) == {"T: a / x": (0, 2), "T: b / x": (0, 2)}


def test_rows_and_columns_together_tell_more_than_each():
    # Row a: 1 + 2 = 3 hidden in two columns; column x leaves 1 for a.
    table = make_table(
        "T",
        rows=["a", "b", "Total"],
        columns=["x", "y", "Total"],
        values=[["*", "*", 9], [5, 7, 12], [6, 15, 21]],
    )
    assert told(attack_tables([table], SEED)) == {"T: a / x": (1, 1), "T: a / y": (8, 8)}


def test_a_count_hidden_in_one_table_and_printed_in_another_is_found():
    first = make_table("sex", rows=["a", "b"], columns=["men", "Total"], values=[[4, "*"], [5, 9]])
    second = make_table("age", rows=["a", "b"], columns=["old", "Total"], values=[[3, 6], [5, 9]])
    attack = attack_tables([first, second], SEED)
    assert told(attack)["sex: a / Total"] == (6, 6)
    apart = attack_tables([first, second], SEED, share=False)
    assert told(apart)["sex: a / Total"] == (4, None)


def test_tables_that_contradict_each_other_share_nothing_and_say_so():
    first = make_table("2020", rows=["a", "b"], columns=["x"], values=[["*"], [9]])
    second = make_table("2021", rows=["a", "b"], columns=["x"], values=[[6], [8]])
    attack = attack_tables([first, second], SEED)
    assert told(attack) == {"2020: a / x": (0, None)}
    assert "2020 prints 9 and 2021 prints 8 for b / x" in attack.notes[0]


def test_the_rest_of_a_county_is_told_by_difference():
    table = make_table(
        "T", rows=["2020", "2021"], columns=["County", "Borough"], values=[[7, 5], [9, 4]]
    )
    attack = attack_tables([table], SEED, [read_relation("County > Borough")])
    assert told(attack) == {
        "T: County less Borough / 2020 (not printed)": (2, 2),
        "T: County less Borough / 2021 (not printed)": (5, 5),
    }
    assert [leak.name for leak in attack.leaks] == ["T: County less Borough / 2020 (not printed)"]


def test_whole_tables_may_be_parts_of_others():
    county = make_table("county", rows=["a"], columns=["x"], values=[[7]])
    borough = make_table("borough", rows=["a"], columns=["x"], values=[["*"]])
    attack = attack_tables([county, borough], SEED, [read_relation("county > borough")])
    assert told(attack)["borough: a / x"] == (0, 7)


def test_too_little_to_go_round_means_that_one_is_zero():
    # Each can be 0 to 2, but 2 does not go round three cells.
    attack = attack_tables([column("<3", "<3", "<3", 6, total=8)], SEED)
    assert {cell.status for cell in attack.cells} == {CellStatus.PROTECTED}
    assert [len(group.cells) for group in attack.groups] == [3]
    enough = attack_tables([column("<3", "<3", "<3", 6, total=9)], SEED)
    assert enough.leaks == ()


def triangle(*values):
    names = ["ab", "bc", "ca", "a", "b", "c"]
    table = make_table("T", rows=["p"], columns=names, values=[values])
    return table, [read_relation(f"{x}{y} = {x} + {y}") for x, y in ("ab", "bc", "ca")]


def test_whole_counts_rule_out_what_fractions_allow():
    # a + b = 5 and b + c = 5, so a = c, and c + a is even: of 3 to 9 only 4 to 8 are left.
    table, stated = triangle(5, 5, "3-9", "*", "*", "*")
    assert told(attack_tables([table], SEED, stated))["T: p / ca"] == (4, 8)


def test_what_only_fractions_could_fulfil_is_a_contradiction():
    # All three sums are 5: a = b = c = 2.5.
    table, stated = triangle(5, 5, 5, "*", "*", "*")
    with pytest.raises(ContradictionError, match="no whole counts fit"):
        attack_tables([table], SEED, stated)


def test_a_total_that_mostly_exceeds_what_is_listed_says_little():
    # Others than men are not listed: 9 is not the men's 5, so the 8 is not the men's either.
    table = make_table("T", rows=["a", "b"], columns=["men", "Total"], values=[["*", 8], [5, 9]])
    assert told(attack_tables([table], SEED))["T: a / men"] == (0, 8)


def test_a_total_short_of_its_parts_is_a_misprint_and_says_nothing():
    attack = attack_tables([column("*", 9, total=8)], SEED)
    assert told(attack) == {"T: a / x": (0, None)}
    assert attack.notes == (
        "T: Total = a + b (x): the parts add up to 9 or more, the whole is 8. "
        "The sum was left out.",
    )


def test_a_window_that_does_not_add_up_is_none():
    table = make_table(
        "T",
        rows=["2009", "2010", "2011", "Mean 2009-11"],
        columns=["x"],
        values=[[4], [9], ["*"], [5]],
    )
    assert told(attack_tables([table], SEED)) == {"T: 2011 / x": (0, None)}


def test_a_statement_that_does_not_hold_is_refused():
    table = make_table("T", rows=["2020"], columns=["County", "Borough"], values=[[5, 7]])
    with pytest.raises(ContradictionError, match="County > Borough"):
        attack_tables([table], SEED, [read_relation("County > Borough")])


def test_a_statement_about_nothing_is_refused():
    with pytest.raises(RelationError, match="Country > Borough"):
        attack_tables([column(1)], SEED, [read_relation("Country > Borough")])


def test_tables_need_names_of_their_own():
    with pytest.raises(TableError, match="Two tables are called 'T'"):
        attack_tables([column(1), column(2)], SEED)


def test_each_table_may_have_its_own_rule():
    first = make_table("A", rows=["a", "b", "Total"], columns=["x"], values=[["*"], [10], [15]])
    second = make_table("B", rows=["c", "d", "Total"], columns=["y"], values=[["*"], [10], [15]])
    rules = {"A": find_rule("ndtms"), "B": SEED}
    attack = attack_tables([first, second], rules, share=False)
    # 13 to 17 less 8 to 12; 15 less 10.
    assert told(attack) == {"A: a / x": (1, 9), "B: c / y": (5, 5)}
    assert [cell.must_span for cell in attack.cells] == [CountRange(0, 4), CountRange(0, 2)]
