"""Two changes of one section brought together."""

from dataclasses import replace

from cdof_core.domain.chapter import Block, BlockKind, Section, Statement
from cdof_core.domain.chapter_merging import Merged, merge_section

SAID = Block(
    "said",
    BlockKind.COMPUTED,
    statements=(Statement("a", "It was 5."), Statement("b", "It was 6.")),
)
TASK = Block("task", BlockKind.RECOMMENDATION, text="Widen the offer.", owner="")
BASE = Section("s", "Deaths", blocks=(SAID, TASK))


def with_task(**changed: str) -> Section:
    return replace(BASE, blocks=(SAID, replace(TASK, **changed)))


def worded(key: str, words: str) -> Section:
    said = tuple(replace(one, edited=words) if one.key == key else one for one in SAID.statements)
    return replace(BASE, blocks=(replace(SAID, statements=said), TASK))


def test_two_fields_of_one_block_both_stand() -> None:
    merged = merge_section(BASE, with_task(owner="Ann"), with_task(text="Widen it by June."))
    assert merged == Merged(with_task(owner="Ann", text="Widen it by June."), is_crossed=False)


def test_two_sentences_of_one_paragraph_both_stand() -> None:
    merged = merge_section(BASE, worded("a", "Five."), worded("b", "Six."))
    assert not merged.is_crossed
    assert [one.edited for one in merged.section.blocks[0].statements] == ["Five.", "Six."]


def test_the_same_field_is_crossed_and_only_it_is_put_in_place_of_theirs() -> None:
    theirs = replace(with_task(text="Theirs.", owner="Ben"), heading="Harm")
    merged = merge_section(BASE, with_task(text="Mine."), theirs)
    assert merged.is_crossed
    assert merged.section == replace(with_task(text="Mine.", owner="Ben"), heading="Harm")


def test_the_same_change_twice_is_no_conflict() -> None:
    same = with_task(text="Alike.")
    assert merge_section(BASE, same, same) == Merged(same, is_crossed=False)


def test_what_one_added_and_the_other_removed() -> None:
    new = Block("new", BlockKind.PROSE, text="New.")
    mine = replace(BASE, blocks=(SAID, TASK, new))
    theirs = replace(BASE, blocks=(SAID,))
    assert merge_section(BASE, mine, theirs) == Merged(
        replace(BASE, blocks=(SAID, new)), is_crossed=False
    )


def test_what_one_changed_and_the_other_removed_is_crossed_either_way() -> None:
    removed, changed = replace(BASE, blocks=(SAID,)), with_task(text="Changed.")
    mine_stands = merge_section(BASE, changed, removed)
    assert mine_stands == Merged(changed, is_crossed=True)
    assert merge_section(BASE, removed, changed) == Merged(removed, is_crossed=True)
