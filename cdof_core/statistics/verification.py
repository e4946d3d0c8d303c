"""Proof that an installation computes what the field's reference implementation computes.

A folder of reference files holds inputs and the results that PHEindicatormethods gave for them.
Every file found is run through our own functions and compared row by row, within the tolerance
stated for its method.
"""

from dataclasses import dataclass
from pathlib import Path

from cdof_core.statistics.verification_estimates import (
    check_accepted_inputs,
    check_grouped_rates,
    check_indirect_ratios,
    check_means,
    check_proportions,
    check_rates,
    check_repeat_event_rates,
    check_standardised_rates,
)
from cdof_core.statistics.verification_funnels import check_funnel_limits, check_funnel_points
from cdof_core.statistics.verification_inequality import check_inequality
from cdof_core.statistics.verification_judgements import (
    check_comparisons,
    check_quantiles,
    check_trends,
)
from cdof_core.statistics.verification_tables import (
    Check,
    ReferenceTable,
    read_table,
)

CHECKS: dict[str, tuple[Check, tuple[str, ...]]] = {
    "comparisons.csv": (check_comparisons, ()),
    "dsr_expected.csv": (check_standardised_rates, ("dsr_input.csv",)),
    "dsr_nonindependent_expected.csv": (
        check_repeat_event_rates,
        ("dsr_nonindependent_input.csv",),
    ),
    "funnel_limits_expected.csv": (check_funnel_limits, ("funnel_input.csv",)),
    "funnel_points_expected.csv": (check_funnel_points, ("funnel_input.csv",)),
    "isr_expected.csv": (check_indirect_ratios, ("isr_input.csv",)),
    "means_expected.csv": (check_means, ("means_input.csv",)),
    "proportions.csv": (check_proportions, ()),
    "quantiles.csv": (check_quantiles, ()),
    "rates.csv": (check_rates, ()),
    "rates_grouped_expected.csv": (check_grouped_rates, ("rates_grouped_input.csv",)),
    "sii_expected.csv": (check_inequality, ("sii_input.csv",)),
    "trend_expected.csv": (check_trends, ("trend_input.csv",)),
    "validation.csv": (check_accepted_inputs, ()),
}
"""Reference files by name, with the check and the input files it reads besides."""

EXIT_ALL_MATCH = 0
EXIT_MISMATCH = 1
EXIT_UNREADABLE = 2


class UnreadableFolderError(ValueError):
    """A folder that cannot be read, or holds no reference file."""

    def __init__(self, folder: Path, reason: str) -> None:
        """Name the folder and what is wrong with it."""
        super().__init__(f"cannot verify against {folder}: {reason}")
        self.folder = folder


@dataclass(frozen=True, slots=True)
class FileReport:
    """What the comparison with one reference file found.

    Attributes:
        file: Name of the reference file.
        rows: Rows compared.
        mismatches: Rows that differ beyond the tolerance; 1 if the file could not be compared.
        largest_difference: Largest relative difference of the numbers compared.
        note: The first difference, or why the file could not be compared.
    """

    file: str
    rows: int
    mismatches: int
    largest_difference: float
    note: str = ""


def verify_folder(folder: Path) -> list[FileReport]:
    """Run our statistics on every reference file of a folder.

    Args:
        folder: Folder of CSV files laid out as the reference set.

    Returns:
        One report per reference file found, in order of name.

    Raises:
        UnreadableFolderError: If the folder cannot be read or holds no reference file.
    """
    try:
        found = {path.name: path for path in sorted(folder.iterdir()) if path.suffix == ".csv"}
        known = [name for name in CHECKS if name in found]
    except OSError as error:
        raise UnreadableFolderError(folder, error.strerror or str(error)) from error
    if not known:
        raise UnreadableFolderError(folder, "it holds no reference file this version knows")
    return [_report(name, found) for name in known]


def format_report(reports: list[FileReport]) -> str:
    """Write the reports as text: one line a file, differences below the line they concern.

    Args:
        reports: What :func:`verify_folder` found.

    Returns:
        Aligned lines, ending with a line that sums up.
    """
    width = max((len(report.file) for report in reports), default=0)
    lines = [
        f"{report.file:<{width}}  {report.rows:>7,} rows  {report.mismatches:>6,} mismatches"
        f"  largest relative difference {report.largest_difference:.1e}"
        + (f"  ({report.note})" if report.note else "")
        for report in reports
    ]
    wrong = sum(report.mismatches for report in reports)
    rows = sum(report.rows for report in reports)
    verdict = "all match" if wrong == 0 else f"{wrong:,} differ"
    return "\n".join([*lines, f"{rows:,} rows in {len(reports)} files: {verdict}"])


def exit_code(reports: list[FileReport]) -> int:
    """Give 0 if every row of every file matches, else 1."""
    return EXIT_MISMATCH if any(report.mismatches for report in reports) else EXIT_ALL_MATCH


def _report(name: str, found: dict[str, Path]) -> FileReport:
    check, inputs = CHECKS[name]
    absent = [other for other in inputs if other not in found]
    if absent:
        return FileReport(name, 0, 1, 0.0, f"{', '.join(absent)} is not beside it")
    rows = 0
    try:
        tables: dict[str, ReferenceTable] = {
            other: read_table(found[other]) for other in (name, *inputs)
        }
        rows = tables[name].size
        tally = check(tables)
    except (KeyError, IndexError) as error:
        return FileReport(name, rows, max(rows, 1), 0.0, f"a case has no rows: {error}")
    except (ValueError, ArithmeticError, OSError) as error:
        # Refused inputs and unreadable tables are ValueErrors too.
        return FileReport(name, rows, max(rows, 1), 0.0, str(error))
    if rows == 0:
        return FileReport(name, 0, 1, 0.0, "it has no rows: nothing was compared")
    return FileReport(name, rows, int(tally.differs.sum()), tally.largest, tally.first)
