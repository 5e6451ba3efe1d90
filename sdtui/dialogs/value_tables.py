"""Value tables for the kernel: customizing, masters and documents from the services, fixed values from the texts."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sdtui.kernel.popups import Hits
from sdtui.kernel.texts import Texts
from sdtui.services.value_tables import ValueTables


class WordedValueTables:
    """The value tables of the services, with words for values that only the program knows."""

    def __init__(self, tables: ValueTables, texts: Texts) -> None:
        self._tables = tables
        self._texts = texts

    def exists(self, table: str, value: str, facts: Mapping[str, str]) -> bool:
        return self._tables.exists(table, value, facts)

    def text(self, table: str, value: str, facts: Mapping[str, str]) -> str:
        fixed = f"value.{table}.{value}"
        if self._texts.has(fixed):
            return self._texts.find(fixed)
        return self._tables.text(table, value, facts)

    def search(self, table: str, text: str, facts: Mapping[str, str], limit: int) -> Hits:
        found = self._tables.search(table, text, facts, limit + 1)
        rows = found.rows[:limit]
        recent = frozenset(place for place, row in enumerate(rows) if row[0] in found.recent)
        return Hits(found.columns, rows, len(found.rows) > limit, recent=recent, narrowed=found.narrowed)

    def used(self, entered: Collection[tuple[str, str]]) -> None:
        self._tables.used(entered)
