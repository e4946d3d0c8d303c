"""Run by Alembic: migrates over the connection that `engine` hands it."""

from alembic import context

from cdof_core.workspace.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
