"""What can go wrong between the program and its database, as answers and not as bugs.

    SdtuiError
      NotSaved             the act was given up; nothing of it is stored
        DatabaseBusy       others held the database, or the same rows, for too long
        DiskFull           there is no room left where the database lies
        StorageFailed      reading or writing failed: I/O error, connection lost, read-only medium, damaged file
      SaveUncertain        the commit itself failed; look its ``save_id`` up before trying again
      NumberRefused        a number range has no such number to give
      ValueNotExact        a value would have to be rounded to be stored; a bug of the caller

``Locked`` and ``ChangedMeanwhile`` are those of ``sdtui.domain.errors``.
"""

from __future__ import annotations

from enum import Enum, auto

from sqlalchemy.exc import DBAPIError, OperationalError

from sdtui.domain.errors import Refuse, SdtuiError


class NotSaved(SdtuiError):  # noqa: N818 - named for what it is to the clerk
    """Nothing of the act is stored; what the clerk typed is still on the screen."""


class DatabaseBusy(NotSaved):
    """Waited for others until patience ended."""


class DiskFull(NotSaved):
    """No room left."""


class StorageFailed(NotSaved):
    """The medium or the server let us down before the commit."""


class SaveUncertain(SdtuiError):  # noqa: N818 - named for what it is to the clerk
    """The commit failed in a way that leaves open whether it took place."""


class NumberRefused(Refuse):
    """The range does not exist, is used up, or does not hold the number."""


class ValueNotExact(ValueError):  # noqa: N818 - named for what it says
    """Storing the value would change it."""


class Fault(Enum):
    """What an error of the driver means for the act."""

    RETRY = auto()
    BUSY = auto()
    FULL = auto()
    BROKEN = auto()
    BUG = auto()


# By primary result code.
_SQLITE = {
    5: Fault.RETRY,
    6: Fault.RETRY,
    8: Fault.BROKEN,
    10: Fault.BROKEN,
    11: Fault.BROKEN,
    13: Fault.FULL,
    14: Fault.BROKEN,
    26: Fault.BROKEN,
}
# By SQLSTATE; two characters stand for a whole class.
_POSTGRESQL = {
    "40001": Fault.RETRY,
    "40P01": Fault.RETRY,
    "55P03": Fault.BUSY,
    "53100": Fault.FULL,
    "25006": Fault.BROKEN,
    "08": Fault.BROKEN,
    "53": Fault.BROKEN,
    "57": Fault.BROKEN,
    "58": Fault.BROKEN,
}


def fault(error: DBAPIError) -> Fault:
    """Classifies by SQLite's primary result code or by SQLSTATE; a lost connection has neither."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if isinstance(code, int):
        return _SQLITE.get(code & 0xFF, Fault.BUG)
    state = getattr(error.orig, "sqlstate", None)
    if isinstance(state, str):
        return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2], Fault.BUG)
    lost = error.connection_invalidated or isinstance(error, OperationalError)
    return Fault.BROKEN if lost else Fault.BUG


_ANSWERS: dict[Fault, type[NotSaved]] = {
    Fault.RETRY: DatabaseBusy,
    Fault.BUSY: DatabaseBusy,
    Fault.FULL: DiskFull,
    Fault.BROKEN: StorageFailed,
}
_MESSAGES = {
    Fault.RETRY: "database-busy",
    Fault.BUSY: "database-busy",
    Fault.FULL: "database-disk-full",
    Fault.BROKEN: "database-failed",
}


def not_saved(found: Fault, error: DBAPIError) -> NotSaved:
    """The answer to a fault that is no bug; ``reason`` is the driver's own words."""
    return _ANSWERS[found](_MESSAGES[found], reason=str(error.orig))
