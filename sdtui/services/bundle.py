"""The services of one clerk, made together; what the first transaction does not need is imported when it is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sdtui.domain.pricing_customizing import PricingCustomizing
from sdtui.services.clerk_memory import ClerkMemory
from sdtui.services.context import Context
from sdtui.services.files import Files
from sdtui.services.locking import Locking
from sdtui.services.pricing import Pricing
from sdtui.services.sales_documents import SalesDocuments
from sdtui.services.value_tables import ValueTables

if TYPE_CHECKING:
    from sdtui.services.change_documents import ChangeDocuments
    from sdtui.services.condition_records import ConditionRecords
    from sdtui.services.customers import Customers
    from sdtui.services.item_import import ItemImport
    from sdtui.services.list_export import ListExport
    from sdtui.services.lists import Lists
    from sdtui.services.mass_acts import MassActs
    from sdtui.services.materials import Materials


@dataclass
class Services:
    """What dialogs call; every call acts for the clerk of ``context``."""

    context: Context
    pricing_customizing: PricingCustomizing
    files: Files = field(default_factory=Files)
    locking: Locking = field(init=False)
    sales_documents: SalesDocuments = field(init=False)
    value_tables: ValueTables = field(init=False)
    memory: ClerkMemory = field(init=False)

    def __post_init__(self) -> None:
        pricing = Pricing(self.context, self.pricing_customizing)
        self.locking = Locking(self.context)
        self.sales_documents = SalesDocuments(self.context, pricing, self.locking)
        self.value_tables = ValueTables(self.context, pricing, self.files)
        self.memory = ClerkMemory(self.context)

    @cached_property
    def customers(self) -> Customers:
        from sdtui.services.customers import Customers

        return Customers(self.context, self.locking)

    @cached_property
    def materials(self) -> Materials:
        from sdtui.services.materials import Materials

        return Materials(self.context, self.locking)

    @cached_property
    def condition_records(self) -> ConditionRecords:
        from sdtui.services.condition_records import ConditionRecords

        return ConditionRecords(self.context, self.pricing_customizing, self.locking)

    @cached_property
    def item_import(self) -> ItemImport:
        from sdtui.services.item_import import ItemImport

        return ItemImport(self.files, self.context.actor.language)

    @cached_property
    def lists(self) -> Lists:
        from sdtui.services.lists import Lists

        return Lists(self.context)

    @cached_property
    def list_export(self) -> ListExport:
        from sdtui.services.list_export import ListExport

        return ListExport(self.context, self.files)

    @cached_property
    def mass_acts(self) -> MassActs:
        from sdtui.services.mass_acts import MassActs

        return MassActs(self.sales_documents, self.locking)

    @cached_property
    def change_documents(self) -> ChangeDocuments:
        from sdtui.services.change_documents import ChangeDocuments

        return ChangeDocuments(self.context)

    def transaction(self, tcode: str) -> bool:
        """Whether the clerk may start a transaction."""
        return self.context.authority.transaction(self.context.actor, tcode)
