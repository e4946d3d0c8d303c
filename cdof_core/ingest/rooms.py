"""The rooms of the catalogue: one folder under `data/` for each publication."""

from dataclasses import dataclass
from pathlib import Path

from cdof_core.domain import DataError
from cdof_core.ingest.schema import Table
from cdof_core.ingest.text_files import as_text, read_toml

CATALOGUE = "catalogue"
NOT_ROOMS = frozenset({CATALOGUE, "boundaries", "imports", "snapshots"})
COMPUTED = frozenset({"snapshot", "latest", "area_hexagon"})
NOT_FROM_CSV = COMPUTED | {"dataset", "indicator"}
SUPPLIED_DATASET_COLUMNS = frozenset({"dataset_id", "checksum", "row_count"})


@dataclass(frozen=True, slots=True)
class Room:
    """One publication's folder.

    Attributes:
        dataset_id: Name of the folder.
        folder: Where it lies.
        description: The columns of the `dataset` table, as text.
        table_names: Table within the publication, by indicator.
        observation_defaults: Cells for columns that its observations leave out.
        origin: The folder that its files are shown under.
    """

    dataset_id: str
    folder: Path
    description: dict[str, str]
    table_names: dict[str, str]
    observation_defaults: dict[str, str]
    origin: str = "data"

    @property
    def files(self) -> list[Path]:
        """The room's files, description included, in order."""
        return [self.folder / "dataset.toml", *sorted(self.folder.glob("*.csv"))]

    def shown(self, path: Path) -> str:
        """Name a file of the room as a reader of the catalogue knows it."""
        return f"{self.origin}/{self.dataset_id}/{path.name}"


def find_rooms(data_dir: Path, tables: dict[str, Table], problems: list[DataError]) -> list[Room]:
    """Read the description of every room.

    Args:
        data_dir: The catalogue's folder.
        tables: The snapshot's tables, by name.
        problems: Receives what is wrong with a description.

    Returns:
        The rooms, by name.
    """
    rooms: list[Room] = []
    for folder in sorted(path for path in data_dir.iterdir() if _may_be_room(path)):
        try:
            rooms.append(read_room(folder, tables, dataset_id=folder.name))
        except DataError as error:
            problems.append(error)
    return rooms


def table_of(path: Path, tables: dict[str, Table]) -> str:
    """Return the table that a CSV file fills: `observation_misuse.csv` fills `observation`.

    Raises:
        DataError: The name is that of no table that files may fill.
    """
    named = [
        name
        for name in tables.keys() - NOT_FROM_CSV
        if path.stem == name or path.stem.startswith(f"{name}_")
    ]
    if not named or path.stem in NOT_FROM_CSV:
        raise DataError(
            file=f"data/{path.parent.name}/{path.name}",
            expectation="A CSV file is named after the table it fills: "
            f"{', '.join(sorted(tables.keys() - NOT_FROM_CSV))}, with or without _ending.",
        )
    return max(named, key=len)


def read_room(
    folder: Path, tables: dict[str, Table], *, dataset_id: str, origin: str = "data"
) -> Room:
    """Read the description of one room.

    Args:
        folder: Where it lies.
        tables: The snapshot's tables, by name.
        dataset_id: The dataset it holds.
        origin: The folder that its files are shown under.

    Raises:
        DataError: The description is missing or says something unknown.
    """
    shown_as = f"{origin}/{dataset_id}/dataset.toml"
    path = folder / "dataset.toml"
    if not path.is_file():
        raise DataError(file=shown_as, expectation="Every room needs this file; it is missing.")
    content = read_toml(path, shown_as=shown_as)
    tables_named = content.pop("tables", {})
    defaults = content.pop("observation_defaults", {})
    _check_keys(
        content, set(tables["dataset"].column_names) - SUPPLIED_DATASET_COLUMNS, shown_as=shown_as
    )
    _check_keys(defaults, set(tables["observation"].column_names), shown_as=shown_as)
    return Room(
        dataset_id=dataset_id,
        folder=folder,
        origin=origin,
        description={key: as_text(value) for key, value in content.items()},
        table_names={key: as_text(value) for key, value in tables_named.items()},
        observation_defaults={key: as_text(value) for key, value in defaults.items()},
    )


def _may_be_room(path: Path) -> bool:
    return path.is_dir() and path.name not in NOT_ROOMS and not path.name.startswith((".", "_"))


def _check_keys(content: dict[str, object], allowed: set[str], *, shown_as: str) -> None:
    for key in content.keys() - allowed:
        raise DataError(
            file=shown_as, value=key, expectation=f"Known keys: {', '.join(sorted(allowed))}."
        )
