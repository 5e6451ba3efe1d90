"""The command line: ``sdtui`` runs, ``sdtui init`` makes a database, ``sdtui check`` reads all definitions."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from sdtui import __version__


class _TransactionsToo(click.Group):
    """A group whose unknown first word is a T-code: ``sdtui VA21`` is ``sdtui run VA21``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {"--version", "--help", "-h"}
        first = next((n for n, word in enumerate(args) if not word.startswith("-")), None)
        takes_value = first is not None and first > 0 and args[first - 1] in ("--database", "--language", "--theme")
        if not own.intersection(args[:1]) and (first is None or takes_value or args[first] not in self.commands):
            args = ["run", *args]
        return super().parse_args(ctx, args)


_DATABASE = click.option(
    "--database", envvar="SDTUI_DATABASE", metavar="URL", help="Another database than that of the user's data folder."
)


@click.group(
    cls=_TransactionsToo,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Examples:  sdtui   |   sdtui VA21   |   sdtui VA23 20000004   |   sdtui --database sqlite:////srv/sales.db",
)
@click.version_option(__version__, "--version", prog_name="sdtui", message="%(prog)s %(version)s")
def main() -> None:
    """Presales by transaction code: inquiries and quotations in the terminal."""


@main.command()
@click.argument("tcode", required=False, default="")
@click.argument("key", required=False, default="")
@_DATABASE
@click.option("--theme", type=click.Choice(["dark", "light", "ansi", "mono"]), help="Colours of the screen.")
@click.option(
    "--language", type=click.Choice(["en", "pl", "de"]), envvar="SDTUI_LANGUAGE", help="Language of the texts."
)
@click.option("--mouse", is_flag=True, help="Let the mouse put the cursor.")
def run(tcode: str, key: str, database: str | None, theme: str | None, language: str | None, mouse: bool) -> None:
    """Open the start menu, or a transaction: sdtui VA23 20000004."""
    from sdtui import wiring

    refused = wiring.terminal_refusal() or wiring.database_refusal(database, language)
    if refused:
        _refuse(refused)
    sys.exit(wiring.run(database, f"{tcode} {key}".strip(), theme=theme or "", language=language, mouse=mouse))


@main.command()
@_DATABASE
@click.option("--demo", is_flag=True, help="Fill it with the demo company.")
def init(database: str | None, demo: bool) -> None:
    """Make a database: customizing alone, or with the demo company."""
    from sdtui import wiring

    refused = wiring.init_refusal(database)
    if refused:
        _refuse(refused)
    click.echo(wiring.init(database, demo=demo))


@main.command()
@_DATABASE
def check(database: str | None) -> None:
    """Read every screen, text and customizing file, and say what is wrong."""
    from sdtui import wiring

    complaints: Sequence[str] = wiring.check(database)
    for complaint in complaints:
        click.echo(complaint)
    if complaints:
        sys.exit(1)
    click.echo("All definitions are sound.")


def _refuse(reason: str) -> None:
    click.echo(f"sdtui: {reason}", err=True)
    sys.exit(2)
