"""The way from an object to the list of its changes."""

from __future__ import annotations

from sdtui.kernel.dialog import Call, Turn
from sdtui.kernel.messages import information
from sdtui.services.change_documents import ChangeDocuments, Wanted

TCODE = "RSSCD100"
# Under which the caller leaves what the list is to show.
OBJECT, KEY = "CHANGE_OBJECT", "CHANGE_KEY"
# The classes of change documents, by what locks and change documents call the objects here.
CLASSES = {"sales_document": "VERKBELEG", "customer": "DEBI", "material": "MATERIAL", "condition": "COND_A"}
OBJECTS = {name: object for object, name in CLASSES.items()}


def changes_of(documents: ChangeDocuments, object: str, key: str) -> Turn:
    """The list of the changes of one object, on top of what the clerk works on; where there are none he stays."""
    found, _ = documents.find(Wanted(object, (key,)), most=1)
    if not found:
        return Turn(message=information("no-changes", key=key))
    return Turn(call=Call(TCODE, {OBJECT: object, KEY: key}, codes=("execute",)))
