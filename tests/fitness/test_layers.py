"""What the import contracts cannot see: which libraries really get loaded, and what the domain is made of."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

LOAD_THE_KERNEL = """
import pkgutil, sys
import sdtui.kernel as kernel
for module in pkgutil.walk_packages(kernel.__path__, "sdtui.kernel."):
    __import__(module.name)
"""

ASK_FOR_HELP = """
import sys
from sdtui.cli import main
sys.argv = ["sdtui", "--help"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""

PRINT_WHAT_IS_LOADED = """
sys.stdout.flush()
print("loaded:", *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def loaded_by(script: str) -> set[str]:
    """The top-level names of all modules that a fresh interpreter holds after the script."""
    done = subprocess.run(
        [sys.executable, "-c", script + PRINT_WHAT_IS_LOADED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("script", [LOAD_THE_KERNEL, ASK_FOR_HELP], ids=["kernel", "help"])
def test_neither_textual_nor_sql_is_loaded(script: str) -> None:
    assert not loaded_by(script) & {"textual", "sqlalchemy", "sqlmodel", "alembic"}


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "."


def test_the_domain_needs_the_standard_library_only() -> None:
    foreign = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "sdtui/domain").rglob("*.py")
        for name in imports_of(path)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and f"{name}.".removeprefix("sdtui.domain.") == f"{name}."
    }
    assert not foreign
