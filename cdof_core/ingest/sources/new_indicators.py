"""Declares indicators that an import brings and the catalogue does not hold."""

from typing import Any, Final

SHORTEST_NAME: Final = 48
"""Letters that the tables' short names may have."""
# After everything that the catalogue places itself.
_POSITION: Final = 500


def declare(
    indicator_id: str, *, name: str, unit: str, value_kind: str, data_source: str, **more: object
) -> dict[str, Any]:
    """Return an indicator with every key of the `indicator` table.

    Args:
        indicator_id: Its stable name.
        name: Its name in words.
        unit: What a value is in.
        value_kind: Kind of value, of those that the table allows.
        data_source: Who publishes it.
        more: Further keys; what is left out is neutral: no polarity, no interval, context only.
    """
    short = name if len(name) <= SHORTEST_NAME else f"{name[: SHORTEST_NAME - 1].rstrip()}…"
    return {
        "indicator_id": indicator_id,
        "name": name,
        "short_name": short,
        "outcome_id": "",
        "position": _POSITION,
        "role": "related",
        "profile": False,
        "definition": name,
        "inclusion_basis": "",
        "limitations": "",
        "data_source": data_source,
        "geography": "",
        "frequency": "Yearly",
        "unit": unit,
        "multiplier": 1.0,
        "value_kind": value_kind,
        "polarity": "not_applicable",
        "interval_method": "none",
        "decimals": 0 if value_kind in {"count", "estimate"} else 1,
        "numerator_name": "",
        "denominator_name": "",
        "sentence_name": name[:1].lower() + name[1:],
        "comparability": "",
        "collection": "current",
        "derived_from": "",
        "need": "",
        "part_of": "",
        **more,
    }
