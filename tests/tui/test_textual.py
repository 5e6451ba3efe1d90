"""The application around the glass, run by Textual without a terminal, and what the glass leans on inside Textual."""

from __future__ import annotations

import asyncio
import inspect
import re
from collections.abc import Awaitable, Callable
from importlib.metadata import version

import pytest
from textual import events
from textual.app import App
from textual.driver import Driver
from textual.pilot import Pilot

from sdtui.tui.session import Session
from sdtui.tui.terminal import GlassApp
from sdtui.tui.themes import DARK, LIGHT, MONO, Theme
from tests.tui.samples import FakeMachine, form, long_text

PINNED = "8.2.8"


def drive(app: GlassApp, acts: Callable[[Pilot[int]], Awaitable[None]], size: tuple[int, int] = (80, 24)) -> int | None:
    """Run the application without a terminal and let ``acts`` use it."""

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await acts(pilot)

    asyncio.run(run())
    return app.return_value


def glass(theme: Theme = DARK, machine: FakeMachine | None = None) -> GlassApp:
    return GlassApp(Session(machine or FakeMachine(), theme, (80, 24)))


def picture(app: GlassApp) -> str:
    """The texts of a screenshot, blanks as blanks."""
    words = re.findall(r"<text[^>]*>([^<]*)</text>", app.export_screenshot())
    return "".join(words).replace("&#160;", " ").replace("&#x27;", "'")


def test_keys_go_through_textual_to_the_screen_and_back() -> None:
    machine = FakeMachine()
    app = glass(machine=machine)

    async def acts(pilot: Pilot[int]) -> None:
        await pilot.press("tab", "1", "2", "enter", "ctrl+underscore", *"list", "enter")
        assert "List of Quotations" in picture(app)

    drive(app, acts)
    assert [(request.code, request.command, request.changes) for request in machine.requests] == [
        ("check", None, {"ship_to": "12"}),
        ("", "list", {}),
    ]


def test_the_screenshot_shows_the_cells_and_their_colours() -> None:
    app = glass(LIGHT, FakeMachine(long_text()))

    async def acts(pilot: Pilot[int]) -> None:
        await pilot.pause()
        svg = app.export_screenshot()
        assert "Dear&#160;customer," in svg
        assert "#e4e4e4" in svg

    drive(app, acts)


def test_a_resize_shows_more_and_keeps_what_was_typed() -> None:
    app = glass()

    async def acts(pilot: Pilot[int]) -> None:
        await pilot.press("tab", "7", "7")
        await pilot.resize_terminal(132, 43)
        await pilot.pause()
        assert app.session.size == (132, 43)
        assert "Rejection reason" in picture(app)
        assert app.session.model.state.edits == {"ship_to": "77"}

    drive(app, acts)


def test_no_key_of_textual_does_anything_of_its_own() -> None:
    app = glass()

    async def acts(pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+q", "ctrl+c", "ctrl+p", "ctrl+z", "f5")
        assert app.session.model.state.hint == "Save the document first"

    assert drive(app, acts) is None
    assert not app.session.ended
    assert not app.session.machine.requests  # type: ignore[attr-defined]


def test_the_end_of_the_session_ends_the_application() -> None:
    app = glass()

    async def acts(pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+underscore", *"/nex", "enter")

    assert drive(app, acts) == 0


@pytest.mark.parametrize("action", ["quit", "screenshot", "suspend_process", "command_palette", "change_theme"])
def test_actions_of_textual_are_refused(action: str) -> None:
    with pytest.raises(PermissionError):
        getattr(glass(), f"action_{action}")()


def test_markup_and_actions_in_texts_are_only_text() -> None:
    name = "[/][bold]x[@click=app.quit]y[/]"
    app = glass(MONO, FakeMachine(form(title=name)))

    async def acts(pilot: Pilot[int]) -> None:
        await pilot.click(offset=(26, 0))
        assert name in picture(app)

    drive(app, acts)
    assert not app.session.ended


# --- what an upgrade of Textual may change ---------------------------------------------------------------------------
OF_APP = ("on_event", "run", "exit", "export_screenshot", "register_theme", "suspend", "open_url", "set_interval")


def test_textual_is_the_version_whose_inside_is_known() -> None:
    assert version("textual") == PINNED, (
        f"Textual is no longer {PINNED}: run tests/tui/test_textual.py and tests/terminal, read what changed in "
        "textual.driver and textual.app, then raise the pin here and in pyproject.toml"
    )


def test_what_the_driver_must_answer_has_not_changed() -> None:
    abstract = {name for name in dir(Driver) if getattr(getattr(Driver, name), "__isabstractmethod__", False)}
    assert abstract == {"write", "start_application_mode", "disable_input", "stop_application_mode"}, (
        "Textual asks other things of a driver: sdtui.tui.terminal.LineDriver must answer them"
    )
    parameters = list(inspect.signature(Driver.__init__).parameters)
    assert parameters == ["self", "app", "debug", "mouse", "size"], "LineDriver passes these on to Driver"


def test_the_names_inside_textual_are_there() -> None:
    source = inspect.getsource(Driver.__init__)
    for name in ("self._loop", "self._app"):
        assert f"{name} = " in source, f"LineDriver uses {name}, which Driver no longer sets"
    for name in OF_APP:
        assert hasattr(App, name), f"GlassApp uses App.{name}, which is gone"
    assert hasattr(glass()._bindings, "key_to_bindings"), "GlassApp empties App._bindings by this name"


def test_keys_reach_the_glass_as_events() -> None:
    """``GlassApp.on_event`` takes keys and pastes before Textual looks for bindings and focus."""
    key = events.Key("shift+f3", None)
    assert (key.key, key.character, key.is_printable) == ("shift+f3", None, False)
    assert events.Paste("a\tb").text == "a\tb"
    assert not [name for name in dir(GlassApp) if name.startswith("action_") and callable_of_textual(name)], (
        "Textual has an action that GlassApp does not refuse"
    )


def callable_of_textual(name: str) -> bool:
    return getattr(GlassApp, name).__module__.startswith("textual")
