"""VD01 to VD03 and XD01 to XD03: a customer in a sales area, or centrally in all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import ClassVar

from sdtui.dialogs.customer_records import (
    AreaLine,
    CustomerAreas,
    CustomerChoice,
    CustomerData,
    NewCustomer,
)
from sdtui.dialogs.master_base import MasterDialog
from sdtui.domain.authority import ActivityCode, SalesArea
from sdtui.domain.customer import ContactPerson, Customer, CustomerPartner, CustomerTax
from sdtui.domain.customer_check import area_of
from sdtui.domain.customer_views import AREA_VIEWS, area_fields
from sdtui.domain.errors import Refuse
from sdtui.kernel.definitions import Transaction
from sdtui.kernel.dialog import STAY, Act, Choose, State, Turn, Workplace, on
from sdtui.kernel.messages import Message, error, success
from sdtui.kernel.view import split_cell
from sdtui.services.customers import Creation, named

INITIAL_CREATE = "customer_initial_create"
INITIAL_CHANGE = "customer_initial_change"
INITIAL_DISPLAY = "customer_initial_display"
DATA = "customer_data"
CONTACT = "customer_contact"
AREAS = "customer_areas"
CENTRAL = "customer_central"
NOWHERE = SalesArea()


class CustomerDialog(MasterDialog[Customer]):
    """``data`` is the customer in the sales area ``area``, if any; ``place`` that of the contact person in detail."""

    records: ClassVar[Mapping[str, type]] = {
        record.__name__: record
        for record in (
            CustomerChoice, NewCustomer, CustomerData, CustomerAreas, AreaLine, ContactPerson, CustomerPartner,
            CustomerTax,
        )
    }  # fmt: skip
    object = "customer"
    created = "customer-created"
    changed = "customer-changed"

    def __init__(self, transaction: Transaction, desk: Workplace) -> None:
        super().__init__(transaction, desk)
        self.customers = self.services.customers
        self.new = NewCustomer()
        self.choice = CustomerChoice()
        self.areas = CustomerAreas()
        self.area = NOWHERE
        self.data = self.empty()
        self.place = 0

    @property
    def central(self) -> bool:
        """Whether all sales areas are in view, and none needs to be named."""
        return self.transaction.category == CENTRAL

    @property
    def is_new(self) -> bool:
        return self.before is not None and not self.before.version

    # --- what the kernel asks -----------------------------------------------------------------------------------------
    def record(self, screen: str) -> object:
        return {
            INITIAL_CREATE: self.new,
            INITIAL_CHANGE: self.choice,
            INITIAL_DISPLAY: self.choice,
            CONTACT: self.contact,
            AREAS: self.areas,
        }.get(screen, self.data)

    @property
    def contact(self) -> ContactPerson:
        """The contact person in detail; a blank one when he is gone."""
        contacts = self.data.contacts
        return contacts[self.place] if self.place < len(contacts) else ContactPerson()

    def closed(self, screen: str) -> bool:
        return self.displays and screen in (DATA, CONTACT)

    def tabs(self, screen: str) -> Collection[str] | None:
        """Those of the account group; without a sales area only the general ones."""
        if screen != DATA or self.master is None:
            return None
        views = self.customers.group(self.master).views
        return [view for view in views if self.data.in_area or view not in AREA_VIEWS] if views else None

    def states(self, screen: str) -> Mapping[str, State]:
        if screen == INITIAL_CREATE and not self.central:
            return dict.fromkeys(("sales_org", "channel", "division"), State.REQUIRED)
        return self.data_states() if screen == DATA and self.master is not None else {}

    def data_states(self) -> dict[str, State]:
        """What the account group requires and hides, what needs a sales area, and lines that stay as they are."""
        group, states = self.customers.group(self.data.customer), dict[str, State]()
        if not self.displays:
            required = ("taxes.tax_class" if name == "tax_class" else name for name in group.required)
            states |= dict.fromkeys(required, State.REQUIRED)
            for place, row in enumerate(self.data.partners):
                if row.counter or row.function == "SP":
                    states[f"partners[{place}].function"] = State.CLOSED
                if row.function == "SP":
                    states[f"partners[{place}].number"] = State.CLOSED
        states |= dict.fromkeys(group.hidden, State.HIDDEN)
        if not self.data.in_area:
            states |= dict.fromkeys((*area_fields(), "area_key", "area_text"), State.HIDDEN)
        return states

    def slots(self, screen: str) -> Mapping[str, object]:
        number = self.areas.number if screen == AREAS else self.data.number
        return {"number": number, "name": f"{self.contact.first_name} {self.contact.name}".strip()}

    def facts(self, screen: str, row: object | None) -> Mapping[str, str]:
        if screen == INITIAL_CREATE and row is None:
            return {name: getattr(self.new, name) for name in ("sales_org", "channel", "division")}
        where = self.choice.area if screen in (INITIAL_CHANGE, INITIAL_DISPLAY) else area_of(self.data.area)
        facts = {"sales_org": where.sales_org, "channel": where.channel, "division": where.division}
        if screen == DATA:
            facts |= {"sales_office": self.data.sales_office, "sold_to": self.data.number}
        if isinstance(row, CustomerPartner):
            facts["partner_function"] = row.function
        return facts

    def new_row(self, screen: str, table: str) -> object:
        return ContactPerson(language="") if table == "contacts" else CustomerPartner("", "", "")

    def add_row(self, screen: str, table: str) -> None:
        customer, area = self.data.customer, self.data.area
        if table == "contacts":
            customer.contacts.append(ContactPerson(language=customer.language))
        else:
            customer.partners.append(CustomerPartner(area.sales_org, area.channel, area.division))

    def row_style(self, screen: str, table: str, row: object) -> tuple[str, int]:
        return ("muted" if isinstance(row, AreaLine) and row.deletion_flag else ""), 0

    def place_of(self, screen: str, path: str) -> tuple[str, str]:
        """A contact person is corrected in detail where he stands there, anything else on the tabs."""
        if screen not in (CONTACT, AREAS):
            return "", ""
        cell = split_cell(path)
        return (
            (CONTACT, cell[2])
            if cell and (screen, cell[0], cell[1]) == (CONTACT, "contacts", self.place)
            else (DATA, path)
        )

    def leaves(self, screen: str, code: str) -> bool:
        return screen == DATA

    # --- what the way through a master asks ---------------------------------------------------------------------------
    def load(self, number: str) -> Customer:
        return self.customers.records.load(number, area=self.area)

    def lock(self, number: str) -> Customer:
        return self.customers.records.open_for_change(number, area=self.area)

    def release(self, number: str) -> None:
        self.customers.records.release(number)

    def store(self, master: Customer) -> Customer:
        return self.customers.save(master, self.before or master, self.area, self.transaction.code)

    def forget(self) -> None:
        self.area, self.data, self.place = NOWHERE, self.empty(), 0
        self.new.number = ""

    def empty(self) -> CustomerData:
        """Nobody, for screens before one is open."""
        return CustomerData(Customer(""), NOWHERE, "")

    def show(self, master: Customer) -> Turn:
        """The first tab, on top of the first screen."""
        self.go_to_area(self.area)
        tabs = self.tabs(DATA)
        return Turn(DATA, tab=next(iter(tabs or ()), ""), over=self.transaction.screen)

    def shown_again(self) -> None:
        self.go_to_area(self.area)

    def go_to_area(self, area: SalesArea) -> None:
        """Show the customer in another sales area, or in the first that he has left."""
        customer = self.master or Customer("")
        if customer.sales_area(area.sales_org, area.channel, area.division) is None and named(area):
            area = next((area_of(row) for row in customer.sales_areas), NOWHERE)
        self.area = area
        self.data = CustomerData(customer, area, self.area_text(area) if named(area) else "")
        if self.data.in_area:
            self.customers.name_partners(customer, self.data.area)

    def area_text(self, area: SalesArea) -> str:
        """A sales area in words."""
        text = self.services.value_tables.text
        parts = (("sales_org", area.sales_org), ("channel", area.channel), ("division", area.division))
        return ", ".join(text(table, value, {}) for table, value in parts)

    def check(self, *, saving: bool = False) -> Turn | None:
        if self.displays or self.master is None or self.before is None:
            return None
        area = self.data.area if self.data.in_area else None
        self.customers.complete(self.master, self.before, area)
        if area is not None:
            self.customers.name_partners(self.master, area)
        for finding in self.customers.check(self.master, self.before, area, saving=saving):
            if finding.type == "E":
                raise finding.refusal()
            self.warn(finding.message, finding.field, **finding.slots)
        return None

    def written(self) -> Message:
        """As of every master; a customer who got a new sales area is said to have got it."""
        extended = self.creates and not self.is_new
        message = super().written()
        if not extended:
            return message
        return success("customer-extended", number=message.slots["number"], sales_area=str(self.area))

    # --- the way in ---------------------------------------------------------------------------------------------------
    @on(INITIAL_CREATE, "check")
    def begin(self, act: Act) -> Turn:
        """A new customer, or a new sales area of one that there is; as the reference where one is named."""
        new = self.new
        if any((new.sales_org, new.channel, new.division)) and not named(new.area):
            missing = next(name for name in ("sales_org", "channel", "division") if not getattr(new, name))
            raise Refuse("required-field", missing)
        wanted = Creation(new.account_group, new.number, new.area, new.reference, new.reference_area)
        self.master, self.before = self.customers.begin(wanted)
        self.accepted.clear()
        self.area = new.area
        turn = self.show(self.master)
        return turn if self.is_new else Turn(DATA, tab="sales", over=self.transaction.screen)

    @on(INITIAL_CHANGE, "check")
    @on(INITIAL_DISPLAY, "check")
    def open_chosen(self, act: Act) -> Turn:
        """The customer in the sales area that is named; one of those that agree with it where it is not whole.

        The area was often only proposed. So one that he is not in leads to a choice of his own, and to nothing at all
        where the clerk named the customer alone.
        """
        customer = self.customers.records.load(self.choice.number, area=self.choice.area)
        found = self.customers.areas_like(customer, self.choice.area)
        message = None
        if not found and (found := self.customers.areas_like(customer, NOWHERE)) and not act.direct:
            slots = {"customer": customer.number, "sales_area": str(self.choice.area)}
            message = error("customer-area-missing", **slots)
        if message or (len(found) > 1 and not self.central):
            rows = [(area.sales_org, area.channel, area.division, self.area_text(area)) for area in found]
            columns = ("sales_org", "channel", "division", "text")
            return Turn(message=message, ask=Choose("sales-areas", columns, rows, lambda row: self.open_in(found[row])))
        return self.open_in(found[0] if found else NOWHERE)

    def open_in(self, area: SalesArea) -> Turn:
        """Open the customer of the first screen in a sales area."""
        self.area = area
        return self.open_existing(self.choice.number)

    # --- the tabs -----------------------------------------------------------------------------------------------------
    @on(DATA, "check")
    @on(CONTACT, "check")
    def checked(self, act: Act) -> Turn:
        """Enter: complete and check."""
        return self.check() or STAY

    @on(DATA, "choose")
    def contact_details(self, act: Act) -> Turn:
        """A contact person in detail."""
        self.check()
        if act.table != "contacts" or not 0 <= act.row < len(self.data.contacts):
            raise Refuse("choose-a-row")
        self.place = act.row
        return Turn(CONTACT, cursor="name")

    @on(DATA, "delete_line")
    def delete_lines(self, act: Act) -> Turn:
        """Take contact persons or partner functions out, unless documents name them."""
        rows = {"contacts": self.data.contacts, "partners": self.data.partners}.get(act.table, [])
        places = [place for place in act.rows() if place < len(rows)]
        if not places:
            raise Refuse("choose-a-row")
        if act.table == "contacts":
            self.customers.remove_contacts(self.data.customer, places)
        else:
            self.customers.remove_partners(self.data.customer, self.data.area, places)
        return STAY

    # --- sales areas --------------------------------------------------------------------------------------------------
    @on(DATA, "next_area")
    def next_area(self, act: Act) -> Turn:
        """The following sales area, after the last one the first."""
        return self.move(1)

    @on(DATA, "previous_area")
    def previous_area(self, act: Act) -> Turn:
        """The sales area before, before the first one the last."""
        return self.move(-1)

    def move(self, step: int) -> Turn:
        """Go ``step`` sales areas on; what was entered in this one is complete."""
        self.check(saving=True)
        found = [area_of(row) for row in self.data.customer.sales_areas]
        if found:
            place = found.index(self.area) + step if self.area in found else 0
            self.enter_area(found[place % len(found)])
        return STAY

    def enter_area(self, area: SalesArea) -> None:
        """Go on in another sales area of the customer, if the clerk may."""
        self.customers.records.permit(ActivityCode.DISPLAY if self.displays else ActivityCode.CHANGE, area)
        self.go_to_area(area)

    @on(DATA, "sales_areas")
    def list_areas(self, act: Act) -> Turn:
        """The sales areas in which the customer exists."""
        self.check(saving=True)
        return self.listed(self.data.customer)

    @on(INITIAL_CHANGE, "sales_areas")
    @on(INITIAL_DISPLAY, "sales_areas")
    def list_areas_first(self, act: Act) -> Turn:
        """The sales areas of the customer who is named on the first screen."""
        if not self.choice.number:
            raise Refuse("required-field", "number")
        return self.listed(self.customers.records.load(self.choice.number))

    def listed(self, customer: Customer) -> Turn:
        """The list of sales areas."""
        lines = [
            AreaLine(row.sales_org, row.channel, row.division, row.order_block, row.deletion_flag)
            for row in customer.sales_areas
        ]
        self.areas = CustomerAreas(customer.number, customer.name, lines)
        return Turn(AREAS)

    @on(AREAS, "check", "choose")
    def choose_area(self, act: Act) -> Turn:
        """The customer in the sales area of the line."""
        if not 0 <= act.row < len(self.areas.areas):
            raise Refuse("choose-a-row")
        area = self.areas.areas[act.row].area
        if self.master is None:
            return self.open_in(area)
        self.enter_area(area)
        return Turn(DATA)

    @on(AREAS, "delete_line")
    def delete_areas(self, act: Act) -> Turn:
        """Take sales areas out, unless there are documents in them."""
        places = [place for place in act.rows() if place < len(self.areas.areas)]
        if not places or self.master is None or self.displays:
            raise Refuse("display-only" if places else "choose-a-row")
        for place in sorted(places, reverse=True):
            self.customers.remove_area(self.master, self.areas.areas[place].area)
            del self.areas.areas[place]
        self.go_to_area(self.area)
        return STAY
