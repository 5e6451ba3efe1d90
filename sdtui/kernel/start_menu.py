"""The start menu: what a session shows while no transaction runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sdtui.kernel.compose import LazyRows
from sdtui.kernel.definitions import MenuEntry
from sdtui.kernel.machinery import Machinery
from sdtui.kernel.popups import Notice
from sdtui.kernel.view import Column, FieldView, Part, Row, Table, cell_path

MENU = "menu"


@dataclass(frozen=True, slots=True)
class StartMenu:
    """The tree of the menu as a list of lines, folders open."""

    machinery: Machinery

    def lines(self) -> list[tuple[int, MenuEntry]]:
        """Level and entry of each line."""
        lines: list[tuple[int, MenuEntry]] = []

        def walk(entries: Sequence[MenuEntry], level: int) -> None:
            for entry in entries:
                lines.append((level, entry))
                walk(entry.entries, level + 1)

        walk(self.machinery.definitions.menu.entries, 0)
        return lines

    def body(self) -> tuple[Part, ...]:
        """The list of lines."""
        texts, lines = self.machinery.texts, self.lines()
        columns = (
            Column("tcode", texts.find("heading.transaction"), 8),
            Column("text", texts.find("heading.menu"), 56, need=2),
        )

        def make(index: int) -> Row:
            level, entry = lines[index]
            mark = "" if entry.tcode else "▾ "
            cells = (
                FieldView(cell_path(MENU, index, "tcode"), entry.tcode, width=8, style="key"),
                FieldView(cell_path(MENU, index, "text"), "  " * level + mark + self.title(entry), width=56),
            )
            return Row(cells, style="" if entry.tcode else "heading")

        return (Table(MENU, columns, LazyRows(len(lines), make), len(lines), choice=True),)

    def title(self, entry: MenuEntry) -> str:
        """The text of an entry, that of its transaction when it has none of its own."""
        language = self.machinery.texts.language
        transaction = self.machinery.definitions.transactions.get(entry.tcode)
        return entry.title(language) or (transaction.title(language) if transaction else "")

    def help(self) -> Notice:
        """What the start menu and the command field are for."""
        texts = self.machinery.texts
        return Notice("help", texts.find("title.help"), tuple(texts.find("help.menu").split("\n")))
