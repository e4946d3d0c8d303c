"""Votes of a workshop on both databases: who may, when, and thirty at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from cdof_core.workspace import LOCAL_USER, Actor, Role, ballots, list_entries
from cdof_core.workspace.ballots import add_idea, cast_ballot, list_ballots, list_ideas
from cdof_core.workspace.errors import (
    ChangedMeanwhileError,
    InvalidEntryError,
    NotAllowedError,
    VotingClosedError,
)
from cdof_core.workspace.priorities import (
    Candidate,
    Criterion,
    Method,
    Workshop,
    add_workshop,
    change_workshop,
    find_by_code,
    find_workshop,
    list_workshops,
)

PEOPLE = 30
CANDIDATES = (Candidate("a", "Deaths"), Candidate("b", "Waiting times"), Candidate("c", "Housing"))
CRITERIA = (Criterion("Harm", 3), Criterion("Fit", 1))


def opened(engine: Engine, method: Method = Method.WEIGHTED, **changes: object) -> Workshop:
    made = add_workshop(
        engine,
        LOCAL_USER,
        name="Ours",
        area_code="E1",
        method=method,
        criteria=CRITERIA if method is Method.WEIGHTED else (),
    )
    given = {"candidates": CANDIDATES, "is_open": True, **changes}
    return change_workshop(engine, LOCAL_USER, made, **given)


def test_a_workshop_comes_back_as_it_was_saved(engine: Engine) -> None:
    made = opened(engine)
    assert find_workshop(engine, made.workshop_id) == made
    assert list_workshops(engine, area_code="E1") == [made]
    assert list_workshops(engine, area_code="E2") == []
    assert find_by_code(engine, f" {made.code.lower()} ") == made
    assert find_by_code(engine, "") is None


def test_a_ballot_is_changed_by_the_phone_that_cast_it(engine: Engine) -> None:
    made = opened(engine)
    cast_ballot(engine, code=made.code, phone="t1", voter="Ann", answers={"a": {"Harm": 8}})
    cast_ballot(engine, code=made.code, phone="t2", answers={"a": {"Harm": 1}})
    cast_ballot(engine, code=made.code, phone="t1", answers={"a": {"Harm": 9, "Fit": 2}})
    found = {b.phone: (b.voter, b.answers) for b in list_ballots(engine, made)}
    assert found == {"t1": ("", {"a": {"Harm": 9, "Fit": 2}}), "t2": ("", {"a": {"Harm": 1}})}
    assert all(entry.updated_by == "" for entry in list_entries(engine, kind="vote"))


def test_names_are_kept_only_where_the_workshop_asks_for_them(engine: Engine) -> None:
    made = opened(engine, is_anonymous=False)
    cast_ballot(engine, code=made.code, phone="t1", voter=" Ann ", answers={"a": {"Harm": 8}})
    assert [ballot.voter for ballot in list_ballots(engine, made)] == ["Ann"]


@pytest.mark.parametrize(
    ("method", "answers", "said"),
    [
        (Method.WEIGHTED, {"a": {"Harm": 10.5}}, "0 to 10; found 10.5"),
        (Method.WEIGHTED, {"a": {"Harm": -1}}, "0 to 10; found -1"),
        (Method.WEIGHTED, {"a": {"Harm": float("nan")}}, "found nan"),
        (Method.WEIGHTED, {"a": {"size": 1}}, "'size' of 'a' is nothing"),
        (Method.WEIGHTED, {"z": {"Harm": 1}}, "'Harm' of 'z' is nothing"),
        (Method.WEIGHTED, {}, "Nothing is scored yet"),
        (Method.HANLON, {"a": {"legality": 2}}, "0 to 1; found 2"),
        (Method.PAIRED, {"b": {"a": 1}}, "'a' of 'b' is nothing"),
    ],
)
def test_a_crafted_ballot_is_refused(
    engine: Engine, method: Method, answers: dict[str, dict[str, float]], said: str
) -> None:
    made = opened(engine, method)
    with pytest.raises(InvalidEntryError, match=said):
        cast_ballot(engine, code=made.code, phone="t", answers=answers)
    assert list_ballots(engine, made) == []


def test_nothing_is_taken_when_voting_is_closed_or_the_code_is_wrong(engine: Engine) -> None:
    made = opened(engine, is_open=False)
    with pytest.raises(VotingClosedError, match="Ours takes no votes"):
        cast_ballot(engine, code=made.code, phone="t", answers={"a": {"Harm": 1}})
    with pytest.raises(VotingClosedError, match="No workshop has this code"):
        add_idea(engine, code="AAAAAA1", text="More")


def test_ideas_wait_until_they_are_taken_in(engine: Engine) -> None:
    made = opened(engine)
    for text in ("Naloxone in hostels", "naloxone in hostels", "deaths"):
        add_idea(engine, code=made.code, text=text)
    assert list_ideas(engine, made) == ["naloxone in hostels"]


def test_signs_that_no_page_can_show_are_left_out(engine: Engine) -> None:
    made = opened(engine, is_anonymous=False)
    add_idea(engine, code=made.code, text="Hou\ud800sing\0 first")
    assert list_ideas(engine, made) == ["Housing first"]
    # A sign that stood between spaces, or at an end, leaves none behind.
    add_idea(engine, code=made.code, text="\ud800 More\t \0 beds \0")
    assert list_ideas(engine, made) == ["Housing first", "More beds"]
    cast_ballot(engine, code=made.code, phone="t", voter="A\ud800nn\0", answers={"a": {"Harm": 8}})
    assert [ballot.voter for ballot in list_ballots(engine, made)] == ["Ann"]


def test_one_code_takes_no_more_than_it_can_hold(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballots, "MOST_BALLOTS", 2)
    monkeypatch.setattr(ballots, "MOST_IDEAS", 1)
    made = opened(engine)
    answers = {"a": {"Harm": 8.0}}
    for phone in ("1", "2"):
        cast_ballot(engine, code=made.code, phone=phone, answers=answers)
    with pytest.raises(VotingClosedError, match="Ours has 2 votes already"):
        cast_ballot(engine, code=made.code, phone="3", answers=answers)
    # One that is in can still be changed.
    cast_ballot(engine, code=made.code, phone="1", answers={"a": {"Harm": 2.0}})
    assert sorted(one.answers["a"]["Harm"] for one in list_ballots(engine, made)) == [2.0, 8.0]
    add_idea(engine, code=made.code, text="Beds")
    with pytest.raises(VotingClosedError, match="Ours has 1 ideas already"):
        add_idea(engine, code=made.code, text="Bikes")


def test_only_an_editor_runs_a_workshop(engine: Engine) -> None:
    made = opened(engine)
    for role in (Role.VIEWER, Role.ANALYST):
        with pytest.raises(NotAllowedError):
            change_workshop(engine, Actor("x", role), made, is_open=False)
    with pytest.raises(NotAllowedError):
        change_workshop(engine, Actor("", Role.VIEWER, guest_of=made.workshop_id), made, name="x")


def test_two_who_run_it_at_once_are_told(engine: Engine) -> None:
    made = opened(engine)
    change_workshop(engine, LOCAL_USER, made, is_open=False)
    with pytest.raises(ChangedMeanwhileError):
        change_workshop(engine, LOCAL_USER, made, name="Other")


def test_a_workshop_that_will_not_do_is_refused(engine: Engine) -> None:
    with pytest.raises(InvalidEntryError, match="criteria of different names"):
        opened(engine, criteria=(Criterion("Harm", 0),))
    made = list_workshops(engine)[0]
    twice = (Candidate("a", "Deaths"), Candidate("b", "deaths"))
    with pytest.raises(InvalidEntryError, match="among the candidates already"):
        change_workshop(engine, LOCAL_USER, made, candidates=twice)
    many = tuple(Candidate(str(n), f"Number {n}") for n in range(9))
    with pytest.raises(InvalidEntryError, match="at most 8 candidates; these are 9"):
        change_workshop(engine, LOCAL_USER, made, method=Method.PAIRED, candidates=many)


def test_thirty_phones_at_once_lose_nothing(engine: Engine) -> None:
    made = opened(engine)

    def vote(number: int) -> None:
        for score in (1, number % 11):
            answers = {"a": {"Harm": score, "Fit": 5}}
            cast_ballot(engine, code=made.code, phone=f"phone {number}", answers=answers)

    with ThreadPoolExecutor(PEOPLE) as phones:
        list(phones.map(vote, range(PEOPLE)))
    found = {ballot.phone: ballot.answers["a"]["Harm"] for ballot in list_ballots(engine, made)}
    assert found == {f"phone {number}": number % 11 for number in range(PEOPLE)}
