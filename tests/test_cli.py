"""The way in: which words mean what, what is refused in one line, and how a database is made and brought up to date."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sdtui import wiring
from sdtui.cli import main
from sdtui.domain.errors import Refuse
from sdtui.services import demo_company
from sdtui.store import probe, schema
from sdtui.store.versions import HEAD
from sdtui.tui import app, refusal

ROOT = Path(__file__).parents[1]
Sdtui = Callable[..., Result]


@pytest.fixture
def sdtui(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Sdtui:
    """The command with a terminal, in a folder of its own, in English."""
    for name in ("SDTUI_DATABASE", "SDTUI_LANGUAGE", "SDTUI_SITE", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(refusal, "terminal_refusal", lambda: None)
    monkeypatch.setattr(wiring, "keep_log", lambda: None)
    return lambda *words: CliRunner().invoke(main, words, prog_name="sdtui")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What would have been shown instead of a session."""
    calls: list[dict[str, Any]] = []

    def show(desk: Any, **options: Any) -> int:
        calls.append({"system": desk.system, "language": desk.machinery.texts.language, **options})
        return 0

    monkeypatch.setattr(app, "run", show)
    return calls


def refused(result: Result, *words: str) -> None:
    """One line on standard error with these words, and exit code 2."""
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert result.stderr.startswith("sdtui: ")
    assert result.stderr.count("\n") == 1
    for word in words:
        assert word in result.stderr


# --- words -----------------------------------------------------------------------------------------------------------
def test_without_a_word_the_start_menu_is_shown(sdtui: Sdtui, shown: list[dict[str, Any]]) -> None:
    assert sdtui("init").exit_code == 0
    assert sdtui().exit_code == 0
    assert (shown[0]["command"], shown[0]["system"]) == ("", "SDTUI")


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["VA21"], "VA21"),
        (["va23", "20000004"], "va23 20000004"),
        (["run", "VA23", "20000004"], "VA23 20000004"),
        (["/nVA21"], "/nVA21"),
        (["--theme", "mono", "VA21"], "VA21"),
        (["VA21", "--language", "pl"], "VA21"),
    ],
)
def test_a_transaction_is_gone_to_at_once(
    sdtui: Sdtui, shown: list[dict[str, Any]], words: list[str], command: str
) -> None:
    assert sdtui("init", "--database", "sales.db").exit_code == 0
    assert sdtui("--database", "sales.db", *words).exit_code == 0
    assert (shown[0]["command"], shown[0]["system"]) == (command, "SALES")
    assert shown[0]["theme"] == ("mono" if "mono" in words else "")
    assert shown[0]["language"] == ("pl" if "pl" in words else "en")


def test_a_transaction_that_does_not_exist(sdtui: Sdtui, shown: list[dict[str, Any]]) -> None:
    assert sdtui("init").exit_code == 0
    refused(sdtui("strat"), "Transaction STRAT does not exist")
    assert not shown


@pytest.mark.parametrize(
    "words", [["--database", "a.db", "check"], ["--database=a.db", "check"], ["check", "--database", "a.db"]]
)
def test_options_may_stand_before_a_command(sdtui: Sdtui, words: list[str]) -> None:
    assert "no database at a.db" in sdtui(*words).stdout


def test_the_environment_names_a_database(
    sdtui: Sdtui, shown: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SDTUI_DATABASE", "sqlite:///of_the_site.db")
    assert sdtui("init").exit_code == 0
    assert Path("of_the_site.db").is_file()
    sdtui("VA21")
    assert shown[0]["system"] == "OF_THE_SITE"


def test_version_and_help(sdtui: Sdtui) -> None:
    assert sdtui("--version").stdout.startswith("sdtui 0.")
    for words in (["--help"], ["-h"]):
        assert {"run", "init", "upgrade", "check", "VA23"} <= set(sdtui(*words).stdout.split())


@pytest.mark.parametrize("words", [["--them", "dark"], ["--theme", "pink"], ["init", "--dmeo"], ["VA23", "1", "2"]])
def test_unknown_options_are_refused(sdtui: Sdtui, words: list[str]) -> None:
    result = sdtui(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage:" in result.stderr


# --- refusals --------------------------------------------------------------------------------------------------------
def foreign(name: str, *statements: str) -> str:
    with closing(sqlite3.connect(name)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    return name


def folder(name: str) -> str:
    Path(name).mkdir()
    return name


def text(name: str) -> str:
    Path(name).write_text("Dear Ladies and Gentlemen", encoding="utf-8")
    return name


def damaged(name: str) -> str:
    Path(name).write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 32)
    return name


def of_another_program() -> str:
    version = "CREATE TABLE alembic_version (version_num)", "INSERT INTO alembic_version VALUES ('abc')"
    return foreign("other.db", "CREATE TABLE songs (title)", *version)


REFUSED: list[tuple[Callable[[], str], list[str]]] = [
    (lambda: "missing.db", ["no database at missing.db", "sdtui init", "--demo"]),
    (lambda: "sqlite://", ["no database", "sdtui init"]),
    (lambda: "no/such/sales.db", ["folder", "does not exist"]),
    (lambda: folder("sales"), ["is a folder"]),
    (lambda: text("letter.db"), ["is not a database file"]),
    (lambda: foreign("songs.db", "CREATE TABLE songs (title)"), ["database of another program"]),
    (of_another_program, ["database of another program"]),
    (lambda: foreign("empty.db"), ["no database at empty.db", "sdtui init"]),
    (lambda: "mysql://me:secret@host/sales", ["mysql://me@host/sales", "postgresql://"]),
    (lambda: "postgresql://me:secret@localhost:1/sales", ["postgresql://me@localhost:1/sales", "cannot be reached"]),
    (lambda: damaged("damaged.db"), ["cannot be reached"]),
    (lambda: f"{'long' * 100}.db", ["cannot be reached"]),
]


@pytest.mark.parametrize(("make", "words"), REFUSED, ids=[" ".join(words) for _, words in REFUSED])
def test_a_database_that_cannot_be_used(
    sdtui: Sdtui, shown: list[dict[str, Any]], make: Callable[[], str], words: list[str]
) -> None:
    database = make()
    result = sdtui("VA21", "--database", database)
    refused(result, *words)
    assert "secret" not in result.stderr
    assert not shown


def test_the_refusal_speaks_the_language_of_the_clerk(sdtui: Sdtui, monkeypatch: pytest.MonkeyPatch) -> None:
    refused(sdtui("--database", "missing.db", "--language", "pl"), "W miejscu missing.db nie ma jeszcze bazy danych")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    refused(sdtui("--database", "missing.db"), "Unter missing.db gibt es noch keine Datenbank")


def test_a_database_without_rights(sdtui: Sdtui, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sdtui("init", "--database", "sales.db").exit_code == 0
    # Rights do not bind the administrator, who may be running the tests.
    denied: set[str] = {"sales.db"}
    monkeypatch.setattr(probe.os, "access", lambda path, mode: Path(path).name not in denied)
    refused(sdtui("--database", "sales.db"), "cannot be read and written")
    denied.add(Path.cwd().name)
    refused(sdtui("--database", "sales.db"), "folder", "cannot be written to")


def test_a_first_start_is_told_how_to_begin(sdtui: Sdtui, tmp_path: Path) -> None:
    refused(sdtui(), f"no database at {tmp_path}/data/sdtui/sdtui.db", "sdtui init", "--demo")


def test_customizing_that_is_wrong(sdtui: Sdtui, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert sdtui("init").exit_code == 0
    (tmp_path / "data" / "customizing").mkdir()
    (tmp_path / "data" / "customizing" / "tcodes.toml").write_text("[VA21]\ntxet = 'Create'\n", encoding="utf-8")
    monkeypatch.setenv("SDTUI_SITE", str(tmp_path))
    refused(sdtui(), "tcodes.toml", "txet", "did you mean text")
    assert sdtui("check").exit_code == 1


HEAVY = """
import sys
from sdtui import cli
from sdtui.tui import refusal
if sys.argv[1] == "terminal":
    refusal.terminal_refusal = lambda: None
sys.argv = ["sdtui", "VA21", "--database", "no/such.db"]
try:
    cli.main()
except SystemExit as end:
    print(end.code, *sorted(sys.modules.keys() & {"textual", "rich", "sqlmodel", "sqlalchemy", "alembic", "asyncio"}))
"""


@pytest.mark.parametrize(("given", "word"), [("terminal", "does not exist"), ("none", "needs a terminal")])
def test_a_refusal_comes_before_anything_slow_is_loaded(given: str, word: str) -> None:
    command = [sys.executable, "-c", HEAVY, given]
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    assert word in done.stderr
    assert done.stdout == "2\n"


# --- making a database -----------------------------------------------------------------------------------------------
NAMES = ["sales 2026.db", "zażółć gęślą.db", "100%20 & more?.db", "営業.db", "~sales#1.db"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("prefix", ["", "sqlite:///"])
def test_names_are_taken_as_they_are(sdtui: Sdtui, shown: list[dict[str, Any]], name: str, prefix: str) -> None:
    result = sdtui("init", "--database", prefix + name)
    assert (result.exit_code, name in result.stdout) == (0, True)
    assert Path(name).is_file()
    assert sdtui("--database", prefix + name).exit_code == 0
    assert shown


def test_a_database_that_is_there_is_left_alone(sdtui: Sdtui) -> None:
    assert sdtui("init", "--database", "sales.db").exit_code == 0
    before = Path("sales.db").read_bytes()
    refused(sdtui("init", "--demo", "--database", "sales.db"), "already a database at sales.db")
    assert Path("sales.db").read_bytes() == before


@pytest.mark.parametrize("database", ["no/such/sales.db", "sqlite://", "mysql://host/sales"])
def test_no_database_can_be_made_there(sdtui: Sdtui, database: str) -> None:
    refused(sdtui("init", "--database", database))


def test_the_default_folder_cannot_be_made(sdtui: Sdtui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(Path(text("letter")).absolute()))
    refused(sdtui("init"), "letter/sdtui/sdtui.db does not exist")


def test_nobody_else_looks_into_the_data_folder(sdtui: Sdtui, tmp_path: Path) -> None:
    assert sdtui("init").exit_code == 0
    assert (tmp_path / "data/sdtui").stat().st_mode & 0o777 == 0o700


def test_an_init_that_fails_leaves_no_half_database(sdtui: Sdtui, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise Refuse("database-disk-full")

    with monkeypatch.context() as patched:
        patched.setattr(demo_company.DemoDocuments, "load", fails)
        refused(sdtui("init", "--demo", "--database", "sales.db"), "no room left")
    refused(sdtui("--database", "sales.db"), "no database at sales.db")
    assert sdtui("init", "--database", "sales.db").exit_code == 0


def test_of_two_at_once_one_makes_it(sdtui: Sdtui, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sdtui", "init", "--database", str(tmp_path / "sales.db")]
    both = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    told = [each.communicate() for each in both]
    assert sorted(each.returncode for each in both) == [0, 2]
    assert [err.count("\n") for _, err in told if err] == [1]
    assert any("already a database" in err for _, err in told)
    assert sdtui("check", "--database", str(tmp_path / "sales.db")).exit_code == 0


@pytest.mark.postgresql
def test_a_server_holds_a_database_as_well(
    sdtui: Sdtui, shown: list[dict[str, Any]], server: Callable[[], str]
) -> None:
    url = server()
    refused(sdtui("--database", url), "no database at postgresql://", "sdtui init")
    refused(sdtui("upgrade", "--database", url), "no database at postgresql://")
    assert sdtui("init", "--database", url).exit_code == 0
    refused(sdtui("init", "--demo", "--database", url), "already a database")
    assert "is up to date" in sdtui("upgrade", "--database", url).stdout
    assert sdtui("VA21", "--database", url).exit_code == 0
    assert shown[0]["command"] == "VA21"


# --- bringing it up to date ------------------------------------------------------------------------------------------
LATER = """
from alembic import op

revision = "later"
down_revision = "{head}"


def upgrade():
    op.execute("CREATE TABLE novelty (number VARCHAR)")
    {last}
"""


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Makes the program one version younger than the databases made before; the revision ends with a statement."""

    def make(last: str) -> None:
        (tmp_path / "versions").mkdir()
        (tmp_path / "versions" / "later.py").write_text(LATER.format(head=HEAD, last=last), encoding="utf-8")
        original, shipped = schema.alembic_config, Path(schema.__file__).parent / "migrations" / "versions"

        def config(connection: Any) -> Any:
            made = original(connection)
            made.set_main_option("path_separator", "newline")
            made.set_main_option("version_locations", f"{shipped}\n{tmp_path / 'versions'}")
            return made

        monkeypatch.setattr(schema, "alembic_config", config)
        monkeypatch.setattr(probe, "HEAD", "later")
        monkeypatch.setattr(probe, "REVISIONS", (HEAD, "later"))

    return make


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_an_older_database_is_copied_and_brought_up_to_date(
    sdtui: Sdtui, shown: list[dict[str, Any]], later: Callable[[str], None], tmp_path: Path
) -> None:
    assert sdtui("init", "--database", "sales.db").exit_code == 0
    later("pass")
    refused(sdtui("--database", "sales.db"), "older version", "sdtui upgrade")
    done = sdtui("upgrade", "--database", "sales.db")
    assert done.exit_code == 0
    (copy,) = tmp_path.glob("sales-*.db")
    assert copy.name in done.stdout
    assert tables(Path("sales.db")) - tables(copy) == {"novelty"}
    assert sdtui("--database", "sales.db").exit_code == 0
    assert len(shown) == 1


def test_an_upgrade_that_fails_leaves_the_old_database(sdtui: Sdtui, later: Callable[[str], None]) -> None:
    assert sdtui("init", "--database", "sales.db").exit_code == 0
    later("raise KeyError('in the middle')")
    assert isinstance(sdtui("upgrade", "--database", "sales.db").exception, KeyError)
    assert "novelty" not in tables(Path("sales.db"))
    refused(sdtui("--database", "sales.db"), "older version")


def test_a_newer_database_is_refused(sdtui: Sdtui) -> None:
    assert sdtui("init", "--database", "sales.db").exit_code == 0
    foreign("sales.db", "UPDATE alembic_version SET version_num = '9999'")
    for words in ([], ["upgrade"], ["init"]):
        refused(sdtui("--database", "sales.db", *words), "newer version (9999)")


def test_an_upgrade_adds_new_number_ranges_and_keeps_the_levels(sdtui: Sdtui) -> None:
    assert sdtui("init", "--database", "sales.db").exit_code == 0
    foreign(
        "sales.db",
        "UPDATE number_range SET level = 20000007 WHERE code = '05'",
        "DELETE FROM number_range WHERE code = '01'",
    )
    done = sdtui("upgrade", "--database", "sales.db")
    assert (done.exit_code, done.stdout) == (0, "sales.db is up to date\n")
    with closing(sqlite3.connect("sales.db")) as connection:
        levels = dict(connection.execute("SELECT code, level FROM number_range"))
    assert levels["05"] == 20000007
    assert "01" in levels


def test_a_database_that_is_missing_cannot_be_brought_up_to_date(sdtui: Sdtui) -> None:
    refused(sdtui("upgrade"), "no database", "sdtui init")


# --- checking --------------------------------------------------------------------------------------------------------
def test_definitions_can_be_checked_without_a_database(sdtui: Sdtui) -> None:
    assert (sdtui("check").exit_code, sdtui("check").stdout) == (0, "All definitions are sound.\n")
    named = sdtui("check", "--database", "missing.db")
    assert (named.exit_code, "no database at missing.db" in named.stdout) == (1, True)
