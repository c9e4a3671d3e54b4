"""Our webhook in a Zendesk account: found again, made, mended, tried, deleted; and its secret read back.

https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/
"""

import contextlib
import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from connector.errors import TicketGone
from connector.kit.http import HelpdeskSession
from integrations.zendesk.account_payloads import (
    CONDITIONAL,
    HookAnswer,
    HookBody,
    HooksPage,
    InvocationBody,
    InvocationsPage,
    SecretAnswer,
    TestAnswer,
)
from integrations.zendesk.provision import NAME, SUBSCRIPTIONS
from integrations.zendesk.reading import PER_PAGE, Reader, made

EVENTS: Final = tuple(type_ for type_, _ in SUBSCRIPTIONS)

#: Genuine, and about no ticket: our endpoint answers it and keeps nothing.
TEST_EVENT: Final = json.dumps({"type": "zen:event-type:warm_handoff.test"})

_PATH: Final = "/api/v2/webhooks"


class Webhooks:
    """The webhooks of an account. Raises the families of ``connector.errors``; CredentialsRejected where we lack the right."""

    def __init__(self, session: HelpdeskSession) -> None:
        self._session = session
        self._reader = Reader(session)

    def find(self, hook_id: str, url: str) -> HookBody | None:
        """Return the webhook of this id, else the one with our name that rings ``url``."""
        try:
            if hook_id:
                return self._reader.one(HookAnswer, _at(hook_id)).webhook
        except TicketGone:  # somebody deleted it
            pass
        pages = self._reader.pages(HooksPage, _PATH, {"filter[name_contains]": NAME})
        named = (hook for page in pages for hook in page.webhooks if hook.name == NAME and hook.endpoint == url)
        return next(named, None)

    def create(self, url: str, *, for_triggers: bool) -> HookBody:
        """Make one that rings ``url``: for events, or for triggers to call."""
        wanted = {
            "name": NAME,
            "endpoint": url,
            "http_method": "POST",
            "request_format": "json",
            "status": "active",
            "subscriptions": [CONDITIONAL] if for_triggers else list(EVENTS),
        }
        return made(HookAnswer, self._session.write("POST", _PATH, {"webhook": wanted})).webhook

    def mend(self, hook: HookBody, url: str) -> None:
        """Let it ring ``url`` for all we need. What an admin subscribed it to beyond that stays."""
        changes: dict[str, Any] = {"endpoint": url, "status": "active"}
        if not hook.is_conditional:
            changes["subscriptions"] = list(dict.fromkeys((*EVENTS, *hook.subscriptions)))
        self._session.write("PATCH", _at(hook.id), {"webhook": changes})

    def delete(self, hook_id: str) -> None:
        """Delete it. One that is gone already is as good as deleted."""
        with contextlib.suppress(TicketGone):
            self._session.write("DELETE", _at(hook_id))

    def secret(self, hook_id: str) -> str:
        """Return the secret that signs its calls."""
        return self._reader.one(SecretAnswer, f"{_at(hook_id)}/signing_secret").signing_secret.secret

    def recent_calls(self, hook_id: str) -> Sequence[InvocationBody]:
        """Return how its newest hundred calls ended, newest first."""
        newest_first: dict[str, str | int] = {"sort": "-latest_completed_at", "page[size]": PER_PAGE}
        return self._reader.one(InvocationsPage, f"{_at(hook_id)}/invocations", newest_first).invocations

    def ring(self, hook: HookBody) -> int:
        """Let Zendesk ring our endpoint once, signed with the webhook's own secret. Returns the answer's status, 0 for none."""
        request = {"endpoint": hook.endpoint, "http_method": "POST", "request_format": "json", "payload": TEST_EVENT}
        answer = self._session.write("POST", f"{_PATH}/test?webhook_id={quote(hook.id, safe='')}", {"request": request})
        return made(TestAnswer, answer).response.status


def rings_right(hook: HookBody, url: str) -> bool:
    """Whether a webhook rings ``url`` for all we need."""
    hears = hook.is_conditional or set(EVENTS) <= set(hook.subscriptions)
    return hook.endpoint == url and hook.status == "active" and hears


def _at(hook_id: str) -> str:
    return f"{_PATH}/{quote(hook_id, safe='')}"
