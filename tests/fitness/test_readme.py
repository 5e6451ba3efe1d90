"""What the README prints from the program is fresh."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_table_of_keys_is_that_of_the_function_codes() -> None:
    found = importlib.util.spec_from_file_location("make_keys", ROOT / "docs/make_keys.py")
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert module.renewed(readme) == readme, "run `make docs`"
