"""The automation rules' API, for administrators.

https://developers.freshdesk.com/api/#automations
"""

from collections.abc import Mapping
from typing import Any, Final

from flask import Response, abort, jsonify, make_response

from integrations.freshdesk.sandbox.account import FreshdeskSandbox
from integrations.freshdesk.sandbox.api import API
from integrations.freshdesk.sandbox.api_lookups import admins_only
from integrations.freshdesk.sandbox.rules import ON_UPDATE, RuleState
from integrations.freshdesk.sandbox.validation import json_body, refuse

RULE_FIELDS: Final = frozenset(
    {"name", "description", "position", "active", "performer", "events", "conditions", "operator", "actions"}
)
_LISTS: Final = ("conditions", "actions")
_WEBHOOK_NEEDS: Final = ("request_type", "url", "content_type")
_RULES: Final = f"{API}/automations/<int(min=1):type_id>/rules"


def add_rules(sandbox: FreshdeskSandbox) -> None:
    """Listing, viewing, making, changing and deleting rules."""
    app, state = sandbox.app, sandbox.state

    @app.get(_RULES)
    @admins_only(sandbox)
    def list_rules(type_id: int) -> Response:
        _known_type(type_id)
        with sandbox.lock:
            shown = [rule.as_json() for rule in sandbox.rules(type_id)]
        return jsonify(rules=shown, meta={"count": len(shown), "cascading_rules": not sandbox.on("first_match")})

    @app.get(f"{_RULES}/<int:number>")
    @admins_only(sandbox)
    def view_rule(type_id: int, number: int) -> Response:
        with sandbox.lock:
            return jsonify(_rule(sandbox, type_id, number).as_json())

    @app.post(_RULES)
    @admins_only(sandbox)
    def create_rule(type_id: int) -> Response:
        _known_type(type_id)
        body = _checked(sandbox, type_id, json_body(RULE_FIELDS))
        with sandbox.lock:
            made = RuleState(82_000_000 + state.new_id(), type_id, {"position": len(sandbox.rules(type_id)) + 1, **body})
            state.rules.append(made)
            return make_response(jsonify(made.as_json()), 201)

    @app.put(f"{_RULES}/<int:number>")
    @admins_only(sandbox)
    def update_rule(type_id: int, number: int) -> Response:
        with sandbox.lock:
            rule = _rule(sandbox, type_id, number)
            body = _checked(sandbox, type_id, {**rule.body, **json_body(RULE_FIELDS)})
            sandbox.replace_rule(rule, RuleState(number, type_id, dict(body)))
            return jsonify(_rule(sandbox, type_id, number).as_json())

    @app.delete(f"{_RULES}/<int:number>")
    @admins_only(sandbox)
    def delete_rule(type_id: int, number: int) -> Response:
        with sandbox.lock:
            sandbox.replace_rule(_rule(sandbox, type_id, number), None)
        return make_response("", 204)


def _known_type(type_id: int) -> None:
    if type_id not in (1, 3, ON_UPDATE):
        abort(404)


def _rule(sandbox: FreshdeskSandbox, type_id: int, number: int) -> RuleState:
    found = next((rule for rule in sandbox.rules(type_id) if rule.id == number), None)
    return found or abort(404)


def _checked(sandbox: FreshdeskSandbox, type_id: int, body: Mapping[str, Any]) -> Mapping[str, Any]:
    if not isinstance(body.get("name"), str) or not body["name"]:
        refuse(400, "name", "missing_field", "It should be a/an String")
    for name in (*_LISTS, *(("events",) if type_id == ON_UPDATE else ())):
        if not isinstance(body.get(name), list) or not body[name]:
            refuse(400, name, "missing_field", "It should be a/an Array")
    if type_id == ON_UPDATE and not isinstance(body.get("performer"), dict):
        refuse(400, "performer", "missing_field", "It should be a/an Object")
    for action in body["actions"]:
        if action.get("field_name") == "trigger_webhook":
            _check_webhook(sandbox, action)
    return body


def _check_webhook(sandbox: FreshdeskSandbox, action: Mapping[str, Any]) -> None:
    if sandbox.on("rules_api") == "no_webhooks":
        refuse(400, "actions", "invalid_value", "It should be one of the account's actions")
    for name in _WEBHOOK_NEEDS:
        if not action.get(name):
            refuse(400, name, "missing_field", "It should be a/an String")
    if not isinstance(action.get("content_layout"), str):
        refuse(400, "content_layout", "datatype_mismatch", "It should be a/an String")
