"""The partner functions of a document: who is proposed, who is missing, and that header and list say the same.

The header shows sold-to and ship-to as fields of its own; they are the same facts as the rows ``SP`` and ``SH`` of the
partner list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sdtui.domain.customizing_rows import PartnerRule
from sdtui.domain.errors import Finding, error
from sdtui.domain.sales_document import Partner, SalesDocument

SOLD_TO = "SP"
SHIP_TO = "SH"

# The header field that shows a function.
HEADER_FIELDS = {SOLD_TO: "sold_to", SHIP_TO: "ship_to"}


# What a partner's number brings from the master.
ADDRESS = ("name", "street", "postal_code", "city", "country")


def entries(row: Partner) -> tuple[str, ...]:
    """What a clerk may have typed into a row, the number first."""
    return (row.number, *(getattr(row, name) for name in ADDRESS))


def number_typed(row: Partner) -> bool:
    """Whether the address of the row is not yet that of its number."""
    return row.determined_for[:1] != (row.number,)


def note_read(partners: Iterable[Partner]) -> None:
    """The rows stand as they were read: nobody has typed into them."""
    for row in partners:
        row.determined_for = entries(row)


@dataclass(slots=True)
class Proposal:
    """``partners`` are settled; ``choose`` holds, by function, the candidates among which a clerk has to choose."""

    partners: list[Partner] = field(default_factory=list[Partner])
    choose: dict[str, list[Partner]] = field(default_factory=dict[str, list[Partner]])


def determine_partners(
    sold_to: Partner, candidates: Mapping[str, Sequence[Partner]], procedure: Iterable[PartnerRule]
) -> Proposal:
    """Proposes a partner per function of the procedure.

    One candidate is taken, of several one has to be chosen; without a candidate a function that defaults to the
    sold-to party gets it, any other stays empty.
    """
    proposal = Proposal()
    for rule in procedure:
        found = [sold_to] if rule.function == SOLD_TO else candidates.get(rule.function, ())
        if len(found) > 1:
            proposal.choose[rule.function] = [replace(partner, function=rule.function) for partner in found]
        elif found or rule.defaults_to_sold_to:
            proposal.partners.append(replace(found[0] if found else sold_to, function=rule.function))
    return proposal


def partner(document: SalesDocument, function: str) -> Partner | None:
    """The partner of the document in this function."""
    return next((row for row in document.partners if row.function == function), None)


def set_partner(document: SalesDocument, new: Partner) -> None:
    """Puts ``new`` into the list in place of its function's present partner, and into the header."""
    for index, row in enumerate(document.partners):
        if row.function == new.function:
            document.partners[index] = new
            break
    else:
        document.partners.append(new)
    if new.function in HEADER_FIELDS:
        setattr(document, HEADER_FIELDS[new.function], new.number)


def remove_partner(document: SalesDocument, gone: Partner) -> None:
    """Takes the row out of the list, and out of the header where no other row has its function."""
    document.partners[:] = [row for row in document.partners if row is not gone]
    if gone.function in HEADER_FIELDS and partner(document, gone.function) is None:
        setattr(document, HEADER_FIELDS[gone.function], "")


def out_of_step(document: SalesDocument) -> list[str]:
    """The functions whose header field names another partner than the list: their rows must be read again."""
    return [
        function
        for function, name in HEADER_FIELDS.items()
        if getattr(document, name) != (row.number if (row := partner(document, function)) else "")
    ]


def header_from_list(document: SalesDocument) -> None:
    """After a change in the partner list: sold-to and ship-to of the header follow it."""
    for function, name in HEADER_FIELDS.items():
        row = partner(document, function)
        setattr(document, name, row.number if row else "")


def check_partners(
    document: SalesDocument, procedure: Sequence[PartnerRule], before: SalesDocument | None = None
) -> list[Finding]:
    """Mandatory functions are filled, none stands twice, and what the procedure locks is as it was stored."""
    findings: list[Finding] = []
    for rule in procedure:
        row = partner(document, rule.function)
        if rule.mandatory and (row is None or not row.number):
            findings.append(error("partner-missing", _path(document, rule.function), function=rule.function))
        elif before is not None and _locked_and_changed(rule, row, before):
            findings.append(error("partner-not-changeable", _path(document, rule.function), function=rule.function))
    return findings + _check_rows(document, {rule.function for rule in procedure})


def _locked_and_changed(rule: PartnerRule, row: Partner | None, before: SalesDocument) -> bool:
    """A partner is locked once there are items; his address may still be overwritten."""
    old = partner(before, rule.function)
    return not rule.changeable and bool(before.items) and old is not None and (row is None or row.number != old.number)


def _check_rows(document: SalesDocument, known: set[str]) -> list[Finding]:
    findings: list[Finding] = []
    seen: set[str] = set()
    for index, row in enumerate(document.partners):
        path = f"partners[{index}].function"
        if row.function not in known:
            findings.append(error("partner-function-unknown", path, function=row.function))
        elif row.function in seen:
            findings.append(error("partner-function-twice", path, function=row.function))
        seen.add(row.function)
    return findings


def _path(document: SalesDocument, function: str) -> str:
    """The header field of the function, else its row, else the row that a clerk would fill next."""
    if function in HEADER_FIELDS:
        return HEADER_FIELDS[function]
    rows = [row.function for row in document.partners]
    index = rows.index(function) if function in rows else len(rows)
    return f"partners[{index}].number"
