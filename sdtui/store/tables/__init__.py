"""All tables; importing this package fills ``metadata``."""

from sdtui.store.columns import metadata
from sdtui.store.tables import documents, infrastructure, lists, masters, searching

__all__ = ["documents", "infrastructure", "lists", "masters", "metadata", "searching"]
