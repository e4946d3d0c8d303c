"""Where figures come from."""

import pandas as pd

from cdof_core.store.queries import run_query


def datasets() -> pd.DataFrame:
    """Return where figures come from.

    Returns:
        dataset_id, publisher, publication, table_name, url, published, retrieved,
        frequency, licence, attribution, strength, sensitivity, disclosure_rule, collection,
        caveats, checksum, row_count; one row per dataset.
    """
    return run_query("datasets")


def dataset_tables() -> pd.DataFrame:
    """Return tables behind each indicator, with the span of their figures.

    Returns:
        dataset_id, indicator_id, table_name, first_period_start, last_period_end, figures;
        one row per dataset, indicator and table.
    """
    return run_query("dataset_tables")


def guarded_figures() -> pd.DataFrame:
    """Return the numbers told in datasets that are protected, restricted or one's own.

    Returns:
        dataset_id, told (an array with a whole number for each value, count and denominator, the
        same for the same number of the same figure); one row per dataset that tells any.
    """
    return run_query("guarded_figures")


def hidden_figures() -> pd.DataFrame:
    """Return values and counts that are hidden as small or withheld.

    Returns:
        figure, a whole number that tells a value or count from every other; one row for each.
    """
    return run_query("hidden_figures")


def shown_figures(*, figures: list[int]) -> pd.DataFrame:
    """Return which of some values and counts are to be seen, and in which dataset.

    Args:
        figures: As `hidden_figures` gives them.

    Returns:
        dataset_id, figure; one row per value or count.
    """
    return run_query("shown_figures", {"figures": figures})
