"""A unit of work: one transaction, and the quick ways to write many rows in it.

Rows are written by position through the driver, with the values prepared by the types of the columns: a document has
hundreds of rows, and naming each value costs more than storing it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, CursorResult, Dialect, Executable, Table

Values = tuple[Any, ...]
Processor = Callable[[Any], Any]


class Unit:
    """An open transaction. ``connection`` is for the store only."""

    def __init__(self, connection: Connection, *, writes: bool = False) -> None:
        self.connection = connection
        self.writes = writes

    def execute(self, statement: Executable, values: dict[str, Any] | None = None) -> CursorResult[Any]:
        return self.connection.execute(statement, values or {})

    def rows(self, statement: Executable) -> list[Values]:
        return [tuple(row) for row in self.connection.execute(statement)]

    def first(self, statement: Executable) -> Values | None:
        row = self.connection.execute(statement).first()
        return None if row is None else tuple(row)

    def insert(self, table: Table, columns: Sequence[str], rows: Sequence[Values]) -> None:
        """Many rows at once, each as long as ``columns``."""
        if rows:
            self._run(_plan(table, tuple(columns), (), "insert", self.connection.dialect), rows)

    def put(self, table: Table, columns: Sequence[str], key: Sequence[str], rows: Sequence[Values]) -> None:
        """Inserts rows, or replaces those that have the same ``key``."""
        if rows:
            self._run(_plan(table, tuple(columns), tuple(key), "put", self.connection.dialect), rows)

    def insert_missing(self, table: Table, columns: Sequence[str], key: Sequence[str], rows: Sequence[Values]) -> None:
        """Inserts rows, but leaves those alone that have the same ``key``."""
        if rows:
            self._run(_plan(table, tuple(columns), tuple(key), "insert missing", self.connection.dialect), rows)

    def update(self, table: Table, columns: Sequence[str], key: Sequence[str], rows: Sequence[Values]) -> None:
        """Sets ``columns`` where ``key`` is met; a row holds the new values first, then those of the key."""
        if rows:
            self._run(_plan(table, tuple(columns), tuple(key), "update", self.connection.dialect), rows)

    def delete(self, table: Table, key: Sequence[str], rows: Sequence[Values]) -> None:
        if rows:
            self._run(_plan(table, (), tuple(key), "delete", self.connection.dialect), rows)

    def _run(self, plan: _Plan, rows: Sequence[Values]) -> None:
        values: list[Iterable[Any]] = list(zip(*rows, strict=True))
        for place, processor in plan.processors:
            values[place] = map(processor, values[place])
        self.connection.exec_driver_sql(plan.sql, list(zip(*values, strict=True)))


class _Plan(NamedTuple):
    """A statement, and which of its values have to be prepared by what."""

    sql: str
    processors: tuple[tuple[int, Processor], ...]


@lru_cache(maxsize=500)
def _plan(table: Table, columns: tuple[str, ...], key: tuple[str, ...], act: str, dialect: Dialect) -> _Plan:
    quote = dialect.identifier_preparer.quote
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    name = quote(table.name)
    values = columns + key if act in {"update", "delete"} else columns
    where = " AND ".join(f"{quote(column)} = {mark}" for column in key)
    if act == "update":
        assignments = ", ".join(f"{quote(column)} = {mark}" for column in columns)
        sql = f"UPDATE {name} SET {assignments} WHERE {where}"  # noqa: S608 - names are those of our tables
    elif act == "delete":
        sql = f"DELETE FROM {name} WHERE {where}"  # noqa: S608 - names are those of our tables
    else:
        names, marks = ", ".join(map(quote, columns)), ", ".join(mark for _ in columns)
        sql = f"INSERT INTO {name} ({names}) VALUES ({marks})"  # noqa: S608 - names are those of our tables
        if act != "insert":
            kept = columns if act == "insert missing" else key
            facts = ", ".join(f"{quote(each)} = excluded.{quote(each)}" for each in columns if each not in kept)
            sql += f" ON CONFLICT ({', '.join(map(quote, key))}) DO {f'UPDATE SET {facts}' if facts else 'NOTHING'}"
    processors = [_processor(table, column, dialect) for column in values]
    return _Plan(sql, tuple((place, found) for place, found in enumerate(processors) if found))


def _processor(table: Table, column: str, dialect: Dialect) -> Processor | None:
    return table.c[column].type.dialect_impl(dialect).bind_processor(dialect)
