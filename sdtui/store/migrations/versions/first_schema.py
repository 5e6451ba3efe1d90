"""The first schema."""

from __future__ import annotations

from alembic import op

from sdtui.store.migrations import first_masters
from sdtui.store.migrations import kinds as k

revision = "0001"
down_revision = None


def upgrade() -> None:
    change_header()
    command_history()
    first_masters.condition_record()
    first_masters.customer()
    document_lock()
    first_masters.material()
    number_range()
    recent_value()
    sales_document()
    user_parameter()
    change_item()
    first_masters.condition_scale()
    first_masters.customer_contact()
    first_masters.customer_partner()
    first_masters.customer_sales_area()
    first_masters.customer_tax()
    document_flow()
    first_masters.material_plant()
    first_masters.material_sales()
    first_masters.material_tax()
    first_masters.material_text()
    first_masters.material_unit()
    first_masters.material_valuation()
    sales_condition()
    sales_item()
    sales_partner()
    sales_text()


def change_header() -> None:
    op.create_table(
        "change_header",
        *k.big("change"),
        *k.codes(None, "object", "key", "transaction"),
        *k.codes(12, "user"),
        *k.instants("at"),
        k.key("change_header", "change"),
    )
    op.create_index("ix_change_header_object_key_change", "change_header", ["object", "key", "change"])


def command_history() -> None:
    op.create_table(
        "command_history",
        *k.codes(12, "user"),
        *k.codes(None, "command"),
        *k.instants("used_at"),
        k.key("command_history", "user", "command"),
    )
    op.create_index("ix_command_history_user_used_at", "command_history", ["user", "used_at"])


def document_lock() -> None:
    op.create_table(
        "document_lock",
        *k.codes(None, "object", "key", "session_id", "place"),
        *k.codes(12, "user"),
        *k.instants("since", "beat"),
        k.key("document_lock", "object", "key"),
    )
    op.create_index("ix_document_lock_session_id", "document_lock", ["session_id"])


def number_range() -> None:
    op.create_table(
        "number_range",
        *k.codes(None, "object", "code", "range_start", "range_end"),
        *k.flags("external"),
        *k.big("level"),
        k.key("number_range", "object", "code"),
    )


def recent_value() -> None:
    op.create_table(
        "recent_value",
        *k.codes(12, "user"),
        *k.codes(None, "value_table", "value"),
        *k.instants("used_at"),
        k.key("recent_value", "user", "value_table", "value"),
    )


def sales_document() -> None:
    op.create_table(
        "sales_document",
        *k.states(1, "category", "reference_status", "rejection_status", "overall_status"),
        *k.codes(
            4,
            "document_type",
            "sales_org",
            "sales_office",
            "customer_reference_type",
            "payment_terms",
            "delivering_plant",
        ),
        *k.codes(10, "number", "sold_to", "ship_to", "collective_number"),
        *k.codes(
            2,
            "channel",
            "division",
            "shipping_condition",
            "delivery_block",
            "billing_block",
            "price_group",
            "price_list",
            "customer_group",
        ),
        *k.codes(3, "sales_group", "currency", "incoterms", "order_reason", "destination_country"),
        *k.codes(80, "sold_to_address", "ship_to_address"),
        *k.codes(35, "customer_reference", "orderer", "sold_to_name"),
        *k.dates(
            "customer_reference_date",
            "document_date",
            "valid_from",
            "valid_to",
            "requested_delivery_date",
            "pricing_date",
            "created_on",
            nullable=True,
        ),
        *k.codes(12, "your_reference", "created_by", "changed_by"),
        *k.codes(16, "orderer_phone"),
        *k.codes(40, "description"),
        *k.exact(5, "exchange_rate"),
        *k.codes(None, "pricing_procedure", "search_text", "save_id"),
        *k.codes(28, "incoterms_place"),
        *k.flags("complete_delivery"),
        *k.codes(6, "sales_district"),
        *k.codes(1, "tax_class", "customer_pricing"),
        *k.integers("customer_probability", "probability", "version"),
        *k.exact(4, "net_value", "tax", "cost", "expected_value"),
        *k.instants("changed_at", nullable=True),
        k.key("sales_document", "number"),
    )
    op.create_index("ix_sales_document_category_number", "sales_document", ["category", "number"])
    op.create_index("ix_sales_document_category_valid_to_number", "sales_document", ["category", "valid_to", "number"])
    op.create_index("ix_sales_document_customer_reference", "sales_document", ["customer_reference"])
    op.create_index(
        "ix_sales_document_sales_org_category_number", "sales_document", ["sales_org", "category", "number"]
    )
    op.create_index("ix_sales_document_save_id", "sales_document", ["save_id"], unique=True)
    op.create_index("ix_sales_document_sold_to_number", "sales_document", ["sold_to", "number"])


def user_parameter() -> None:
    op.create_table(
        "user_parameter",
        *k.codes(12, "user"),
        *k.codes(None, "parameter", "value"),
        k.key("user_parameter", "user", "parameter"),
    )


def change_item() -> None:
    op.create_table(
        "change_item",
        *k.big("change"),
        *k.integers("position", "item"),
        *k.codes(None, "kind", "section", "row", "field", "old", "new"),
        k.key("change_item", "change", "position"),
        k.reference("change_item", "change", "change_header.change"),
        sqlite_with_rowid=False,
    )


def document_flow() -> None:
    op.create_table(
        "document_flow",
        *k.codes(10, "preceding", "subsequent"),
        *k.integers("preceding_item", "subsequent_item"),
        *k.codes(1, "preceding_category", "subsequent_category"),
        *k.exact(3, "quantity"),
        *k.codes(3, "unit", "currency"),
        *k.exact(4, "value"),
        *k.codes(None, "sign"),
        k.key("document_flow", "preceding", "preceding_item", "subsequent", "subsequent_item"),
        k.reference("document_flow", "preceding", "sales_document.number"),
        k.reference("document_flow", "subsequent", "sales_document.number"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_document_flow_subsequent_subsequent_item", "document_flow", ["subsequent", "subsequent_item"])


def sales_condition() -> None:
    op.create_table(
        "sales_condition",
        *k.codes(10, "document"),
        *k.integers("item", "position", "step", "counter", "per", "numerator", "denominator", "record"),
        *k.codes(4, "condition_type"),
        *k.exact(4, "rate", "base", "value"),
        *k.codes(5, "currency"),
        *k.codes(3, "unit"),
        *k.states(1, "condition_class", "calculation", "inactive", "origin", "scale_type", "scale_basis"),
        *k.flags("statistical"),
        *k.codes(None, "table"),
        *k.exact(4, "automatic_rate", nullable=True),
        *k.texts("scales"),
        *k.codes(30, "text", "reason"),
        k.key("sales_condition", "document", "item", "position"),
        k.reference("sales_condition", "document", "sales_document.number"),
        sqlite_with_rowid=False,
    )


def sales_item() -> None:
    op.create_table(
        "sales_item",
        *k.codes(10, "document", "reference_number"),
        *k.integers(
            "item",
            "higher_level_item",
            "alternative_to",
            "probability",
            "numerator",
            "denominator",
            "price_per",
            "reference_item",
        ),
        *k.codes(18, "material", "product_hierarchy"),
        *k.codes(40, "description"),
        *k.exact(3, "quantity", "gross_weight", "net_weight", "volume", "referenced_quantity"),
        *k.codes(3, "unit", "incoterms", "base_unit", "weight_unit", "volume_unit", "currency", "price_unit"),
        *k.codes(4, "item_category", "plant", "storage_location", "shipping_point", "payment_terms"),
        *k.codes(6, "route"),
        *k.codes(2, "delivery_priority", "rejection_reason", "billing_block", "material_pricing_group"),
        *k.dates("requested_delivery_date", "pricing_date", nullable=True),
        *k.codes(35, "customer_material", "customer_reference"),
        *k.codes(28, "incoterms_place"),
        *k.codes(9, "material_group"),
        *k.codes(1, "tax_class", "reference_category"),
        *k.exact(4, "cost_per_base_unit", "net_value", "net_price", "tax", "cost", "expected_value"),
        *k.flags("price_missing"),
        *k.states(1, "reference_status", "rejection_status", "overall_status"),
        *k.texts("determined_for", "priced_for"),
        k.key("sales_item", "document", "item"),
        k.reference("sales_item", "document", "sales_document.number"),
    )
    op.create_index("ix_sales_item_material_document", "sales_item", ["material", "document"])


def sales_partner() -> None:
    op.create_table(
        "sales_partner",
        *k.codes(10, "document", "number", "postal_code"),
        *k.integers("item", "position"),
        *k.codes(2, "function"),
        *k.codes(35, "name", "street", "city"),
        *k.codes(3, "country"),
        *k.flags("own_address"),
        k.key("sales_partner", "document", "item", "position"),
        k.reference("sales_partner", "document", "sales_document.number"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sales_partner_number_function_document", "sales_partner", ["number", "function", "document"])


def sales_text() -> None:
    op.create_table(
        "sales_text",
        *k.codes(10, "document"),
        *k.integers("item", "position"),
        *k.codes(4, "text_id"),
        *k.texts("text"),
        *k.codes(2, "language"),
        k.key("sales_text", "document", "item", "position"),
        k.reference("sales_text", "document", "sales_document.number"),
    )
