"""What clerks type: what fits, and what arrives all the same from cats, clipboards, bad lines and attackers."""

from __future__ import annotations

CONTROLS = (
    "\x00",
    "\x07",
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x1b]52;c;aGk=\x07",
    "\x9b31m",
    "\x9d0;x\x9c",
    "a\x08b\x7fc",
)
MARKUP = ("[/]", "[@click=app.quit]x[/]", "[bold red]", "[link=http://y]", "{x}", "{0.__class__}", "%s%n", "$x", "\\")
DIRECTION = ("\u202eabc\u202c", "\u2066x\u2069", "a\u200bb", "\ufeffBOM", "\u2028", "\U000e0041", "\ud800")
WIDE = (
    "漢字かな",
    "e\u0301\u0302\u0303\u0304\u0305",
    "\u0301",
    "👨‍👩‍👧",
    "🇵🇱",
    "한글",
    "ﬀ",
    "İı",
    "ßẞ",
    "A\ufe0f",
    "x" + "\u0301" * 40,
)
FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "@SUM(A1)",
    "+1",
    "-1",
    "'; DROP TABLE sales_document; --",
    "' OR 1=1",
    "%",
    "_",
    "*",
)
NUMBERS = (
    "0", "-0", "-5", "5-", "1.5", "1,5", "1.000,50", "1,000.50", "1e999", "1E5", "NaN", "inf", "99999999999999999999",
    "0.0001", "00000000000000000005", "١٢", "½", "²", "0x10", "1 000", "1_000", "999999999999999", "--5", "5 5",
    ".", ",", "-",
)  # fmt: skip
DATES = (
    "31.02.", "0000-00-00", "2026-02-30", "29.02.2027", "31/12/2026", "12/31/2026", "31.12.2026", "311226",
    "99999999",
    "00000000", "1", "32", "t", ".", "+30", "-30", "+9999y", "-9999y", "mb", "me", "2026-12-31", "12/31/26",
    "1.1.1", "9999-12-31",
)  # fmt: skip
JUNK = (
    "x",
    "XXXX",
    "zz top",
    " lead",
    "trail ",
    "000000000000000000000000000000001000",
    "q" * 300,
    "'",
    '"',
    "?",
    "/",
    "//",
    "/n/n",
)
HOSTILE = (*CONTROLS, *MARKUP, *DIRECTION, *WIDE, *FORMULAS, *NUMBERS, *DATES, *JUNK)
VALID = (
    "1000", "10", "00", "IN", "QT", "M-100", "M-110", "DXTR1", "5", "12", "PC", "BOX", "+30", "AGN", "HA00",
    "RB00", "WE", "SH",
    "HAWA", "PR00", "K007", "0001", "M", "1000000", "MINE", "/MINE", "list.csv", "order.csv", "=row", "=1000", "10*",
    "!1000",
    ">5", "M-1*", "AG", "10000000", "10000001", "20000000", "20000004", "EUR", "01", "02", "70", "x", "1001", "2000",
    "3100", "CIF",
)  # fmt: skip
# A value by the name of its field.
FITTING = {
    "sold_to": "1000", "ship_to": "1001", "customer_reference": "A-1", "customer_reference_date": "t",
    "valid_to": "+20",
    "valid_from": "t", "requested_delivery_date": "+9", "quantity": "7", "unit": "PC", "description": "Zażółć 漢字",
    "order_reason": "001", "payment_terms": "0001", "incoterms": "CIF", "delivery_block": "01",
    "complete_delivery": "x",
    "rejection_reason": "01", "alternative_to": "10", "higher_level_item": "10", "probability": "55", "item": "15",
    "plant": "1000", "customer_material": "K1", "item_category": "AFN", "rate": "12", "number": "1001",
    "price_group": "01",
    "currency": "USD", "exchange_rate": "2", "pricing_date": "-5", "document_date": "-1", "material": "PRTR1",
    # masters
    "name": "Rowerek", "city": "Gdynia", "country": "PL", "language": "PL", "search_term": "RO", "postal_code":
    "81-300",
    "phone": "+48 58 1", "email": "a@b.example", "account_group": "0001", "vat_number": "PL9992914178",
    "customer_class": "02", "price_list": "01", "shipping_condition": "01", "delivering_plant": "1000", "tax_class":
    "1",
    "order_block": "01", "area_order_block": "01", "deletion_flag": "x", "function": "SH", "sales_org": "1000",
    "channel": "12", "division": "00", "base_unit": "PC", "material_group": "TOOL", "gross_weight": "3",
    "weight_unit": "KG",
    "net_weight": "2", "numerator": "12", "denominator": "1", "material_type": "HAWA", "industry_sector": "M",
    "standard_price": "9", "price_control": "S", "price_per": "1", "item_category_group": "NORM",
    "minimum_quantity": "2", "copy_from": "M-100", "reference": "1000", "record_type": "PR00", "scale_value": "10",
    "condition_from": "t", "condition_to": "+20", "lower_limit": "1", "upper_limit": "99", "customer": "1000",
    # lists
    "choice": "A", "by_item": "x", "layout": "/MINE", "variant": "MINE", "list_text": "Mine", "shared": "x",
    "default": "x",
    "protected": "x", "file_name": "list.csv", "overwrite": "x", "export_format": "CSV", "place": "2", "width": "9",
    "descending": "x", "find_text": "a", "low_value": "1", "high_value": "9", "exclude": "x", "days": "10",
    "change_object": "DEBI", "object_key": "1000", "import_file": "order.csv", "import_field": "material", "selected":
    "x",
}  # fmt: skip
