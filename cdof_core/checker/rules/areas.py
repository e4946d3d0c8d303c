"""Tables about another area than the chapter they stand in."""

from collections.abc import Iterator

from cdof_core.checker.context import Context, at_table
from cdof_core.checker.finding import Confidence, Finding, Kind


def find(context: Context) -> Iterator[Finding]:
    """Yield tables whose own words name one area only, and not the chapter's."""
    places = context.places
    if not places.main:
        return
    captioned = sum(
        places.main in places.named_in(grid.table.title)
        or places.main in _areas(context, grid.corner, *(c.text for c in grid.columns))
        for grid in context.grids
    )
    if captioned < 2:  # noqa: PLR2004 - too little to say what the chapter is about
        return
    for grid in context.grids:
        labels = [line.text for line in (*grid.rows, *grid.columns)]
        named = _areas(context, grid.table.title, grid.corner, grid.table.lead, *labels)
        own = {name for name in named if not places.is_comparator(name)}
        if len(own) != 1 or places.main in named:
            continue
        other = own.pop()
        related = places.contains(other, places.main) or places.contains(places.main, other)
        yield at_table(
            grid,
            kind=Kind.AREA,
            printed=other.title(),
            expected=places.main.title(),
            confidence=Confidence.HIGH if related else Confidence.LOW,
            wording=(
                f"This table is of {other.title()}, the chapter of {places.main.title()}: say so "
                "in its caption, or use the chapter's own figures."
            ),
        )


def _areas(context: Context, *texts: str) -> set[str]:
    return {name for text in texts for name in context.places.named_in(text)}
