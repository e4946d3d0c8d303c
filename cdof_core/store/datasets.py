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
