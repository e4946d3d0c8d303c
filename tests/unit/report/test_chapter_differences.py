"""What differs between two states of a chapter."""

from dataclasses import replace

from cdof_core.domain.chapter import Block, BlockKind, Chapter, Section, Statement
from cdof_core.report.chapter.differences import Difference, chapter_differences

SAID = Block("said", BlockKind.COMPUTED, statements=(Statement("a", "Two died."),))
TEXT = Block("text", BlockKind.PROSE, text="We think.")
ONE = Section("one", "Deaths", blocks=(TEXT, SAID))
TWO = Section("two", "Need", blocks=(Block("b", BlockKind.PROSE, text="More."),))
STATE = Chapter("Title", "E1", "Anyshire", "", "", "", "", "", "", "", "", sections=(ONE, TWO))


def changed(section: Section) -> Chapter:
    return replace(STATE, sections=(section, TWO))


def test_equal_states_and_moved_sections_do_not_differ() -> None:
    assert chapter_differences(STATE, STATE) == ()
    assert chapter_differences(STATE, replace(STATE, sections=(TWO, ONE))) == ()


def test_the_wording_that_stands_is_what_is_compared() -> None:
    edited = replace(SAID, statements=(Statement("a", "Two died.", edited="Two people died."),))
    found = chapter_differences(STATE, changed(replace(ONE, blocks=(TEXT, edited))))
    assert found == (Difference("Deaths: sentence", "Two died.", "Two people died."),)


def test_what_came_and_what_went() -> None:
    came = replace(ONE, blocks=(TEXT, SAID, Block("new", BlockKind.PROSE, text="New.")))
    assert chapter_differences(STATE, changed(came)) == (Difference("Deaths: prose", "", "New."),)
    gone = replace(ONE, blocks=(SAID,))
    assert chapter_differences(STATE, changed(gone)) == (
        Difference("Deaths: prose", "We think.", ""),
    )
    hidden = replace(ONE, is_hidden=True)
    assert chapter_differences(STATE, changed(hidden)) == (
        Difference("Deaths", "Deaths", "Deaths (left out)"),
    )
