"""What can be wrong with a table, a rule or the wish to protect one."""

from collections.abc import Sequence

from cdof_core.domain import CdofError


class DisclosureError(CdofError):
    """Base of the errors of small numbers; its text is fit for a user."""


class RuleError(DisclosureError):
    """A rule that does not exist or cannot be followed."""


class TableError(DisclosureError):
    """A table that cannot be read as counts under labels."""


class RelationError(DisclosureError):
    """A statement of what adds up to what that cannot be read or does not fit the tables."""


class ContradictionError(DisclosureError):
    """Printed numbers that no table of whole counts could have."""


class UnprotectableError(DisclosureError):
    """Cells that stay open whatever else is hidden."""

    def __init__(self, cells: Sequence[str]) -> None:
        """Name the cells.

        Args:
            cells: Each cell with what a reader can still tell of it.
        """
        self.cells = tuple(cells)
        super().__init__(
            "No suppression protects: "
            + "; ".join(self.cells)
            + ". What is marked as already public gives them away; nothing was written."
        )
