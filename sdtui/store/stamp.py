"""Who saves, when, in which transaction, and under which id the save can be found again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import uuid4


def new_save_id() -> str:
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class Stamp:
    """Made once per key press, before the act: ``save_id`` stays the same when the act is tried again."""

    user: str
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    transaction: str = ""
    save_id: str = field(default_factory=new_save_id)
