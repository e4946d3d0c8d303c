"""Everything wrong with the catalogue, told at once rather than one mistake a run."""

from collections.abc import Sequence

from cdof_core.domain import DataError

SHOWN_PROBLEMS = 20
SHOWN_OF_A_KIND = 3


class CatalogueError(DataError):
    """The catalogue cannot be published; the message lists the first problems.

    Attributes:
        problems: All of them, in the order of the files.
    """

    def __init__(self, problems: Sequence[DataError]) -> None:
        """Join the problems found.

        Args:
            problems: At least one.
        """
        first = problems[0]
        super().__init__(
            file=first.file, expectation=first.expectation, row=first.row, value=first.value
        )
        self.problems = tuple(problems)
        self._text = list_problems(problems)

    def __str__(self) -> str:
        """Return one line a problem."""
        return self._text


def raise_if_any(problems: Sequence[DataError]) -> None:
    """Refuse the catalogue when something is wrong with it.

    Args:
        problems: What was found so far.

    Raises:
        CatalogueError: There is at least one problem.
    """
    if problems:
        raise CatalogueError(problems)


def list_problems(problems: Sequence[DataError]) -> str:
    """Write problems one a line, a few of each kind.

    Args:
        problems: What was found.

    Returns:
        At most twenty-one lines.
    """
    lines: list[str] = []
    for alike in _by_kind(problems).values():
        lines += [str(problem) for problem in alike[:SHOWN_OF_A_KIND]]
        left = len(alike) - SHOWN_OF_A_KIND
        if left > 0:
            lines.append(f"    ... and {left} more of this kind in {alike[0].file}.")
    left = len(lines) - SHOWN_PROBLEMS
    if left > 0:
        lines[SHOWN_PROBLEMS:] = [f"... and {left} more lines."]
    return "\n".join(lines)


def _by_kind(problems: Sequence[DataError]) -> dict[tuple[str, str], list[DataError]]:
    kinds: dict[tuple[str, str], list[DataError]] = {}
    for problem in problems:
        kinds.setdefault((problem.file, problem.expectation), []).append(problem)
    return kinds
