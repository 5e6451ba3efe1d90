"""F4 and F1: possible entries of a field, and what it means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from sdtui.domain.elements import LimitElement
from sdtui.kernel.definitions import EVERY_SCREEN, Screen
from sdtui.kernel.dialog import State, Turn
from sdtui.kernel.entry import Entry
from sdtui.kernel.fields import FieldFacts, help_ids
from sdtui.kernel.in_place import looked_for, search_of
from sdtui.kernel.machinery import Machinery
from sdtui.kernel.popups import Notice, Search, ValueHelp
from sdtui.kernel.view import MessageView, split_cell

# More keys than these stand in three columns, each by its first name.
_MANY_KEYS = 28
# Among so many hits a key that was typed in full is found.
_AROUND = 20
# Types as consultants know them.
TYPES = {str: "CHAR", int: "NUMC", Decimal: "DEC", date: "DATS", bool: "CHAR"}


def possible_entries(machinery: Machinery, entry: Entry, path: str, chosen: Callable[[str], Turn]) -> ValueHelp | None:
    """The hit list of a field; None when it has no values. In a closed field choosing a value changes nothing."""
    facts = entry.facts(path)
    if facts is None or not facts.element.values:
        return None
    search = search_of(machinery, facts, entry.restricting(path))

    def take(text: str) -> Turn:
        return chosen(text) if entry.state_of(path) in (State.OPEN, State.REQUIRED) else Turn(cursor=path)

    typed = entry.text(path).strip()
    right = bool(typed) and path not in entry.state.rejected
    # fields that take anything, as those of selections do, have no right text that is no key: its words are looked for
    known = right and _is_key_or_unknown(search, typed)
    title = machinery.texts.fill("title.values", {"field": entry.label(path)})
    # a value that stands and is right opens the whole list at its place; anything else is what to look for
    return ValueHelp(title, search, take, typed="" if known else looked_for(typed), start=typed if known else "")


def _is_key_or_unknown(search: Search, typed: str) -> bool:
    """Whether the list has an entry of just that key, or none at all that has the text."""
    rows = search(typed, _AROUND).rows
    return not rows or any(row[0] == typed for row in rows)


def help_for(machinery: Machinery, entry: Entry, path: str, message: MessageView | None = None) -> Notice:
    """F1: the message that stands there or concerns the field, what the field means, and its technical facts."""
    facts = entry.facts(path)
    if facts is None:
        return _help_for_screen(machinery, entry.screen, message)
    rejected = entry.state.rejected.get(path)
    paragraphs = [
        *_about_message(rejected[1] if rejected else message),
        *_meaning(machinery, facts, entry.dialog.transaction.variant),
        *([machinery.texts.find("help.values")] if facts.element.values else []),
        "",
    ]
    technical = _technical(machinery, entry, path, facts)
    further = _help_for_screen(machinery, entry.screen)
    return Notice("help", entry.label(path), tuple(paragraphs), technical, further=further)


def _help_for_screen(machinery: Machinery, screen: Screen, message: MessageView | None = None) -> Notice:
    """What the screen is for, and all its keys, as the key line has no room for them on a small window."""
    texts, codes = machinery.texts, machinery.definitions.function_codes
    rules = (codes[code] for code in (*screen.keys, *EVERY_SCREEN) if code in codes)
    pressed = sorted((rule for rule in rules if rule.keys), key=lambda rule: -rule.shown)
    many = len(pressed) > _MANY_KEYS
    keys = tuple(
        (
            ", ".join(map(key_name, rule.keys[:1] if many else rule.keys)),
            texts.find(f"act.{rule.code}.{screen.name}", f"act.{rule.code}"),
        )
        for rule in pressed
    )
    meaning = texts.find(f"help.screen.{screen.name}", "help.none").split("\n")
    paragraphs = (*_about_message(message), *meaning, texts.find("help.keys"), "")
    return Notice("keys", texts.find("title.help"), paragraphs, keys, side_by_side=3 if many else 2)


def key_name(key: str) -> str:
    """A key in letters, as it stands on the keyboard: Ctrl+S, F11, Esc."""
    short = {"escape": "Esc"}
    return "+".join(short.get(part, part.capitalize()) for part in key.split("+"))


def _about_message(view: MessageView | None) -> list[str]:
    if view is None:
        return []
    line = f"{view.type} {view.number} {view.text}".replace("  ", " ")
    return [line, *(view.long.split("\n") if view.long else []), ""]


def _meaning(machinery: Machinery, facts: FieldFacts, variant: str) -> list[str]:
    return machinery.texts.find(*help_ids(facts, variant), "help.none").split("\n")


def _technical(machinery: Machinery, entry: Entry, path: str, facts: FieldFacts) -> tuple[tuple[str, str], ...]:
    element, texts = facts.element, machinery.texts
    of, kind = (element.of, element.kind) if isinstance(element, LimitElement) else (element, facts.kind)
    size = f"{TYPES[kind]} {of.length}" + (f",{of.decimals}" if of.decimals else "")
    parameter = element.parameter or (entry.dialog.transaction.parameter if element.name == "document_number" else "")
    cell = split_cell(path)
    rows = [
        ("label.technical-name", element.sap),
        ("label.element", element.name),
        ("label.screen-field", f"{entry.screen.name}: {cell[2] if cell else path}"),
        ("label.type-and-length", size),
        ("label.value-table", element.values),
        ("label.parameter-id", parameter),
    ]
    return tuple((texts.find(id), value) for id, value in rows if value)
