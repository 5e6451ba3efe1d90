"""Conversion between the text of a field and its value, by element."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sdtui.domain.elements import Element, LimitElement
from sdtui.domain.selection import Anchor, Limit
from sdtui.kernel.limits import read_limit, show_limit
from sdtui.kernel.notation import Notation, Unreadable, format_date, format_number, parse_date, parse_number
from sdtui.kernel.safety import clean

Value = str | int | bool | Decimal | date | Limit | None
_EMPTY: dict[type, Value] = {str: "", int: 0, Decimal: Decimal(0), date: None}
NO, YES = ("", "0", "n", "-"), ("x", "1", "y", "j", "t")


def two_decimals(_currency: str) -> int:
    """What most currencies have."""
    return 2


@dataclass(frozen=True, slots=True)
class Conversion:
    """The clerk's notation, today's date, the decimals of a currency, and the words for days that dates count from."""

    notation: Notation
    today: Callable[[], date]
    currency_decimals: Callable[[str], int] = two_decimals
    anchors: Mapping[Anchor, tuple[str, ...]] = field(default_factory=lambda: {each: (each.value,) for each in Anchor})

    def to_value(self, element: Element, kind: type, text: str, reference: str = "") -> Value:
        """The value typed as ``text``; an empty text is the empty value of its kind. Raises ``Unreadable``."""
        typed = clean(text) if not element.multiline else clean(text, lines=True)
        raw = typed.strip() if not element.multiline else typed
        if isinstance(element, LimitElement):
            return read_limit(self, element, raw)
        if kind is bool:
            return self._flag(raw)
        if not raw:
            return _EMPTY[kind]
        if kind is date:
            return parse_date(raw, self.notation, self.today())
        if kind is int:
            return self._whole(element, raw)
        if kind is Decimal:
            return self._decimal(element, raw, reference)
        return self._text(element, raw)

    def to_text(self, element: Element, value: object, reference: str = "") -> str:
        """The value as the clerk reads and may type it again."""
        match value:
            case None | False:
                return ""
            case True:
                return "X"
            case Limit():
                return show_limit(self, element, value)
            case Decimal():
                return self._show_decimal(element, value, reference)
            case int():
                return str(value) if value or element.signed else ""
            case date():
                return format_date(value, self.notation)
            case _:
                shown = str(value)
                return shown.lstrip("0") or "0" if element.alpha and shown.isdecimal() else shown

    def decimals(self, element: Element, reference: str) -> int:
        """Decimals kept in a field: of the currency for money, of the element for the rest."""
        if element.reference.endswith("currency") and reference:
            return self.currency_decimals(reference)
        return element.decimals

    def _flag(self, raw: str) -> bool:
        if raw.lower() not in (*NO, *YES):
            raise Unreadable("not-a-flag", text=raw)
        return raw.lower() in YES

    def _whole(self, element: Element, raw: str) -> int:
        value = parse_number(raw, self.notation, 0, signed=element.signed)
        if len(str(int(value))) > element.length:
            raise Unreadable("number-too-large", text=raw)
        return int(value)

    def _decimal(self, element: Element, raw: str, reference: str) -> Decimal:
        value = parse_number(raw, self.notation, self.decimals(element, reference), signed=element.signed)
        if len(str(abs(int(value)))) > min(element.length, 15) - element.decimals:
            raise Unreadable("number-too-large", text=raw)
        return value

    def _text(self, element: Element, raw: str) -> str:
        typed = raw.upper() if element.upper else raw
        if len(typed) > element.length:
            raise Unreadable("text-too-long", text=raw, length=element.length)
        return typed.zfill(element.length) if element.alpha and typed.isascii() and typed.isdecimal() else typed

    def _show_decimal(self, element: Element, value: Decimal, reference: str) -> str:
        if element.reference.endswith("currency"):
            decimals = self.decimals(element, reference)
            return format_number(value, self.notation, decimals, max(decimals, element.decimals))
        if not element.signed:
            return format_number(value, self.notation, 0, element.decimals) if value else ""
        return format_number(value, self.notation, 2, element.decimals)
