"""The figures that a treatment journey is told from, protected and as shares."""

from typing import Final

import pandas as pd

from cdof_core.analysis.catalogue_columns import METADATA, with_metadata
from cdof_core.analysis.journey_protection import protect_small
from cdof_core.analysis.journey_shares import with_ranges, with_shares
from cdof_core.analysis.journey_steps import TOTALS
from cdof_core.domain.indicator import Sensitivity
from cdof_core.store import datasets as dataset_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store import observations as observation_store

JOURNEY_METADATA: Final = [*METADATA, "definition", "limitations", "comparability"]
"""What of the catalogue stands beside each figure."""


def figures_of(indicator_ids: tuple[str, ...], *, collection: str) -> pd.DataFrame:
    """Return every figure of some measures, wherever held, protected and as shares where counted.

    Args:
        indicator_ids: Measures.
        collection: Only measures of this collection are returned.

    Returns:
        Columns of `observation`, of the catalogue, and of `with_shares`.
    """
    catalogue = indicator_store.indicators(collection=collection)
    wanted = [name for name in indicator_ids if name in set(catalogue["indicator_id"])]
    totals = [name for name in TOTALS if name in set(catalogue["indicator_id"])]
    rows = observation_store.figures_everywhere(indicator_ids=[*wanted, *totals])
    if rows.empty:
        return rows
    rows = with_metadata(rows, catalogue, columns=JOURNEY_METADATA)
    datasets = dataset_store.datasets()
    rules = dict(zip(datasets["dataset_id"], datasets["disclosure_rule"], strict=True))
    rows = with_ranges(rows, rules=rules)
    restricted = set(datasets.loc[datasets["sensitivity"] == Sensitivity.RESTRICTED, "dataset_id"])
    rows = protect_small(rows, rules={name: rules[name] for name in restricted})
    of_all = rows[rows["indicator_id"].isin(totals)]
    held = rows[rows["indicator_id"].isin(wanted)]
    return held if held.empty else with_shares(held, totals=of_all)
