"""SM12: who works on what, and how a lock that nobody works under any more is taken away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from sdtui.domain.authority import ActivityCode, Actor, SalesArea
from sdtui.services.authority import EverythingAllowed
from sdtui.services.bundle import Services
from tests.clerk import Clerk
from tests.company import NOW
from tests.scenarios.acts import popup, quotation

Hire = Callable[..., Clerk]


def services_of(clerk: Clerk) -> Services:
    return clerk.desk.machinery.connection.services


def test_who_what_since_when_and_from_where(hire: Hire) -> None:
    anna, ben = hire("ANNA"), hire("BEN")
    number = quotation(anna)
    anna.run("/*VA22")
    object.__setattr__(services_of(quiet(ben)).context, "now", lambda: NOW + timedelta(seconds=90))
    ben.run("/nSM12")
    [row] = ben.rows("rows")
    assert (row["lock_user"], row["user_name"], row["change_object.text"], row["object_key"], row["lock_minutes"]) == (
        "ANNA",
        "Anna",
        "Sales document",
        number.lstrip("0"),
        "1",
    )
    assert (row["lock_place"], row["own_logon"]) == (services_of(anna).context.where, "")


def quiet(clerk: Clerk) -> Clerk:
    clerk.run("/nVA13").run("/n")
    return clerk


def test_masters_are_locked_too(hire: Hire) -> None:
    anna, ben = hire("ANNA"), hire("BEN")
    anna.run("/nXD02 1000")
    ben.run("/nSM12")
    assert [(row["change_object.text"], row["object_key"]) for row in ben.rows("rows")] == [("Customer", "1000")]
    ben.run("/nXD02 1000")
    assert (ben.view.transaction, ben.message_id) == ("XD03", "locked-by-user")


def test_a_forgotten_lock_is_deleted_after_a_question(hire: Hire) -> None:
    anna, ben = hire("ANNA"), hire("BEN")
    number = quotation(anna)
    anna.run("/*VA22")
    ben.run("/nSM12").on_row(0).press("ctrl+d")
    assert popup(ben) == "question.delete-locks"
    ben.press("n")
    assert len(ben.rows("rows")) == 1
    ben.on_row(0).press("ctrl+d", "y")
    assert (ben.message_id, ben.rows("rows")) == ("locks-deleted", [])
    assert ben.run(f"/nVA22 {number}").view.transaction == "VA22"


def test_one_that_this_logon_works_under_stays(clerk: Clerk) -> None:
    quotation(clerk)
    clerk.run("/*VA22").run("/oSM12")
    assert clerk.rows("rows")[0]["own_logon"] == "X"
    clerk.on_row(0).press("ctrl+d", "y")
    assert (clerk.message_id, len(clerk.rows("rows"))) == ("lock-in-use", 1)


class NoDeletion(EverythingAllowed):
    """May do everything but take away the locks of others."""

    def permits(self, actor: Actor, activity: ActivityCode, object: str, area: SalesArea, fields: object) -> bool:
        return activity is not ActivityCode.DELETE


@pytest.mark.parametrize(("user", "message"), [("ANNA", "locks-deleted"), ("BEN", "not-authorized")])
def test_without_the_authority_only_ones_own(hire: Hire, user: str, message: str) -> None:
    anna, other = hire("ANNA"), hire(user)
    quotation(anna)
    anna.run("/*VA22")
    object.__setattr__(services_of(quiet(other)).context, "authority", NoDeletion())
    other.run("/nSM12").on_row(0).press("ctrl+d", "y")
    assert other.message_id == message


def test_what_was_given_back_since_it_was_marked_does_no_harm(hire: Hire) -> None:
    anna, ben = hire("ANNA"), hire("BEN")
    anna.run("/nXD02 1000").run("/oXD02 1001")
    ben.run("/nSM12").send("mark_all")
    anna.run("/n")
    ben.send("refresh")
    assert [row["object_key"] for row in ben.rows("rows")] == ["1000"]
    ben.send("delete_locks").press("y")
    assert ben.message is not None
    assert (ben.message.id, ben.message.slots["count"], ben.rows("rows")) == ("locks-deleted", 1, [])


def test_locks_are_deleted_together_or_not_at_all(hire: Hire) -> None:
    anna, ben = hire("ANNA"), hire("BEN")
    anna.run("/nXD02 1000")
    ben.run("/nXD02 1001").run("/oSM12").send("mark_all")
    ben.send("delete_locks").press("y")
    assert (ben.message_id, len(ben.rows("rows"))) == ("lock-in-use", 2)
