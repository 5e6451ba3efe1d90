"""The migrations lead to the schema of today; a broken upgrade leaves everything as it was."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from sdtui.store import number_ranges, schema
from sdtui.store.columns import metadata
from sdtui.store.engine import Database, open_database
from sdtui.store.errors import StorageFailed
from sdtui.store.probe import refusal
from sdtui.store.tables.searching import is_declared
from sdtui.store.versions import HEAD, REVISIONS
from tests.store.samples import RANGES, sales_document, saved


def test_the_migrations_lead_to_the_tables_of_today(url: str) -> None:
    with closing(open_database(url)) as database:
        schema.upgrade(database)
        with database.read() as unit:
            compared = {"compare_type": True, "include_name": is_declared}
            context = MigrationContext.configure(unit.connection, opts=compared)
            assert compare_metadata(context, metadata) == []


def test_both_ways_lead_to_the_same_statements(new_url: Callable[[str], str]) -> None:
    """What reflection does not see: collations, clustering, constraint names."""
    made: list[dict[str, str]] = []
    for make in (schema.create_schema, schema.upgrade):
        with closing(open_database(new_url("memory"))) as database:
            make(database)
            with database.read() as unit:
                rows = unit.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
                made.append({row.name: parts(row.sql) for row in rows if row.name != "alembic_version"})
    assert made[0] == made[1]


def parts(statement: str) -> str:
    """A CREATE statement, its columns in the order of the alphabet; only a table that was renamed is quoted."""
    plain = statement.replace("\t", "").replace('"', "")
    return " ".join(sorted(line.strip().strip(",") for line in plain.splitlines()))


def test_the_revisions_are_those_of_alembic(database: Database) -> None:
    with database.read() as unit:
        script = ScriptDirectory.from_config(schema.alembic_config(unit.connection))
    assert tuple(reversed([each.revision for each in script.walk_revisions()])) == REVISIONS


BROKEN = """
import sqlalchemy as sa
from alembic import op

revision = "broken"
down_revision = "{head}"


def upgrade():
    op.add_column("sales_item", sa.Column("novelty", sa.String(), nullable=True))
    with op.batch_alter_table("sales_document") as batch:
        batch.alter_column("description", type_=sa.String(80))
    op.create_table("novelty", sa.Column("number", sa.String(), primary_key=True))
    op.execute("UPDATE sales_item SET novelty = 'x'")
    {last}
"""


@pytest.fixture
def further_revision(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Adds a revision that ends with the given statement."""
    original = schema.alembic_config

    def add(last: str) -> None:
        folder = tmp_path / "versions"
        folder.mkdir(exist_ok=True)
        (folder / "broken.py").write_text(BROKEN.format(head=HEAD, last=last))
        shipped = Path(schema.__file__).parent / "migrations" / "versions"

        def config(connection):
            made = original(connection)
            made.set_main_option("path_separator", "newline")
            made.set_main_option("version_locations", f"{shipped}\n{folder}")
            return made

        monkeypatch.setattr(schema, "alembic_config", config)

    return add


def everything(database: Database) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    with database.read() as unit:
        tables = inspect(unit.connection).get_table_names()
        columns = {name: [column["name"] for column in inspect(unit.connection).get_columns(name)] for name in tables}
        rows = {name: sorted(map(repr, unit.rows(text(f'SELECT * FROM "{name}"')))) for name in tables}
    return (columns, rows)


def test_a_broken_upgrade_leaves_everything_as_it_was(database: Database, further_revision) -> None:
    document = saved(database, sales_document())
    before = everything(database)
    further_revision("raise KeyError('in the middle')")
    with pytest.raises(KeyError):
        schema.upgrade(database)
    assert everything(database) == before
    assert saved(database, sales_document()).number > document.number


def test_an_upgrade_keeps_documents_and_references(database: Database, further_revision) -> None:
    saved(database, sales_document())
    further_revision("pass")
    schema.upgrade(database)
    saved_after = everything(database)
    assert "novelty" in saved_after[0]
    with database.engine.connect() as connection:
        if database.facts.engine == "SQLite":
            assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1


def test_an_upgrade_that_leaves_rows_astray_is_undone(new_url: Callable[[str], str], further_revision) -> None:
    with closing(open_database(new_url("file"))) as database:
        schema.create_schema(database)
        database.write(lambda unit: number_ranges.ensure_number_ranges(unit, RANGES))
        saved(database, sales_document())
        before = everything(database)
        further_revision("op.execute('DELETE FROM sales_document')")
        with pytest.raises(StorageFailed):
            schema.upgrade(database)
        assert everything(database) == before


def test_a_copy_is_made_before_an_upgrade(new_url: Callable[[str], str], further_revision, tmp_path: Path) -> None:
    with closing(open_database(new_url("file"))) as database:
        schema.create_schema(database)
        further_revision("pass")
        schema.upgrade(database, backup=tmp_path / "before.db")
    assert refusal(f"sqlite:///{tmp_path / 'before.db'}") is None
    newer = refusal(new_url("file"))
    assert newer is not None
    assert (newer.message, newer.slots["found"]) == ("database-newer", "broken")


def test_a_copy_is_read_by_nobody_who_may_not_read_the_original(new_url: Callable[[str], str], tmp_path: Path) -> None:
    url = new_url("file")
    with closing(open_database(url)) as database:
        schema.create_schema(database)
        Path(url.removeprefix("sqlite:///")).chmod(0o600)
        schema.copy_to(database, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    assert refusal(f"sqlite:///{tmp_path / 'copy.db'}") is None
