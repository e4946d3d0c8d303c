"""Which codes the catalogue knows, which of them are the same area, and what adds up to what."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from cdof_core.domain import AreaLevel

CODE: Final = re.compile(r"[EWKNS]\d{8}")
_SAME = "identical area"
_MERGED = "merged into"


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimated number of users of opiates or crack cocaine.

    Attributes:
        number: The estimate.
        lower: Lower end of its 95% interval, in people.
        upper: Upper end.
        vintage: Method of the estimate.
    """

    number: float
    lower: float
    upper: float
    vintage: str


@dataclass(frozen=True, slots=True)
class Places:
    """The areas of the catalogue, as an importer needs them.

    Attributes:
        names: Name of every area by code.
        levels: Level of every area by code.
        same: Code in use by other codes of the same area.
        parts: Former districts and authorities that a new authority was made of.
        counties: County of each district.
        forces: Police force of each upper-tier authority.
        estimates: Estimated users of opiates or crack, by area and label of the period; only those
            whose interval is that of the estimate.
    """

    names: Mapping[str, str]
    levels: Mapping[str, str]
    same: Mapping[str, str]
    parts: Mapping[str, tuple[str, ...]]
    counties: Mapping[str, str]
    forces: Mapping[str, str]
    estimates: Mapping[tuple[str, str], Estimate] = field(
        default_factory=dict[tuple[str, str], Estimate]
    )

    def own_code(self, code: str) -> str | None:
        """Return the catalogue's code of an area, None where it holds no such area."""
        if code in self.same:
            return self.same[code]
        return code if code in self.names else None

    def code_of(self, name: str, *, levels: Iterable[str] = tuple(AreaLevel)) -> str | None:
        """Return the code of an area by its name, whatever its case and punctuation.

        Args:
            name: As printed.
            levels: Levels to look in; an area of the present goes before a former one.
        """
        wanted = simple_name(name)
        found = [
            code
            for code, known in self.names.items()
            if self.levels[code] in set(levels) and simple_name(known) == wanted
        ]
        return min(found, key=lambda code: self.levels[code] == "legacy", default=None)

    @property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """What counts of counties and merged authorities are the sums of."""
        counties: dict[str, tuple[str, ...]] = {}
        for district, county in self.counties.items():
            counties[county] = (*counties.get(county, ()), district)
        return {**counties, **self.parts}


def read_places(data_dir: Path) -> Places:
    """Read the areas of a catalogue.

    Args:
        data_dir: The folder that holds `areas-ons`.

    Returns:
        Its areas; none where it holds no such room.
    """
    areas = _rows(data_dir / "areas-ons" / "area.csv")
    changes = _rows(data_dir / "areas-ons" / "area_change.csv")
    districts = _rows(data_dir / "catalogue" / "districts.csv")
    levels = {row["area_code"]: row["level"] for row in areas}
    same: dict[str, str] = {}
    parts: dict[str, tuple[str, ...]] = {}
    for row in changes:
        old, new = row["old_code"], row["new_code"]
        if row["combining_rule"] == _SAME:
            current, other = (new, old) if levels.get(new) == "upper_tier" else (old, new)
            same[other] = current
        elif row["change"] == _MERGED:
            parts[new] = (*parts.get(new, ()), old)
    return Places(
        names={row["area_code"]: row["name"] for row in areas},
        levels=levels,
        same=same,
        parts=parts,
        counties={row["district_code"]: row["county_code"] for row in districts},
        forces={row["area_code"]: row["police_force_code"] for row in areas},
        estimates=_estimates(data_dir),
    )


@lru_cache(maxsize=4_096)
def simple_name(name: str) -> str:
    """Return a name without case, punctuation, "and", "the", "city of" and "county of"."""
    words = re.sub(r"[^a-z ]", " ", name.lower().replace("&", " ")).split()
    return " ".join(sorted(word for word in words if word not in {"and", "the", "of", "city"}))


def _estimates(data_dir: Path) -> dict[tuple[str, str], Estimate]:
    """Read the rates of opiate and crack use that carry the interval of the estimate."""
    found: dict[tuple[str, str], Estimate] = {}
    for path in sorted(data_dir.glob("*/observation*.csv")):
        if not path.parent.name.startswith(("ocu-", "prevalence-")):
            continue
        for row in _rows(path):
            is_rate = row["indicator_id"] == "ocu_rate" and row.get("denominator")
            if not is_rate or "narrow" in row.get("note", ""):
                continue
            people = float(row["denominator"]) / 1000
            key = (row["area_code"], row["period_label"])
            found[key] = Estimate(
                number=float(row["numerator"]),
                lower=float(row["lower95"]) * people,
                upper=float(row["upper95"]) * people,
                vintage=row.get("vintage", ""),
            )
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
