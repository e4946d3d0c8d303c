"""Indicators, and what is known about their series."""

import pandas as pd

from cdof_core.store.queries import run_query


def indicators(*, collection: str = "current") -> pd.DataFrame:
    """Return indicators of one collection.

    Args:
        collection: `current`, or a reference case, whose figures never stand beside current ones.

    Returns:
        indicator_id, name, short_name, outcome_id, position, role, profile, definition,
        inclusion_basis, limitations, caveat, data_source, geography, frequency, unit, multiplier,
        value_kind, polarity, interval_method, decimals, numerator_name, denominator_name,
        sentence_name, comparability, collection, derived_from, need, part_of; one row per
        indicator.
    """
    return run_query("indicators", {"collection": collection})


def annotations() -> pd.DataFrame:
    """Return dated events on series.

    Returns:
        annotation_id, indicator_id, area_code, event_date, kind, label, detail,
        breaks_series, dataset_id; one row per event.
    """
    return run_query("annotations")


def targets(*, collection: str = "current") -> pd.DataFrame:
    """Return targets of the indicators of one collection.

    Args:
        collection: `current`, or a reference case, whose figures never stand beside current ones.

    Returns:
        target_id, indicator_id, area_code, period_label, breakdown, value, direction,
        label, dataset_id, note; one row per target.
    """
    return run_query("targets", {"collection": collection})


def available_periods(*, indicator_id: str) -> pd.DataFrame:
    """Return periods for which an indicator has headline figures, and for how many authorities.

    Args:
        indicator_id: Indicator.

    Returns:
        period_start, period_end, period_label, period_kind, sex, age, vintage, areas,
        authorities_with_value; one row per period, sex, age and vintage.
    """
    return run_query("available_periods", {"indicator_id": indicator_id})
