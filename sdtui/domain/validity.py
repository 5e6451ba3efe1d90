"""From when until when an offer holds, and which delivery date is proposed. Days are calendar days."""

from __future__ import annotations

from datetime import date, timedelta

from sdtui.domain.customizing_rows import DocumentType
from sdtui.domain.errors import Finding, error, warning
from sdtui.domain.sales_document import SalesDocument


def days_after(day: date, days: int) -> date:
    """``day`` plus ``days``; the last day of the calendar when that lies beyond it."""
    return day + timedelta(days=min(days, (date.max - day).days))


def propose_requested_date(document_type: DocumentType, today: date) -> date:
    """Today plus the lead time of the document type."""
    return days_after(today, document_type.lead_time)


def propose_validity(document_type: DocumentType, today: date) -> tuple[date | None, date | None]:
    """Valid from and valid to; both None unless the document type proposes a number of days."""
    if not document_type.validity_days:
        return None, None
    return today, days_after(today, document_type.validity_days)


def days_left(document: SalesDocument, today: date) -> int | None:
    """Days until the last day of validity: 0 on that day, below 0 after it, None without one."""
    return None if document.valid_to is None else (document.valid_to - today).days


def check_validity(document: SalesDocument, today: date, before: SalesDocument | None = None) -> list[Finding]:
    """``before`` is the document as it is stored, None for a new one.

    A date that has passed is only held against the one who enters it: an old quotation stays changeable.
    """
    findings: list[Finding] = []
    start, end = document.valid_from, document.valid_to
    if end is not None and start is not None and end < start:
        findings.append(error("valid-to-before-valid-from", "valid_to", valid_from=start, valid_to=end))
    elif end is not None and end < today and (before is None or before.valid_to != end):
        findings.append(error("valid-to-in-past", "valid_to", valid_to=end, today=today))
    return findings + _check_requested_date(document, today, before)


def _check_requested_date(document: SalesDocument, today: date, before: SalesDocument | None) -> list[Finding]:
    wanted = document.requested_delivery_date
    if wanted is None or wanted >= today or (before is not None and before.requested_delivery_date == wanted):
        return []
    return [warning("requested-date-in-past", "requested_delivery_date", requested_delivery_date=wanted, today=today)]
