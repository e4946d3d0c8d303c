"""What the Bedford chapter numbers without printing figures for it."""

import re
from typing import Final

from cdof_core.analysis.reference_case.printed import PrintedCheck, PrintedFigures, Verdict

FIGURES: Final = {
    1: "estimated prevalence, with Table 1",
    2: "age of people in treatment",
    3: "successful completions, opiate users, with the cluster's top quartile",
    4: "successful completions, non-opiate users, with the cluster's top quartile",
    5: "completed without coming back in six months, opiate users",
    6: "completed without coming back in six months, non-opiate users",
    7: "treatment journeys with a dual diagnosis",
    8: "drug-related admissions by age",
    9: "share of people in treatment in residential rehabilitation",
}
NUMBERED: Final = re.compile(r"Table (\d+)")


def check_figures(figures: PrintedFigures) -> list[PrintedCheck]:
    """Look for numbers behind the chapter's figures, which are images."""
    held = {row.table_name for row in figures.all_rows}
    return [
        PrintedCheck(
            table=f"Fig {number}",
            cell=subject,
            printed="(image)",
            recomputed=None,
            follows="",
            verdict=Verdict.DERIVED if f"Figure {number}" in held else Verdict.NOT_TESTABLE,
        )
        for number, subject in FIGURES.items()
    ]


def check_numbering(figures: PrintedFigures) -> list[PrintedCheck]:
    """Look for numbers that the sequence of tables leaves out."""
    named = (NUMBERED.fullmatch(name) for name in {row.table_name for row in figures.all_rows})
    held = {int(found[1]) for found in named if found}
    absent = [number for number in range(1, max(held) + 1) if number not in held]
    return [
        PrintedCheck(
            table=", ".join(f"T{number}" for number in absent),
            cell="numbering",
            printed="absent",
            recomputed=None,
            follows=f"{len(held)} numbered tables up to {max(held)}",
            verdict=Verdict.NOT_TESTABLE,
        )
    ]
