"""What the colours of a map can mean, and what an area on it can be."""

from enum import StrEnum


class MapMode(StrEnum):
    """What the colours of a map mean."""

    JUDGEMENT = "judgement"
    QUINTILE = "quintile"
    QUARTILE = "quartile"
    VALUE = "value"
    RANK = "rank"
    CHANGE = "change"
    GOAL = "goal"


class MapClass(StrEnum):
    """What an area on a map can be beside judged, in a part of the areas, or in a cluster."""

    VALUED = "valued"
    """Shown by its value or rank itself."""

    WITHHELD = "withheld"
    FLAGGED = "flagged"
    ABSENT = "absent"


class ClusterKind(StrEnum):
    """What an area is among its neighbours."""

    HIGH_AMONG_HIGH = "high_among_high"
    LOW_AMONG_LOW = "low_among_low"
    HIGH_AMONG_LOW = "high_among_low"
    LOW_AMONG_HIGH = "low_among_high"
    NO_PATTERN = "no_pattern"
    NO_NEIGHBOUR = "no_neighbour"
    NO_VALUE = "no_value"
