"""From a session to its view: the screen with its title, its keys, and the popup on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sdtui.kernel.compose import ScreenState
from sdtui.kernel.definitions import EVERY_SCREEN
from sdtui.kernel.machinery import Machinery
from sdtui.kernel.session import Session
from sdtui.kernel.start_menu import StartMenu
from sdtui.kernel.texts import filled
from sdtui.kernel.view import KeyView, MessageView, RemarkView, View


@dataclass(frozen=True, slots=True)
class Showing:
    """Shows one session; ``number`` makes its screens different from those of other sessions."""

    machinery: Machinery
    session: Session
    number: int

    def view(self) -> View:
        """The screen, or the topmost popup with the screen behind it."""
        base = replace(self._screen(), message=self._message())
        if not self.session.popups:
            return base
        picture = self.session.popups[-1].picture(self.machinery.texts)
        return replace(
            base,
            screen=f"{base.screen}/{picture.id}.{len(self.session.popups)}",
            title=picture.title,
            body=picture.body,
            keys=(*picture.answers, *self._keys(picture.id, picture.keys, hidden=("choose",))),
            cursor=picture.cursor,
            popup=True,
            menu=False,
            behind=base,
        )

    def codes(self) -> tuple[str, ...]:
        """The function codes of the present screen."""
        tabs = [f"tab_{tab.name}" for tab in self.session.screen.tabs]
        return (*self.session.screen.keys, *EVERY_SCREEN, *tabs)

    def _message(self) -> MessageView | None:
        message, frames = self.session.message, self.session.frames
        variant = frames[-1].transaction.variant if frames else ""
        return self.machinery.words(message, variant) if message else None

    def _screen(self) -> View:
        if not self.session.frames:
            return self._menu()
        states = self.session.frame.screens
        present = self._state(states[-1], len(states))
        if not self.session.screen.popup or len(states) == 1:
            return present
        return replace(present, popup=True, behind=self._state(states[-2], len(states) - 1))

    def _menu(self) -> View:
        menu = StartMenu(self.machinery)
        hidden = ("back", "cancel", "choose")
        keys = self._keys("menu", ("check", "exit", "help", *hidden), hidden)
        screen = f"{self.number}.menu.{self.session.serial}"
        return View(screen, self.machinery.texts.find("screen.menu"), menu.body(), keys, menu=True)

    def _state(self, state: ScreenState, depth: int) -> View:
        session, frame = self.session, self.session.frame
        screen = frame.definition(state.name)
        body = self.machinery.composer.body(frame.dialog, screen, state)
        id = f"{self.number}.{len(session.frames)}.{session.serial}.{depth}.{screen.name}.{state.tab}"
        keys = self._keys(screen.name, (*screen.keys, *EVERY_SCREEN), ("back", "exit") if screen.popup else ())
        title, remark = self._title(screen.name), self._remark(screen.name)
        return View(id, title, body, keys, remark=remark, cursor=state.cursor, transaction=frame.transaction.code)

    def _remark(self, screen: str) -> RemarkView | None:
        dialog = self.session.frame.dialog
        remark = dialog.remark(screen)
        if remark is None:
            return None
        slots = {name: self.machinery.shown(value, dialog.transaction.variant) for name, value in remark.slots.items()}
        text = self.machinery.texts.fill(f"remark.{remark.id}", slots)
        return RemarkView(text, remark.style, remark.code, remark.quiet)

    def _title(self, screen: str) -> str:
        texts, frame = self.machinery.texts, self.session.frame
        slots = {"transaction": frame.transaction.title(texts.language), **frame.dialog.slots(screen)}
        shown = {name: self.machinery.shown(value) for name, value in slots.items()}
        title = texts.find(f"screen.{screen}.{frame.transaction.variant}", f"screen.{screen}")
        return filled(title, shown)

    def _keys(self, place: str, wanted: Sequence[str], hidden: Sequence[str] = ()) -> tuple[KeyView, ...]:
        """The keys of a screen or popup; of two with the same label the key line shows the first.

        A popup may word its keys by its whole id, or as all of its kind do: ``choose.sales-areas`` as ``choose``.
        """
        codes = self.machinery.definitions.function_codes
        rules = sorted((codes[code] for code in dict.fromkeys(wanted) if code in codes), key=lambda rule: -rule.shown)
        keys: list[KeyView] = []
        for rule in rules:
            places = dict.fromkeys((place, place.partition(".")[0]))
            label = self.machinery.texts.find(*(f"act.{rule.code}.{at}" for at in places), f"act.{rule.code}")
            twice = any(key.label == label and key.shown for key in keys)
            shown = rule.shown > 0 and rule.code not in hidden and not twice
            keys.append(self._key(rule.code, rule.keys, label, shown=shown))
        # where room is short, what can be pressed now is what should be seen
        return tuple(sorted(keys, key=lambda key: not key.enabled))

    def _key(self, code: str, keys: tuple[str, ...], label: str, *, shown: bool) -> KeyView:
        texts, session = self.machinery.texts, self.session
        reason = ""
        if session.frames and not session.popups:
            reason = session.frame.dialog.key_refusal(session.frame.state.name, code)
        why = texts.find(f"message.{reason}") if reason else ""
        return KeyView(code, keys, label, not reason, why, shown)
