"""Finding by any word in use, on the real snapshot."""

import pytest

from cdof_core.analysis.search import Entry, Kind, OtherName, SearchIndex, search, words_of
from cdof_core.analysis.search_entries import build_index, read_synonyms
from cdof_core.store import areas, framework, indicators


@pytest.fixture(scope="module")
def index(snapshot_path):
    """Everything that can be found in the snapshot that ships."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CDOF_SNAPSHOT", str(snapshot_path))
        return build_index(
            areas=areas.areas(),
            area_changes=areas.area_changes(),
            indicators=indicators.indicators(),
            glossary=framework.glossary(),
            synonyms=read_synonyms(),
        )


def names(index, query, kind=None):
    return [hit.entry.name for hit in search(index, query) if kind in (None, hit.entry.kind)]


def invented(*said: str) -> SearchIndex:
    index = SearchIndex()
    for name in said:
        index.add(Entry(Kind.TERM, name, name))
    return index


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("bedford", "Bedford"),
        ("E06000055", "Bedford"),
        ("bedfrod", "Bedford"),  # two letters swapped
        ("hackny", "Hackney"),  # one left out
        ("st helens", "St. Helens"),
        ("allerdale", "Cumberland"),  # merged in April 2023
        ("north east", "North East"),
        ("naloxne", "Naloxone"),
        ("Byar’s", "Byar's method"),
        ("ocu", "OCU"),
        ("county lines", "County lines closed"),
        ("smack", "Opiate"),
    ],
)
def test_what_is_meant_comes_first(index, query, first):
    assert names(index, query)[0] == first


def test_a_county_leads_to_the_authorities_of_today(index):
    assert names(index, "Beds") == ["Bedford", "Central Bedfordshire", "Luton"]
    (cumberland, westmorland) = search(index, "cumbria")
    assert cumberland.why == "Cumbria: succeeded by Cumberland, April 2023."
    assert westmorland.entry.name == "Westmorland and Furness"


@pytest.mark.parametrize(
    ("query", "part"),
    [("heroin", "opiate"), ("booze", "alcohol"), ("needle", "Opiate"), ("weed", "drug use")],
)
def test_a_word_in_use_leads_to_the_measures_of_it(index, query, part):
    found = [hit for hit in search(index, query) if hit.entry.kind is Kind.MEASURE]
    assert any(part in hit.entry.name for hit in found)
    assert all(hit.why for hit in found)


def test_every_synonym_leads_somewhere_and_says_why(index):
    without = SearchIndex()
    for entry in index.entries:
        without.add(entry)
    for synonym in index.synonyms:
        assert synonym.note.endswith("."), synonym.said
        for meant in synonym.means:
            found = without.named(meant) if synonym.is_area else search(without, meant)
            assert found, f"{synonym.said} → {meant}"
        assert any(hit.why == synonym.note for hit in search(index, synonym.said)), synonym.said


def test_every_authority_is_first_under_its_own_name_and_code(index):
    authorities = [entry for entry in index.entries if entry.kind is Kind.AREA]
    assert len(authorities) == 153
    for entry in authorities:
        assert search(index, entry.key)[0].entry == entry
        assert names(index, entry.name, Kind.AREA)[0] == entry.name


def test_every_measure_is_found_by_its_short_name(index):
    for entry in index.entries:
        if entry.kind is Kind.MEASURE:
            assert entry.name in names(index, entry.name, Kind.MEASURE)[:3]


@pytest.mark.parametrize(
    ("typed", "word", "is_found"),
    [
        ("rat", "rag", False),  # three letters must be right
        ("rats", "rate", True),  # four letters may have one wrong
        ("rtae", "rate", True),  # two swapped are one slip
        ("nalaxan", "naloxon", False),  # seven letters may not have two wrong
        ("nalaxane", "naloxone", True),  # eight may
        ("E06000055", "E06000056", False),  # one off is another area
    ],
)
def test_slips_are_forgiven_by_the_length_of_a_word(typed, word, is_found):
    assert bool(search(invented(word), typed)) is is_found


def test_slips_count_only_where_nothing_fits_as_typed():
    assert [hit.entry.name for hit in search(invented("need", "weed"), "weed")] == ["weed"]


def test_a_word_of_its_own_is_not_the_beginning_of_a_synonym(index):
    assert "Naloxone" not in names(index, "need")
    assert "Naloxone" in names(index, "needl")


def test_every_word_counts_and_some_are_better_than_nothing():
    index = invented("drug deaths", "drug use")
    assert [hit.entry.name for hit in search(index, "deaths drug")] == ["drug deaths"]
    assert [hit.entry.name for hit in search(index, "deaths zebra")] == ["drug deaths"]


def test_a_further_name_counts_less_than_the_name():
    index = SearchIndex()
    index.add(Entry(Kind.TERM, "a", "other", others=(OtherName("asked", "once so called"),)))
    index.add(Entry(Kind.TERM, "b", "asked"))
    first, second = search(index, "asked")
    assert (first.entry.key, first.why) == ("b", "")
    assert (second.entry.key, second.why) == ("a", "once so called")


@pytest.mark.parametrize("query", ["", "   ", "?!", "the", "zzzzzz", "'; DROP TABLE area; --", "é"])
def test_what_cannot_be_found_is_no_error(index, query):
    assert isinstance(search(index, query), list)


def test_words_are_compared_without_accents_case_and_signs():
    assert words_of("St. Helen’s, CAFÉ-au-lait") == ("st", "helens", "cafe", "au", "lait")
    assert words_of("non-opiate") == words_of("non opiate") == ("nonopiate",)


def test_heroin_is_not_among_non_opiates(index):
    assert "Non-opiate" not in names(index, "heroin")
    assert names(index, "non-opiate")[0] == "Non-opiate"
