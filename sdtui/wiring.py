"""The one place that joins the layers: what the command line starts, and what stands behind the start menu."""

from __future__ import annotations

import contextlib
import gc
import getpass
import logging
import os
import socket
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sdtui import shipped
from sdtui.domain.errors import CustomizingError, Refuse, SdtuiError
from sdtui.kernel.conversion import Conversion
from sdtui.kernel.definitions import READ_BY_KERNEL, Definitions, build, load_definitions, read_toml
from sdtui.kernel.desk import Desk
from sdtui.kernel.limits import anchor_words
from sdtui.kernel.machinery import Connection, Machinery
from sdtui.kernel.notation import Notation
from sdtui.kernel.texts import Texts, languages, load_texts
from sdtui.store.address import file_of, full_address, is_in_memory, shown

if TYPE_CHECKING:
    from sdtui.domain.customizing import Customizing
    from sdtui.domain.pricing_customizing import PricingCustomizing
    from sdtui.kernel.dialog import Dialog
    from sdtui.services.bundle import Services
    from sdtui.store.engine import Database


# --- refusals before anything heavy is imported ----------------------------------------------------------------------
class Refused(Exception):  # noqa: N818 - named for what it is to the one who typed the command
    """Why something cannot be done, in a sentence."""


def refuse_terminal() -> None:
    """Raises Refused when no screen can be shown on this terminal."""
    from sdtui.tui.refusal import terminal_refusal

    if reason := terminal_refusal():
        raise Refused(reason)


def database_refusal(url: str) -> SdtuiError | None:
    """Why the database cannot be worked on, None when it can."""
    from sdtui.store.probe import refusal

    # One in memory is empty whenever it is opened; and the default folder is made together with the database.
    found = Refuse("database-missing", place=url) if is_in_memory(url) else refusal(url)
    if found and found.message == "database-folder-missing" and url == full_address(str(default_database())):
        return Refuse("database-missing", place=shown(url))
    return found


def worded(found: SdtuiError, language: str) -> str:
    """A refusal on one line, with what can be done about it."""
    texts, id = texts_for(language), f"message.{found.message}"
    if not texts.has(id):
        return str(found)
    end = "" if texts.find(id).endswith(".") else "."
    more = texts.fill(f"{id}.long", found.slots) if texts.has(f"{id}.long") else ""
    return " ".join(f"{texts.fill(id, found.slots)}{end} {more}".split())


# --- places and languages --------------------------------------------------------------------------------------------
def data_folder() -> Path:
    """The user's data folder, where the database lives by default."""
    from platformdirs import user_data_dir

    return Path(user_data_dir("sdtui", appauthor=False))


def make_data_folder() -> Path:
    """The data folder, made if it is not there; a new one is for its owner alone, as prices and customers lie in it."""
    data_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    return data_folder()


def default_database() -> Path:
    """The database of a user who named no other."""
    return data_folder() / "sdtui.db"


def cache_folder() -> Path:
    """The user's cache folder, for compiled texts."""
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("sdtui", appauthor=False))


def database_url(option: str | None) -> str:
    """The database that was named, else the one in the user's data folder."""
    return full_address(option or os.environ.get("SDTUI_DATABASE") or str(default_database()))


def chosen_language(option: str | None) -> str:
    """The language that was named, else that of the environment, else English."""
    known = languages(shipped.folder("data") / "texts")
    for name in (option, *(os.environ.get(key) for key in ("SDTUI_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))):
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
def run(url: str | None, tcode: str, number: str, *, theme: str, language: str | None, mouse: bool) -> int:
    """Open the start menu, or the transaction ``tcode``; returns the exit code.

    Raises Refused where no session can begin.
    """

    refuse_terminal()
    place, spoken = database_url(url), chosen_language(language)
    if found := database_refusal(place):
        raise Refused(worded(found, spoken))
    keep_log()
    # What is loaded at the start stays: collecting it over and over costs a tenth of the time to the first screen.
    gc.disable()
    try:
        desk = make_desk(place, spoken, connected=_collect_again)
        if tcode.isalnum() and tcode.upper() not in desk.machinery.definitions.transactions:
            raise Refused(texts_for(spoken).fill("message.transaction-unknown", {"tcode": tcode.upper()}) + ".")
        from sdtui.tui.app import run as show

        return show(desk, theme=theme, mouse=mouse, command=f"{tcode} {number}".strip(), words=glass_words(spoken))
    except CustomizingError as wrong:
        raise Refused(str(wrong)) from wrong
    finally:
        gc.enable()


def _collect_again() -> None:
    """From now on, and without what the start has loaded."""
    gc.freeze()
    gc.enable()


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
    connected: Callable[[], None] = lambda: None,
) -> Desk:
    """A clerk's desk on a database that is opened when the first transaction needs it; ``connected`` is told so."""
    name = user or clerk_name()

    def connect() -> Connection:
        try:
            return connection_for(url, name, texts, today, now)
        finally:
            connected()

    texts = texts_for(language)
    conversion = Conversion(notation_for(language), today, currency_decimals, anchor_words(texts))
    machinery = Machinery(read_definitions(), texts, conversion, connect)
    return Desk(machinery, name, system_name(url), now)


def connection_for(
    url: str, user: str, texts: Texts, today: Callable[[], date], now: Callable[[], datetime]
) -> Connection:
    """Open the database and make the clerk's services and dialogs; this is what the first picture does not wait for."""
    from sdtui.dialogs.value_tables import WordedValueTables
    from sdtui.store.engine import open_database

    database = open_database(url)
    services = services_for(database, user, texts.language, today, now)
    return Connection(
        dialogs=Dialogs(),
        values=WordedValueTables(services.value_tables, texts),
        memory=services.memory,
        rights=services,
        services=services,
        pulse=services.context.pulse,
        beat=services.locking.beat,
        close=database.close,
    )


# By the names that the transaction table has for them.
_DIALOGS = {
    "change_list": "change_list.ChangeListDialog",
    "condition_records": "condition_records.ConditionRecordDialog",
    "customer": "customers.CustomerDialog",
    "material_list": "material_list.MaterialListDialog",
    "materials": "materials.MaterialDialog",
    "document_list": "sales_lists.DocumentListDialog",
    "incomplete_list": "sales_lists.IncompleteListDialog",
    "lock_list": "lock_list.LockListDialog",
    "sales_document": "sales_document.SalesDocumentDialog",
}


class Dialogs(Mapping[str, "type[Dialog]"]):
    """All dialogs; each is imported when it is started first, as no transaction shall wait for the others."""

    def __getitem__(self, name: str) -> type[Dialog]:
        module, _, kind = _DIALOGS[name].partition(".")
        return getattr(import_module(f"sdtui.dialogs.{module}"), kind)

    def __iter__(self) -> Iterator[str]:
        return iter(_DIALOGS)

    def __len__(self) -> int:
        return len(_DIALOGS)


def services_for(
    database: Database, user: str, language: str, today: Callable[[], date], now: Callable[[], datetime]
) -> Services:
    """The services of one clerk on an open database."""
    from sdtui.domain.authority import Actor
    from sdtui.services.authority import EverythingAllowed
    from sdtui.services.bundle import Services
    from sdtui.services.context import Context
    from sdtui.services.files import Files
    from sdtui.store.locks import new_session_id

    customizing, pricing = read_customizing()
    actor = Actor(user, user.title(), language.upper())
    where = os.environ.get("SSH_CONNECTION", "").split(" ")[0] or socket.gethostname()
    context = Context(actor, database, customizing, EverythingAllowed(), today, now, new_session_id(), where)
    # who offers the program to everybody sets it to "closed": then no file of the machine is read
    files = Files(allowed=os.environ.get("SDTUI_FILES", "") != "closed")
    return Services(context, pricing, files)


def read_customizing() -> tuple[Customizing, PricingCustomizing]:
    """What a consultant decides: customizing, and that of pricing."""
    from sdtui.domain.customizing import customizing_from
    from sdtui.domain.pricing_customizing import pricing_from

    paths = {path.stem: path for path in shipped.files("data", "customizing", ".toml").values()}
    # what the kernel has read already is not read again; its names tell misspelt ones
    parsed = {stem: {} if stem in READ_BY_KERNEL else read_toml(path) for stem, path in paths.items()}
    return customizing_from(parsed), pricing_from(parsed["pricing"])


# --- making a database, and looking after it -------------------------------------------------------------------------
def init(url: str | None, *, demo: bool) -> str:
    """Make the database as a whole or not at all; returns what was done, in a sentence. Raises Refused."""
    place, language = database_url(url), chosen_language(None)
    _refuse_to_make(place, language, default=place == full_address(str(default_database())))

    def make(services: Services) -> str:
        from sdtui.services.installing import install

        counts = install(services, shipped.folder("data") / "demo" if demo else None)
        text = "text.installed-demo" if demo else "text.installed"
        return texts_for(language).fill(text, {"place": shown(place), **counts})

    return _administer(place, language, make)


def _refuse_to_make(place: str, language: str, *, default: bool) -> None:
    """Raises Refused unless there is no database yet; the folder of the default one is made."""
    from sdtui.store.probe import refusal

    if default:
        # Where it cannot be made, it is missing.
        with contextlib.suppress(OSError):
            make_data_folder()
    found = Refuse("database-url-unknown", place=place) if is_in_memory(place) else refusal(place)
    if found is None:
        found = Refuse("database-exists", place=shown(place))
    if found.message != "database-missing":
        raise Refused(worded(found, language))


def upgrade(url: str | None) -> str:
    """Bring the database up to date, a file after copying it; returns what was done, in a sentence. Raises Refused."""

    place, language = database_url(url), chosen_language(None)
    older = database_refusal(place)
    if older and older.message != "database-older":
        raise Refused(worded(older, language))
    file = file_of(place) if older else None
    backup = file.with_name(f"{file.stem}-{datetime.now(UTC):%Y%m%d-%H%M%S}{file.suffix}") if file else None

    def bring(services: Services) -> str:
        from sdtui.services.installing import bring_up_to_date

        bring_up_to_date(services.context, backup)
        text = "text.upgraded-copy" if backup else "text.upgraded" if older else "text.up-to-date"
        return texts_for(language).fill(text, {"place": shown(place), "copy": backup})

    return _administer(place, language, bring)


def _administer(place: str, language: str, act: Callable[[Services], str]) -> str:
    """Do it with the services of the program itself; raises Refused with what the store or customizing refused."""
    from sdtui.store.engine import open_database

    database = open_database(place)
    try:
        return act(services_for(database, "SDTUI", "en", date.today, lambda: datetime.now(UTC)))
    except SdtuiError as refused:
        raise Refused(worded(refused, language)) from refused
    finally:
        database.close()


def check(url: str | None) -> list[str]:
    """Everything that is wrong with the definitions and the database, a sentence each.

    That there is no database yet is wrong only when one was named.
    """
    from sdtui.kernel.checking import complaints

    try:
        definitions = read_definitions()
        read_customizing()
    except CustomizingError as wrong:
        return [str(wrong)]
    known = [texts_for(language) for language in languages(shipped.folder("data") / "texts")]
    found = complaints(definitions, Dialogs(), known)
    refused = database_refusal(database_url(url))
    if refused is None or (url is None and refused.message == "database-missing"):
        return found
    return [*found, worded(refused, "en")]


def currency_decimals(currency: str) -> int:
    """Decimals of a currency, from customizing; two for an unknown one."""
    return _decimals().get(currency, 2)


@cache
def _decimals() -> dict[str, int]:
    """Read by themselves, as fields have their notation before all of customizing is read."""
    rows = read_toml(customizing_file("value_tables")).get("currency", {})
    return {code: int(row.get("decimals", 2)) for code, row in rows.items()}


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
        handler: logging.Handler = logging.FileHandler(make_data_folder() / "sdtui.log", delay=True)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("sdtui")
    logger.addHandler(handler)
    logger.propagate = False
