"""Where the files are that are no Python: screens and data, shipped inside the package or lying in the checkout.

A site lays its own folder over them by naming it in the environment variable ``SDTUI_SITE``; a file there replaces the
shipped one of the same name as a whole.
"""

from __future__ import annotations

import os
from pathlib import Path

SITE = "SDTUI_SITE"
_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder ``screens`` or ``data`` as shipped: that of the installed package, else that of the checkout."""
    packed = _PACKAGE / "_shipped" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name


def site_folder(name: str) -> Path | None:
    """The site's own ``screens`` or ``data``, where the environment names a site and it has such a folder."""
    site = os.environ.get(SITE)
    own = Path(site, name) if site else None
    return own if own and own.is_dir() else None


def file(name: str, path: str) -> Path:
    """One file below ``folder(name)``: the site's, else the shipped one, which need not exist."""
    own = site_folder(name)
    return own / path if own and (own / path).is_file() else folder(name) / path


def files(name: str, subfolder: str = "", suffix: str = "") -> dict[str, Path]:
    """File name to path of the files directly in a subfolder of ``folder(name)``, sorted by name.

    ``suffix`` such as ``.toml`` leaves out all others. A site may add files that nobody shipped.
    """
    found: dict[str, Path] = {}
    for root in (folder(name), site_folder(name)):
        place = root / subfolder if root else None
        if place and place.is_dir():
            found |= {path.name: path for path in place.iterdir() if path.name.endswith(suffix)}
    return {key: found[key] for key in sorted(found) if key[0] != "." and found[key].is_file()}
