"""Targets and annotations that an own table brings along."""

import pandas as pd


def side_tables(kept: pd.DataFrame, dataset_id: str) -> dict[str, pd.DataFrame]:
    """Return the targets and annotations that stand beside the figures."""
    made: dict[str, pd.DataFrame] = {}
    aims = kept[kept["target"].notna()]
    if len(aims):
        made["target"] = pd.DataFrame(
            {
                "target_id": [f"{dataset_id}-{number}" for number in range(1, len(aims) + 1)],
                "indicator_id": aims["indicator_id"].to_numpy(),
                "area_code": aims["area_code"].to_numpy(),
                "period_label": aims["period_label"].to_numpy(),
                "breakdown": aims["breakdown"].to_numpy(),
                "value": aims["target"].to_numpy(),
                "direction": aims["direction"].to_numpy(),
                "label": [f"Target {value:g}" for value in aims["target"]],
            }
        )
    events = kept[kept["annotation"] != ""].drop_duplicates(
        ["indicator_id", "area_code", "period_start", "annotation"]
    )
    if len(events):
        made["annotation"] = pd.DataFrame(
            {
                "annotation_id": [f"{dataset_id}-{number}" for number in range(1, len(events) + 1)],
                "indicator_id": events["indicator_id"].to_numpy(),
                "area_code": events["area_code"].to_numpy(),
                "event_date": events["period_start"].dt.strftime("%Y-%m-%d").to_numpy(),
                "kind": "event",
                "label": events["annotation"].to_numpy(),
                "breaks_series": "false",
            }
        )
    return made
