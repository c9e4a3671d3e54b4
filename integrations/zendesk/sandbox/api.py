"""The part of Zendesk's REST API that we use, and nothing else: any other path is 404.

https://developer.zendesk.com/api-reference/
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, g, request

from integrations.zendesk.sandbox.access import allows
from integrations.zendesk.sandbox.answers import answer_api
from integrations.zendesk.sandbox.app_api import app_api
from integrations.zendesk.sandbox.field_api import field_api
from integrations.zendesk.sandbox.hook_api import hook_api
from integrations.zendesk.sandbox.paging import page_of
from integrations.zendesk.sandbox.rule_api import rule_api
from integrations.zendesk.sandbox.shapes import not_found, user_json
from integrations.zendesk.sandbox.state import OUR_USER
from integrations.zendesk.sandbox.ticket_api import ticket_api
from integrations.zendesk.sandbox.user_api import user_api

if TYPE_CHECKING:
    from integrations.zendesk.sandbox.desk import ZendeskSandbox

Answer = Response | tuple[Response | dict[str, Any] | str, int] | tuple[str, int, dict[str, str]] | dict[str, Any]

_RESOURCES: Final[Mapping[str, str]] = {
    "tickets": "tickets",
    "incremental": "tickets",
    "users": "users",
    "macros": "macros",
    "help_center": "hc",
    "apps": "apps",
    "webhooks": "webhooks",
    "triggers": "triggers",
}
_FOR_ADMINS: Final = frozenset({"webhooks", "triggers", "incremental"})
_ROLE_TYPES: Final[Mapping[str, int]] = {"admin": 4, "agent": 0, "light agent": 1}


def api(desk: "ZendeskSandbox") -> Blueprint:
    """Build the blueprint for one account."""
    pages = Blueprint("zendesk_api", __name__)
    account = desk.account

    @pages.before_request
    def guard() -> Answer | None:
        enforces = desk.on("enforces_rate_limits")
        limits = {"calls": int(desk.on("calls_per_minute")), "updates": int(desk.on("updates_per_minute"))} if enforces else {}
        with desk.lock:
            g.rate_headers, wait = desk.limits.check(request.method, request.path, **limits)
            scopes = desk.access.scopes(request.headers.get("Authorization", ""))
        if request.path.endswith("/public_key.pem"):  # for everybody
            return None
        if scopes is None:
            return {"error": "Couldn't authenticate you"}, 401
        if wait is not None and enforces:
            return "Number of allowed API requests per minute exceeded", 429, {"Retry-After": str(wait)}
        verb = "read" if request.method == "GET" else "write"
        may = _part() == "oauth" or (allows(scopes, _resource(desk), verb) and _role_allows(desk, verb))
        return None if may else _forbidden(desk)

    @pages.after_request
    def headers(response: Response) -> Response:
        response.headers.extend(g.get("rate_headers", {}))
        return response

    @pages.get("/api/v2/users/me")
    def me() -> Answer:
        return {"user": user_json(account.users[OUR_USER]) | _seat(desk)}

    @pages.delete("/api/v2/oauth/tokens/current")
    def revoke() -> Answer:
        with desk.lock:
            desk.access.revoke(request.headers.get("Authorization", ""))
        return "", 204

    @pages.get("/api/v2/groups")
    def groups() -> Answer:
        rows = [{"id": id_, "name": name, "deleted": False, "is_public": True} for id_, name in account.groups.items()]
        return page_of("groups", rows)

    @pages.get("/api/v2/groups/assignable")
    def assignable() -> Answer:
        return groups() if desk.on("assignable_groups_exist") else not_found()

    @pages.route("/api/v2/<path:_>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    def anything_else(_: str) -> Answer:
        return not_found()

    for part in (ticket_api, user_api, answer_api, hook_api, rule_api, field_api, app_api):
        pages.register_blueprint(part(desk))
    return pages


def _part() -> str:
    return request.path.split("/")[3] if request.path.count("/") >= 3 else ""


def _resource(desk: "ZendeskSandbox") -> str:
    part = _part()
    if part == "groups":
        return "" if desk.on("groups_need_read_scope") else "tickets"
    if part == "brands":
        return "" if desk.on("brands_need_read_scope") else "tickets"
    if part == "ticket_fields":
        return "" if desk.on("fields_need_broad_scope") else "tickets"
    return _RESOURCES.get(part, "")


def _role_allows(desk: "ZendeskSandbox", verb: str) -> bool:
    """Scopes never exceed the rights of the role. Light agents write private notes and nothing else, which nobody does here."""
    role = desk.on("seat_role")
    if role == "admin":
        return True
    part = _part()
    return part not in _FOR_ADMINS and (verb == "read" or (part in ("tickets", "users") and role == "agent"))


def _seat(desk: "ZendeskSandbox") -> dict[str, Any]:
    """https://developer.zendesk.com/api-reference/ticketing/users/users/#json-format"""
    role = str(desk.on("seat_role"))
    return {
        "role": "admin" if role == "admin" else "agent",
        "role_type": _ROLE_TYPES[role],
        "ticket_restriction": desk.on("seat_sees") or None,
    }


def _forbidden(desk: "ZendeskSandbox") -> Answer:
    if desk.on("forbidden_body_is_json"):
        return {"error": "Forbidden", "description": "You are missing the following required scopes"}, 403
    return "<html><body>You do not have access to this page.</body></html>", 403
