"""The command line: ``sdtui`` runs, ``init`` and ``upgrade`` make a database fit, ``check`` reads all definitions."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager

import click

from sdtui import __version__

_WITH_VALUE = ("--database", "--language", "--theme")
_EXAMPLES = """\b
Examples:
  sdtui                          the start menu
  sdtui VA21                     create a quotation
  sdtui VA23 20000004            display one
  sdtui init --demo              make a database with the demo company
  sdtui --database sales.db      work on another database"""


class _TransactionsToo(click.Group):
    """A group whose first word may be a T-code: ``sdtui VA21`` is ``sdtui run VA21``.

    Options before a command belong to the command.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args[:1] in (["--version"], ["--help"], ["-h"]):
            return super().parse_args(ctx, args)
        place = _first_word(args)
        if place < len(args) and args[place] in self.commands:
            args = [args[place], *args[:place], *args[place + 1 :]]
        else:
            args = ["run", *args]
        return super().parse_args(ctx, args)


def _first_word(args: list[str]) -> int:
    """The place of the first word that is neither an option nor its value."""
    place = 0
    while place < len(args) and args[place].startswith("-"):
        place += 2 if args[place] in _WITH_VALUE else 1
    return place


_DATABASE = click.option(
    "--database",
    envvar="SDTUI_DATABASE",
    metavar="URL",
    help="Another database than that of the user's data folder: a file, or postgresql://user@host/name.",
)


@click.group(
    cls=_TransactionsToo,
    context_settings={"help_option_names": ["-h", "--help"]},
    subcommand_metavar="[TCODE [NUMBER]] | COMMAND [OPTIONS]",
    options_metavar="",
    epilog=_EXAMPLES,
)
@click.version_option(__version__, "--version", prog_name="sdtui", message="%(prog)s %(version)s")
def main() -> None:
    """Presales by transaction code: inquiries and quotations in the terminal."""


@main.command()
@click.argument("tcode", required=False, default="")
@click.argument("number", required=False, default="")
@_DATABASE
@click.option("--theme", type=click.Choice(["dark", "light", "ansi", "mono"]), help="Colours of the screen.")
@click.option(
    "--language", type=click.Choice(["en", "pl", "de"]), envvar="SDTUI_LANGUAGE", help="Language of the texts."
)
@click.option("--mouse", is_flag=True, help="Let the mouse put the cursor.")
def run(tcode: str, number: str, database: str | None, theme: str | None, language: str | None, mouse: bool) -> None:
    """Open the start menu, or a transaction; needs no name."""
    with _refusals():
        from sdtui import wiring

        sys.exit(wiring.run(database, tcode, number, theme=theme or "", language=language, mouse=mouse))


@main.command()
@_DATABASE
@click.option("--demo", is_flag=True, help="Fill it with the demo company.")
def init(database: str | None, demo: bool) -> None:
    """Make a database, with customizing alone or with the demo company."""
    with _refusals():
        from sdtui import wiring

        click.echo(wiring.init(database, demo=demo))


@main.command()
@_DATABASE
def upgrade(database: str | None) -> None:
    """Bring a database of an older version up to date.

    A file is copied first, beside itself. Number ranges that are new in customizing are added.
    """
    with _refusals():
        from sdtui import wiring

        click.echo(wiring.upgrade(database))


@main.command()
@_DATABASE
def check(database: str | None) -> None:
    """Read all screens, texts and customizing; tell what is wrong."""
    from sdtui import wiring

    complaints = wiring.check(database)
    for complaint in complaints:
        click.echo(complaint)
    if complaints:
        sys.exit(1)
    click.echo("All definitions are sound.")


@contextmanager
def _refusals() -> Generator[None]:
    """What is refused is said in one line, and the exit code is 2."""
    from sdtui.wiring import Refused

    try:
        yield
    except Refused as refused:
        click.echo(f"sdtui: {refused}", err=True)
        sys.exit(2)
