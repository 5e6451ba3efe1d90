"""Value tables: what may be entered in a field, what it means, and what F4 finds.

Customizing is searched in memory, masters and documents in the database; what the clerk used last comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from fnmatch import fnmatchcase
from typing import TypeVar

from sdtui.domain.authority import SalesArea
from sdtui.domain.customizing_values import ValueRow, worded
from sdtui.domain.partners import SHIP_TO
from sdtui.domain.rounding import half_up
from sdtui.domain.sales_document import Category
from sdtui.services.clerk_memory import note
from sdtui.services.context import Context
from sdtui.services.pricing import Pricing
from sdtui.store import customers, document_search, materials, user_memory
from sdtui.store.customers import CustomerHit
from sdtui.store.document_search import DocumentHit
from sdtui.store.search import folded, words
from sdtui.store.unit import Unit

Facts = Mapping[str, str]
# Ids of the columns, and rows of values as they are; the key in stored form comes first.
Found = tuple[tuple[str, ...], Sequence[tuple[object, ...]]]

CUSTOMERS = frozenset({"customer", "partner"})
DOCUMENTS = {"inquiry": Category.INQUIRY, "quotation": Category.QUOTATION, "order": Category.ORDER}
# of all condition types, and of those that have records
CONDITION_TYPES = frozenset({"condition_type", "record_condition_type"})
REMEMBERED = frozenset({"customer", "material"})


H = TypeVar("H")


def _matches(row: Sequence[str], text: str) -> bool:
    """Whether every word typed occurs in the row; ``*`` and ``+`` are wild."""
    folded_row = folded(*row)
    return all(fnmatchcase(folded_row, f"*{_glob(word)}*") for word in words(text))


def _glob(word: str) -> str:
    return word.replace("[", "[[]").replace("?", "[?]").replace("+", "?")


class ValueTables:
    """The value tables of one clerk."""

    def __init__(self, context: Context, pricing: Pricing) -> None:
        self.context = context
        self.pricing = pricing
        self.customizing = context.customizing
        self._restricted: Mapping[str, Callable[[Facts], Iterable[str] | None]] = {
            "document_type": self._document_types,
            "channel": self._channels,
            "division": self._divisions,
            "sales_office": self._offices,
            "sales_group": self._groups,
            "storage_location": self._storage_locations,
            "text_id": self._text_ids,
            "rejection_reason": self._rejection_reasons,
        }

    # --- check and text ----------------------------------------------------------------------------------------------
    def exists(self, table: str, value: str, facts: Facts) -> bool:
        """Whether ``value``, in stored form, may be entered where ``facts`` hold."""
        if table in CUSTOMERS:
            with self.context.database.read() as unit:
                return customers.exists(unit, value)
        if table == "material":
            with self.context.database.read() as unit:
                return materials.exists(unit, value)
        if table in CONDITION_TYPES:
            return value in self._condition_types(table)
        if not self.customizing.values(table):
            return True
        return value in self._codes(table, facts)

    def text(self, table: str, value: str, facts: Facts) -> str:
        """What ``value`` means in the clerk's language."""
        language = self.context.actor.language
        if table in CONDITION_TYPES:
            return self._condition_texts().get(value, "")
        if table == "condition_reason":
            return self.pricing.customizing.table_text(value.removeprefix("A"), language)
        if table == "incompletion":
            return ", ".join(self.customizing.text(table, letter, language) for letter in value)
        if table == "text_id" and facts.get("level") == "item":
            kind = self.customizing.text_ids.get(value)
            if kind and kind.item_texts:
                return worded(kind.item_texts, language)
        return self.customizing.text(table, value, language)

    def used(self, entered: Collection[tuple[str, str]]) -> None:
        """Remember the customers and materials among what was entered, as value table and value."""
        values = [(table, value) for table, value in entered if table in REMEMBERED]
        if values:
            user, now = self.context.actor.user, self.context.now()
            note(self.context, lambda unit: user_memory.use_values(unit, user, values, now))

    # --- search ------------------------------------------------------------------------------------------------------
    def search(self, table: str, text: str, facts: Facts, limit: int) -> Found:
        """Ids of the columns and at most ``limit`` rows, the key in stored form first."""
        if table == "customer":
            return self._customers(text, facts, limit)
        if table == "partner":
            return self._partners(text, facts, limit)
        if table == "material":
            return self._materials(text, facts, limit)
        if table in DOCUMENTS or table == "sales_document":
            category = DOCUMENTS.get(table) or Category(facts.get("category") or "A")
            return self._documents(category, text, facts, limit)
        if table in CONDITION_TYPES:
            rows = sorted(self._condition_types(table).items())
        elif table == "unit":
            rows = self._units(facts)
        elif table == "item_category":
            rows = [(code, self.text(table, code, facts)) for code in self._item_categories(facts)]
        else:
            rows = [(code, self.text(table, code, facts)) for code in self._codes(table, facts)]
        found = [row for row in rows if _matches(row, text)]
        return (table, "text"), found[:limit]

    def _customers(self, text: str, facts: Facts, limit: int) -> Found:
        area = (facts.get("sales_org", ""), facts.get("channel", ""), facts.get("division", ""))
        with self.context.database.read() as unit:
            hits = customers.search_customers(unit, text, area if all(area) else None, limit)
            hits = self._recent_first(unit, "customer", hits, lambda hit: hit.number)
        return self._addresses("customer", hits)

    def _addresses(self, key: str, hits: Iterable[CustomerHit]) -> Found:
        columns = (key, "name", "postal_code", "city", "country", "search_term")
        return columns, [(h.number, h.name, h.postal_code, h.city, h.country, h.search_term) for h in hits]

    def _partners(self, text: str, facts: Facts, limit: int) -> Found:
        """Those whom the sold-to party has for the function stand first; contact persons are all his."""
        function = facts.get("partner_function") or SHIP_TO
        row = self.customizing.partner_functions.get(function)
        kind = row.kind if row else "customer"
        with self.context.database.read() as unit:
            sold_to = customers.load(unit, facts.get("sold_to", ""))
            if kind == "customer":
                hits = customers.search_customers(unit, text, None, limit)
                hits = self._recent_first(unit, "customer", hits, lambda hit: hit.number)
                own = {p.number for p in sold_to.partners if p.function == function} if sold_to else set[str]()
                return self._addresses("partner", sorted(hits, key=lambda hit: hit.number not in own))
        contacts = sold_to.contacts if sold_to and kind == "contact" else []
        people = [(c.number, f"{c.first_name} {c.name}".strip()) for c in contacts]
        return ("partner", "name"), [person for person in people if _matches(person, text)][:limit]

    def _materials(self, text: str, facts: Facts, limit: int) -> Found:
        language = self.context.actor.language
        sales_org, channel = facts.get("sales_org", ""), facts.get("channel", "")
        with self.context.database.read() as unit:
            hits = materials.search_materials(unit, text, language, sales_org if channel else "", channel, limit)
            hits = self._recent_first(unit, "material", hits, lambda hit: hit.number)
        columns = ("material", "item_description", "base_unit", "material_group")
        return columns, [(h.number, h.description, h.base_unit, h.material_group) for h in hits]

    def _recent_first(self, unit: Unit, table: str, hits: list[H], number: Callable[[H], str]) -> list[H]:
        """What the clerk used last stands above the rest, which keeps its order."""
        recent = user_memory.recent_values(unit, self.context.actor.user, table)
        rank = {value: place for place, value in enumerate(recent)}
        return sorted(hits, key=lambda hit: rank.get(number(hit), len(rank)))

    def _documents(self, category: Category, text: str, facts: Facts, limit: int) -> Found:
        with self.context.database.read() as unit:
            hits = document_search.search_documents(unit, text, category, facts.get("reference_of", ""), limit)
        columns = (category.name.lower(), "name", "customer_reference", "document_date", "net_value", "currency")
        rows = [
            (h.number, h.sold_to_name, h.customer_reference, h.document_date, self._money(h), h.currency) for h in hits
        ]
        return columns, rows

    def _money(self, hit: DocumentHit) -> Decimal:
        """The net value with the decimals of its currency."""
        return half_up(hit.net_value, self.customizing.currency_decimals(hit.currency))

    # --- restrictions ------------------------------------------------------------------------------------------------
    def _codes(self, table: str, facts: Facts) -> Sequence[str]:
        rows: Mapping[str, ValueRow] = self.customizing.values(table)
        restrict = self._restricted.get(table)
        found = restrict(facts) if restrict else None
        allowed = None if found is None else set(found)
        return [code for code in rows if allowed is None or code in allowed]

    def _document_types(self, facts: Facts) -> Iterable[str] | None:
        category = facts.get("category")
        return [code for code, row in self.customizing.document_types.items() if row.category == category]

    def _areas(self, facts: Facts) -> list[SalesArea]:
        named = {name: facts[name] for name in ("sales_org", "channel", "division") if facts.get(name)}
        areas = self.customizing.organization.sales_areas
        return [area for area in areas if all(getattr(area, name) == value for name, value in named.items())]

    def _item_categories(self, facts: Facts) -> list[str]:
        """What the document type can give an item, of any group of materials."""
        rows = self.customizing.determinations
        found = (row.allowed for key, row in rows.items() if key.document_type == facts.get("document_type"))
        return sorted({category for allowed in found for category in allowed})

    def _channels(self, facts: Facts) -> Iterable[str] | None:
        return {area.channel for area in self._areas({"sales_org": facts.get("sales_org", "")})}

    def _divisions(self, facts: Facts) -> Iterable[str] | None:
        narrowed = {name: facts.get(name, "") for name in ("sales_org", "channel")}
        return {area.division for area in self._areas(narrowed)}

    def _offices(self, facts: Facts) -> Iterable[str] | None:
        areas = self._areas(facts)
        return {office for area in areas for office in self.customizing.organization.sales_areas[area]}

    def _groups(self, facts: Facts) -> Iterable[str] | None:
        office = facts.get("sales_office")
        return self.customizing.organization.groups(office) if office else None

    def _storage_locations(self, facts: Facts) -> Iterable[str] | None:
        plant = self.customizing.organization.plants.get(facts.get("plant", ""))
        return plant.storage_locations if plant else None

    def _text_ids(self, facts: Facts) -> Iterable[str] | None:
        return [code for code, row in self.customizing.text_ids.items() if facts.get("level", "header") in row.levels]

    def _rejection_reasons(self, facts: Facts) -> Iterable[str] | None:
        return [code for code, row in self.customizing.rejection_reasons.items() if not row.internal]

    def _units(self, facts: Facts) -> list[tuple[str, str]]:
        """The units of the material where one is known, else all."""
        codes: Iterable[str] = self.customizing.values("unit")
        if number := facts.get("material"):
            with self.context.database.read() as unit:
                material = materials.load(unit, number)
            if material:
                codes = [material.base_unit, *(row.unit for row in material.units)]
        return [(code, self.text("unit", code, facts)) for code in codes]

    def _condition_texts(self) -> dict[str, str]:
        language = self.context.actor.language
        return self.pricing.customizing.texts(language)

    def _condition_types(self, table: str) -> dict[str, str]:
        """The condition types of a value table, in words."""
        types, texts = self.pricing.customizing.types, self._condition_texts()
        return {code: texts[code] for code in types if table == "condition_type" or types[code].accesses}
