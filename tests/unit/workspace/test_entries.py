"""The one store: rights, versions, names, the history, and many people at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from cdof_core.workspace import (
    KINDS,
    LOCAL_USER,
    Actor,
    Entry,
    Role,
    add_entry,
    change_entry,
    find_entry,
    find_named,
    list_changes,
    list_entries,
    open_workspace,
    remove_entry,
    undo_change,
)
from cdof_core.workspace.errors import ChangedMeanwhileError, InvalidEntryError, NotAllowedError

ANN = Actor("Ann", Role.EDITOR)
BEN = Actor("Ben", Role.EDITOR)
AT_ONCE = 30


def test_what_is_saved_comes_back_on_both_databases(engine: Engine) -> None:
    content = {"text": "“we” · ü \u0000 🙂", "n": [1, 2.5, None, True]}
    saved = add_entry(engine, ANN, kind="note", name=" A  note ", content=content, parent="E1")
    found = find_entry(engine, saved.entry_id)
    assert found == saved
    assert (saved.name, saved.content, saved.version) == ("A note", content, 1)
    assert (saved.created_by, saved.updated_by) == ("Ann", "Ann")
    assert saved.created_at.tzinfo is not None


def test_entries_are_listed_by_parent_and_name(engine: Engine) -> None:
    for name, parent in (("b", "E1"), ("Z", "E1"), ("a", "E2")):
        add_entry(engine, ANN, kind="note", name=name, content={}, parent=parent)
    assert [e.name for e in list_entries(engine, kind="note", parent="E1")] == ["Z", "b"]
    assert [e.name for e in list_entries(engine, kind="note")] == ["Z", "a", "b"]
    assert list_entries(engine, kind="story") == []


def test_entries_are_found_by_name_and_by_what_they_hold(engine: Engine) -> None:
    for name, code in (("one", "AB_%"), ("two", "ABCD"), ("three", "AB")):
        add_entry(engine, ANN, kind="story", name=name, content={"code": code}, parent="E1")
    found = find_named(engine, kind="story", parent="E1", name="two")
    assert found is not None
    assert found.content == {"code": "ABCD"}
    assert find_named(engine, kind="story", parent="E2", name="two") is None
    assert find_named(engine, kind="story", parent="E1", name="four") is None
    # Signs that mean something in a pattern mean themselves.
    for code, names in (("AB_%", ["one"]), ("AB", ["three"]), ("A%", [])):
        held = list_entries(engine, kind="story", holding=f'"{code}"')
        assert [entry.name for entry in held] == names


def test_the_second_of_two_who_save_is_shown_what_the_first_saved(engine: Engine) -> None:
    read_by_both = add_entry(engine, ANN, kind="note", name="n", content={"text": "old"})
    change_entry(engine, ANN, read_by_both, content={"text": "Ann's"})
    with pytest.raises(ChangedMeanwhileError, match="'n' was changed") as told:
        change_entry(engine, BEN, read_by_both, content={"text": "Ben's"})
    newest = told.value.newest
    assert newest is not None
    assert (newest.content, newest.version, newest.updated_by) == ({"text": "Ann's"}, 2, "Ann")
    # Ben keeps both: the merge is made from the newest.
    change_entry(engine, BEN, newest, content={"text": "Ann's and Ben's"})
    remove_entry(engine, ANN, list_entries(engine, kind="note")[0])
    with pytest.raises(ChangedMeanwhileError) as gone:
        change_entry(engine, BEN, newest, name="late")
    assert gone.value.newest is None


def test_the_history_says_who_changed_what(engine: Engine) -> None:
    saved = add_entry(engine, ANN, kind="note", name="n", content={"text": "one"})
    changed = change_entry(engine, BEN, saved, content={"text": "two"})
    remove_entry(engine, ANN, changed)
    removed, edited, added = list_changes(engine, entry_id=saved.entry_id)
    assert [c.who for c in (added, edited, removed)] == ["Ann", "Ben", "Ann"]
    assert (added.before, removed.after) == (None, None)
    assert edited.before == {"parent": "", "name": "n", "content": {"text": "one"}, "version": 1}
    assert edited.after == {"parent": "", "name": "n", "content": {"text": "two"}, "version": 2}
    assert added.when <= edited.when <= removed.when
    assert list_changes(engine, kind="story") == []
    assert len(list_changes(engine, limit=2)) == 2


def test_every_change_can_be_undone_and_done_again(engine: Engine) -> None:
    saved = add_entry(engine, ANN, kind="note", name="n", content={"text": "one"})
    changed = change_entry(engine, ANN, saved, name="m", content={"text": "two"})

    def undo_last() -> None:
        undo_change(engine, BEN, list_changes(engine)[0])

    def now() -> tuple[str, object] | None:
        entry = find_entry(engine, saved.entry_id)
        return entry and (entry.name, entry.content["text"])

    undo_last()
    assert now() == ("n", "one")
    undo_last()
    assert now() == ("m", "two")
    remove_entry(engine, ANN, list_entries(engine, kind="note")[0])
    assert now() is None
    undo_last()
    assert now() == ("m", "two")
    undo_last()
    assert now() is None
    undo_last()
    (back,) = list_entries(engine, kind="note")
    assert (back.created_by, back.updated_by, back.created_at) == ("Ann", "Ben", saved.created_at)
    # Whoever still holds an earlier version is told.
    for stale in (saved, changed):
        with pytest.raises(ChangedMeanwhileError):
            change_entry(engine, ANN, stale, name="stale")


def test_undoing_an_addition_removes_it(engine: Engine) -> None:
    add_entry(engine, ANN, kind="note", name="n", content={})
    undo_change(engine, ANN, list_changes(engine)[0])
    assert list_entries(engine, kind="note") == []


def test_only_the_last_change_is_undone(engine: Engine) -> None:
    saved = add_entry(engine, ANN, kind="note", name="n", content={})
    change_entry(engine, BEN, saved, name="m")
    with pytest.raises(ChangedMeanwhileError) as told:
        undo_change(engine, ANN, list_changes(engine)[-1])
    assert told.value.newest is not None
    assert told.value.newest.name == "m"


def test_an_earlier_removal_does_not_bring_back_what_was_changed_after_it(engine: Engine) -> None:
    saved = add_entry(engine, ANN, kind="note", name="n", content={})
    remove_entry(engine, ANN, saved)
    earlier = list_changes(engine)[0]
    undo_change(engine, BEN, earlier)
    back = change_entry(engine, BEN, list_entries(engine, kind="note")[0], name="m")
    remove_entry(engine, BEN, back)
    with pytest.raises(ChangedMeanwhileError):
        undo_change(engine, ANN, earlier)
    undo_change(engine, ANN, list_changes(engine)[0])
    assert [entry.name for entry in list_entries(engine, kind="note")] == ["m"]


def test_a_name_is_taken_once_for_each_parent_where_its_kind_says_so(engine: Engine) -> None:
    first = add_entry(engine, ANN, kind="story", name="Autumn", content={}, parent="E1")
    add_entry(engine, ANN, kind="story", name="Autumn", content={}, parent="E2")
    with pytest.raises(InvalidEntryError, match="A story is already called 'Autumn'"):
        add_entry(engine, ANN, kind="story", name="Autumn", content={}, parent="E1")
    other = add_entry(engine, ANN, kind="story", name="Spring", content={}, parent="E1")
    with pytest.raises(InvalidEntryError, match="already called 'Autumn'"):
        change_entry(engine, ANN, other, name="Autumn")
    remove_entry(engine, ANN, first)
    change_entry(engine, ANN, other, name="Autumn")
    # What was removed cannot come back under a name that was taken since.
    removal = next(c for c in list_changes(engine) if c.after is None)
    with pytest.raises(InvalidEntryError, match="already called 'Autumn'"):
        undo_change(engine, ANN, removal)
    for _ in range(2):
        add_entry(engine, ANN, kind="note", name="n", content={})


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("story", " ", "1 to 120 characters; this has 0"),
        ("note", "x" * 121, "0 to 120 characters; this has 121"),
        ("note", "a\u0000b", "cannot be shown"),
    ],
)
def test_a_name_that_will_not_do_is_refused(
    engine: Engine, kind: str, name: str, said: str
) -> None:
    with pytest.raises(InvalidEntryError, match=said):
        add_entry(engine, ANN, kind=kind, name=name, content={})
    assert list_changes(engine) == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_room_for_so_much_and_no_more(engine: Engine, kind: str) -> None:
    frame = len('{"text": ""}')
    full = {"text": "x" * (KINDS[kind].longest - frame)}
    saved = add_entry(engine, LOCAL_USER, kind=kind, name="full", content=full)
    with pytest.raises(InvalidEntryError, match=f"at most {KINDS[kind].longest} characters"):
        change_entry(engine, LOCAL_USER, saved, content={"text": full["text"] + "x"})


@pytest.mark.parametrize("kind", KINDS)
def test_a_viewer_may_write_nothing(engine: Engine, kind: str) -> None:
    viewer = Actor("Vi", Role.VIEWER)
    saved = add_entry(engine, LOCAL_USER, kind=kind, name="n", content={})
    (addition,) = list_changes(engine)
    writes: list[Callable[[], object]] = [
        lambda: add_entry(engine, viewer, kind=kind, name="m", content={}),
        lambda: change_entry(engine, viewer, saved, content={"a": 1}),
        lambda: remove_entry(engine, viewer, saved),
        lambda: undo_change(engine, viewer, addition),
    ]
    for write in writes:
        with pytest.raises(NotAllowedError, match="viewer may not"):
            write()
    assert list_entries(engine, kind=kind) == [saved]
    assert list_changes(engine) == [addition]


def test_each_role_reaches_what_needs_it(engine: Engine) -> None:
    analyst = Actor("An", Role.ANALYST)
    add_entry(engine, analyst, kind="note", name="", content={})
    with pytest.raises(NotAllowedError, match="target: that needs editor or more"):
        add_entry(engine, analyst, kind="target", name="", content={})


def test_a_guest_adds_only_to_what_they_have_the_code_of(engine: Engine) -> None:
    guest = Actor("", Role.VIEWER, guest_of="s1")
    add_entry(engine, guest, kind="vote", name="t", content={}, parent="s1")
    with pytest.raises(NotAllowedError):
        add_entry(engine, guest, kind="vote", name="t", content={}, parent="s2")
    with pytest.raises(NotAllowedError):
        add_entry(engine, guest, kind="note", name="", content={}, parent="s1")
    with pytest.raises(NotAllowedError):
        add_entry(engine, Actor("", Role.VIEWER), kind="vote", name="t", content={}, parent="")


def test_thirty_who_save_at_once_lose_nothing(engine: Engine) -> None:
    def add(number: int) -> None:
        add_entry(engine, ANN, kind="vote", name=f"{number:02}", content={"n": number})

    with ThreadPoolExecutor(AT_ONCE) as people:
        list(people.map(add, range(AT_ONCE)))
    found = list_entries(engine, kind="vote")
    assert [e.content["n"] for e in found] == list(range(AT_ONCE))
    assert len(list_changes(engine)) == AT_ONCE


def test_of_thirty_who_change_one_thing_each_change_counts_once(engine: Engine) -> None:
    saved = add_entry(engine, ANN, kind="vote", name="counter", content={"n": 0})

    def count(_number: int) -> int:
        newest: Entry | None = saved
        told = 0
        while newest is not None:
            try:
                change_entry(engine, ANN, newest, content={"n": newest.content["n"] + 1})
            except ChangedMeanwhileError as error:
                newest, told = error.newest, told + 1
            else:
                return told
        return told

    with ThreadPoolExecutor(AT_ONCE) as people:
        told = list(people.map(count, range(AT_ONCE)))
    (now,) = list_entries(engine, kind="vote")
    assert (now.content["n"], now.version) == (AT_ONCE, AT_ONCE + 1)
    assert sum(told) > 0


def test_of_thirty_who_take_one_name_one_gets_it(engine: Engine) -> None:
    def take(number: int) -> bool:
        try:
            add_entry(engine, ANN, kind="story", name="Ours", content={"n": number})
        except InvalidEntryError:
            return False
        return True

    with ThreadPoolExecutor(AT_ONCE) as people:
        got = list(people.map(take, range(AT_ONCE)))
    assert got.count(True) == len(list_entries(engine, kind="story")) == 1


def test_opening_again_keeps_what_was_saved(url: str) -> None:
    first = open_workspace(url)
    add_entry(first, ANN, kind="note", name="Kept", content={})
    # Another spelling of the address is another engine on the same database.
    again = open_workspace(f"{url}?")
    assert again is not first
    assert [entry.name for entry in list_entries(again, kind="note")] == ["Kept"]
    first.dispose()
    again.dispose()
