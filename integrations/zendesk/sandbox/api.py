"""The part of Zendesk's REST API that we use, and nothing else: any other path is 404.

https://developer.zendesk.com/api-reference/
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, g, jsonify, request

from integrations.zendesk.sandbox.access import allows
from integrations.zendesk.sandbox.paging import page_of
from integrations.zendesk.sandbox.shapes import (
    installation_json,
    not_found,
    user_json,
)
from integrations.zendesk.sandbox.state import OUR_USER
from integrations.zendesk.sandbox.ticket_api import ticket_api

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
}


def api(desk: "ZendeskSandbox") -> Blueprint:
    """Build the blueprint for one account."""
    pages = Blueprint("zendesk_api", __name__)
    account = desk.account

    @pages.post("/oauth/tokens")
    def token() -> Answer:
        with desk.lock:
            body, status = desk.access.issue(request.get_json(silent=True), longest=float(desk.on("token_seconds")))
        return body, status

    @pages.before_request
    def guard() -> Answer | None:
        if request.path == "/oauth/tokens":
            return None
        with desk.lock:
            g.rate_headers, wait = desk.limits.check(request.method, request.path)
            scopes = desk.access.scopes(request.headers.get("Authorization", ""))
        if scopes is None:
            return {"error": "Couldn't authenticate you"}, 401
        if wait is not None and desk.on("enforces_rate_limits"):
            return "Number of allowed API requests per minute exceeded", 429, {"Retry-After": str(wait)}
        if not allows(scopes, _resource(desk), "read" if request.method == "GET" else "write"):
            return _forbidden(desk)
        return None

    @pages.after_request
    def headers(response: Response) -> Response:
        response.headers.extend(g.get("rate_headers", {}))
        return response

    @pages.get("/api/v2/users/me")
    def me() -> Answer:
        return {"user": user_json(account.users[OUR_USER])}

    @pages.get("/api/v2/groups")
    def groups() -> Answer:
        rows = [{"id": id_, "name": name, "deleted": False, "is_public": True} for id_, name in account.groups.items()]
        return page_of("groups", rows)

    @pages.get("/api/v2/groups/assignable")
    def assignable() -> Answer:
        return groups() if desk.on("assignable_groups_exist") else not_found()

    @pages.get("/api/v2/macros/active")
    def macros() -> Answer:
        return page_of("macros", [macro for macro in account.answers.macros if macro["active"]])

    @pages.get("/api/v2/help_center/articles")
    def articles() -> Answer:
        return page_of("articles", account.answers.articles)

    @pages.get("/api/v2/apps/installations/<int:installation_id>")
    def installation(installation_id: int) -> Answer:
        if installation_id != account.installation.id:
            return not_found()
        return jsonify(installation_json(account.installation))

    @pages.route("/api/v2/<path:_>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    def anything_else(_: str) -> Answer:
        return not_found()

    pages.register_blueprint(ticket_api(desk))
    return pages


def _resource(desk: "ZendeskSandbox") -> str:
    part = request.path.split("/")[3] if request.path.count("/") >= 3 else ""
    if part == "groups":
        return "" if desk.on("groups_need_read_scope") else "tickets"
    return _RESOURCES.get(part, "")


def _forbidden(desk: "ZendeskSandbox") -> Answer:
    if desk.on("forbidden_body_is_json"):
        return {"error": "Forbidden", "description": "You are missing the following required scopes"}, 403
    return "<html><body>You do not have access to this page.</body></html>", 403
