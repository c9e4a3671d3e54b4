"""The rules by which Freshworks takes or refuses an app, as far as its documents state them.

``fdk validate`` could not be run here; these are written after the documents of platform 3.0, Freshworks' samples of 2026 and the
review rules in its developer toolkit (npm ``@freshworks/fw-dev-tools``).
https://developers.freshworks.com/docs/app-sdk/v3.0/support_ticket/app-manifest/
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

#: The modules of Freshdesk with the places of an app in each.
PLACES: Final[Mapping[str, frozenset[str]]] = {
    "common": frozenset({"full_page_app", "cti_global_sidebar"}),
    "support_ticket": frozenset(
        {"ticket_sidebar", "ticket_requester_info", "ticket_top_navigation", "ticket_background", "time_entry_background",
         "ticket_attachment", "ticket_conversation_editor", "new_ticket_requester_info", "new_ticket_background"}
    ),
    "support_contact": frozenset({"contact_sidebar"}),
    "support_company": frozenset(),
    "support_agent": frozenset(),
    "support_email": frozenset(),
    "support_portal": frozenset(),
}  # fmt: skip
_SETUP: Final = frozenset({"onAppInstall", "afterAppUpdate", "onAppUninstall"})
EVENTS: Final[Mapping[str, frozenset[str]]] = {
    "common": _SETUP | {"onExternalEvent", "onScheduledEvent"},
    "support_ticket": frozenset(
        f"on{thing}{happening}"
        for thing in ("Ticket", "Conversation", "TimeEntry", "CannedResponse", "TicketField")
        for happening in ("Create", "Update", "Delete")
    ),
}
_ONLY_COMMON: Final = ("requests", "functions")
_FORBIDDEN_ON_SERVER: Final[Mapping[str, re.Pattern[str]]] = {
    "timers": re.compile(r"\bset(Timeout|Interval)\b"),
    "environment": re.compile(r"\bprocess\.env\b"),
    "module_exports": re.compile(r"\bmodule\.exports\b"),
    "old_requests": re.compile(r"\$request\.(get|post|put|patch|delete)\b"),
    "helpers_first": re.compile(r"\bfunction\s+\w+\s*\([^)]*\)[\s\S]*\bexports\s*="),
    "logs_everything": re.compile(r"console\.\w+\([^)]*\b(args|payload|iparams)\b(?!\.)"),
}
_LOADS: Final = re.compile(r"""(?:src|href)\s*=\s*["']([^"']+)["']""")
_TAKEN_SOURCES: Final = ("https://cdn.jsdelivr.net/", "https://static.freshdev.io/", "https://cdn.freshdev.io/")


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason against an app. ``code`` is stable."""

    code: str
    what: str


Files = Mapping[str, bytes]
Document = Mapping[str, Any]


def check_app(files: Files) -> list[Problem]:
    """Return what speaks against the manifest, the pages and the server's file of an app."""
    manifest = read_object(files.get("manifest.json"))
    if manifest is None:
        return [Problem("manifest", "manifest.json has to be a JSON object in the top folder")]
    return [
        *_paths(files),
        *_head(manifest),
        *_modules(manifest, files),
        *_handlers(manifest, files),
        *_pages(files),
        *_server(files),
    ]


def read_object(content: bytes | None) -> dict[str, Any] | None:
    """Return a JSON object, or ``None`` for anything else."""
    try:
        document = json.loads(content or b"")
    except ValueError:
        return None
    return document if isinstance(document, dict) else None


def modules_of(manifest: Document) -> Mapping[str, Document]:
    """Return the modules that are objects."""
    modules = manifest.get("modules")
    return {name: part for name, part in modules.items() if isinstance(part, dict)} if isinstance(modules, dict) else {}


def handlers_of(manifest: Document) -> Mapping[str, str]:
    """Return the function of server.js for each event."""
    return {
        event: str(entry.get("handler", ""))
        for module in modules_of(manifest).values()
        for event, entry in (module.get("events") or {}).items()
        if isinstance(entry, dict)
    }


def body_of(source: str, function: str) -> str:
    """Return what stands between the braces of a function of server.js; empty when there is none."""
    start = re.search(rf"\b{re.escape(function)}\s*:\s*(?:async\s+)?function\s*\w*\s*\([^)]*\)\s*\{{", source)
    if start is None:
        return ""
    depth, at = 1, start.end()
    while depth and at < len(source):
        depth += {"{": 1, "}": -1}.get(source[at], 0)
        at += 1
    return source[start.end() : at - 1]


def _paths(files: Files) -> Iterator[Problem]:
    for path in files:
        parts = PurePosixPath(path)
        if parts.is_absolute() or ".." in parts.parts or "\\" in path:
            yield Problem("path", f"{path} leads out of the folder")


def _head(manifest: Document) -> Iterator[Problem]:
    if manifest.get("platform-version") != "3.0":
        yield Problem("platform_version", "platform-version has to be 3.0")
    if "product" in manifest or "name" in manifest:
        yield Problem("old_keys", "product and name belong to older versions of the platform")
    engines = manifest.get("engines")
    if not (isinstance(engines, dict) and engines.get("node") and engines.get("fdk")):
        yield Problem("engines", "engines has to name node and fdk")
    if not set(modules_of(manifest)) - {"common"}:
        yield Problem("product_module", "at least one module apart from common must be mentioned")


def _modules(manifest: Document, files: Files) -> Iterator[Problem]:
    for name, module in modules_of(manifest).items():
        if name not in PLACES:
            yield Problem("module", f"Freshdesk has no module {name}")
            continue
        for part in ("requests", "functions", "events"):
            if part in module and not module[part]:
                yield Problem("empty", f"{name}: {part} is empty; leave it out")
        for part in _ONLY_COMMON:
            if name != "common" and part in module:
                yield Problem("misplaced", f"{part} belongs in common, not in {name}")
        for event in set(module.get("events") or ()) - EVENTS.get(name, frozenset()):
            yield Problem("event", f"{name} has no event {event}")
        for place, page in (module.get("location") or {}).items():
            yield from _place(name, place, page, files)


def _place(module: str, place: str, page: Any, files: Files) -> Iterator[Problem]:
    if place not in PLACES[module]:
        yield Problem("location", f"{module} has no place {place}")
        return
    url, icon = (str(page.get(key, "")) for key in ("url", "icon")) if isinstance(page, dict) else ("", "")
    if f"app/{url}" not in files:
        yield Problem("page", f"{place}: there is no file app/{url}")
    if not icon.endswith(".svg") or b"<svg" not in files.get(f"app/{icon}", b""):
        yield Problem("icon", f"{place}: the icon has to be an SVG file under app/")


def _handlers(manifest: Document, files: Files) -> Iterator[Problem]:
    source = files.get("server/server.js", b"").decode(errors="replace")
    handlers = handlers_of(manifest)
    for event, handler in handlers.items():
        body = body_of(source, handler)
        if not body:
            yield Problem("handler", f"{event}: server.js has no function {handler}")
        elif event in _SETUP and "renderData(" not in body:
            yield Problem("render_data", f"{event}: {handler} has to call renderData")
        elif event == "onAppUninstall" and re.search(r"renderData\(\s*[^)\s]", body):
            yield Problem("uninstall_refused", "a refusal in onAppUninstall keeps the app from ever being removed")
    if read_object(files.get("config/iparams.json")) and "onAppInstall" not in handlers:
        yield Problem("install_unchecked", "an app with settings has to check them in onAppInstall")


def _pages(files: Files) -> Iterator[Problem]:
    for path, content in files.items():
        if not (path.startswith("app/") and path.endswith(".html")):
            continue
        text = content.decode(errors="replace")
        if "{{{appclient}}}" not in text:
            yield Problem("appclient", f"{path} has to load the client script by {{{{{{appclient}}}}}}")
        for source in _LOADS.findall(text):
            local = (PurePosixPath(path).parent / source).as_posix()
            if "{{{" not in source and local not in files and not source.startswith(_TAKEN_SOURCES):
                yield Problem("source", f"{path} loads {source}, which is neither in the app nor from a known https source")


def _server(files: Files) -> Iterator[Problem]:
    source = files.get("server/server.js", b"").decode(errors="replace")
    for code, pattern in _FORBIDDEN_ON_SERVER.items():
        if pattern.search(source):
            yield Problem(code, f"server.js: {code.replace('_', ' ')}")
