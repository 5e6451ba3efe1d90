"""What is missing in a sales document: said below every picture, listed, walked through, and asked about on saving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sdtui.dialogs.sales_base import SalesBase
from sdtui.dialogs.sales_screens import CHANGEABLE, HEADER, ITEM, ON_LINES, ON_OVERVIEW, OVERVIEW, TEXT
from sdtui.domain.incompletion import Gap
from sdtui.domain.sales_document import DocumentText, SalesDocument
from sdtui.kernel.dialog import STAY, Act, Ask, Choose, Remark, Turn, on
from sdtui.kernel.messages import information, success


class IncompletionActs(SalesBase):
    """``walked`` is the place of the gap that the clerk was led to last."""

    def start_anew(self, document: SalesDocument) -> None:
        super().start_anew(document)
        self.walked: tuple[int, ...] = ()

    def gaps(self) -> list[Gap]:
        """What is missing now."""
        return self.sales.incompletion.gaps(self.document)

    def blocking(self) -> list[Gap]:
        """What stops a step and is no mere recommendation."""
        return [gap for gap in self.gaps() if gap.blocks]

    def remark(self, screen: str) -> Remark | None:
        if screen not in CHANGEABLE or not self.in_document:
            return None
        gaps = self.gaps()
        blocking = [gap for gap in gaps if gap.blocks]
        first = next(iter(blocking or gaps), None)
        if not blocking and not self.document.items:
            return None  # nobody calls complete what is only begun
        if first is None:
            return Remark("complete", style="muted", quiet=True)
        words = self.sales.incompletion
        slots = {"missing": words.missing(first), "count": len(blocking or gaps) - 1}
        if not blocking:
            more = "recommended-more" if slots["count"] else "recommended"
            return Remark(more, slots, style="muted", code="next_gap", quiet=True)
        more = "incomplete-more" if slots["count"] else "incomplete"
        return Remark(more, {**slots, "blocks": words.steps(first.blocks)}, style="warning", code="next_gap")

    # --- from gap to gap ---------------------------------------------------------------------------------------------
    @on(OVERVIEW, "next_gap")
    @on(HEADER, "next_gap")
    @on(ITEM, "next_gap")
    @on(TEXT, "next_gap")
    def next_gap(self, act: Act) -> Turn:
        """The cursor on what is missing next, or recommended once nothing is; after the last it begins again."""
        waiting = self.completed(lambda: self.next_gap(act))
        if waiting:
            return waiting
        gaps = self.blocking() or self.gaps()
        if not gaps:
            return Turn(message=success("nothing-missing"))
        gap = next((gap for gap in gaps if gap.place > self.walked), None)
        if gap is None:
            return replace(self.led_to(gaps[0]), message=information("last-gap", count=len(gaps)))
        return self.led_to(gap)

    @on(OVERVIEW, "incompletion_log")
    @on(HEADER, "incompletion_log")
    @on(ITEM, "incompletion_log")
    @on(TEXT, "incompletion_log")
    def incompletion_log(self, act: Act) -> Turn:
        """All that is missing, with the steps that it stops; Enter goes there."""
        waiting = self.completed(lambda: self.incompletion_log(act))
        if waiting:
            return waiting
        gaps = self.gaps()
        if not gaps:
            return Turn(message=success("nothing-missing"))
        columns = ("gap_place", "gap", "gap_blocks")
        return Turn(ask=Choose("incompletion", columns, [self.logged(gap) for gap in gaps], self.chosen(gaps)))

    def logged(self, gap: Gap) -> tuple[object, ...]:
        """A line of the log."""
        words = self.sales.incompletion
        place = words.place(gap) or self.desk.words.text("text.header-gap")
        return place, words.what(gap), words.steps(gap.blocks) or self.desk.words.text("text.recommended")

    def chosen(self, gaps: list[Gap]) -> Callable[[int], Turn]:
        """What choosing a line of the log does."""
        return lambda row: self.led_to(gaps[row])

    def led_to(self, gap: Gap) -> Turn:
        """The screen and tab where something is entered, the cursor on its field."""
        self.walked = gap.place
        if gap.rule.text:
            return self.led_to_text(gap)
        if gap.index < 0 or gap.rule.field in ON_LINES:
            overview = gap.index >= 0 or gap.path in ON_OVERVIEW
            return Turn(OVERVIEW if overview else HEADER, cursor=gap.path)
        self.item_index = gap.index
        if gap.rule.field:
            return Turn(ITEM, cursor=gap.rule.field)
        conditions = self.document.items[gap.index].conditions
        places = (n for n, line in enumerate(conditions) if line.condition_type == gap.rule.condition)
        row = next(places, None)
        cursor = f"conditions[{len(conditions)}].condition_type" if row is None else f"conditions[{row}].rate"
        return Turn(ITEM, tab="conditions", cursor=cursor)

    def led_to_text(self, gap: Gap) -> Turn:
        """The editor of a text that nobody has written."""
        owner = self.document if gap.index < 0 else self.document.items[gap.index]
        if gap.index >= 0:
            self.item_index = gap.index
        texts = (text for text in owner.texts if text.text_id == gap.rule.text)
        self.text = next(texts, None) or DocumentText(gap.rule.text)
        return Turn(TEXT, cursor="text")

    # --- saving ------------------------------------------------------------------------------------------------------
    def asked_incomplete(self, save: Callable[[], Turn]) -> Turn | None:
        """Ask whether to save what is incomplete; None when it is complete, or as it was stored."""
        gaps = self.blocking()
        if not gaps or (not self.creates and self.document == self.before):
            return None
        words = self.sales.incompletion
        answers = {"save": save, "edit": lambda: self.led_to(gaps[0]), "cancel": lambda: STAY}
        slots = {"count": len(gaps), "missing": words.listed(gaps), "blocks": words.steps_of(gaps)}
        return Turn(ask=Ask("incomplete", answers, slots, onward=("save",)))
