"""Results that a sentence gives beside the numbers they come from."""

import pytest

# What follows | the sentence, with a right and a wrong figure.
SENTENCES = (
    (
        "6.1",  # 32 of 52,400
        "The service saw 32 young people out of 52,400 aged 10 to 17, equal to {} per 10,000.",
        "61.0",
    ),
    ("3.0", "There were 90 referrals from GPs and 30 from hospitals, so {} times as many.", "4.0"),
    ("2,600", "It spent £1.95 million on treatment, or £{} for each of the 750 people.", "3,600"),
    (
        "2.47",
        "For every £1, £{} is returned: benefits £8.4 million, spend £3.4 million.",
        "2.74",
    ),
    ("between 3 and 19", "The average wait was {} days, with waits ranging from 3 to 19.", "21"),
    ("lower", "The rate was {} per 100,000, higher than the 150 per 100,000 of England.", "142"),
)
RIGHT = ("6.1", "3.0", "2,600", "2.47", "12", "158")
OTHERS = (
    # 60 is 2 times more than 20 in one reading, 3 times as many in the other.
    "There were 60 referrals from GPs and 20 from hospitals, 2.0 times more.",
    "There were 60 referrals from GPs and 20 from hospitals, 3.0 times more.",
    "It spent £1.94 million on treatment, or about £2,600 for each of the 750 people.",
    "The rate was 142 per 100,000, not higher than the 150 per 100,000 of England.",
    "Over three years 96 deaths among 341,200 people were a rate of 9.4 per 100,000 a year.",
)


@pytest.mark.parametrize(("expected", "text", "wrong"), SENTENCES)
def test_a_result_that_does_not_follow_is_found(check, expected, text, wrong):
    (found,) = check(text.format(wrong))
    assert found.expected.startswith(expected)


@pytest.mark.parametrize(
    "text", [text.format(right) for (_, text, _), right in zip(SENTENCES, RIGHT, strict=True)]
)
def test_a_result_that_follows_is_left_alone(check, text):
    assert check(text) == ()


@pytest.mark.parametrize("text", OTHERS)
def test_other_readings_and_hedges_are_left_alone(check, text):
    assert check(text) == ()
