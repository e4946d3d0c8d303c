"""What is said where the need of people using opiates or crack cannot be stated."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from cdof_core.narrative.names import in_sentence
from cdof_core.narrative.periods import period_in_sentence

ESTIMATE_NEEDED: Final = (
    "A local estimate of people using opiates or crack, with its interval (OHID)."
)
NEEDED: Final = (
    "A local estimate of people using opiates or crack, with its interval (OHID), and how many of "
    "them are in treatment (NDTMS)."
)


class Lack(Enum):
    """Why drug need cannot be stated."""

    NO_ESTIMATE = "no local estimate of people using opiates or crack is held"
    OLD_ESTIMATE = "the newest local estimate of people using opiates or crack is for"
    NO_CASELOAD = (
        "a local estimate of people using opiates or crack is held, but not how many of them are "
        "in treatment"
    )


@dataclass(frozen=True, slots=True)
class UnknownNeed:
    """That drug need cannot be stated.

    Attributes:
        text: Saying so, why, and what is needed.
        needed: What is needed, as a sentence of its own.
    """

    text: str
    needed: str


def unknown_need(
    area_name: str, *, lack: Lack, newest: str = "", treated_is_held: bool = False
) -> UnknownNeed:
    """Say that drug need cannot be stated, why, and what is needed.

    Args:
        area_name: The area.
        lack: Why.
        newest: Label of the newest estimate's period, where that is too long ago.
        treated_is_held: Whether it is held how many of them are in treatment.
    """
    is_old = lack is Lack.OLD_ESTIMATE
    need = "Drug need today" if is_old else "Drug need"
    why = f"{lack.value} {period_in_sentence(newest)}" if is_old else lack.value
    needed = ESTIMATE_NEEDED if treated_is_held else NEEDED
    text = (
        f"{need} cannot be stated for {in_sentence(area_name)} from the figures held: {why}. "
        f"Needed: {needed[:1].lower()}{needed[1:]}"
    )
    return UnknownNeed(text, needed)


def unknown_need_pointer(*, lack_is_old: bool, heading: str) -> str:
    """Point to the section that says in full why drug need cannot be stated.

    Args:
        lack_is_old: Whether it is need today that cannot be.
        heading: Heading of that section.
    """
    need = "Drug need today" if lack_is_old else "Drug need"
    return f"{need} cannot be stated: see “{heading}”."
