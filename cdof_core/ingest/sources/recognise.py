"""Says which importer fits a file, and reads it with that one."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from cdof_core.domain import CdofError
from cdof_core.ingest.imported import Imported, refuse
from cdof_core.ingest.sources import (
    children_in_need,
    crime_survey,
    fingertips,
    ndtms,
    ons_deaths_local,
    ons_deaths_national,
    populations,
    prevalence,
    recorded_crime,
    revenue_outturn,
)
from cdof_core.ingest.sources.headings import DEEPEST_HEADING
from cdof_core.ingest.sources.opening import Importer
from cdof_core.ingest.sources.places import Places, read_places
from cdof_core.ingest.sources.sheets import Opened, open_file

IMPORTERS: Final[Mapping[str, Importer]] = {
    module.IMPORTER.name: module.IMPORTER
    for module in (
        fingertips,
        ndtms,
        children_in_need,
        recorded_crime,
        ons_deaths_local,
        ons_deaths_national,
        crime_survey,
        populations,
        revenue_outturn,
        prevalence,
    )
}
"""Every source by its name on the command line."""

AUTO: Final = "auto"
OF_NO_SOURCE: Final = "source"
"""Rule under which a file is refused that may still be read as an own table."""
UNFORESEEN: Final = "layout"
MOST_CELLS_LOOKED_AT: Final = 60
"""Cells of a row in which the signs of a publisher are looked for."""


class UnknownSourceError(CdofError):
    """There is no source of this name."""


def recognise(opened: Opened) -> Importer | None:
    """Return the importer that fits a file, None where none does.

    Args:
        opened: The file.

    Raises:
        ImportRefusedError: The file cannot be read as a table at all.
    """
    return next((importer for importer in IMPORTERS.values() if importer.knows(opened)), None)


def most_like(opened: Opened) -> Importer | None:
    """Return the importer whose signs stand in a file that none knows, None where none has any.

    It refuses such a file by naming the sheet or the columns that it needs.

    Args:
        opened: The file.

    Raises:
        ImportRefusedError: The file cannot be read as a table at all.
    """
    cells = (
        " ".join(str(cell).lower().split())
        for sheet in opened.sheets()
        for row in sheet.rows[:DEEPEST_HEADING]
        for cell in row[:MOST_CELLS_LOOKED_AT]
    )
    texts = "\n".join([opened.name.lower(), *opened.sheet_names, *(cell for cell in cells if cell)])
    found = {
        name: sum(re.search(sign, texts) is not None for sign in importer.signs)
        for name, importer in IMPORTERS.items()
    }
    best = max(found, key=found.__getitem__)
    return IMPORTERS[best] if found[best] else None


def import_file(
    path: Path, data_dir: Path, *, source: str = AUTO, name: str = "", places: Places | None = None
) -> Imported:
    """Read a publisher's file.

    Args:
        path: The file.
        data_dir: The catalogue's folder.
        source: Name of the source, or `auto` to find it out.
        name: How messages call the file; its own name if left out.
        places: The catalogue's areas where they are at hand; read from its folder if not.

    Returns:
        What was read, with the indicators that the catalogue does not declare.

    Raises:
        ImportRefusedError: The file is of no known source, or not what its source publishes.
        UnknownSourceError: There is no source of this name.
    """
    if source != AUTO and source not in IMPORTERS:
        message = f"There is no source {source!r}. Known: {AUTO}, {', '.join(IMPORTERS)}."
        raise UnknownSourceError(message)
    opened = open_file(path, name=name)
    importer = recognise(opened) or most_like(opened) if source == AUTO else IMPORTERS[source]
    if importer is None:
        refuse(
            file=opened.name,
            rule=OF_NO_SOURCE,
            expected="The file is of none of the sources that are known here.",
            remedy="Bring it in as a table of your own; a publisher's file is known where it is "
            "given as it was downloaded.",
        )
    return without_known(_read(importer, opened, places or read_places(data_dir)), data_dir)


def _read(importer: Importer, opened: Opened, places: Places) -> Imported:
    """Read with one importer; what it did not foresee is the file's fault, not the program's."""
    try:
        return importer.read(opened, places)
    except CdofError:
        raise
    except Exception as error:
        return refuse(
            file=opened.name,
            rule=UNFORESEEN,
            expected=f"The file is not laid out as {importer.title} is "
            f"({type(error).__name__}: {' '.join(str(error).split())[:120]}).",
            remedy="Nothing was changed. Give the publisher's file as it was downloaded.",
        )


def without_known(imported: Imported, data_dir: Path) -> Imported:
    """Return an import without the indicators that the catalogue declares itself."""
    declared = declared_indicators(data_dir)
    own = tuple(one for one in imported.indicators if one["indicator_id"] not in declared)
    return replace(imported, indicators=own)


def declared_indicators(data_dir: Path) -> frozenset[str]:
    """Return the indicators that a catalogue declares."""
    read = partial(Path.read_text, encoding="utf-8")
    return frozenset(
        entry["indicator_id"]
        for path in sorted((data_dir / "catalogue" / "indicators").glob("*.toml"))
        for entry in tomllib.loads(read(path)).get("indicator", [])
    )
