"""Which police forces cover an area, and whom else they cover."""

from dataclasses import dataclass

from cdof_core.analysis.places import Places
from cdof_core.store import areas as area_store


@dataclass(frozen=True, slots=True)
class Force:
    """A police force that covers the area, or a part of it.

    Attributes:
        code: Code of the police force area.
        name: Its name.
        authorities: Names of all upper-tier authorities it covers, in alphabetical order.
        is_area: Whether it covers exactly the chosen area.
    """

    code: str
    name: str
    authorities: tuple[str, ...]
    is_area: bool


def forces_of(places: Places) -> tuple[Force, ...]:
    """Return the police forces that cover an area, by name.

    Args:
        places: The area.

    Returns:
        Each force with every authority it covers; a partnership may have several.
    """
    areas = area_store.areas()
    authorities = areas[areas["area_code"].isin(list(places.authorities))]
    names = areas.set_index("area_code")["name"]
    own = authorities[authorities["area_code"].isin(list(places.own_codes))]
    found: list[Force] = []
    for code in own["police_force_code"].drop_duplicates():
        covered = authorities[authorities["police_force_code"] == code].sort_values("name")
        if code and code in names.index:
            found.append(
                Force(
                    code=str(code),
                    name=str(names[code]),
                    authorities=tuple(str(name) for name in covered["name"]),
                    is_area=set(covered["area_code"]) == set(places.own_codes),
                )
            )
    return tuple(sorted(found, key=lambda force: force.name))
