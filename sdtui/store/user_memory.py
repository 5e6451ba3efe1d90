"""What is remembered for each user: parameter values, values chosen lately, and commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select

from sdtui.store.columns import table
from sdtui.store.tables import infrastructure as t
from sdtui.store.unit import Unit

_PARAMETER = table(t.UserParameterRow)
_RECENT = table(t.RecentValueRow)
_COMMAND = table(t.CommandHistoryRow)


def parameters(unit: Unit, user: str) -> dict[str, str]:
    """Parameter id to value."""
    rows = unit.rows(select(_PARAMETER.c.parameter, _PARAMETER.c.value).where(_PARAMETER.c.user == user))
    return {row[0]: row[1] for row in rows}


def set_parameters(unit: Unit, user: str, values: Mapping[str, str]) -> None:
    """An empty value forgets the parameter."""
    rows = [(user, parameter, value) for parameter, value in values.items() if value]
    unit.put(_PARAMETER, ("user", "parameter", "value"), ("user", "parameter"), rows)
    unit.delete(_PARAMETER, ("user", "parameter"), [(user, name) for name, value in values.items() if not value])


def recent_values(unit: Unit, user: str, value_table: str, limit: int = 10) -> list[str]:
    """Latest first."""
    mine = (_RECENT.c.user == user) & (_RECENT.c.value_table == value_table)
    statement = select(_RECENT.c.value).where(mine).order_by(_RECENT.c.used_at.desc(), _RECENT.c.value)
    return [value for (value,) in unit.rows(statement.limit(limit))]


def use_values(unit: Unit, user: str, values: Iterable[tuple[str, str]], now: datetime) -> None:
    """``values`` name their value table first."""
    columns = ("user", "value_table", "value", "used_at")
    unit.put(_RECENT, columns, columns[:3], [(user, *value, now) for value in dict.fromkeys(values)])


def commands(unit: Unit, user: str, limit: int = 20) -> list[str]:
    """Latest first, each once."""
    statement = select(_COMMAND.c.command).where(_COMMAND.c.user == user)
    statement = statement.order_by(_COMMAND.c.used_at.desc(), _COMMAND.c.command)
    return [command for (command,) in unit.rows(statement.limit(limit))]


def use_command(unit: Unit, user: str, command: str, now: datetime) -> None:
    columns = ("user", "command", "used_at")
    unit.put(_COMMAND, columns, columns[:2], [(user, command, now)])
