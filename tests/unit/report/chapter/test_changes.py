from dataclasses import replace

from cdof_core.domain.chapter import Block, BlockKind, Chapter, Reference, Section, Statement
from cdof_core.report.chapter.changes import ChangeKind, compare_chapters, refresh_chapter

OLD = Reference("deaths", "E1", "2021", value=5.0)
NEW = replace(OLD, value=6.0)


def chapter(*statements, content_hash="old", extra=()):
    block = Block("s.deaths", BlockKind.COMPUTED, source="deaths", statements=statements)
    return Chapter(
        title="t",
        area_code="E1",
        area_name="Alpha",
        benchmark="england",
        benchmark_label="England",
        template_id="x",
        template_version="1",
        content_hash=content_hash,
        built_on="2026-01-01",
        review_on="2027-01-01",
        methods_version="1",
        sections=(Section("s", "S", 1, (*extra, block)),),
    )


def test_each_kind_of_change_is_told():
    stored = chapter(
        Statement("a", "It was 5.", (OLD,)),
        Statement("b", "Same.", (OLD,)),
        Statement("c", "Old words.", (OLD,)),
        Statement("d", "Gone.", (OLD,)),
    )
    computed = chapter(
        Statement("a", "It was 6.", (NEW,)),
        Statement("b", "Same.", (OLD,)),
        Statement("c", "New words.", (OLD,)),
        Statement("e", "New.", (NEW,)),
    )
    found = {one.key: one.kind for one in compare_chapters(stored, computed)}
    assert found == {
        "a": ChangeKind.FACTS,
        "c": ChangeKind.WORDING,
        "d": ChangeKind.GONE,
        "e": ChangeKind.NEW,
    }


def test_an_edit_over_changed_facts_asks_for_a_decision_and_is_kept():
    stored = chapter(Statement("a", "It was 5.", (OLD,), edited="Only 5, we think."))
    computed = chapter(Statement("a", "It was 6.", (NEW,)), content_hash="new")
    (change,) = compare_chapters(stored, computed)
    assert change.needs_a_decision
    assert change.computed.text == "It was 6."
    fresh = refresh_chapter(stored, computed)
    (kept,) = fresh.sections[0].blocks[0].statements
    assert (kept.text, kept.edited, kept.shown) == (
        "It was 6.",
        "Only 5, we think.",
        "Only 5, we think.",
    )
    assert fresh.content_hash == "new"


def test_typed_blocks_and_their_order_are_kept():
    mine = Block("mine", BlockKind.PROSE, text="Ours.")
    stored = chapter(Statement("a", "It was 5.", (OLD,)), extra=(mine,))
    fresh = refresh_chapter(stored, chapter(Statement("a", "It was 6.", (NEW,))))
    assert [block.block_id for block in fresh.sections[0].blocks] == ["mine", "s.deaths"]


def test_nothing_changed_is_no_change():
    same = chapter(Statement("a", "It was 5.", (OLD,)))
    assert compare_chapters(same, same) == ()


def test_what_was_taken_out_stays_out_with_new_figures():
    stored = chapter(Statement("a", "It was 5.", (OLD,)))
    out = stored.with_block(replace(stored.sections[0].blocks[0], is_out=True))
    fresh = refresh_chapter(out, chapter(Statement("a", "It was 6.", (NEW,))))
    assert [block.is_out for block in fresh.sections[0].blocks] == [True]
    assert list(fresh.blocks()) == []


def test_another_comparator_comes_with_the_figures():
    computed = replace(
        chapter(Statement("a", "It was 6.", (NEW,))), benchmark="region", benchmark_label="North"
    )
    fresh = refresh_chapter(chapter(Statement("a", "It was 5.", (OLD,))), computed)
    assert (fresh.benchmark, fresh.benchmark_label) == ("region", "North")


def test_an_author_s_note_and_whom_a_recommendation_is_for_are_kept():
    note = Block("s.prompt", BlockKind.NOTE, text="Ask the board.", note_kind="author")
    missing = Block("s.missing", BlockKind.NOTE, text="No figure of 2021.", note_kind="no data")
    task = Block(
        "s.task", BlockKind.RECOMMENDATION, text="Widen it.", audience="providers", owner="Ann"
    )
    said = Statement("a", "It was 5.", (OLD,))
    stored = chapter(said, extra=(note, missing, task))
    fresh = refresh_chapter(
        stored,
        chapter(
            said,
            extra=(
                replace(note, text="A prompt."),
                replace(missing, text="No figure of 2022."),
                replace(task, text="A draft.", audience="commissioners", owner="", evidence=("a",)),
            ),
        ),
    )
    kept_note, new_missing, kept_task = fresh.sections[0].blocks[:3]
    assert kept_note == note
    assert new_missing.text == "No figure of 2022."
    assert kept_task == replace(task, evidence=("a",))
