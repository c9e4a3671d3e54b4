"""The package that an admin uploads, against every rule of Zendesk's own validator that the stand-in holds."""

import ast
import dataclasses
import io
import json
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from connector.administration import PackageRequest
from connector.core.taxonomy import LANGUAGES
from connector.manifest import ADMIN_SETTINGS, Setting, SettingType
from integrations.zendesk.app import package
from integrations.zendesk.integration import INTEGRATION
from integrations.zendesk.sandbox import app_rules, app_upload
from integrations.zendesk.sandbox.app_rules import check

REQUEST = PackageRequest(
    account="acme",
    address="https://triage.example.org",
    version="1.2.3",
    settings=ADMIN_SETTINGS,
    assets={"main.js": b"export {}"},
)
Edit = Callable[[dict[str, bytes]], object]


def built(**changes: Any) -> dict[str, bytes]:
    """The files of a package."""
    app = INTEGRATION.sidebar_app
    assert app is not None
    return dict(app.package(dataclasses.replace(REQUEST, **changes)).files)


def manifest(files: dict[str, bytes]) -> dict[str, Any]:
    """Its manifest."""
    document: dict[str, Any] = json.loads(files["manifest.json"])
    return document


# ── what we build ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("address", ["https://triage.example.org", "https://example.org/triage/", "http://127.0.0.1:8080"])
def test_zendesk_has_nothing_against_it(address: str) -> None:
    assert check(built(address=address)) == []


def test_it_loads_our_page_signed_and_holds_no_secret() -> None:
    made = manifest(built(account="a b"))
    assert made["signedUrls"] is made["private"] is made["singleInstall"] is True
    page = {"url": "https://triage.example.org/app/zendesk/a%20b/sidebar", "flexible": True}
    assert made["location"] == {"support": {"ticket_sidebar": page}}
    assert made["domainWhitelist"] == ["triage.example.org"]
    assert not any(parameter.get("secure") for parameter in made["parameters"])


def test_each_setting_becomes_a_parameter_of_a_type_that_zendesk_has() -> None:
    every = [
        Setting(name=f"of_{type_}", type=type_, label="A", help="B.", default="1", choices=("1", "2")) for type_ in SettingType
    ]
    types = {one["name"]: (one["type"], one["default"]) for one in manifest(built(settings=every))["parameters"]}
    assert types == {
        "of_text": ("text", "1"),
        "of_multiline": ("multiline", "1"),
        "of_number": ("number", 1),
        "of_checkbox": ("checkbox", False),
        "of_choice": ("text", "1"),
        "of_groups": ("text", "1"),
    }
    shown = json.loads(built(settings=every)["translations/en.json"])["app"]["parameters"]
    assert shown["of_choice"]["helpText"] == "B. One of: 1, 2."
    own = manifest(built())["parameters"]
    assert [one["name"] for one in own] == [setting.name for setting in ADMIN_SETTINGS]
    assert [one["name"] for one in own if one["required"]] == ["people_group"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_is_explained_in_every_language(language: str) -> None:
    app = json.loads(built()[f"translations/{language}.json"])["app"]
    assert set(app["parameters"]) == {setting.name for setting in ADMIN_SETTINGS}
    assert app["name"] == package.APP_NAME
    assert len(app["short_description"]) <= 120
    assert "en, de, fr, es, it, nl, pt" in app["parameters"]["note_language"]["helpText"]
    assert "Zendesk" in app["parameters"]["people_group"]["helpText"]


def test_the_same_request_gives_the_same_bytes() -> None:
    assert built() == built()
    assert built(version="2.0.0") != built()


def test_it_is_small_and_needs_no_sidebar_in_it() -> None:
    files = built()
    assert sum(map(len, files.values())) < 100_000
    assert not [path for path in files if path.endswith((".js", ".html"))]


def test_the_steps_name_the_account_and_the_place() -> None:
    app = INTEGRATION.sidebar_app
    assert app is not None
    made = app.package(REQUEST)
    assert made.zipped
    assert "Upload private app" in made.steps[0]
    assert any("handoff connect zendesk acme" in step for step in made.steps)


def test_the_page_of_the_layer_is_the_file_in_the_package() -> None:
    app = INTEGRATION.sidebar_app
    assert app is not None
    assert app.platform_script() == Path(package.__file__).with_name("platform.js").read_bytes()
    assert re.search(rb"\.set\([^)]*comment\.text", app.platform_script()) is None  # it would replace what the agent typed


# ── what Zendesk refuses ──────────────────────────────────────────────────────────────────────────────────────────────


def in_manifest(**changes: Any) -> Edit:
    """Change the manifest."""

    def edit(files: dict[str, bytes]) -> None:
        files["manifest.json"] = json.dumps({**manifest(files), **changes}).encode()

    return edit


def located(url: Any, *, host: str = "support", place: str = "ticket_sidebar", **options: Any) -> Edit:
    """Change the location."""
    return in_manifest(location={host: {place: {"url": url, **options}}})


def parameter(**row: Any) -> Edit:
    """Add a parameter, with a label."""

    def edit(files: dict[str, bytes]) -> None:
        row.setdefault("name", "extra")
        in_manifest(parameters=[*manifest(files)["parameters"], row])(files)
        for path in [path for path in files if path.startswith("translations/")]:
            words = json.loads(files[path])
            words["app"]["parameters"].setdefault(row["name"], {"label": "Extra"})
            files[path] = json.dumps(words).encode()

    return edit


def holding(path: str, content: bytes) -> Edit:
    """Add or replace a file."""
    return lambda files: files.update({path: content})


def png(width: int, height: int) -> bytes:
    """The start of a PNG of this size."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)


def without(path: str) -> Edit:
    """Leave a file out."""
    return lambda files: files.pop(path)


def unlabelled(files: dict[str, bytes]) -> None:
    """Take one label away."""
    words = json.loads(files["translations/de.json"])
    del words["app"]["parameters"]["rules"]
    files["translations/de.json"] = json.dumps(words).encode()


def wrapped(files: dict[str, bytes]) -> None:
    """Put everything into a folder, as a careless zip does."""
    inner = dict(files)
    files.clear()
    files.update({f"app/{path}": content for path, content in inner.items()})


REFUSED: list[tuple[str, Edit]] = [
    ("missing_manifest", without("manifest.json")),
    ("nested_manifest", wrapped),
    ("manifest_not_json", holding("manifest.json", b"[]")),
    ("path", holding("../assets/x.txt", b"x")),
    ("blocked_type", holding("assets/guide.pdf", b"x")),
    ("blocked_type", holding("assets/guide.txt", b"%PDF-1.7")),
    ("missing_key", in_manifest(author=None)),
    ("missing_key", in_manifest(location={})),
    ("not_boolean", in_manifest(signedUrls="yes")),
    ("not_boolean", parameter(type="text", required="yes")),
    ("not_text", in_manifest(version=1)),
    ("not_text", in_manifest(author={"name": 1})),
    ("framework_version", in_manifest(frameworkVersion="1.0")),
    ("whitelist", in_manifest(domainWhitelist="example.org")),
    ("location_host", located("https://example.org", host="phone")),
    ("location_name", located("https://example.org", place="footer")),
    ("location_flexible", located("https://example.org", flexible="yes")),
    ("location_url", located("http://example.org")),
    ("location_url", located("assets/missing.html")),
    ("location_url", located("")),
    ("parameter_type", parameter(type="dropdown")),
    ("parameter_type", parameter(type="password")),
    ("parameter_named_name", parameter(name="name", type="text")),
    ("parameter_twice", parameter(name="rules", type="text")),
    ("hidden_required", parameter(type="hidden", required=True)),
    ("oauth_twice", lambda files: [parameter(name=n, type="oauth")(files) for n in ("a", "b")]),
    ("oauth_secure", parameter(type="oauth", secure=True, scopes=["header"])),
    ("secure_unscoped", parameter(type="text", secure=True)),
    ("scope", parameter(type="text", secure=True, scopes=["cookie"])),
    ("scope", parameter(type="text", scopes=["header"])),
    ("secure_default", parameter(type="text", secure=True, scopes=["header"], default="x")),
    ("secret_in_clear", parameter(name="api_token", type="text")),
    ("default_locale", in_manifest(defaultLocale="sv")),
    ("locale", holding("translations/english.json", b'{"app": {"name": "A"}}')),
    ("translation_not_json", holding("translations/fr.json", b"{")),
    ("app_name", holding("translations/fr.json", b'{"app": {}}')),
    ("label", unlabelled),
    ("logo", holding("assets/logo.png", png(100, 100))),
    ("logo", without("assets/logo-small.png")),
    ("logo", holding("assets/logo-small.png", b"GIF89a")),
    ("svg", holding("assets/logo.svg", b"<svg><script>x()</script></svg>")),
    ("svg", holding("assets/logo.svg", b'<svg><a href="https://example.org"/></svg>')),
]  # fmt: skip


@pytest.mark.parametrize(("code", "edit"), REFUSED, ids=[f"{number}-{code}" for number, (code, _) in enumerate(REFUSED)])
def test_zendesk_says_what_it_does_not_take(code: str, edit: Edit) -> None:
    files = built()
    edit(files)
    assert code in {problem.code for problem in check(files)}


def test_every_rule_of_the_stand_in_is_provoked() -> None:
    tree = ast.parse(Path(app_rules.__file__).read_text(encoding="utf-8"))
    codes = {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in ("Problem", "_warning")
        and isinstance(call.args[0], ast.Constant)
    }
    assert codes | {"nested_manifest", "missing_manifest"} == {code for code, _ in REFUSED}


@pytest.mark.parametrize("url", ["https://example.org/page", "assets/logo.svg", "{{setting.address}}/page", "http://localhost/x"])
def test_addresses_that_zendesk_takes(url: str) -> None:
    files = built()
    located(url)(files)
    assert check(files) == []


# ── the zip ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def zipped(files: dict[str, bytes]) -> bytes:
    """As `handoff package` makes it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return target.getvalue()


def linked() -> bytes:
    """A zip with a symbolic link in it."""
    target, member = io.BytesIO(), zipfile.ZipInfo("assets/link")
    member.external_attr = 0o120777 << 16
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(member, "/etc/passwd")
    return target.getvalue()


def crowded() -> bytes:
    """A zip with more in it than anybody needs."""
    return zipped({f"assets/{number}.txt": b"" for number in range(501)})


@pytest.mark.parametrize(
    ("upload", "code"), [(b"", "not_a_zip"), (b"PK\x03\x04", "not_a_zip"), (linked(), "symlink"), (crowded(), "too_large")]
)
def test_an_upload_that_is_no_package(upload: bytes, code: str) -> None:
    with pytest.raises(app_upload.UploadRefused) as refused:
        app_upload.uploaded(upload)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_an_app_without_a_page_of_its_own_server_is_not_shown_here() -> None:
    files = built()
    located("assets/logo.svg")(files)
    with pytest.raises(app_upload.UploadRefused, match="ticket_sidebar"):
        app_upload.uploaded(zipped(files))


def test_words_come_in_the_language_of_the_person() -> None:
    app = app_upload.uploaded(zipped(built()))
    assert app.words("de")["people_group"]["label"] == "Gruppe für Menschen"
    assert app.words("pt-BR")["people_group"]["label"] == "Grupo de pessoas"
    assert app.words("sv") == app.words("en-US")
