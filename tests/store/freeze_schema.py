"""Writes the first revision anew from the tables of today: ``python -m tests.store.freeze_schema``.

Right until the first release. From then on every change of the schema is a revision of its own.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from sdtui.store import column_types as ct
from sdtui.store import migrations
from sdtui.store.tables import metadata

IMPORTS = """
from __future__ import annotations

from alembic import op

from sdtui.store.migrations import kinds as k
"""

REVISION = f'''"""The first schema."""
{IMPORTS.replace("import kinds as k", "import first_masters").rstrip()}
from sdtui.store.migrations import kinds as k

revision = "0001"
down_revision = None


def upgrade() -> None:
'''

MASTERS = f'''"""The masters and condition records of the first schema."""
{IMPORTS}'''


def kind(column: sa.Column[Any]) -> tuple[str, str]:
    """The function that makes the column, with its first argument."""
    found: Any = column.type
    match found:
        case ct.Exact():
            return "exact", str(found.decimals)
        case ct.Instant():
            return "instants", ""
        case ct.Coded():
            return "states", str(vars(found.impl_instance)["length"])
        case ct.ScaleText() | ct.FactsText() | sa.Text():
            return "texts", ""
        case sa.BigInteger():
            return "big", ""
        case sa.Boolean():
            return "flags", ""
        case sa.Integer():
            return "integers", ""
        case sa.Date():
            return "dates", ""
        case sa.String():
            return "codes", str(found.length)
        case _:
            raise TypeError(found)


def lines(table: sa.Table) -> Iterator[str]:
    yield f"def {table.name}() -> None:"
    yield "    op.create_table("
    yield f'        "{table.name}",'
    groups: dict[tuple[str, str, bool], list[str]] = {}
    for column in table.c:
        groups.setdefault((*kind(column), bool(column.nullable)), []).append(column.name)
    for (function, first, nullable), names in groups.items():
        arguments = [*([first] if first else []), *(f'"{name}"' for name in names)]
        yield f"        *k.{function}({', '.join([*arguments, *(['nullable=True'] if nullable else [])])}),"
    yield f"        k.key({', '.join(f'{name!r}' for name in (table.name, *table.primary_key.columns.keys()))}),"
    for foreign in sorted(table.foreign_keys, key=lambda each: each.parent.name):
        yield f'        k.reference("{table.name}", "{foreign.parent.name}", "{foreign.target_fullname}"),'
    if not table.dialect_options["sqlite"]["with_rowid"]:
        yield "        sqlite_with_rowid=False,"
    yield "    )"
    for index in sorted(table.indexes, key=lambda each: str(each.name)):
        unique = ", unique=True" if index.unique else ""
        yield f'    op.create_index("{index.name}", "{table.name}", {index.columns.keys()!r}{unique})'


def is_master(table: sa.Table) -> bool:
    return table.name.startswith(("customer", "material", "condition"))


def files() -> dict[str, str]:
    """Path below the migrations to text; in two files, as one would be too long."""
    tables = [table for table in metadata.sorted_tables if table.name != "alembic_version"]
    calls = [f"    {'first_masters.' if is_master(table) else ''}{table.name}()\n" for table in tables]
    revision, masters = REVISION + "".join(calls), MASTERS
    for table in tables:
        text = "\n\n" + "\n".join(lines(table)) + "\n"
        if is_master(table):
            masters += text
        else:
            revision += text
    return {"versions/first_schema.py": revision, "first_masters.py": masters}


if __name__ == "__main__":
    for name, text in files().items():
        (Path(str(migrations.__file__)).parent / name).write_text(text, encoding="utf-8")
