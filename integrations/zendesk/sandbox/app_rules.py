"""The rules by which Zendesk takes or refuses the package of an app, as far as its own validator states them.

Zendesk's Ruby library zendesk_apps_support (4.52.0) holds them; these are written anew after it. One difference: our pages
may also lie on this machine's loopback addresses, see DIFFERENCES.md.
"""

import json
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import urlsplit

PARAMETER_TYPES: Final = frozenset({"text", "multiline", "number", "checkbox", "url", "hidden", "oauth"})
SCOPES: Final = frozenset(
    {"header", "body", "url", "jwt_secret_key", "jwt_claim", "basic_auth_username", "basic_auth_password"}
)  # fmt: skip
LOCATIONS: Final = frozenset(
    {"ticket_sidebar", "new_ticket_sidebar", "user_sidebar", "organization_sidebar", "top_bar", "nav_bar", "ticket_editor",
     "background", "modal"}
)  # fmt: skip
LOGOS: Final = {"assets/logo.png": (320, 320), "assets/logo-small.png": (128, 128)}
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_REQUIRED: Final = ("author", "defaultLocale", "frameworkVersion", "location")
_BOOLEANS: Final = ("private", "singleInstall", "signedUrls", "requirementsOnly", "marketingOnly")
_BLOCKED: Final = frozenset(
    {"rar", "zip", "gzip", "gz", "pdf", "doc", "docx", "avi", "bin", "bz", "bz2", "csh", "sh", "jar", "mp3", "mpeg", "odt",
     "pptx", "ppt", "xls", "xlsx", "7z"}
)  # fmt: skip
_BLOCKED_STARTS: Final = (b"PK\x03\x04", b"%PDF", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"ID3", b"#!")
_LOCALE: Final = re.compile(r"[a-z]{2}(-\w{2,3})?")
_SECRET_NAME: Final = re.compile(r"token|key|pwd|password|secret", re.IGNORECASE)
_ACTIVE_SVG: Final = re.compile(rb"<script|<foreignObject|<image|<!ENTITY|\son\w+\s*=|href\s*=\s*[\"'](?!#)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason against a package. ``code`` is stable; a warning alone does not refuse it."""

    code: str
    what: str
    warning: bool = False


Files = Mapping[str, bytes]
Manifest = Mapping[str, Any]
_warning = partial(Problem, warning=True)


def check(files: Files) -> list[Problem]:
    """Return all that speaks against a package, given as its files by path."""
    if "manifest.json" not in files:
        nested = any(path.endswith("/manifest.json") for path in files)
        code = "nested_manifest" if nested else "missing_manifest"
        return [*_paths(files), Problem(code, "manifest.json has to be at the root of the zip")]
    manifest = _object(files["manifest.json"])
    if manifest is None:
        return [*_paths(files), Problem("manifest_not_json", "manifest.json is not a JSON object")]
    return [
        *_paths(files),
        *_keys(manifest),
        *_location(manifest, files),
        *_parameters(manifest),
        *_secure_parameters(manifest),
        *_translations(manifest, files),
        *_drawings(files),
    ]


def _paths(files: Files) -> Iterator[Problem]:
    for path, content in files.items():
        parts = PurePosixPath(path)
        if parts.is_absolute() or ".." in parts.parts or "\\" in path:
            yield Problem("path", f"{path} leads out of the package")
        if parts.suffix[1:].lower() in _BLOCKED or content.startswith(_BLOCKED_STARTS):
            yield Problem("blocked_type", f"{path} is of a type that is not taken")


def _keys(manifest: Manifest) -> Iterator[Problem]:
    for key in _REQUIRED:
        if not manifest.get(key):
            yield Problem("missing_key", f"{key} is missing")
    for key in _BOOLEANS:
        if not isinstance(manifest.get(key, False), bool):
            yield Problem("not_boolean", f"{key} has to be true or false")
    author = manifest.get("author")
    texts = [manifest.get("version", ""), *(author.values() if isinstance(author, dict) else [])]
    if not all(isinstance(text, str) for text in texts):
        yield Problem("not_text", "version, and the parts of author, have to be text")
    if manifest.get("frameworkVersion") not in (None, "2.0"):
        yield Problem("framework_version", "frameworkVersion has to be 2.0")
    whitelist = manifest.get("domainWhitelist", [])
    if not (isinstance(whitelist, list) and all(isinstance(domain, str) for domain in whitelist)):
        yield Problem("whitelist", "domainWhitelist has to be a list of texts")


def _location(manifest: Manifest, files: Files) -> Iterator[Problem]:
    hosts = manifest.get("location")
    for host, places in (hosts if isinstance(hosts, dict) else {}).items():
        if host != "support" or not isinstance(places, dict):
            yield Problem("location_host", f"{host} is not a product with locations")
            continue
        for place, value in places.items():
            options = value if isinstance(value, dict) else {"url": value}
            if place not in LOCATIONS:
                yield Problem("location_name", f"{place} is not a location")
            if not isinstance(options.get("flexible", False), bool):
                yield Problem("location_flexible", "flexible has to be true or false")
            if not _loads(str(options.get("url") or ""), files):
                yield Problem("location_url", f"{place}: the page has to be https, or a file under assets/")


def _loads(url: str, files: Files) -> bool:
    if "{{setting." in url:
        return True
    parts = urlsplit(url)
    if parts.scheme:
        return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))
    return parts.path.startswith("assets/") and parts.path in files


def _parameters(manifest: Manifest) -> Iterator[Problem]:
    parameters = _listed(manifest)
    names = [parameter.get("name") for parameter in parameters]
    if len(names) != len(set(names)):
        yield Problem("parameter_twice", "two parameters have the same name")
    if sum(parameter.get("type") == "oauth" for parameter in parameters) > 1:
        yield Problem("oauth_twice", "there may be one parameter of type oauth")
    for parameter in parameters:
        name, type_ = parameter.get("name"), parameter.get("type", "text")
        if type_ not in PARAMETER_TYPES:
            yield Problem("parameter_type", f"{name}: there is no type “{type_}”")
        if name == "name":
            yield Problem("parameter_named_name", "a parameter may not be called “name”")
        if not all(isinstance(parameter.get(key, False), bool) for key in ("required", "secure")):
            yield Problem("not_boolean", f"{name}: required and secure have to be true or false")
        if type_ == "hidden" and parameter.get("required"):
            yield Problem("hidden_required", f"{name}: a hidden parameter cannot be required")


def _secure_parameters(manifest: Manifest) -> Iterator[Problem]:
    for parameter in _listed(manifest):
        name, secure = parameter.get("name"), parameter.get("secure")
        if secure and parameter.get("type") == "oauth":
            yield Problem("oauth_secure", f"{name}: a parameter of type oauth cannot be secure")
        if secure and not parameter.get("scopes"):
            yield _warning("secure_unscoped", f"{name}: a secure parameter should name its scopes")
        if set(parameter.get("scopes") or ()) - (SCOPES if secure else set()):
            yield Problem("scope", f"{name}: not a scope, or not a secure parameter")
        if (secure or parameter.get("type") == "hidden") and "default" in parameter:
            yield _warning("secure_default", f"{name}: a default is no secret")
        if not secure and _SECRET_NAME.search(str(name)):
            yield _warning("secret_in_clear", f"{name}: sounds like a secret and is not secure")


def _translations(manifest: Manifest, files: Files) -> Iterator[Problem]:
    names = [str(parameter.get("name")) for parameter in _listed(manifest)]
    default = str(manifest.get("defaultLocale"))
    if f"translations/{default}.json" not in files:
        yield Problem("default_locale", f"translations/{default}.json is missing")
    for path, content in files.items():
        if not path.startswith("translations/"):
            continue
        if not (path.endswith(".json") and _LOCALE.fullmatch(path.removeprefix("translations/").removesuffix(".json"))):
            yield Problem("locale", f"{path} is not named for a language")
        document = _object(content)
        if document is None or not isinstance(app := document.get("app"), dict):
            yield Problem("translation_not_json", f"{path} is not a JSON object with “app”")
            continue
        if not app.get("name"):
            yield Problem("app_name", f"{path}: app.name is missing")
        labels = app.get("parameters") or {}
        for name in names if labels or path == f"translations/{default}.json" else ():
            if not (labels.get(name) or {}).get("label"):
                yield Problem("label", f"{path}: {name} has no label")


def _drawings(files: Files) -> Iterator[Problem]:
    for path, size in LOGOS.items():
        if path not in files or _png_size(files[path]) != size:
            yield Problem("logo", f"{path} has to be a PNG of {size[0]} by {size[1]}")
    for path, content in files.items():
        if path.endswith(".svg") and _ACTIVE_SVG.search(content):
            yield Problem("svg", f"{path} holds more than shapes")


def _png_size(content: bytes) -> tuple[int, int] | None:
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _listed(manifest: Manifest) -> list[Mapping[str, Any]]:
    parameters = manifest.get("parameters")
    return [one for one in parameters if isinstance(one, dict)] if isinstance(parameters, list) else []


def _object(content: bytes) -> dict[str, Any] | None:
    try:
        document = json.loads(content)
    except ValueError:
        return None
    return document if isinstance(document, dict) else None
