"""What the marks mean, once a page."""

from collections.abc import Sequence

from cdof_core.domain import Judgement
from cdof_core.ui.components.assembly import assemble_component
from cdof_core.ui.components.mark import mark_data

_draw = assemble_component("legend")


def show_legend(judgements: Sequence[Judgement], *, sentence: str = "") -> None:
    """Show the chips of some judgements.

    Args:
        judgements: Which, in the order shown.
        sentence: How the judgement is made; empty for none.
    """
    _draw(data={"marks": [mark_data(item) for item in judgements], "sentence": sentence})
