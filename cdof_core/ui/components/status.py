"""The right-hand end of the bar: what is on screen, from when, and copies of link and citation."""

from dataclasses import asdict, dataclass

from cdof_core.ui.components.assembly import assemble_component

_draw = assemble_component("status")


@dataclass(frozen=True, slots=True)
class Status:
    """What the header always says.

    Attributes:
        area: Name of the area.
        benchmark: What it is compared with.
        snapshot: Date and short hash of the snapshot.
        sensitivity: Whether anything restricted is on screen, in words.
        is_restricted: The same, to mark the words.
    """

    area: str
    benchmark: str
    snapshot: str
    sensitivity: str
    is_restricted: bool = False


def show_status(status: Status) -> None:
    """Show the status and the buttons that copy the page's address and how to cite it."""
    _draw(data=asdict(status), key="status")
