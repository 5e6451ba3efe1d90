"""What the address of a database means, told without the slow libraries."""

from __future__ import annotations

from pathlib import Path

_FILE = "sqlite:///"
_IN_MEMORY = ("sqlite://", "sqlite:///", "sqlite:///:memory:")


def full_address(name: str) -> str:
    """A plain path as the address of a SQLite file; what has a scheme stays as it is."""
    return name if "://" in name else f"{_FILE}{name}"


def is_in_memory(url: str) -> bool:
    """Whether it is a SQLite database that ends with its connection."""
    return url in _IN_MEMORY


def file_of(url: str) -> Path | None:
    """The file of a SQLite database, None for one in memory or on a server.

    The path is taken as it stands, but for a leading ``~/``: blanks, percent and question marks are part of it.
    """
    if is_in_memory(url) or not url.startswith(_FILE):
        return None
    path = Path(url.removeprefix(_FILE))
    return path.expanduser() if path.parts[:1] == ("~",) else path


def shown(url: str) -> str:
    """The address as people may see it: the path of a file, else the address without a password."""
    if path := file_of(url):
        return str(path)
    before, at, after = url.rpartition("@")
    if not at:
        return url
    scheme, _, account = before.partition("://")
    return f"{scheme}://{account.partition(':')[0]}@{after}"
