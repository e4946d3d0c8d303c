import pytest

from cdof_core.narrative.reading_age import reading_age


@pytest.mark.parametrize(
    ("text", "age"),
    [
        # 3 words, 9 letters, 1 sentence: 4.71 × 3 + 0.5 × 3 − 21.43 + 5
        ("The cat sat.", -0.80),
        # 6 words, 30 letters, 2 sentences: 4.71 × 5 + 0.5 × 3 − 21.43 + 5
        ("Three small sheep. Seven white goats!", 8.62),
        # What stands in brackets, and numbers, count for nothing; 9.3 ends no sentence.
        ("The cat (95% interval 7.1 to 11.6) sat 9.3.", -0.80),
        ("", 0.0),
    ],
)
def test_age_follows_from_letters_words_and_sentences(text, age):
    assert reading_age(text) == pytest.approx(age, abs=0.005)
