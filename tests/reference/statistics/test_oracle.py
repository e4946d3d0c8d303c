"""Our statistics against the results of PHEindicatormethods, every file and every row."""

import csv
import shutil
from pathlib import Path

import numpy as np
import pytest

from cdof_core.statistics.verification import (
    CHECKS,
    EXIT_ALL_MATCH,
    EXIT_MISMATCH,
    UnreadableFolderError,
    exit_code,
    format_report,
    verify_folder,
)

ORACLE = Path(__file__).resolve().parents[1] / "oracle"

# Rows as the makers of the reference set counted them.
ROWS = {
    "comparisons.csv": 40,
    "dsr_expected.csv": 40,
    "dsr_nonindependent_expected.csv": 12,
    "funnel_limits_expected.csv": 500,
    "funnel_points_expected.csv": 62,
    "isr_expected.csv": 40,
    "means_expected.csv": 40,
    "proportions.csv": 40,
    "quantiles.csv": 156,
    "rates.csv": 40,
    "rates_grouped_expected.csv": 8,
    "sii_expected.csv": 40,
    "trend_expected.csv": 40,
    "validation.csv": 54,
}

# A column of each file, a factor well outside its tolerance, and a row whose cell is a number.
CHANGED_NUMBERS = [
    ("dsr_expected.csv", "value", 1 + 1e-8),
    ("dsr_expected.csv", "upper99_8", 1 + 1e-8),
    ("dsr_expected.csv", "dsr_variance", 1 + 1e-8),
    ("dsr_nonindependent_expected.csv", "lower95", 1 + 1e-8),
    ("funnel_limits_expected.csv", "upper_3s_limit", 1 + 1e-2),
    ("funnel_limits_expected.csv", "x", 2.0),
    ("funnel_points_expected.csv", "baseline", 1 + 1e-8),
    ("funnel_points_expected.csv", "test_high_95", 1 + 1e-8),
    ("funnel_points_expected.csv", "denominator_derived_per_year", 1 + 1e-8),
    ("isr_expected.csv", "ratio_upper95", 1 + 1e-9),
    ("isr_expected.csv", "rate", 1 + 1e-9),
    ("isr_expected.csv", "smr100", 1 + 1e-9),
    ("means_expected.csv", "upper95", 1 + 1e-8),
    ("proportions.csv", "upper95", 1 + 1e-9),
    ("quantiles.csv", "quantile", 2.0),
    ("rates.csv", "upper99_8", 1 + 1e-9),
    ("rates_grouped_expected.csv", "lower95", 1 + 1e-9),
    ("sii_expected.csv", "sii", 1 + 1e-7),
    ("sii_expected.csv", "rii", 1 + 1e-7),
    ("sii_expected.csv", "intercept", 1 + 1e-7),
    ("sii_expected.csv", "rii_upper95_mcmean", 1.5),
    ("trend_expected.csv", "chi2", 1 + 1e-5),
    ("trend_expected.csv", "gradient", 1 + 1e-5),
    ("trend_expected.csv", "chi2_index_time", 1 + 1e-5),
    ("trend_expected.csv", "chi2_ci_weighted", 1 + 1e-5),
]
CHANGED_WORDS = [
    ("comparisons.csv", "outcome_95", "lower"),
    ("comparisons.csv", "outcome_two_level", "lower_95"),
    ("comparisons.csv", "rag_99_8", "worse"),
    ("dsr_expected.csv", "suppressed", "FALSE"),
    ("funnel_points_expected.csv", "significance", "Not significant"),
    ("isr_expected.csv", "method", "Byars"),
    ("rates.csv", "method", "Byars"),
    ("trend_expected.csv", "outcome", "Decreasing"),
    ("validation.csv", "accepted", "FALSE"),
]


@pytest.fixture(scope="module")
def reports():
    return {report.file: report for report in verify_folder(ORACLE)}


@pytest.fixture
def folder(tmp_path):
    """A copy of the reference set to spoil."""
    return Path(shutil.copytree(ORACLE, tmp_path / "set"))


def rewrite(path, change):
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    rows = change(rows)
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def only(folder, name):
    """Keep one reference file and what it reads, so that spoiling it is quick to see."""
    wanted = {name, *CHECKS[name][1]}
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink()


@pytest.mark.parametrize(("name", "rows"), ROWS.items())
def test_every_row_matches(reports, name, rows):
    report = reports[name]
    assert (report.rows, report.mismatches, report.note) == (rows, 0, "")


def test_every_reference_file_is_checked(reports):
    assert set(reports) == set(ROWS)


@pytest.mark.parametrize(("name", "column", "factor"), CHANGED_NUMBERS)
def test_a_changed_number_is_found(folder, name, column, factor):
    only(folder, name)

    def change(rows):
        row = next(r for r in rows if r[column] not in {"", "0", "NaN"})
        row[column] = repr(float(row[column]) * factor)
        return rows

    rewrite(folder / name, change)
    (report,) = verify_folder(folder)
    assert report.mismatches == 1
    assert column in report.note
    assert exit_code([report]) == EXIT_MISMATCH


@pytest.mark.parametrize(("name", "column", "word"), CHANGED_WORDS)
def test_a_changed_word_is_found(folder, name, column, word):
    only(folder, name)

    def change(rows):
        row = next(r for r in rows if r[column] not in {"", word})
        row[column] = word
        return rows

    rewrite(folder / name, change)
    (report,) = verify_folder(folder)
    assert report.mismatches == 1
    assert column in report.note


@pytest.mark.parametrize("name", ROWS)
def test_the_order_of_rows_changes_nothing(folder, name):
    only(folder, name)

    def shuffle(rows):
        return [rows[number] for number in np.random.default_rng(7).permutation(len(rows))]

    for path in folder.iterdir():
        rewrite(path, shuffle)
    (report,) = verify_folder(folder)
    assert (report.rows, report.mismatches, report.note) == (ROWS[name], 0, "")


def test_a_number_where_the_reference_has_none_is_found(folder):
    only(folder, "rates.csv")

    def blank(rows):
        rows[0]["value"] = ""
        rows[1]["value"] = "NaN"
        rows[2]["upper95"] = "Inf"
        return rows

    rewrite(folder / "rates.csv", blank)
    (report,) = verify_folder(folder)
    assert report.mismatches == 3


def test_the_package_cuts_proportions_off_at_a_hundred_whatever_the_multiplier(folder):
    only(folder, "funnel_limits_expected.csv")
    limits = [f"{side}_{sigma}_limit" for side in ("lower", "upper") for sigma in ("2s", "3s")]

    def as_shares(rows):
        kept = [row for row in rows if row["set_id"] == "VF1"]
        for row in kept:
            row["multiplier"] = "1"
        return kept

    def uncut(rows):
        kept = as_shares(rows)
        for row in kept:
            for column in ("baseline", *limits):
                row[column] = repr(float(row[column]) / 100)
            share, people = float(row["baseline"]), float(row["x"])
            spread = (share * (1 - share) / people) ** 0.5
            for sigma, z in (("2s", 1.959963984540054), ("3s", 3.090232306167813)):
                if row[f"upper_{sigma}_limit"] == "1.0":
                    row[f"upper_{sigma}_limit"] = repr(share + z * spread)
        assert float(kept[0]["upper_3s_limit"]) > 1
        return kept

    rewrite(folder / "funnel_input.csv", as_shares)
    rewrite(folder / "funnel_limits_expected.csv", uncut)
    (report,) = verify_folder(folder)
    assert (report.rows, report.mismatches, report.note) == (100, 0, "")


def test_an_empty_confidence_is_the_default(folder):
    only(folder, "validation.csv")

    def blank(rows):
        rows[0]["confidence"] = ""
        rows[1].update(confidence="NA", accepted="FALSE")
        return rows

    rewrite(folder / "validation.csv", blank)
    (report,) = verify_folder(folder)
    assert (report.mismatches, report.note) == (0, "")


def test_a_ratio_to_nothing_expected_may_be_missing(folder):
    only(folder, "isr_expected.csv")

    def nothing_expected(rows):
        for row in rows:
            if row["case_id"] == "VI0001":
                row["population"] = "0"
        return rows

    def infinite(rows):
        rows[0].update(expected="0", ratio="NaN", smr100="NaN", rate="NaN")
        for column in rows[0]:
            if "upper" in column:
                rows[0][column] = "Inf"
            if "lower" in column:
                rows[0][column] = "NaN"
        return rows

    rewrite(folder / "isr_input.csv", nothing_expected)
    rewrite(folder / "isr_expected.csv", infinite)
    (report,) = verify_folder(folder)
    assert (report.mismatches, report.note) == (0, "")


@pytest.mark.parametrize(
    ("spoil", "note"),
    [
        (lambda folder: (folder / "dsr_input.csv").unlink(), "dsr_input.csv is not beside it"),
        (
            lambda folder: rewrite(folder / "dsr_input.csv", lambda rows: rows[19:]),
            "a case has no rows",
        ),
        (
            lambda folder: (folder / "dsr_expected.csv").write_text("case_id\nVD0001\n"),
            "has no column",
        ),
        (
            lambda folder: (folder / "dsr_expected.csv").write_text("case_id,a\nVD0001\n"),
            "1 cells under 2 headings",
        ),
        (
            lambda folder: (folder / "dsr_expected.csv").write_bytes(b"case_id\n\xff\xfe\n"),
            "dsr_expected.csv",
        ),
    ],
)
def test_a_file_that_cannot_be_compared_is_a_mismatch(folder, spoil, note):
    only(folder, "dsr_expected.csv")
    spoil(folder)
    (report,) = verify_folder(folder)
    assert report.mismatches >= 1
    assert note in report.note


def test_a_folder_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(UnreadableFolderError, match="nowhere"):
        verify_folder(tmp_path / "nowhere")


def test_a_folder_without_reference_files_is_refused(tmp_path):
    (tmp_path / "other.csv").write_text("a\n1\n")
    with pytest.raises(UnreadableFolderError, match="no reference file"):
        verify_folder(tmp_path)


def test_the_report_has_one_line_a_file_and_one_that_sums_up(reports):
    lines = format_report(list(reports.values())).splitlines()
    assert len(lines) == len(ROWS) + 1
    assert [line.split()[0] for line in lines[:-1]] == sorted(ROWS)
    assert lines[-1] == "1,112 rows in 14 files: all match"
    assert exit_code(list(reports.values())) == EXIT_ALL_MATCH


def test_a_file_of_headings_alone_compares_nothing_and_fails(tmp_path):
    heading = (ORACLE / "rates.csv").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "rates.csv").write_text(heading + "\n", encoding="utf-8")
    reports = verify_folder(tmp_path)
    assert exit_code(reports) == EXIT_MISMATCH
    assert "nothing was compared" in format_report(reports)


@pytest.mark.parametrize("word", ["", "Inf"])
def test_a_number_of_quantiles_that_is_none_is_reported(tmp_path, word):
    _rewrite(tmp_path, "quantiles.csv", "n_quantiles", word)
    assert exit_code(verify_folder(tmp_path)) == EXIT_MISMATCH


def test_a_confidence_that_is_no_number_counts_as_refused(tmp_path):
    _rewrite(tmp_path, "validation.csv", "confidence", "abc")
    with (ORACLE / "validation.csv").open(encoding="utf-8", newline="") as file:
        accepted = sum(row["accepted"] == "TRUE" for row in csv.DictReader(file))
    (report,) = verify_folder(tmp_path)
    assert report.mismatches == accepted


def _rewrite(folder, name, column, word):
    with (ORACLE / name).open(encoding="utf-8", newline="") as file:
        rows = [row | {column: word} for row in csv.DictReader(file)]
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
