"""Making the schema, and bringing that of an older version up to date."""

from __future__ import annotations

from sdtui.store.engine import Database
from sdtui.store.tables import metadata
from sdtui.store.unit import Unit
from sdtui.store.versions import HEAD

_VERSION_TABLE = metadata.tables["alembic_version"]


def create_schema(database: Database) -> None:
    """All tables of the present revision, in an empty database."""

    def act(unit: Unit) -> None:
        metadata.create_all(unit.connection, checkfirst=False)
        unit.insert(_VERSION_TABLE, ["version_num"], [(HEAD,)])

    database.write(act)
