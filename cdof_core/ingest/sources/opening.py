"""What every importer is: a name, how it knows its files, and how it reads them."""

from collections.abc import Callable
from dataclasses import dataclass

from cdof_core.ingest.imported import Imported
from cdof_core.ingest.sources.places import Places
from cdof_core.ingest.sources.sheets import Opened

OGL = "Open Government Licence v3.0"
ONS_ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0."
)


@dataclass(frozen=True, slots=True)
class Importer:
    """One source.

    Attributes:
        name: As on the command line: `fingertips`, `ons-deaths-local` ...
        title: What it reads, in words.
        rhythm: How often its publisher brings out new figures, in words.
        find_at: Where the files are found.
        knows: Whether a file looks like one of its own; must not raise for any file that opened.
        read: Reads a file.
        signs: What stands in such files even where their sheets or columns are laid out anew, as
            patterns of lower case text.
    """

    name: str
    title: str
    rhythm: str
    find_at: str
    knows: Callable[[Opened], bool]
    read: Callable[[Opened, Places], Imported]
    signs: tuple[str, ...] = ()


def describe_dataset(  # one line a key of `dataset.toml`
    *,
    publisher: str,
    publication: str,
    table_name: str,
    url: str,
    frequency: str,
    attribution: str,
    disclosure_rule: str = "none",
    published: str = "",
    caveats: str = "",
) -> dict[str, str]:
    """Return the description of a published, open dataset read from the publisher's own file."""
    return {
        "publisher": publisher,
        "publication": publication,
        "table_name": table_name,
        "url": url,
        "published": published,
        "frequency": frequency,
        "licence": OGL,
        "attribution": attribution,
        "strength": "official_workbook",
        "sensitivity": "open",
        "disclosure_rule": disclosure_rule,
        "collection": "current",
        "caveats": caveats,
    }
