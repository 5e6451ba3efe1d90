"""Making the schema, and bringing that of an older version up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from sdtui.domain.errors import Refuse
from sdtui.store.address import shown
from sdtui.store.engine import Database
from sdtui.store.errors import StorageFailed
from sdtui.store.tables import metadata
from sdtui.store.unit import Unit
from sdtui.store.versions import HEAD

if TYPE_CHECKING:
    from alembic.config import Config

_VERSION_TABLE = metadata.tables["alembic_version"]
_MIGRATIONS = Path(__file__).parent / "migrations"


def create_schema(database: Database) -> None:
    """All tables of the present revision, in an empty database; without Alembic, as nothing has to be migrated.

    Raises Refuse when there are tables already: somebody else may have been quicker.
    """

    def act(unit: Unit) -> None:
        if inspect(unit.connection).get_table_names():
            raise Refuse("database-exists", place=shown(database.facts.place))
        metadata.create_all(unit.connection, checkfirst=False)
        unit.insert(_VERSION_TABLE, ["version_num"], [(HEAD,)])

    database.write(act)


def upgrade(database: Database, to: str = "head", backup: Path | None = None) -> None:
    """Runs the missing revisions in one transaction: all of them or, when one fails, none.

    ``backup`` names a file, which must not exist, for a copy of the old database (SQLite only). Refuses to end with
    rows that point nowhere.
    """
    if backup is not None:
        copy_to(database, backup)
    with database.exclusively() as connection:
        _upgrade(connection, to)


def copy_to(database: Database, path: Path) -> None:
    """A consistent copy of a SQLite database in use, for whoever may read the original and for nobody else."""
    if original := database.engine.url.database:
        # SQLite fills an empty file; one that it made itself would be as open as the umask leaves it.
        path.touch(mode=Path(original).stat().st_mode & 0o777, exist_ok=False)
    connection = database.engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(path),))
    finally:
        connection.close()


def alembic_config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    # A percent sign would start an interpolation.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection, to: str) -> None:
    from alembic import command

    command.upgrade(alembic_config(connection), to)
    if connection.dialect.name == "sqlite":
        # Copying a table counts as deleting the old one, so references are looked at once, at the end.
        astray = connection.execute(text("PRAGMA foreign_key_check")).all()
        if astray:
            raise StorageFailed("database-upgrade-failed", reason=f"{len(astray)} rows point nowhere")
