"""Every table of the two reference cases, recomputed from the figures they print."""

import pandas as pd

from cdof_core.analysis.reference_case import (
    deaths,
    money,
    needs,
    numbering,
    penetration,
    performance,
    prevalence,
    surroundings,
    treatment,
)
from cdof_core.analysis.reference_case.printed import PrintedCheck, read_figures


def audit_bedford(observations: pd.DataFrame, census: pd.DataFrame) -> tuple[PrintedCheck, ...]:
    """Recompute the Bedford chapter.

    Args:
        observations: Its rows of the `observation` table, and those of its yardsticks
            (collection ``bedford_jsna``).
        census: The rows of `area_ethnicity` for the Census 2011.

    Returns:
        One check for each figure or statement that can be held against something, in the
        chapter's order of tables, then those that cannot.

    Raises:
        ReferenceCaseError: A figure that a check needs is missing or unreadable.
    """
    figures = read_figures(observations)
    return (
        *prevalence.check_introduction(figures),
        *prevalence.check_table_1(figures),
        *treatment.check_table_3(figures),
        *treatment.check_text(figures),
        *treatment.check_table_4(figures),
        *penetration.check_table_5(figures, census),
        *needs.check_table_6(figures),
        *needs.check_table_7(figures),
        *deaths.check_table_8(figures),
        *surroundings.check_table_9(figures),
        *surroundings.check_table_10(figures),
        *surroundings.check_table_11(figures),
        *treatment.check_table_12(figures),
        *treatment.check_table_13(figures),
        *treatment.check_table_15(figures),
        *prevalence.check_table_16(figures),
        *money.check_value_for_money(figures),
        *numbering.check_figures(figures),
        *numbering.check_numbering(figures),
    )


def audit_essex(observations: pd.DataFrame, targets: pd.DataFrame) -> tuple[PrintedCheck, ...]:
    """Recompute the Essex performance report.

    Args:
        observations: Its rows of the `observation` table (collection ``essex_performance``).
        targets: Its rows of the `target` table.

    Returns:
        One check for each comparison with a target, each implied mix of clients, and each claim.

    Raises:
        ReferenceCaseError: A figure or target that a check needs is missing or unreadable.
    """
    figures, promised = read_figures(observations), performance.Targets(targets)
    return (
        *performance.check_performance(figures, promised),
        *performance.check_case_mix(figures, promised),
        *performance.check_claim(figures, promised),
        *performance.check_savings(figures),
    )
