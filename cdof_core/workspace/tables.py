"""The tables of the workspace as the code of today expects them; migrations make them so."""

from sqlalchemy import (
    Column,
    DateTime,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

entry = Table(
    "entry",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("parent", String(120), nullable=False),
    Column("name", String(120), nullable=False),
    # The name again where its kind wants names unique, nothing elsewhere: the database itself
    # refuses the second of two people who save the same name at once.
    Column("unique_name", String(120)),
    Column("content", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("created_by", String(200), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Column("updated_by", String(200), nullable=False),
    UniqueConstraint("kind", "parent", "unique_name", name="entry_unique_name"),
)

change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("entry_id", String(32), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("before", Text),
    Column("after", Text),
)
Index("change_entry", change.c.entry_id)
