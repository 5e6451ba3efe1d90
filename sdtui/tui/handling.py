"""What each key does on a screen, before the screen's own function keys are asked."""

from __future__ import annotations

from collections.abc import Callable

from sdtui.kernel.view import Editor, Request
from sdtui.tui.entry import Entry
from sdtui.tui.keys import Key
from sdtui.tui.lookup import choice_table, find_editor, find_field, find_key, find_table, has_answers, live_field
from sdtui.tui.model import Model
from sdtui.tui.moving import (
    click,
    move_beside,
    move_column,
    move_corner,
    move_line,
    move_page,
    move_row_edge,
    tab,
)
from sdtui.tui.state import COMMAND

_MOVES: dict[str, Callable[[Model], None]] = {
    "tab": lambda model: tab(model, 1),
    "shift+tab": lambda model: tab(model, -1),
    "up": lambda model: move_line(model, -1),
    "down": lambda model: move_line(model, 1),
    "ctrl+left": lambda model: move_column(model, -1),
    "ctrl+right": lambda model: move_column(model, 1),
    "ctrl+home": lambda model: move_corner(model, end=False),
    "ctrl+end": lambda model: move_corner(model, end=True),
}
_PAGES = {
    "pageup": (-1, False),
    "pagedown": (1, False),
    "ctrl+pageup": (-1, True),
    "ctrl+pagedown": (1, True),
    "shift+pageup": (-1, True),
    "shift+pagedown": (1, True),
}
# The length of words that are looked for.
_WORDS = 40
_EDITS = frozenset({"left", "right", "home", "end", "backspace", "delete", "ctrl+u", "ctrl+delete"})


def handle(model: Model, key: Key) -> Request | None:
    """Handle one key; the turn that it asks for, if any."""
    name, state = key.name, model.state
    if name == "paste":
        return _paste(model, key.text)
    if name == "click":
        return click(model, key.x, key.y)
    if state.history_at is not None and _history(model, name):
        return None
    if name in ("ctrl+/", "alt+c") and not model.view.popup:
        model.activate(COMMAND)
        return None
    if key.text and has_answers(model.view) and state.active != COMMAND:
        return model.answer(key.text)
    state.deaf = False
    if name == "insert":
        state.overwrite = not state.overwrite
        model.status_touched = True
        return None
    if state.active == COMMAND:
        return _in_command(model, key)
    if editor := find_editor(model.view, state.active):
        return _in_editor(model, editor, key)
    return _in_field(model, key)


def _in_field(model: Model, key: Key) -> Request | None:
    name = key.name
    if name in _MOVES:
        _MOVES[name](model)
        return model.rows_asked()
    if key.text == "/" and _begins_command(model):
        model.activate(COMMAND)
        return _in_command(model, key)
    if key.text:
        return _type(model, key)
    if name in _EDITS and (name != "ctrl+u" or not find_key(model.view, name)):
        return _edit(model, name)
    return _function(model, name)


def _begins_command(model: Model) -> bool:
    """Whether a stroke can only be meant for the command field: first in a field of keys, or where nothing is open."""
    state = model.state
    if model.view.popup or find_key(model.view, "/"):
        return False
    if state.entry is None:
        return True
    field = find_field(model.view, state.active)
    return bool(field and field.values and state.entry.fresh)


def _function(model: Model, name: str) -> Request | None:
    """A function key; paging belongs to the glass unless the screen has a use for it."""
    if name in _PAGES and not find_key(model.view, name):
        by, far = _PAGES[name]
        move_page(model, by, far=far)
        return model.rows_asked()
    return model.function(name)


# --- in a field ------------------------------------------------------------------------------------------------------
def _type(model: Model, key: Key) -> Request | None:
    """A printable character: into the field, from a row into the filter of its list, or else a key of the screen."""
    state = model.state
    if _on_row(model) and (live := live_field(model.view)):
        model.activate(live.path)
    if state.entry is None:
        if find_key(model.view, key.name):
            return model.function(key.name)
        model.refuse("closed")
        return None
    # a blank means nothing in a field for one character
    if key.name == "space" and state.entry.limit == 1 and find_key(model.view, key.name):
        return model.function(key.name)
    _give_room(model, state.entry)
    if not state.entry.type(key.text, overwrite=state.overwrite):
        model.refuse("too-long", length=state.entry.limit)
        return None
    return model.typed()


def _give_room(model: Model, entry: Entry) -> None:
    """What asks for the help of a field of keys may be longer than a key."""
    field = find_field(model.view, model.state.active)
    if field and field.values:
        asks = entry.text.startswith("=") and not entry.fresh
        entry.limit = max(field.length, _WORDS) if asks else field.length


def _edit(model: Model, name: str) -> Request | None:
    if name == "backspace" and _on_row(model) and (live := live_field(model.view)):
        model.activate(live.path)
    entry = model.state.entry
    listing = _filters(model)
    if name in ("home", "end") and (listing or _on_row(model)):
        move_row_edge(model, end=name == "end")
        return None
    if entry is None:
        if name in ("left", "right", "home", "end"):
            move_beside(model, 1 if name in ("right", "end") else -1, edge=name in ("home", "end"))
        else:
            model.refuse("closed")
        return None
    match name:
        case "left" | "right":
            entry.move(entry.at + (1 if name == "right" else -1))
        case "home":
            entry.move(0)
        case "end":
            entry.move(len(entry.pieces))
        case "backspace":
            entry.backspace()
        case "delete":
            entry.delete()
        case _:
            entry.clear()
    model.touched.add(model.state.active)
    return model.typed()


def _filters(model: Model) -> bool:
    """Whether the active field filters a list, so that the vertical keys belong to the list."""
    field = find_field(model.view, model.state.active)
    return bool(field and field.live and field.open and choice_table(model.view))


def _on_row(model: Model) -> bool:
    found = find_table(model.view, model.state.active)
    return bool(found and found[0].choice)


# --- in the command field --------------------------------------------------------------------------------------------
def _in_command(model: Model, key: Key) -> Request | None:
    state, name = model.state, key.name
    if name == "enter":
        text = state.entry.text if state.entry else ""
        return model.request(command=text) if text.strip() else model.function("enter")
    if name in ("down", "f4") and model.view.history:
        state.history_at = 0
        model.stale = True
        return None
    if name in _MOVES:
        _MOVES["tab" if name == "down" else name](model)
        return None
    if key.text:
        return _type(model, key)
    if name in _EDITS:
        return _edit(model, name)
    return _function(model, name)


def _history(model: Model, name: str) -> bool:
    """A key while the history hangs down; False when it closes the list and means something else."""
    state, history = model.state, model.view.history
    at = state.history_at or 0
    model.stale = True
    match name:
        case "down":
            state.history_at = min(at + 1, len(history) - 1)
        case "up":
            state.history_at = at - 1 if at else None
        case "escape" | "f12":
            state.history_at = None
        case "enter" | "tab":
            chosen, state.history_at = history[at], None
            if state.entry:
                state.entry.clear()
                for char in chosen:
                    state.entry.type(char)
            model.typed()
        case _:
            state.history_at = None
            return False
    return True


# --- in a multi-line field -------------------------------------------------------------------------------------------
def _in_editor(model: Model, editor: Editor, key: Key) -> Request | None:
    entry, name = model.state.prose[editor.path], key.name
    if name in ("tab", "shift+tab"):
        _MOVES[name](model)
        return None
    if name in ("up", "down", "left", "right", "home", "end", "ctrl+home", "ctrl+end"):
        _move_in_editor(model, name)
        return None
    if name in ("pageup", "pagedown"):
        area = model.picture().area(editor.path)
        entry.climb((area.height if area else 10) * (1 if name == "pagedown" else -1))
        model.stale = True
        return None
    if not editor.open or not (key.text or name in ("enter", "backspace", "delete", "ctrl+u", "ctrl+delete")):
        return model.function(name)
    lines = len(entry.lines())
    if key.text or name == "enter":
        if not entry.insert(key.text or "\n", overwrite=model.state.overwrite):
            model.refuse("too-long", length=entry.limit)
    elif name == "backspace":
        entry.backspace()
    elif name == "delete":
        entry.delete()
    else:
        entry.clear_line()
    model.wrote(editor)
    # The scroll hint tells the number of lines.
    model.stale = model.stale or len(entry.lines()) != lines
    return None


def _move_in_editor(model: Model, name: str) -> None:
    entry = model.state.prose[model.state.active]
    top = entry.top
    match name:
        case "left" | "right":
            entry.step(1 if name == "right" else -1)
        case "home" | "end":
            entry.edge(end=name == "end")
        case "ctrl+home" | "ctrl+end":
            entry.step(len(entry.text) * (1 if name == "ctrl+end" else -1))
        case _:
            if not entry.climb(1 if name == "down" else -1):
                move_line(model, 1 if name == "down" else -1)
                return
    area = model.picture().area(model.state.active)
    if area:
        entry.follow(area.height)
    model.stale = model.stale or entry.top != top
    model.touched.add(model.state.active)


# --- pasting ---------------------------------------------------------------------------------------------------------
def _paste(model: Model, text: str) -> Request | None:
    """Cells and lines go to the kernel where a table takes new rows; all else is typed into the field."""
    state = model.state
    if has_answers(model.view):
        return None
    if editor := find_editor(model.view, state.active):
        if not editor.open:
            model.refuse("closed")
        elif state.prose[editor.path].insert(text.replace("\t", " ")):
            model.wrote(editor)
            model.stale = True
        else:
            model.refuse("too-long", length=editor.length)
        return None
    text = text.rstrip("\n")
    found = find_table(model.view, state.active)
    if found and found[0].entry and ("\t" in text or "\n" in text):
        return model.request("paste", pasted=text)
    flat = text.replace("\t", " ").replace("\n", " ")
    if state.entry is None:
        model.refuse("closed")
        return None
    for count, char in enumerate(flat):
        _give_room(model, state.entry)
        if not state.entry.type(char, overwrite=state.overwrite):
            model.refuse("paste-cut", count=count, all=len(flat))
            break
    return model.typed()
