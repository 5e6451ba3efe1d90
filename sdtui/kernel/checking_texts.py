"""Texts that a screen needs and a language lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sdtui.kernel.definitions import Definitions, Screen
from sdtui.kernel.fields import FieldFacts, base_name, fields_of, help_ids, rows_of
from sdtui.kernel.texts import Texts

LONGEST_LABEL = 20
# What the kernel says by itself, besides messages.
OWN = (
    "screen.menu", "title.question", "title.help", "title.values", "title.sessions", "title.paste",
    "title.transactions", "question.save-first", "question.log-off", "answer.yes", "answer.yes.key", "answer.no",
    "answer.no.key", "answer.cancel", "answer.cancel.key", "text.no-entries", "text.line", "text.more-hits",
    "label.filter", "label.technical-name", "label.element", "label.screen-field", "label.type-and-length",
    "label.value-table", "label.parameter-id", "heading.session", "heading.transaction", "heading.title",
    "heading.menu", "help.menu", "help.none", "help.keys",
)  # fmt: skip


def missing_general_texts(definitions: Definitions, texts: Sequence[Texts]) -> Iterator[str]:
    """Texts of the kernel, of messages and of function codes."""
    ids = [*OWN, *(f"message.{id}" for id in definitions.messages if id != "text")]
    ids += [f"act.{code}" for code in definitions.function_codes]
    for language in texts:
        yield from _missing(language, ids)
        answers = [language.find(f"answer.{answer}.key") for answer in ("yes", "no", "cancel")]
        if len(set(answers)) < len(answers):
            yield f"sdtui.po ({language.language}): answer.yes.key: two answers have the same key: {' '.join(answers)}"


def missing_screen_texts(
    screen: Screen, record: type, variants: Iterable[str], texts: Sequence[Texts]
) -> Iterator[str]:
    """Title, tabs, labels and help of a screen; labels are short."""
    wordings = sorted(variants)
    for language in texts:
        where = f"sdtui.po ({language.language})"
        yield from _missing(language, [f"screen.{screen.name}", *(f"tab.{tab.name}" for tab in screen.tabs)])
        for facts, heading in _shown(screen, record):
            for variant in wordings:
                if not any(language.translated(id) for id in help_ids(facts, variant)):
                    yield f"{where}: {help_ids(facts)[-1]}: is missing, for {screen.name}.toml: {facts.name}"
                ids = label_ids(facts, variant, heading=heading)
                if not any(language.translated(id) for id in ids):
                    yield f"{where}: {ids[-1]}: is missing, for {screen.name}.toml: {facts.name}"
                elif not heading and len(label := language.find(*ids)) > LONGEST_LABEL:
                    yield f"{where}: {ids[-1]}: {label!r} is longer than {LONGEST_LABEL} characters"


def label_ids(facts: FieldFacts, variant: str, *, heading: bool) -> list[str]:
    """Where the label of a field is looked for, in that order."""
    names = (facts.name, facts.element.name)
    ids = [f"label.{name}{ending}" for name in names for ending in ((f".{variant}", "") if variant else ("",))]
    return [*(id.replace("label.", "heading.", 1) for id in ids), *ids] if heading else ids


def _missing(language: Texts, ids: Iterable[str]) -> Iterator[str]:
    return (f"sdtui.po ({language.language}): {id}: is missing" for id in ids if not language.translated(id))


def _shown(screen: Screen, record: type) -> Iterator[tuple[FieldFacts, bool]]:
    """The fields of a screen that have a label, and whether it is the heading of a column."""
    known = fields_of(record)
    for part in (screen, *screen.tabs):
        labelled = [column[0] for block in part.blocks for line in block.groups() for column in line if column]
        for name in (*labelled, *([part.editor] if part.editor else [])):
            if base_name(name) in known:
                yield known[base_name(name)], False
        for table in part.tables:
            row = rows_of(record, table.rows)
            columns = fields_of(row) if row else known
            yield from ((columns[base_name(name)], True) for name in table.columns if base_name(name) in columns)
