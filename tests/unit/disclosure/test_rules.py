"""Rules at their edges: what they hide, how they round, what a reader takes a number for."""

import pytest

from cdof_core.disclosure import (
    CountRange,
    RateStanding,
    RuleError,
    SuppressionRule,
    find_rule,
    own_rule,
)


@pytest.mark.parametrize(
    ("name", "small", "not_small"),
    [
        ("ndtms", (0, 4), (5, 6)),
        ("hospital", (1, 7), (0, 8)),
        ("seed", (0, 2), (3, 4)),
    ],
)
def test_the_ends_of_the_hidden_range(name, small, not_small):
    rule = find_rule(name)
    assert all(rule.is_small(count) for count in small)
    assert not any(rule.is_small(count) for count in not_small)
    assert rule.span == CountRange(*small)


@pytest.mark.parametrize("name", ["ons_deaths", "none"])
def test_rules_that_hide_no_counts(name):
    assert find_rule(name).span is None
    assert not any(find_rule(name).is_small(count) for count in range(20))


@pytest.mark.parametrize(
    ("events", "standing"),
    [
        (0, RateStanding.WITHHELD),
        (9, RateStanding.WITHHELD),
        (10, RateStanding.UNRELIABLE),
        (19, RateStanding.UNRELIABLE),
        (20, RateStanding.RELIABLE),
    ],
)
def test_rates_on_few_deaths(events, standing):
    assert find_rule("ons_deaths").judge_rate(events) is standing
    assert find_rule("none").judge_rate(events) is RateStanding.RELIABLE


@pytest.mark.parametrize(
    ("count", "printed"), [(5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (102, 100), (103, 105)]
)
def test_rounding_to_the_nearest_five(count, printed):
    assert find_rule("ndtms").printed(count) == printed


def test_halves_go_up():
    rule = SuppressionRule("ten", "ten", "own", CountRange(0, 4), round_to=10)
    assert [rule.printed(count) for count in (14, 15, 24, 25)] == [10, 20, 20, 30]
    assert rule.behind(20) == CountRange(15, 24)


@pytest.mark.parametrize(
    ("name", "shown", "lowest", "highest"),
    [
        ("ndtms", 5, 5, 7),  # 3 and 4 would round to 5, but are hidden
        ("ndtms", 10, 8, 12),
        ("hospital", 0, 0, 0),  # 1 and 2 would round to 0, but are hidden
        ("hospital", 10, 8, 12),
        ("seed", 3, 3, 3),
        ("none", 7, 7, 7),
        ("ndtms", 7, 7, 7),  # never printed under the rule: stands for itself
    ],
)
def test_what_a_printed_number_can_stand_for(name, shown, lowest, highest):
    assert find_rule(name).behind(shown) == CountRange(lowest, highest)


def test_an_own_rule_from_a_file(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text('title = "Ours"\nhides = "0-9"\nmust_span = "0 to 12"\nround_to = 10\n')
    rule = find_rule(str(path))
    assert (rule.name, rule.title, rule.hides) == ("own", "Ours", CountRange(0, 9))
    assert (rule.span, rule.round_to) == (CountRange(0, 12), 10)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('hides = "2-4"', "starts at 0 or at 1"),
        ('hides = "4-0"', "starts at 0 or at 1"),
        ('hides = "few"', "'few' is not a range"),
        ("hides = 4", "hides is 4; give a text"),
        ("round_to = 0", "rounds to 0"),
        ("round_to = true", "round_to is True; give a whole number"),
        ('hides = "0-4"\nmust_span = "0-3"', "does not hold the hidden 0 to 4"),
        ('must_span = "0-3"', "hides nothing"),
        ('threshold = "5"', "says 'threshold'"),
        ("= 5", "is not a rule"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(tmp_path, text, message):
    path = tmp_path / "own.toml"
    path.write_text(text)
    with pytest.raises(RuleError, match=message):
        find_rule(str(path))


@pytest.mark.parametrize("name", ["ndmts", "nowhere.toml"])
def test_an_unknown_rule_is_named(name):
    with pytest.raises(RuleError, match=name):
        find_rule(name)


def test_an_own_rule_is_found_again_by_its_name():
    rule = own_rule(hides=CountRange(1, 6), round_to=5)
    assert find_rule("own-hide-1-6-round-5") == rule
    assert [count for count in range(9) if rule.is_small(count)] == [1, 2, 3, 4, 5, 6]
    assert find_rule("own-hide-0-2").round_to == 1
    assert find_rule("own-round-10").hides is None


@pytest.mark.parametrize("name", ["own-hide-3-6", "own-hide-1-0", "own-round-0", "own-hide"])
def test_an_own_rule_that_cannot_be_followed_is_refused(name):
    with pytest.raises(RuleError):
        find_rule(name)
