"""Unknown counts and the equations between them, and how they are put together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from cdof_core.disclosure.relations import Relation
from cdof_core.disclosure.tables import Labels, Table

# Which tables count the same people, then the labels that are no totals.
Key = tuple[int, Labels]


class Origin(StrEnum):
    """Why two sides of an equation should be equal."""

    TOTAL = "total"
    STATED = "stated"
    GUESSED = "guessed"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One count, wherever it is printed.

    Attributes:
        name: For people: its table and labels.
        places: Table and cell of each printing, as indices; none where it is printed nowhere and
            only known to exist.
        is_aside: Whether no statement of a table's own names it: it takes part in the sums, but
            nobody asks after it.
    """

    name: str
    places: tuple[tuple[int, int], ...]
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class Equation:
    """A whole and the parts that add up to it, as indices of quantities.

    Attributes:
        name: The statement and where it applies.
        whole: The whole.
        parts: Its parts.
        origin: Why it should hold.
        statement: The statement it comes from; a total's own where nobody made one.
        scope: The table in which the statement was found to apply; empty between tables.
    """

    name: str
    whole: int
    parts: tuple[int, ...]
    origin: Origin
    statement: Relation
    scope: str


@dataclass(frozen=True, slots=True)
class CellSystem:
    """Counts, equations between them, and what was noticed when they were put together.

    Attributes:
        quantities: The counts.
        equations: The equations.
        notes: What is worth saying.
        populations: For each table the number of what it counts; tables of one number share cells.
    """

    quantities: tuple[Quantity, ...]
    equations: tuple[Equation, ...]
    notes: tuple[str, ...] = ()
    populations: tuple[int, ...] = ()


@dataclass(slots=True)
class Draft:
    """A system that is being put together."""

    tables: Sequence[Table]
    populations: tuple[int, ...]
    indices: dict[Key, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    places: list[list[tuple[int, int]]] = field(default_factory=list)
    by_labels: list[dict[Labels, int]] = field(default_factory=list)
    unprinted: list[dict[Labels, int]] = field(default_factory=list)
    equations: dict[tuple[int, tuple[int, ...]], Equation] = field(default_factory=dict)

    def quantity(self, key: Key, name: str) -> int:
        """Return the index of a count, made on first sight."""
        if key not in self.indices:
            self.indices[key] = len(self.names)
            self.names.append(name)
            self.places.append([])
        return self.indices[key]

    def add(
        self,
        whole: int,
        parts: list[int],
        *,
        name: str,
        origin: Origin,
        statement: Relation,
        scope: str,
    ) -> None:
        """Add an equation, once."""
        ordered = tuple(sorted(parts))
        made = Equation(name, whole, ordered, origin, statement, scope)
        if ordered and whole not in ordered:
            self.equations.setdefault((whole, ordered), made)
