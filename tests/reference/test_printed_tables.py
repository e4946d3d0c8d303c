"""Every printed number of the Bedford chapter is held, in its table and for its area.

The lines below are the chapter's cells, table by table and area by area, without their labels.
"""

import re
from collections import Counter

import pandas as pd
import pytest

from tests.reference.printed_cases import BEDFORD, ESSEX, findings, printed_figures, targets

BOROUGH, COUNTY, CLUSTER = "E06000055", "X-BEDFORDSHIRE", "X-CLUSTER-B"
ENGLAND, EAST = "E92000001", "E12000006"
PRINTED = {
    ("Table 1", BOROUGH): "103,500 965 9.3",
    ("Table 1", ENGLAND): "8.4",
    ("Table 3", BOROUGH): "40.5% 18.7% 13.7% 27.1% 3.8 90.3% 6.5% 0.0% 3.2% 1.0",
    ("Table 4", BOROUGH): "84.4% 2.0% 5.0% 3.4% 0.9% 4.3%",
    ("Table 4", ENGLAND): "87.3% 3.0% 3.9% 2.6% 1.0% 2.2%",
    ("Table 5", ENGLAND): "105% 53% 170% 33% 104% -",
    ("Table 5", BOROUGH): "105% 50% 44% 100% 131% -",
    # Of the line labelled East of England the first counts are the borough's.
    ("Table 6", BOROUGH): "10% 10% 70% 90% 4 4 31 9/10 12% 12% 76% 91% 4 4 26 10/11",
    ("Table 6", EAST): "12% 15% 73% 183 233 1,121 14% 15% 73% 226 250 1,194",
    ("Table 7", EAST): "379 2,344 16,103 19.6% 2.4%",
    ("Table 7", BOROUGH): "8 57 672 9.7% 1.2%",
    ("Table 8", COUNTY): "7 11 7 5 7 6 6 11 6 7 3 16 5.33 1,012,613 1.58 22.95 0.70",
    ("Table 8", BOROUGH): "4 6 5 3 3 5 3 6 3 6 <3 9 3.00 388,861 2.31 8.81 1.02",
    ("Table 8", EAST): "160 136 118 144 131 123 157 159 134 126 117 377 125.67 16,633,050 "
    "2.27 377.00 1.00",
    ("Table 9", BOROUGH): "242 3.56 211 3.2 33 0.5 107 1.65 141 2.2",
    ("Table 9", ENGLAND): "2.37 2.3 2.3 2.03 1.9",
    ("Table 9", EAST): "n/a 2.2 1.3 1.75 1.5",
    ("Table 10", BOROUGH): "40.9 27.5 3.0 14.0 1,310.0 - 1,090.0 35.1 14.0 33.8 3.0 3.0 "
    "975.8 37.7 39.3",
    ("Table 10", ENGLAND): "64.5 62.8 4.0 15.0 1,472.0 1.1 1,160.0 61.8 15.0 63.5 4.0 4.0 "
    "876.4 55.8 69.4",
    ("Table 11", BOROUGH): "7 15 <3 3 300 <3 7 10 <3 <3 345",
    ("Table 12", BOROUGH): "13 737 1.8% 9 672 1.3%",
    ("Table 12", CLUSTER): "564 28,793 2.0% 508 28,448 1.8%",
    ("Table 13", BOROUGH): "3% 26% 41% 0% 0% 0% 25% 15% 5/154 7/27 25/61 (0/2) 0/5 0/14 "
    "7% 30% 48% 0% 0% 0% 26% 14% 9/139 7/23 20/42 0/3 0/5 0/9",
    ("Table 15", BOROUGH): "42 27 23 18 11 6",
    ("Table 16", BOROUGH): "1,468 423 183 158 704 28.8% 12.5% 10.8% 48.0% "
    "1,270 416 175 149 530 32.8% 13.8% 11.7% 41.7% 638 207 119 78 234 32.4% 18.7% 12.2% 36.7%",
    ("Value for money", COUNTY): "£18.5m £3.4m £11.6m £7.9m £3.7m £7.9m £3.7m £8.4m £3.2m "
    "34,294 £8.2m £5m 3.40 2.47",
}
IN_THE_TEXT = {
    "Introduction": "11% 7% 332,090 298,752 64,288 47,210 47,709 9,249",
    "Text: Gender": "28.8% 26.6%",
    "Text: Living with children and pregnant": "20% 1",
    "Text: Residential rehabilitation": "11 13",
    "Text: Future trends": "2% 10%",
    "Text: Crime and disorder": "£18 million 30%",
    "Text: Cost effectiveness": "2.5",
}
CELL = re.compile(r"printed as ([^;]+)")
FRACTION = re.compile(r"\(?(\d+)/(\d+)\)?")
NOT_A_NUMBER = {"<3": "suppressed", "-": "not_published", "n/a": "not_published"}


def cells_of(rows: pd.DataFrame) -> list[str]:
    """The printed cells of some rows, fractions as cells of their own."""
    return [cell for note in rows["note"] for cell in CELL.match(note)[1].split(" and ")]


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    return printed_figures(BEDFORD)


def test_the_chapter_prints_275_cells_in_14_tables_and_the_summary():
    # 4 + 10 + 12 + 12 + 28 + 10 + 51 + 20 + 30 + 11 + 12 + 28 + 6 + 27 + 14
    assert len({table for table, _ in PRINTED}) == 15
    assert sum(len(cells.split()) for cells in PRINTED.values()) == 275


@pytest.mark.parametrize(("table", "area"), PRINTED, ids=lambda value: value)
def test_every_printed_cell_of_a_table_is_held(figures, table, area):
    held = figures[(figures["table_name"] == table) & (figures["area_code"] == area)]
    assert Counter(cells_of(held)) == Counter(PRINTED[table, area].split())


@pytest.mark.parametrize(("place", "cells"), IN_THE_TEXT.items(), ids=lambda value: value)
def test_every_figure_of_the_text_is_held(figures, place, cells):
    held = cells_of(figures[figures["table_name"] == place])
    assert " ".join(held).split() != []
    assert Counter(" ".join(held).split()) == Counter(cells.split())


def test_nothing_else_is_held(figures):
    tables = {table for table, _ in PRINTED} | IN_THE_TEXT.keys()
    assert set(figures["table_name"]) == tables
    pairs = set(zip(figures["table_name"], figures["area_code"], strict=True))
    assert {pair for pair in pairs if pair[0] in {t for t, _ in PRINTED}} == PRINTED.keys()


def test_the_stored_value_is_the_printed_one(figures):
    for _, row in figures.iterrows():
        text, *fraction = cells_of(figures.loc[[row.name]])
        if text in NOT_A_NUMBER:
            assert pd.isna(row["value"])
            assert row["flag"] == NOT_A_NUMBER[text]
            continue
        assert row["value"] == float(re.sub(r"[£%,m]|illion", "", text))
        if fraction:
            parts = FRACTION.fullmatch(fraction[0])
            assert (row["numerator"], row["denominator"]) == (float(parts[1]), float(parts[2]))


def test_numerators_and_denominators_stand_in_the_chapter(figures):
    """Nothing was worked out to fill a row: its parts are printed cells, or in a fraction."""
    printed = {cell.replace(",", "") for cells in PRINTED.values() for cell in cells.split()}
    parts = {part for cell in printed if (f := FRACTION.fullmatch(cell)) for part in f.groups()}
    stated = {float(c) for c in printed | parts if re.fullmatch(r"[\d.]+", c)} | {17.0}
    assert set(figures["numerator"].dropna()) <= stated
    assert set(figures["denominator"].dropna()) <= stated


def test_misprints_and_doubtful_figures_are_flagged_and_nothing_else(figures):
    flagged = figures[figures["flag"].isin(["misprint", "suspect"])]
    assert Counter(zip(flagged["table_name"], flagged["flag"], strict=True)) == {
        ("Table 5", "misprint"): 4,
        ("Table 6", "misprint"): 5,  # 70%, 73%, and the three counts under a slipped label
        ("Table 7", "misprint"): 1,
        ("Table 8", "suspect"): 6,  # population and rate of the region, what rests on them
        ("Table 9", "suspect"): 1,
        ("Table 13", "misprint"): 1,
    }
    assert flagged["note"].str.contains("; ").all()


def test_what_is_wrong_or_open_is_written_down_once():
    kinds = Counter(findings()["kind"])
    assert kinds == {"misprint": 10, "disclosive": 3, "suspect": 2, "unreconciled": 6}
    assert findings()["finding_id"].is_unique


def test_every_indicator_of_the_essex_report_is_held_with_its_target():
    rows = printed_figures(ESSEX)
    lines = rows[~rows["indicator_id"].str.startswith("essex_vfm")]
    assert lines["indicator_id"].nunique() == 11
    assert len(lines) == 23
    met = targets()
    key = ["indicator_id", "breakdown"]
    assert len(met) == 17
    assert set(map(tuple, met[key].to_numpy())) == set(map(tuple, lines[key].to_numpy()))
    saved = rows[rows["indicator_id"] == "essex_vfm_saved_per_pound"]
    assert sorted(saved["value"]) == [5.21, 7.16]
    assert saved["numerator"].isna().all()
