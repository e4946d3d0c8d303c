"""Who lives in an area: ages, ethnic groups and deprivation, beside two comparators."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import pandas as pd

from cdof_core.analysis.member_sums import summed_over_members
from cdof_core.analysis.places import Places
from cdof_core.analysis.population_pyramid import Pyramid, gather_pyramid
from cdof_core.comparison.benchmarks import BenchmarkRequest
from cdof_core.domain.area import AreaLevel
from cdof_core.store import areas as area_store
from cdof_core.store.kept import kept_by_snapshot

ALL_AGES: Final = "All ages"
BANDS: Final = ("18+", "15-64", "16-59")
"""Age bands that are held; they overlap."""

_CENSUS: Final = "census-2021"
_SCORES: Final = MappingProxyType({"imd2025": "imd2025_score", "imd2019": "imd2019_score"})
_COMPARATORS: Final = 2
_PER_CENT: Final = 100.0
_KEPT: Final = 4
"""Lists of scores: two indices, and two files."""
DEPRIVATION_DATASET: Final = "deprivation-imd"


@dataclass(frozen=True, slots=True)
class Population:
    """Populations of an area and of two comparators.

    Attributes:
        places: The chosen area.
        comparators: What it stands beside: the chosen benchmark first.
        ages: One row a place, reference and age band: place, place_rank (0 for the area),
            reference, year, age, persons, share (of all ages, in per cent) and members (authorities
            summed); no row where any member has no figure.
        pyramid: Ages by sex.
        ethnicity: One row a place and group: place, place_rank, group, people and share.
        deprivation: One row a place and index: place, place_rank, index, score, rank (1 is the
            most deprived), decile, members (0 for the area itself) and is_median; the score of a
            comparator is the median of its authorities.
        authorities: Authorities that are ranked.
        ages_sources: Datasets behind the ages.
        ethnicity_sources: Datasets behind the ethnic groups.
    """

    places: Places
    comparators: tuple[str, ...]
    ages: pd.DataFrame
    pyramid: Pyramid
    ethnicity: pd.DataFrame
    deprivation: pd.DataFrame
    authorities: int
    ages_sources: tuple[str, ...]
    ethnicity_sources: tuple[str, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Datasets behind what is shown."""
        scores = (DEPRIVATION_DATASET,) if len(self.deprivation) else ()
        ages = dict.fromkeys((*self.ages_sources, *self.pyramid.sources))
        return (*ages, *self.ethnicity_sources, *scores)

    @property
    def references(self) -> dict[str, str]:
        """References of populations held, newest first, with their names as shown."""
        held = self.ages[["reference", "year"]].drop_duplicates("reference")
        newest = held.sort_values(["year", "reference"], ascending=False)["reference"]
        return {str(reference): reference_name(str(reference)) for reference in newest}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of the area itself."""
        frames = (self.ages, self.ethnicity, self.deprivation)
        return all(frame.empty or not (frame["place_rank"] == 0).any() for frame in frames)


def reference_name(reference: str) -> str:
    """Return when a population is of, as it is shown: Mid-2022, Census 2021."""
    said = reference.replace("census-", "census ")
    return said[:1].upper() + said[1:]


def view_population(places: Places) -> Population:
    """Gather who lives in the chosen area and in two comparators.

    Args:
        places: The area and its benchmarks.

    Returns:
        Sums over the authorities of each place; England and a region are sums as well, and the
        median score for deprivation, which has no sum.
    """
    groups = {places.area.name: places.own_codes} | {
        request.label: request.counted_members for request in _comparators(places)
    }
    members = pd.DataFrame(
        [
            {"place": place, "place_rank": rank, "area_code": str(code)}
            for rank, (place, codes) in enumerate(groups.items())
            for code in codes
        ],
        columns=["place", "place_rank", "area_code"],
    )
    # In one order whatever area comes first: beside England the same question for every area.
    codes = sorted(members["area_code"].unique())
    populations = area_store.area_populations(area_codes=codes)
    ethnicities = area_store.area_ethnicities(area_codes=codes)
    ethnicities = ethnicities[ethnicities["reference"] == _CENSUS]
    areas = area_store.areas()
    authorities = areas[areas["level"] == AreaLevel.UPPER_TIER.value]
    deprivation = _deprivation(members, authorities)
    return Population(
        places=places,
        comparators=tuple(list(groups)[1:]),
        ages=_ages(members, populations),
        pyramid=gather_pyramid(members),
        ethnicity=_ethnicity(members, ethnicities),
        deprivation=deprivation,
        authorities=int(authorities["imd2025_score"].notna().sum()),
        ages_sources=tuple(populations["dataset_id"].unique()),
        ethnicity_sources=tuple(ethnicities["dataset_id"].unique()),
    )


def _comparators(places: Places) -> list[BenchmarkRequest]:
    """Return the chosen benchmark, then England and the region, two in all, none twice."""
    found: list[BenchmarkRequest] = []
    for request in (places.chosen, places.england, places.region):
        if request is None or not request.counted_members:
            continue
        if request.label not in [item.label for item in found]:
            found.append(request)
    return found[:_COMPARATORS]


def _ages(members: pd.DataFrame, populations: pd.DataFrame) -> pd.DataFrame:
    keys = ["place", "place_rank", "reference", "year", "age"]
    summed = summed_over_members(members, populations, keys=keys, counted="persons")
    everyone = summed[summed["age"] == ALL_AGES].set_index(["place", "reference"])["persons"]
    whole = pd.MultiIndex.from_frame(summed[["place", "reference"]])
    return summed.assign(share=summed["persons"] / everyone.reindex(whole).to_numpy() * _PER_CENT)


def _ethnicity(members: pd.DataFrame, ethnicities: pd.DataFrame) -> pd.DataFrame:
    named = ethnicities.rename(columns={"ethnic_group": "group"})
    keys = ["place", "place_rank", "group"]
    summed = summed_over_members(members, named, keys=keys, counted="people")
    total = summed.groupby("place")["people"].transform("sum")
    return summed.assign(share=summed["people"] / total * _PER_CENT)


@kept_by_snapshot(_KEPT)
def _scored(index: str) -> pd.DataFrame:
    """Return score, rank and decile of every authority that an index of deprivation scores."""
    areas = area_store.areas()
    authorities = areas[areas["level"] == AreaLevel.UPPER_TIER.value]
    deciles = area_store.group_members(scheme=index).set_index("area_code")["group_id"]
    scored = authorities[["area_code", _SCORES[index]]].set_axis(["area_code", "score"], axis=1)
    scored = scored.assign(
        rank=scored["score"].rank(ascending=False, method="min"),
        decile=pd.to_numeric(scored["area_code"].map(deciles)),
    )
    return scored[scored["score"].notna()]


def _deprivation(members: pd.DataFrame, authorities: pd.DataFrame) -> pd.DataFrame:
    made: list[pd.DataFrame] = []
    for index in _SCORES:
        joined = members.merge(_scored(index), on="area_code")
        own = joined[joined["place_rank"] == 0]
        # A combined area has no score of its own: its members are shown one by one.
        single = own.assign(is_median=False, members=1)
        if len(own) > 1:
            names = authorities.set_index("area_code")["name"]
            single = single.assign(place=single["area_code"].map(names))
        others = joined[joined["place_rank"] > 0]
        medians = others.groupby(["place", "place_rank"], as_index=False).agg(
            score=("score", "median"), members=("area_code", "nunique")
        )
        both = [single.drop(columns="area_code"), medians.assign(is_median=True)]
        made.append(pd.concat(both, ignore_index=True).assign(index=index))
    return pd.concat(made, ignore_index=True)
