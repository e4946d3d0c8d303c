"""One line that names the publishers behind a picture or a table."""

from collections.abc import Iterable

import pandas as pd

from cdof_core.comparison.records import records_of
from cdof_core.narrative.words import SECONDARY, STRENGTHS


def source_line(datasets: pd.DataFrame, used: Iterable[str]) -> str:
    """Name publisher, publication and licence of the datasets used.

    Args:
        datasets: The catalogue: dataset_id, publisher, publication, licence and strength.
        used: Datasets behind what is shown.

    Returns:
        For example "Source: Office for National Statistics, Deaths related to ...; Open
        Government Licence v3.0." A secondary source carries its warning.
    """
    rows = datasets[datasets["dataset_id"].isin(list(used))]
    names = dict.fromkeys(
        f"{row['publisher']}, {row['publication']}{_warning(str(row['strength']))}"
        for row in records_of(rows)
    )
    if not names:
        return ""
    licences = dict.fromkeys(str(licence) for licence in rows["licence"] if licence)
    word = "Source" if len(names) == 1 else "Sources"
    said = f"{word}: {'; '.join(names)}."
    return f"{said} {', '.join(licences)}." if licences else said


def _warning(strength: str) -> str:
    return f" ({STRENGTHS[strength].lower()})" if strength == SECONDARY else ""
