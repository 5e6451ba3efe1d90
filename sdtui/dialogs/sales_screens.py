"""Names of the screens of sales documents, said once."""

from __future__ import annotations

OVERVIEW = "sales_document_overview"
HEADER = "sales_document_header"
ITEM = "sales_document_item"
TEXT = "sales_document_text"
REFERENCE = "create_with_reference"
SELECTION = "selection_list"
FLOW = "document_flow"
POSITION = "position"

# screens that the activity display closes
CHANGEABLE = frozenset({OVERVIEW, HEADER, ITEM, TEXT})
