"""A record that shows several as one: each of its fields is one of a part of it, and what is typed goes there."""

from __future__ import annotations

from typing import Any


class Of:
    """The field ``name`` of the attribute ``part``; without a name the field is called alike."""

    def __init__(self, part: str, name: str) -> None:
        self.part = part
        self.name = name

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = self.name or name

    def __get__(self, record: object, owner: type) -> Any:
        return self if record is None else getattr(getattr(record, self.part), self.name)

    def __set__(self, record: object, value: object) -> None:
        setattr(getattr(record, self.part), self.name, value)


def of(part: str, name: str = "") -> Any:
    """``Of``, for a field that is annotated with the type of its value."""
    return Of(part, name)
