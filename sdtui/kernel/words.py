"""How a dialog puts things into words: labels, values in the clerk's notation, meanings and texts by id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sdtui.domain.elements import Element
from sdtui.kernel.compose import Wording
from sdtui.kernel.conversion import Conversion
from sdtui.kernel.messages import Message
from sdtui.kernel.texts import Texts


@dataclass(frozen=True, slots=True)
class Words:
    """The clerk's language and notation, for lines that a dialog writes itself."""

    texts: Texts
    conversion: Conversion
    wording: Wording
    told: Callable[[Message], str]

    def text(self, id: str, **slots: object) -> str:
        """The text of an id, with its slots filled."""
        return self.texts.fill(id, slots)

    def message(self, message: Message) -> str:
        """A message as it would stand in the status line."""
        return self.told(message)

    def label(self, name: str, element: Element, variant: str = "") -> str:
        """The label of a field, as the variant of a transaction calls it."""
        ids = (f"label.{known}{ending}" for known in (name, element.name) for ending in (f".{variant}", ""))
        return self.texts.find(*ids)

    def value(self, element: Element, value: object, reference: str = "") -> str:
        """A value as it stands in its field; ``reference`` is the currency or unit."""
        return self.conversion.to_text(element, value, reference)

    def meaning(self, element: Element, value: str) -> str:
        """What a key means, empty when it has no text."""
        return self.wording.text(element.values, value, {}) if element.values and value else ""
