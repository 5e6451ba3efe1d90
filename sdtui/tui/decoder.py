"""From the bytes of a terminal to keys: xterm, Linux console, PuTTY, tmux, screen and rxvt speak here."""

from __future__ import annotations

import codecs
import re

from sdtui.tui.glyphs import safe
from sdtui.tui.keys import (
    HIGH_NUMBERS,
    KEYPAD,
    LETTERS,
    NUMBERS,
    RXVT_ENDINGS,
    SMALL_ARROWS,
    Key,
    canonical,
    control_name,
)

ESCAPE_SECONDS = 0.025
PASTE_SECONDS = 2.0
# The letters that mean something with Alt; before any other one Esc is a key of its own, even where they come together.
_WITH_ALT = frozenset("chklo")
_LONGEST = 64
_LONGEST_PASTE = 1_000_000
_PASTE_END = "\x1b[201~"

_RXVT = re.compile(r"\x1b\[(\d+)([$^@])")
_LINUX = re.compile(r"\x1b\[\[([A-E])")
_CSI = re.compile(r"\x1b\[([0-?]*)([ -/]*)([@-~])")
_SS3 = re.compile(r"\x1bO(\d*(?:;\d+)?)([A-Za-z])")
_STRING = re.compile(r"\x1b[\]P_^X](?:[^\x07\x1b]*)(?:\x07|\x1b\\)", re.DOTALL)
_UNFINISHED = re.compile(r"\x1b(?:\[(?:\[|[0-?]*[ -/]*)|O\d*(?:;\d*)?|[\]P_^X][^\x07\x1b]*\x1b?)?\Z", re.DOTALL)
_MOUSE = re.compile(r"<(\d+);(\d+);(\d+)")


class Decoder:
    """Feed it bytes in any portions; it gives keys as soon as they are certain.

    While ``wait`` is not 0, something unfinished is held that is taken as it stands (``flush``) after so many seconds.
    """

    def __init__(self, encoding: str = "utf-8", term: str = "") -> None:
        self._decode = codecs.getincrementaldecoder(encoding)("replace").decode
        self._held = ""
        self._pasting = False
        self._paste = ""
        self._after_return = False
        # PuTTY's and rxvt's Shift adds ten to a function key, everybody else's twelve.
        self._shift = 10 if term.startswith(("putty", "rxvt")) else 12

    @property
    def wait(self) -> float:
        """Seconds until what is held must be taken as it stands; 0 when nothing is."""
        if self._pasting:
            return PASTE_SECONDS
        return ESCAPE_SECONDS if self._held else 0.0

    def feed(self, data: bytes) -> list[Key]:
        """The keys in ``data`` and in what was held before it."""
        self._held += self._decode(data)
        keys: list[Key] = []
        while self._held and self._step(keys):
            pass
        return keys

    def flush(self) -> list[Key]:
        """Take what is held as it stands: a lone Esc, a paste whose end got lost."""
        keys: list[Key] = []
        if self._pasting:
            self._end_paste(self._held, "", keys)
        elif self._held:
            held, self._held = self._held, ""
            if held in ("\x1b[", "\x1bO"):
                keys.append(Key(f"alt+{held[1]}"))
            else:
                keys.append(Key("escape"))
                self._held = held[1:]
        while self._held and self._step(keys):
            pass
        return keys

    def _step(self, keys: list[Key]) -> bool:
        """Take one key off what is held; False when more bytes are needed."""
        if self._pasting:
            return self._take_paste(keys)
        char = self._held[0]
        if char == "\x1b":
            return self._take_escape(keys)
        self._held = self._held[1:]
        if char == "\n" and self._after_return:
            self._after_return = False
            return True
        self._after_return = char == "\r"
        if char < " " or char == "\x7f":
            keys.append(Key(control_name(char)))
        else:
            clean = safe(char)
            keys.append(Key(canonical(clean), clean) if clean else Key("unknown"))
        return True

    def _take_paste(self, keys: list[Key]) -> bool:
        text, end, rest = self._held.partition(_PASTE_END)
        if end or len(self._paste) + len(text) > _LONGEST_PASTE:
            self._end_paste(text, rest, keys)
            return True
        # The last characters may be the beginning of the end.
        keep = min(len(text), len(_PASTE_END) - 1)
        self._paste += text[: len(text) - keep]
        self._held = text[len(text) - keep :]
        return False

    def _end_paste(self, text: str, rest: str, keys: list[Key]) -> None:
        whole = self._paste + text
        self._paste, self._pasting, self._held = "", False, rest
        lines = whole.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        keys.append(Key("paste", "\n".join("\t".join(map(safe, line.split("\t"))) for line in lines)))

    def _take_escape(self, keys: list[Key]) -> bool:
        self._after_return = False
        held = self._held
        for pattern, read in _FORMS:
            if found := pattern.match(held):
                self._held = held[found.end() :]
                key = read(self, found)
                if key:
                    keys.append(key)
                return True
        if len(held) < _LONGEST and _UNFINISHED.match(held):
            return False
        if held[1:2].isdigit() or held[1:2].lower() in _WITH_ALT:
            keys.append(Key(f"alt+{held[1].lower()}"))
            self._held = held[2:]
        elif len(held) >= _LONGEST and held[1] in "[]P_^XO":
            self._held = ""
            keys.append(Key("unknown"))
        else:
            keys.append(Key("escape"))
            self._held = held[1:]
        return True

    def read_csi(self, found: re.Match[str]) -> Key | None:
        """A sequence that begins with ESC [."""
        parameters, between, final = found.groups()
        if parameters.startswith("<"):
            return _mouse(parameters, final)
        if between or not re.fullmatch(r"[\d;:]*", parameters):
            return None
        numbers = [int(part or 0) for part in parameters.replace(":", ";").split(";")]
        modifiers = numbers[1] if len(numbers) > 1 else 1
        if final == "~":
            return self._numbered(numbers, modifiers)
        if final == "u":
            return _by_code(numbers[0], modifiers)
        if final in SMALL_ARROWS and not parameters:
            return Key(f"shift+{SMALL_ARROWS[final]}")
        return _modified(LETTERS.get(final, ""), modifiers)

    def read_ss3(self, found: re.Match[str]) -> Key | None:
        """A sequence that begins with ESC O."""
        parameters, letter = found.groups()
        if letter in LETTERS:
            return _modified(LETTERS[letter], int(parameters.rpartition(";")[2] or 1))
        if letter in SMALL_ARROWS:
            return Key(f"ctrl+{SMALL_ARROWS[letter]}")
        return KEYPAD.get(letter)

    def read_linux(self, found: re.Match[str]) -> Key | None:
        """F1 to F5 of the Linux console."""
        return Key(f"f{'ABCDE'.index(found[1]) + 1}")

    def read_rxvt(self, found: re.Match[str]) -> Key | None:
        """A numbered key whose modifier is the last character."""
        number = int(found[1])
        name = self._high(number) if number in HIGH_NUMBERS else NUMBERS.get(number, "")
        return Key(canonical(RXVT_ENDINGS[found[2]] + name)) if name else None

    def read_nothing(self, _found: re.Match[str]) -> Key | None:
        """An answer of the terminal to a question that nobody asked."""
        return None

    def _numbered(self, numbers: list[int], modifiers: int) -> Key | None:
        number = numbers[0]
        if number == 200:
            self._pasting = True
            return None
        if number == 27 and len(numbers) == 3:
            return _by_code(numbers[2], modifiers)
        return _modified(self._high(number) if number in HIGH_NUMBERS else NUMBERS.get(number, ""), modifiers)

    def _high(self, number: int) -> str:
        return f"shift+f{HIGH_NUMBERS[number] - self._shift}"


def _modified(name: str, modifiers: int) -> Key | None:
    if not name:
        return None
    bits = max(modifiers - 1, 0)
    front = ("ctrl+" if bits & 4 else "") + ("alt+" if bits & 10 else "") + ("shift+" if bits & 1 else "")
    return Key(canonical(front + name))


def _by_code(code: int, modifiers: int) -> Key | None:
    """A key by the number of its character, as xterm and others send it when asked to tell all modifiers."""
    if not 0 < code < 0x110000:
        return None
    char = chr(code)
    if code == 27:
        return Key("escape")
    if char in "\r\t\x7f\x08":
        return _modified(control_name(char), modifiers if char == "\t" else 1)
    if (modifiers - 1) & 6:
        return _modified(char.lower(), modifiers & ~1 | 1)
    clean = safe(char)
    return Key(canonical(clean), clean) if clean else None


def _mouse(parameters: str, final: str) -> Key | None:
    found = _MOUSE.fullmatch(parameters)
    if not found or final != "M" or int(found[1]) != 0:
        return None
    return Key("click", x=int(found[2]) - 1, y=int(found[3]) - 1)


_FORMS = (
    (_LINUX, Decoder.read_linux),
    (_RXVT, Decoder.read_rxvt),
    (_CSI, Decoder.read_csi),
    (_SS3, Decoder.read_ss3),
    (_STRING, Decoder.read_nothing),
)
