"""Value tables: what may be entered in a field, what it means, and what F4 finds.

Customizing is searched in memory, masters and documents in the database; what the clerk used last comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from sdtui.domain.customizing_values import ValueRow, worded
from sdtui.domain.sales_document import Category
from sdtui.services.clerk_memory import note
from sdtui.services.context import Context
from sdtui.services.files import Files
from sdtui.services.item_import import ENDINGS
from sdtui.services.master_search import CUSTOMERS, DOCUMENTS, SALES_DOCUMENT, Facts, Found, MasterSearch, occurs
from sdtui.services.pricing import Pricing
from sdtui.store import customers, materials, user_memory

# of all condition types, and of those that have records
CONDITION_TYPES = frozenset({"condition_type", "record_condition_type"})
REMEMBERED = frozenset({"customer", "partner", "material", SALES_DOCUMENT})


class ValueTables:
    """The value tables of one clerk."""

    def __init__(self, context: Context, pricing: Pricing, files: Files | None = None) -> None:
        self.context = context
        self.files = files or Files()
        self.pricing = pricing
        self.customizing = context.customizing
        self.masters = MasterSearch(context)
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
        """Remember the masters and documents among what was entered, as value table and value."""
        named = ((SALES_DOCUMENT if table in DOCUMENTS else table, value) for table, value in entered)
        values = [(table, value) for table, value in named if table in REMEMBERED]
        if values:
            user, now = self.context.actor.user, self.context.now()
            note(self.context, lambda unit: user_memory.use_values(unit, user, values, now))

    # --- search ------------------------------------------------------------------------------------------------------
    def search(self, table: str, text: str, facts: Facts, limit: int) -> Found:
        """Those in which every word of ``text`` occurs, at most ``limit``."""
        if table == "customer":
            return self.masters.customers(text, facts, limit)
        if table == "partner":
            return self.masters.partners(text, facts, limit)
        if table == "material":
            return self.masters.materials(text, facts, limit)
        if table == "import_file":
            found = [(name,) for name in self.files.names(ENDINGS) if occurs((name,), text)]
            return Found((table,), found[:limit])
        if table in DOCUMENTS or table == SALES_DOCUMENT:
            category = DOCUMENTS.get(table) or Category(facts.get("category") or "A")
            return self.masters.documents(category, text, facts, limit)
        return self._customized(table, text, facts, limit)

    def _customized(self, table: str, text: str, facts: Facts, limit: int) -> Found:
        """Keys that begin with the first word stand before the rest."""
        if table in CONDITION_TYPES:
            rows = self._enterable(table, facts)
        elif table == "unit":
            rows = self._units(facts)
        elif table == "item_category":
            rows = [(code, self.text(table, code, facts)) for code in self._item_categories(facts)]
        else:
            rows = [(code, self.text(table, code, facts)) for code in self._codes(table, facts)]
        found = [row for row in rows if occurs(row, text)]
        head = text.split(maxsplit=1)[0].upper() if text.strip() else ""
        return Found((table, "text"), sorted(found, key=lambda row: not row[0].upper().startswith(head))[:limit])

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

    def _item_categories(self, facts: Facts) -> list[str]:
        """What the document type can give an item, of any group of materials."""
        rows = self.customizing.determinations
        found = (row.allowed for key, row in rows.items() if key.document_type == facts.get("document_type"))
        return sorted({category for allowed in found for category in allowed})

    def _channels(self, facts: Facts) -> Iterable[str] | None:
        return {area.channel for area in self.masters.areas({"sales_org": facts.get("sales_org", "")})}

    def _divisions(self, facts: Facts) -> Iterable[str] | None:
        narrowed = {name: facts.get(name, "") for name in ("sales_org", "channel")}
        return {area.division for area in self.masters.areas(narrowed)}

    def _offices(self, facts: Facts) -> Iterable[str] | None:
        areas = self.masters.areas(facts)
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

    def _enterable(self, table: str, facts: Facts) -> list[tuple[str, str]]:
        """In a document those that its pricing procedure lets a clerk enter, at the header or at an item."""
        found = sorted(self._condition_types(table).items())
        if table != "condition_type" or not facts.get("document_type"):
            return found
        customizing, on_header = self.pricing.customizing, facts.get("level") == "header"
        procedure = customizing.procedures.get(facts.get("pricing_procedure", ""))
        steps = {step.condition_type for step in procedure.steps} if procedure else customizing.types.keys()
        rules = {code: rule for code, rule in customizing.types.items() if rule.manual and code in steps}
        entered = {code for code, rule in rules.items() if (rule.header if on_header else rule.item)}
        return [row for row in found if row[0] in entered]
