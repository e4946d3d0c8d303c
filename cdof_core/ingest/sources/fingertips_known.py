"""Which indicators of Fingertips the catalogue knows, and how an unknown one is declared."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from cdof_core.ingest.sources.new_indicators import declare

LIST: Final = Path(__file__).resolve().parents[3] / "data" / "catalogue" / "fingertips.csv"
SOURCE: Final = "OHID, Public health profiles (Fingertips)"
MULTIPLIERS: Final = (1.0, 100.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0)
# Published values are rounded, and so are some counts.
TOLERANCE: Final = 0.02
FEWEST_TO_TELL: Final = 10
_KINDS: Final = {
    "proportion": "proportion",
    "percentage point": "proportion",
    "crude rate": "crude_rate",
    "directly standardised rate": "standardised_rate",
    "indirectly standardised ratio": "ratio",
    "indirectly standardised proportion": "proportion",
    "ratio": "ratio",
    "count": "count",
    "mean": "mean",
    "median": "median",
    "score": "mean",
    "life expectancy": "mean",
    "years": "mean",
}


@dataclass(frozen=True, slots=True)
class Known:
    """One line of the list of known indicators.

    Attributes:
        fingertips_id: The publisher's number.
        indicator_id: Ours.
        label: What it is called here.
        unit: What values are in, empty where not known.
        multiplier: Value per numerator over denominator.
        value_kind: Kind of value, empty where not known.
        polarity: Which direction is good.
        outcome_id: Outcome of the framework.
        flag: Flag of every value, such as `estimated`.
        need: What it is in the reckoning of need; empty where it is nothing there.
        in_default_set: Whether it is fetched when nothing else is asked for.
        note: What to know of it.
    """

    fingertips_id: int
    indicator_id: str
    label: str
    unit: str
    multiplier: float
    value_kind: str
    polarity: str
    outcome_id: str
    flag: str
    need: str
    in_default_set: bool
    note: str


@cache
def known_indicators() -> Mapping[int, Known]:
    """Return the list, by the publisher's number."""
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        int(row["fingertips_id"]): Known(
            fingertips_id=int(row["fingertips_id"]),
            indicator_id=row["indicator_id"],
            label=row["label"],
            unit=row["unit"],
            multiplier=float(row["multiplier"] or 1),
            value_kind=row["value_kind"],
            polarity=row["polarity"],
            outcome_id=row["outcome_id"],
            flag=row["flag"],
            need=row["need"],
            in_default_set=row["in_default_set"] == "true",
            note=row["note"],
        )
        for row in rows
    }


def default_set() -> list[int]:
    """Return the numbers that are fetched when nothing else is asked for."""
    return [number for number, known in known_indicators().items() if known.in_default_set]


def own_id(number: int) -> str:
    """Return our name of an indicator of Fingertips."""
    known = known_indicators().get(number)
    return f"ft_{number}" if known is None else known.indicator_id


def declare_indicator(
    number: int, seen: Mapping[str, Any], metadata: Mapping[str, str]
) -> tuple[dict[str, Any], bool]:
    """Declare an indicator that the catalogue does not hold.

    Args:
        number: The publisher's number.
        seen: What its figures say: `with_parts`, `multiplier`, `spread`, `equal_to_count`.
        metadata: Its row of the publisher's metadata, empty where that is not at hand.

    Returns:
        The indicator, and whether its unit was published rather than worked out from its figures.
    """
    known = known_indicators().get(number)
    kind, multiplier = _kind(seen)
    published = _KINDS.get(metadata.get("Value type", "").strip().lower(), "")
    if published:
        kind = published
    unit = metadata.get("Unit", "").strip() or _unit(kind, multiplier)
    if known is not None and known.value_kind:
        kind, unit, multiplier = known.value_kind, known.unit, known.multiplier
    name = metadata.get("Indicator", "") or metadata.get("Indicator name", "")
    label = known.label if known is not None else ""
    title = " ".join((name or label or f"Fingertips indicator {number}").split())
    is_published = bool(published or (known is not None and known.value_kind))
    return declare(
        own_id(number),
        name=f"{title} (Fingertips {number})",
        unit=unit,
        value_kind=kind,
        data_source=f"{SOURCE}, indicator {number}",
        definition=metadata.get("Definition", "") or title,
        inclusion_basis=metadata.get("Definition of denominator", ""),
        limitations=metadata.get("Caveats", "") or (known.note if known is not None else ""),
        multiplier=multiplier,
        polarity=known.polarity if known is not None else "no_judgement",
        interval_method="none" if kind == "count" else "published",
        outcome_id=known.outcome_id if known is not None else "",
        need=known.need if known is not None else "",
        comparability=""
        if is_published
        else "Kind and unit are worked out from the figures of "
        "the export, which does not name them; the direction that is good is not known.",
    ), is_published


def _kind(seen: Mapping[str, Any]) -> tuple[str, float]:
    """Tell the kind of value from value, count and denominator, where these agree throughout."""
    if seen["equal_to_count"]:
        return "count", 1.0
    implied, spread = seen["multiplier"], seen["spread"]
    if (seen["with_parts"] or 0) < FEWEST_TO_TELL or not implied:
        return "ratio", 1.0
    nearest = min(MULTIPLIERS, key=lambda multiplier: abs(multiplier - implied))
    agrees = abs(implied - nearest) <= TOLERANCE * nearest and spread <= TOLERANCE * nearest
    if not agrees:
        return "standardised_rate", 1.0
    return ("proportion" if nearest == 100 else "crude_rate"), nearest  # noqa: PLR2004 - per cent


def _unit(kind: str, multiplier: float) -> str:
    if kind == "count":
        return "count"
    if kind == "proportion":
        return "%"
    return f"per {multiplier:,.0f}" if kind == "crude_rate" and multiplier > 1 else "value"
