"""The tour of a first visit: what stands where, in five short steps."""

from typing import Final

from cdof_core.ui.components.tour import offer_tour
from cdof_core.ui.text_version import is_text_only
from cdof_core.ui.url import HOME, read_parameters
from cdof_core.ui.workshop import is_workshop

_STEPS: Final = (
    (
        "Choose your area",
        "The bar at the top holds your area and whom it is compared with. Every page keeps both.",
    ),
    (
        "Read the title first",
        "It says what the numbers say. ■ is worse, ● similar, ◆ better; ○ could not be compared, "
        "and the reason stands beside it.",
    ),
    (
        "Ask what a figure means",
        "Definition stands under every chart and table, beside the files to take away.",
    ),
    (
        "Find anything",
        "Find takes names, codes and everyday words. It also keeps recent views, pins and lists.",
    ),
    (
        "Keep and show",
        "Pin a view, tell a story with pinned views, and turn Workshop on for a shared screen.",
    ),
)


def show_tour(page: str) -> None:
    """Offer the tour; on the first page it opens for a browser that has not seen it.

    Args:
        page: Stem of the page that is shown.
    """
    if is_workshop() or is_text_only():
        return
    offer_tour(_STEPS, opens_itself=page == HOME and not read_parameters()["story"])
