"""Triggers in the REST API: creating, changing, deleting, and when they fire.

https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/
https://developer.zendesk.com/documentation/ticketing/reference-guides/conditions-reference/
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, request

from integrations.zendesk.sandbox.automation import Trigger
from integrations.zendesk.sandbox.paging import page_of
from integrations.zendesk.sandbox.shapes import invalid, not_found
from integrations.zendesk.sandbox.state import iso

if TYPE_CHECKING:
    from integrations.zendesk.sandbox.desk import ZendeskSandbox

Answer = Response | tuple[dict[str, Any] | str, int] | dict[str, Any]


@dataclass(frozen=True)
class Occasion:
    """What a trigger looks at after an update."""

    is_new: bool
    tags: Sequence[str]
    by_customer: bool
    public_comment: bool


_CHECKS: Final[Mapping[tuple[str, str], Callable[[Occasion, str], bool]]] = {
    ("update_type", "is"): lambda seen, value: seen.is_new == (value == "Create"),
    ("current_tags", "includes"): lambda seen, value: bool(set(value.split()) & set(seen.tags)),
    ("current_tags", "not_includes"): lambda seen, value: not set(value.split()) & set(seen.tags),
    ("role", "is"): lambda seen, value: seen.by_customer == (value == "end_user"),
    ("comment_is_public", "is"): lambda seen, value: seen.public_comment == (value == "true"),
}


def fires(trigger: Trigger, seen: Occasion) -> bool:
    """Whether all conditions hold."""
    return trigger.active and all(
        _CHECKS[condition["field"], condition["operator"]](seen, condition["value"]) for condition in trigger.conditions
    )


def rule_api(desk: "ZendeskSandbox") -> Blueprint:
    """Build the blueprint for one account."""
    pages = Blueprint("zendesk_triggers", __name__, url_prefix="/api/v2/triggers")
    there = desk.account.triggers

    @pages.get("")
    def every() -> Answer:
        with desk.lock:
            return page_of("triggers", [trigger_json(trigger) for trigger in there.values()])

    @pages.post("")
    def create() -> Answer:
        with desk.lock:
            trigger = Trigger(desk.account.next_id(), "", (), (), updated_at=iso(desk.now()))
            if refusal := _set(desk, trigger):
                return refusal
            there[trigger.id] = trigger
            return {"trigger": trigger_json(trigger)}, 201

    @pages.route("/<int:trigger_id>", methods=["GET", "PUT", "DELETE"])
    def one(trigger_id: int) -> Answer:
        with desk.lock:
            trigger = there.get(trigger_id)
            if trigger is None:
                return not_found()
            if request.method == "DELETE":
                del there[trigger_id]
                return "", 204
            if request.method == "PUT":
                if refusal := _set(desk, trigger):
                    return refusal
                trigger.updated_at = iso(desk.now())
            return {"trigger": trigger_json(trigger)}

    return pages


def trigger_json(trigger: Trigger) -> dict[str, Any]:
    """https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#json-format"""
    return {
        "id": trigger.id,
        "title": trigger.title,
        "active": trigger.active,
        "conditions": {"all": [dict(one) for one in trigger.conditions], "any": []},
        "actions": [dict(one) for one in trigger.actions],
        "updated_at": trigger.updated_at,
    }


def _set(desk: "ZendeskSandbox", trigger: Trigger) -> Answer | None:
    body = request.get_json(silent=True)
    wanted = body.get("trigger") if isinstance(body, dict) else None
    if not isinstance(wanted, dict):
        return invalid("base", "Trigger is missing")
    title = wanted.get("title", trigger.title)
    conditions = wanted.get("conditions", {"all": trigger.conditions}).get("all", [])
    actions = wanted.get("actions", trigger.actions)
    if not title:
        return invalid("title", "Title: cannot be blank")
    if not conditions or any((one.get("field"), one.get("operator")) not in _CHECKS for one in conditions):
        return invalid("conditions", "Conditions: are not known here")
    for action in actions:
        hook = desk.account.hooks.get(str(action["value"][0])) if action.get("field") == "notification_webhook" else None
        if hook is None or not hook.is_conditional:
            return invalid("actions", "Actions: name no webhook for triggers")
    trigger.title, trigger.conditions, trigger.actions = title, conditions, actions
    trigger.active = bool(wanted.get("active", trigger.active))
    return None
