"""Bytes to keys, as the terminals of this world send them."""

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdtui.shipped import file
from sdtui.tui.decoder import Decoder
from sdtui.tui.keys import Key, canonical, shown_name


def names(data: bytes, term: str = "xterm-256color") -> list[str]:
    decoder = Decoder(term=term)
    keys = decoder.feed(data)
    return [key.name for key in (*keys, *decoder.flush())]


XTERM = {
    **{f"\x1bO{letter}": f"f{n}" for n, letter in enumerate("PQRS", 1)},
    **{f"\x1b[{code}~": f"f{n}" for n, code in enumerate((11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24), 1)},
    **{f"\x1b[1;2{letter}": f"shift+f{n}" for n, letter in enumerate("PQRS", 1)},
    **{f"\x1b[{code};2~": f"shift+f{n}" for n, code in enumerate((15, 17, 18, 19, 20, 21, 23, 24), 5)},
    **{f"\x1b[1;5{letter}": f"ctrl+f{n}" for n, letter in enumerate("PQRS", 1)},
    "\x1b[1;3R": "alt+f3",
    "\x1b[1;6R": "ctrl+shift+f3",
    "\x1bO2P": "shift+f1",
    "\x1b[R": "f3",
    "\x1b[A": "up",
    "\x1bOA": "up",
    "\x1b[1;5C": "ctrl+right",
    "\x1b[H": "home",
    "\x1b[F": "end",
    "\x1bOH": "home",
    "\x1bOF": "end",
    "\x1b[1~": "home",
    "\x1b[4~": "end",
    "\x1b[7~": "home",
    "\x1b[8~": "end",
    "\x1b[2~": "insert",
    "\x1b[3~": "delete",
    "\x1b[3;5~": "ctrl+delete",
    "\x1b[5~": "pageup",
    "\x1b[6~": "pagedown",
    "\x1b[5;5~": "ctrl+pageup",
    "\x1b[6;5~": "ctrl+pagedown",
    "\x1b[Z": "shift+tab",
    "\x1b[27;2;9~": "shift+tab",
    "\x1b[27;5;13~": "enter",
    "\x1b[115;5u": "ctrl+s",
    "\r": "enter",
    "\n": "enter",
    "\r\n": "enter",
    "\t": "tab",
    "\x7f": "backspace",
    "\x08": "backspace",
    "\x1f": "ctrl+/",
    "\x13": "ctrl+s",
    "\x18": "ctrl+x",
    "\x11": "ctrl+q",
    "\x03": "ctrl+c",
    "\x1a": "ctrl+z",
    "\x1c": "ctrl+\\",
    "\x1b": "escape",
    "\x1b1": "alt+1",
    "\x1b0": "alt+0",
    "\x1bc": "alt+c",
    "\x1bOM": "enter",
    "\x1bOp": "0",
    "\x1b[": "alt+[",
    "\x1bO": "alt+O",
}
OTHERS = [
    ("linux", "\x1b[[A", "f1"),
    ("linux", "\x1b[[C", "f3"),
    ("linux", "\x1b[[E", "f5"),
    ("linux", "\x1b[25~", "shift+f1"),
    ("linux", "\x1b[28~", "shift+f3"),
    ("linux", "\x1b[34~", "shift+f8"),
    ("xterm", "\x1b[45~", "shift+f12"),
    ("putty-256color", "\x1b[25~", "shift+f3"),
    ("putty-256color", "\x1b[34~", "shift+f10"),
    ("rxvt-unicode", "\x1b[25~", "shift+f3"),
    ("rxvt-unicode", "\x1b[13^", "ctrl+f3"),
    ("rxvt-unicode", "\x1b[23$", "shift+f11"),
    ("rxvt-unicode", "\x1b[5^", "ctrl+pageup"),
    ("rxvt-unicode", "\x1bOc", "ctrl+right"),
    ("rxvt-unicode", "\x1b[c", "shift+right"),
    ("screen", "\x1b[1~", "home"),
    ("tmux-256color", "\x1b[1;2R", "shift+f3"),
]


@pytest.mark.parametrize(("sent", "name"), XTERM.items())
def test_a_key_of_xterm(sent: str, name: str) -> None:
    assert names(sent.encode()) == [name]


@pytest.mark.parametrize(("term", "sent", "name"), OTHERS)
def test_a_key_of_another_terminal(term: str, sent: str, name: str) -> None:
    assert names(sent.encode(), term) == [name]


@pytest.mark.parametrize("answer", ["\x1b[?1;2c", "\x1b[I", "\x1b[O", "\x1b]10;rgb:0/0/0\x07", "\x1bP1$r0m\x1b\\"])
def test_an_answer_nobody_asked_for_types_nothing(answer: str) -> None:
    assert names(f"a{answer}b".encode()) == ["a", "b"]


def test_every_act_with_alt_comes_as_terminals_send_it() -> None:
    acts = tomllib.loads(file("data", "customizing/function_codes.toml").read_text(encoding="utf-8"))
    held = {name for act in acts.values() for name in act.get("keys", ()) if re.fullmatch("alt\\+.", name)}
    assert held
    for name in held:
        assert [key.name for key in Decoder().feed(f"\x1b{name[-1]}".encode())] == [name]


def test_escape_waits_only_while_a_sequence_may_follow() -> None:
    decoder = Decoder()
    assert decoder.feed(b"\x1b") == []
    assert 0.02 < decoder.wait < 0.03
    assert decoder.flush() == [Key("escape")]
    assert not decoder.wait
    assert [key.name for key in decoder.feed(b"\x1bn\x1b\x1b")] == ["escape", "n", "escape"]


def test_text_of_all_kinds() -> None:
    assert [key.text for key in Decoder().feed("aß東é".encode())] == ["a", "ß", "東", "é"]
    assert [key.text for key in Decoder().feed(b"a\xe4b")] == ["a", "\ufffd", "b"]
    assert Decoder().feed(b" ") == [Key("space", " ")]


def test_a_paste_is_one_key_even_in_pieces() -> None:
    whole = b"\x1b[200~M-100\t5\r\nM-200\x1b[31m\t7\x1b[201~x"
    decoder = Decoder()
    keys = [key for n in range(len(whole)) for key in decoder.feed(whole[n : n + 1])]
    assert keys == [Key("paste", "M-100\t5\nM-200\ufffd[31m\t7"), Key("x", "x")]


def test_a_paste_whose_end_got_lost_is_taken_after_a_while() -> None:
    decoder = Decoder()
    assert decoder.feed(b"\x1b[200~abc") == []
    assert decoder.wait > 1
    assert decoder.flush() == [Key("paste", "abc")]
    assert decoder.feed(b"d") == [Key("d", "d")]


def test_the_mouse() -> None:
    assert Decoder().feed(b"\x1b[<0;12;3M\x1b[<0;12;3m") == [Key("click", x=11, y=2)]


SEQUENCES = st.sampled_from([*XTERM, "\x1b[200~", "\x1b[201~", "\x1b]0;", "\x1b[[", "\x1b[<0;1;1M", "é", "東", "7"])


@given(st.lists(st.one_of(SEQUENCES.map(str.encode), st.binary(max_size=6)), max_size=12), st.data())
def test_portions_make_no_difference(parts: list[bytes], data: st.DataObject) -> None:
    whole = b"".join(parts)
    at_once, piecemeal = Decoder(), Decoder()
    expected = [*at_once.feed(whole), *at_once.flush(), *at_once.flush()]
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=6)))
    keys: list[Key] = []
    for start, end in zip([0, *cuts], [*cuts, len(whole)], strict=True):
        keys += piecemeal.feed(whole[start:end])
    assert [*keys, *piecemeal.flush(), *piecemeal.flush()] == expected
    assert all(key.name and not any(char < " " for char in key.text if char not in "\n\t") for key in keys)


@pytest.mark.parametrize(
    ("name", "same"),
    [("F3", "f3"), ("shift+ctrl+F3", "ctrl+shift+f3"), ("f15", "shift+f3"), ("esc", "escape"), ("PgDn", "pagedown")],
)
def test_one_spelling_for_each_key(name: str, same: str) -> None:
    assert canonical(name) == same


def test_keys_as_the_key_line_shows_them() -> None:
    assert [shown_name(name) for name in ("enter", "ctrl+s", "shift+f3", "f12", "escape", "y")] == [
        "⏎", "^S", "⇧F3", "F12", "Esc", "Y",
    ]  # fmt: skip
    assert [shown_name(name, plain=True) for name in ("enter", "shift+f3")] == ["Enter", "Sh-F3"]
