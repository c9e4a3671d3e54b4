"""The requests of the app: Freshworks makes them for it, by name, with host and token filled in from the settings.

https://developers.freshworks.com/docs/app-sdk/v3.0/common/advanced-interfaces/request-method/
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

#: A call that may be made twice is tried again by Freshworks, after a second; what a person clicked is not.
_PATIENT: Final = 3
_ONCE: Final = 1


@dataclass(frozen=True, slots=True)
class RequestTemplate:
    """One request. ``path`` follows the account's; ``from_page`` takes host, account and token from the page that calls.

    The settings page calls before anything is saved, and an installation is checked before it is complete.
    """

    name: str
    method: str
    path: str
    attempts: int = _ONCE
    speaks: bool = False
    from_page: bool = False


_TICKET: Final = "/tickets/<%= context.ticket %>"

TEMPLATES: Final = (
    RequestTemplate("readTicket", "GET", _TICKET, attempts=_PATIENT, speaks=True),
    RequestTemplate("correct", "POST", f"{_TICKET}/corrections", speaks=True),
    RequestTemplate("undo", "POST", f"{_TICKET}/undo", speaks=True),
    RequestTemplate("prefersHuman", "POST", f"{_TICKET}/prefers-human", speaks=True),
    RequestTemplate("preferredChannel", "POST", f"{_TICKET}/preferred-channel", speaks=True),
    RequestTemplate("answerAudit", "POST", f"{_TICKET}/audit", speaks=True),
    RequestTemplate("draftInserted", "POST", f"{_TICKET}/draft-inserted", speaks=True),
    RequestTemplate("ownWords", "POST", f"{_TICKET}/own-words", speaks=True),
    RequestTemplate("coach", "POST", f"{_TICKET}/coach", speaks=True),
    RequestTemplate("ring", "POST", "/bells", attempts=_PATIENT),
    RequestTemplate("groups", "GET", "/groups", from_page=True),
    RequestTemplate("checkSettings", "POST", "/settings/check", from_page=True),
    RequestTemplate("sendSettings", "POST", "/settings", from_page=True),
)


def render_requests(prefix: str) -> dict[str, Any]:
    """Return ``config/requests.json``. ``prefix`` is the path under which the connector answers, empty at the root of its host."""
    return {template.name: _rendered(template, prefix) for template in TEMPLATES}


def _rendered(template: RequestTemplate, prefix: str) -> Mapping[str, Any]:
    source = "context.{}" if template.from_page else "iparam.connector_{}"
    host, account, token = (f"<%= {source.format(name)} %>" for name in ("host", "account", "token"))
    schema: dict[str, Any] = {
        "protocol": "https",
        "method": template.method,
        "host": host,
        "path": f"{prefix}/app/v1/accounts/{account}{template.path}",
        "headers": {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    }
    if template.speaks:
        schema["query"] = {"language": "<%= context.language %>"}
    return {"schema": schema, "options": {"maxAttempts": template.attempts, "retryDelay": 1000}}
