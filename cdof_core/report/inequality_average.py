"""The figure of everyone together, which the groups of a picture are a part of."""

from cdof_core.analysis.inequalities import InequalityView, Scope
from cdof_core.narrative.names import at_start, in_sentence
from cdof_core.narrative.numbers import value_text


def everyone_together(view: InequalityView) -> tuple[float | None, str]:
    """Return the figure of everyone together that the first line's groups are a part of, in words.

    Args:
        view: The measure between groups.

    Returns:
        The value and who it is of; None and nothing where it is not held.
    """
    if not view.everyone:
        return None, ""
    first = view.latest[view.latest["line_rank"] == view.latest["line_rank"].min()]
    known = first[first["average"].notna()]
    if known.empty:
        return None, ""
    row = known.iloc[0]
    text = value_text(
        row["average"], unit=str(row["unit"]), decimals=int(row["decimals"]), with_unit=False
    )
    place = "" if view.scope is Scope.AREAS else f"{at_start(in_sentence(str(row['line'])))}, "
    return float(row["average"]), f"{place}{view.everyone}, {text}"
