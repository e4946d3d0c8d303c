"""Shapes keyed by meaning: what a colour says, a shape says too.

The paths lie in a square from -1 to 1, as Vega-Lite's custom shapes do; the sizes make a built-in
shape and a path look equally heavy.
"""

from typing import Final

import altair as alt

from cdof_core.charts.theme import in_order
from cdof_core.domain.judgement import Judgement

RING: Final = (
    "M0,-0.9A0.9,0.9,0,1,1,0,0.9A0.9,0.9,0,1,1,0,-0.9Z"
    "M0,-0.55A0.55,0.55,0,1,0,0,0.55A0.55,0.55,0,1,0,0,-0.55Z"
)
CROSS: Final = (
    "M-0.85,-0.55L-0.55,-0.85L0,-0.3L0.55,-0.85L0.85,-0.55L0.3,0"
    "L0.85,0.55L0.55,0.85L0,0.3L-0.55,0.85L-0.85,0.55L-0.3,0Z"
)
DASH: Final = "M-0.8,-0.2H0.8V0.2H-0.8Z"
EXCLAMATION: Final = "M-0.2,-0.95H0.2V0.3H-0.2ZM-0.2,0.55H0.2V0.95H-0.2Z"
DIAMOND: Final = "M0,-1.05L0.85,0L0,1.05L-0.85,0Z"
"""A little larger than the library's own, which looks lost beside a square."""
_TWO_SQUARES: Final = "M-1,-0.45H-0.1V0.45H-1ZM0.1,-0.45H1V0.45H0.1Z"
_TWO_DIAMONDS: Final = "M-1,0L-0.5,-0.6L0,0L-0.5,0.6ZM0,0L0.5,-0.6L1,0L0.5,0.6Z"
_TWO_UP: Final = "M-0.8,0L0,-0.9L0.8,0ZM-0.8,0.9L0,0L0.8,0.9Z"
_TWO_DOWN: Final = "M-0.8,0L0,0.9L0.8,0ZM-0.8,-0.9L0,0L0.8,-0.9Z"

SHAPES: Final[dict[Judgement, str]] = {
    Judgement.MUCH_WORSE: _TWO_SQUARES,
    Judgement.WORSE: "square",
    Judgement.SIMILAR: "circle",
    Judgement.BETTER: DIAMOND,
    Judgement.MUCH_BETTER: _TWO_DIAMONDS,
    Judgement.LOWER: "triangle-down",
    Judgement.MUCH_LOWER: _TWO_DOWN,
    Judgement.HIGHER: "triangle-up",
    Judgement.MUCH_HIGHER: _TWO_UP,
    Judgement.NOT_COMPARED: RING,
}


def judgement_shape(present: list[str]) -> alt.Scale:
    """Return the shape scale that says the same as the colour."""
    domain = in_order(present)
    return alt.Scale(domain=domain, range=[SHAPES[Judgement(name)] for name in domain])
