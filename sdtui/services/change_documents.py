"""Who changed what, and when: the change documents that a clerk may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sdtui.domain.authority import ActivityCode, SalesArea
from sdtui.domain.errors import NotAuthorized
from sdtui.services.context import Context
from sdtui.store import changes
from sdtui.store.changes import Change, ChangeDocument, Wanted
from sdtui.store.document_areas import areas_of

SALES_DOCUMENT = "sales_document"
# The authority object that guards each kind of object; sales documents are guarded by type and area.
GUARDS = {"customer": "V_KNA1_VKO", "material": "M_MATE_STA", "condition": "V_KONH_VKS"}
# Saves whose changes are read at once.
MOST = 2000


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """One change, the save that it belongs to, and the dataclass whose field it names (None where nobody knows)."""

    document: ChangeDocument
    change: Change
    kind: type | None


class ChangeDocuments:
    """The change documents of everything that is changed here."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def find(self, wanted: Wanted, most: int | None = None) -> tuple[list[RecordedChange], bool]:
        """The latest changes first, those of at most so many saves, and whether older ones were left out."""
        most = MOST if most is None else most
        with self.context.database.read() as unit:
            found = changes.find(unit, wanted, most + 1)
            numbers = {document.key for document in found if document.object == SALES_DOCUMENT}
            areas = areas_of(unit, numbers)
        allowed = self._allowed(found, areas)
        lines = [
            RecordedChange(document, change, changes.kind_of(document.object, change.section))
            for document in found[:most]
            if (document.object, document.key) in allowed
            for change in document.changes
        ]
        return lines, len(found) > most

    def _allowed(
        self, found: Sequence[ChangeDocument], areas: dict[str, tuple[str, SalesArea]]
    ) -> set[tuple[str, str]]:
        """The objects among those found that the clerk may display; each is asked about once."""
        objects = {(document.object, document.key) for document in found}
        return {(of, key) for of, key in objects if self._permitted(of, *areas.get(key, ("", SalesArea())))}

    def _permitted(self, of: str, document_type: str, area: SalesArea) -> bool:
        fields = {"document_type": document_type} if of == SALES_DOCUMENT else {}
        try:
            self.context.permit(ActivityCode.DISPLAY, GUARDS.get(of, "V_VBAK_AAT"), area, **fields)
        except NotAuthorized:
            return False
        return True
