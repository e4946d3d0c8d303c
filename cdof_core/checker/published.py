"""Published figures that the snapshot holds, as far as a check may ask for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cdof_core.domain.area import ENGLAND
from cdof_core.domain.errors import SnapshotError
from cdof_core.domain.sex import PERSONS
from cdof_core.store.areas import area_ethnicities, area_populations, areas
from cdof_core.store.indicators import indicators
from cdof_core.store.kept import kept_by_snapshot
from cdof_core.store.observations import series_of_areas

CURRENT = "current"


@dataclass(frozen=True, slots=True)
class KnownArea:
    """An area of the snapshot.

    Attributes:
        code: GSS code.
        name: Official name.
        level: Country, region, upper_tier, ...
        region_code: Region it lies in; empty for others.
    """

    code: str
    name: str
    level: str
    region_code: str


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    """An indicator of the snapshot.

    Attributes:
        indicator_id: Identifier.
        names: How texts may call it.
        unit: As shown after a value.
        decimals: Places it is shown with.
        value_kind: Count, proportion, crude_rate, ...
    """

    indicator_id: str
    names: tuple[str, ...]
    unit: str
    decimals: int
    value_kind: str


@dataclass(frozen=True, slots=True)
class PublishedValue:
    """One published figure.

    Attributes:
        period: As labelled.
        value: The figure.
        vintage: Edition or method; empty where there is one only.
    """

    period: str
    value: float
    vintage: str


@dataclass(frozen=True, slots=True)
class Published:
    """What the snapshot knows, read once.

    Attributes:
        areas: Areas by name in lower case.
        indicators: Indicators that carry current figures.
        ethnicity: Shares in percent by area code, census year and group.
        populations: Persons by area code, then by year and age.
    """

    areas: Mapping[str, KnownArea] = field(default_factory=dict[str, KnownArea])
    indicators: tuple[KnownIndicator, ...] = ()
    ethnicity: Mapping[tuple[str, int], Mapping[str, float]] = field(
        default_factory=dict[tuple[str, int], Mapping[str, float]]
    )
    populations: Mapping[str, Mapping[tuple[int, str], float]] = field(
        default_factory=dict[str, Mapping[tuple[int, str], float]]
    )

    def values(self, indicator_id: str, area_code: str) -> tuple[PublishedValue, ...]:
        """Return every published figure of one indicator and area, all vintages and ages."""
        return _values(area_code).get(indicator_id, ())


def load_published() -> Published:
    """Read what checks need from the snapshot; nothing where there is no snapshot."""
    try:
        return _load()
    except SnapshotError:
        return Published()


@kept_by_snapshot(2)
def _load() -> Published:
    known = {
        str(row["name"]).lower(): KnownArea(
            str(row["area_code"]), str(row["name"]), str(row["level"]), str(row["region_code"])
        )
        for row in areas().to_dict("records")
        # Codes of our own stand for what one document printed, not for a published area.
        if not str(row["area_code"]).startswith("X-")
    }
    codes = sorted(area.code for area in known.values())
    return Published(known, _indicators(), _ethnicity(codes), _populations(codes))


def _indicators() -> tuple[KnownIndicator, ...]:
    table = indicators()
    return tuple(
        KnownIndicator(
            str(row["indicator_id"]),
            tuple(
                dict.fromkeys(str(row[name]) for name in ("sentence_name", "name", "short_name"))
            ),
            str(row["unit"]),
            int(row["decimals"]),
            str(row["value_kind"]),
        )
        for row in table.to_dict("records")
        if row["collection"] == CURRENT
    )


def _ethnicity(codes: list[str]) -> dict[tuple[str, int], Mapping[str, float]]:
    found: dict[tuple[str, int], dict[str, float]] = {}
    people: dict[tuple[str, int], dict[str, float]] = {}
    for row in area_ethnicities(area_codes=codes).to_dict("records"):
        key = str(row["area_code"]), int(str(row["reference"])[-4:])
        group = str(row["ethnic_group"]).lower()
        if row["share_percent"] == row["share_percent"]:
            found.setdefault(key, {})[group] = float(row["share_percent"])
        elif row["people"] == row["people"]:
            people.setdefault(key, {})[group] = float(row["people"])
    for key, counts in people.items():
        whole = sum(counts.values())
        if key not in found and whole > 0:
            found[key] = {group: 100 * count / whole for group, count in counts.items()}
    return dict(found)


def _populations(codes: list[str]) -> dict[str, Mapping[tuple[int, str], float]]:
    found: dict[str, dict[tuple[int, str], float]] = {}
    for row in area_populations(area_codes=codes).to_dict("records"):
        held = found.setdefault(str(row["area_code"]), {})
        held[int(row["year"]), str(row["age"])] = float(row["persons"])
    return dict(found)


@kept_by_snapshot(256)
def _values(area_code: str) -> Mapping[str, tuple[PublishedValue, ...]]:
    """Return the published figures of an area by indicator, in one reading."""
    names = [str(name) for name in indicators()["indicator_id"]]
    table = series_of_areas(indicator_ids=names, area_codes=[area_code])
    held = table[(table["sex"] == PERSONS) & table["value"].notna()]
    found: dict[str, list[PublishedValue]] = {}
    columns = (held["indicator_id"], held["period_label"], held["value"], held["vintage"])
    for name, period, value, vintage in zip(*columns, strict=True):
        one = PublishedValue(str(period), float(value), str(vintage))
        found.setdefault(str(name), []).append(one)
    return {name: tuple(values) for name, values in found.items()}


__all__ = [
    "ENGLAND",
    "KnownArea",
    "KnownIndicator",
    "Published",
    "PublishedValue",
    "load_published",
]
