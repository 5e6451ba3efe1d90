"""Condition records are saved as one act; a commit of unknown outcome is looked up before anything is claimed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from sdtui.domain.authority import ActivityCode, Actor, SalesArea
from sdtui.domain.conditions import ConditionRecord
from sdtui.domain.errors import ChangedMeanwhile, NotAuthorized, Refuse
from sdtui.services.authority import EverythingAllowed
from sdtui.store import condition_records
from sdtui.store.errors import SaveUncertain
from tests.services.writer import Writer

KEY = ("1000", "10", "M-100")


def stored(anna: Writer) -> list[ConditionRecord]:
    with anna.services.context.database.read() as unit:
        return condition_records.of_places(unit, [("PR00", "004", KEY)])


def new_price(anna: Writer) -> ConditionRecord:
    return replace(stored(anna)[0], record=0, rate=Decimal(130), valid_from=date(2027, 1, 1))


def save(anna: Writer, record: ConditionRecord, read: ConditionRecord | None = None) -> None:
    conditions = anna.services.condition_records
    older = conditions.consequences([record])
    conditions.save([record], {read.record: read} if read else {}, older, "VK11")


def test_new_records_and_what_they_cut_are_written_together(anna: Writer) -> None:
    save(anna, new_price(anna))
    assert [record.valid_to for record in stored(anna)] == [date(2026, 12, 31), date.max]


def test_what_was_stored_after_all_is_found(anna: Writer, breaking: Callable[..., None]) -> None:
    record = new_price(anna)
    breaking(stored=True)
    save(anna, record)


def test_what_was_not_is_told(anna: Writer, breaking: Callable[..., None]) -> None:
    record = new_price(anna)
    breaking(stored=False)
    with pytest.raises(Refuse) as refused:
        save(anna, record)
    assert refused.value.message == "not-saved"
    assert len(stored(anna)) == 1


def test_nothing_is_claimed_while_nothing_can_be_read(anna: Writer, breaking: Callable[..., None]) -> None:
    record = new_price(anna)
    breaking(stored=True, readable=False)
    with pytest.raises(SaveUncertain):
        save(anna, record)


def test_a_record_that_was_changed_since_it_was_read_is_not_overwritten(anna: Writer) -> None:
    (read,) = stored(anna)
    save(anna, replace(read, rate=Decimal(126)), read)
    with pytest.raises(ChangedMeanwhile):
        save(anna, replace(read, rate=Decimal(127)), read)
    assert stored(anna)[0].rate == 126


class NotIn1000(EverythingAllowed):
    """May do everything but in one sales organization."""

    def permits(self, actor: Actor, activity: ActivityCode, object: str, area: SalesArea, fields: object) -> bool:
        return area.sales_org != "1000"


def test_a_record_is_written_only_where_the_clerk_may(anna: Writer) -> None:
    record = new_price(anna)
    object.__setattr__(anna.services.context, "authority", NotIn1000())
    with pytest.raises(NotAuthorized) as refused:
        save(anna, record)
    assert refused.value.slots["object"] == "V_KONH_VKO"
    assert len(stored(anna)) == 1
