from pathlib import Path

import pytest

from sdtui import shipped


def test_a_checkout_reads_its_own_folders() -> None:
    assert shipped.folder("data").is_dir()
    assert "document_types.toml" in shipped.files("data", "customizing", ".toml")


def test_a_site_replaces_whole_files_and_adds_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "data" / "customizing"
    own.mkdir(parents=True)
    (own / "document_types.toml").write_text("[QT]")
    (own / "our_own.toml").write_text("")
    (own / ".hidden.toml").write_text("")
    (own / "notes.txt").write_text("")
    monkeypatch.setenv("SDTUI_SITE", str(tmp_path))
    found = shipped.files("data", "customizing", ".toml")
    assert found["document_types.toml"] == own / "document_types.toml"
    assert found["item_categories.toml"].parent == shipped.folder("data") / "customizing"
    assert "our_own.toml" in found
    assert not {".hidden.toml", "notes.txt"} & set(found)
    assert list(found) == sorted(found)
    assert shipped.file("data", "customizing/document_types.toml") == own / "document_types.toml"
    assert shipped.file("data", "customizing/menu.toml") == shipped.folder("data") / "customizing/menu.toml"


def test_a_site_without_such_a_folder_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = shipped.files("data", "customizing")
    monkeypatch.setenv("SDTUI_SITE", str(tmp_path))
    assert shipped.files("data", "customizing") == before
    assert shipped.site_folder("data") is None


def test_the_folder_inside_the_package_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_shipped" / "data").mkdir(parents=True)
    monkeypatch.setattr(shipped, "_PACKAGE", tmp_path)
    assert shipped.folder("data") == tmp_path / "_shipped" / "data"
    assert shipped.folder("screens") == tmp_path.parent / "screens"
