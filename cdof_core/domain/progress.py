"""How far work has come: told by what takes longer than a moment to whoever asked for it."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[float, str], None]
"""Called with a share from 0 to 1 and what is being done."""


def tell_nobody(share: float, doing: str) -> None:
    """Take a report of progress that nobody asked for."""
