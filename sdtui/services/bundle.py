"""The services of one clerk, made together."""

from __future__ import annotations

from dataclasses import dataclass, field

from sdtui.domain.pricing_customizing import PricingCustomizing
from sdtui.services.change_documents import ChangeDocuments
from sdtui.services.clerk_memory import ClerkMemory
from sdtui.services.condition_records import ConditionRecords
from sdtui.services.context import Context
from sdtui.services.customers import Customers
from sdtui.services.files import Files
from sdtui.services.item_import import ItemImport
from sdtui.services.list_export import ListExport
from sdtui.services.lists import Lists
from sdtui.services.locking import Locking
from sdtui.services.mass_acts import MassActs
from sdtui.services.materials import Materials
from sdtui.services.pricing import Pricing
from sdtui.services.sales_documents import SalesDocuments
from sdtui.services.value_tables import ValueTables


@dataclass(slots=True)
class Services:
    """What dialogs call; every call acts for the clerk of ``context``."""

    context: Context
    pricing_customizing: PricingCustomizing
    files: Files = field(default_factory=Files)
    locking: Locking = field(init=False)
    sales_documents: SalesDocuments = field(init=False)
    customers: Customers = field(init=False)
    materials: Materials = field(init=False)
    value_tables: ValueTables = field(init=False)
    condition_records: ConditionRecords = field(init=False)
    memory: ClerkMemory = field(init=False)
    item_import: ItemImport = field(init=False)
    lists: Lists = field(init=False)
    list_export: ListExport = field(init=False)
    mass_acts: MassActs = field(init=False)
    change_documents: ChangeDocuments = field(init=False)

    def __post_init__(self) -> None:
        pricing = Pricing(self.context, self.pricing_customizing)
        self.locking = Locking(self.context)
        self.sales_documents = SalesDocuments(self.context, pricing, self.locking)
        self.customers = Customers(self.context, self.locking)
        self.materials = Materials(self.context, self.locking)
        self.value_tables = ValueTables(self.context, pricing, self.files)
        self.condition_records = ConditionRecords(self.context, self.pricing_customizing, self.locking)
        self.memory = ClerkMemory(self.context)
        self.item_import = ItemImport(self.files, self.context.actor.language)
        self.lists = Lists(self.context)
        self.list_export = ListExport(self.context, self.files)
        self.mass_acts = MassActs(self.sales_documents, self.locking)
        self.change_documents = ChangeDocuments(self.context)

    def transaction(self, tcode: str) -> bool:
        """Whether the clerk may start a transaction."""
        return self.context.authority.transaction(self.context.actor, tcode)
