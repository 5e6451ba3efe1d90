"""Finding a text in a list, and counting its rows."""

from __future__ import annotations

from copy import copy

from sdtui.dialogs.list_columns import ListColumns
from sdtui.dialogs.list_popups import FIND, LIST, Finding
from sdtui.dialogs.list_totals import TotalRow
from sdtui.domain.errors import Refuse
from sdtui.kernel.dialog import Act, Turn, on
from sdtui.kernel.messages import success


class ListFinding(ListColumns):
    """``finding`` is what the clerk looked for last."""

    finding = ""

    @on(LIST, "find_text")
    def ask_text(self, act: Act) -> Turn:
        """Ask for the text to look for."""
        self.note_place(act)
        self.popup = Finding(self.finding)
        return Turn(FIND, cursor="find_text")

    @on(FIND, "check")
    def find_first(self, act: Act) -> Turn:
        """The next row that has the text, from the row under the cursor on."""
        self.finding = self.popup.find_text
        return self.found(max(0, next((n for n, row in enumerate(self.shown) if self.is_here(row)), 0)))

    @on(LIST, "find_next")
    def find_next(self, act: Act) -> Turn:
        """The next row behind the one under the cursor that has the text."""
        if not self.finding:
            return self.ask_text(act)
        self.note_place(act)
        return self.found(max(act.row, -1) + 1)

    def found(self, start: int) -> Turn:
        """The first row from ``start`` on that has the text; reads on as long as there are rows.

        Where it finds none, or is stopped, the list stays as it was.
        """
        former = copy(self.present)
        former.rows = list(former.rows)
        try:
            row = self.next_with(self.finding.casefold(), start)
        except BaseException:
            self.window = former
            self.arrange()
            raise
        self.here = self.present.key(self.shown[row])
        return self.back(row=row)

    def next_with(self, wanted: str, row: int) -> int:
        """The place of the next row with a text; refuses when there is none up to the end."""
        while True:
            while row < len(self.shown):
                if any(wanted in text.casefold() for text in self.texts_of(row)):
                    return row
                row += 1
            if not self.present.more:
                raise Refuse("find-no-more", text=self.finding)
            self.services.context.pulse.beat(max(self.present.first, 0) + len(self.present.rows))
            last = self.present.rows[-1]
            self.present.read_next()
            self.arrange()
            row = next(n for n, each in enumerate(self.shown) if each is last) + 1

    def texts_of(self, row: int) -> list[str]:
        """The texts of a row as it is shown; none of a line of sums."""
        line = self.shown[row]
        return [] if isinstance(line, TotalRow) else [self.text_of(line, c.name) for c in self.layout_columns()]

    @on(LIST, "count_rows")
    def count(self, act: Act) -> Turn:
        """Count the rows of the list."""
        return Turn(message=success("rows-counted", count=self.present.count()))
