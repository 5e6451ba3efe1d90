"""Whoever is killed while saving loses nothing that was acknowledged and leaves nothing half, and no number."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from sdtui.store.engine import open_database
from sdtui.store.unit import Unit
from tests.store.conftest import prepared

ROOT = Path(__file__).parents[2]
KILLS = 12

HALF = """
    SELECT number FROM sales_document AS document
    WHERE (SELECT count(*) FROM sales_item WHERE document = document.number) <> CAST(description AS INTEGER)
       OR (SELECT count(*) FROM sales_partner WHERE document = document.number) <> 4 + CAST(description AS INTEGER)
       OR (SELECT count(*) FROM sales_condition WHERE document = document.number)
          <> 1 + 2 * CAST(description AS INTEGER)
"""


def numbers(unit: Unit, statement: str) -> list[str]:
    return [str(row[0]) for row in unit.rows(text(statement))]


@pytest.mark.skipif(sys.platform == "win32", reason="kills and forks")
def test_kills_lose_nothing_and_leave_nothing_half(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'sales.db'}"
    prepared(url).close()
    command = [sys.executable, "-m", "tests.store.kills", url, str(KILLS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    acknowledged = done.stdout.split()
    assert len(acknowledged) > KILLS
    with closing(open_database(url)) as database:
        with database.read() as unit:
            stored = numbers(unit, "SELECT number FROM sales_document ORDER BY number")
            level = numbers(unit, "SELECT level FROM number_range WHERE code = '05'")
            assert numbers(unit, "PRAGMA integrity_check") == ["ok"]
            assert numbers(unit, "PRAGMA foreign_key_check") == []
            assert numbers(unit, HALF) == []
        assert len(acknowledged) == len(set(acknowledged))
        assert not set(acknowledged) - set(stored)
        assert stored == [f"{number:010}" for number in range(20_000_000, int(level[0]) + 1)]
