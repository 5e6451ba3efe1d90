"""The masters and condition records of the first schema."""

from __future__ import annotations

from alembic import op

from sdtui.store.migrations import kinds as k


def condition_record() -> None:
    op.create_table(
        "condition_record",
        *k.codes(None, "condition_type", "table", "currency", "unit", "key"),
        *k.states(1, "scale_type"),
        *k.dates("valid_from", "valid_to"),
        *k.exact(4, "rate"),
        *k.integers("per"),
        *k.exact(4, "lower_limit", "upper_limit", nullable=True),
        *k.big("record"),
        *k.flags("deletion_flag"),
        k.key("condition_record", "record"),
    )
    op.create_index(
        "ix_condition_record_condition_type_table_key_valid_to",
        "condition_record",
        ["condition_type", "table", "key", "valid_to"],
    )


def customer() -> None:
    op.create_table(
        "customer",
        *k.codes(10, "number", "postal_code"),
        *k.codes(35, "name", "name2", "street", "city"),
        *k.codes(20, "search_term", "vat_number"),
        *k.codes(3, "region", "country"),
        *k.codes(2, "language", "customer_class", "order_block", "delivery_block", "billing_block"),
        *k.codes(30, "phone"),
        *k.codes(60, "email"),
        *k.codes(16, "tax_number"),
        *k.codes(4, "account_group", "industry"),
        *k.flags("one_time", "deletion_flag"),
        *k.codes(None, "search_text"),
        k.key("customer", "number"),
    )


def material() -> None:
    op.create_table(
        "material",
        *k.codes(18, "number", "product_hierarchy", "ean"),
        *k.codes(4, "material_type", "transportation_group"),
        *k.codes(1, "industry_sector"),
        *k.codes(9, "material_group"),
        *k.codes(3, "base_unit", "weight_unit", "volume_unit"),
        *k.codes(2, "division"),
        *k.exact(3, "gross_weight", "net_weight", "volume"),
        *k.codes(10, "competitor"),
        *k.flags("deletion_flag"),
        *k.codes(None, "search_text"),
        k.key("material", "number"),
    )


def condition_scale() -> None:
    op.create_table(
        "condition_scale",
        *k.big("record"),
        *k.integers("position"),
        *k.exact(4, "value", "rate"),
        k.key("condition_scale", "record", "position"),
        k.reference("condition_scale", "record", "condition_record.record"),
    )


def customer_contact() -> None:
    op.create_table(
        "customer_contact",
        *k.codes(10, "customer", "number"),
        *k.codes(35, "name", "first_name"),
        *k.codes(4, "department"),
        *k.codes(2, "function", "language"),
        *k.codes(30, "phone"),
        *k.codes(60, "email"),
        k.key("customer_contact", "customer", "number"),
        k.reference("customer_contact", "customer", "customer.number"),
    )
    op.create_index("ix_customer_contact_number", "customer_contact", ["number"])


def customer_partner() -> None:
    op.create_table(
        "customer_partner",
        *k.codes(10, "customer", "number"),
        *k.codes(4, "sales_org"),
        *k.codes(2, "channel", "division", "function"),
        *k.integers("counter"),
        *k.flags("default"),
        k.key("customer_partner", "customer", "sales_org", "channel", "division", "function", "counter"),
        k.reference("customer_partner", "customer", "customer.number"),
    )


def customer_sales_area() -> None:
    op.create_table(
        "customer_sales_area",
        *k.codes(10, "customer"),
        *k.codes(4, "sales_org", "sales_office", "payment_terms", "delivering_plant"),
        *k.codes(
            2,
            "channel",
            "division",
            "customer_group",
            "price_group",
            "price_list",
            "shipping_condition",
            "delivery_priority",
            "account_assignment_group",
            "order_block",
            "delivery_block",
            "billing_block",
        ),
        *k.codes(3, "sales_group", "currency", "incoterms"),
        *k.codes(6, "sales_district"),
        *k.codes(1, "customer_pricing"),
        *k.codes(28, "incoterms_place"),
        *k.flags("complete_delivery", "deletion_flag"),
        *k.integers("probability"),
        k.key("customer_sales_area", "customer", "sales_org", "channel", "division"),
        k.reference("customer_sales_area", "customer", "customer.number"),
    )


def customer_tax() -> None:
    op.create_table(
        "customer_tax",
        *k.codes(10, "customer"),
        *k.codes(3, "country"),
        *k.codes(4, "tax_category"),
        *k.codes(1, "tax_class"),
        k.key("customer_tax", "customer", "country", "tax_category"),
        k.reference("customer_tax", "customer", "customer.number"),
    )


def material_plant() -> None:
    op.create_table(
        "material_plant",
        *k.codes(18, "material"),
        *k.codes(4, "plant", "storage_location", "loading_group"),
        *k.codes(2, "availability_check"),
        *k.integers("planned_delivery_days", "goods_receipt_days", "replenishment_days"),
        *k.exact(3, "stock"),
        k.key("material_plant", "material", "plant"),
        k.reference("material_plant", "material", "material.number"),
    )


def material_sales() -> None:
    op.create_table(
        "material_sales",
        *k.codes(18, "material"),
        *k.codes(4, "sales_org", "item_category_group", "delivering_plant"),
        *k.codes(2, "channel", "material_pricing_group", "account_assignment_group", "material_status"),
        *k.codes(3, "sales_unit"),
        *k.exact(3, "minimum_quantity", "delivery_quantity"),
        *k.flags("deletion_flag"),
        k.key("material_sales", "material", "sales_org", "channel"),
        k.reference("material_sales", "material", "material.number"),
    )


def material_tax() -> None:
    op.create_table(
        "material_tax",
        *k.codes(18, "material"),
        *k.codes(3, "country"),
        *k.codes(4, "tax_category"),
        *k.codes(1, "tax_class"),
        k.key("material_tax", "material", "country", "tax_category"),
        k.reference("material_tax", "material", "material.number"),
    )


def material_text() -> None:
    op.create_table(
        "material_text",
        *k.codes(18, "material"),
        *k.codes(2, "language"),
        *k.codes(40, "description"),
        *k.texts("sales_text"),
        k.key("material_text", "material", "language"),
        k.reference("material_text", "material", "material.number"),
    )


def material_unit() -> None:
    op.create_table(
        "material_unit",
        *k.codes(18, "material", "ean"),
        *k.codes(3, "unit"),
        *k.integers("numerator", "denominator"),
        k.key("material_unit", "material", "unit"),
        k.reference("material_unit", "material", "material.number"),
    )


def material_valuation() -> None:
    op.create_table(
        "material_valuation",
        *k.codes(18, "material"),
        *k.codes(4, "plant"),
        *k.codes(1, "price_control"),
        *k.exact(4, "standard_price", "moving_price"),
        *k.integers("price_per"),
        *k.codes(3, "currency"),
        k.key("material_valuation", "material", "plant"),
        k.reference("material_valuation", "material", "material.number"),
    )
