"""Quiet sentences on what a link asked for and could not be had."""

from collections.abc import Sequence

from cdof_core.ui.components.assembly import assemble_component

_draw = assemble_component("notes")


def show_notes(sentences: Sequence[str]) -> None:
    """Show sentences under the bar of choices; ``[name](page?area=…)`` in one becomes a link."""
    if sentences:
        _draw(data={"sentences": list(sentences)}, key="notes")
