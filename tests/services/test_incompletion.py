"""After an upgrade or a change of the procedures, lists know again what open documents lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sdtui.domain.customizing_rows import IncompletionRule
from sdtui.domain.sales_document import Category, SalesDocument
from sdtui.services.bundle import Services
from sdtui.services.incompletion import look_again
from sdtui.services.installing import bring_up_to_date
from sdtui.store import changes, sales_documents
from sdtui.store.engine import open_database
from tests.company import services_of


@pytest.fixture
def office(whole_company: Path, tmp_path: Path) -> Iterator[Services]:
    """The demo company with its documents, to be changed."""
    path = tmp_path / "sales.db"
    path.write_bytes(whole_company.read_bytes())
    database = open_database(f"sqlite:///{path}")
    yield services_of("SDTUI", database)
    database.close()


def documents(office: Services) -> dict[str, SalesDocument]:
    with office.context.database.read() as unit:
        numbers = sales_documents.open_numbers(unit, "", 10_000)
        found = {number: sales_documents.load(unit, number) for number in numbers}
    return {number: document for number, document in found.items() if document}


def steps(office: Services) -> dict[str, list[str]]:
    return {n: [d.incompletion, *(item.incompletion for item in d.items)] for n, d in documents(office).items()}


def stricter(office: Services) -> Services:
    """Quotations ask for an order reason as well."""
    customizing = office.context.customizing
    quotation = customizing.incompletion_procedures["QT"]
    rule = IncompletionRule(field="order_reason", status_group="02")
    procedures = {**customizing.incompletion_procedures, "QT": replace(quotation, rules=(*quotation.rules, rule))}
    context = replace(office.context, customizing=replace(customizing, incompletion_procedures=procedures))
    return Services(context, office.pricing_customizing)


def test_what_was_saved_under_the_same_rules_is_no_news(office: Services) -> None:
    before = steps(office)
    assert any(found[0] for found in before.values())
    assert look_again(office.context) == 0
    assert steps(office) == before


def test_other_rules_are_news_for_open_documents(office: Services) -> None:
    strict = stricter(office)
    before = documents(office)
    lacking = {n for n, d in before.items() if d.category is Category.QUOTATION and not d.order_reason}
    assert lacking
    assert look_again(strict.context) >= len(lacking - {n for n in lacking if "D" in before[n].incompletion})
    after = documents(office)
    assert {n for n, d in after.items() if "D" in d.incompletion} == lacking
    assert look_again(strict.context) == 0
    look_again(office.context)
    assert {n: d.incompletion for n, d in documents(office).items()} == {n: d.incompletion for n, d in before.items()}


def test_it_is_no_change_of_the_document(office: Services) -> None:
    before = documents(office)
    look_again(stricter(office).context)
    for number, document in documents(office).items():
        assert (document.version, document.changed_at) == (before[number].version, before[number].changed_at)
    with office.context.database.read() as unit:
        assert all(len(changes.read(unit, "sales_document", number)) == 1 for number in list(before)[:20])


def test_an_upgrade_does_it(office: Services) -> None:
    bring_up_to_date(stricter(office).context)
    assert any("D" in found[0] for found in steps(office).values())
