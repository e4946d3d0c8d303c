"""A first JSNA section: chosen measures of one area with everything a document needs."""

from dataclasses import dataclass, replace

import pandas as pd

from cdof_core.analysis.area_comparison import AreaComparison, compare_area
from cdof_core.analysis.indicator_view import IndicatorView, view_indicator
from cdof_core.analysis.places import Places
from cdof_core.comparison.records import records_of
from cdof_core.domain.indicator import IndicatorId
from cdof_core.domain.selection import Selection
from cdof_core.store import datasets as dataset_store
from cdof_core.store import framework as framework_store
from cdof_core.store import indicators as indicator_store
from cdof_core.store import snapshot_info as snapshot_store


@dataclass(frozen=True, slots=True)
class JsnaSection:
    """What a Word section is built from.

    Attributes:
        comparison: The chosen measures, judged, in the framework's order.
        views: One view a measure, for its chart.
        outcomes: The framework's outcomes in order: outcome_id and name.
        left_out: Chosen measures without a figure for the area, in the catalogue's order:
            indicator_id, name, geography.
        sources: Datasets used: publisher, publication, table, licence, attribution, strength,
            caveats, each once, in the order of first use.
        content_hash: Snapshot the figures come from.
        built_at: When that snapshot was built.
    """

    comparison: AreaComparison
    views: tuple[IndicatorView, ...]
    outcomes: pd.DataFrame
    left_out: pd.DataFrame
    sources: pd.DataFrame
    content_hash: str
    built_at: pd.Timestamp

    @property
    def is_empty(self) -> bool:
        """Whether none of the chosen measures has a figure for the area."""
        return self.comparison.is_empty


def build_section(selection: Selection, *, places: Places, indicator_ids: list[str]) -> JsnaSection:
    """Gather the chosen measures of an area.

    Args:
        selection: What the user chose.
        places: The area and its benchmarks.
        indicator_ids: Measures to include; those without a figure for the area are named in
            `left_out`.

    Returns:
        The section.
    """
    comparison = compare_area(selection, places=places, indicator_ids=indicator_ids)
    views = tuple(
        view_indicator(
            replace(
                selection,
                indicator_id=IndicatorId(str(row["indicator_id"])),
                period=str(row["period_label"]),
            ),
            places=places,
        )
        for row in records_of(comparison.rows)
    )
    used = dict.fromkeys(dataset_id for view in views for dataset_id in view.sources)
    catalogue = dataset_store.datasets().set_index("dataset_id")
    snapshot = snapshot_store.snapshot_info().iloc[0]
    return JsnaSection(
        comparison=comparison,
        views=views,
        outcomes=framework_store.outcomes()[["outcome_id", "name"]],
        left_out=_left_out(indicator_ids, shown=set(comparison.rows["indicator_id"])),
        sources=catalogue.loc[list(used)].reset_index(),
        content_hash=str(snapshot["content_hash"]),
        built_at=pd.Timestamp(str(snapshot["built_at"])),
    )


def _left_out(indicator_ids: list[str], *, shown: set[str]) -> pd.DataFrame:
    """Return the chosen measures for which the area has no row at all."""
    catalogue = indicator_store.indicators()
    missing = catalogue["indicator_id"].isin(set(indicator_ids) - shown)
    return catalogue.loc[missing, ["indicator_id", "name", "geography"]].reset_index(drop=True)
