"""Condition records: which a clerk may maintain, what is proposed for a new one, and how they are written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sdtui.domain.authority import ActivityCode, SalesArea
from sdtui.domain.condition_maintenance import Displaced, Wanted, displaced
from sdtui.domain.conditions import Access, Calculation, ConditionRecord, ConditionTypeRule
from sdtui.domain.errors import ChangedMeanwhile, Locked, Refuse
from sdtui.domain.pricing_customizing import PricingCustomizing
from sdtui.services.context import Context
from sdtui.services.locking import Locking
from sdtui.store import changes, condition_records, customers, materials
from sdtui.store.errors import NotSaved, SaveUncertain
from sdtui.store.stamp import Stamp
from sdtui.store.unit import Unit

OBJECT = "condition"
TYPE_AUTHORITY = "V_KONH_VKS"
AREA_AUTHORITY = "V_KONH_VKO"
AREA = ("sales_org", "channel", "division")
MOST = 500
# of numbers with leading zeros
_NUMBER_LENGTH = 10


@dataclass(frozen=True, slots=True)
class KeyMaster:
    """What is known of a customer or material in a key; of a material its units, the base unit first."""

    name: str
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What a new record is proposed with."""

    currency: str
    per: int
    unit: str


class ConditionRecords:
    """The acts on condition records of one clerk."""

    def __init__(self, context: Context, pricing: PricingCustomizing, locking: Locking) -> None:
        self.context = context
        self.pricing = pricing
        self.locking = locking

    # --- what there is to maintain -----------------------------------------------------------------------------------
    def rule(self, activity: ActivityCode, condition_type: str) -> ConditionTypeRule:
        """The condition type, when it has records and the clerk may do that with them."""
        rule = self.pricing.types.get(condition_type)
        if rule is None or not rule.accesses:
            raise Refuse("condition-type-no-records", "record_type", condition_type=condition_type)
        self.context.permit(activity, TYPE_AUTHORITY, SalesArea(), condition_type=condition_type)
        return rule

    def permit_area(self, activity: ActivityCode, key: Mapping[str, str]) -> None:
        """Whether the clerk may do that in the sales area of a key; refuses an area that is not customized."""
        named = {name: key.get(name, "") for name in AREA}
        area = SalesArea(**named)
        fitting = list(self.context.customizing.organization.sales_areas)
        for name in (name for name in AREA if named[name]):
            fitting = [one for one in fitting if getattr(one, name) == named[name]]
            if not fitting:
                raise Refuse("sales-area-unknown", name, sales_area=str(area).rstrip("/"))
        self.context.permit(activity, AREA_AUTHORITY, area)

    def key_text(self, access: Access) -> str:
        """A key combination in words."""
        return self.pricing.table_text(access.table, self.context.actor.language)

    # --- what follows from a key -------------------------------------------------------------------------------------
    def masters(self, fact: str, values: Collection[str]) -> dict[str, KeyMaster]:
        """Names of the customers or materials that are in a key; nothing for other facts."""
        wanted = sorted(value for value in values if value)
        if fact not in {"customer", "material"} or not wanted:
            return {}
        language = self.context.actor.language
        with self.context.database.read() as unit:
            if fact == "customer":
                people = customers.load_many(unit, wanted)
                return {number: KeyMaster(f"{one.name}, {one.city}".strip(", ")) for number, one in people.items()}
            goods = materials.load_many(unit, wanted)
        names = {number: {text.language: text.description for text in one.texts} for number, one in goods.items()}
        return {
            number: KeyMaster(
                names[number].get(language) or names[number].get("EN", ""),
                (one.base_unit, *(row.unit for row in one.units)),
            )
            for number, one in goods.items()
        }

    def terms(self, rule: ConditionTypeRule, key: Mapping[str, str], base_unit: str) -> Terms:
        """Currency of the key or the sales organization, one unit of the material or of the type."""
        if rule.calculation is Calculation.PERCENT:
            return Terms("", 1, "")
        sales_org = self.context.customizing.organization.sales_orgs.get(key.get("sales_org", ""))
        currency = key.get("currency") or (sales_org.currency if sales_org else "")
        if rule.calculation is Calculation.FIXED:
            return Terms(currency, 1, "")
        return Terms(currency, 1, base_unit if rule.calculation is Calculation.QUANTITY else rule.unit)

    # --- finding and locking -----------------------------------------------------------------------------------------
    def find(
        self, rule: ConditionTypeRule, access: Access, key: Sequence[Wanted], on: date | None, *, flagged: bool
    ) -> tuple[list[ConditionRecord], bool]:
        """Records by their key and the day that they hold on, at most ``MOST``; and whether there are more."""
        with self.context.database.read() as unit:
            found = condition_records.select_records(
                unit, rule.code, access.table, key, on=on, flagged=flagged, limit=MOST + 1
            )
        return found[:MOST], len(found) > MOST

    def lock(self, rule: ConditionTypeRule, access: Access, leading: Iterable[Sequence[str]]) -> list[str]:
        """Lock all records of these beginnings of keys, or none of them; returns the keys of the locks.

        Raises ``Locked``. Two clerks may so maintain the same table for different customers or sales organizations.
        """
        keys = self.lock_keys(rule, access, leading)
        for place, key in enumerate(keys):
            try:
                self.locking.lock(OBJECT, key)
            except Locked:
                self.release(keys[:place])
                raise
        return keys

    def lock_keys(self, rule: ConditionTypeRule, access: Access, leading: Iterable[Sequence[str]]) -> list[str]:
        """The keys of the locks of these beginnings of keys."""
        return sorted({"/".join((rule.code, access.table, *map(_shown, values))) for values in leading})

    def release(self, keys: Iterable[str]) -> None:
        """Give locks back."""
        for key in keys:
            self.locking.release(OBJECT, key)

    # --- writing -----------------------------------------------------------------------------------------------------
    def consequences(self, written: Sequence[ConditionRecord]) -> list[Displaced]:
        """What becomes of older records when these are written."""
        with self.context.database.read() as unit:
            return displaced(written, condition_records.of_places(unit, _places(written)))

    def save(
        self,
        written: Sequence[ConditionRecord],
        read: Mapping[int, ConditionRecord],
        agreed: Sequence[Displaced],
        tcode: str,
    ) -> None:
        """Write new records and changed ones, and cut the older ones that the clerk was told of.

        ``read`` are the changed records as they were read. Raises ``ChangedMeanwhile`` when something was written in
        between that he has not seen.
        """
        actor, now = self.context.actor, self.context.now()
        stamp = Stamp(actor.user, now, tcode)
        made = {"created_by": actor.user, "created_on": self.context.today()}

        def act(unit: Unit) -> None:
            there = {record.record: record for record in condition_records.of_places(unit, _places(written))}
            changed = [record for record in written if record.record]
            for record in changed:
                if there.get(record.record) != read[record.record]:
                    raise ChangedMeanwhile("condition-changed-meanwhile", "", record=record.record)
            if displaced(written, there.values()) != list(agreed):
                raise ChangedMeanwhile("conditions-displaced-anew")
            new = [record for record in written if not record.record]
            new += [part for gone in agreed for part in gone.split_off]
            for record in condition_records.insert(unit, [replace(record, **made) for record in new]):
                inserted = [changes.Change("I", "header", new=str(record.record))]
                changes.write(unit, OBJECT, str(record.record), inserted, stamp)
            for record in (*changed, *(gone.kept for gone in agreed)):
                condition_records.update(unit, record)
                differences = changes.differences(there[record.record], record)
                changes.write(unit, OBJECT, str(record.record), differences, stamp)

        self._permit_writing(written)
        try:
            self.context.database.write(act)
        except SaveUncertain as uncertain:
            self._look_up(stamp, uncertain)

    def _permit_writing(self, written: Sequence[ConditionRecord]) -> None:
        """Type and sales areas may have been named by patterns, or not at all, when the records were read."""
        activity, rule = _activity(written), self.pricing.types[written[0].condition_type]
        self.context.permit(activity, TYPE_AUTHORITY, SalesArea(), condition_type=rule.code)
        names = {access.table: access.key for access in rule.accesses}
        keys = [dict(zip(names[record.table], record.key, strict=True)) for record in written]
        for area in {SalesArea(**{name: key.get(name, "") for name in AREA}) for key in keys}:
            self.context.permit(activity, AREA_AUTHORITY, area)

    def _look_up(self, stamp: Stamp, uncertain: SaveUncertain) -> None:
        """After a commit of unknown outcome: whether the change documents of the save are there. Refuses if not."""
        wanted = changes.Wanted(OBJECT, user=stamp.user, transaction=stamp.transaction, since=stamp.at, until=stamp.at)
        try:
            with self.context.database.read() as unit:
                found = changes.find(unit, wanted, limit=1)
        except NotSaved as unreadable:
            # That nothing could be read does not say that nothing was saved.
            raise uncertain from unreadable
        if not found:
            raise Refuse("not-saved")


def _shown(value: str) -> str:
    """A value of a key as clerks write it."""
    return value.lstrip("0") if value.isdecimal() and len(value) == _NUMBER_LENGTH else value


def _activity(written: Sequence[ConditionRecord]) -> ActivityCode:
    return ActivityCode.CHANGE if any(record.record for record in written) else ActivityCode.CREATE


def _places(records: Iterable[ConditionRecord]) -> set[condition_records.Wanted]:
    return {(record.condition_type, record.table, record.key) for record in records}
