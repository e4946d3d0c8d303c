"""Every current headline figure, held in memory: what a page takes of it for one more area.

A snapshot has some ten thousands of these, and taking a few hundred rows out of them needs a
fiftieth of the time of a query. The rows, their order and their columns are the queries' own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cdof_core.domain.area import AreaLevel
from cdof_core.store.areas import areas
from cdof_core.store.kept import kept_by_snapshot
from cdof_core.store.observations import all_headlines

_Positions: TypeAlias = NDArray[np.intp]
_PERIOD = ["indicator_id", "period_start", "period_end"]


@dataclass(frozen=True, slots=True)
class _Panel:
    """The figures and where to find them.

    Attributes:
        rows: As from `all_headlines`.
        is_authority: Whether a row is an upper-tier authority's, shape (rows,).
        of_area: Rows of each area.
        of_indicator: Rows of each indicator.
        at_period: Authorities' rows of each indicator at each of its periods.
    """

    rows: pd.DataFrame
    is_authority: NDArray[np.bool_]
    of_area: dict[object, _Positions]
    of_indicator: dict[object, _Positions]
    at_period: dict[object, _Positions]


def figures_of_areas(*, indicator_ids: Sequence[str], area_codes: Sequence[str]) -> pd.DataFrame:
    """Return what `series_of_areas` does, for current indicators.

    Args:
        indicator_ids: Indicators.
        area_codes: GSS codes.
    """
    panel = _panel()
    positions = _together(panel.of_area, area_codes)
    wanted = panel.rows["indicator_id"].iloc[positions].isin(set(indicator_ids))
    return _take(panel, positions[wanted.to_numpy()])


def figures_of_authorities(*, indicator_id: str, sex: str) -> pd.DataFrame:
    """Return what `local_series` does, for a current indicator.

    Args:
        indicator_id: Indicator.
        sex: `Persons`, `Female` or `Male`.
    """
    panel = _panel()
    positions = _together(panel.of_indicator, [indicator_id])
    positions = positions[panel.is_authority[positions]]
    wanted = panel.rows["sex"].iloc[positions] == sex
    return _take(panel, positions[wanted.to_numpy()])


def figures_beside_authorities(*, indicator_id: str, sex: str) -> pd.DataFrame:
    """Return a current indicator's figures of all that is no authority: countries, regions.

    Args:
        indicator_id: Indicator.
        sex: `Persons`, `Female` or `Male`.
    """
    panel = _panel()
    positions = _together(panel.of_indicator, [indicator_id])
    positions = positions[~panel.is_authority[positions]]
    wanted = panel.rows["sex"].iloc[positions] == sex
    return _take(panel, positions[wanted.to_numpy()])


def figures_at_periods(periods: pd.DataFrame) -> pd.DataFrame:
    """Return what `values_of_authorities` does, for current indicators.

    Args:
        periods: indicator_id, period_start and period_end, each combination wanted.
    """
    panel = _panel()
    wanted = zip(*(periods[column].tolist() for column in _PERIOD), strict=True)
    return _take(panel, _together(panel.at_period, wanted))


def _take(panel: _Panel, positions: _Positions) -> pd.DataFrame:
    return panel.rows.take(positions).reset_index(drop=True)


def _together(found: dict[object, _Positions], keys: Iterable[object]) -> _Positions:
    """Return the rows of all keys, each once and in their order."""
    parts = [found[key] for key in dict.fromkeys(keys) if key in found]
    return np.sort(np.concatenate(parts)) if parts else np.empty(0, dtype=np.intp)


# Open figures, all of them where they are unlocked, and those of a session still on an older file.
@kept_by_snapshot(4)
def _panel() -> _Panel:
    rows = all_headlines()
    places = areas()
    authorities = places.loc[places["level"] == AreaLevel.UPPER_TIER.value, "area_code"]
    is_authority = rows["area_code"].isin(authorities).to_numpy(dtype=bool)
    theirs = np.flatnonzero(is_authority)
    return _Panel(
        rows=rows,
        is_authority=is_authority,
        of_area=_positions(rows, "area_code"),
        of_indicator=_positions(rows, "indicator_id"),
        at_period={
            key: theirs[positions]
            for key, positions in _positions(rows.iloc[theirs], _PERIOD).items()
        },
    )


def _positions(rows: pd.DataFrame, by: str | list[str]) -> dict[object, _Positions]:
    """Return the rows that have each value, or each combination of values."""
    found = rows.groupby(by, sort=False).indices
    return {key: np.asarray(positions, dtype=np.intp) for key, positions in found.items()}
