"""The pulse of a long read: so the clerk sees how far it is, and can stop it."""

from __future__ import annotations

from collections.abc import Callable

from sdtui.domain.errors import SdtuiError


class Cancelled(SdtuiError):  # noqa: N818 - an answer, as all of them
    """The clerk stopped a read; nothing was changed."""


class Pulse:
    """Beats several times a second while something long is read.

    ``listener`` is told the number of rows read so far (0 where nobody knows) and raises ``Cancelled`` to stop. It is
    set by whoever shows the progress; without one a read runs to its end.
    """

    def __init__(self) -> None:
        self.listener: Callable[[int], None] | None = None

    def beat(self, rows: int = 0) -> None:
        """Say that the read goes on; raises ``Cancelled``."""
        if self.listener:
            self.listener(rows)
