"""Everything that leans on the inside of Textual: a driver without threads, and an application that paints itself.

Textual runs the loop and the application; keys and pictures pass it by. Keys go from the line to the session at once,
and the session's frames go back without the compositor, which paints the same cells only when somebody wants a
screenshot or runs the application without a terminal.
"""

from __future__ import annotations

import asyncio
import signal
from typing import Any, ClassVar, NoReturn

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import events
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.color import Color
from textual.driver import Driver
from textual.geometry import Size
from textual.strip import Strip
from textual.theme import Theme as TextualTheme
from textual.widget import Widget

from sdtui.tui.decoder import Decoder
from sdtui.tui.keys import Key, canonical
from sdtui.tui.line import Line
from sdtui.tui.session import Session
from sdtui.tui.themes import THEMES, Style, Theme, rgb

BEAT_SECONDS = 60.0
_ANSI = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright_black",
    "bright_red",
    "bright_green",
    "bright_yellow",
    "bright_blue",
    "bright_magenta",
    "bright_cyan",
    "bright_white",
]
# Textual's names of keys that are called otherwise here.
_TEXTUAL_KEYS = {
    "ctrl+underscore": "ctrl+/",
    "ctrl+backslash": "ctrl+\\",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
}


def rich_colour(number: int | None) -> str | None:
    """A colour of a theme in Rich's words."""
    if number is None:
        return None
    return _ANSI[number] if number < 16 else "#{:02x}{:02x}{:02x}".format(*rgb(number))


def rich_style(style: Style) -> RichStyle:
    """A style of a theme in Rich's words."""
    return RichStyle(
        color=rich_colour(style.foreground),
        bgcolor=rich_colour(style.background),
        bold=style.bold,
        underline=style.underline,
        reverse=style.reverse,
    )


def textual_theme(theme: Theme) -> TextualTheme:
    """A theme for Textual's own surroundings, which nobody sees behind the painted screen."""
    ground = theme.style("ground")
    key = theme.style("bar_key")

    def hue(number: int | None, fallback: str) -> str:
        return Color.parse(f"rgb({','.join(map(str, rgb(number)))})").hex if number and number >= 16 else fallback

    return TextualTheme(
        name=f"sdtui-{theme.name}",
        primary=hue(key.foreground, "#5f87af"),
        foreground=hue(ground.foreground, "#d0d0d0"),
        background=hue(ground.background, "#000000"),
        dark=theme.dark,
    )


class Glass(Widget):
    """The one widget of the application: the cells of the session's picture."""

    DEFAULT_CSS = "Glass { width: 100%; height: 100%; }"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._styles_of: dict[str, RichStyle] = {}

    def render_line(self, y: int) -> Strip:
        """One line of the picture for Textual's compositor."""
        canvas, _ = self.session.picture()
        if y >= canvas.height:
            return Strip.blank(self.size.width)
        chars, roles = canvas.chars[y], canvas.roles[y]
        segments: list[Segment] = []
        start = 0
        for x in range(1, len(roles) + 1):
            if x == len(roles) or roles[x] != roles[start]:
                segments.append(Segment("".join(chars[start:x]), self._style(roles[start])))
                start = x
        return Strip(segments, canvas.width).adjust_cell_length(self.size.width)

    def _style(self, role: str) -> RichStyle:
        style = self._styles_of.get(role)
        if style is None:
            style = self._styles_of[role] = rich_style(self.session.theme.style(role))
        return style


class LineDriver(Driver):
    """Textual's driver over a line that was opened before: no threads, no queries, and Textual's own output dropped."""

    def __init__(
        self, app: GlassApp, *, debug: bool = False, mouse: bool = False, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        if app.line is None:
            raise ValueError("this driver needs a line")
        self.glass_app = app
        self.line: Line = app.line
        self.session = app.session
        self.decoder = Decoder("utf-8", self.line.term)
        self._timer: asyncio.TimerHandle | None = None
        self._listening = False
        self.session.glance = self._glance
        self._size = self.line.size()

    def write(self, data: str) -> None:
        """Nothing of what Textual paints goes to the terminal."""

    def start_application_mode(self) -> None:
        """Listen to the terminal and to what the system says about it."""
        loop = self._loop
        loop.add_reader(self.line.source, self._readable)
        self._listening = True
        loop.add_signal_handler(signal.SIGWINCH, self._resized)
        loop.add_signal_handler(signal.SIGTERM, self.leave, 128 + signal.SIGTERM)
        loop.add_signal_handler(signal.SIGHUP, self.leave, 128 + signal.SIGHUP)
        loop.set_exception_handler(self._broken)
        self._resized()

    def disable_input(self) -> None:
        """Listen no more."""
        if not self._listening:
            return
        self._listening = False
        self._loop.remove_reader(self.line.source)
        self._loop.remove_writer(self.line.sink)
        for number in (signal.SIGWINCH, signal.SIGTERM, signal.SIGHUP):
            self._loop.remove_signal_handler(number)
        if self._timer:
            self._timer.cancel()

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self.disable_input()
        self.line.leave()

    def leave(self, status: int) -> None:
        """End now: the terminal first, then Textual."""
        self.stop_application_mode()
        self.glass_app.exit(status)

    def _broken(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """A fault of the glass itself ends the session; the caller gets the exception."""
        fault = context.get("exception")
        if self._listening and isinstance(fault, BaseException):
            self.glass_app.fault = fault
            self.leave(1)

    # --- input -------------------------------------------------------------------------------------------------------
    def _readable(self) -> None:
        data = self.line.read()
        if data is None:
            return
        if not data:
            self.leave(128 + signal.SIGHUP)
            return
        self._keys(self.decoder.feed(data))

    def _keys(self, keys: list[Key]) -> None:
        """Handle keys to their end, then paint unless more are there already."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        self.session.handle(keys)
        if self.session.ended:
            self.leave(0)
            return
        if self.decoder.wait:
            self._timer = self._loop.call_later(self.decoder.wait, self._waited)
        if not self.line.more():
            self.paint()

    def _glance(self) -> list[Key]:
        """In the middle of a turn: send what changed, and take what was typed."""
        self.line.drain()
        if not self.line.congested:
            self.line.send(self.session.frame())
        held = 0 < self.decoder.wait < 1
        data = self.line.read() if self.line.more() else None
        if data:
            return self.decoder.feed(data)
        # an Esc that nothing has followed since the last look is one
        return self.decoder.flush() if held else []

    def _waited(self) -> None:
        self._timer = None
        self._keys(self.decoder.flush())

    # --- output ------------------------------------------------------------------------------------------------------
    def paint(self) -> None:
        """Send what changed; while the terminal is behind, only the last picture is sent, and that later."""
        if not self.line.congested:
            self.line.send(self.session.frame())
        if self.line.congested:
            self._loop.add_writer(self.line.sink, self._writable)

    def _writable(self) -> None:
        self.line.drain()
        if not self.line.congested:
            self._loop.remove_writer(self.line.sink)
            self.paint()

    def _resized(self) -> None:
        size = self.line.size()
        if size != self.session.size:
            self.session.resize(*size)
            self.paint()
        self._size = size
        self._app.post_message(events.Resize(Size(*size), Size(*size)))


class GlassApp(App[int]):
    """The application around the glass. What a kiosk must not offer, it refuses."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    CSS = "Screen { overflow: hidden; }"

    def __init__(self, session: Session, line: Line | None = None) -> None:
        super().__init__(driver_class=LineDriver if line else None)
        self.session = session
        self.line = line
        self.fault: BaseException | None = None
        self.glass = Glass(session)
        self._bindings.key_to_bindings.clear()
        for theme in THEMES.values():
            self.register_theme(textual_theme(theme))
        self.theme = f"sdtui-{session.theme.name}"

    def compose(self) -> ComposeResult:
        """The one widget."""
        yield self.glass

    def on_mount(self) -> None:
        """Keep the clerk's locks alive while the terminal is there."""
        if self.line:
            self.set_interval(BEAT_SECONDS, self._beat)

    def _beat(self) -> None:
        if self.session.beat():
            self.glass.refresh()

    async def on_event(self, event: events.Event) -> None:
        """Without a terminal, keys come as Textual's events and go the same way as real ones."""
        match event:
            case events.Key():
                self._handle(key_of(event))
            case events.Paste():
                self._handle(Key("paste", event.text))
            case events.Resize() if not self.line:
                self.session.resize(event.size.width, event.size.height)
                await super().on_event(event)
            case _:
                await super().on_event(event)

    def _handle(self, key: Key) -> None:
        self.session.handle([key])
        if self.session.ended:
            self.exit(0)
        self.glass.refresh()

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """The picture as SVG, as it is now."""
        self.glass.refresh()
        return super().export_screenshot(title=title or self.session.model.view.title, simplify=simplify)


def key_of(event: events.Key) -> Key:
    """A key as Textual names it, in our words."""
    text = event.character if event.is_printable and event.character else ""
    if text:
        return Key(canonical(text), text)
    return Key(canonical(_TEXTUAL_KEYS.get(event.key, event.key)))


def refused(_self: object, *_args: object, **_more: object) -> NoReturn:
    """Stands in for what a clerk's terminal does not offer."""
    raise PermissionError("not offered")


# Screenshots by key, other programs, files, links: every action and delivery that Textual's application knows by name.
for _name in [name for name in dir(App) if name.startswith(("action_", "deliver_"))] + ["suspend", "open_url"]:
    setattr(GlassApp, _name, refused)
