"""The documents of the demo company: possible as a clerk's work, whole in their references, and in every state."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from tests.data.demo import (
    CATEGORY,
    CUSTOMER_AREAS,
    CUSTOMERS,
    CUSTOMIZING,
    DOCUMENTS,
    ITEMS,
    ORGANIZATION,
    SALES,
    TABLES,
    TODAY,
    Row,
    area,
    base_quantity,
    day,
    items_of,
    rows,
)


def test_there_are_enough_documents_of_every_kind() -> None:
    assert len(DOCUMENTS) >= 200
    assert {row["sales_org"] for row in DOCUMENTS.values()} == set(ORGANIZATION["sales_org"])
    sizes = Counter(len(found) for found in items_of().values())
    assert min(sizes) == 1
    assert max(sizes) == 30
    assert len({row["created_by"] for row in DOCUMENTS.values()}) >= 5
    currencies = {CUSTOMER_AREAS[row["sold_to"], area(row)]["currency"] for row in DOCUMENTS.values()}
    assert currencies >= {"PLN", "EUR", "USD"}


def test_headers_are_possible() -> None:
    for ref, row in DOCUMENTS.items():
        facts = CUSTOMER_AREAS[row["sold_to"], area(row)]
        assert not facts["order_block"], ref
        sold = CUSTOMERS[row["sold_to"]]["account_group"]
        assert TABLES["account_group"][sold]["sold_to"], ref
        assert row["document_type"] in CATEGORY, ref
        assert day(row["document_date"]) <= TODAY, ref
        if row["valid_to"]:
            assert day(row["valid_to"]) >= day(row["valid_from"] or row["document_date"]), ref
            assert day(row["valid_to"]) >= day(row["document_date"]), ref
        if row["requested_delivery_date"]:
            assert day(row["requested_delivery_date"]) >= day(row["document_date"]), ref


def test_a_ship_to_is_named_where_there_is_a_choice() -> None:
    choices: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows("customer_partners"):
        if row["function"] == "SH":
            choices[row["customer"], area(row)].add(row["number"])
    for ref, row in DOCUMENTS.items():
        possible = choices[row["sold_to"], area(row)]
        assert row["ship_to"] in possible if len(possible) > 1 else not row["ship_to"], ref


def test_every_document_has_items_in_order_and_every_item_a_document() -> None:
    found = items_of()
    assert set(found) == set(DOCUMENTS)
    for ref, lines in found.items():
        numbers = [int(line["item"]) for line in lines]
        assert numbers == sorted(set(numbers)), ref
        assert any(line["material"] for line in lines), ref


REFERRED = {row["reference"] for row in ITEMS.values()}


def test_items_can_be_sold() -> None:
    for (ref, item), row in ITEMS.items():
        where = f"{ref} {item}"
        if not row["material"]:
            assert row["description"], where
            assert not row["quantity"], where
            continue
        header = DOCUMENTS[ref]
        sales = SALES[row["material"], header["sales_org"], header["channel"]]
        # a quantity that the customer still has to say makes a document incomplete
        known = base_quantity(row) > 0
        assert known or (ref not in REFERRED and not row["reference"]), where
        assert row["reference"] or not known or base_quantity(row) >= Decimal(sales["minimum_quantity"] or 0), where
        decimals = TABLES["unit"][row["unit"]]["decimals"]
        assert Decimal(row["quantity"]) == round(Decimal(row["quantity"]), decimals), where
        assert 0 <= int(row["probability"] or 0) <= 100, where
        assert not TABLES["rejection_reason"].get(row["rejection_reason"], {"internal": False})["internal"], where


def test_alternatives_stand_below_their_main_item() -> None:
    for ref, lines in items_of().items():
        main = ""
        for line in lines:
            if line["alternative_to"]:
                assert line["alternative_to"] == main, ref
                assert CATEGORY[DOCUMENTS[ref]["document_type"]] != "C", ref
            elif not line["higher_level_item"]:
                main = line["item"]
            if line["higher_level_item"]:
                assert (ref, line["higher_level_item"]) in ITEMS, ref


def references() -> Iterator[tuple[Row, Row]]:
    """Copied items with the items that they were copied from."""
    for row in rows("document_items"):
        if row["reference"]:
            yield row, ITEMS[row["reference"], row["reference_item"]]


def test_references_join_documents_that_fit() -> None:
    order = {ref: place for place, ref in enumerate(DOCUMENTS)}
    for row, source in references():
        mine, theirs = DOCUMENTS[row["ref"]], DOCUMENTS[source["ref"]]
        where = f"{row['ref']} {row['item']}"
        assert order[source["ref"]] < order[row["ref"]], where
        assert (mine["sold_to"], area(mine)) == (theirs["sold_to"], area(theirs)), where
        assert day(mine["document_date"]) >= day(theirs["document_date"]), where
        assert (row["material"], row["unit"]) == (source["material"], source["unit"]), where
        assert not source["rejection_reason"], where
        control = CUSTOMIZING["copy_control"][theirs["document_type"]][mine["document_type"]]
        if theirs["valid_to"] and control["expired"] == "E":
            assert day(mine["document_date"]) <= day(theirs["valid_to"]), where


def used_up() -> dict[tuple[str, str], Decimal]:
    used: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row, source in references():
        same = CATEGORY[DOCUMENTS[row["ref"]]["document_type"]] == CATEGORY[DOCUMENTS[source["ref"]]["document_type"]]
        if not same and row["quantity"]:
            used[source["ref"], source["item"]] += Decimal(row["quantity"])
    return used


def test_no_more_is_referenced_than_there_is_and_an_inquiry_item_once() -> None:
    for key, quantity in used_up().items():
        assert quantity <= Decimal(ITEMS[key]["quantity"]), key
    copied = Counter((source["ref"], source["item"]) for _, source in references())
    assert all(n == 1 for key, n in copied.items() if key[0].startswith("I"))


def test_an_order_holds_one_of_a_main_item_and_its_alternatives() -> None:
    groups = Counter(
        (source["ref"], source["alternative_to"] or source["item"], row["ref"])
        for row, source in references()
        if row["ref"].startswith("O")
    )
    assert all(n == 1 for n in groups.values())


def progress(lines: Iterable[Row], used: dict[tuple[str, str], Decimal]) -> str:
    states: set[str] = set()
    for line in (line for line in lines if line["material"] and not line["alternative_to"]):
        taken = used.get((line["ref"], line["item"]), Decimal(0))
        full = taken > 0 if line["ref"].startswith("I") else taken >= Decimal(line["quantity"])
        states.add("rejected" if line["rejection_reason"] else "full" if full else "partly" if taken else "open")
    return next(iter(states)) if len(states) == 1 else "-".join(sorted(states))


def test_documents_are_in_every_state() -> None:
    used = used_up()
    states = {ref: progress(lines, used) for ref, lines in items_of().items()}
    assert {states[ref] for ref in DOCUMENTS if ref.startswith("I")} >= {"open", "full", "full-open", "rejected"}
    assert {states[ref] for ref in DOCUMENTS if ref.startswith("Q")} >= {"open", "full", "partly", "rejected"}
    left = {ref: (day(row["valid_to"]) - TODAY).days for ref, row in DOCUMENTS.items() if row["valid_to"]}
    waiting = [left[ref] for ref in left if ref.startswith("Q") and states[ref] == "open"]
    assert sum(days < 0 for days in waiting) >= 10
    assert sum(0 <= days <= 7 for days in waiting) >= 10
    assert sum(days > 7 for days in waiting) >= 20


def test_texts_conditions_and_partners_belong_to_documents() -> None:
    for name in ("document_texts", "document_conditions"):
        for row in rows(name):
            assert row["ref"] in DOCUMENTS, row
            assert row["item"] == "0" or (row["ref"], row["item"]) in ITEMS, row
    for row in rows("document_texts"):
        level = "header" if row["item"] == "0" else "item"
        assert level in TABLES["text_id"][row["text_id"]]["levels"], row
    assert all((row["number"] in CUSTOMERS) and row["ref"] in DOCUMENTS for row in rows("document_partners"))


def test_conditions_by_hand_may_be_entered_where_they_stand() -> None:
    types = CUSTOMIZING["pricing"]["condition_types"]
    for row in rows("document_conditions"):
        rule, header = types[row["condition_type"]], DOCUMENTS[row["ref"]]
        assert rule["manual"], row
        assert rule.get("header", False) if row["item"] == "0" else rule.get("item", True), row
        currency = CUSTOMER_AREAS[header["sold_to"], area(header)]["currency"]
        assert row["currency"] == ("" if rule["calculation"] == "A" else currency), row
