"""Areas that a document names, and which of them lie in which."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cdof_core.checker.document import Document
from cdof_core.checker.grid import Grid
from cdof_core.checker.published import KnownArea

_SUFFIX = re.compile(
    r"\s+(?:Borough|County|District|UA|Unitary|City|Council|LA|Local Authority|and District)\b.*$"
)
_NAMED = re.compile(
    r"\b((?:[A-Z][a-z]+[ -]){0,2}[A-Z][a-z]+) (?:Borough|County|District|UA|Council)\b"
)
_SHIRE = re.compile(r"\b((?:(?:North|South|East|West|Central) )?[A-Z][a-z]+shire)\b")
_COMPARATOR = re.compile(
    r"\b(england|wales|national(?:ly)?|uk|region(?:al)?|cluster|average|comparator|benchmark|"
    r"neighbours?|group|all areas|total|quartile|statistical)\b",
    re.IGNORECASE,
)
_COMPASS = re.compile(r"(?:north|south|east|west)(?:ern)?(?:[ -]?(?:east|west)(?:ern)?)?$")
_AREA_HEADER = re.compile(
    r"^\W*(area|local authority|authority|partnership|la|district|council|place|upper tier|"
    r"county|borough|ward|locality|region)\b",
    re.IGNORECASE,
)
_CLEAN = re.compile(r"\s*\([^)]*\)|[*†‡]+|\b(?:19|20)\d\d(?:[/-]\d\d)?\b")
_MOST_WORDS = 5


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """Return an area's name without what councils add to it."""
    plain = " ".join(_CLEAN.sub("", name).split()).strip(" -–:,.")
    return _SUFFIX.sub("", plain).lower()


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Areas by canonical name.

    Attributes:
        names: Canonical names that the document or the snapshot knows.
        known: Areas of the snapshot by canonical name.
        main: The area the document is about; empty where none stands out.
    """

    names: frozenset[str]
    known: Mapping[str, KnownArea]
    main: str = ""

    def named_in(self, text: str) -> list[str]:
        """Return the areas that a text names, in order, longest names first where they overlap."""
        return list(_named_in(self, text))

    def area_of(self, label: str) -> str:
        """Return the area that a label is, or an empty text where it is something else."""
        return _area_of(self, label)

    def is_comparator(self, name: str) -> bool:
        """Whether an area serves to be compared with: a country, a region, a group."""
        area = self.known.get(name)
        is_wide = area is not None and area.level in ("country", "region")
        return is_wide or bool(_COMPARATOR.search(name) or _COMPASS.match(name))

    def contains(self, outer: str, inner: str) -> bool:
        """Whether one area holds the other, by the snapshot or by their names."""
        if not outer or not inner or outer == inner:
            return False
        wide, narrow = self.known.get(outer), self.known.get(inner)
        if wide is not None and narrow is not None:
            if wide.level == "country":
                return narrow.level != "country"
            return wide.level == "region" and narrow.region_code == wide.code
        by_shire = outer.endswith("shire") and outer.startswith(inner[: max(len(inner) - 2, 4)])
        by_part = re.fullmatch(rf"(?:north|south|east|west|central|mid|inner) {outer}", inner)
        is_greater = outer in (f"greater {inner}", f"{inner} county", f"{inner} and surroundings")
        is_whole = outer in ("england", "all areas", "total") and inner != "wales"
        return bool((by_shire and not inner.endswith("shire")) or by_part) or is_greater or is_whole


@lru_cache(maxsize=16)
def _pattern(places: Places) -> re.Pattern[str]:
    names = sorted(places.names, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b(?!-)")


@lru_cache(maxsize=65536)
def _area_of(places: Places, label: str) -> str:
    name = canonical(label)
    if name in places.names:
        return name
    named = _named_in(places, label)
    return named[0] if len(named) == 1 and len(label.split()) <= _MOST_WORDS else ""


@lru_cache(maxsize=65536)
def _named_in(places: Places, text: str) -> tuple[str, ...]:
    lowered = text.lower().replace("’", "'")
    return tuple(
        match[0]
        for match in _pattern(places).finditer(lowered)
        if text[match.start() : match.start() + 1].isupper() or text.islower()
    )


def find_places(
    document: Document, grids: Iterable[Grid], known: Mapping[str, KnownArea]
) -> Places:
    """Gather the areas that a document names.

    Args:
        document: The document.
        grids: Its tables.
        known: Areas of the snapshot by name.
    """
    by_name = {canonical(name): area for name, area in known.items()}
    text = "\n".join(sentence.text for sentence in document.sentences)
    titles = "\n".join(grid.table.title for grid in grids)
    counted: Counter[str] = Counter()
    # Two names on two lines are not one name.
    for part in (*text.split("\n"), *titles.split("\n")):
        counted.update(canonical(found) for found in _NAMED.findall(part))
        counted.update(canonical(found) for found in _SHIRE.findall(part))
    labels = {canonical(label) for grid in grids for label in _area_labels(grid)}
    others = {"england", "wales", "east of england"}
    names = {name for name in (*by_name, *counted, *labels, *others) if _is_name(name)}
    places = Places(frozenset(names), by_name)
    return Places(places.names, by_name, _main(places, document, grids))


def _is_name(name: str) -> bool:
    return len(name) > 2 and not re.search(r"\d", name) and len(name.split()) <= _MOST_WORDS  # noqa: PLR2004


def _area_labels(grid: Grid) -> list[str]:
    """Return row labels under a header that says "area", or column labels beside one."""
    if not _AREA_HEADER.search(grid.corner):
        return []
    rows = [row.labels[0] for row in grid.rows if row.labels]
    if sum(bool(re.search(r"\d{2}", row)) for row in rows) * 2 > len(rows):
        return [column.labels[0] for column in grid.columns if column.labels]
    return rows


def _main(places: Places, document: Document, grids: Iterable[Grid]) -> str:
    counted: Counter[str] = Counter()
    for grid in grids:
        counted.update(dict.fromkeys(places.named_in(grid.table.title), 3))
    for sentence in document.sentences:
        counted.update(set(places.named_in(sentence.text)))
    for name, _ in counted.most_common():
        if not places.is_comparator(name):
            return name
    return ""
