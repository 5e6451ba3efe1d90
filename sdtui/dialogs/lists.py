"""The base of all lists: a selection screen where there is one, the list, and what clerks do with any list.

A list is a class below ``ListDialog`` with its screens and sources, and a screen file of the kind ``list``:

    class LockList(ListDialog):
        list_screens = {"locks": "locks"}
        records = {"LockRows": list_class("LockRows", LockLine)}

        def source(self) -> Source:
            return self.services.lists.records("locks", LockLine, self.lines, ("object", "key"))

        def open_row(self, row: LockLine) -> Turn: ...

One with a selection screen (of the kind ``selection``) names it in ``selection_screen`` and its record, which
``selection_class`` makes of the fields of the rows, in ``selection_record``. Own keys are handlers as in any dialog:
``row_at(act)`` is the row under the cursor, ``targets(act)`` are the marked ones or that, ``renewed(message)`` reads
the list again and stays on the row.
"""

from __future__ import annotations

from sdtui.dialogs.list_base import ListBase, Listed, list_class
from sdtui.dialogs.list_selection import ListSelection
from sdtui.dialogs.selection import SelectionRecord, selection_class

__all__ = ["ListBase", "ListDialog", "Listed", "SelectionRecord", "list_class", "selection_class"]


class ListDialog(ListSelection):
    """A list with all that lists can do."""
