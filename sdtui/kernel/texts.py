"""Texts by id, in the clerk's language: gettext catalogues, read from ``.po`` files through a compiled copy.

A language has a folder of catalogues, one for each part of the program; an id stands in one of them.
"""

from __future__ import annotations

import gettext
import io
import os
import re
import struct
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from sdtui.kernel.safety import clean

DOMAIN = "sdtui"
_SLOT = re.compile(r"\{(\w+)\}")


class Texts:
    """The texts of one language, English where it has none."""

    def __init__(
        self, catalogue: gettext.NullTranslations, language: str, english: gettext.NullTranslations | None = None
    ) -> None:
        self._catalogues = (catalogue, english) if english else (catalogue,)
        self.language = language

    def find(self, *ids: str) -> str:
        """The first of ``ids`` that has a text; the last id itself when none has."""
        for id in ids:
            for catalogue in self._catalogues:
                text = catalogue.gettext(id)
                if text != id:
                    return text
        return ids[-1]

    def every(self, id: str) -> tuple[str, ...]:
        """The texts of ``id`` in the language and in English."""
        return tuple(text for catalogue in self._catalogues if (text := catalogue.gettext(id)) != id)

    def has(self, id: str) -> bool:
        """Whether the language or English has a text for ``id``."""
        return any(catalogue.gettext(id) != id for catalogue in self._catalogues)

    def translated(self, id: str) -> bool:
        """Whether the language itself has a text for ``id``."""
        return self._catalogues[0].gettext(id) != id

    def fill(self, id: str, slots: Mapping[str, object]) -> str:
        """The text of ``id`` with its slots filled; a slot that is missing stays visible in braces."""
        return filled(self.find(id), slots)


def filled(text: str, slots: Mapping[str, object]) -> str:
    """``text`` with its ``{slots}`` filled; what fills them is cleaned."""
    return _SLOT.sub(lambda slot: clean(str(slots[slot[1]])) if slot[1] in slots else slot[0], text)


def load_texts(folder: Path, language: str, cache: Path | None = None) -> Texts:
    """The catalogues of ``language`` below ``folder`` (``<language>/LC_MESSAGES/*.po``) over the English ones."""
    english = _load(folder, "en", cache) if language != "en" else None
    return Texts(_load(folder, language, cache), language, english)


def languages(folder: Path) -> tuple[str, ...]:
    """The languages that have the catalogue of the program itself."""
    return tuple(sorted(path.parent.parent.name for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po")))


def catalogues(folder: Path, language: str) -> list[Path]:
    """The ``.po`` files of a language."""
    return sorted((folder / language / "LC_MESSAGES").glob("*.po"))


def _load(folder: Path, language: str, cache: Path | None) -> gettext.GNUTranslations:
    sources = catalogues(folder, language)
    facts = [source.stat() for source in sources]
    state = f"{len(facts)}-{max(fact.st_mtime_ns for fact in facts):x}-{sum(fact.st_size for fact in facts):x}"
    compiled = cache / f"{language}-{state}.mo" if cache else None
    if compiled and (kept := _kept(compiled)):
        return kept
    data = _compile(sources)
    if compiled:
        _keep(compiled, data)
    return gettext.GNUTranslations(io.BytesIO(data))


def _kept(compiled: Path) -> gettext.GNUTranslations | None:
    """The compiled copy; None when there is none that can be read."""
    try:
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, ValueError, struct.error):
        return None


def _compile(sources: Sequence[Path]) -> bytes:
    # Babel costs more to import than a start may take, so only a changed catalogue pays for it
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    together = Catalog()
    for source in sources:
        with source.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    together[message.id] = message
    target = io.BytesIO()
    write_mo(target, together)
    return target.getvalue()


def _keep(compiled: Path, data: bytes) -> None:
    """Keep the compiled catalogue for the next start; a folder that takes no files costs time, never the start."""
    try:
        compiled.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=compiled.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(compiled)
        for stale in compiled.parent.glob(f"{compiled.name.split('-')[0]}-*.mo"):
            if stale != compiled:
                stale.unlink(missing_ok=True)
    except OSError:
        return
