"""Do high values lie beside high ones? Global and local Moran's I, reproducible to the digit."""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import false_discovery_control

from cdof_core.analysis.contiguity import Neighbours
from cdof_core.domain.map_class import ClusterKind
from cdof_core.domain.selection import Layout

PERMUTATIONS: Final = 999
SEED: Final = 2024
"""The same figures give the same answer on every machine and every day."""

SIGNIFICANT: Final = 0.05
FEWEST: Final = 20
"""Fewer areas with a value and a neighbour than this say nothing about a pattern."""

_QUADRANTS: Final = {1: "high_among_high", 2: "low_among_high", 3: "low_among_low"}


@dataclass(frozen=True, slots=True)
class Clustering:
    """The pattern of one measure over the country.

    Attributes:
        layout: Whose contiguity makes neighbours.
        areas: One row an authority: area_code, area_name, value, neighbours (those with a value),
            neighbours_mean, local_i, p_value, is_robust (still significant after the correction
            for many tests), kind (text of `ClusterKind`).
        global_i: Moran's I of all areas tested.
        expected_i: What it would be without a pattern, -1 / (n - 1).
        p_value: Two-sided pseudo p-value of the global I: the share of permutations at least as
            extreme on its side, doubled.
        tested: Areas with a value and a neighbour with one.
        permutations: Number of permutations.
        seed: Their seed.
        is_shared: Whether many neighbours have the very same value, as where figures of a wider
            area stand for each of its authorities.
    """

    layout: Layout
    areas: pd.DataFrame
    global_i: float
    expected_i: float
    p_value: float
    tested: int
    permutations: int
    seed: int
    is_shared: bool

    @property
    def is_significant(self) -> bool:
        """Whether the whole pattern is unlikely by chance."""
        return self.p_value < SIGNIFICANT

    def named(self, kind: ClusterKind) -> list[str]:
        """Return the names of the areas of one kind."""
        found = self.areas[self.areas["kind"] == kind.value]
        return [str(name) for name in found["area_name"]]


def find_clusters(
    areas: pd.DataFrame,
    *,
    neighbours: Neighbours,
    layout: Layout,
) -> Clustering | None:
    """Test whether values cluster, over the whole country and area by area.

    Weights are row-standardised: an area is held against the plain mean of its neighbours.
    Areas without a value, and islands (no neighbour with a value), are left out and said to be.

    Args:
        areas: One row an authority: area_code, area_name, value (missing where it may not be
            used).
        neighbours: Neighbours of every authority.
        layout: Whose contiguity they are.

    Returns:
        The pattern; None where fewer than `FEWEST` areas can be tested or all have one value.

    Source:
        Moran (1950); Anselin (1995), Local indicators of spatial association, as esda computes
        them; Benjamini and Hochberg (1995) for many tests.
    """
    known = {
        str(code): float(value)
        for code, value in zip(areas["area_code"], areas["value"], strict=True)
        if pd.notna(value)
    }
    graph = _graph(known, neighbours)
    values = np.array([known[code] for code in graph])
    if len(graph) < FEWEST or np.ptp(values) == 0:
        return None
    weights = _weights(graph)
    global_i, p_value = _global(values, weights)
    local = _local(values, weights, list(graph))
    rows = areas[["area_code", "area_name", "value"]].merge(local, on="area_code", how="left")
    rows["neighbours"] = [len(graph.get(str(code), ())) for code in rows["area_code"]]
    rows["neighbours_mean"] = [
        float(np.mean([known[other] for other in graph[code]])) if code in graph else np.nan
        for code in rows["area_code"]
    ]
    rows["is_robust"] = rows["is_robust"].fillna(value=False).astype(bool)
    rows["kind"] = rows["kind"].fillna(
        rows["value"].isna().map({True: ClusterKind.NO_VALUE, False: ClusterKind.NO_NEIGHBOUR})
    )
    return Clustering(
        layout=layout,
        areas=rows,
        global_i=global_i,
        expected_i=-1 / (len(graph) - 1),
        p_value=p_value,
        tested=len(graph),
        permutations=PERMUTATIONS,
        seed=SEED,
        is_shared=_is_shared(graph, known),
    )


def _graph(known: Mapping[str, float], neighbours: Neighbours) -> dict[str, tuple[str, ...]]:
    """Keep the areas with a value, and of their neighbours those with one; islands drop out."""
    graph = {
        code: tuple(other for other in neighbours.get(code, ()) if other in known) for code in known
    }
    return {code: others for code, others in sorted(graph.items()) if others}


def _weights(graph: dict[str, tuple[str, ...]]) -> Any:  # noqa: ANN401 (libpysal has no types)
    # Imported where needed: it takes seconds, and no page needs it before it is asked for.
    from libpysal.weights import W  # noqa: PLC0415

    ids = list(graph)
    weights = W(
        {code: list(others) for code, others in graph.items()}, id_order=ids, silence_warnings=True
    )
    weights.transform = "r"
    return weights


def _global(values: NDArray[np.float64], weights: Any) -> tuple[float, float]:  # noqa: ANN401
    """Return Moran's I and its pseudo p-value from seeded permutations.

    The permutations are drawn here: the library draws them from a generator that the whole
    process shares, so that two users at once would change each other's answers.
    """
    from esda import Moran  # noqa: PLC0415
    from esda.significance import calculate_significance  # noqa: PLC0415

    observed = float(Moran(values, weights, permutations=0).I)
    centred = values - values.mean()
    generator = np.random.default_rng(SEED)
    shuffled = generator.permuted(np.tile(centred, (PERMUTATIONS, 1)), axis=1)
    lagged = (weights.sparse @ shuffled.T).T
    drawn = (shuffled * lagged).sum(axis=1) / (centred @ centred)
    p_value = calculate_significance(
        np.array([observed]), drawn.reshape(1, -1), alternative="two-sided"
    )
    return observed, float(np.asarray(p_value).item())


def _local(
    values: NDArray[np.float64],
    weights: Any,  # noqa: ANN401
    codes: list[str],
) -> pd.DataFrame:
    """Return each area's local I, its pseudo p-value and what it is among its neighbours."""
    from esda import Moran_Local  # noqa: PLC0415
    from esda.significance import calculate_significance  # noqa: PLC0415

    # It warns that its own p-values, one-sided and not used here, will change; and it divides
    # by the spread of what was drawn, which is none where neighbours have one value.
    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        warnings.simplefilter("ignore", DeprecationWarning)
        tests = Moran_Local(values, weights, permutations=PERMUTATIONS, seed=SEED, n_jobs=1)
    p_value = np.asarray(
        calculate_significance(tests.Is, tests.rlisas, alternative="two-sided"), dtype=float
    )
    kinds = [_QUADRANTS.get(int(quadrant), "high_among_low") for quadrant in tests.q]
    is_clear = p_value < SIGNIFICANT
    return pd.DataFrame(
        {
            "area_code": codes,
            "local_i": np.asarray(tests.Is, dtype=float),
            "p_value": p_value,
            "is_robust": false_discovery_control(p_value) < SIGNIFICANT,
            "kind": np.where(is_clear, kinds, ClusterKind.NO_PATTERN.value),
        }
    )


def _is_shared(graph: dict[str, tuple[str, ...]], known: Mapping[str, float]) -> bool:
    """Whether more than a tenth of neighbouring pairs have the very same value."""
    pairs = [known[code] == known[other] for code, others in graph.items() for other in others]
    return bool(np.mean(pairs) > 0.1)  # noqa: PLR2004
