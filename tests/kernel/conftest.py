"""A clerk at a desk where notes are written, and what was saved there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sdtui.kernel.messages import Message
from tests.clerk import Clerk
from tests.kernel.sample import Memory, Note, make_desk


@pytest.fixture
def saved() -> list[Note]:
    return []


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def clerk(saved: list[Note], memory: Memory) -> Clerk:
    """On the start menu."""
    return Clerk(make_desk(saved, memory=memory))


@pytest.fixture
def writer(clerk: Clerk) -> Clerk:
    """In an empty new note."""
    return clerk.run("/nNOT1").press("enter")


@pytest.fixture
def note_of() -> Callable[[Clerk], Note]:
    """The note that a clerk stands in."""
    return lambda clerk: clerk.desk.session.frame.dialog.record("note")  # type: ignore[return-value]


def message_of(clerk: Clerk) -> Message:
    """The message of the last turn; there must be one."""
    assert clerk.message
    return clerk.message
