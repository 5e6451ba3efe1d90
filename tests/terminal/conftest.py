"""Programs in a terminal: the sample screens, and the whole of it on a copy of the demo company."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.terminal.emulator import Terminal

ROOT = Path(__file__).parents[2]
PLAIN = {
    "TERM": "xterm-256color",
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "PYTHONPATH": str(ROOT),
    "NO_COLOR": "",
    "COLORFGBG": "",
}
Start = Callable[..., Terminal]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo company, made by the program itself."""
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "sdtui", "init", "--demo"]
    subprocess.run(command, check=True, env=places(folder), cwd=ROOT, stdout=subprocess.DEVNULL)
    return folder


def places(folder: Path) -> dict[str, str]:
    """The environment in which the program keeps everything in that folder."""
    database = f"sqlite:///{folder / 'demo.db'}"
    return {
        **os.environ,
        **PLAIN,
        "XDG_DATA_HOME": str(folder),
        "XDG_CACHE_HOME": str(folder),
        "SDTUI_DATABASE": database,
    }


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the sample screens, or any other command, in a terminal."""
    with ExitStack() as stack:

        def run(*command: str, size: tuple[int, int] = (80, 24), **environment: str) -> Terminal:
            words = command or (sys.executable, "-m", "tests.terminal.sample_program")
            return stack.enter_context(Terminal(words, size=size, environment={**PLAIN, **environment}, folder=ROOT))

        yield run


@pytest.fixture
def sdtui(start: Start, demo: Path, tmp_path: Path) -> Start:
    """Starts the whole program on a fresh copy of the demo company."""
    for file in demo.glob("demo.db*"):
        shutil.copy(file, tmp_path)

    def run(*words: str, size: tuple[int, int] = (80, 24), **environment: str) -> Terminal:
        return start(sys.executable, "-m", "sdtui", *words, size=size, **{**places(tmp_path), **environment})

    return run
