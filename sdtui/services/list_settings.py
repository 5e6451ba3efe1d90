"""Variants and layouts of lists: whose they are, who may change them, and which a list begins with.

A list is known by a name, such as the transaction that shows it. ``known`` are the fields that its rows and its
selection have today; what was kept of others is left out, and what cannot be read at all is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from sdtui.domain.authority import ActivityCode, SalesArea
from sdtui.domain.errors import Refuse
from sdtui.domain.list_codec import NotReadable, layout_text, variant_text, with_columns, with_entries
from sdtui.domain.lists import Layout, Variant
from sdtui.services.context import Context
from sdtui.store import list_settings as stored
from sdtui.store.list_settings import EVERYBODY, LAYOUT, VARIANT, StoredLayout, StoredVariant
from sdtui.store.unit import Unit

# To maintain the layouts of all.
AUTHORITY = "S_ALV_LAYO"
Known = Collection[str] | None


class Variants:
    """Entries of selection screens under names: the clerk's own, and what others share."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def all(self, of: str, known: Known = None) -> list[Variant]:
        """By name; the clerk's own first where others share one of the same name."""
        with self.context.database.read() as unit:
            rows = stored.variants(unit, of, self.context.actor.user)
        return [variant for row in rows for variant in _variant(row, known)]

    def get(self, of: str, name: str, owner: str = "", known: Known = None) -> Variant:
        """The variant of ``owner``, or the clerk's own, or else a shared one; refuses one that is not there."""
        for variant in self.all(of, known):
            if variant.name == name and owner in ("", variant.owner):
                return variant
        raise Refuse("variant-unknown", "name", name=name)

    def save(self, of: str, variant: Variant) -> Variant:
        """Store it, as the clerk's own unless it names another owner; only entries and text of another's are changed.

        Refuses what another owner protects or no longer shares.
        """
        user = self.context.actor.user
        name = _named(variant.name)
        new = replace(variant, name=name, owner=variant.owner or user)

        def act(unit: Unit) -> Variant:
            saved = new
            if new.owner != user:
                theirs = _changeable(unit, of, new, user)
                saved = replace(new, shared=theirs.shared, protected=theirs.protected)
            facts = (saved.owner, saved.name, saved.text, saved.shared, saved.protected)
            stored.put_variant(unit, StoredVariant(of, *facts, variant_text(saved)))
            return saved

        return self.context.database.write(act)

    def delete(self, of: str, variant: Variant) -> None:
        """Delete it; refuses what another owner protects."""
        user = self.context.actor.user

        def act(unit: Unit) -> None:
            _changeable(unit, of, replace(variant, owner=variant.owner or user), user)
            stored.delete(unit, VARIANT, of, variant.owner or user, variant.name)

        self.context.database.write(act)

    def default(self, of: str, known: Known = None) -> Variant | None:
        """The variant that the selection screen begins with."""
        with self.context.database.read() as unit:
            chosen = stored.default(unit, VARIANT, of, self.context.actor.user)
        found = (each for each in self.all(of, known) if chosen == (each.owner, each.name))
        return next(found, None)

    def choose(self, of: str, variant: Variant | None) -> None:
        """Begin with it from now on; None with nothing."""
        user = self.context.actor.user
        chosen = (variant.owner, variant.name) if variant else None
        self.context.database.write(lambda unit: stored.set_default(unit, VARIANT, of, user, chosen))


class Layouts:
    """How lists look: the clerk's own layouts and those for everybody, whose names begin with a stroke."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def all(self, of: str, known: Known = None) -> list[Layout]:
        """By name, those for everybody first; ``default`` is the one that the clerk's list begins with."""
        user = self.context.actor.user
        with self.context.database.read() as unit:
            rows = stored.layouts(unit, of, user)
            chosen = stored.default(unit, LAYOUT, of, user)
        return [layout for row in rows for layout in _layout(row, known, default=chosen == (row.owner, row.name))]

    def get(self, of: str, name: str, known: Known = None) -> Layout:
        """By its name; refuses one that is not there."""
        for layout in self.all(of, known):
            if layout.name == name:
                return layout
        raise Refuse("layout-unknown", "name", name=name)

    def save(self, of: str, layout: Layout) -> Layout:
        """Store it under its name, for everybody when that begins with a stroke; whoever has the authority may.

        ``default`` makes it the one that the clerk's own list begins with, or takes it back.
        """
        user = self.context.actor.user
        saved = replace(layout, name=_named(layout.name))
        owner = self._owner(saved.name)

        def act(unit: Unit) -> Layout:
            row = StoredLayout(of, owner, saved.name, saved.text, user, layout_text(saved))
            stored.put_layout(unit, row)
            if saved.default:
                stored.set_default(unit, LAYOUT, of, user, (owner, saved.name))
            elif stored.default(unit, LAYOUT, of, user) == (owner, saved.name):
                stored.set_default(unit, LAYOUT, of, user, None)
            return saved

        return self.context.database.write(act)

    def delete(self, of: str, name: str) -> None:
        """Delete it; refuses one that is not there."""
        owner = self._owner(self.get(of, name).name)
        self.context.database.write(lambda unit: stored.delete(unit, LAYOUT, of, owner, name))

    def default(self, of: str, known: Known = None) -> Layout | None:
        """The layout that the list begins with."""
        return next((layout for layout in self.all(of, known) if layout.default), None)

    def choose(self, of: str, name: str, *, everybody: bool = False) -> None:
        """Begin with it from now on; "" with none. ``everybody`` is for all who chose none themselves."""
        user = self.context.actor.user
        chosen = (EVERYBODY if name.startswith("/") else user, self.get(of, name).name) if name else None
        if everybody:
            if name and not name.startswith("/"):
                raise Refuse("layout-not-for-all", "name", name=name)
            self._permit()
            user = EVERYBODY
        self.context.database.write(lambda unit: stored.set_default(unit, LAYOUT, of, user, chosen))

    def _owner(self, name: str) -> str:
        """Whose a layout of that name is, if the clerk may keep it."""
        if name.startswith("/"):
            self._permit()
            return EVERYBODY
        if not name[:1].isalpha():
            raise Refuse("layout-name-wrong", "name", name=name)
        return self.context.actor.user

    def _permit(self) -> None:
        self.context.permit(ActivityCode.CHANGE, AUTHORITY, SalesArea())


def _named(name: str) -> str:
    name = name.strip().upper()
    if not name.strip("/"):
        raise Refuse("list-name-missing", "name")
    return name


def _changeable(unit: Unit, of: str, variant: Variant, user: str) -> StoredVariant:
    """The stored variant of that owner and name, if the user may change it."""
    for row in stored.variants(unit, of, user):
        if (row.owner, row.name) == (variant.owner, variant.name):
            if row.protected and row.owner != user:
                raise Refuse("variant-protected", "name", name=row.name, owner=row.owner)
            return row
    raise Refuse("variant-unknown", "name", name=variant.name)


def _variant(row: StoredVariant, known: Known) -> Iterator[Variant]:
    try:
        yield with_entries(Variant(row.name, row.text, row.owner, row.shared, row.protected), row.data, known)
    except NotReadable:
        return


def _layout(row: StoredLayout, known: Known, *, default: bool) -> Iterator[Layout]:
    try:
        yield with_columns(Layout(row.name, row.text, default=default), row.data, known)
    except NotReadable:
        return
