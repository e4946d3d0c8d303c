"""The two reference cases as they lie in the catalogue, row for row, nothing computed."""

import pandas as pd

from tests.reference.rooms import read_room

BEDFORD = "reference-bedford-jsna"
YARDSTICKS = "reference-bedford-context"
ESSEX = "reference-essex-performance"
TEXT = ("breakdown", "breakdown_type", "vintage", "age", "flag", "note")
NUMBERS = ("value", "numerator", "denominator")


def printed_figures(*rooms: str) -> pd.DataFrame:
    """The observations of some rooms, columns that a room leaves out included."""
    rows = pd.DataFrame([row for room in rooms for row in read_room(room, "observation")])
    for column in TEXT:
        rows[column] = rows.get(column, pd.Series("", index=rows.index)).fillna("")
    for column in NUMBERS:
        rows[column] = pd.to_numeric(rows.get(column, pd.Series(None, index=rows.index)))
    return rows


def targets() -> pd.DataFrame:
    """The targets of the Essex report."""
    return pd.DataFrame(read_room(ESSEX, "target"))


def findings() -> pd.DataFrame:
    """What both cases are known to print wrongly or to leave open."""
    return pd.DataFrame(
        [row for room in (BEDFORD, ESSEX) for row in read_room(room, "printed_finding")]
    )


def census_shares() -> pd.DataFrame:
    """Ethnic groups in the Census 2011."""
    rows = pd.DataFrame(read_room("ethnicity-census-2011", "area_ethnicity"))
    return rows.assign(share_percent=pd.to_numeric(rows["share_percent"]))
