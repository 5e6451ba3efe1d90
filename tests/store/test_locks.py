"""A lock keeps others out for as long as its session lives."""

import os
import socket
import subprocess
import sys
from datetime import timedelta

import pytest

from sdtui.domain.errors import Locked
from sdtui.store import locks
from sdtui.store.unit import Unit
from tests.store.samples import NOON

OF, KEY = "sales_document", "0020000001"
ELSEWHERE = "another-host/1/abc"


def take(unit: Unit, session: str, user: str = "ANNA", minutes: float = 0, key: str = KEY) -> locks.Lock:
    now = NOON + timedelta(minutes=minutes)
    return locks.acquire(unit, locks.Lock(OF, key, user, user.title(), session, "terminal 1", now, now))


def test_the_second_is_told_who_and_since_when(unit: Unit) -> None:
    take(unit, ELSEWHERE)
    with pytest.raises(Locked) as refusal:
        take(unit, locks.new_session_id(), "BERND", minutes=1)
    slots = {"user": "ANNA", "name": "Anna", "since": NOON, "where": "terminal 1", "key": KEY}
    assert (refusal.value.message, refusal.value.slots) == ("locked-by-user", slots)


def test_the_same_session_may_take_it_again_and_others_take_others(unit: Unit) -> None:
    assert take(unit, ELSEWHERE) == take(unit, ELSEWHERE, minutes=1)
    take(unit, "third-host/1/x", "CARL", key="0020000002")
    found = [(lock.key, lock.user) for lock in locks.held(unit, NOON + timedelta(minutes=1))]
    assert found == [(KEY, "ANNA"), ("0020000002", "CARL")]


def test_a_released_lock_is_free(unit: Unit) -> None:
    take(unit, ELSEWHERE)
    take(unit, ELSEWHERE, key="0020000002")
    locks.release(unit, ELSEWHERE, OF, KEY)
    assert take(unit, locks.new_session_id(), "BERND").user == "BERND"
    locks.release(unit, ELSEWHERE)
    assert [lock.user for lock in locks.held(unit, NOON)] == ["BERND"]


def test_a_lapsed_lease_frees_and_a_sign_of_life_keeps(unit: Unit) -> None:
    take(unit, ELSEWHERE)
    locks.beat(unit, ELSEWHERE, NOON + timedelta(minutes=1.5))
    with pytest.raises(Locked):
        take(unit, locks.new_session_id(), "BERND", minutes=3)
    assert take(unit, locks.new_session_id(), "BERND", minutes=4).user == "BERND"


def test_a_dead_process_on_this_host_frees(unit: Unit) -> None:
    child = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    take(unit, f"{socket.gethostname()}/{int(child.stdout)}/x")
    assert locks.held(unit, NOON) == []
    assert take(unit, locks.new_session_id(), "BERND").user == "BERND"


def test_a_session_is_known_by_host_and_process() -> None:
    assert locks.new_session_id().startswith(f"{socket.gethostname()}/{os.getpid()}/")
    assert locks.new_session_id() != locks.new_session_id()
