"""Rules of publishers: which counts they hide, how they round, and what must stay possible."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cdof_core.disclosure.errors import RuleError

_SPAN: Final = re.compile(r"\s*(\d+)\s*(?:-|–|to)\s*(\d+)\s*")
_OWN: Final = re.compile(r"own(?:-hide-(\d{1,4})-(\d{1,4}))?(?:-round-(\d{1,4}))?")


class RateStanding(StrEnum):
    """What a rule says of a rate, from the count that it rests on."""

    RELIABLE = "reliable"
    UNRELIABLE = "unreliable"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, order=True)
class CountRange:
    """Whole counts from one to another, both included."""

    lowest: int
    highest: int

    def __str__(self) -> str:
        """Write the range as words do."""
        return f"{self.lowest} to {self.highest}"

    def holds(self, count: int) -> bool:
        """Whether a count lies in the range."""
        return self.lowest <= count <= self.highest


@dataclass(frozen=True, slots=True)
class SuppressionRule:
    """What a publisher does with small counts.

    Attributes:
        name: How the rule is asked for.
        title: How people call it.
        source: Where it is written down.
        hides: Counts that are never printed; None where every count may be.
        round_to: Every printed count is the nearest multiple of this (halves go up).
        must_span: What every hidden cell must still be able to be, for all that a reader can
            work out; the hidden range itself unless a rule asks for more.
        withhold_rates_below: Rates on fewer events than this are not printed.
        unreliable_rates_below: Rates on fewer events than this are marked as unreliable.
    """

    name: str
    title: str
    source: str
    hides: CountRange | None = None
    round_to: int = 1
    must_span: CountRange | None = None
    withhold_rates_below: int = 0
    unreliable_rates_below: int = 0

    def __post_init__(self) -> None:
        """Refuse what cannot be followed.

        Raises:
            RuleError: A range that is empty or does not start at 0 or 1, a base below 1, or a span
                that leaves out part of what is hidden.
        """
        if self.round_to < 1:
            raise RuleError(f"Rule {self.name!r} rounds to {self.round_to}: give 1 or more.")
        if self.hides is None:
            if self.must_span is not None:
                raise RuleError(f"Rule {self.name!r} hides nothing, so nothing needs a span.")
            return
        if self.hides.lowest not in {0, 1} or self.hides.highest < self.hides.lowest:
            raise RuleError(
                f"Rule {self.name!r} hides {self.hides}: a hidden range starts at 0 or at 1 and "
                "ends no lower."
            )
        span = self.must_span or self.hides
        if span.lowest > self.hides.lowest or span.highest < self.hides.highest or span.lowest < 0:
            raise RuleError(
                f"Rule {self.name!r} asks for a span of {span}, which does not hold the hidden "
                f"{self.hides}."
            )

    @property
    def span(self) -> CountRange | None:
        """What a hidden cell must still be able to be; None where the rule hides nothing."""
        return self.must_span or self.hides

    def is_small(self, count: int) -> bool:
        """Whether the rule itself hides a count."""
        return self.hides is not None and self.hides.holds(count)

    def printed(self, count: int) -> int:
        """Return the number that is printed for a count that is not hidden."""
        return (2 * count + self.round_to) // (2 * self.round_to) * self.round_to

    def behind(self, shown: int) -> CountRange:
        """Return the counts that a printed number can stand for, as a reader of the rule knows.

        A number that the rule would never print stands for itself.
        """
        lowest = max(shown - self.round_to // 2, 0)
        possible = [
            count
            for count in range(lowest, shown + self.round_to + 1)
            if self.printed(count) == shown and not self.is_small(count)
        ]
        return CountRange(possible[0], possible[-1]) if possible else CountRange(shown, shown)

    def judge_rate(self, events: int) -> RateStanding:
        """Say whether a rate on so many events is printed, and with which mark."""
        if events < self.withhold_rates_below:
            return RateStanding.WITHHELD
        if events < self.unreliable_rates_below:
            return RateStanding.UNRELIABLE
        return RateStanding.RELIABLE


PRESETS: Final = (
    SuppressionRule(
        name="ndtms",
        title="National Drug Treatment Monitoring System",
        source="NDTMS public statistics: counts below 5 are not shown; ViewIt rounds to 5",
        hides=CountRange(0, 4),
        round_to=5,
    ),
    SuppressionRule(
        name="ndtms_viewit",
        title="NDTMS ViewIt, by authority",
        source="NDTMS ViewIt: every number of an authority to the nearest 5, none hidden",
        round_to=5,
    ),
    SuppressionRule(
        name="hospital",
        title="Hospital episodes (since September 2018)",
        source="NHS Digital, Hospital Episode Statistics: sub-national counts of 1 to 7 are not "
        "shown, all others to the nearest 5; totals are rounded from unrounded counts",
        hides=CountRange(1, 7),
        round_to=5,
    ),
    SuppressionRule(
        name="ons_deaths",
        title="Deaths (Office for National Statistics)",
        source="ONS, deaths related to drug poisoning: no rate on fewer than 10 deaths; a rate on "
        "10 to 19 is marked as unreliable. Counts are shown",
        withhold_rates_below=10,
        unreliable_rates_below=20,
    ),
    SuppressionRule(
        name="seed",
        title="Counts below 3 (as the Bedford chapter prints them)",
        source="Bedford Borough JSNA, chapter on drug misuse, Tables 8 and 11",
        hides=CountRange(0, 2),
    ),
    SuppressionRule(
        name="none", title="Already public", source="Published by the source as it stands"
    ),
)


def own_rule(*, hides: CountRange | None, round_to: int = 1) -> SuppressionRule:
    """Return a rule that somebody states for a table of their own.

    Its name says all of it, as in ``own-hide-1-6-round-5``, so that it can be kept and asked for.

    Args:
        hides: Counts that are not to be seen; None to hide none.
        round_to: What every other count is rounded to.

    Raises:
        RuleError: A range that is empty or does not start at 0 or 1, or a base below 1.
    """
    parts = ["own"]
    said: list[str] = []
    if hides is not None:
        parts.append(f"hide-{hides.lowest}-{hides.highest}")
        said.append(f"counts of {hides} hidden")
    if round_to != 1:
        parts.append(f"round-{round_to}")
        said.append(f"others rounded to {round_to}")
    return SuppressionRule(
        name="-".join(parts),
        title=f"Own rule: {', '.join(said) or 'nothing hidden or rounded'}",
        source="Stated by whoever brought the table",
        hides=hides,
        round_to=round_to,
    )


def read_own_rule(name: str) -> SuppressionRule | None:
    """Return the own rule of a name such as ``own-hide-1-6-round-5``; None if it names none.

    Raises:
        RuleError: It names one that cannot be followed.
    """
    found = _OWN.fullmatch(name)
    if found is None:
        return None
    hides = CountRange(int(found[1]), int(found[2])) if found[1] else None
    return own_rule(hides=hides, round_to=int(found[3] or 1))


def read_range(text: str) -> CountRange:
    """Read a range such as "0-4" or "1 to 7".

    Raises:
        RuleError: It is none.
    """
    found = _SPAN.fullmatch(text)
    if found is None:
        raise RuleError(f"{text!r} is not a range of counts; write it as 0-4.")
    return CountRange(int(found[1]), int(found[2]))
