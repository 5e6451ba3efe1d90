"""The one place that joins the layers: what the command line starts, and what stands behind the start menu."""

from __future__ import annotations

import getpass
import logging
import os
import socket
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sdtui import shipped
from sdtui.kernel.conversion import Conversion
from sdtui.kernel.definitions import Definitions, build, load_definitions, read_toml
from sdtui.kernel.desk import Desk
from sdtui.kernel.machinery import Connection, Machinery
from sdtui.kernel.notation import Notation
from sdtui.kernel.texts import Texts, languages, load_texts

if TYPE_CHECKING:
    from sdtui.domain.customizing import Customizing
    from sdtui.domain.errors import SdtuiError
    from sdtui.domain.pricing_customizing import PricingCustomizing
    from sdtui.services.bundle import Services
    from sdtui.store.engine import Database


# --- refusals before anything heavy is imported ----------------------------------------------------------------------
def terminal_refusal() -> str | None:
    """Why no screen can be shown on this terminal, in a sentence; None when it can."""
    from sdtui.tui.refusal import terminal_refusal as refusal

    return refusal()


def database_refusal(url: str | None, language: str | None) -> str | None:
    """Why the database cannot be used, in a sentence; None when it can."""
    from sdtui.store.probe import refusal

    found = refusal(database_url(url))
    return _worded(found, language) if found else None


def init_refusal(url: str | None) -> str | None:
    """Why no database can be made there; that there is none yet is what is wanted."""
    from sdtui.store.probe import refusal

    place = database_url(url)
    folder = sqlite_folder(place)
    if folder and url is None:
        folder.mkdir(parents=True, exist_ok=True)
    found = refusal(place)
    if found is None:
        return texts_for("en").fill("message.database-exists", {"place": place})
    return None if found.message == "database-missing" else _worded(found, None)


def _worded(found: SdtuiError, language: str | None) -> str:
    return texts_for(chosen_language(language)).fill(f"message.{found.message}", found.slots)


# --- places and languages --------------------------------------------------------------------------------------------
def data_folder() -> Path:
    """The user's data folder, where the database lives by default."""
    from platformdirs import user_data_dir

    return Path(user_data_dir("sdtui", appauthor=False))


def cache_folder() -> Path:
    """The user's cache folder, for compiled texts."""
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("sdtui", appauthor=False))


def database_url(option: str | None) -> str:
    """The database that was named, else the one in the user's data folder."""
    return option or os.environ.get("SDTUI_DATABASE") or f"sqlite:///{data_folder() / 'sdtui.db'}"


def chosen_language(option: str | None) -> str:
    """The language that was named, else that of the environment, else English."""
    known = languages(shipped.folder("data") / "texts")
    for name in (option, *(os.environ.get(key) for key in ("LC_ALL", "LC_MESSAGES", "LANG"))):
        if name:
            return name[:2].lower() if name[:2].lower() in known else "en"
    return "en"


def texts_for(language: str) -> Texts:
    """The texts of a language."""
    return load_texts(shipped.folder("data") / "texts", language, cache_folder())


def notation_for(language: str) -> Notation:
    """The notation of numbers and dates in a language."""
    rows = read_toml(customizing_file("languages"))
    return build(Notation, rows.get(language, {}), f"languages.toml [{language}]")


def customizing_file(stem: str) -> Path:
    """A customizing file by its name without ending."""
    return shipped.file("data", f"customizing/{stem}.toml")


def read_definitions() -> Definitions:
    """Transactions, screens, function codes, messages and field status."""
    return load_definitions(customizing_file, shipped.files("screens", suffix=".toml").values())


# --- running ---------------------------------------------------------------------------------------------------------
def run(url: str | None, command: str, *, theme: str, language: str | None, mouse: bool) -> int:
    """Open the start menu, or the transaction in ``command``; returns the exit code."""
    keep_log()
    spoken = chosen_language(language)
    desk = make_desk(database_url(url), spoken)
    from sdtui.tui.app import run as show

    return show(desk, theme=theme, mouse=mouse, command=command, words=glass_words(spoken))


def glass_words(language: str) -> dict[str, str]:
    """What the glass itself says, in a language."""
    from sdtui.tui.words import WORDS

    texts = texts_for(language)
    return {word: texts.find(f"glass.{word}") for word in WORDS if texts.has(f"glass.{word}")}


def make_desk(
    url: str,
    language: str,
    *,
    user: str = "",
    today: Callable[[], date] = date.today,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Desk:
    """A clerk's desk on a database that is opened when the first transaction needs it."""
    name = user or clerk_name()

    def connect() -> Connection:
        return connection_for(url, name, texts, today, now)

    texts = texts_for(language)
    conversion = Conversion(notation_for(language), today, currency_decimals)
    machinery = Machinery(read_definitions(), texts, conversion, connect)
    return Desk(machinery, name, system_name(url), now)


def connection_for(
    url: str, user: str, texts: Texts, today: Callable[[], date], now: Callable[[], datetime]
) -> Connection:
    """Open the database and make the clerk's services and dialogs; this is what the first picture does not wait for."""
    from sdtui.dialogs.sales_document import SalesDocumentDialog
    from sdtui.dialogs.value_tables import WordedValueTables
    from sdtui.store.engine import open_database

    database = open_database(url)
    services = services_for(database, user, texts.language, today, now)
    locking = services.sales_documents.locking
    return Connection(
        dialogs={"sales_document": SalesDocumentDialog},
        values=WordedValueTables(services.value_tables, texts),
        memory=services.memory,
        rights=services,
        services=services,
        beat=locking.beat,
        close=database.close,
    )


def services_for(
    database: Database, user: str, language: str, today: Callable[[], date], now: Callable[[], datetime]
) -> Services:
    """The services of one clerk on an open database."""
    from sdtui.domain.authority import Actor
    from sdtui.services.authority import EverythingAllowed
    from sdtui.services.bundle import Services
    from sdtui.services.context import Context
    from sdtui.store.locks import new_session_id

    customizing, pricing = read_customizing()
    actor = Actor(user, user.title(), language.upper())
    where = os.environ.get("SSH_CONNECTION", "").split(" ")[0] or socket.gethostname()
    context = Context(actor, database, customizing, EverythingAllowed(), today, now, new_session_id(), where)
    return Services(context, pricing)


def read_customizing() -> tuple[Customizing, PricingCustomizing]:
    """What a consultant decides: customizing, and that of pricing."""
    from sdtui.domain.customizing import customizing_from
    from sdtui.domain.pricing_customizing import pricing_from

    files = shipped.files("data", "customizing", ".toml")
    parsed = {name.removesuffix(".toml"): read_toml(path) for name, path in files.items()}
    return customizing_from(parsed), pricing_from(parsed["pricing"])


# --- making a database -----------------------------------------------------------------------------------------------
def init(url: str | None, *, demo: bool) -> str:
    """Make the database; returns what was done, in a sentence."""
    from sdtui.services.installing import install
    from sdtui.store.engine import open_database

    place = database_url(url)
    database = open_database(place)
    language = chosen_language(None)
    services = services_for(database, "SDTUI", "en", date.today, lambda: datetime.now(UTC))
    counts = install(services, shipped.folder("data") / "demo" if demo else None)
    database.close()
    return texts_for(language).fill("text.installed-demo" if demo else "text.installed", {"place": place, **counts})


def sqlite_folder(url: str) -> Path | None:
    """The folder of an SQLite file, None for any other database."""
    path = url.removeprefix("sqlite:///")
    return Path(path).expanduser().parent if path != url and path else None


def check(url: str | None) -> list[str]:
    """Everything that is wrong with the definitions and the database, a sentence each."""
    from sdtui.dialogs.sales_document import SalesDocumentDialog
    from sdtui.domain.errors import CustomizingError
    from sdtui.kernel.checking import complaints

    try:
        definitions = read_definitions()
        read_customizing()
    except CustomizingError as wrong:
        return [str(wrong)]
    known = [texts_for(language) for language in languages(shipped.folder("data") / "texts")]
    found = complaints(definitions, {"sales_document": SalesDocumentDialog}, known)
    refused = database_refusal(url, "en")
    return [*found, refused] if refused else found


def currency_decimals(currency: str) -> int:
    """Decimals of a currency, from customizing; two for an unknown one."""
    if not _CURRENCIES:
        rows = tomllib.loads(customizing_file("value_tables").read_text(encoding="utf-8")).get("currency", {})
        _CURRENCIES.update({code: int(row.get("decimals", 2)) for code, row in rows.items()})
    return _CURRENCIES.get(currency, 2)


_CURRENCIES: dict[str, int] = {}


def clerk_name() -> str:
    """The user of the operating system, as a user name of at most twelve capitals."""
    try:
        return getpass.getuser().upper()[:12]
    except (KeyError, OSError):
        return "CLERK"


def system_name(url: str) -> str:
    """A short name of the database for the title bar."""
    return Path(url.rpartition("/")[2].partition("?")[0]).stem.upper()[:12] or "MEMORY"


def keep_log() -> None:
    """Short dumps go to a file in the data folder; a folder that takes none costs the log, never the session."""
    try:
        data_folder().mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.FileHandler(data_folder() / "sdtui.log", delay=True)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("sdtui")
    logger.addHandler(handler)
    logger.propagate = False
