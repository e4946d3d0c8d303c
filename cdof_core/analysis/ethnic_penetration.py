"""Who is over- or under-served: ethnic groups in treatment against the people of a place.

These are the shares that one reference case prints for 2012/13. Counts by ethnic group of a modern
year, where they are held, stand on the treatment journey and in `need_groups`.
"""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from cdof_core.analysis.reference_case.penetration import GROUPS
from cdof_core.analysis.reference_case.places import BEDFORD, ENGLAND, PLACE_NAMES
from cdof_core.statistics.penetration import penetration_from_shares
from cdof_core.store import areas as area_store
from cdof_core.store import observations as observation_store

COLLECTION: Final = "bedford_jsna"
PARITY: Final = 100.0
_IN_TREATMENT: Final = "bedford_treatment_ethnicity"
_PRINTED: Final = "bedford_penetration"
_UNKNOWN: Final = "Missing/unknown"
_CENSUS: Final = "census-2011"


@dataclass(frozen=True, slots=True)
class EthnicPenetration:
    """Penetration rates of the reference case.

    Attributes:
        rows: One row a place and group: group, line (the place), line_rank (0 for Bedford),
            in_treatment and population (shares in per cent), value (recomputed: 100 is parity),
            printed and printed_flag, dataset_id and census_dataset_id.
        unknown: Share of people in treatment whose group was not known, by place.
        period: Period of the treatment shares.
    """

    rows: pd.DataFrame
    unknown: dict[str, float]
    period: str

    @property
    def is_empty(self) -> bool:
        """Whether the snapshot holds no such figures."""
        return self.rows.empty


def view_penetration() -> EthnicPenetration:
    """Recompute the penetration rates of the reference case beside the printed ones.

    Returns:
        The rates; people of unknown group stay in the treatment total, as printed.
    """
    figures = observation_store.printed_figures(collection=COLLECTION)
    treated = figures[figures["indicator_id"] == _IN_TREATMENT]
    printed = figures[figures["indicator_id"] == _PRINTED]
    census = area_store.area_ethnicities(area_codes=[BEDFORD, ENGLAND])
    census = census[census["reference"] == _CENSUS]
    keys = ["area_code", "group"]
    rows = (
        treated[treated["breakdown"] != _UNKNOWN]
        .assign(group=treated["breakdown"].map(GROUPS))
        .rename(columns={"value": "in_treatment"})[
            [*keys, "in_treatment", "dataset_id", "period_label", "breakdown"]
        ]
        .merge(
            census.rename(
                columns={
                    "ethnic_group": "group",
                    "share_percent": "population",
                    "dataset_id": "census_dataset_id",
                }
            )[[*keys, "population", "census_dataset_id"]],
            on=keys,
        )
        .merge(
            printed.rename(columns={"value": "printed", "flag": "printed_flag"})[
                ["area_code", "breakdown", "printed", "printed_flag"]
            ],
            on=["area_code", "breakdown"],
            how="left",
        )
    )
    unknown = treated[treated["breakdown"] == _UNKNOWN]
    order = {group: place for place, group in enumerate(GROUPS.values())}
    rows = rows.assign(
        value=penetration_from_shares(rows["in_treatment"], rows["population"]),
        line=rows["area_code"].map(PLACE_NAMES),
        line_rank=(rows["area_code"] != BEDFORD).astype(int),
        order=rows["group"].map(order),
    )
    return EthnicPenetration(
        rows=rows.sort_values(["order", "line_rank"], ignore_index=True),
        unknown=dict(zip(unknown["area_code"].map(PLACE_NAMES), unknown["value"], strict=True)),
        period=str(rows["period_label"].iloc[0]) if len(rows) else "",
    )
