"""A demo company of its own in a folder that is removed afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Company:
    """The demo company's database, and the environment in which the program finds it and keeps nothing elsewhere."""

    url: str
    environment: dict[str, str]


@contextmanager
def demo_company() -> Generator[Company]:
    """Made by the program itself, so that byte code and texts are compiled before anything is measured.

    This process has the environment too, so that it keeps nothing elsewhere either.
    """
    with tempfile.TemporaryDirectory(prefix="sdtui-bench-") as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'bench.db'}"
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8",
            "NO_COLOR": "",
            "COLORFGBG": "",
            "SDTUI_DATABASE": url,
            "SDTUI_LANGUAGE": "en",
            "XDG_DATA_HOME": str(folder),
            "XDG_CACHE_HOME": str(folder),
        }
        subprocess.run(
            [sys.executable, "-m", "sdtui", "init", "--demo"],
            check=True,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        with patch.dict(os.environ, environment):
            yield Company(url, environment)
