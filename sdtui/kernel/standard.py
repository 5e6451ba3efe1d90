"""What every screen can do: help, possible entries, marks, tabs, and taking what was pasted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sdtui.kernel.dialog import STAY, Act, Turn
from sdtui.kernel.entry import Entry
from sdtui.kernel.messages import error, information, success
from sdtui.kernel.popups import Notice
from sdtui.kernel.possible import help_for, possible_entries

if TYPE_CHECKING:
    from sdtui.kernel.session import Session


def standard(session: Session, act: Act) -> Turn:
    """What a key does that the dialog has no handler for."""
    match act.code:
        case "help":
            message = session.machinery.words(session.message) if session.message else None
            session.popups.append(help_for(session.machinery, session.entry(), act.cursor, message))
        case "values":
            return values(session, act.cursor)
        case "mark" | "mark_all" | "unmark_all":
            return _mark(session, act)
        case "next_tab" | "previous_tab":
            tab = session.frame.next_tab(1 if act.code == "next_tab" else -1)
            return Turn(tab=tab) if tab else Turn(message=error("no-tabs"))
        case code if code.startswith("tab_"):
            return Turn(tab=code.removeprefix("tab_"))
        case "check" | "live":
            return STAY
        case code:
            return Turn(message=error("function-not-here", function=code))
    return STAY


def values(session: Session, path: str) -> Turn:
    """Possible entries of a field; what was typed there is looked for, and the only hit is taken at once."""
    entry = session.entry()

    def chosen(text: str) -> Turn:
        entry.take({path: text})
        placed = entry.placed(path)
        rejected = placed in entry.state.rejected
        return Turn(message=entry.rejection(placed) if rejected else None, cursor=placed)

    help_ = possible_entries(session.machinery, entry, path, chosen)
    if help_ is None:
        return Turn(message=error("no-values", field=entry.label(path)))
    if len(help_.hits.rows) == 1 and help_.typed:
        return chosen(str(help_.hits.rows[0][0]))
    session.popups.append(help_)
    return Turn(cursor=path)


def _mark(session: Session, act: Act) -> Turn:
    rows = session.entry().rows(act.table)
    marks = session.frame.state.marks
    if act.code == "mark_all":
        marks |= {(act.table, id(row)) for row in rows}
    elif act.code == "unmark_all":
        marks.clear()
    elif 0 <= act.row < len(rows):
        marks ^= {(act.table, id(rows[act.row]))}
    else:
        return Turn(message=error("choose-a-row"))
    return STAY


def paste(session: Session, entry: Entry, act: Act) -> Turn:
    """Take a block; the dialog completes what it can, and what could not be taken is listed and keeps its text."""
    dialog = session.frame.dialog
    if refused := dialog.key_refusal(act.screen, act.code):
        return Turn(message=error(refused))
    pasted = entry.paste(act.pasted, act.cursor)
    if not pasted.lines:
        return Turn(message=error("function-not-here", function=act.code))
    own = dialog.handler(act.screen, act.code)
    turn = STAY
    if own or not entry.state.rejected:
        wrong = tuple(entry.state.rejected)
        turn = session.handle(replace(act, code=act.code if own else "check", wrong=wrong))
    after = session.entry()
    after.refuse(turn.refusals)
    if after.state.rejected:
        count = len(after.wrong_rows(act.table))
        summary = session.machinery.texts.fill("text.paste-summary", {"count": pasted.lines, "wrong": count})
        lines = (summary, "", *after.complaints())
        session.popups.append(Notice("paste", session.machinery.texts.find("title.paste"), lines))
        path, message = after.first_rejection()
        return replace(turn, message=message, cursor=path)
    if turn.message is None and pasted.left_out:
        left_out = ", ".join(pasted.left_out)
        return replace(turn, message=information("lines-pasted-without", count=pasted.lines, columns=left_out))
    return replace(turn, message=turn.message or success("lines-pasted", count=pasted.lines))
