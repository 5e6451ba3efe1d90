"""Value tables: what may be entered in a field, what it means, and what F4 finds.

Customizing is searched in memory, masters and documents in the database; what the clerk used last comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sdtui.domain.authority import SalesArea
from sdtui.domain.customizing_values import ValueRow
from sdtui.domain.sales_document import Category
from sdtui.services.context import Context
from sdtui.services.pricing import Pricing
from sdtui.store import customers, materials, memory, sales_documents
from sdtui.store.search import folded, found_in

Facts = Mapping[str, str]
Found = tuple[tuple[str, ...], list[tuple[str, ...]]]

CUSTOMERS = frozenset({"customer", "partner"})
DOCUMENTS = {"inquiry": Category.INQUIRY, "quotation": Category.QUOTATION, "order": Category.ORDER}
REMEMBERED = frozenset({"customer", "material"})


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
        if table == "condition_type":
            return any(value in procedure.types for procedure in self.pricing.customizing.procedures.values())
        if not self.customizing.values(table):
            return True
        return value in self._codes(table, facts)

    def text(self, table: str, value: str, facts: Facts) -> str:
        """What ``value`` means in the clerk's language."""
        language = self.context.actor.language
        if table == "condition_type":
            return self._condition_texts().get(value, "")
        if table == "text_id" and facts.get("level") == "item":
            kind = self.customizing.text_ids.get(value)
            own = kind.item_texts if kind else {}
            if own:
                return own.get(language) or own.get("EN", "")
        return self.customizing.text(table, value, language)

    def used(self, table: str, value: str) -> None:
        """Remember a customer or material that was entered."""
        if table in REMEMBERED:
            user = self.context.actor.user
            self.context.database.write(lambda unit: memory.use_value(unit, user, table, value, self.context.now()))

    # --- search ------------------------------------------------------------------------------------------------------
    def search(self, table: str, text: str, facts: Facts, limit: int) -> Found:
        """Ids of the columns and at most ``limit`` rows, the key in stored form first."""
        if table in CUSTOMERS:
            return self._customers(text, facts, limit)
        if table == "material":
            return self._materials(text, facts, limit)
        if table in DOCUMENTS or table == "sales_document":
            return self._documents(DOCUMENTS.get(table) or Category(facts.get("category") or "A"), text, limit)
        if table == "condition_type":
            rows = sorted(self._condition_texts().items())
        elif table == "unit":
            rows = self._units(facts)
        else:
            rows = [(code, self.text(table, code, facts)) for code in self._codes(table, facts)]
        found = [row for row in rows if found_in(folded(*row), text)]
        return (table, "text"), found[:limit]

    def _customers(self, text: str, facts: Facts, limit: int) -> Found:
        area = (facts.get("sales_org", ""), facts.get("channel", ""), facts.get("division", ""))
        user = self.context.actor.user
        with self.context.database.read() as unit:
            recent = memory.recent_values(unit, user, "customer")
            hits = customers.search(unit, text, sales_area=area if all(area) else None, limit=limit, first=recent)
        columns = ("customer", "name", "postal_code", "city", "country", "search_term")
        return columns, [(h.number, h.name, h.postal_code, h.city, h.country, h.search_term) for h in hits]

    def _materials(self, text: str, facts: Facts, limit: int) -> Found:
        user, language = self.context.actor.user, self.context.actor.language
        area = (facts.get("sales_org", ""), facts.get("channel", ""))
        with self.context.database.read() as unit:
            recent = memory.recent_values(unit, user, "material")
            hits = materials.search(
                unit, text, language=language, sales_area=area if all(area) else None, limit=limit, first=recent
            )
        columns = ("material", "item_description", "base_unit", "material_group")
        return columns, [(h.number, h.description, h.base_unit, h.material_group) for h in hits]

    def _documents(self, category: Category, text: str, limit: int) -> Found:
        with self.context.database.read() as unit:
            hits = sales_documents.search(unit, text, category=category, limit=limit)
        columns = (category.name.lower(), "document_type", "name", "customer_reference", "document_date", "net_value")
        rows = [
            (
                h.number,
                h.document_type,
                h.sold_to_name,
                h.customer_reference,
                str(h.document_date),
                f"{h.net_value:.2f} {h.currency}",
            )
            for h in hits
        ]
        return columns, rows

    # --- restrictions ------------------------------------------------------------------------------------------------
    def _codes(self, table: str, facts: Facts) -> Sequence[str]:
        rows: Mapping[str, ValueRow] = self.customizing.values(table)
        restrict = self._restricted.get(table)
        allowed = restrict(facts) if restrict else None
        return [code for code in rows if allowed is None or code in set(allowed)]

    def _document_types(self, facts: Facts) -> Iterable[str] | None:
        category = facts.get("category")
        return [code for code, row in self.customizing.document_types.items() if row.category == category]

    def _areas(self, facts: Facts) -> list[SalesArea]:
        named = {name: facts[name] for name in ("sales_org", "channel", "division") if facts.get(name)}
        areas = self.customizing.organization.sales_areas
        return [area for area in areas if all(getattr(area, name) == value for name, value in named.items())]

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
