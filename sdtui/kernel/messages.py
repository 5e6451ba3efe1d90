"""Messages: a type, an id, and named slots; the words live in the catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sdtui.kernel.view import MessageType


@dataclass(frozen=True, slots=True)
class Message:
    """What a turn has to say. ``field`` is the path that gets the cursor; slots are put into the text by name."""

    type: MessageType
    id: str
    slots: Mapping[str, object] = field(default_factory=dict[str, object])
    field: str = ""


def success(id: str, **slots: object) -> Message:
    """A message of type S: done, and no stop."""
    return Message(MessageType.SUCCESS, id, slots)


def information(id: str, **slots: object) -> Message:
    """A message of type I."""
    return Message(MessageType.INFORMATION, id, slots)


def warning(id: str, path: str = "", **slots: object) -> Message:
    """A message of type W: Enter accepts it."""
    return Message(MessageType.WARNING, id, slots, path)


def error(id: str, path: str = "", **slots: object) -> Message:
    """A message of type E: must be corrected; nothing typed is lost."""
    return Message(MessageType.ERROR, id, slots, path)
