"""``handoff package``: the same bytes each time, whole or not at all, and never over somebody else's files."""

import json
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

from connector.cli.package import MARK, read_assets, write_folder, write_zip
from connector.errors import ConfigurationError
from connector.manifest import ADMIN_SETTINGS
from connector.testing.administration import MemorySidebarApp

from .conftest import PUBLIC, Commands


@pytest.fixture
def zipped(commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """An account whose app is one zip, and an empty folder to work in."""
    commands.app = MemorySidebarApp()
    commands.connect()
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return commands


def test_a_zip_with_the_address_and_the_steps(zipped: Commands) -> None:
    done = zipped.run("package", "memory", "acme")
    with zipfile.ZipFile("warm-handoff-memory-acme.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
        assert {info.external_attr >> 16 for info in archive.infolist()} == {0o644}
    assert manifest["account"] == "acme"
    assert manifest["address"] == PUBLIC
    assert manifest["version"] == version("warm-handoff")
    assert manifest["settings"] == [setting.name for setting in ADMIN_SETTINGS]
    assert "1. Upload it.\n2. Connect acme once more." in done.output


def test_the_same_app_is_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    write_zip(one, {"b": b"2", "a": b"1"})
    write_zip(two, {"a": b"1", "b": b"2"})
    assert one.read_bytes() == two.read_bytes()
    write_zip(one, {"a": b"other"})
    with zipfile.ZipFile(one) as archive:
        assert archive.namelist() == ["a"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.zip", "two.zip"]


def test_a_folder_where_the_platform_packs_itself(zipped: Commands, tmp_path: Path) -> None:
    zipped.app = MemorySidebarApp(zipped=False)
    target = tmp_path / "app"
    for _ in range(2):
        zipped.run("package", "memory", "acme", "--to", str(target))
        assert (target / "app" / "page.html").read_bytes() == b"<p>page</p>"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_old_files_of_ours_go_and_others_files_stay(tmp_path: Path) -> None:
    target = tmp_path / "app"
    write_folder(target, {"old.js": b"old", "same.js": b"1"})
    (target / "dist").mkdir()
    (target / "dist" / "packed.zip").write_bytes(b"packed")
    write_folder(target, {"same.js": b"2", "deep/new.js": b"new"})
    found = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert found == {"same.js", "deep/new.js", "dist/packed.zip", MARK}
    assert (target / "same.js").read_bytes() == b"2"


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("dear diary", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="not ours"):
        write_folder(tmp_path / "mine", {"a": b"1"})
    (tmp_path / "mine" / MARK).write_text("[]", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="not ours"):
        write_folder(tmp_path / "mine", {"a": b"1"})
    assert (tmp_path / "mine" / "diary.txt").read_text(encoding="utf-8") == "dear diary"
    with pytest.raises(ConfigurationError, match="is a file"):
        write_folder(tmp_path / "mine" / "diary.txt", {"a": b"1"})
    with pytest.raises(ConfigurationError, match="is a folder"):
        write_zip(tmp_path / "mine", {"a": b"1"})


def test_a_place_that_cannot_be_written(zipped: Commands, tmp_path: Path) -> None:
    assert "give --to another place" in zipped.refuse("package", "memory", "acme", "--to", str(tmp_path / "no" / "app.zip"))


@pytest.mark.parametrize(("url", "says"), [("", "set HANDOFF_PUBLIC_URL"), ("http://handoff.example.org", "over https only")])
def test_an_address_that_the_app_could_not_use(zipped: Commands, monkeypatch: pytest.MonkeyPatch, url: str, says: str) -> None:
    monkeypatch.setenv("HANDOFF_PUBLIC_URL", url)
    assert says in zipped.refuse("package", "memory", "acme")
    assert list(Path.cwd().iterdir()) == []


def test_a_stand_in_on_this_machine_may_use_plain_http(zipped: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOFF_PUBLIC_URL", "http://127.0.0.1:8080")
    zipped.run("package", "memory", "acme")


def test_no_app_no_account_another_helpdesk(zipped: Commands) -> None:
    assert "there is no account" in zipped.refuse("package", "memory", "nobody")
    zipped.change(lambda a: a.accounts.set("acme", integration="another"))
    assert "handoff package another acme" in zipped.refuse("package", "memory", "acme")
    zipped.change(lambda a: a.accounts.set("acme", integration="memory"))
    zipped.app = None
    assert "there is no app for Memory" in zipped.refuse("package", "memory", "acme")


def test_the_sidebar_goes_in_and_its_tests_do_not() -> None:
    assets = read_assets()
    assert any(name.endswith(".js") for name in assets)
    assert list(assets) == sorted(assets)
    assert not [name for name in assets if ".test." in name or "tests/" in name or "__pycache__" in name]
