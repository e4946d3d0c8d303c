"""The tables of the workspace as the code of today expects them; migrations make them so."""

from sqlalchemy import CheckConstraint, Column, DateTime, Integer, MetaData, String, Table, Text

metadata = MetaData()

own_group = Table(
    "own_group",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("member_codes", String(2000), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Column("version", Integer, nullable=False),
    CheckConstraint("kind IN ('partnership', 'group')", name="own_group_kind"),
)

scenario = Table(
    "scenario",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("content", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Column("version", Integer, nullable=False),
)
