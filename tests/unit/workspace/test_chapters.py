"""Chapters kept section by section, on real databases."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from cdof_core.domain import AreaCode
from cdof_core.domain.chapter import Block, BlockKind, Chapter, Reference, Section, Statement
from cdof_core.workspace.chapter_history import (
    bring_back_version,
    keep_version,
    list_steps,
    list_versions,
    restore_before,
    undo_step,
)
from cdof_core.workspace.chapters import (
    ChapterMissingError,
    add_chapter,
    add_section,
    keep_all,
    keep_head,
    keep_section,
    list_chapters,
    load_chapter,
    move_section,
    remove_chapter,
)
from cdof_core.workspace.entries import LOCAL_USER, list_changes
from cdof_core.workspace.errors import ChangedMeanwhileError
from cdof_core.workspace.undoing import undo_at_once, undo_change

AREA = AreaCode("E06000055")
REFERENCE = Reference("deaths", AREA, "2019-21", value=4.2)
STATEMENT = Statement("level|deaths", "Deaths are 4.2 per 100,000.", (REFERENCE,))


def section(name: str, text: str = "") -> Section:
    blocks = (
        Block(f"{name}.text", BlockKind.PROSE, text=text or name),
        Block(f"{name}.said", BlockKind.COMPUTED, statements=(STATEMENT,)),
    )
    return Section(name, name.capitalize(), blocks=blocks)


WHOLE = Chapter(
    title="Drugs in Anyshire",
    area_code=AREA,
    area_name="Anyshire",
    benchmark="england",
    benchmark_label="England",
    template_id="blank",
    template_version="1",
    content_hash="abc",
    built_on="2026-11-21",
    review_on="2027-11-21",
    methods_version="1",
    sections=(section("one"), section("two"), section("three")),
)


def test_a_chapter_comes_back_whole(engine: Engine) -> None:
    kept = add_chapter(engine, LOCAL_USER, name="Draft", chapter=WHOLE)
    assert load_chapter(engine, kept.head.entry_id).chapter == WHOLE
    assert [head.name for head in list_chapters(engine, area_code=AREA)] == ["Draft"]


def test_two_people_in_different_sections_do_not_meet(engine: Engine) -> None:
    made = add_chapter(engine, LOCAL_USER, name="Draft", chapter=WHOLE)
    anna, ben = (load_chapter(engine, made.head.entry_id) for _ in range(2))
    keep_section(engine, LOCAL_USER, anna, section("one", "by Anna"))
    keep_section(engine, LOCAL_USER, ben, section("two", "by Ben"))
    found = load_chapter(engine, made.head.entry_id).chapter.sections
    assert [one.blocks[0].text for one in found] == ["by Anna", "by Ben", "three"]


def test_in_the_same_section_the_second_is_told_and_loses_nothing(engine: Engine) -> None:
    made = add_chapter(engine, LOCAL_USER, name="Draft", chapter=WHOLE)
    anna, ben = (load_chapter(engine, made.head.entry_id) for _ in range(2))
    keep_section(engine, LOCAL_USER, anna, section("one", "by Anna"))
    with pytest.raises(ChangedMeanwhileError):
        keep_section(engine, LOCAL_USER, ben, section("one", "by Ben"))
    again = load_chapter(engine, made.head.entry_id)
    assert again.chapter.sections[0].blocks[0].text == "by Anna"
    keep_section(engine, LOCAL_USER, again, section("one", "by Ben"))
    last = list_changes(engine, entry_id=again.sections["one"].entry_id)[0]
    undo_change(engine, LOCAL_USER, last)
    assert load_chapter(engine, made.head.entry_id).chapter.sections[0].blocks[0].text == "by Anna"


def test_sections_are_moved_added_and_kept_in_order(engine: Engine) -> None:
    made = add_chapter(engine, LOCAL_USER, name="Draft", chapter=WHOLE)
    chapter_id = made.head.entry_id

    def order() -> list[str]:
        return [one.section_id for one in load_chapter(engine, chapter_id).chapter.sections]

    move_section(engine, LOCAL_USER, load_chapter(engine, chapter_id), "three", by=-1)
    assert order() == ["one", "three", "two"]
    move_section(engine, LOCAL_USER, load_chapter(engine, chapter_id), "one", by=-1)
    assert order() == ["one", "three", "two"]
    add_section(engine, LOCAL_USER, load_chapter(engine, chapter_id), section("four"))
    assert order() == ["one", "three", "two", "four"]


def test_a_new_snapshot_touches_only_the_sections_that_differ(engine: Engine) -> None:
    made = add_chapter(engine, LOCAL_USER, name="Draft", chapter=WHOLE)
    kept = load_chapter(engine, made.head.entry_id)
    fresh = replace(
        WHOLE,
        content_hash="def",
        sections=(section("one"), section("two", "new"), section("three")),
    )
    keep_all(engine, LOCAL_USER, kept, fresh)
    again = load_chapter(engine, made.head.entry_id)
    assert again.chapter == fresh
    versions = {name: entry.version for name, entry in again.sections.items()}
    assert versions == {"one": 1, "two": 2, "three": 1}


def test_title_name_and_versions_are_kept(engine: Engine) -> None:
    made = add_chapter(engine, LOCAL_USER, name="Draft", chapter=WHOLE)
    kept = load_chapter(engine, made.head.entry_id)
    keep_version(engine, LOCAL_USER, kept, name="For the board")
    keep_head(engine, LOCAL_USER, kept, replace(WHOLE, title="Other"), name="Final")
    again = load_chapter(engine, made.head.entry_id)
    assert (again.head.name, again.chapter.title) == ("Final", "Other")
    (version,) = list_versions(engine, chapter_id=made.head.entry_id)
    assert (version.name, version.chapter) == ("For the board", WHOLE)


def test_a_removed_chapter_is_missing_until_it_is_brought_back(engine: Engine) -> None:
    made = add_chapter(engine, LOCAL_USER, name="Draft", chapter=WHOLE)
    kept = load_chapter(engine, made.head.entry_id)
    remove_chapter(engine, LOCAL_USER, kept)
    with pytest.raises(ChapterMissingError):
        load_chapter(engine, made.head.entry_id)
    undo_change(engine, LOCAL_USER, list_changes(engine, entry_id=made.head.entry_id)[0])
    assert load_chapter(engine, made.head.entry_id).chapter == WHOLE


def test_a_section_goes_back_behind_more_than_the_last_change(engine: Engine) -> None:
    kept = add_chapter(engine, LOCAL_USER, name="Draft", chapter=WHOLE)
    for text in ("first", "second", "third"):
        keep_section(engine, LOCAL_USER, kept, section("two", text))
        kept = load_chapter(engine, kept.head.entry_id)
    changes = list_changes(engine, entry_id=kept.sections["two"].entry_id)
    # The newest first: third, second, first; before "second" it read "first".
    restore_before(engine, LOCAL_USER, kept, changes[1])
    assert load_chapter(engine, kept.head.entry_id).chapter.sections[1] == section("two", "first")


def test_a_change_of_another_chapter_is_no_way_back(engine: Engine) -> None:
    kept = add_chapter(engine, LOCAL_USER, name="Draft", chapter=WHOLE)
    other = add_chapter(engine, LOCAL_USER, name="Other", chapter=WHOLE)
    keep_section(engine, LOCAL_USER, other, section("two", "elsewhere"))
    (change, *_) = list_changes(engine, entry_id=other.sections["two"].entry_id)
    with pytest.raises(ChapterMissingError, match="no longer in the chapter"):
        restore_before(engine, LOCAL_USER, kept, change)


FRESH = replace(
    WHOLE,
    content_hash="def",
    sections=(section("one", "new"), section("two", "new"), section("three")),
)


def test_new_figures_are_one_step_and_undone_as_one(engine: Engine) -> None:
    kept = add_chapter(engine, LOCAL_USER, name="Draft", chapter=WHOLE)
    assert list_steps(engine, kept, limit=9) == []
    keep_all(engine, LOCAL_USER, kept, FRESH)
    again = load_chapter(engine, kept.head.entry_id)
    (step,) = list_steps(engine, again, limit=9)
    assert len(step.changes) == 3  # the head and two sections
    assert step.is_latest
    undo_step(engine, LOCAL_USER, step)
    assert load_chapter(engine, kept.head.entry_id).chapter == WHOLE


def test_any_part_of_a_step_undoes_the_step(engine: Engine) -> None:
    kept = add_chapter(engine, LOCAL_USER, name="Draft", chapter=WHOLE)
    keep_all(engine, LOCAL_USER, kept, FRESH)
    head = list_changes(engine, entry_id=kept.head.entry_id)[0]
    assert undo_at_once(engine, LOCAL_USER, head) == 3  # the head and two sections
    assert load_chapter(engine, kept.head.entry_id).chapter == WHOLE
    keep_all(engine, LOCAL_USER, load_chapter(engine, kept.head.entry_id), FRESH)
    again = load_chapter(engine, kept.head.entry_id)
    keep_section(engine, LOCAL_USER, again, section("two", "by Ben"))
    with pytest.raises(ChangedMeanwhileError):
        undo_at_once(engine, LOCAL_USER, list_changes(engine, entry_id=kept.head.entry_id)[0])


def test_new_figures_are_taken_whole_or_not_at_all(engine: Engine) -> None:
    kept = add_chapter(engine, LOCAL_USER, name="Draft", chapter=WHOLE)
    keep_section(engine, LOCAL_USER, kept, section("two", "by Ben"))
    with pytest.raises(ChangedMeanwhileError):
        keep_all(engine, LOCAL_USER, kept, FRESH)
    again = load_chapter(engine, kept.head.entry_id).chapter
    assert again.content_hash == WHOLE.content_hash
    assert [one.blocks[0].text for one in again.sections] == ["one", "by Ben", "three"]


def test_a_section_does_not_go_back_to_figures_of_another_snapshot(engine: Engine) -> None:
    kept = add_chapter(engine, LOCAL_USER, name="Draft", chapter=WHOLE)
    chapter_id = kept.head.entry_id
    keep_section(engine, LOCAL_USER, kept, section("two", "first"))
    keep_all(engine, LOCAL_USER, load_chapter(engine, chapter_id), FRESH)
    for text in ("second", "third"):
        kept = load_chapter(engine, chapter_id)
        keep_section(engine, LOCAL_USER, kept, section("two", text))
    steps = list_steps(engine, load_chapter(engine, chapter_id), limit=9)
    assert [(len(one.changes), one.is_latest, one.can_go_back) for one in steps] == [
        (1, True, True),  # third
        (1, False, True),  # second
        (3, False, False),  # the new figures
        (1, False, False),  # first, on the figures before
    ]


def test_title_and_order_go_back_and_keep_what_was_added_since(engine: Engine) -> None:
    kept = add_chapter(engine, LOCAL_USER, name="Draft", chapter=WHOLE)
    chapter_id = kept.head.entry_id
    keep_head(engine, LOCAL_USER, kept, replace(WHOLE, title="Other"), name="Final")
    (first,) = list_steps(engine, load_chapter(engine, chapter_id), limit=9)
    move_section(engine, LOCAL_USER, load_chapter(engine, chapter_id), "three", by=-2)
    add_section(engine, LOCAL_USER, load_chapter(engine, chapter_id), section("four"))
    restore_before(engine, LOCAL_USER, load_chapter(engine, chapter_id), first.changes[0])
    again = load_chapter(engine, chapter_id)
    assert (again.head.name, again.chapter.title) == ("Draft", WHOLE.title)
    order = [one.section_id for one in again.chapter.sections]
    assert order == ["one", "two", "three", "four"]


def test_a_version_comes_back_as_one_step_and_the_text_until_now_is_kept(engine: Engine) -> None:
    kept = add_chapter(engine, LOCAL_USER, name="Draft", chapter=WHOLE)
    chapter_id = kept.head.entry_id
    keep_version(engine, LOCAL_USER, kept, name="For the board")
    now = replace(FRESH, title="Other", sections=(*FRESH.sections[1:], section("four")))
    keep_all(engine, LOCAL_USER, kept, now)
    kept = load_chapter(engine, chapter_id)
    assert kept.chapter == now
    (version,) = list_versions(engine, chapter_id=chapter_id)
    first = bring_back_version(engine, LOCAL_USER, kept, version, at="28 November, 18:55")
    back = load_chapter(engine, chapter_id)
    assert back.chapter == WHOLE
    assert first == "Before bringing back “For the board”, 28 November, 18:55"
    versions = {one.name: one.chapter for one in list_versions(engine, chapter_id=chapter_id)}
    assert versions == {"For the board": WHOLE, first: now}
    undo_step(engine, LOCAL_USER, list_steps(engine, back, limit=9)[0])
    undone = load_chapter(engine, chapter_id)
    assert undone.chapter == now
    undo_step(engine, LOCAL_USER, list_steps(engine, undone, limit=9)[0])
    assert load_chapter(engine, chapter_id).chapter == WHOLE
