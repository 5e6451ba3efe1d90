"""Possible entries among customers, contact persons, materials and documents, within sales area and rights."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from sdtui.domain.authority import ActivityCode, SalesArea
from sdtui.domain.customer import ContactPerson
from sdtui.domain.partners import SHIP_TO
from sdtui.domain.rounding import half_up
from sdtui.domain.sales_document import Category
from sdtui.services.context import Context
from sdtui.store import customers, document_search, materials, user_memory
from sdtui.store.customers import CustomerHit
from sdtui.store.search import IN_NO_AREA, area_tag, folded, words
from sdtui.store.unit import Unit

Facts = Mapping[str, str]
CUSTOMERS = frozenset({"customer", "partner"})
DOCUMENTS = {"inquiry": Category.INQUIRY, "quotation": Category.QUOTATION, "order": Category.ORDER}
SALES_DOCUMENT = "sales_document"
# The facts of the screen that narrow a search, and that the clerk may set aside.
AREA = ("sales_org", "channel", "division")
# What is asked for when a list is restricted by rights.
CUSTOMER_RIGHT, DOCUMENT_RIGHT = "V_KNA1_VKO", "V_VBAK_VKO"

Tags = list[Collection[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """Ids of the columns, and rows of values as they are; the key in stored form comes first.

    ``recent`` are the keys that the clerk used lately, ``narrowed`` the facts but for which there might be more.
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]
    recent: frozenset[str] = frozenset()
    narrowed: tuple[str, ...] = ()


def occurs(row: Iterable[str], text: str) -> bool:
    """Whether every word typed occurs in the row; ``*`` and ``+`` are wild."""
    folded_row = folded(*row)
    return all(fnmatchcase(folded_row, f"*{_glob(word)}*") for word in words(text))


def _glob(word: str) -> str:
    return word.replace("[", "[[]").replace("?", "[?]").replace("+", "?")


class MasterSearch:
    """Searches in the database for one clerk."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.customizing = context.customizing

    # --- customers ---------------------------------------------------------------------------------------------------
    def customers(self, text: str, facts: Facts, limit: int) -> Found:
        """In the field of a sales document only those who may be sold to, and in the area that is named."""
        tags, narrowed = self._rights(CUSTOMER_RIGHT, IN_NO_AREA), [name for name in AREA if facts.get(name)]
        if narrowed:
            tags.append(_area_tags(self.areas(facts)))
        if facts.get("document_type"):
            tags.append(self._sold_to_groups())
            narrowed.append("document_type")
        with self.context.database.read() as unit:
            recent = self._recent(unit, "customer")
            hits = customers.search_customers(unit, text, tags, limit, recent)
        return _addresses("customer", hits, recent, narrowed)

    def partners(self, text: str, facts: Facts, limit: int) -> Found:
        """Those whom the sold-to party has for the function stand first; contact persons are all his."""
        function = facts.get("partner_function") or SHIP_TO
        row = self.customizing.partner_functions.get(function)
        kind, sold_to = row.kind if row else "customer", facts.get("sold_to", "")
        if kind == "contact":
            return self._contacts(text, sold_to, limit)
        if kind != "customer":
            return Found(("partner", "name"), [])
        with self.context.database.read() as unit:
            master = customers.load(unit, sold_to) if sold_to else None
            own = [p.number for p in master.partners if p.function == function] if master else []
            recent = [*self._recent(unit, "partner"), *self._recent(unit, "customer")]
            first = [*dict.fromkeys((*own, *recent))]
            tags = [*self._rights(CUSTOMER_RIGHT, IN_NO_AREA), {customers.IN_USE}]
            hits = customers.search_customers(unit, text, tags, limit, first)
        return _addresses("partner", hits, recent, ())

    def _contacts(self, text: str, sold_to: str, limit: int) -> Found:
        with self.context.database.read() as unit:
            if sold_to:
                hits = customers.hits(unit, [sold_to])
            else:
                hits = customers.search_customers(unit, text, self._rights(CUSTOMER_RIGHT, IN_NO_AREA), limit)
            people = customers.contacts_of(unit, hits)
        found = [_person(hit, person) for hit, person in people if occurs(_words_of(hit, person), text)]
        columns = ("partner", "name", "contact_of", "city", "contact_phone")
        return Found(columns, found[:limit], narrowed=("sold_to",) if sold_to else ())

    # --- materials ---------------------------------------------------------------------------------------------------
    def materials(self, text: str, facts: Facts, limit: int) -> Found:
        """In a sales document those that are sold, and where an organization is named those that are sold there."""
        language, sales_org = self.context.actor.language, facts.get("sales_org", "")
        tags: Tags = []
        if sales_org or facts.get("document_type"):
            tags.append({materials.sold_tag(sales_org, facts.get("channel", ""))})
        with self.context.database.read() as unit:
            recent = self._recent(unit, "material")
            hits = materials.search_materials(unit, text, language, tags, limit, recent)
        columns = ("material", "item_description", "base_unit", "material_group")
        rows = [(hit.number, hit.description, hit.base_unit, hit.material_group) for hit in hits]
        return Found(columns, rows, frozenset(recent), AREA[:2] if sales_org else ())

    # --- documents ---------------------------------------------------------------------------------------------------
    def documents(self, category: Category, text: str, facts: Facts, limit: int) -> Found:
        """Those of the category, latest first; as a reference only those of the sold-to party who is named."""
        tags = [*self._rights(DOCUMENT_RIGHT), {document_search.category_tag(category)}]
        if sold_to := facts.get("reference_of"):
            tags.append({document_search.sold_to_tag(sold_to)})
        with self.context.database.read() as unit:
            recent = self._recent(unit, SALES_DOCUMENT)
            hits = document_search.search_documents(unit, text, tags, limit, recent)
        columns = (category.name.lower(), "name", "customer_reference", "document_date", "net_value", "currency")
        rows = [
            (
                hit.number,
                hit.sold_to_name,
                hit.customer_reference,
                hit.document_date,
                half_up(hit.net_value, self.customizing.currency_decimals(hit.currency)),
                hit.currency,
            )
            for hit in hits
        ]
        return Found(columns, rows, frozenset(recent), ("reference_of",) if sold_to else ())

    # --- restrictions ------------------------------------------------------------------------------------------------
    def areas(self, facts: Facts) -> list[SalesArea]:
        """The sales areas that have what is named."""
        named = {name: facts[name] for name in AREA if facts.get(name)}
        areas = self.customizing.organization.sales_areas
        return [area for area in areas if all(getattr(area, name) == value for name, value in named.items())]

    def _recent(self, unit: Unit, table: str) -> list[str]:
        return user_memory.recent_values(unit, self.context.actor.user, table)

    def _rights(self, object: str, *others: str) -> Tags:
        """The areas whose masters or documents the clerk may see, with ``others``; nothing where he may see all."""
        allowed = self.context.authority.areas(self.context.actor, ActivityCode.DISPLAY, object)
        if allowed is None:
            return []
        areas = {area for named in allowed for area in self._named(named)}
        return [{*_area_tags(areas), *others}]

    def _named(self, area: SalesArea) -> list[SalesArea]:
        """The area itself where only its last parts may be any, else those that it stands for."""
        parts = [getattr(area, name) for name in AREA]
        if parts[0] and (parts[1] or not parts[2]):
            return [area]
        return self.areas(dict(zip(AREA, parts, strict=True)))

    def _sold_to_groups(self) -> set[str]:
        """The account groups that may be sold to, and none at all."""
        groups = self.customizing.account_groups.values()
        if all(group.sold_to for group in groups):
            return {customers.IN_USE}
        return {customers.group_tag(""), *(customers.group_tag(group.code) for group in groups if group.sold_to)}


def _area_tags(areas: Iterable[SalesArea]) -> set[str]:
    return {area_tag(area.sales_org, area.channel, area.division) for area in areas}


def _addresses(key: str, hits: Iterable[CustomerHit], recent: Iterable[str], narrowed: Iterable[str]) -> Found:
    columns = (key, "name", "postal_code", "city", "country", "search_term")
    rows = [(h.number, h.name, h.postal_code, h.city, h.country, h.search_term) for h in hits]
    return Found(columns, rows, frozenset(recent), tuple(narrowed))


def _words_of(hit: CustomerHit, person: ContactPerson) -> tuple[str, ...]:
    return (person.number, person.first_name, person.name, person.phone, person.email, hit.number, hit.name, hit.city)


def _person(hit: CustomerHit, person: ContactPerson) -> tuple[str, ...]:
    name = f"{person.first_name} {person.name}".strip()
    return person.number, name, hit.name, hit.city, person.phone or hit.phone
