"""The sources of a chapter, numbered as cited: each publication once, with its caveats."""

from collections.abc import Iterable, Mapping
from typing import Any

from cdof_core.narrative.caveats import caveat_sentences, sentences_on
from cdof_core.report.section_sources import source_entry, source_name


class SourceList:
    """Numbers datasets in the order of their first use.

    Datasets of one table of one publication share a number, whether it was read as published or
    worked out from: a reader could not tell two such entries apart.
    """

    def __init__(self, datasets: Iterable[Mapping[Any, Any]]) -> None:
        self._catalogue = {str(row["dataset_id"]): row for row in datasets}
        self._cited: dict[str, dict[str, None]] = {}

    def cite(self, names: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of some datasets, giving new ones where they are new.

        Args:
            names: Datasets; those that the catalogue does not have are left out.
        """
        numbers: set[int] = set()
        for name in names:
            if name in self._catalogue:
                row = self._catalogue[name]
                key = f"{source_name(row)} {row['url']}"
                self._cited.setdefault(key, {})[name] = None
                numbers.add(list(self._cited).index(key) + 1)
        return tuple(sorted(numbers))

    @property
    def datasets(self) -> tuple[str, ...]:
        """Every dataset cited."""
        return tuple(name for held in self._cited.values() for name in held)

    def entries(self) -> tuple[str, ...]:
        """Return each source with its number."""
        return tuple(
            f"[{number}] {source_entry(*(self._catalogue[name] for name in held))}"
            for number, held in enumerate(self._cited.values(), start=1)
        )

    def caveats(self, *, own: str, authorities: Iterable[str]) -> tuple[str, ...]:
        """Return what to know before citing each source, with its number, each sentence once.

        Args:
            own: The chapter's area.
            authorities: Names of all authorities: what is said of another alone is left out.
        """
        names = tuple(authorities)
        made: list[str] = []
        for number, held in enumerate(self._cited.values(), start=1):
            said = caveat_sentences(str(self._catalogue[name]["caveats"] or "") for name in held)
            text = " ".join(sentences_on(own, said, authorities=names))
            made += [f"[{number}] {text}"] if text else []
        return tuple(made)
