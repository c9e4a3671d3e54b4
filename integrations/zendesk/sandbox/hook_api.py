"""Webhooks in the REST API. https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/"""

import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import requests
from flask import Blueprint, Response, request

from connector.testing.sandbox import Webhook
from integrations.zendesk.sandbox import hooks
from integrations.zendesk.sandbox.automation import CONDITIONAL, Hook, new_hook_id
from integrations.zendesk.sandbox.paging import page_of
from integrations.zendesk.sandbox.shapes import not_found
from integrations.zendesk.sandbox.state import iso

if TYPE_CHECKING:
    from integrations.zendesk.sandbox.desk import ZendeskSandbox

Answer = Response | tuple[dict[str, Any] | str, int] | dict[str, Any]

_SETTABLE: Final = (
    "name", "endpoint", "status", "subscriptions", "http_method", "request_format", "description", "custom_headers",
)  # fmt: skip
_REQUIRED: Final = ("name", "endpoint", "status", "http_method", "request_format")
_EVENT: Final = "zen:event-type:"
_SAMPLE: Final = '{"type":"zen:event-type:ticket.created","id":"sample","detail":{"id":"12345"},"event":{}}'
_TEST_SECONDS: Final = 5.0


def hook_api(desk: "ZendeskSandbox") -> Blueprint:
    """Build the blueprint for one account."""
    pages = Blueprint("zendesk_webhooks", __name__, url_prefix="/api/v2/webhooks")
    there = desk.account.hooks

    @pages.get("")
    def every() -> Answer:
        name = request.args.get("filter[name_contains]", "")
        with desk.lock:
            return page_of("webhooks", [hook_json(hook) for hook in there.values() if name in hook.name])

    @pages.post("")
    def create() -> Answer:
        with desk.lock:
            now = iso(desk.now())
            hook = Hook(new_hook_id(), "", "", [], created_at=now, updated_at=now)
            if refusal := _set(hook, _wanted(), required=_REQUIRED):
                return refusal
            there[hook.id] = hook
            return {"webhook": hook_json(hook)}, 201

    @pages.route("/<hook_id>", methods=["GET", "PUT", "PATCH", "DELETE"])
    def one(hook_id: str) -> Answer:
        with desk.lock:
            hook = there.get(hook_id)
            if hook is None:
                return not_found()
            if request.method == "DELETE":
                if any(hook_id in dict(trigger.calls()) for trigger in desk.account.triggers.values()):
                    return _invalid("The webhook is used by a trigger.")
                del there[hook_id]
                return "", 204
            if request.method != "GET":
                if refusal := _set(hook, _wanted(), required=_REQUIRED if request.method == "PUT" else ()):
                    return refusal
                hook.updated_at = iso(desk.now())
                return "", 204
            return {"webhook": hook_json(hook)}

    @pages.route("/<hook_id>/signing_secret", methods=["GET", "POST"])
    def secret(hook_id: str) -> Answer:
        with desk.lock:
            hook = there.get(hook_id)
            if hook is None:
                return not_found()
            if request.method == "POST":
                hook.secret = secrets.token_urlsafe(32)
            body = {"signing_secret": {"algorithm": "SHA256", "secret": hook.secret}}
            return body if request.method == "GET" else (body, 201)

    @pages.get("/<hook_id>/invocations")
    def invocations(hook_id: str) -> Answer:
        with desk.lock:
            hook = there.get(hook_id)
            if hook is None:
                return not_found()
            newest_first = request.args.get("sort") == "-latest_completed_at"
            return page_of("invocations", hook.invocations[::-1] if newest_first else list(hook.invocations))

    @pages.post("/test")
    def test() -> Answer:
        wanted = (request.get_json(silent=True) or {}).get("request") or {}
        hook_id = request.args.get("webhook_id", "")
        with desk.lock:
            hook = there.get(hook_id)
        if hook is None:
            return not_found()
        body = str(wanted.get("payload") or _SAMPLE).encode()
        call = hooks.call(Webhook(hook.endpoint, hook.secret), body, hook_id=hook.id)
        try:
            answer = requests.post(
                call.url, data=call.body, headers=dict(call.headers), timeout=_TEST_SECONDS, allow_redirects=False
            )
        except requests.RequestException:
            return {"response": {"status": 0, "headers": [], "payload": ""}}
        return {"response": {"status": answer.status_code, "headers": [], "payload": answer.text[:1000]}}

    return pages


def hook_json(hook: Hook) -> dict[str, Any]:
    """https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/#json-format"""
    shown = {name: getattr(hook, name) for name in _SETTABLE}
    return {"id": hook.id, **shown, "created_at": hook.created_at, "updated_at": hook.updated_at, "created_by": "800"}


def _wanted() -> Mapping[str, Any]:
    body = request.get_json(silent=True)
    wanted = body.get("webhook") if isinstance(body, dict) else None
    return wanted if isinstance(wanted, dict) else {}


def _set(hook: Hook, wanted: Mapping[str, Any], *, required: tuple[str, ...]) -> Answer | None:
    """Take over what is wanted, or say why not."""
    if missing := [name for name in required if not wanted.get(name)]:
        return _invalid(f"{missing[0]} is required")
    merged = {name: getattr(hook, name) for name in _SETTABLE} | {n: v for n, v in wanted.items() if n in _SETTABLE}
    subscriptions = merged["subscriptions"]
    is_conditional = subscriptions == [CONDITIONAL]
    if not is_conditional and not (subscriptions and all(str(name).startswith(_EVENT) for name in subscriptions)):
        return _invalid("subscriptions must be events, or conditional_ticket_events alone")
    if hook.subscriptions and hook.is_conditional != is_conditional:
        return _invalid("The connection method cannot be changed.")
    if not is_conditional and (merged["http_method"], merged["request_format"]) != ("POST", "json"):
        return _invalid("Event-subscribed webhooks use POST and json.")
    if merged["status"] not in ("active", "inactive"):
        return _invalid("status must be active or inactive")
    if not str(merged["endpoint"]).startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        return _invalid("endpoint must be an https address")
    for name, value in merged.items():
        setattr(hook, name, value)
    return None


def _invalid(why: str) -> tuple[dict[str, Any], int]:
    return {"errors": [{"code": "InvalidWebhook", "title": "Invalid webhook", "detail": why}]}, 400
