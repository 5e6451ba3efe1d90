"""Run by Alembic: migrates over the connection that ``sdtui.store.schema`` hands over, within its transaction."""

from alembic import context

from sdtui.store.tables import metadata
from sdtui.store.tables.searching import is_declared

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot alter most of a table: it is copied into a new one.
    render_as_batch=True,
    include_name=is_declared,
    # True on SQLite too, as transactions are begun by hand there.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
