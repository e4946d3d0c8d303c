"""The map of spatial clusters, with words and table."""

import pandas as pd

from cdof_core.analysis.area_map import AreaMap
from cdof_core.analysis.spatial_clustering import Clustering
from cdof_core.charts.authority_map import draw_authority_map
from cdof_core.charts.map_ground import MapGround
from cdof_core.charts.paper import Wording
from cdof_core.charts.specification import Drawn
from cdof_core.charts.theme import LIGHT, Palette
from cdof_core.domain.map_class import ClusterKind
from cdof_core.narrative.clusters import (
    CLUSTER_WORDS,
    NEIGHBOUR_WORDS,
    caveat_words,
    clustering_finding,
    global_words,
    group_words,
    own_words,
)
from cdof_core.narrative.findings import measure_line
from cdof_core.narrative.maps import counts_words, without_place_words
from cdof_core.narrative.periods import day_text, period_text
from cdof_core.report.picture import Picture
from cdof_core.report.table_origin import Origin, definition_lines, source_lines
from cdof_core.report.tables import Table
from cdof_core.report.view_words import facts_of, is_own, with_words

_PATTERNS = (
    ClusterKind.HIGH_AMONG_HIGH,
    ClusterKind.LOW_AMONG_LOW,
    ClusterKind.HIGH_AMONG_LOW,
    ClusterKind.LOW_AMONG_HIGH,
)


def clustering_title(found: Clustering, shown: AreaMap) -> str:
    """Return whether like values lie together, in one sentence."""
    return clustering_finding(
        global_i=found.global_i,
        is_significant=found.is_significant,
        short_name=str(shown.view.indicator["short_name"]),
        high=len(found.named(ClusterKind.HIGH_AMONG_HIGH)),
        low=len(found.named(ClusterKind.LOW_AMONG_LOW)),
    )


def clustering_words(found: Clustering, shown: AreaMap) -> list[str]:
    """Return the finding's evidence: Moran's I, whose neighbours, which areas, the chosen one."""
    own = found.areas[found.areas["area_code"] == shown.view.places.area.code]
    return [
        global_words(
            global_i=found.global_i,
            expected_i=found.expected_i,
            p_value=found.p_value,
            tested=found.tested,
            permutations=found.permutations,
            seed=found.seed,
        ),
        NEIGHBOUR_WORDS[found.layout],
        *filter(None, (group_words(kind, found.named(kind)) for kind in _PATTERNS)),
        own_words(shown.view.places.area.name, str(own["kind"].iloc[0])) if len(own) else "",
        _left_out(found),
    ]


def clustering_caveats(found: Clustering) -> list[str]:
    """Return what must be known before a cluster is believed."""
    marked = found.areas["kind"].isin([kind.value for kind in _PATTERNS])
    return caveat_words(
        tested=found.tested,
        marked=int(marked.sum()),
        robust=int((found.areas["is_robust"] & marked).sum()),
        is_shared=found.is_shared,
    )


def clustering_picture(
    found: Clustering,
    shown: AreaMap,
    *,
    ground: MapGround,
    source: str,
    palette: Palette = LIGHT,
    outlines_url: str = "",
) -> Picture:
    """Draw what every area is among its neighbours.

    Args:
        found: The pattern.
        shown: The map it is of.
        ground: Outlines of the whole country.
        source: Source and licence line of the figures.
        palette: The theme's colours.
        outlines_url: Address from which a browser may read the outlines.
    """
    every = _rows(found, shown)
    rows = every[every["area_code"].isin(ground.marks)]
    counts = rows.drop_duplicates("shade").set_index("shade")["shade_label"]
    numbers = [(str(label), int((rows["shade"] == key).sum())) for key, label in counts.items()]
    finding = clustering_title(found, shown)
    wording = Wording(
        finding=finding,
        measure=f"{measure_line(facts_of(shown.view))} {clustering_words(found, shown)[0]} "
        f"{without_place_words(len(every) - len(rows))}".strip(),
        source=f"{source} {ground.attribution}".strip(),
        description=f"Map of clusters of {len(rows)} authorities: {counts_words(numbers)}. "
        f"{finding}",
    )

    def draw(width: int | None) -> Drawn:
        return draw_authority_map(
            rows,
            ground=ground,
            description=wording.description,
            palette=palette,
            width=width,
            outlines_url=outlines_url,
            class_title="Among neighbours",
        )

    return Picture(wording=wording, palette=palette, draw=draw)


def clustering_table(found: Clustering, shown: AreaMap, *, origin: Origin) -> Table:
    """Return every area's test as a table to take away.

    Args:
        found: The pattern.
        shown: The map it is of.
        origin: Where the figures come from.
    """
    rows = found.areas.sort_values(["kind", "area_name"])
    data = pd.DataFrame(
        {
            "Area code": rows["area_code"],
            "Area": rows["area_name"],
            "Value": rows["value"],
            "Neighbours with a value": rows["neighbours"],
            "Mean of its neighbours": rows["neighbours_mean"],
            "Local Moran's I": rows["local_i"],
            "Pseudo p-value": rows["p_value"],
            "Among its neighbours": [CLUSTER_WORDS[ClusterKind(kind)] for kind in rows["kind"]],
            "Stays after correction for many tests": [
                "" if pd.isna(p) else "yes" if stays else "no"
                for p, stays in zip(rows["p_value"], rows["is_robust"], strict=True)
            ],
        }
    )
    view = shown.view
    about = [
        ("Title", clustering_title(found, shown)),
        ("Measure and period", f"{facts_of(view).name}, {period_text(view.period)}"),
        *(("Finding", text) for text in clustering_words(found, shown)),
        *(("Caveat", text) for text in clustering_caveats(found)),
        *definition_lines(view),
        *source_lines(view.sources, origin),
        ("Snapshot", f"{origin.content_hash}, built {day_text(origin.built_at)}"),
        ("Link", origin.link),
    ]
    places = int(view.indicator["decimals"])
    return Table(
        title=clustering_title(found, shown),
        data=data.reset_index(drop=True),
        decimals={
            "Value": places,
            "Mean of its neighbours": places,
            "Local Moran's I": 3,
            "Pseudo p-value": 3,
        },
        about=tuple((label, text) for label, text in about if text),
        built_at=origin.built_at,
    )


def _rows(found: Clustering, shown: AreaMap) -> pd.DataFrame:
    rows = with_words(shown.areas, shown.view)
    kinds = found.areas.set_index("area_code")["kind"].reindex(rows["area_code"]).to_numpy()
    words = [CLUSTER_WORDS[ClusterKind(kind)] for kind in kinds]
    return rows.assign(
        shade=kinds,
        shade_label=words,
        judgement_word=words,
        is_chosen=is_own(rows, shown.view),
    )


def _left_out(found: Clustering) -> str:
    """Count the areas that could not be tested, and say why."""
    islands = found.named(ClusterKind.NO_NEIGHBOUR)
    missing = len(found.named(ClusterKind.NO_VALUE))
    said = [
        f"{len(islands)} without a neighbour that has a value ({', '.join(islands)})"
        if islands
        else "",
        f"{missing} without a value that may be used" if missing else "",
    ]
    parts = [part for part in said if part]
    return f"Not tested: {'; '.join(parts)}." if parts else ""
