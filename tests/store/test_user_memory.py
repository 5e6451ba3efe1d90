"""What is remembered for each user."""

from datetime import timedelta

from sdtui.store import user_memory
from sdtui.store.unit import Unit
from tests.store.samples import NOON


def test_parameters_are_set_replaced_and_forgotten(unit: Unit) -> None:
    user_memory.set_parameters(unit, "ANNA", {"VKO": "1000", "VTW": "10"})
    user_memory.set_parameters(unit, "BERND", {"VKO": "2000"})
    user_memory.set_parameters(unit, "ANNA", {"VKO": "3000", "VTW": ""})
    assert user_memory.parameters(unit, "ANNA") == {"VKO": "3000"}
    assert user_memory.parameters(unit, "NOBODY") == {}


def test_values_are_remembered_latest_first(unit: Unit) -> None:
    for minute, value in enumerate(["1000", "2000", "3000", "1000"]):
        user_memory.use_values(unit, "ANNA", [("customer", value)], NOON + timedelta(minutes=minute))
    user_memory.use_values(unit, "ANNA", [("material", "M"), ("material", "M")], NOON)
    assert user_memory.recent_values(unit, "ANNA", "customer") == ["1000", "3000", "2000"]
    assert user_memory.recent_values(unit, "ANNA", "customer", limit=1) == ["1000"]


def test_commands_are_remembered_once(unit: Unit) -> None:
    for minute, command in enumerate(["/nVA21", "/nVA22", "/nVA21"]):
        user_memory.use_command(unit, "ANNA", command, NOON + timedelta(minutes=minute))
    assert user_memory.commands(unit, "ANNA") == ["/nVA21", "/nVA22"]
    assert user_memory.commands(unit, "BERND") == []
