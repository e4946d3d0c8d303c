from dataclasses import replace

import pytest

from cdof_core.domain.chapter import Block, BlockKind, Reference, Statement
from cdof_core.report.chapter.audit import BlockedChapterError, audit_chapter, refuse_if_blocked
from cdof_core.report.chapter.write import layout_of, prepare_chapter


def with_blocks(chapter, *blocks):
    section = chapter.sections[0]
    return replace(
        chapter,
        sections=(
            replace(section, blocks=(*section.blocks, *blocks)),
            *chapter.sections[1:],
        ),
    )


def table(number, rows, columns=("Area", "2019", "2020", "2021", "Total")):
    return Block(
        f"local.{number}", BlockKind.LOCAL, caption="Our counts", columns=columns, rows=rows
    )


def audited(chapter, facts):
    return audit_chapter(chapter, layout_of(chapter, facts), facts.datasets)


@pytest.mark.parametrize(
    ("area", "template"),
    [("Bedford", "bedford"), ("Isles of Scilly", "bedford"), ("Bedford", "briefing")],
)
def test_our_own_chapters_hold_nothing_wrong(chapter, facts, area, template):
    audit = audited(chapter(area, template), facts(area, template))
    assert audit.reasons == ()
    assert [(one.location, one.wording) for one in audit.findings] == []


def test_a_hidden_count_given_away_by_its_total_blocks(chapter, facts):
    held = facts("Bedford", "blank")
    leaking = with_blocks(chapter("Bedford", "blank"), table(1, (("Alpha", "4", "*", "9", "15"),)))
    with pytest.raises(BlockedChapterError, match="is not written"):
        prepare_chapter(leaking, held, with_pictures=False)


def test_a_count_given_away_by_two_tables_together_blocks(chapter, facts):
    columns = ("Area", "Men", "Women")
    one = table(1, (("Alpha", "12", "*"), ("Beta", "20", "31")), columns)
    two = table(2, (("Alpha", "12", "3"), ("Beta", "20", "31")), columns)
    audit = audited(with_blocks(chapter("Bedford", "blank"), one, two), facts("Bedford", "blank"))
    assert audit.reasons


def test_a_protected_table_passes(chapter, facts):
    columns = ("Area", "Men", "Women")
    safe = table(1, (("Alpha", "12", "*"), ("Beta", "*", "31")), columns)
    audit = audited(with_blocks(chapter("Bedford", "blank"), safe), facts("Bedford", "blank"))
    assert audit.reasons == ()


def test_restricted_and_unknown_data_block(chapter, facts):
    held = facts("Bedford", "blank")
    used = Block("b", BlockKind.NOTE, text="x", note_kind="caution", datasets=("populations-ons",))
    made = with_blocks(chapter("Bedford", "blank"), used)
    assert audited(made, held).reasons == ()
    closed = held.datasets.assign(sensitivity="restricted")
    audit = audit_chapter(made, layout_of(made, held), closed)
    assert "'populations-ons' is restricted" in audit.reasons[0]
    gone = with_blocks(made, replace(used, block_id="c", datasets=("not-there",)))
    assert "not in the snapshot" in audited(gone, held).reasons[0]


@pytest.mark.parametrize("is_reworded", [False, True])
def test_a_restricted_number_typed_into_prose_blocks(chapter, facts, is_reworded):
    held = facts("Bedford", "bedford")
    number = "[[deaths_drug_misuse_3y_rate.numerator]]"
    typed = Block("b", BlockKind.PROSE, text=f"We had {number} deaths.")
    if is_reworded:
        statement = Statement("s", "It was so.", (), edited=f"We had {number} deaths.")
        typed = Block("b", BlockKind.COMPUTED, statements=(statement,))
    made = with_blocks(chapter("Bedford", "blank"), typed)
    assert prepare_chapter(made, held, with_pictures=False).audit.reasons == ()
    closed = replace(held, datasets=held.datasets.assign(sensitivity="restricted"))
    with pytest.raises(BlockedChapterError, match="restricted"):
        prepare_chapter(made, closed, with_pictures=False)


def test_local_evidence_marked_as_not_public_blocks(chapter, facts):
    mine = Block("b", BlockKind.LOCAL, text="Names", is_sensitive=True)
    audit = audited(with_blocks(chapter("Bedford", "blank"), mine), facts("Bedford", "blank"))
    with pytest.raises(BlockedChapterError, match="marked as not public"):
        refuse_if_blocked(audit)


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        (("People",), (("North: 12",), ("South: *",), ("Total: 30",))),
        (
            ("Place", "People", "Of these"),
            (("North", "12", "some"), ("South", "*", "none"), ("Total", "30", "some")),
        ),
        (
            ("Place", "People", "Cases"),
            (
                ("North", "12", "9"),
                ("North", "15", "9"),
                ("South", "*", "9"),
                ("Total", "30", "27"),
            ),
        ),
    ],
    ids=["one column", "words beside counts", "a label twice"],
)
def test_a_table_of_any_shape_is_attacked(chapter, facts, columns, rows):
    leaking = with_blocks(chapter("Bedford", "blank"), table(1, rows, columns))
    reasons = audited(leaking, facts("Bedford", "blank")).reasons
    assert any("a hidden count can be worked out" in reason for reason in reasons)


@pytest.mark.parametrize("where", ["description", "owner", "authors"])
def test_what_stands_beside_the_text_is_read_too(chapter, facts, where):
    wrong = "In 2022, 50% (20 of 80) were women."
    shown = Block("b", BlockKind.LOCAL, caption="Ours", description="A bar.", image="cG5n")
    task = Block("c", BlockKind.RECOMMENDATION, text="Ask.", audience="providers", owner="Ann")
    made = with_blocks(
        chapter("Bedford", "blank"),
        replace(shown, description=wrong) if where == "description" else shown,
        replace(task, owner=wrong) if where == "owner" else task,
    )
    made = replace(made, authors=f"Public health\n{wrong}") if where == "authors" else made
    (found,) = audited(made, facts("Bedford", "blank")).findings
    assert found.expected == "25%"  # 20 / 80


def test_a_withheld_value_told_as_what_a_sentence_rests_on_blocks(chapter, facts):
    withheld = Reference("deaths", "E06000055", "2021", dataset_id="populations-ons")
    told = replace(withheld, value=3.0, role="trend")
    said = Block(
        "b",
        BlockKind.COMPUTED,
        statements=(Statement("s", "It is withheld.", (withheld,)),),
    )
    trend = Block("c", BlockKind.COMPUTED, statements=(Statement("t", "It rose.", (told,)),))
    held = facts("Bedford", "blank")
    assert audited(with_blocks(chapter("Bedford", "blank"), said), held).reasons == ()
    (reason,) = audited(with_blocks(chapter("Bedford", "blank"), said, trend), held).reasons
    assert "deaths for E06000055, 2021, is withheld in one place" in reason
