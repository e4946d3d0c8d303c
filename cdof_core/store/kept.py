"""What follows from a snapshot and a question alone: answered once for as long as the file lies."""

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from cdof_core.store.snapshot import current_snapshot

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def kept_by_snapshot(maxsize: int) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Keep the answers of a function that depend on the snapshot and its arguments only.

    Its queries are all of one file, however soon another takes its place; open figures and all
    figures, where they are unlocked, are two files and never share an answer.

    Args:
        maxsize: How many answers are kept, those asked for lately.

    Returns:
        A decorator. The arguments must be hashable; an answer is shared and not to be changed.
    """

    def decorate(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        @lru_cache(maxsize)
        def answer(
            path: Path,  # noqa: ARG001 (not the snapshot itself: an answer holds no file open)
            identity: tuple[int, int, int],  # noqa: ARG001 (which of the files that lay there)
            positional: tuple[Hashable, ...],
            named: tuple[tuple[str, Hashable], ...],
        ) -> Answer:
            return function(*positional, **dict(named))  # pyright: ignore[reportCallIssue]

        @wraps(function)
        def ask(*positional: Asked.args, **named: Asked.kwargs) -> Answer:
            snapshot = current_snapshot()
            with snapshot.reading():
                return answer(snapshot.path, snapshot.identity(), positional, tuple(named.items()))

        return ask

    return decorate
