"""The chapter page while somebody else writes in the same chapter, and while one types on."""

from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from cdof_core.domain.chapter import Block, BlockKind, Chapter, Section
from cdof_core.workspace import open_workspace
from cdof_core.workspace.chapters import (
    KeptChapter,
    add_chapter,
    keep_section,
    load_chapter,
    section_of,
)
from cdof_core.workspace.entries import LOCAL_USER
from tests.pages.conftest import Open
from tests.pages.test_chapter import AGAINST_THE_REGION

TASK = Block("task", BlockKind.RECOMMENDATION, text="Widen the offer.")
TEXT = Block("text", BlockKind.PROSE, text="As it was.")
PLAIN = replace(
    AGAINST_THE_REGION,
    sections=(Section("one", "One", blocks=(TEXT, TASK)), Section("two", "Two", blocks=(TEXT,))),
)
FULL = Block("full", BlockKind.PROSE, text="x" * 1_999_000, is_out=True)


def kept_as(name: str, chapter: Chapter = PLAIN) -> KeptChapter:
    return add_chapter(open_workspace(), LOCAL_USER, name=name, chapter=chapter)


def somebody_writes(kept: KeptChapter, block: Block, section: str = "one") -> None:
    newest = load_chapter(open_workspace(), kept.head.entry_id)
    found = section_of(newest, section)
    blocks = tuple(block if one.block_id == block.block_id else one for one in found.blocks)
    keep_section(open_workspace(), LOCAL_USER, newest, replace(found, blocks=blocks))


def field(app: AppTest, name: str, block: str) -> str:
    keys = [str(one.key) for one in (*app.text_area, *app.text_input, *app.selectbox)]
    (key,) = [key for key in keys if key.startswith(f"{name}_") and key.endswith(f"_one_{block}")]
    return key


def blocks_of(kept: KeptChapter) -> dict[str, Block]:
    newest = load_chapter(open_workspace(), kept.head.entry_id)
    return {block.block_id: block for block in section_of(newest, "one").blocks}


def opened(kept: KeptChapter, snapshot_path: Path, open_app: Open) -> AppTest:
    return open_app(snapshot_path, "chapter", area="E06000055", chapter=kept.head.entry_id)


def test_changes_of_different_fields_both_stand_without_a_question(
    snapshot_path: Path, open_app: Open
) -> None:
    kept = kept_as("Draft")
    app = opened(kept, snapshot_path, open_app)
    somebody_writes(kept, replace(TASK, owner="Ben"))
    app.text_area(key=field(app, "text", "task")).set_value("Widen it.").run()
    assert not app.exception
    assert not app.error
    assert blocks_of(kept)["task"] == replace(TASK, text="Widen it.", owner="Ben")


def test_each_conflict_waits_in_its_own_chapter_and_mine_replaces_only_mine(
    snapshot_path: Path, open_app: Open
) -> None:
    kept, other = kept_as("Draft"), kept_as("Other")
    app = opened(kept, snapshot_path, open_app)
    for block in (TEXT, TASK):
        somebody_writes(kept, replace(blocks_of(kept)[block.block_id], text="Theirs."))
        app.text_area(key=field(app, "text", block.block_id)).set_value("Mine.").run()
        assert not app.exception
    assert len([one for one in app.button if one.label == "Keep mine instead"]) == 2
    # The same section of another chapter has no part in it, and says where they wait.
    app.selectbox(key="choose_chapter").set_value(other.head.entry_id).run()
    assert not app.exception
    assert not [one for one in app.button if one.label == "Keep mine instead"]
    assert any("the chapter “Draft”" in one.value for one in app.warning)
    app.selectbox(key="choose_chapter").set_value(kept.head.entry_id).run()
    somebody_writes(kept, replace(TASK, text="Theirs.", owner="Ben"))
    next(one for one in app.button if one.label == "Take theirs").click().run()
    assert len([one for one in app.button if one.label == "Keep mine instead"]) == 1
    next(one for one in app.button if one.label == "Keep mine instead").click().run()
    assert not app.exception
    assert not app.error
    assert blocks_of(kept) == {
        "text": replace(TEXT, text="Theirs."),
        "task": replace(TASK, text="Mine.", owner="Ben"),
    }


def test_keeping_one_field_leaves_the_others_their_place(
    snapshot_path: Path, open_app: Open
) -> None:
    kept = kept_as("Draft")
    app = opened(kept, snapshot_path, open_app)
    names = (("text", "task"), ("owner", "task"), ("audience", "task"), ("text", "text"))
    before = [field(app, *name) for name in names]
    app.text_area(key=before[0]).set_value("Widen it.").run()
    assert not app.exception
    assert [field(app, *name) for name in names] == before
    assert blocks_of(kept)["task"].text == "Widen it."


def test_a_field_shows_what_somebody_else_kept_and_what_was_undone(
    snapshot_path: Path, open_app: Open
) -> None:
    kept = kept_as("Draft")
    app = opened(kept, snapshot_path, open_app)
    somebody_writes(kept, replace(TEXT, text="Theirs."))
    app.run()
    assert app.text_area(key=field(app, "text", "text")).value == "Theirs."
    next(one for one in app.button if one.label == "Undo").click().run()
    assert app.text_area(key=field(app, "text", "text")).value == "As it was."


def test_a_table_that_cannot_be_kept_is_refused_once(snapshot_path: Path, open_app: Open) -> None:
    local = Block("local", BlockKind.LOCAL)
    section = Section("one", "One", blocks=(FULL, local))
    kept = kept_as("Draft", replace(PLAIN, sections=(section,)))
    app = opened(kept, snapshot_path, open_app)
    rows = "\n".join(f"Place {number}\t{number}" for number in range(50))
    app.text_area(key=field(app, "pasted", "local")).set_value(f"Place\tPeople\n{rows}").run()
    assert not app.exception
    assert "at most 2000000 characters" in app.error[0].value
    assert blocks_of(kept)["local"] == local
