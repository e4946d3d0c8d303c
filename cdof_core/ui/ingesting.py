"""The one door of the ui to the ingest: the first start and the Data page pass through it."""

from cdof_core.domain.progress import Progress
from cdof_core.ingest.bringing_in import Proposal, check_and_protect, propose, publish_proposal
from cdof_core.ingest.differences import Differences, compare_snapshots
from cdof_core.ingest.history import KeptSnapshot, list_snapshots, restore_snapshot, snapshot_file
from cdof_core.ingest.import_protection import Protection
from cdof_core.ingest.imported import Imported, ImportRefusedError, Problem
from cdof_core.ingest.imported_rooms import ImportRecord
from cdof_core.ingest.known import read_known
from cdof_core.ingest.library import Library
from cdof_core.ingest.own_table.fields import MEANINGS, Field
from cdof_core.ingest.own_table.layout import Grid
from cdof_core.ingest.own_table.mapping import TableMapping, mapping_from, signature
from cdof_core.ingest.own_table.opening import guess, open_own_file
from cdof_core.ingest.own_table.reading import read_own_table
from cdof_core.ingest.own_table.standing import AXES, Standing, stand_for
from cdof_core.ingest.own_table.template import TEMPLATE_NAME, write_template
from cdof_core.ingest.own_table.units import NewMeasure
from cdof_core.ingest.publish import is_current, list_imports, publish_rooms, rooms_without
from cdof_core.ingest.sources.fetching import CACHE as FINGERTIPS_CACHE
from cdof_core.ingest.sources.fingertips_client import ADDRESS as FINGERTIPS_ADDRESS
from cdof_core.ingest.sources.fingertips_client import MOST_AT_ONCE as FETCHED_AT_ONCE
from cdof_core.ingest.sources.fingertips_client import Client as FingertipsClient
from cdof_core.ingest.sources.fingertips_client import (
    fetch_group,
    fetch_indicators,
    fetch_neighbours,
    fetch_profile,
)
from cdof_core.ingest.sources.places import read_places
from cdof_core.ingest.sources.recognise import (
    AUTO,
    IMPORTERS,
    OF_NO_SOURCE,
    import_file,
    without_known,
)

__all__ = [
    "AUTO",
    "AXES",
    "FETCHED_AT_ONCE",
    "FINGERTIPS_ADDRESS",
    "FINGERTIPS_CACHE",
    "IMPORTERS",
    "MEANINGS",
    "OF_NO_SOURCE",
    "TEMPLATE_NAME",
    "Differences",
    "Field",
    "FingertipsClient",
    "Grid",
    "ImportRecord",
    "ImportRefusedError",
    "Imported",
    "KeptSnapshot",
    "Library",
    "NewMeasure",
    "Problem",
    "Progress",
    "Proposal",
    "Protection",
    "Standing",
    "TableMapping",
    "check_and_protect",
    "compare_snapshots",
    "fetch_group",
    "fetch_indicators",
    "fetch_neighbours",
    "fetch_profile",
    "guess",
    "import_file",
    "is_current",
    "list_imports",
    "list_snapshots",
    "mapping_from",
    "open_own_file",
    "propose",
    "publish_proposal",
    "publish_rooms",
    "read_known",
    "read_own_table",
    "read_places",
    "restore_snapshot",
    "rooms_without",
    "signature",
    "snapshot_file",
    "stand_for",
    "without_known",
    "write_template",
]
