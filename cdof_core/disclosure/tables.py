"""Tables of counts under labels, as they are read, protected and attacked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cdof_core.disclosure.errors import TableError
from cdof_core.disclosure.marks import Printed, read_cell

TOTAL_LABELS: Final = frozenset(
    {"total", "totals", "grand total", "all", "sum", "overall", "all persons", "all ages"}
)

Labels = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell.

    Attributes:
        labels: Its label in each of the table's dimensions.
        printed: What stands in it.
        is_public: Whether it is known already and cannot be hidden any more.
        weight: What hiding it costs, beside 1 for an ordinary cell; None to go by its size.
    """

    labels: Labels
    printed: Printed
    is_public: bool = False
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        name: How it is called; statements about whole tables use the name.
        dimensions: What its labels are of, such as ("row", "column") or ("area", "sex").
        cells: Its cells; no two have the same labels.
    """

    name: str
    dimensions: tuple[str, ...]
    cells: tuple[TableCell, ...]

    def __post_init__(self) -> None:
        """Refuse cells that cannot be told apart.

        Raises:
            TableError: Two cells have the same labels, or one has too few or too many.
        """
        seen: set[Labels] = set()
        for cell in self.cells:
            if len(cell.labels) != len(self.dimensions):
                raise TableError(
                    f"Table {self.name}: the cell {' / '.join(cell.labels)} has "
                    f"{len(cell.labels)} labels for {len(self.dimensions)} dimensions."
                )
            if cell.labels in seen:
                raise TableError(
                    f"Table {self.name}: two cells are called {' / '.join(cell.labels)}. "
                    "Give every row and column a label of its own."
                )
            seen.add(cell.labels)

    def labels_of(self, dimension: int) -> list[str]:
        """Return the labels of one dimension, in the order in which they first stand."""
        return list(dict.fromkeys(cell.labels[dimension] for cell in self.cells))


def is_total(label: str) -> bool:
    """Whether a label by itself says that its cells add up all others."""
    return label.strip().lower() in TOTAL_LABELS


def make_table(
    name: str,
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    values: Iterable[Iterable[int | str]],
    dimensions: tuple[str, str] = ("row", "column"),
) -> Table:
    """Build a table of rows and columns.

    Args:
        name: The table's name.
        rows: Labels of the rows.
        columns: Labels of the columns.
        values: For each row what stands in its cells: a count, or a text such as "<3".
        dimensions: What rows and columns are of.
    """
    cells = [
        TableCell(labels=(row, column), printed=read_cell(str(value)))
        for row, line in zip(rows, values, strict=True)
        for column, value in zip(columns, line, strict=True)
    ]
    return Table(name=name, dimensions=dimensions, cells=tuple(cells))
