"""The requests of an app, made by the platform: a template by its name, filled in here, where the secure settings are.

What goes out is https to a domain name. One difference for the demo and the tests: a host on this machine's loopback is called by
plain http and may have a port, see DIFFERENCES.md.
"""

import base64
import re
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

import requests

from integrations.freshdesk.sandbox.app_config_rules import SUBSTITUTION, VARIABLE
from integrations.freshdesk.sandbox.app_rules import Document

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1"})
_HOST: Final = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?")
CALLS_PER_MINUTE: Final = 50
_SECONDS: Final = 15.0
_WORTH_REPEATING: Final = frozenset({429, *range(500, 600)})


@dataclass(frozen=True, slots=True)
class Answer:
    """What an app gets for a request. ``errorSource`` tells whether the platform failed or the one that was called."""

    status: int
    response: str
    headers: Mapping[str, str] = field(default_factory=dict)
    errorSource: str = "APP"  # noqa: N815 - Freshworks' own name

    def as_json(self) -> dict[str, Any]:
        """The answer as a page or a handler sees it."""
        return asdict(self)


class Unfilled(Exception):
    """A template names something that is not there."""


class Proxy:
    """Makes the requests of one app, 50 a minute. https://developers.freshworks.com/docs/app-sdk/v3.0/rate-limits-and-constraints/"""

    def __init__(self) -> None:
        self._minute: deque[float] = deque()

    def invoke(self, templates: Document, name: str, options: Document, iparams: Document) -> Answer:
        """Make the request of this name. Every failure is an answer too."""
        if name not in templates:
            return _platform(404, "Request template not found")
        if not self._within_limit():
            return Answer(429, "Rate limit exceeded", {"Retry-After": "60"}, "PLATFORM")
        context = options.get("context") or {}
        try:
            call = _filled(templates[name]["schema"], {"iparam": iparams, "context": context})
        except Unfilled as exc:
            return _platform(400, str(exc))
        wishes = templates[name].get("options", {})
        return _made(call, options.get("body"), wishes.get("maxAttempts", 1), wishes.get("retryDelay", 0) / 1000)

    def _within_limit(self) -> bool:
        now = time.monotonic()
        while self._minute and self._minute[0] < now - 60:
            self._minute.popleft()
        self._minute.append(now)
        return len(self._minute) <= CALLS_PER_MINUTE


def _platform(status: int, words: str) -> Answer:
    return Answer(status, words, {}, "PLATFORM")


def _filled(schema: Document, values: Mapping[str, Document]) -> dict[str, Any]:
    host = fill(schema["host"], values)
    name, _, port = host.partition(":")
    plain = name in LOOPBACK
    if not _HOST.fullmatch(host) or (not plain and (port or "." not in name)):
        raise Unfilled("The host has to be a domain name, without scheme, port or path")
    return {
        "method": schema["method"],
        "url": f"{'http' if plain else 'https'}://{host}{fill(schema.get('path', '/'), values)}",
        "headers": {key: fill(text, values) for key, text in schema.get("headers", {}).items()},
        "params": {key: fill(text, values) for key, text in schema.get("query", {}).items()},
    }


def fill(text: str, values: Mapping[str, Document]) -> str:
    """Return the text with its ``<%= … %>`` filled in. Raises Unfilled."""

    def value(expression: str) -> str:
        variable = VARIABLE.fullmatch(expression)
        if variable is None or variable[3] not in values[variable[2]]:
            raise Unfilled(f"{expression} is not there to be filled in")
        found = str(values[variable[2]][variable[3]])
        if any(ord(character) < 32 for character in found):
            raise Unfilled(f"{expression} holds a control character")
        return base64.b64encode(found.encode()).decode() if variable[1] else found

    return SUBSTITUTION.sub(lambda match: value(match[1]), text)


def _made(call: Mapping[str, Any], body: Any, attempts: int, delay: float) -> Answer:
    answer = _once(call, body)
    for _ in range(attempts - 1):
        if answer.status not in _WORTH_REPEATING:
            break
        time.sleep(delay)
        answer = _once(call, body)
    return answer


def _once(call: Mapping[str, Any], body: Any) -> Answer:
    try:
        got = requests.request(**call, data=body if isinstance(body, str) else None, timeout=_SECONDS, allow_redirects=False)
    except requests.Timeout:
        return _platform(504, "The request timed out")
    except (requests.RequestException, ValueError):
        return _platform(502, "Error in establishing a connection")
    return Answer(got.status_code, got.text, {key.lower(): text for key, text in got.headers.items()})
