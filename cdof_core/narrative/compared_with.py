"""What a figure is compared with: a value pooled from some authorities is not the country's."""

from typing import Final

from cdof_core.narrative.figures import Figure
from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.numbers import number_text

PLACES: Final = frozenset(
    {
        "England",
        "North East",
        "North West",
        "Yorkshire and The Humber",
        "East Midlands",
        "West Midlands",
        "East of England",
        "London",
        "South East",
        "South West",
    }
)
"""What a benchmark's label names as a whole: the country and its regions."""


def compared_with(figure: Figure) -> str:
    """Name what a figure is compared with: of a place pooled from some authorities, these.

    Only a group's value is pooled from all that it is; "England" alone would claim the country.
    """
    label = in_sentence(figure.benchmark_label)
    if not is_part_of_place(figure):
        return label
    return f"the {number_text(figure.benchmark_members)} authorities of {label} with a figure"


def is_part_of_place(figure: Figure) -> bool:
    """Whether the benchmark is pooled from those authorities of a place that have a figure."""
    is_place = figure.benchmark_label in PLACES and figure.benchmark_basis == "pooled"
    return is_place and figure.benchmark_members is not None
