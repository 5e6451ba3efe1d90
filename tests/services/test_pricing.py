"""Prices of documents, found in the records of the company and kept as the business wants it."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from sdtui.domain.conditions import Origin
from sdtui.domain.errors import Refuse
from sdtui.domain.pricing_customizing import FACTS
from sdtui.domain.sales_document import SalesDocument
from tests.company import TODAY, customizing
from tests.services.writer import Writer, line, typed, values

# A customer with price list 01, and a material that is on it.
SHOP, SHOP_AREA, LISTED = "1001", "1000/12/00", "BT-S-BU"


def offer(anna: Writer) -> SalesDocument:
    """20 floor pumps for The Bike Zone, with two discounts on the item and one at the header."""
    document = anna.begin()
    item = anna.add(document, "M-100", "20")
    anna.enter(document)
    item.conditions += [typed("RA01", "-1"), typed("RA00", "2")]
    document.conditions.append(typed("HA00", "3"))
    anna.enter(document)
    return document


def test_a_full_line_of_the_company(anna: Writer) -> None:
    document = offer(anna)
    item = document.items[0]
    assert values(item) == {
        "PR00": "2500.00", "100": "2500.00", "K005": "-30.00", "K007": "-123.50", "K004": "-40.00", "RA01": "-25.00",
        "RA00": "-45.63", "300": "-264.13", "800": "2235.87", "HA00": "-67.08", "KF00": "50.00", "900": "2218.79",
        "MWST": "510.32", "920": "2729.11", "SKTO": "-54.58", "VPRS": "1568.00", "950": "650.79",
    }  # fmt: skip
    assert (item.net_value, item.tax, item.cost) == (Decimal("2218.79"), Decimal("510.32"), Decimal("1568.00"))
    assert (item.margin, item.margin_percent, item.net_price) == (
        Decimal("650.79"),
        Decimal("29.33"),
        Decimal("110.94"),
    )
    assert (document.net_value, document.tax, document.cost) == (item.net_value, item.tax, item.cost)
    assert (document.probability, document.expected_value) == (70, Decimal("1553.15"))
    assert [row.text for row in item.conditions[:2]] == ["Price", "Gross value"]
    assert line(document, "HA00").value == Decimal("-67.08")


def test_every_fact_that_a_key_may_name_is_there(anna: Writer) -> None:
    document = offer(anna)
    assert set(FACTS) <= set(anna.sales.pricing._facts(document, document.items[0]))


# --- which record ----------------------------------------------------------------------------------------------------
def test_the_price_list_comes_before_the_material_and_the_customer_before_both(anna: Writer) -> None:
    document = anna.begin(area=SHOP_AREA, sold_to=SHOP)
    item = anna.add(document, LISTED, "1")
    anna.enter(document)
    listed = anna.record("PR00", "006", f"{SHOP_AREA[:-3]}/01/PLN/{LISTED}")
    assert (line(item, "PR00").rate, line(item, "PR00").reason) == (listed.rate, "A006")
    assert listed.rate != anna.record("PR00", "004", f"{SHOP_AREA[:-3]}/{LISTED}").rate
    anna.new_record("PR00", "005", f"{SHOP_AREA[:-3]}/{SHOP.zfill(10)}/{LISTED}", "2000")
    anna.sales.reprice(document, "C")
    assert (line(item, "PR00").rate, line(item, "PR00").reason, item.net_value) == (2000, "A005", item.net_value)
    document.price_list = ""
    anna.enter(document)
    assert line(item, "PR00").reason == "A005"


def test_a_customer_without_price_list_gets_the_list_price(anna: Writer) -> None:
    document = anna.begin()
    anna.add(document, "M-110", "7", unit="BOX")
    anna.enter(document)
    item = document.items[0]
    assert (line(item, "PR00").reason, line(item, "PR00").value, line(item, "PR00").base) == (
        "A004", Decimal("293.16"), 84,
    )  # fmt: skip
    assert (item.price_per, item.price_unit, item.conversion_note) == (100, "PC", "1 BOX = 12 PC")


def test_the_same_pump_in_dollars(anna: Writer) -> None:
    document = anna.begin(area="3000/10/00", sold_to="3002")
    item = anna.add(document, "M-100", "10")
    anna.enter(document)
    assert (document.currency, line(item, "PR00").currency, line(item, "PR00").value) == (
        "USD",
        "USD",
        Decimal("347.00"),
    )
    assert item.cost == Decimal("217.80")


def test_another_customer_with_another_currency_has_everything_in_that(anna: Writer) -> None:
    document = anna.begin(area=SHOP_AREA, sold_to=SHOP)
    item = anna.add(document, "M-100", "20")
    anna.enter(document)
    assert (document.currency, item.cost) == ("PLN", Decimal("1568.00"))
    document.sold_to = "0000004001"
    anna.enter(document)
    rate = customizing()[0].exchange_rate("PLN", "EUR", TODAY)
    assert (document.currency, item.currency, line(item, "PR00").currency) == ("EUR", "EUR", "PLN")
    assert line(item, "PR00").value == (1800 * rate).quantize(Decimal("0.01"))
    assert item.cost == (Decimal("78.4") * rate).quantize(Decimal("0.0001")) * 20
    assert item.margin == item.net_value - item.cost


@pytest.mark.parametrize(
    ("area", "sold_to", "plant", "table", "rate"),
    [
        ("1000/10/00", "1000", "1000", "A002", 23),
        ("2000/10/00", "2005", "2000", "A002", 19),
        ("2000/10/00", "2005", "1000", "A011", None),
    ],
)
def test_tax_follows_from_where_the_goods_leave_and_where_they_go(
    anna: Writer, area: str, sold_to: str, plant: str, table: str, rate: int | None
) -> None:
    document = anna.begin(area=area, sold_to=sold_to)
    item = anna.add(document, "M-100", "10", plant=plant)
    anna.enter(document)
    tax = line(item, "MWST")
    if rate is None:
        key = f"PL/DE/{document.tax_class}/{item.tax_class}"
        rate = int(anna.record("MWST", "011", key).rate)
    assert (tax.reason, tax.rate, tax.missing) == (table, rate, False)


def test_a_ship_to_party_abroad_makes_it_a_delivery_across_the_border(anna: Writer) -> None:
    document = anna.begin()
    item = anna.add(document, "M-100", "10")
    document.ship_to = "0000002005"
    anna.enter(document)
    assert (document.destination_country, line(item, "MWST").reason) == ("DE", "A011")


def test_a_material_without_price_is_said_and_can_be_given_one(anna: Writer) -> None:
    document = anna.begin()
    item = anna.add(document, "M-990", "2")
    result = anna.enter(document)
    assert [(f.message, f.field) for f in result.findings if f.type == "W"][:1] == [
        ("price-missing", "items[0].material")
    ]
    assert (item.price_missing, item.net_value, line(item, "PR00").reason) == (True, 0, "missing")
    line(item, "PR00").rate = Decimal(50)
    assert "price-missing" not in [f.message for f in anna.enter(document).findings]
    assert (item.price_missing, line(item, "PR00").value, line(item, "PR00").reason) == (False, 100, "changed")


def test_a_scale_follows_the_quantity(anna: Writer) -> None:
    document = anna.begin()
    item = anna.add(document, "M-120", "9")
    for quantity, value in (("9", "180.00"), ("10", "180.00"), ("60", "960.00"), ("9", "180.00")):
        item.quantity = Decimal(quantity)
        anna.enter(document)
        assert f"{line(item, 'PR00').value}" == value


def test_a_future_price_counts_on_its_day(anna: Writer) -> None:
    record = anna.record("PR00", "004", "1000/10/M-100")
    anna.new_record("PR00", "004", "1000/10/M-100", "150", valid_from=TODAY + timedelta(days=7))
    document = anna.begin()
    item = anna.add(document, "M-100", "1")
    anna.enter(document)
    assert line(item, "PR00").rate == record.rate
    item.pricing_date = TODAY + timedelta(days=7)
    anna.enter(document)
    assert line(item, "PR00").rate == 150


# --- by hand ---------------------------------------------------------------------------------------------------------
def test_a_rate_by_hand_outlives_quantity_unit_and_reload(anna: Writer) -> None:
    document = anna.begin()
    item = anna.add(document, "M-100", "20")
    anna.enter(document)
    line(item, "PR00").rate = Decimal(120)
    item.quantity = Decimal(30)
    anna.enter(document)
    assert (line(item, "PR00").rate, line(item, "PR00").value, line(item, "PR00").origin) == (120, 3600, Origin.MANUAL)
    number = anna.save(document)
    document = anna.open(number)
    document.items[0].unit, document.items[0].quantity = "BOX", Decimal(2)
    anna.enter(document)
    price = line(document.items[0], "PR00")
    assert (price.rate, price.value, price.automatic_rate, price.reason) == (120, 2400, 125, "changed")
    price.rate = Decimal(125)
    anna.enter(document)
    assert (price.origin, price.reason) == (Origin.AUTOMATIC, "A004")


def test_a_manual_price_per_box_holds_for_pieces_too(anna: Writer) -> None:
    document = anna.begin()
    item = anna.add(document, "M-110", "2", unit="BOX")
    anna.enter(document)
    item.conditions.append(typed("PB00", "60"))
    anna.enter(document)
    assert (line(item, "PB00").unit, line(item, "PB00").value) == ("BOX", 120)
    item.unit, item.quantity = "PC", Decimal(6)
    anna.enter(document)
    assert (line(item, "PB00").reason, line(item, "PB00").value) == ("manual", 30)


def test_signs_are_those_of_the_type_whenever_a_rate_is_typed(anna: Writer) -> None:
    document = offer(anna)
    item = document.items[0]
    assert (line(item, "RA00").rate, line(document, "HA00").rate) == (-2, -3)
    line(item, "RA00").rate, line(document, "HA00").rate = Decimal(4), Decimal(5)
    anna.enter(document)
    assert (line(item, "RA00").rate, line(document, "HA00").rate) == (-4, -5)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("HA00", "condition-type-only-header"),
        ("MWST", "condition-type-not-manual"),
        ("ZZ", "condition-type-not-in-procedure"),
    ],
)
def test_a_type_that_does_not_fit_is_refused_on_its_line(anna: Writer, code: str, message: str) -> None:
    document = offer(anna)
    rows = document.items[0].conditions
    rows.append(typed(code, "1"))
    with pytest.raises(Refuse) as refused:
        anna.enter(document)
    assert (refused.value.message, refused.value.field) == (message, f"conditions[{len(rows) - 1}].condition_type")
    rows[-1].condition_type = ""
    anna.enter(document)
    assert document.net_value == Decimal("2218.79")


def test_a_line_without_a_type_goes(anna: Writer) -> None:
    document = offer(anna)
    before = len(document.items[0].conditions)
    document.items[0].conditions.append(typed("", "5"))
    anna.enter(document)
    assert len(document.items[0].conditions) == before


def test_an_amount_that_no_field_holds_is_refused_on_the_quantity(anna: Writer) -> None:
    document = anna.begin()
    item = anna.add(document, "M-100", "1")
    anna.enter(document)
    item.quantity = Decimal(999999999999)
    with pytest.raises(Refuse) as refused:
        anna.enter(document)
    assert (refused.value.message, refused.value.field) == ("amount-too-large", "items[0].quantity")
    item.quantity = Decimal(2)
    line(item, "PR00").rate = Decimal("999999999999.999")
    anna.enter(document)
    assert anna.save(document)


def test_a_free_item_takes_no_part_in_prices(anna: Writer) -> None:
    document = anna.begin()
    item, other = anna.add(document, "M-100", "20"), anna.add(document, "M-110", "100")
    anna.enter(document)
    line(item, "PR00").rate = Decimal(120)
    item.item_category = "AGNN"
    document.conditions.append(typed("RB00", "10"))
    anna.enter(document)
    assert (item.net_value, item.tax, item.cost, item.price_missing) == (0, 0, 1568, False)
    assert (document.net_value, line(document, "RB00").value) == (other.net_value, -10)
    assert line(item, "PR00").reason == "not-priced"
    item.item_category = "AGN"
    anna.enter(document)
    assert line(item, "PR00").value == 2400


def test_without_a_procedure_nothing_may_be_changed_and_nothing_breaks(anna: Writer) -> None:
    document = offer(anna)
    document.customer_pricing = "9"
    with pytest.raises(Refuse, match="pricing-procedure-missing"):
        anna.enter(document)
    assert not anna.sales.rate_changeable(document, line(document.items[0], "PR00"))


# --- prices read again -----------------------------------------------------------------------------------------------
def test_a_changed_record_leaves_saved_prices_alone_until_new_ones_are_asked_for(anna: Writer) -> None:
    number = anna.save(offer(anna))
    anna.change_record(anna.record("PR00", "004", "1000/10/M-100"), "150")
    document = anna.open(number)
    item = document.items[0]
    item.quantity = Decimal(10)
    anna.enter(document)
    assert (line(item, "PR00").rate, line(item, "RA00").rate) == (125, -2)
    anna.sales.reprice(document, "C")
    assert (line(item, "PR00").rate, line(item, "RA00").rate, len(document.conditions)) == (150, -2, 1)
    anna.sales.reprice(document, "B")
    assert line(item, "PR00").rate == 150
    assert {row.condition_type for row in item.conditions}.isdisjoint({"RA00", "RA01", "HA00"})
    assert document.conditions == []


def test_a_fact_that_changes_has_prices_read_again_with_what_is_manual(anna: Writer) -> None:
    document = anna.begin()
    item = anna.add(document, "M-100", "20")
    anna.enter(document)
    item.conditions.append(typed("RB00", "7"))
    document.price_group = "01"
    anna.enter(document)
    assert (line(item, "K020").rate, line(item, "RB00").rate) == (-5, -7)


def test_prices_are_those_of_the_day_of_the_document(anna: Writer, hire: Callable[..., Writer]) -> None:
    number = anna.save(offer(anna))
    later = hire("BERT", date(2027, 2, 1))
    later.change_record(later.record("PR00", "004", "1000/10/M-100"), "150")
    document = later.open(number)
    assert document.net_value == Decimal("2218.79")


def test_a_document_knows_the_procedure_that_it_was_priced_by(anna: Writer) -> None:
    assert anna.open(anna.save(offer(anna))).pricing_procedure == "RVAA01"


def test_the_customizing_of_pricing_is_the_delivered_one() -> None:
    assert set(customizing()[1].procedures) == {"RVAA01"}


def test_the_header_shows_what_each_line_comes_to_over_all_items_that_count(anna: Writer) -> None:
    document = anna.begin()
    items = [anna.add(document, "M-100", quantity) for quantity in ("20", "10", "5")]
    anna.enter(document)
    items[2].rejection_reason = "03"
    anna.enter(document)
    totals = {found.condition_type or found.step: found for found in document.condition_totals}
    assert totals["PR00"].value == Decimal("3750.00")
    assert totals[900].value == document.net_value
    assert totals["MWST"].value == document.tax
    assert (totals[950].value, totals[950].rate) == (document.net_value - document.cost, Decimal("33.46"))
    assert not document.conditions
