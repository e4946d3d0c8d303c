"""Every printed number of the Bedford chapter's tables comes out of the pages' own analysis.

The treatment journey is one code path for every area: nothing below asks for a table of the
chapter, and the numbers are those of test_printed_tables, counted cell by cell.
"""

import re
from collections import Counter

import pandas as pd
import pytest

from cdof_core.analysis.treatment_journey import BEDFORD, TreatmentJourney, view_journey
from cdof_core.analysis.value_for_money import bedford_summary
from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.domain import BenchmarkKind
from cdof_core.report.journey_tables import figure_lines
from tests.reference.test_printed_tables import FRACTION, NOT_A_NUMBER, PRINTED, cells_of

TABLES = {key: cells for key, cells in PRINTED.items() if key[0] != "Value for money"}


@pytest.fixture(scope="module")
def journey(snapshot_path) -> TreatmentJourney:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CDOF_SNAPSHOT", str(snapshot_path))
        yield view_journey(
            area_codes=("E06000055",),
            area_name="Bedford",
            benchmark=BenchmarkRequest(kind=BenchmarkKind.ENGLAND, label="England"),
            collection=BEDFORD,
        )


@pytest.fixture(scope="module")
def figures(journey) -> pd.DataFrame:
    parts = [measure.figures for view in journey.steps for measure in view.measures]
    return pd.concat(parts, ignore_index=True)


def test_tables_1_3_to_13_15_and_16_are_asked_for():
    numbers = {int(re.search(r"\d+", table)[0]) for table, _ in TABLES}
    assert numbers == {1, *range(3, 14), 15, 16}


@pytest.mark.parametrize(("table", "area"), TABLES, ids=lambda value: value)
def test_every_printed_cell_comes_out(figures, table, area):
    shown = figures[(figures["table_name"] == table) & (figures["area_code"] == area)]
    assert Counter(cells_of(shown)) == Counter(TABLES[table, area].split())


def test_the_values_are_the_printed_ones(figures):
    printed = figures[figures["printed"] != ""]
    checked = 0
    for row in printed.to_dict("records"):
        text, *fraction = cells_of(pd.DataFrame([row]))
        if text in NOT_A_NUMBER:
            assert pd.isna(row["value"])
            continue
        value = float(re.sub(r"[£%,m]|illion", "", text))
        # A count by category is shown as a share beside the count that is printed.
        assert (row["people"] if row["share_is_made"] else row["value"]) == value
        if fraction:
            parts = FRACTION.fullmatch(fraction[0])
            assert (row["numerator"], row["denominator"]) == (float(parts[1]), float(parts[2]))
        checked += 1
    assert checked > 200


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("Table 5", "Printed as shown; a misprint in the source"),
        ("Table 6", "31 of 39"),
        ("Table 7", "379 and 2,344 of 16,103 are 16.9%"),
        ("Table 8", "Printed as shown; doubtful in the source"),
        ("Table 13", "9 of 139 give 6%"),
    ],
)
def test_misprints_are_flagged_in_the_lines_that_pages_show(figures, place, says):
    lines = [
        f"{line.value} {line.counts} {line.remark}"
        for _, part in figure_lines(figures[figures["table_name"] == place])
        for line in part
    ]
    assert any(says in line for line in lines)


def test_flags_are_those_of_the_chapter_and_no_flagged_figure_is_judged(figures):
    flagged = figures[figures["flag"].isin(["misprint", "suspect"])]
    assert Counter(flagged["flag"]) == {"misprint": 11, "suspect": 7}
    assert set(flagged["judgement"]) <= {"", "not_compared"}


def test_the_value_for_money_table_comes_out(snapshot_path, monkeypatch):
    monkeypatch.setenv("CDOF_SNAPSHOT", str(snapshot_path))
    summary = bedford_summary()
    assert summary is not None
    said = {check.printed for check in summary.checks}
    said |= {text for reckoning in summary.reckonings for text in _texts(reckoning)}
    wanted = {"£11.6m", "£3.4m", "£8.4m", "£8.2m", "£5m", "3.40", "2.47", "34,294"}
    assert wanted <= said


def _texts(reckoning) -> set[str]:
    names = ("benefits", "spend", "printed_net", "printed_ratio")
    return {getattr(reckoning, name).text for name in names}
