"""One table for everything that users save, and one for every change of it.

Groups and scenarios of earlier versions move there with their identifiers and versions.
"""

import json
from collections import Counter
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ENTRY = sa.table(
    "entry",
    sa.column("id", sa.String),
    sa.column("kind", sa.String),
    sa.column("parent", sa.String),
    sa.column("name", sa.String),
    sa.column("unique_name", sa.String),
    sa.column("content", sa.Text),
    sa.column("version", sa.Integer),
    sa.column("created_at", sa.DateTime(timezone=True)),
    sa.column("created_by", sa.String),
    sa.column("updated_at", sa.DateTime(timezone=True)),
    sa.column("updated_by", sa.String),
)
_CHANGE = sa.table(
    "change",
    sa.column("entry_id", sa.String),
    sa.column("kind", sa.String),
    sa.column("made_by", sa.String),
    sa.column("made_at", sa.DateTime(timezone=True)),
    sa.column("before", sa.Text),
    sa.column("after", sa.Text),
)
_OWN_GROUP = sa.table(
    "own_group",
    sa.column("id", sa.String),
    sa.column("name", sa.String),
    sa.column("kind", sa.String),
    sa.column("member_codes", sa.String),
    sa.column("created_at", sa.DateTime(timezone=True)),
    sa.column("updated_at", sa.DateTime(timezone=True)),
    sa.column("version", sa.Integer),
)
_SCENARIO = sa.table(
    "scenario",
    sa.column("id", sa.String),
    sa.column("name", sa.String),
    sa.column("content", sa.Text),
    sa.column("created_at", sa.DateTime(timezone=True)),
    sa.column("updated_at", sa.DateTime(timezone=True)),
    sa.column("version", sa.Integer),
)


def upgrade() -> None:
    """Create both tables, move what was saved, drop the tables it was in."""
    _create_tables()
    connection = op.get_bind()
    for row in connection.execute(sa.select(_OWN_GROUP).order_by(_OWN_GROUP.c.created_at)):
        members = row.member_codes.split("+")
        _move(row, "own_group", row.name, {"use": row.kind, "members": members})
    taken: Counter[str] = Counter()
    for row in connection.execute(sa.select(_SCENARIO).order_by(_SCENARIO.c.created_at)):
        taken[row.name] += 1
        # Renaming could once give two scenarios one name; from now on names are unique.
        name = row.name if taken[row.name] == 1 else f"{row.name[:100]} ({row.id})"
        _move(row, "scenario", name, json.loads(row.content))
    op.drop_table("own_group")
    op.drop_table("scenario")


def downgrade() -> None:
    """Refuse: what other kinds of entries hold has no place in the tables of before."""
    message = "Version 0003 cannot be undone. Restore a backup made before it."
    raise RuntimeError(message)


def _create_tables() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("parent", sa.String(120), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("unique_name", sa.String(120)),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(200), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.String(200), nullable=False),
        sa.UniqueConstraint("kind", "parent", "unique_name", name="entry_unique_name"),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("entry_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("made_by", sa.String(200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
    )
    op.create_index("change_entry", "change", ["entry_id"])


def _move(row: sa.Row[Any], kind: str, name: str, content: dict[str, Any]) -> None:
    state = {"parent": "", "name": name, "content": content, "version": row.version}
    connection = op.get_bind()
    connection.execute(
        sa.insert(_ENTRY).values(
            id=row.id,
            kind=kind,
            parent="",
            name=name,
            unique_name=name if kind == "scenario" else None,
            content=json.dumps(content, sort_keys=True),
            version=row.version,
            created_at=row.created_at,
            created_by="",
            updated_at=row.updated_at,
            updated_by="",
        )
    )
    connection.execute(
        sa.insert(_CHANGE).values(
            entry_id=row.id,
            kind=kind,
            made_by="",
            made_at=row.updated_at,
            before=None,
            after=json.dumps(state, sort_keys=True),
        )
    )
