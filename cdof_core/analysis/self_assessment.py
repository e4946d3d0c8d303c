"""The commissioning principles and their indicators, and how far a round finds them met."""

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from cdof_core.workspace.assessments import Finding, Rating

SOURCE: Final = (
    "Public Health England, Drugs commissioning support: principles and indicators, "
    "updated 4 October 2018"
)
PRINCIPLES: Final = {
    "1": "Preventing drug misuse and dependence by finding it early",
    "2": "Quick access to treatment that works",
    "3": "Dealing with the harms to health",
    "4": "Commissioning alcohol and drug services with partners",
}
"""The four principles in our words, by their number."""
STATEMENTS: Final = "What is seen"
_ITEMS: Final = Path(__file__).with_name("self_assessment_items.csv")


class ItemKind(StrEnum):
    """What an item is in the source."""

    STATEMENT = "statement"
    STEM = "stem"
    INDICATOR = "indicator"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Item:
    """One statement, indicator or part of an indicator, in our words.

    Attributes:
        item_id: Stable.
        kind: What it is.
        parent: Indicator that a part belongs to; empty otherwise.
        principle: Number of its principle.
        section: Section of the source.
        group: Group of indicators, or `STATEMENTS`.
        text: In our words.
        flag: `incomplete` or `inconsistent` where the source is; empty otherwise.
        note: What is wrong with the source.
        evidence: Figures and pages that bear on it, as `indicator:…` and `page:…`; and as
            `not_held:…`, in words, figures that would, of which none is held.
        place: Where it stands in the source.
    """

    item_id: str
    kind: ItemKind
    parent: str
    principle: str
    section: str
    group: str
    text: str
    flag: str
    note: str
    evidence: tuple[str, ...]
    place: str

    @property
    def is_rated(self) -> bool:
        """Whether it can be rated; the opening half of a sentence cannot."""
        return self.kind is not ItemKind.STEM


@dataclass(frozen=True, slots=True)
class GroupScore:
    """How far a group is met.

    Attributes:
        principle: Number of its principle.
        group: Its name.
        items: What it holds, parts of indicators apart.
        counts: Items by rating, every rating present.
    """

    principle: str
    group: str
    items: tuple[Item, ...]
    counts: Mapping[Rating, int]

    @property
    def total(self) -> int:
        """How many items it holds."""
        return len(self.items)

    @property
    def assessed(self) -> int:
        """How many were looked at, those that do not apply included."""
        return self.total - self.counts[Rating.NOT_ASSESSED]

    @property
    def share_met(self) -> float:
        """Met of those assessed that apply, from 0 to 1; NaN where there is none."""
        applies = self.assessed - self.counts[Rating.NOT_APPLICABLE]
        return self.counts[Rating.MET] / applies if applies else float("nan")


@dataclass(frozen=True, slots=True)
class Move:
    """An item that two rounds rate otherwise.

    Attributes:
        item: The item.
        before: In the earlier round.
        after: In the later one.
    """

    item: Item
    before: Rating
    after: Rating


@cache
def read_items() -> tuple[Item, ...]:
    """Return every item in the order of the source."""
    with _ITEMS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    seen: Counter[tuple[str, str, str]] = Counter()
    items: list[Item] = []
    for row in rows:
        kind = ItemKind(row["kind"])
        where = (row["section"], row["group"], row["parent"])
        if kind is not ItemKind.STEM:
            seen[where] += 1
        items.append(
            Item(
                item_id=row["item_id"],
                kind=kind,
                parent=row["parent"],
                principle=row["principle"],
                section=row["section"],
                group=row["group"],
                text=row["text"],
                flag=row["flag"],
                note=row["note"],
                evidence=tuple(part for part in row["evidence"].split(";") if part),
                place=_place(row, kind, seen[where]),
            )
        )
    return tuple(items)


def score_groups(findings: Mapping[str, Finding]) -> list[GroupScore]:
    """Return how far each group is met: statements of each principle, then its groups.

    Args:
        findings: What a round found, by item.

    Returns:
        In the order of the source. Parts of indicators are shown beside them and not counted.
    """
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in read_items():
        if item.kind in (ItemKind.STATEMENT, ItemKind.INDICATOR):
            groups.setdefault((item.principle, item.group), []).append(item)
    return [
        GroupScore(
            principle=principle,
            group=group,
            items=tuple(items),
            counts=_counts([rating_of(item, findings) for item in items]),
        )
        for (principle, group), items in groups.items()
    ]


def rating_of(item: Item, findings: Mapping[str, Finding]) -> Rating:
    """Return an item's rating in a round; not assessed where nobody looked at it."""
    found = findings.get(item.item_id)
    return Rating.NOT_ASSESSED if found is None else found.rating


def compare_rounds(before: Mapping[str, Finding], after: Mapping[str, Finding]) -> list[Move]:
    """Return the items that two rounds rate otherwise, in the order of the source.

    Args:
        before: What the earlier round found.
        after: What the later one found.
    """
    rated = [item for item in read_items() if item.is_rated]
    moves = [Move(item, rating_of(item, before), rating_of(item, after)) for item in rated]
    return [move for move in moves if move.before is not move.after]


def _counts(ratings: list[Rating]) -> dict[Rating, int]:
    found = Counter(ratings)
    return {rating: found[rating] for rating in Rating}


def _place(row: Mapping[str, str], kind: ItemKind, number: int) -> str:
    section = f"Section {row['section']}"
    match kind:
        case ItemKind.STEM:
            return f"{section}, opening words"
        case ItemKind.STATEMENT:
            return f"{section}, statement {number}"
        case ItemKind.INDICATOR:
            has_heading = row["section"] not in ("2.2", "4.2")
            return f"{section}{', ' + row['group'] if has_heading else ''}, indicator {number}"
        case ItemKind.BULLET:
            of = row["parent"].rsplit("-", 1)[1]
            has_heading = row["section"] not in ("2.2", "4.2")
            group = f", {row['group']}" if has_heading else ""
            return f"{section}{group}, indicator {of}, part {number}"
