"""Pictures for the README, made from the program: a clerk's keys go in, and each screen is drawn as SVG.

Run ``make docs`` after a change of how screens look.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path

from sdtui import shipped, wiring
from sdtui.services.installing import install
from sdtui.store.engine import open_database
from sdtui.tui.canvas import Canvas
from sdtui.tui.keys import Key
from sdtui.tui.session import Session
from sdtui.tui.themes import DARK, LIGHT, Style, Theme, rgb

PICTURES = Path(__file__).parent / "pictures"
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
WIDTH, HEIGHT, MARGIN = 8.4, 18, 10
SIZE = (100, 30)
FONT = 'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14"'


class Clerk:
    """Types on the glass of a desk; ``press`` takes names of keys, ``type`` a text."""

    def __init__(self, url: str, theme: Theme, size: tuple[int, int] = SIZE) -> None:
        desk = wiring.make_desk(url, "en", user="ANNA", today=lambda: TODAY, now=lambda: NOW)
        self.session = Session(desk, theme, size)
        self.theme = theme

    def press(self, *names: str) -> Clerk:
        self.session.handle(Key(name) for name in names)
        return self

    def type(self, text: str) -> Clerk:
        self.session.handle(Key(char, char) for char in text)
        return self

    def fill(self, *texts: str) -> Clerk:
        """Type into one field after the other."""
        for text in texts:
            self.type(text).press("tab")
        return self

    def draw(self, name: str) -> Clerk:
        canvas, cursor = self.session.picture()
        (PICTURES / f"{name}.svg").write_text(svg(canvas, cursor, self.theme), encoding="utf-8")
        return self


def svg(canvas: Canvas, cursor: tuple[int, int], theme: Theme) -> str:
    """The cells as SVG; runs of one style are one text, stretched to its cells whatever font there is."""
    ground, text = _colours(theme.style("ground"), theme)
    width, height = canvas.width * WIDTH + 2 * MARGIN, canvas.height * HEIGHT + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" {FONT}>',
        f'<rect width="100%" height="100%" rx="6" fill="{ground}"/>',
    ]
    for y, x, run, role in _runs(canvas):
        parts += _run(y, x, run, theme.style(role), theme, ground)
    top, left = MARGIN + cursor[0] * HEIGHT, MARGIN + cursor[1] * WIDTH
    parts.append(f'<rect x="{left:g}" y="{top}" width="{WIDTH}" height="{HEIGHT}" fill="{text}" opacity="0.55"/>')
    return "\n".join([*parts, "</svg>", ""])


def _runs(canvas: Canvas) -> Iterator[tuple[int, int, str, str]]:
    """Row, column, text and role of cells that stand side by side and look alike."""
    for y in range(canvas.height):
        start = 0
        for x in range(1, canvas.width + 1):
            if x == canvas.width or canvas.roles[y][x] != canvas.roles[y][start]:
                yield y, start, "".join(canvas.chars[y][start:x]), canvas.roles[y][start]
                start = x


def _run(y: int, x: int, run: str, style: Style, theme: Theme, ground: str) -> Iterator[str]:
    back, front = _colours(style, theme)
    top, left = MARGIN + y * HEIGHT, MARGIN + x * WIDTH
    if back != ground:
        yield f'<rect x="{left:g}" y="{top}" width="{len(run) * WIDTH:g}" height="{HEIGHT}" fill="{back}"/>'
    shown = run.rstrip()
    offset = len(shown) - len(shown.lstrip())
    if word := shown.strip():
        facts = ' font-weight="bold"' if style.bold else ""
        yield (
            f'<text x="{left + offset * WIDTH:g}" y="{top + 14}" fill="{front}" xml:space="preserve"'
            f' textLength="{len(word) * WIDTH:g}"{facts}>{escape(word)}</text>'
        )


def _colours(style: Style, theme: Theme) -> tuple[str, str]:
    """Ground and text, as ``#rrggbb``."""
    back = style.background if style.background is not None else 234 if theme.dark else 254
    front = style.foreground if style.foreground is not None else 252 if theme.dark else 235
    pair = tuple(f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in map(rgb, (back, front)))
    return (pair[1], pair[0]) if style.reverse else (pair[0], pair[1])


def _make_company(path: Path) -> str:
    url = f"sqlite:///{path}"
    database = open_database(url)
    services = wiring.services_for(database, "SDTUI", "en", lambda: TODAY, lambda: NOW)
    install(services, shipped.folder("data") / "demo")
    database.close()
    return url


def _quotation(clerk: Clerk) -> Clerk:
    """VA21 up to an overview with items."""
    clerk.type("VA21").press("enter").fill("QT", "3000", "10", "00").press("enter")
    clerk.fill("3002", "", "PO-4711", "11/20/2026", "", "12/24/2026", "")
    for material, quantity in (("DXTR1", "5"), ("PRTR1", "2"), ("M-100", "20")):
        clerk.type(material).press("tab").type(quantity).press("enter", "down", "shift+tab")
    return clerk


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        url = _make_company(Path(folder) / "demo.db")
        Clerk(url, DARK, (80, 24)).draw("start-menu")
        clerk = _quotation(Clerk(url, DARK)).draw("quotation")
        clerk.press("up", "f2").press("f7", "f7", "f7").draw("conditions")
        search = Clerk(url, LIGHT).type("VA11").press("enter").fill("IN", "3000", "10", "00").press("enter")
        search.type("phil").press("f4").draw("values")
        Clerk(url, DARK).type("VA23 20000060").press("enter").press("f5").draw("document-flow")
        listed = Clerk(url, DARK, (110, 32)).type("VA25").press("enter", "f8", "right", "ctrl+b")
        listed.press("right", "right", "right", "right", "ctrl+t", "home", "f9", "f9").draw("list")
        prices = Clerk(url, DARK).type("VK11").press("enter").type("PR00").press("enter", "end", "enter")
        prices.fill("M-100", "43").press("enter", "ctrl+s").draw("prices")


if __name__ == "__main__":
    sys.exit(main())
