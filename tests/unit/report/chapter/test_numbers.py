from dataclasses import replace

import pandas as pd

from cdof_core.domain.chapter import Block, BlockKind, Reference, Statement
from cdof_core.narrative.statements import level_statement
from cdof_core.report.chapter.measures import measure_figure
from cdof_core.report.chapter.numbers import (
    NOT_HELD,
    fill_numbers,
    live_wording,
    with_tokens,
)


def prose(text):
    return Block("p", BlockKind.PROSE, text=text)


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


def test_two_numbers_that_read_alike_become_no_tokens(facts):
    held = facts("Bedford", "briefing")
    rows = held.comparison.rows
    # Bedford's 5.5 and a benchmark of 5.5: which is which could not be told when one moves.
    at = rows.index[rows["indicator_id"] == "deaths_drug_misuse_3y_rate"][0]
    row = {**rows.loc[at].to_dict(), "benchmark": rows.loc[at, "value"]}
    alike = replace(held, comparison=replace(held.comparison, rows=pd.DataFrame([row])))
    statement = level_statement(measure_figure(alike, row), row=row, benchmark_code="E92000001")
    assert statement.text.count("5.5") == 2
    said = with_tokens(statement, alike)
    assert said.count("5.5") == 2
    assert "[[deaths_drug_misuse_3y_rate.interval]]" in said


def test_a_rank_that_reads_as_the_count_becomes_no_token(facts):
    # 28 deaths in Bedford in 2019-21; the place 28 is no count.
    reference = Reference("deaths_drug_misuse_3y_rate", "E06000055", "2019-21", value=5.5)
    text = "Of 151 authorities with a figure, 28 have a higher figure and 120 a lower one."
    statement = Statement("rank|deaths_drug_misuse_3y_rate|E06000055", text, (reference,))
    assert with_tokens(statement, facts("Bedford", "briefing")) == text


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
