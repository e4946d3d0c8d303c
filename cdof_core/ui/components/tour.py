"""A short tour for a first visit: closed with one key, remembered, opened again from the frame."""

from collections.abc import Sequence

from cdof_core.ui.components.assembly import assemble_component

_draw = assemble_component("tour")


def offer_tour(steps: Sequence[tuple[str, str]], *, opens_itself: bool) -> None:
    """Offer the tour; it never stands in the way of the page.

    Args:
        steps: Heading and text of each step.
        opens_itself: Whether it opens for a browser that has not seen it yet.
    """
    data = {
        "steps": [{"heading": heading, "text": text} for heading, text in steps],
        "opens_itself": opens_itself,
    }
    _draw(data=data, key="tour")
