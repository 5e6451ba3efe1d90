"""The table of keys in the README, written from the function codes."""

from __future__ import annotations

from pathlib import Path

from sdtui import wiring
from sdtui.tui.keys import shown_name

README = Path(__file__).parents[1] / "README.md"
BEGIN = "<!-- keys: written by `make docs` from data/customizing/function_codes.toml -->\n"
END = "<!-- end of keys -->\n"


def table() -> str:
    """A row for each act that has keys of its own, in the order of the key line."""
    definitions, texts = wiring.read_definitions(), wiring.texts_for("en")
    rows = ["| act | keys |", "|---|---|"]
    for rule in sorted(definitions.function_codes.values(), key=lambda rule: -rule.shown):
        if rule.keys:
            keys = ", ".join(shown_name(key, plain=True) for key in rule.keys)
            rows.append(f"| {texts.find(f'act.{rule.code}')} (`={rule.code}`) | {keys} |")
    return "\n".join(rows) + "\n"


def renewed(readme: str) -> str:
    """The README with the table as it should be."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
