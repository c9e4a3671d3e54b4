"""Which webhooks an update rings, with which body: the one set for tests, those made through the API, those that triggers call."""

import re
import uuid
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from connector.testing.sandbox import OutgoingCall, Webhook
from integrations.zendesk.sandbox import hooks
from integrations.zendesk.sandbox.rule_api import Occasion, fires
from integrations.zendesk.sandbox.state import TicketState, iso

if TYPE_CHECKING:
    from integrations.zendesk.sandbox.desk import ZendeskSandbox

_PLACEHOLDER: Final = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")
_MOST_INVOCATIONS: Final = 1_000


def calls(
    desk: "ZendeskSandbox", ticket: TicketState, happenings: Sequence[hooks.Happening], *, actor_id: int
) -> Iterator[OutgoingCall]:
    """Yield the calls that an update makes."""
    sequence = str(uuid.uuid4())

    def body(position: int, happening: hooks.Happening) -> bytes:
        return hooks.event_body(ticket, happening, actor_id=actor_id, sequence=sequence, position=position)

    if desk.webhook.url:
        if desk.on("webhook_kind") == "trigger":
            yield hooks.call(desk.webhook, hooks.trigger_body(ticket, happenings[0]))
        else:
            for position, happening in enumerate(happenings, 1):
                if hooks.is_subscribed(happening, hooks.SUBSCRIBED):
                    yield hooks.call(desk.webhook, body(position, happening))
    for hook in desk.account.hooks.values():
        target = Webhook(hook.endpoint, hook.secret)
        for position, happening in enumerate(happenings, 1):
            if hook.status == "active" and hooks.is_subscribed(happening, hook.subscriptions):
                yield hooks.call(target, body(position, happening), hook_id=hook.id)
    yield from _by_triggers(desk, ticket, _occasion(desk, ticket, happenings, actor_id))


def note_outcome(desk: "ZendeskSandbox", call: OutgoingCall, status: int | None) -> None:
    """Write down how a call of a webhook ended; a repeat replaces what was written of it before."""
    hook = desk.account.hooks.get(call.headers[hooks.HOOK_HEADER])
    if hook is None:
        return
    name = call.headers[hooks.INVOCATION_HEADER]
    hook.invocations = [one for one in hook.invocations if one["id"] != name][-_MOST_INVOCATIONS:]
    hook.invocations.append({"id": name, "webhook_id": hook.id, "status": _word(status), "latest_completed_at": iso(desk.now())})


def secret_for(desk: "ZendeskSandbox", call: OutgoingCall) -> str:
    """The secret under which a repeat of this call is signed."""
    hook = desk.account.hooks.get(call.headers[hooks.HOOK_HEADER])
    return hook.secret if hook else desk.webhook.secret


def _by_triggers(desk: "ZendeskSandbox", ticket: TicketState, seen: Occasion) -> Iterator[OutgoingCall]:
    values = {"ticket.id": str(ticket.id), "ticket.tags": " ".join(ticket.tags)}
    for trigger in desk.account.triggers.values():
        for hook_id, text in trigger.calls() if fires(trigger, seen) else ():
            hook = desk.account.hooks.get(hook_id)
            if hook is not None and hook.status == "active":
                filled = _PLACEHOLDER.sub(lambda found: values.get(found[1], ""), text)
                yield hooks.call(Webhook(hook.endpoint, hook.secret), filled.encode(), hook_id=hook.id)


def _occasion(desk: "ZendeskSandbox", ticket: TicketState, happenings: Sequence[hooks.Happening], actor_id: int) -> Occasion:
    actor = desk.account.users.get(actor_id)
    comments: list[Any] = [one.event["comment"] for one in happenings if one.name == "comment_added"]
    is_new = happenings[0].name == "created"
    return Occasion(
        is_new=is_new,
        tags=ticket.tags,
        by_customer=actor is not None and actor.role == "end-user",
        public_comment=is_new or any(comment["is_public"] for comment in comments),
    )


def _word(status: int | None) -> str:
    """https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#list-webhook-invocations"""
    if status is None:
        return "timeout"
    if status < 300:
        return "success"
    return "client error" if status < 500 else "server error"
