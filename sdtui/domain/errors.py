"""The one tree of exceptions that are answers and not bugs, and the findings of a check.

    SdtuiError
      Refuse             an act is not possible; the clerk can see why and, by ``field``, where
      NotAuthorized      the clerk may not do this
      Locked             somebody else is working on it
      ChangedMeanwhile   what was read is no longer what is stored
      CustomizingError   the customizing files contradict themselves; names file and key

Each carries a message id, the path of the field that wants the cursor, and named slots as plain values; the words
come later, in the clerk's language and notation. Anything else that is raised is a bug.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Literal


class SdtuiError(Exception):
    """An answer instead of a result. ``field`` is a path: ``"valid_to"``, ``"items[2].material"``."""

    def __init__(self, message: str, /, field: str = "", **slots: object) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.slots: Mapping[str, object] = slots

    def __str__(self) -> str:
        slots = ", ".join(f"{name}={value}" for name, value in self.slots.items())
        return f"{self.message}({slots})" + (f" at {self.field}" if self.field else "")


class Refuse(SdtuiError):  # noqa: N818 - named for what it is to the clerk
    """The act is not possible as things stand."""


class NotAuthorized(SdtuiError):  # noqa: N818 - named for what it is to the clerk
    """The clerk lacks the authority."""


class Locked(SdtuiError):  # noqa: N818 - named for what it is to the clerk
    """Somebody holds the lock."""


class ChangedMeanwhile(SdtuiError):  # noqa: N818 - named for what it is to the clerk
    """The stored version is not the one that was read."""


class CustomizingError(SdtuiError):
    """A customizing file is wrong; speaks English, as it is read by the one who wrote the file."""

    def __init__(self, file: str, key: str, problem: str, nearest: str = "") -> None:
        super().__init__("customizing-wrong", file=file, key=key, problem=problem, nearest=nearest)

    def __str__(self) -> str:
        hint = f"; did you mean {self.slots['nearest']}?" if self.slots["nearest"] else ""
        return f"{self.slots['file']}: {self.slots['key']}: {self.slots['problem']}{hint}"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like ``word``, or ""."""
    return next(iter(get_close_matches(word, list(known), n=1)), "")


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say: W can be accepted with Enter, E must be corrected at ``field``."""

    type: Literal["W", "E"]
    message: str
    field: str = ""
    slots: Mapping[str, object] = dataclasses.field(default_factory=dict[str, object])

    def refusal(self) -> Refuse:
        return Refuse(self.message, self.field, **self.slots)


def error(message: str, /, at: str = "", **slots: object) -> Finding:
    return Finding("E", message, at, slots)


def warning(message: str, /, at: str = "", **slots: object) -> Finding:
    return Finding("W", message, at, slots)


def refuse_errors(findings: Iterable[Finding]) -> None:
    """Raises the first E of ``findings`` as a refusal; what is only W passes."""
    for finding in findings:
        if finding.type == "E":
            raise finding.refusal()


def item_path(index: int, name: str) -> str:
    """The path of a field of ``document.items[index]``."""
    return f"items[{index}].{name}"


def row_of(path: str) -> int | None:
    """The row of the item that a path belongs to, None for any other field."""
    row, bracket, _ = path.removeprefix("items[").partition("]")
    return int(row) if bracket and path.startswith("items[") else None
