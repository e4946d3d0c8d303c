"""The box that says what the numbers say."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from cdof_core.ui.components.assembly import assemble_component

_draw = assemble_component("key_messages")


@dataclass(frozen=True, slots=True)
class Message:
    """One finding.

    Attributes:
        text: The sentence.
        headline: A few words before it, in bold; empty for none.
        href: Where to read on; empty for nowhere.
        link: Words of that link.
    """

    text: str
    headline: str = ""
    href: str = ""
    link: str = ""


def show_key_messages(messages: Sequence[Message], *, heading: str = "Key messages") -> None:
    """Show findings, the most important first; nothing where there are none."""
    if messages:
        data = {"heading": heading, "messages": [asdict(message) for message in messages]}
        _draw(data=data)
