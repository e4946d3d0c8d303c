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


def hidden_figures() -> pd.DataFrame:
    """Return values and counts that are hidden as small or withheld.

    Returns:
        figure_key: what tells a figure, with `value` or `count` at its end; one row for each.
    """
    return run_query("hidden_figures")


def protected_figures() -> pd.DataFrame:
    """Return values and counts to be seen in datasets that protect small numbers or are one's own.

    Returns:
        dataset_id, figure_key; one row per value or count, see `hidden_figures` for its key.
    """
    return run_query("protected_figures")


def shown_figures(*, figure_keys: list[str]) -> pd.DataFrame:
    """Return which of some values and counts are to be seen, and in which dataset.

    Args:
        figure_keys: As `hidden_figures` gives them.

    Returns:
        dataset_id, figure_key; one row per value or count.
    """
    return run_query("shown_figures", {"figure_keys": figure_keys})
