"""The way into a material: its number, then the views, then plant and distribution chain; as little of it as may be."""

from __future__ import annotations

from collections.abc import Collection

from sdtui.dialogs.master_base import MasterDialog
from sdtui.dialogs.material_records import LevelChoice, MaterialStart, NewMaterial, ViewChoice, ViewLine
from sdtui.domain.authority import ActivityCode
from sdtui.domain.errors import Refuse
from sdtui.domain.material import Material
from sdtui.domain.material_views import (
    Levels,
    View,
    close_views,
    exists_at,
    first_levels,
    levels_of,
    maintained,
    views_of,
)
from sdtui.kernel.definitions import Transaction
from sdtui.kernel.dialog import STAY, Act, State, Turn, Workplace, on
from sdtui.services.materials import Wanted

INITIAL_CREATE = "material_initial_create"
INITIAL_CHANGE = "material_initial_change"
INITIAL_DISPLAY = "material_initial_display"
VIEWS = "material_views"
LEVELS = "material_levels"
DATA = "material_data"
TEXT = "material_text"

# Parameters that keep the views, and what is only asked for on request.
CHOSEN_VIEWS = "MXX"
VIEWS_ON_REQUEST = "MXV"
LEVELS_ON_REQUEST = "MXL"
LEVEL_PARAMETERS = {"plant": "WRK", "sales_org": "VKO", "channel": "VTW"}


class MaterialChoice(MasterDialog[Material]):
    """``candidate`` is the material that the first screen leads to, not yet locked. ``chosen`` are the views that the
    clerk wants, ``shown`` those that are open at ``levels``; ``extends`` says that a creation adds to a material."""

    def __init__(self, transaction: Transaction, desk: Workplace) -> None:
        super().__init__(transaction, desk)
        self.materials = self.services.materials
        self.customizing = self.services.context.customizing
        self.start: MaterialStart | NewMaterial = NewMaterial() if self.creates else MaterialStart()
        self.candidate: Material | None = None
        self.view_choice = ViewChoice()
        self.level_choice = LevelChoice()
        self.chosen: list[View] = []
        self.shown: list[View] = []
        self.levels = Levels()
        self.extends = False
        self.entry_screen = ""

    def open_chosen(self) -> Turn:
        """Show the views at the levels that were chosen."""
        raise NotImplementedError

    # --- the first screen --------------------------------------------------------------------------------------------
    @on(INITIAL_CREATE, "check")
    @on(INITIAL_CHANGE, "check")
    @on(INITIAL_DISPLAY, "check")
    def begin(self, act: Act) -> Turn:
        """Find the material or begin a new one, and go on to its views."""
        self.find_candidate(act.screen)
        return self.choose_views(quick=act.direct)

    @on(INITIAL_CREATE, "select_views")
    @on(INITIAL_CHANGE, "select_views")
    @on(INITIAL_DISPLAY, "select_views")
    def begin_with_views(self, act: Act) -> Turn:
        """Ask for the views, whatever is kept."""
        self.find_candidate(act.screen)
        return self.views_asked()

    @on(INITIAL_CREATE, "org_levels")
    @on(INITIAL_CHANGE, "org_levels")
    @on(INITIAL_DISPLAY, "org_levels")
    def begin_with_levels(self, act: Act) -> Turn:
        """Take the views that are kept, and ask for the levels."""
        self.find_candidate(act.screen)
        self.chosen = self.kept_views()
        return self.levels_asked()

    def find_candidate(self, screen: str) -> None:
        """The material that the first screen names; refuses what is wrong with its entries."""
        self.master, self.extends, self.entry_screen = None, False, screen
        found = self.materials.find(self.start.number)
        if isinstance(self.start, MaterialStart):
            if found is None:
                raise Refuse("material-unknown", "number", material=self.start.number)
            self.candidate = found
            return
        if found is not None:
            self.candidate, self.extends = found, True
            return
        like = self.materials.find(self.start.copy_from)
        for name in ("industry_sector", "material_type"):
            if like and not getattr(self.start, name):
                setattr(self.start, name, getattr(like, name))
            if not getattr(self.start, name):
                raise Refuse("required-field", name)
        wanted = Wanted(self.start.number, self.start.material_type, self.start.industry_sector, self.start.copy_from)
        self.candidate = self.materials.new(wanted)

    @property
    def subject(self) -> Material:
        """The material that is open, else the one that the first screen leads to."""
        return self.master or self.candidate or Material("")

    # --- views -------------------------------------------------------------------------------------------------------
    def offered(self) -> list[View]:
        """The views that may be chosen: those of the type for a creation, else those that the material has."""
        if self.creates:
            return views_of(self.subject, self.customizing)
        return maintained(self.subject, self.customizing)

    def kept_views(self) -> list[View]:
        """What was chosen last, of what is offered; all where nothing of it is."""
        offered = self.offered()
        kept = self.desk.parameters.get(CHOSEN_VIEWS, "").split(",")
        return [view for view in offered if view in kept] or offered

    def choose_views(self, *, quick: bool) -> Turn:
        """Ask for the views unless there is nothing to choose or the clerk wants the ones that are kept."""
        if quick or len(self.offered()) == 1 or self.desk.parameters.get(VIEWS_ON_REQUEST) == "X":
            self.chosen = self.kept_views()
            return self.choose_levels(quick=quick)
        return self.views_asked()

    def views_asked(self) -> Turn:
        """The popup of the views."""
        marked = self.chosen if self.master else self.kept_views()
        lines = [ViewLine(view.value, view in marked) for view in self.offered()]
        self.view_choice = ViewChoice(lines, self.desk.parameters.get(VIEWS_ON_REQUEST) == "X")
        return Turn(VIEWS, over=self.below, cursor="lines[0].selected")

    @property
    def below(self) -> str:
        """The screen that the popups stand on."""
        return DATA if self.master else self.entry_screen

    @on(VIEWS, "mark", "mark_all", "unmark_all")
    def mark_views(self, act: Act) -> Turn:
        """Choose the view under the cursor or not; all, or none."""
        for index, line in enumerate(self.view_choice.lines):
            line.selected = line.selected != (index == act.row) if act.code == "mark" else act.code == "mark_all"
        return STAY

    @on(VIEWS, "check")
    def views_chosen(self, act: Act) -> Turn:
        """Keep the choice and go on to the levels."""
        chosen = self.view_choice.chosen()
        if not chosen:
            raise Refuse("choose-views", "lines[0].selected")
        self.desk.remember(CHOSEN_VIEWS, ",".join(chosen))
        self.desk.remember(VIEWS_ON_REQUEST, "X" if self.view_choice.on_request else "-")
        self.chosen = chosen
        if self.creates and self.master is not None:
            close_views(self.master, chosen, self.levels, self.before if self.extends else None)
            self.shown = [view for view in self.shown if view in (*chosen, View.BASIC_DATA)]
        return self.choose_levels(quick=self.master is not None)

    # --- levels ------------------------------------------------------------------------------------------------------
    def kept_levels(self) -> Levels:
        """Where the clerk was last; where the material has nothing there, the first place where it has."""
        kept = {name: self.desk.parameters.get(id, "") for name, id in LEVEL_PARAMETERS.items()}
        here = {name: getattr(self.levels, name) for name in kept} if self.master else {}
        wanted = Levels(**{name: here.get(name) or value for name, value in kept.items()})
        return wanted if self.creates else first_levels(self.subject, wanted)

    def choose_levels(self, *, quick: bool) -> Turn:
        """Ask for the levels unless nothing needs one, there is one choice alone, or the clerk wants what is kept."""
        kept = self.kept_levels().needed(self.chosen)
        names = Levels.names(self.chosen)
        complete = all(getattr(kept, name) for name in names)
        on_request = quick or self.desk.parameters.get(LEVELS_ON_REQUEST) == "X"
        if self.extends and not self.not_stored(kept):
            # where the clerk was last there is nothing to add
            complete = False
        if not names or (complete and (on_request or self.only_choice())):
            return self.levels_taken(kept)
        return self.levels_asked()

    def only_choice(self) -> bool:
        """Whether the material is maintained in one place alone."""
        return not self.creates and all(len(places) <= 1 for places in levels_of(self.subject, self.chosen))

    def levels_asked(self) -> Turn:
        """The popup of the levels."""
        names = Levels.names(self.chosen)
        kept = self.kept_levels().needed(self.chosen)
        if not names:
            return self.levels_taken(kept)
        on_request = self.desk.parameters.get(LEVELS_ON_REQUEST) == "X"
        self.level_choice = LevelChoice(kept.plant, kept.sales_org, kept.channel, on_request)
        return Turn(LEVELS, over=self.below, cursor=names[0])

    def level_states(self) -> dict[str, State]:
        """Only what a view needs is asked for."""
        names = Levels.names(self.chosen)
        return {name: State.REQUIRED if name in names else State.HIDDEN for name in LEVEL_PARAMETERS}

    @on(LEVELS, "check")
    def levels_chosen(self, act: Act) -> Turn:
        """Keep the choice and open the material."""
        turn = self.levels_taken(self.level_choice.levels())
        self.desk.remember(LEVELS_ON_REQUEST, "X" if self.level_choice.on_request else "-")
        return turn

    def levels_taken(self, levels: Levels) -> Turn:
        """Open the views that there are, or may be, at the levels; refuses where that leaves none."""
        shown = self.to_create(levels) if self.creates else self.there(levels)
        if self.creates or self.master is not None:
            # what is opened for display or change asks when it is read
            self.materials.permit(ActivityCode(self.transaction.activity), levels)
        self.shown, self.levels = shown, levels
        return self.open_chosen()

    def there(self, levels: Levels) -> list[View]:
        """The chosen views that the material has at the levels; refuses a level at which it has none of them."""
        found = [view for view in self.chosen if exists_at(self.subject, view, levels)]
        for name in ("plant", "sales_org"):
            wanted = [view for view in self.chosen if name in Levels.names([view])]
            if wanted and not any(view in found for view in wanted):
                self.refuse_level(name, wanted, levels)
        return found

    def refuse_level(self, name: str, views: Collection[View], levels: Levels) -> None:
        """Say where the material is instead."""
        plants, chains = levels_of(self.subject, views)
        place, places = (levels.plant, plants) if name == "plant" else (levels.chain, chains)
        slots = {"material": self.subject.number, "place": place, "places": ", ".join(places)}
        raise Refuse("material-not-at-level", name, **slots)

    def to_create(self, levels: Levels) -> list[View]:
        """The chosen views that a creation adds: the basic data of a new material, else what is not stored yet."""
        if not self.extends:
            return [view for view in self.offered() if view in self.chosen or view is View.BASIC_DATA]
        if new := self.not_stored(levels):
            return new
        place = ", ".join(filter(None, (levels.plant, levels.chain))) or self.subject.number
        path = next(iter(Levels.names(self.chosen)), "number")
        raise Refuse("material-exists-there", path, material=self.subject.number, place=place)

    def not_stored(self, levels: Levels) -> list[View]:
        """The chosen views that the material does not have at the levels."""
        stored = self.before or self.subject
        return [view for view in self.chosen if not exists_at(stored, view, levels)]
