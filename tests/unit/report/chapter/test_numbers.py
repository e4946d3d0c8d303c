from dataclasses import replace

from cdof_core.domain.chapter import Block, BlockKind
from cdof_core.report.chapter.numbers import (
    NOT_HELD,
    fill_numbers,
    live_wording,
    with_numbers,
    with_tokens,
)


def prose(text, numbers=()):
    return Block("p", BlockKind.PROSE, text=text, numbers=numbers)


def test_tokens_take_the_snapshot_s_numbers(facts):
    # ONS 2021 edition: Bedford, 2019-21, 28 deaths, 5.5 per 100,000 (3.7 to 8.0); England 5.1.
    block = prose(
        "[[deaths_drug_misuse_3y_rate.numerator]] deaths, [[deaths_drug_misuse_3y_rate.value]] "
        "([[deaths_drug_misuse_3y_rate.interval]]) in [[deaths_drug_misuse_3y_rate.period]]; "
        "England [[deaths_drug_misuse_3y_rate.benchmark]]."
    )
    live = fill_numbers(block, facts("Bedford", "briefing"))
    assert live.text == (
        "28 deaths, 5.5 per 100,000 (3.7 to 8.0) in 2019–21; England 5.1 per 100,000."
    )
    assert live.unknown == ()
    assert live.datasets


def test_an_unknown_token_is_listed_and_reads_as_not_held(facts):
    live = fill_numbers(
        prose("[[no_such.value]] and [[deaths_drug_misuse_3y_rate.odd]]"),
        facts("Bedford", "briefing"),
    )
    assert live.text == f"{NOT_HELD} and {NOT_HELD}"
    assert len(live.unknown) == 2


def test_a_number_that_moved_is_marked(facts):
    number = "[[deaths_drug_misuse_3y_rate.numerator]]"
    held = facts("Bedford", "briefing")
    assert fill_numbers(prose(number, ((number, "27"),)), held).changed == (number,)
    assert fill_numbers(with_numbers(prose(number), held), held).changed == ()


def test_a_sentence_with_tokens_reads_as_before(chapter, facts):
    held = facts("Bedford", "bedford")
    said = [
        one
        for block in chapter("Bedford", "bedford").blocks()
        for one in block.statements
        if with_tokens(one, held) != one.text
    ]
    assert said
    for one in said:
        assert live_wording(replace(one, edited=with_tokens(one, held)), held) == one.text
