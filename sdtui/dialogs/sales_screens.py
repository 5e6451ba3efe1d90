"""Names of the screens of sales documents, said once."""

from __future__ import annotations

INITIAL_CREATE = "sales_document_initial_create"
INITIAL_CHANGE = "sales_document_initial_change"
INITIAL_DISPLAY = "sales_document_initial_display"
OVERVIEW = "sales_document_overview"
HEADER = "sales_document_header"
ITEM = "sales_document_item"
TEXT = "sales_document_text"
REFERENCE = "create_with_reference"
SELECTION = "selection_list"
FLOW = "document_flow"
POSITION = "position"
FAST_CHANGE = "item_fast_change"
PROPOSAL = "item_proposal"
IMPORT_FILE = "item_import_file"
IMPORT_COLUMNS = "item_import_columns"
IMPORT_PREVIEW = "item_import_preview"

# header fields that the checks refuse and that are entered in the overview; the others stand in the header details
ON_OVERVIEW = frozenset({
    "sold_to", "ship_to", "customer_reference", "valid_from", "valid_to", "requested_delivery_date",
})  # fmt: skip

# fields of an item that stand in the lines of the overview; the others are entered in its details
ON_LINES = frozenset({
    "material", "quantity", "unit", "description", "item_category", "plant", "requested_delivery_date",
    "customer_material",
})  # fmt: skip

# screens that the activity display closes
CHANGEABLE = frozenset({OVERVIEW, HEADER, ITEM, TEXT})
