"""Budgets for size: a file or function that outgrows them usually holds two things.

Whoever needs more says so here, in a line that a reviewer reads.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("sdtui", "tests", "bench")

FILE_LINES = 400
FUNCTION_LINES = 50

# Path, or path::function, to the lines it may have.
RAISED: dict[str, int] = {
    # A table is made in one call, with a line for each kind of column.
    "sdtui/store/migrations/versions/first_schema.py::sales_document": 60,
}


def sizes() -> tuple[dict[str, int], dict[str, int]]:
    """Lines of each file and of each function, by path and by path::name."""
    files: dict[str, int] = {}
    functions: dict[str, int] = {}
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        files[name] = len(text.splitlines())
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                key = f"{name}::{node.name}"
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                functions[key] = max(lines, functions.get(key, 0))
    return files, functions


def over(measured: dict[str, int], budget: int) -> dict[str, int]:
    return {key: lines for key, lines in measured.items() if lines > RAISED.get(key, budget)}


def test_files_and_functions_keep_their_budget() -> None:
    files, functions = sizes()
    assert files, "nothing was measured"
    assert not over(files, FILE_LINES) | over(functions, FUNCTION_LINES)


def test_a_raised_budget_is_still_needed() -> None:
    files, functions = sizes()
    spare = [
        key for key in RAISED if (files | functions).get(key, 0) <= (FUNCTION_LINES if "::" in key else FILE_LINES)
    ]
    assert not spare
