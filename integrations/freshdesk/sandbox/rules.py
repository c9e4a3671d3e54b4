"""The automation rules of the account, as they are listed, and which of them call a webhook for what happened.

https://developers.freshdesk.com/api/#automations and https://support.freshdesk.com/support/solutions/articles/132589
"""

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from connector.testing.sandbox import OutgoingCall, Webhook
from integrations.freshdesk.provision import OUR_RULES, rule_content
from integrations.freshdesk.signature import SECRET_HEADER

ON_CREATION, ON_UPDATE = 1, 4
BASIC_USER: Final = "freshdesk"
#: The performers of an update rule: 1 agent, 2 requester, 3 either, 4 the system.
_PERFORMERS: Final = {"agent": (1, 3), "requester": (2, 3)}


@dataclass
class RuleState:
    """A rule. ``body`` is what may be written of it."""

    id: int
    type_id: int
    body: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The rule as the API shows it."""
        shown = {"description": None, "position": 1, "active": True, "operator": None, **self.body}
        extra = {"outdated": False, "last_updated_by": 9002, "affected_tickets_count": None}
        times = {"created_at": "2026-11-01T08:00:00Z", "updated_at": "2026-11-01T08:00:00Z"}
        return {"id": self.id, "automation_type_id": self.type_id, **shown, **extra, **times}

    def matches(self, status: int, event: str, performer: str) -> bool:
        """Whether the rule runs: its type, its performer, and its conditions as far as they are about the status."""
        if not self.body.get("active", True) or (self.type_id == ON_CREATION) != (event == "ticket_created"):
            return False
        if self.type_id == ON_UPDATE and self.body.get("performer", {}).get("type") not in _PERFORMERS[performer]:
            return False
        sets = self.body.get("conditions") or []
        about = [
            p for s in sets for p in s.get("properties", ()) if p.get("field_name") == "status" and p.get("operator") == "in"
        ]
        return not about or any(status in p["value"] for p in about)

    def calls(self, ticket_id: int) -> Iterator[OutgoingCall]:
        """The calls of its webhook actions."""
        for action in self.body["actions"]:
            if action.get("field_name") == "trigger_webhook":
                yield _call(action, ticket_id)


#: Another rule of the account, which tags new tickets.
NEW_CUSTOMERS: Final = RuleState(
    201,
    ON_CREATION,
    {
        "name": "New customers",
        "conditions": [{"name": "condition_set_1", "match_type": "all", "properties": []}],
        "actions": [{"field_name": "add_tag", "value": ["new_customer"]}],
    },
)


def made_by_hand(webhook: Webhook, type_id: int, values: Mapping[str, Any]) -> RuleState:
    """The rule that an admin made by hand, as the API lists it."""
    ours = next(rule for rule in OUR_RULES if rule.type_id == type_id)
    proof: dict[str, Any] = {"custom_headers": {SECRET_HEADER: webhook.secret}}
    if values["webhook_auth"] == "basic":
        proof = {"auth_header": {"username": BASIC_USER, "password": webhook.secret}}
    action = {
        "field_name": "trigger_webhook",
        "request_type": "POST",
        "url": webhook.url,
        "content_type": "JSON",
        "content_layout": "1" if values["webhook_shape"] == "simple" else "2",
        "content": rule_content(ours.event),
        **proof,
    }
    body: dict[str, Any] = {"name": ours.name, "position": 2, "actions": [action]}
    status = {"field_name": "status", "resource_type": "ticket", "operator": "in", "value": [2, 3, 6, 7, 8]}
    body["conditions"] = [{"name": "condition_set_1", "match_type": "any", "properties": [status]}]
    if type_id == ON_UPDATE:
        body |= {"performer": {"type": 2 if values["rule_performer"] == "requester" else 3}}
        body |= {"events": [{"field_name": "reply_sent"}]}
    return RuleState(100 + type_id, type_id, body)


def _call(action: Mapping[str, Any], ticket_id: int) -> OutgoingCall:
    content = action.get("content", {})
    text = content if isinstance(content, str) else json.dumps(content)
    text = text.replace("{{ticket.id}}", str(ticket_id))
    if str(action.get("content_layout")) == "1":
        text = json.dumps({"freshdesk_webhook": json.loads(text)})
    headers = {"Content-Type": "application/json", **action.get("custom_headers", {})}
    if login := action.get("auth_header"):
        pair = base64.b64encode(f"{login['username']}:{login['password']}".encode()).decode()
        headers["Authorization"] = f"Basic {pair}"
    return OutgoingCall(url=action["url"], headers=headers, body=text.encode())
