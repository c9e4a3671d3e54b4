"""The rules for an app's settings (``iparams.json``) and requests (``requests.json``).

https://developers.freshworks.com/docs/app-sdk/v3.0/support_ticket/app-settings/
https://developers.freshworks.com/docs/app-sdk/v3.0/common/advanced-interfaces/request-method/
"""

import ipaddress
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from integrations.freshdesk.sandbox.app_rules import Document, Files, Problem, modules_of, read_object

IPARAM_TYPES: Final = frozenset(
    {"text", "paragraph", "dropdown", "email", "number", "phone_number", "date", "url", "radio", "checkbox", "multiselect"}
)  # fmt: skip
_WITH_OPTIONS: Final = frozenset({"dropdown", "radio", "multiselect"})
_METHODS: Final = frozenset({"GET", "POST", "PUT", "DELETE", "PATCH"})
_CONTENT_TYPES: Final = frozenset(
    {"application/json", "application/xml", "text/html", "text/xml", "application/jsonp", "text/plain", "text/javascript",
     "application/vnd.api+json"}
)  # fmt: skip
_MOST_TEMPLATES: Final = 100
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_TEMPLATE_NAME: Final = re.compile(r"[A-Za-z0-9_-]+")
SUBSTITUTION: Final = re.compile(r"<%=\s*(.*?)\s*%>")
VARIABLE: Final = re.compile(r"(encode\()?(iparam|context)\.(\w+)\)?")
_OTHERS: Final = re.compile(r"access_token|app_settings\.\w+|current_host\.[\w.]+")


def check_config(files: Files) -> list[Problem]:
    """Return what speaks against the settings and the requests of an app."""
    manifest = read_object(files.get("manifest.json")) or {}
    iparams = read_object(files.get("config/iparams.json", b"{}"))
    templates = read_object(files.get("config/requests.json", b"{}"))
    if iparams is None or templates is None:
        return [Problem("config", "config/iparams.json and config/requests.json have to be JSON objects")]
    return [*_iparams(iparams, files), *_templates(manifest, templates), *_substitutions(templates, iparams)]


def secure_names(iparams: Document) -> frozenset[str]:
    """Return the settings that no browser may see."""
    return frozenset(name for name, row in iparams.items() if isinstance(row, dict) and row.get("secure") is True)


# ── settings ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _iparams(iparams: Document, files: Files) -> Iterator[Problem]:
    if "config/iparams.html" in files and iparams:
        yield Problem("two_settings_pages", "there may be iparams.json or iparams.html, not both")
    script = files.get("config/assets/iparams.js", b"").decode(errors="replace")
    for name, row in iparams.items():
        if not _NAME.fullmatch(name) or not isinstance(row, dict):
            yield Problem("iparam_name", f"{name} is not a name for a setting, or has no attributes")
            continue
        if not row.get("display_name") or row.get("type") not in IPARAM_TYPES:
            yield Problem("iparam_type", f"{name} needs a display_name and a known type")
        if any(not isinstance(row.get(key, False), bool) for key in ("required", "secure")):
            yield Problem("iparam_boolean", f"{name}: required and secure have to be true or false")
        yield from _choices(name, row)
        for event in row.get("events", ()):
            if not re.search(rf"\bfunction\s+{re.escape(str(event.get('change')))}\s*\(", script):
                yield Problem("callback", f"{name}: config/assets/iparams.js has no function {event.get('change')}")


def _choices(name: str, row: Mapping[str, Any]) -> Iterator[Problem]:
    type_, options, default = row.get("type"), row.get("options"), row.get("default_value")
    if type_ not in _WITH_OPTIONS:
        if options is not None or default is not None:
            yield Problem("options_misplaced", f"{name}: options and a default are documented for menus alone")
        return
    if not (isinstance(options, list) and all(isinstance(option, str) for option in options)):
        yield Problem("options", f"{name}: options has to be a list of texts")
        return
    if type_ == "dropdown" and default is None:
        yield Problem("default_missing", f"{name}: specify the default value for the dropdown type")
    chosen = default if isinstance(default, list) else [] if default is None else [default]
    if set(chosen) - set(options):
        yield Problem("default_unlisted", f"{name}: the default value is not listed in the options")


# ── requests ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _templates(manifest: Document, templates: Document) -> Iterator[Problem]:
    named = set(modules_of(manifest).get("common", {}).get("requests") or ())
    for name in named ^ set(templates):
        yield Problem("request_unmatched", f"{name} has to stand in the manifest and in requests.json")
    if len(templates) > _MOST_TEMPLATES:
        yield Problem("too_many_requests", "there may be 100 request templates")
    for name, template in templates.items():
        if not _TEMPLATE_NAME.fullmatch(name):
            yield Problem("request_name", f"{name} is not a name for a request")
        yield from _schema(name, template.get("schema") or {})
        yield from _options(name, template.get("options") or {})


def _schema(name: str, schema: Mapping[str, Any]) -> Iterator[Problem]:
    if schema.get("protocol", "https") != "https":
        yield Problem("protocol", f"{name}: the protocol has to be https")
    if schema.get("method") not in _METHODS:
        yield Problem("method", f"{name}: there is no method {schema.get('method')}")
    if not _is_host(str(schema.get("host") or "")):
        yield Problem("host", f"{name}: the host has to be a domain name, without scheme, path or slash, and no IP address")
    if not str(schema.get("path", "/")).startswith("/"):
        yield Problem("request_path", f"{name}: the path has to begin with a slash")
    if schema.get("headers", {}).get("Content-Type", "application/json") not in _CONTENT_TYPES:
        yield Problem("content_type", f"{name}: this Content-Type is not taken")


def _is_host(host: str) -> bool:
    filled_in = SUBSTITUTION.sub("x", host)
    try:
        ipaddress.ip_address(filled_in)
    except ValueError:
        return bool(re.fullmatch(r"[A-Za-z0-9.-]+", filled_in)) and (filled_in != host or "." in host)
    return False


def _options(name: str, options: Mapping[str, Any]) -> Iterator[Problem]:
    if options.get("maxAttempts", 1) not in range(1, 6):
        yield Problem("max_attempts", f"{name}: maxAttempts is from 1 to 5")
    delay = options.get("retryDelay", 0)
    if not (isinstance(delay, int) and 0 <= delay <= 1500 and delay % 100 == 0):
        yield Problem("retry_delay", f"{name}: retryDelay is a multiple of 100, up to 1500")


def _substitutions(templates: Document, iparams: Document) -> Iterator[Problem]:
    secure = secure_names(iparams)
    for name, template in templates.items():
        for part, value in _parts(template.get("schema") or {}):
            for expression in SUBSTITUTION.findall(value):
                variable = VARIABLE.fullmatch(expression)
                if variable is None and not _OTHERS.fullmatch(expression):
                    yield Problem("substitution", f"{name}: {expression} cannot be filled in")
                elif variable and variable[2] == "iparam" and variable[3] not in iparams:
                    yield Problem("unknown_iparam", f"{name}: there is no setting {variable[3]}")
                elif variable and variable[2] == "iparam" and variable[3] in secure and part != "headers":
                    yield Problem("secure_outside_headers", f"{name}: {variable[3]} is secure and may stand in headers only")


def _parts(schema: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for part in ("host", "path", "headers", "query"):
        value = schema.get(part)
        for text in value.values() if isinstance(value, dict) else [value or ""]:
            yield part, str(text)
