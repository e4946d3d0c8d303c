"""Sources once each, and caveats that are of this area."""

import re

import pytest

from cdof_core.narrative.caveats import sentences_on
from cdof_core.report.chapter.source_list import SourceList
from cdof_core.report.chapter.write import layout_of

AUTHORITIES = ("Kent", "Surrey", "Hampshire", "Herefordshire, County of", "Isles of Scilly")


def source(name: str, **changes: str) -> dict[str, str]:
    return {
        "dataset_id": name,
        "publisher": "Office",
        "publication": "Numbers",
        "table_name": "Table 1",
        "published": "2025",
        "attribution": "Source: Office.",
        "licence": "",
        "strength": "official_workbook",
        "url": "https://example.org/numbers",
        "caveats": "",
    } | changes


@pytest.mark.parametrize(
    ("area", "sentence", "said"),
    [
        ("Kent", "Counts are rounded.", "Counts are rounded."),
        ("Kent", "Small counts are hidden; Hampshire is missing.", "Small counts are hidden."),
        ("Hampshire", "Small counts are hidden; Hampshire is missing.", ""),
        ("Kent", "Herefordshire is withheld.", None),
        ("Herefordshire, County of", "Herefordshire is withheld.", ""),
        ("Kent", "Surrey is above its total; both are as published.", None),
        # The country is the comparator: what its figure leaves out matters everywhere.
        ("Kent", "Surrey is missing, yet the England row holds it.", ""),
        ("Kent + Surrey", "Surrey is missing.", ""),
        ("Kent", "The Isles of Scilly have none.", None),
    ],
)
def test_a_caveat_on_another_authority_alone_is_left_out(area, sentence, said):
    expected = () if said is None else (said or sentence,)
    assert sentences_on(area, [sentence], authorities=AUTHORITIES) == expected


def test_two_datasets_of_one_table_are_one_source():
    held = SourceList(
        [
            source("rows", caveats="Rounded to 5. One case can count twice."),
            source("sums", caveats="One case can count twice.", strength="computed"),
            source("older", published="2024"),
        ]
    )
    assert held.cite(["rows"]) == (1,)
    assert held.cite(["older", "sums", "unknown"]) == (1, 2)
    assert held.entries() == (
        "[1] Office, Numbers, Table 1 (2025). Source: Office. From the publisher's own workbook; "
        "in part computed here from published figures. https://example.org/numbers",
        "[2] Office, Numbers, Table 1 (2024). Source: Office. From the publisher's own workbook. "
        "https://example.org/numbers",
    )
    assert held.caveats(own="Kent", authorities=AUTHORITIES) == (
        "[1] Rounded to 5. One case can count twice.",
    )
    assert held.datasets == ("rows", "sums", "older")


def test_a_chapter_lists_no_source_twice_and_no_caveat_on_another_place(chapter, facts):
    made, held = chapter("Northumberland", "partnership"), facts("Northumberland", "partnership")
    layout = layout_of(made, held)
    named = [re.sub(r"^\[\d+\] ", "", one).partition(" Source: ")[0] for one in layout.sources]
    assert len(named) == len(set(named))
    numbers = [one.partition("]")[0] for one in layout.caveats]
    assert len(numbers) == len(set(numbers))
    said = " ".join(layout.caveats)
    for place in ("Hackney", "Derbyshire", "City of London", "Surrey", "Cumberland", "Isles of"):
        assert place not in said
    assert "Small counts are suppressed." in said


def test_people_in_treatment_are_said_to_include_those_for_alcohol(chapter):
    told = {
        one.key.split("|")[1]: one.text
        for block in chapter("Northumberland", "partnership").blocks()
        for one in block.statements
        if one.key.startswith("national|treatment_")
    }
    assert set(told) == {"treatment_number", "treatment_new"}
    assert all("treatment for drugs or alcohol was" in text for text in told.values())
