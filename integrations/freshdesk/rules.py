"""The account's automation rules: reading them, and keeping the two that ring our bell. Administrators' keys only.

What the reference leaves open about a webhook action was read in other people's published clients: ``field_name`` is
``trigger_webhook`` (two of them), ``content_layout`` "2" goes with a body of one's own, and ``content`` is the object to send (one). Where the account has a webhook rule already, its action
is the model instead. An action of ours is never anything but a webhook; actions that send mail cannot be spelt here.
https://developers.freshdesk.com/api/#automations
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from connector.errors import OutcomeUnknown, Permanent, TicketGone, Transient
from connector.kit.http import HelpdeskSession, json_of
from integrations.freshdesk.provision import REPLIED, RULE_VERSION, OurRule, rule_content
from integrations.freshdesk.reading import API, Reader, has_next_page, typed
from integrations.freshdesk.signature import SECRET_HEADER
from integrations.freshdesk.wire import Effect, RuleBody, RulesBody

WEBHOOK: Final = "trigger_webhook"
_SIMPLE: Final = "1"
_ADVANCED: Final = "2"
_BY_REQUESTER: Final = 2
_MOST_PAGES: Final = 20
#: What an update of a rule consists of; the rest of what is read is for reading only.
_WRITABLE: Final = ("name", "description", "position", "performer", "events", "conditions", "operator")


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of one type. ``first_match`` says that only the first one that matches runs, ``None`` that it was not told."""

    every: tuple[RuleBody, ...]
    first_match: bool | None


@dataclass(frozen=True, slots=True)
class Bell:
    """What a rule of ours shall do: whom to call, and with what proof. An empty ``secret`` is one that we do not know."""

    url: str
    secret: str
    basic_user: str = ""

    def action(self, event: str, like: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the webhook action, in the shape of ``like``. Of that, nothing is taken but its shape: no address, no secret."""
        model = like or {}
        layout = model.get("content_layout")
        content = rule_content(event)
        return {
            "field_name": model.get("field_name", WEBHOOK),
            "request_type": "POST",
            "url": self.url,
            "content_type": "JSON",
            "content_layout": layout if layout is not None and str(layout) != _SIMPLE else _ADVANCED,
            "content": json.dumps(content) if isinstance(model.get("content"), str) else content,
            **self._proof(),
        }

    def rings_in(self, action: Mapping[str, Any], event: str) -> bool:
        """Whether this action calls us as it should. A proof that the answer leaves out, or that we do not know, is taken on trust."""
        return action.get("url") == self.url and event in str(action.get("content")) and not self._differs(action)

    def _proof(self) -> dict[str, Any]:
        if self.basic_user:
            return {"auth_header": {"username": self.basic_user, "password": self.secret}}
        return {"custom_headers": {SECRET_HEADER: self.secret}}

    def _differs(self, action: Mapping[str, Any]) -> bool:
        shown = action.get("auth_header" if self.basic_user else "custom_headers")
        if not self.secret or not isinstance(shown, dict):
            return False
        values = {str(name).casefold(): value for name, value in shown.items()}
        return bool(values.get("password" if self.basic_user else SECRET_HEADER.casefold(), self.secret) != self.secret)


class RuleBook:
    """Reads and writes the rules of an account. Raises CredentialsRejected where the key may not."""

    def __init__(self, session: HelpdeskSession, reader: Reader) -> None:
        self._session = session
        self._reader = reader

    def read(self, type_id: int) -> Rules:
        """Return the rules of one type. The list is documented without pages; where it links to another, that is followed."""
        every: list[RuleBody] = []
        first_match: bool | None = None
        for page in range(1, _MOST_PAGES):
            answer = self._reader.answer(f"/automations/{type_id}/rules", {"page": page} if page > 1 else None)
            body = typed(RulesBody, json_of(answer))
            every += body.rules
            if isinstance(cascading := body.meta.get("cascading_rules"), bool):
                first_match = not cascading
            if not has_next_page(answer):
                break
        return Rules(tuple(every), first_match)

    def create(self, rule: OurRule, bell: Bell, rules: Rules, statuses: Sequence[int]) -> int:
        """Make the rule and return its id. Raises Refused where Freshdesk does not take it so.

        Where only the first match runs it goes to the end, so that it stops none of the others.
        """
        body: dict[str, Any] = {
            "name": rule.name,
            "active": True,
            "conditions": [_status_among(statuses)],
            "actions": [bell.action(rule.event, model_among(rules))],
        }
        if rule is REPLIED:
            body |= {"performer": {"type": _BY_REQUESTER}, "events": [{"field_name": "reply_sent"}]}
        if rules.first_match:
            body["position"] = len(rules.every) + 1
        answer = self._session.write("POST", f"{API}/automations/{rule.type_id}/rules", body)
        try:
            return typed(Effect, json_of(answer)).id
        except (Transient, Permanent) as exc:
            raise OutcomeUnknown("the answer to a new rule could not be read; run the set-up again, it looks first") from exc

    def mend(self, rule: OurRule, bell: Bell, there: RuleBody) -> None:
        """Let a rule that is there ring as it should and run. Its conditions, and its other actions, stay as people set them."""
        ours = next((action for action in webhooks_of(there) if _is_our_action(action, bell.url)), {})
        others = [action for action in there.actions if action is not ours]
        action = bell.action(rule.event, ours)
        if not bell.secret:  # one that we do not know is carried on as it stands in the rule
            action |= {name: ours[name] for name in ("custom_headers", "auth_header") if name in ours}
        body = {name: getattr(there, name) for name in _WRITABLE if getattr(there, name) is not None}
        body |= {"active": True, "actions": [*others, action]}
        self._session.write("PUT", f"{API}/automations/{rule.type_id}/rules/{there.id}", body)

    def delete(self, rule: OurRule, there: RuleBody) -> bool:
        """Delete a rule. Returns whether it was still there."""
        try:
            self._session.write("DELETE", f"{API}/automations/{rule.type_id}/rules/{there.id}")
        except TicketGone:
            return False
        return True


def ours_among(rules: Rules, rule: OurRule, known_id: str, url: str) -> RuleBody | None:
    """Return our rule: by its id, or by its name if it rings the same place, on this host or on one we moved from."""
    by_id = next((there for there in rules.every if str(there.id) == known_id), None)
    if by_id is not None:
        return by_id
    named = (there for there in rules.every if there.name.strip() == rule.name)
    return next((there for there in named if any(_same_place(action, url) for action in webhooks_of(there))), None)


def webhooks_of(rule: RuleBody) -> Iterator[dict[str, Any]]:
    """Yield the webhook actions of a rule."""
    for action in rule.actions:
        if isinstance(action.get("url"), str) and "webhook" in str(action.get("field_name", "")):
            yield action


def model_among(rules: Rules) -> Mapping[str, Any] | None:
    """Return a webhook action whose shape can be copied: one with a body of JSON."""
    every = (action for rule in rules.every for action in webhooks_of(rule))
    return next((action for action in every if str(action.get("content_type")).upper() == "JSON"), None)


def stands(rule: OurRule, bell: Bell, there: RuleBody) -> bool:
    """Whether a rule runs and rings as it should."""
    return there.active and any(bell.rings_in(action, rule.event) for action in webhooks_of(there))


def _is_our_action(action: Mapping[str, Any], url: str) -> bool:
    return _same_place(action, url) or RULE_VERSION in str(action.get("content"))


def _same_place(action: Mapping[str, Any], url: str) -> bool:
    """The path names the account with us; the host may have changed since."""
    return bool(url) and urlsplit(str(action["url"])).path == urlsplit(url).path


def _status_among(statuses: Sequence[int]) -> dict[str, Any]:
    """A rule needs a condition. https://developers.freshdesk.com/api/#create_automation_rule"""
    status = {"field_name": "status", "resource_type": "ticket", "operator": "in", "value": list(statuses)}
    return {"name": "condition_set_1", "match_type": "any", "properties": [status]}
