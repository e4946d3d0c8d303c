"""The outcomes framework as the catalogue holds it: complete, honest about its gaps, in order."""

import csv
import tomllib
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
ROOMS = ("framework-2022", "framework-supporting-2023", "framework-related")
Row = dict[str, str]

# The themes that Appendix 2 lists for each outcome, counted in the document.
THEMES = {"use": 4, "crime": 4, "deaths": 2, "supply": 3, "treatment": 3, "recovery": 4}
# Its headline measures, adult and pupil drug use apart.
HEADLINES = {"use": 3, "crime": 2, "deaths": 2, "supply": 2, "treatment": 2, "recovery": 1}


def read(room: str, table: str) -> list[Row]:
    with (DATA / room / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def measures() -> dict[str, Row]:
    rows = [row for room in ROOMS for row in read(room, "measure")]
    by_id = {row["measure_id"]: row for row in rows}
    assert len(by_id) == len(rows)
    return by_id


@pytest.fixture(scope="module")
def links() -> list[Row]:
    return [row for room in ROOMS for row in read(room, "measure_indicator")]


def test_six_outcomes_in_the_documents_order() -> None:
    outcomes = read("framework-2022", "outcome")
    assert [row["outcome_id"] for row in outcomes] == list(THEMES)
    assert [row["position"] for row in outcomes] == ["1", "2", "3", "4", "5", "6"]
    assert [row["kind"] for row in outcomes] == ["strategic"] * 3 + ["intermediate"] * 3
    assert all(row["question"].endswith("?") for row in outcomes)


def test_all_measures_are_there(measures: dict[str, Row]) -> None:
    # 12 headline rows, 22 supporting, 20 themes, 2 local additional, 7 related
    levels = Counter(row["level"] for row in measures.values())
    assert levels == {"headline": 12, "supporting": 22, "theme": 20, "ohid_local": 2, "related": 7}
    assert sorted(int(row["position"]) for row in measures.values()) == list(range(1, 64))
    for level, expected in (("headline", HEADLINES), ("theme", THEMES)):
        chosen = [row["outcome_id"] for row in measures.values() if row["level"] == level]
        assert Counter(chosen) == expected


def test_headline_measures_say_what_the_document_says_of_each(measures: dict[str, Row]) -> None:
    columns = ("definition", "inclusion_basis", "limitations", "data_source", "geography", "unit")
    for row in measures.values():
        if row["level"] == "headline":
            assert all(row[column] for column in columns), row["measure_id"]
            assert row["verification"] == "verified in the text of the document" or (
                row["measure_id"] == "H6"
            )


def test_what_is_not_verified_stays_marked(measures: dict[str, Row]) -> None:
    for row in measures.values():
        if row["level"] == "headline":
            assert row["unverified_fields"] == "polarity, frequency"
        elif row["level"] == "supporting" and row["name"] != "Not identified":
            assert "third-party review" in row["verification"]
            assert row["unverified_fields"].startswith("definition, data_source")
        elif row["level"] == "related":
            assert "not seen" in row["verification"]


def test_measures_that_could_not_be_named_say_so(measures: dict[str, Row]) -> None:
    unnamed = {key for key, row in measures.items() if row["local_status"] == "not_identified"}
    assert unnamed == {"S20", "S21", "S22", "A0"}
    for key in unnamed:
        assert "not identified" in measures[key]["name"].lower()
        assert measures[key]["verification"] == "not found"
        assert measures[key]["definition"] == ""


def test_only_two_headline_measures_are_named_for_local_authorities(
    measures: dict[str, Row],
) -> None:
    statuses = {
        key: row["local_status"] for key, row in measures.items() if row["level"] == "headline"
    }
    assert {key for key, status in statuses.items() if status == "local"} == {"H2", "H6"}
    # Of drug use by adults the text names England and Wales; that the survey gives regions is
    # said beside it.
    assert {key for key, status in statuses.items() if status == "regional"} == {"H5"}
    assert {statuses[key] for key in ("H1a", "H3", "H4", "H8")} == {"england_and_wales_only"}
    assert {statuses[key] for key in ("H1b", "H7", "H9", "H10", "H11")} == {"england_only"}


def test_every_status_is_explained_in_one_sentence(measures: dict[str, Row]) -> None:
    for key, row in measures.items():
        note = row["local_status_note"]
        assert note.endswith("."), key
        assert ". " not in note, key
        assert len(note) <= 140, key


def test_documents_and_places_are_named(measures: dict[str, Row]) -> None:
    assert all(row["document"] and row["place"] for row in measures.values())
    assert all(
        "Appendix 2" in row["document"] and "June 2022" in row["document"]
        for row in measures.values()
        if row["level"] in {"headline", "theme"}
    )


def test_links_join_known_measures_and_indicators(
    measures: dict[str, Row], links: list[Row]
) -> None:
    declared = {
        entry["indicator_id"]
        for path in (DATA / "catalogue" / "indicators").glob("*.toml")
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["indicator"]
    }
    assert {row["measure_id"] for row in links} <= measures.keys()
    assert {row["indicator_id"] for row in links} <= declared
    assert len({(row["measure_id"], row["indicator_id"]) for row in links}) == len(links)


def test_only_treatment_effectiveness_has_no_figures_of_its_own(
    measures: dict[str, Row], links: list[Row]
) -> None:
    with_figures = {
        row["measure_id"] for row in links if row["relation"] in {"is the measure", "part"}
    }
    headlines = {key for key, row in measures.items() if row["level"] == "headline"}
    assert headlines - with_figures == {"H11"}


def test_local_status_is_claimed_only_with_figures_or_a_source_that_names_it(
    measures: dict[str, Row], links: list[Row]
) -> None:
    linked = {row["measure_id"] for row in links}
    for key, row in measures.items():
        if row["local_status"] == "local" and key not in linked:
            assert row["local_status_note"].startswith("Published for upper-tier authorities")
            assert "no figures are held here" in row["local_status_note"]


def test_glossary_explains_the_fields_words() -> None:
    entries = read("glossary", "glossary")
    terms = {row["term"] for row in entries}
    assert len(terms) == len(entries) >= 60
    assert terms >= {
        "Crude rate", "Directly standardised rate", "Confidence interval", "Benchmark",
        "Polarity", "Recent trend", "Quintile", "Suppressed", "Unmet need", "Treatment-naive",
        "OCU", "NDTMS", "DOMES", "TOP", "PHOF", "Penetration", "Met need", "Vintage", "Pooled",
        "Indicator", "Numerator", "Denominator", "Byar's method", "Wilson method",
    }  # fmt: skip
    assert all(row["meaning"].endswith(".") for row in entries)
    assert [row["term"].lower() for row in entries] == sorted(term.lower() for term in terms)
