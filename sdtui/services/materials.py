"""Material masters: begin, read, check and save one; the front door for every way in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sdtui.domain.authority import ActivityCode, SalesArea
from sdtui.domain.errors import Finding, warning
from sdtui.domain.material import Material
from sdtui.domain.material_check import MaterialCheck, Used
from sdtui.domain.material_views import Levels, View, copied, following_base_unit, type_of
from sdtui.services.context import Context
from sdtui.services.locking import Locking
from sdtui.services.master_records import MasterKind, MasterRecords, Numbering
from sdtui.services.number_formats import ean_possible
from sdtui.store import customers
from sdtui.store.materials import MATERIAL, units_used

KIND = MasterKind(MATERIAL, "M_MATE_STA", "MATERIALNR", "material-unknown")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the first screen of a creation says of the material; ``like`` is the number of one to copy from."""

    number: str
    material_type: str
    industry_sector: str
    like: str = ""


class Materials:
    """The acts on material masters of one clerk."""

    def __init__(self, context: Context, locking: Locking) -> None:
        self.context = context
        self.customizing = context.customizing
        self.records = MasterRecords(context, locking, KIND)
        self._asked = "", Used()

    def find(self, number: str) -> Material | None:
        """The material as it is stored, without asking who wants to know; None when there is none."""
        return self.records.find(number) if number else None

    def permit(self, activity: ActivityCode, levels: Levels) -> None:
        """Ask the authority question for a distribution chain, or for general data where there is none."""
        self.records.permit(activity, _area(levels))

    def load(self, number: str, levels: Levels) -> Material:
        """For the clerk who may display it; refuses an unknown one."""
        return self.records.load(number, area=_area(levels))

    def open_for_change(self, number: str, levels: Levels) -> Material:
        """Locked for change; raises ``Locked`` with who has it, since when and where."""
        self._asked = "", Used()
        return self.records.open_for_change(number, area=_area(levels))

    def release(self, number: str) -> None:
        """Give the lock back."""
        self.records.release(number)

    def new(self, wanted: Wanted) -> Material:
        """A material that is not stored yet, with what it takes over from the one to copy from."""
        self.records.permit(ActivityCode.CREATE)
        material = Material(wanted.number, wanted.material_type, wanted.industry_sector)
        self.records.check_number(wanted.number, self.numbering(material))
        if like := self.find(wanted.like):
            copied(like, material)
        return material

    def numbering(self, material: Material) -> Numbering:
        """The intervals of its type."""
        kind = type_of(material, self.customizing)
        return Numbering(kind.number_range, kind.external_range)

    def used(self, number: str) -> Used:
        """What documents say about the material; nothing about one that has no number yet."""
        if not number:
            return Used()
        with self.context.database.read() as unit:
            units = units_used(unit, number)
        return Used(bool(units), units)

    def findings(
        self, material: Material, views: Collection[View], levels: Levels, before: Material | None, *, saving: bool
    ) -> list[Finding]:
        """What stands against the material as it is, in the order of its tabs."""
        number = before.number if before else ""
        if saving or self._asked[0] != number:
            # every Enter asks, and what all documents say takes time
            self._asked = number, self.used(number)
        used = self._asked[1]
        check = MaterialCheck(self.customizing, self.context.actor.language, ean_possible, used, saving)
        found = list(check.findings(material, views, levels, before))
        return [*found, *self._competitor(material, before)]

    def _competitor(self, material: Material, before: Material | None) -> Iterator[Finding]:
        """A customer who is named as competitor anew and is none deserves a second look."""
        if not material.competitor or (before and before.competitor == material.competitor):
            return
        with self.context.database.read() as unit:
            customer = customers.load(unit, material.competitor)
        group = self.customizing.account_groups.get(customer.account_group) if customer else None
        if group and not group.competitor:
            yield warning("no-competitor", "competitor", customer=material.competitor)

    def save(self, material: Material, before: Material | None, tcode: str, levels: Levels) -> Material:
        """Store the material as one act; returns it as it is stored."""
        after = following_base_unit(material, before)
        return self.records.save(after, before, tcode, self.numbering(material), area=_area(levels))


def _area(levels: Levels) -> SalesArea | None:
    """The distribution chain that an authority may be restricted to; None where only general data are concerned."""
    return SalesArea(levels.sales_org, levels.channel) if levels.sales_org else None
