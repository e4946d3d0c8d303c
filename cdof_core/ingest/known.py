"""What the snapshot in use knows, to check imports against: areas, how they changed, indicators."""

import difflib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from cdof_core.store.snapshot import Snapshot

_CURRENT = ("upper_tier", "region", "country", "police_force", "partnership")
_WORDS_LEFT_OUT = re.compile(
    r"\b(city of|county of|royal borough of|london borough of|borough of|metropolitan borough of|"
    r"city council|county council|borough council|council|borough|ua|county|the)\b"
)


@dataclass(frozen=True)
class Known:
    """Declared areas, area changes and indicators.

    Attributes:
        areas: Rows of the `area` table.
        changes: Rows of the `area_change` table.
        indicators: Rows of the `indicator` table.
    """

    areas: pd.DataFrame
    changes: pd.DataFrame
    indicators: pd.DataFrame

    @cached_property
    def area_names(self) -> dict[str, str]:
        """Names by code."""
        return dict(zip(self.areas["area_code"], self.areas["name"], strict=True))

    @cached_property
    def codes_by_name(self) -> dict[str, str]:
        """Codes by plain name; the nearest level to a local authority where names repeat."""
        order = {level: rank for rank, level in enumerate(_CURRENT)}
        ranked = self.areas.assign(rank=self.areas["level"].map(order).fillna(len(order)))
        found: dict[str, str] = {}
        for row in ranked.sort_values("rank").itertuples(index=False):
            for name in (str(row.name).lower(), plain_name(str(row.name))):
                found.setdefault(name, str(row.area_code))
        return found

    @cached_property
    def area_words(self) -> frozenset[str]:
        """Codes and names in lower case."""
        return frozenset({code.lower() for code in self.area_names} | set(self.codes_by_name))

    @cached_property
    def old_codes(self) -> dict[str, str]:
        """Codes of areas that are no more, by plain name."""
        return dict(
            zip(self.changes["old_name"].str.lower(), self.changes["old_code"], strict=True)
        )

    @cached_property
    def ends(self) -> dict[str, pd.Timestamp]:
        """Last day of each area that is no more, by code."""
        ended = self.areas[self.areas["valid_to"].notna()]
        return dict(zip(ended["area_code"], pd.to_datetime(ended["valid_to"]), strict=True))

    @cached_property
    def indicator_words(self) -> dict[str, str]:
        """Indicator identifiers by identifier and by name, in lower case."""
        rows = self.indicators
        named = dict(zip(rows["name"].str.lower(), rows["indicator_id"], strict=True))
        return named | {name.lower(): name for name in rows["indicator_id"]}

    def find_area(self, text: str) -> str:
        """Return the code of an area that is called by its code or its name; empty if unknown."""
        given = text.strip()
        if given.upper() in self.area_names:
            return given.upper()
        plain = given.lower()
        return self.codes_by_name.get(plain) or self.codes_by_name.get(plain_name(plain), "")

    def successors(self, code: str) -> tuple[str, list[str]]:
        """Return when a code ended, and codes and names of those that follow it."""
        rows = self.changes
        followed = (rows["old_code"] == code) & (rows["new_code"] != "")
        rows = rows[followed & (rows["change"] != "combined in publication")]
        ended = str(rows["effective"].iloc[0]) if len(rows) else ""
        pairs = zip(rows["new_code"], rows["new_name"], strict=True)
        return ended, [f"{new} {name}" for new, name in pairs]

    def explain_area(self, text: str) -> str:
        """Say why an area is not taken, and which one may be meant."""
        code = self.old_codes.get(text.strip().lower(), text.strip().upper())
        ended, followers = self.successors(code)
        if followers:
            old = self.changes.loc[self.changes["old_code"] == code, "old_name"].iloc[0]
            if len(followers) == 1:
                return f"{code} was {old} until {ended}; its successor is {followers[0]}."
            first, last = ", ".join(followers[:-1]), followers[-1]
            return f"{code} was {old} until {ended}; its successors are {first} and {last}."
        names = [*self.codes_by_name, *(code.lower() for code in self.area_names)]
        near = difflib.get_close_matches(text.strip().lower(), names, n=1, cutoff=0.75)
        if near:
            found = self.find_area(near[0])
            return f"Did you mean {found} {self.area_names[found]}?"
        return "Give the GSS code or name of an upper-tier authority, a region or England."


def plain_name(name: str) -> str:
    """Return an area's name without what spreadsheets add to it or leave out."""
    plain = name.lower().replace("&", "and").replace("saint ", "st ").replace("st. ", "st ")
    plain = _WORDS_LEFT_OUT.sub(" ", plain)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def read_known(snapshot: Path) -> Known:
    """Read what a snapshot knows.

    Raises:
        SnapshotError: It is missing or damaged.
    """
    cursor = Snapshot(snapshot).cursor()
    tables = [cursor.table(name).df() for name in ("area", "area_change", "indicator")]
    return Known(*tables)
