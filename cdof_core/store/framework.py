"""The outcomes framework, its measures and its terms."""

import pandas as pd

from cdof_core.store.queries import run_query


def outcomes() -> pd.DataFrame:
    """Return the outcomes of the framework.

    Returns:
        outcome_id, position, name, kind, question, document, place; one row per outcome.
    """
    return run_query("outcomes")


def measures() -> pd.DataFrame:
    """Return the measures of the framework.

    Returns:
        measure_id, outcome_id, position, level, name, definition, inclusion_basis,
        limitations, data_source, geography, frequency, unit, polarity, local_status,
        local_status_note, verification, unverified_fields, document, place, note; one row
        per measure.
    """
    return run_query("measures")


def measure_indicators() -> pd.DataFrame:
    """Return which indicators show which measure.

    Returns:
        measure_id, indicator_id, relation; one row per measure and indicator.
    """
    return run_query("measure_indicators")


def glossary() -> pd.DataFrame:
    """Return terms and what they mean here.

    Returns:
        term, meaning; one row per term.
    """
    return run_query("glossary")


def printed_findings(*, collection: str = "current") -> pd.DataFrame:
    """Return what is wrong or open in a reference case.

    Args:
        collection: `current`, or a reference case, whose figures never stand beside current ones.

    Returns:
        finding_id, collection, place, printed, follows, kind, detail; one row per finding.
    """
    return run_query("printed_findings", {"collection": collection})
